"""Who plays whom in a copied article: real states, people, bodies and places of the reference facts for its own.

A few states are in the news every day and most hardly ever; so are the people of each. A state is played by a state, a
person, a body or a place by one of the state that plays theirs, so that what kg rolls up to states stays right.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random

from kg import namespaces as ns
from kg import reference, resources
from kg.reference import Entity, Tenure
from kg.reference.model import running_between

BASE = ns.DEFAULT_BASE

LEADING = (
    "USA RUS CHN UKR ISR IRN GBR FRA DEU TUR IND SAU PRK JPN PAK SYR EGY KOR POL IRQ ITA AFG AUS CAN BRA VEN ESP YEM "
    "LBN QAT MEX LBY ZAF NGA ETH SDN BLR GEO ARM AZE SRB HUN NLD SWE FIN IDN PHL VNM TWN CUB"
)
"""The states that news names most, the most frequent first; all others follow by the alphabet."""

ROLES = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "spokesperson",
    "defence_minister",
    "un_ambassador",
    "military_chief",
    "finance_minister",
    "interior_minister",
    "minister_other",
    "ambassador",
    "speaker",
)
"""Posts by how often their holders are in the news."""

_TRIES = 200
_PROVISIONAL_NAMES = 100_000
_PLACES_OF_A_STATE = 40

Pool = Sequence[str]


def frequent(pool: Pool, chance: Random) -> str:
    """One of a pool whose first members come up most: the n-th about 1/n times as often as the first (Zipf's law)."""
    return pool[int((len(pool) + 1) ** chance.random()) - 1]


@cache
def states() -> Pool:
    """The IRIs of all states, those most in the news first."""
    codes = dict.fromkeys([*LEADING.split(), *sorted(row["iso3"] for row in _table("states"))])
    return [state.iri for code in codes if (state := reference.state(code, BASE))]


@cache
def outlets() -> Pool:
    """Names of media outlets."""
    return sorted(row["name"] for row in _table("organisations") if row["kind"] == "media")


@cache
def people(state: str, year: int) -> Pool:
    """Whoever held a post of a state in the middle of a year, the most prominent first."""
    country = _country(state)
    held = (t for role in ROLES for t in reference.holders(country, role, f"{year}-07-01", BASE))
    return [iri for iri in dict.fromkeys(t.holder for t in held) if _state(iri) == state]


@cache
def bodies() -> Mapping[str, Pool]:
    """The government bodies of each state."""
    found = (reference.candidates(row["name"], BASE) for row in _table("organisations"))
    return _by_state(c.entity for some in found for c in some[:1] if c.entity.type == "government-body")


@cache
def places() -> Mapping[str, Pool]:
    """The largest places of each state that nobody disputes, the most populous first."""
    rows = sorted(_table("places"), key=lambda row: -int(row["population"] or 0))
    found = (place.entity for row in rows[:8000] for place in reference.places(row["name"], BASE)[:1])
    pools = _by_state(place for place in found if not place.claimants)
    return {state: pool[:_PLACES_OF_A_STATE] for state, pool in pools.items()}


@cache
def tenure(holder: str, first: str, last: str) -> Tenure | None:
    """A post that somebody surely held on some day from a first to a last."""
    held = reference.tenures(holder, BASE)
    return next((tenure for tenure in held if running_between(tenure, first, last) == "yes"), None)


class Cast:
    """The exchange for one copy.

    Attributes:
        actors: who plays whom, by IRI.
        provisional: the provisional actors among those that play.
    """

    def __init__(self, roles: Sequence[Entity], chance: Random, year: int) -> None:
        self.actors: dict[str, str] = {}
        self.provisional: list[Entity] = []
        self._chance, self._year = chance, year
        self._taken: set[str] = set()
        for role in sorted(roles, key=lambda role: role.type != "state"):  # states first: the others belong to them
            self.actors[role.iri] = self._player(role)

    def _player(self, role: Entity) -> str:
        if role.type == "state":
            return self._drawn(states())
        state = self.actors.get(role.state or "")
        if role.provisional and role.type != "place":
            return self._stranger(role, state)
        if state is None or role.claimants:
            return role.iri
        match role.type:
            case "person":
                return self._drawn(people(state, self._year) or _anybody(state))
            case "government-body":
                return self._drawn(bodies().get(state, [state]))
            case "place":
                return self._drawn(places().get(state, [state]))
            case "company" | "media-outlet" | "party":
                return self._stranger(role, state)
        return role.iri

    def _drawn(self, pool: Pool) -> str:
        """One that plays nobody yet, as long as there is one."""
        for _ in range(_TRIES):
            if (found := frequent(pool, self._chance)) not in self._taken:
                break
        self._taken.add(found)
        return found

    def _stranger(self, role: Entity, state: str | None) -> str:
        """Somebody whom the reference facts do not know: a few come again and again, most are named once."""
        label = _named(role, frequent(range(_PROVISIONAL_NAMES), self._chance))  # type: ignore[arg-type]
        country = state and _country(state)
        iri = ns.actor(BASE, label, role.type, country)
        self.provisional.append(Entity(iri, label, role.type, country, state, provisional=True))
        return iri


@cache
def _anybody(state: str) -> Pool:
    """Whoever ever held a post of a state, for small states of which little is known."""
    return next(found for year in range(2024, 1950, -1) if (found := people(state, year)))


@cache
def _words() -> tuple[Pool, Pool]:
    """First names and surnames of real people."""
    names = [row["name"].split() for row in _table("persons")]
    return sorted({name[0] for name in names}), sorted({name[-1] for name in names if len(name) > 1})


def _named(role: Entity, number: int) -> str:
    """The name of one of many provisional actors of a kind."""
    first, last = _words()
    chance = Random(f"{role.type} {number}")
    if role.type == "person":
        return f"{chance.choice(first)} {chance.choice(last)}"
    return f"{chance.choice(last)} {role.label}"


def _table(name: str) -> Iterator[dict[str, str]]:
    with resources.path("data", "reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _by_state(entities: Iterator[Entity]) -> dict[str, list[str]]:
    pools: dict[str, dict[str, None]] = {}
    for entity in entities:
        if entity.state:
            pools.setdefault(entity.state, {})[entity.iri] = None
    return {state: list(pool) for state, pool in pools.items()}


def _state(iri: str) -> str | None:
    found = reference.entity(iri, BASE)
    return found.state if found else None


def _country(state: str) -> str:
    found = reference.entity(state, BASE)
    assert found is not None
    assert found.country is not None
    return found.country
