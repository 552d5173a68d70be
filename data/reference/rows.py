"""The CSV files as rows of the tables in schema.sql."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import namespaces
from kg.reference import names
from kg.reference.days import first_day, last_day, precision

Row = dict[str, str]

SCORES = {
    "name": 1.0,
    "alias": 0.95,
    "adjective": 0.9,
    "demonym": 0.9,
    "metonym": 0.85,
    "capital": 0.8,
    "surname": 0.6,
    "contextual": 0.3,
}
SHARED_CAPITAL = 0.4
KINDS = {"igo": "international-organisation", "media": "media-outlet", "ngo": "organisation"}
# Whose acts are acts of their state; a company's, an outlet's or an armed group's are not.
OF_STATE = {"person", "government-body", "position", "place"}
NOT_OFFICIAL = {"movement_leader", "opposition_figure"}


def read(folder: Path, table: str) -> list[Row]:
    """The rows of one CSV file."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split(cell: str) -> list[str]:
    """The values of a cell with several."""
    return [value.strip() for value in cell.split("|") if value.strip()]


@dataclass
class Tables:
    """What has been gathered so far; ids are given in the order of the sources, which is that of the files."""

    ids: dict[str, int] = field(default_factory=dict)
    entity: list[tuple[Any, ...]] = field(default_factory=list)
    name: dict[tuple[str, int, str], tuple[str, float]] = field(default_factory=dict)
    skeleton: set[tuple[str, int, str]] = field(default_factory=set)
    tenure: list[tuple[Any, ...]] = field(default_factory=list)
    member: list[tuple[Any, ...]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, label: str, type_: str, country: str = "", **more: Any) -> int:
        """A new entity; its path may not be taken: one id is never two things."""
        if path in self.ids:
            raise ValueError(f"{path} is two things: the second is {label}")
        self.ids[path] = len(self.ids) + 1
        state = self.states.get(country) if type_ in OF_STATE else path if type_ == "state" else None
        self.entity.append(
            (
                self.ids[path],
                path,
                label,
                type_,
                country or None,
                more.get("state", state),
                int(path.startswith("actor/")),
                more.get("latitude"),
                more.get("longitude"),
                more.get("precision"),
                more.get("population"),
                "|".join(more.get("claimants", ())),
                "|".join(more.get("held_by", ())),
            )
        )
        return self.ids[path]

    def call(self, entity: int, forms: Iterable[str], how: str, score: float | None = None) -> None:
        """Forms of an entity's name; of two readings of one form the surer stays."""
        for form in forms:
            key = (names.key(form), entity, names.shape(form))
            value = (how, SCORES[how] if score is None else score)
            if key[0] and (key not in self.name or self.name[key][1] < value[1]):
                self.name[key] = value


