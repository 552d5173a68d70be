"""The CSV files as rows of the tables in schema.sql."""

import csv
import re
from collections import Counter, defaultdict
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
    "place": 0.9,
    "contextual": 0.3,
}
UNSURE_CAPITAL = 0.4
VARIANT = 0.85
NEAR = 0.5  # degrees
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
    organisations: dict[str, int] = field(default_factory=dict)

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
    places(into, folder)
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
    of = {row["iso3"]: row["qid"] for row in read(folder, "states")}
    for row in read(folder, "states"):
        into.states[row["iso3"]] = row["qid"]
        claims = {column: [of[iso3] for iso3 in split(row[column])] for column in ("claimants", "held_by")}
        state = into.add(row["qid"], row["name"], "state", row["iso3"], **claims)
        into.call(state, [row["name"]], "name")
        into.call(state, split(row["aliases"]), "alias")
        into.call(state, split(words[row["iso3"]]["adjectives"]), "adjective")
        into.call(state, split(words[row["iso3"]]["singular"]) + split(words[row["iso3"]]["plural"]), "demonym")
        into.call(state, split(row["metonyms"]), "metonym")
        shared = UNSURE_CAPITAL if row["capital_note"] else None
        into.call(state, [row["capital"], *split(row["capital_aliases"])], "capital", shared)


def organisations(into: Tables, folder: Path) -> None:
    """Organisations and their members."""
    for row in read(folder, "organisations"):
        type_ = KINDS.get(row["kind"], row["kind"])
        path = row["qid"] or actor_path(row["name"], type_, row["iso3"])
        organisation = into.add(path, row["name"], type_, row["iso3"])
        contextual = split(row["contextual"])
        into.call(organisation, contextual, "contextual")
        into.call(organisation, [row["name"]] if row["name"] not in contextual else [], "name")
        into.call(organisation, split(row["aliases"]), "alias")
        into.organisations[row["name"]] = organisation
    for row in read(folder, "memberships"):
        into.member.append((into.organisations[row["organisation"]], row["iso3"], row["since"] or None))


def people(into: Tables, folder: Path) -> None:
    """People, their names and the posts that they held."""
    posts = defaultdict(list)
    for row in read(folder, "tenures"):
        posts[row["person"]].append(row)
    romanised = {row["iso3"] for row in read(folder, "romanised")} | {""}
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
        if row["iso3"] in romanised:
            for form in (row["name"], *aliases):
                into.skeleton.update(sound(form, person))
    tenures(into, folder, posts, holders)


def sound(form: str, person: int) -> Iterable[tuple[str, int, str]]:
    """How a name sounds: its last word, and its first as it is written."""
    words = names.key(form).split()
    if len(words) > 1 and names.telling(surname := names.skeleton(words[-1])):
        yield surname, person, words[0]


def tenures(into: Tables, folder: Path, posts: dict[str, list[Row]], holders: dict[str, int]) -> None:
    """Times in a post; those that would share an IRI carry a digest of what tells them apart."""
    words = {row["iso3"]: split(row["adjectives"]) for row in read(folder, "demonyms")}
    of = {
        row["iso3"]: [("the " if row["article"] else "") + row["name"], *split(row["aliases"]), *words[row["iso3"]]]
        for row in read(folder, "states")
    }
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


def _tenure(into: Tables, path: str, holder: int, row: Row, of: dict[str, list[str]]) -> None:
    country = row["iso3"]
    label = titled(row["position"], of[country] if country else [row["organisation"]])
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


def titled(position: str, of: list[str]) -> str:
    """A post with the state or body that it belongs to, unless it names it: "Minister of Foreign Affairs of Russia".

    ``of`` holds the name with its article, then other names and adjectives.
    """
    said = names.key(position).split()
    told = (names.key(name).split() for name in of)
    if not of[0] or any(said[i : i + len(name)] == name for name in told for i in range(len(said))):
        return position
    before, *rest = _TO.split(position, maxsplit=1)
    return f"{before} of {of[0]}{rest[0]}" if rest else f"{position} of {of[0]}"


