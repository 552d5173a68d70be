"""The CSV files as rows of the tables in schema.sql."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from places import places
from posts import acts_for_state, tenures
from tables import BODIES, Tables, actor_path, keyed, read, split

from kg.reference import names

KINDS = {"igo": "international-organisation", "media": "media-outlet", "ngo": "organisation"}
UNSURE_CAPITAL = 0.4
# Of their holders news writes the family name alone, though it never gives the whole.
RENOWNED = {
    "head_of_state",
    "head_of_government",
    "vice_head_of_state",
    "crown_prince",
    "foreign_minister",
    "defence_minister",
    "igo_head",
    "movement_leader",
}
PARTICLES = {"al", "bin", "da", "de", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter", "van", "von"}
GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, in the order in which they are written."""
    into = Tables()
    states(into, folder)
    past_states(into, folder)
    organisations(into, folder)
    people(into, folder)
    places(into, folder)
    return {
        "source": [(row["page"], row["licence"], row["rights"]) for row in read(folder, "sources")],
        "entity": into.entity,
        "name": sorted((key, entity, how, shape, score) for (key, entity, shape), (how, score) in into.name.items()),
        "skeleton": sorted(into.skeleton),
        "tenure": sorted(into.tenure),
        "member": sorted(into.member),
    }


def states(into: Tables, folder: Path) -> None:
    """States with their capitals, metonyms, adjectives and inhabitants."""
    words = {row["iso3"]: row for row in read(folder, "demonyms")}
    of = {row["iso3"]: row["qid"] for row in read(folder, "states")}
    for row in read(folder, "states"):
        into.states[row["iso3"]] = row["qid"]
        claims = {column: [of[iso3] for iso3 in split(row[column])] for column in ("claimants", "held_by")}
        also = split(row["aliases"])
        state = into.add(row["qid"], row["name"], "state", row["iso3"], also=also, **claims)
        into.call(state, [row["name"]], "name")
        into.call(state, split(row["aliases"]), "alias")
        into.call(state, split(words[row["iso3"]]["adjectives"]), "adjective")
        into.call(state, split(words[row["iso3"]]["singular"]) + split(words[row["iso3"]]["plural"]), "demonym")
        into.call(state, split(row["metonyms"]), "metonym")
        shared = UNSURE_CAPITAL if row["capital_note"] else None
        into.call(state, [row["capital"], *split(row["capital_aliases"])], "capital", shared)


def past_states(into: Tables, folder: Path) -> None:
    """States that are no more, each for itself: none is a state of today, whatever followed it."""
    for row in keyed(folder, "states_past", "[A-Z]{3}", "code"):
        path = into.states[row["code"]] = actor_path(row["qid"], "state", row["code"])
        state = into.add(path, row["name"], "state", row["code"], also=split(row["aliases"]))
        into.call(state, [row["name"]], "name")
        into.call(state, split(row["aliases"]), "alias")
        into.call(state, split(row["adjectives"]), "adjective")
        into.call(state, split(row["singular"]) + split(row["plural"]), "demonym")


def organisations(into: Tables, folder: Path) -> None:
    """Organisations, the bodies that they are part of, and their members."""
    rows = list(keyed(folder, "organisations", r"(O[1-9]\d*)?", "key"))
    if nameless := [row["name"] for row in rows if not (row["qid"] or row["key"])]:
        raise ValueError(f"organisations.csv: {nameless[0]!r} has neither a qid nor a key: give it the next one")
    kind = {row["name"]: KINDS.get(row["kind"], row["kind"]) for row in rows}
    path = {row["name"]: actor_path(row["qid"], "organisation", row["key"]) for row in rows}
    parent = _parents(folder, kind)
    for row in rows:
        name, type_ = row["name"], kind[row["name"]]
        whole = parent.get(name)
        more = {"body": whole and path[whole], "also": split(row["aliases"])}
        organisation = into.add(path[name], name, type_, row["iso3"], **more)
        contextual = split(row["contextual"])
        into.call(organisation, contextual, "contextual")
        into.call(organisation, [name] if name not in contextual else [], "name")
        into.call(organisation, split(row["aliases"]), "alias")
        into.organisations[name] = organisation
        if whole or type_ in BODIES or (type_ == "government-body" and not row["iso3"]):
            into.bodies[name] = path[whole or name]
    for row in read(folder, "memberships"):
        into.member.append((into.organisations[row["organisation"]], row["iso3"], row["since"] or None))


def _parents(folder: Path, known: Collection[str]) -> dict[str, str]:
    """Organ -> the body that it is part of, which is part of none itself."""
    parents = {row["organ"]: row["body"] for row in keyed(folder, "organs", ".+", "organ")}
    for name in (*parents, *parents.values()):
        if name not in known:
            raise ValueError(f"organs.csv: organisations.csv has no {name!r}")
    if nested := sorted(parents.keys() & set(parents.values())):
        raise ValueError(f"organs.csv: {nested[0]!r} is an organ and has organs: name the body of both")
    return parents


def people(into: Tables, folder: Path) -> None:
    """People, their names and the posts that they held."""
    posts = defaultdict(list)
    for tenure in tenures(into, folder):
        posts[tenure.person].append(tenure)
    romanised = {row["iso3"] for row in read(folder, "romanised")} | {""}
    family_first = {row["iso3"] for row in read(folder, "family_name_first")}
    holders = {}
    for row in keyed(folder, "persons", "[A-Za-z0-9._-]+"):
        path = actor_path(row["qid"], "person", row["id"])
        more = {} if acts_for_state(posts[row["id"]]) else {"state": None}
        aliases = split(row["aliases"])
        also = [*aliases, *split(row["surnames"])]
        person = holders[row["id"]] = into.add(path, row["name"], "person", row["iso3"], also=also, **more)
        into.call(person, [row["name"]], "name")
        into.call(person, aliases, "alias")
        into.call(person, split(row["surnames"]), "surname")
        if any(post.role in RENOWNED for post in posts[row["id"]]):
            into.call(person, family_names(row["name"], row["iso3"] in family_first), "contextual")
        if row["iso3"] in romanised:
            for form in (row["name"], *aliases):
                into.skeleton.update(sound(form, person))
    into.tenure.extend(tenure.row(holders[tenure.person]) for held in posts.values() for tenure in held)


def family_names(name: str, first: bool) -> Iterable[str]:
    """What news calls a person for short: the last word of the name or, where family names come first, the first.

    Particles may go with it: "Bellen" and "Van der Bellen".
    """
    words = [word for word in name.split() if word.rstrip(".").lower() not in GENERATIONS]
    if len(words) < 2:
        return
    if first:
        yield words[0]
        return
    start = len(words) - 1
    yield re.sub("^[aA]l-", "", words[start])
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
        yield " ".join(words[start:])
    yield words[-1]


def sound(form: str, person: int) -> Iterable[tuple[str, int, str]]:
    """How a name sounds: its last word, and its first as it is written."""
    words = names.key(form).split()
    if len(words) > 1 and names.telling(surname := names.skeleton(words[-1])):
        yield surname, person, words[0]