def actor_path(label: str, type_: str, country: str) -> str:
    """The path of an actor without a Wikidata id."""
    return namespaces.actor("", label, type_, country or None)


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, in the order in which they are written."""
    into = Tables()
    states(into, folder)
    organisations(into, folder)
    people(into, folder)
    return {
        "entity": into.entity,
        "name": sorted((key, entity, how, shape, score) for (key, entity, shape), (how, score) in into.name.items()),
        "skeleton": sorted(into.skeleton),
        "tenure": sorted(into.tenure),
        "member": sorted(into.member),
    }


def states(into: Tables, folder: Path) -> None:
    """States with their capitals, metonyms, adjectives and inhabitants."""
    words = {row["iso3"]: row for row in read(folder, "demonyms")}
    for row in read(folder, "states"):
        into.states[row["iso3"]] = row["qid"]
        state = into.add(row["qid"], row["name"], "state", row["iso3"])
        into.call(state, [row["name"]], "name")
        into.call(state, split(row["aliases"]), "alias")
        into.call(state, split(words[row["iso3"]]["adjectives"]), "adjective")
        into.call(state, split(words[row["iso3"]]["singular"]) + split(words[row["iso3"]]["plural"]), "demonym")
        into.call(state, split(row["metonyms"]), "metonym")
        shared = SHARED_CAPITAL if row["capital_also_seat_of"] else None
        into.call(state, [row["capital"], *split(row["capital_aliases"])], "capital", shared)


def organisations(into: Tables, folder: Path) -> None:
    """Organisations and their members."""
    for row in read(folder, "organisations"):
        type_ = KINDS.get(row["kind"], row["kind"])
        path = row["qid"] or actor_path(row["name"], type_, row["iso3"])
        organisation = into.add(path, row["name"], type_, row["iso3"])
        into.call(organisation, [row["name"]], "name")
        into.call(organisation, split(row["aliases"]), "alias")
        into.call(organisation, split(row["contextual"]), "contextual")
        into.ids.setdefault(f"organisation:{row['name']}", organisation)
    for row in read(folder, "memberships"):
        into.member.append((into.ids[f"organisation:{row['organisation']}"], row["iso3"], row["since"] or None))


def people(into: Tables, folder: Path) -> None:
    """People, their names and the posts that they held."""
    posts = defaultdict(list)
    for row in read(folder, "tenures"):
        posts[row["person"]].append(row)
    holders = {}
    for row in read(folder, "persons"):
        path = row["qid"] or actor_path(row["name"], "person", row["iso3"])
        official = any(post["role"] not in NOT_OFFICIAL for post in posts[row["id"]])
        more = {} if official else {"state": None}
        person = holders[row["id"]] = into.add(path, row["name"], "person", row["iso3"], **more)
        aliases = split(row["aliases"])
        into.call(person, [row["name"]], "name")
        into.call(person, aliases, "alias")
        into.call(person, split(row["surnames"]), "surname")
        for form in (row["name"], *aliases):
            into.skeleton.update(sound(form, person))
    tenures(into, folder, posts, holders)


def sound(form: str, person: int) -> Iterable[tuple[str, int, str]]:
    """How a name sounds: its last word, and its first as it is written."""
    words = names.key(form).split()
    if len(words) > 1:
        yield names.skeleton(words[-1]), person, words[0]


def tenures(into: Tables, folder: Path, posts: dict[str, list[Row]], holders: dict[str, int]) -> None:
    """Times in a post; those that would share an IRI carry a digest of what tells them apart."""
    of = {row["iso3"]: ("the " if row["article"] else "") + row["name"] for row in read(folder, "states")}
    plain = defaultdict(list)
    for person, held in posts.items():
        for row in held:
            plain[_tenure_path(person, row)].append((person, row))
    for path, alike in plain.items():
        for person, row in alike:
            tail = namespaces.digest(*row.values(), digits=6) if len(alike) > 1 else ""
            _tenure(into, f"{path}-{tail}" if tail else path, holders[person], row, of)


def _tenure_path(person: str, row: Row) -> str:
    return f"tenure/{person.lower()}-{row['role'].replace('_', '-')}-{row['start'][:4] or 'x'}"


def _tenure(into: Tables, path: str, holder: int, row: Row, of: dict[str, str]) -> None:
    country = row["iso3"]
    label = titled(row["position"], of[country] if country else row["organisation"])
    where = country.lower() or namespaces.slug(row["organisation"])
    position = f"position/{where}-{namespaces.slug(row['position'], 60)}"
    post = into.ids.get(position) or into.add(position, label, "position", country)
    start, end = certain(row["start"], row["end"], row["known_until"])
    known = last_day(row["known_until"]) if precision(row["known_until"]) == "day" else first_day(row["known_until"])
    into.tenure.append(
        (
            path,
            holder,
            post,
            label,
            row["role"],
            country or None,
            start,
            precision(row["start"]),
            end,
            precision(row["end"]),
            end or (max(known, start) if known and start else known),
        )
    )


def certain(start: str, end: str, known_until: str) -> tuple[str | None, str | None]:
    """First and last day that the post was surely held, as far as the source's precision goes.

    "2012-05" to "2025-09" gives 2012-05-31 to 2025-09-01. Where that leaves nothing (both in one month), the
    days that enclose it.
    """
    first, last = last_day(start), first_day(end)
    known = last or first_day(known_until)
    if first and known and first > known:
        return (first_day(start), last_day(end)) if last else (max(first_day(start) or "", known), None)
    return first, last


_TO = re.compile(r"(?=\s+(?:to|at) (?:the )?[A-Z])")


def titled(position: str, of: str) -> str:
    """A post with the state or body that it belongs to: "Minister of Foreign Affairs of Russia"."""
    bare = of.removeprefix("the ")
    if not of or bare.casefold() in position.casefold():
        return position
    before, *rest = _TO.split(position, maxsplit=1)
    return f"{before} of {of}{rest[0]}" if rest else f"{position} of {of}"