@dataclass(frozen=True)
class Claims:
    """Who claims and who holds a disputed place, as paths."""

    claimants: tuple[str, ...]
    held_by: tuple[str, ...]

    @property
    def disputed(self) -> bool:
        """Claimed by two, or held by another than claims it."""
        return len(self.claimants) > 1 or bool(set(self.held_by) - set(self.claimants))


def places(into: Tables, folder: Path) -> None:
    """Disputed places, then towns and regions, which take over the claims to the area in which they lie."""
    areas = _disputed(into, folder)
    held = {row["geonameid"]: row["held_by"] for row in read(folder, "held")}
    iso3 = {row["iso2"]: row["iso3"] for row in [*read(folder, "territories"), *read(folder, "states")]}
    disputed = defaultdict(list)
    for row in read(folder, "disputed"):
        disputed[names.key(row["place"])].append(row)
    rows = [row for row in read(folder, "places") if not _subsumed(row, disputed)]
    alike = Counter(place_path(row["name"], iso3.get(row["iso2"], "")) for row in rows)
    for row in rows:
        country = iso3.get(row["iso2"], "")
        path = place_path(row["name"], country)
        within = (row["geonameid"], f"{row['iso2']}.{row['area']}", row["iso2"])
        claims = next((areas[area] for area in within if area in areas), None)
        more = _claimed(into, claims and _held(into, claims, held.get(row["geonameid"])), country)
        country = more.pop("country")
        place = into.add(
            path if alike[path] == 1 else f"{path}-{row['geonameid'] or 'region'}",
            row["name"],
            "place",
            country,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision="region" if row["kind"] == "region" else "city",
            population=int(row["population"]),
            **more,
        )
        into.call(place, [row["name"]], "place")
        into.call(place, split(row["aliases"]), "place", VARIANT)


def place_path(label: str, country: str) -> str:
    """The path of a place of the reference facts."""
    return namespaces.place("", label, country or None, provisional=False)


def _disputed(into: Tables, folder: Path) -> dict[str, Claims]:
    """Adds the places of disputed.csv; the claims to the areas of GeoNames that they cover."""
    areas = {}
    for row in read(folder, "disputed"):
        claims = Claims(
            tuple(_actor(into, name) for name in split(row["claimants"])),
            tuple(_actor(into, name) for name in split(row["held_by"])),
        )
        sole = "" if claims.disputed else row["claimants"]
        place = into.add(
            place_path(row["place"], sole),
            row["place"],
            "place",
            sole,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision=row["precision"],
            **(vars(claims) if claims.disputed else {}),
        )
        into.call(place, [row["place"]], "name")
        into.call(place, split(row["aliases"]), "alias")
        if claims.disputed:
            areas |= dict.fromkeys(split(row["areas"]), claims)
    return areas


def _actor(into: Tables, name: str) -> str:
    """The path of a state by its ISO code, or of an organisation by its name."""
    return into.states.get(name) or into.entity[into.organisations[name] - 1][1]


def _held(into: Tables, claims: Claims, holder: str | None) -> Claims:
    """The claims to a town whose holder is known for itself, in an area that is divided."""
    return Claims(claims.claimants, (_actor(into, holder),)) if holder else claims


def _claimed(into: Tables, claims: Claims | None, country: str) -> dict[str, Any]:
    """No one sovereign for a claimed town, except where the holder is also the state that GeoNames gives it to."""
    if claims is None:
        return {"country": country}
    agreed = claims.held_by == (into.states.get(country),)
    return {"country": country if agreed else "", **vars(claims)}


def _subsumed(row: Row, disputed: dict[str, list[Row]]) -> bool:
    """Whether a town is a disputed place itself: the same name at the same spot (Jerusalem)."""
    return row["kind"] != "region" and any(
        all(abs(float(row[axis]) - float(place[axis])) < NEAR for axis in ("latitude", "longitude"))
        for place in disputed.get(names.key(row["name"]), ())
    )
