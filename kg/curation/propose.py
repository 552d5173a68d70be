"""Pairs that may be one: proposed with the reasons and the line to paste, and never joined by kg itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg import reference
from kg.curation.check import short
from kg.curation.listing import Listed
from kg.curation.model import Decisions
from kg.reference.model import Entity
from kg.reference.names import key, same_first_name, skeleton, telling

_BY_NAME: Final = ("name", "alias")
_MOST: Final = 3
"""People who sound the same: of more, none is proposed."""

_LEAST: Final = 3
"""Letters of an initialism."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``one``, which is provisional, may be ``other``; ``articles`` are those of ``one``."""

    one: Entity
    other: Entity
    why: str
    articles: int
    lines: tuple[str, ...]


Pair = tuple[Listed, Listed, str]
"""Two, and why they may be one."""


def proposals(among: Sequence[Listed], decisions: Decisions, base: str) -> list[Proposal]:
    """What an analyst may want to join, those in most articles first; nothing that decisions say differs.

    Args:
        among: every actor and place of the store.
        decisions: those in force.
        base: the IRI that the data are minted under.
    """
    found: dict[str, dict[str, Pair]] = defaultdict(dict)
    for one, other, why in (*_with_reference(among, base), *_with_each_other(among)):
        iris = one.entity.iri, other.entity.iri
        if iris[0] == iris[1] or decisions.differs(*iris) or not _may_be_one(one.entity, other.entity):
            continue
        less, more = _turned(one, other, base)
        if less.entity.provisional:
            found[less.entity.iri].setdefault(more.entity.iri, (less, more, why))
    told = [
        Proposal(one.entity, other.entity, why, one.articles, tuple(_lines(one.entity, other.entity, decisions, base)))
        for pairs in found.values()
        for one, other, why in _best(list(pairs.values()), base)
    ]
    return sorted(told, key=lambda p: (-p.articles, p.one.label, p.one.iri, p.other.iri))


def _with_reference(among: Iterable[Listed], base: str) -> Iterator[Pair]:
    """Provisional ones and those whom the reference facts know by the same name, or by one that sounds the same."""
    for one in among:
        if not one.entity.provisional:
            continue
        look_up = reference.places if one.entity.type == "place" else reference.candidates
        named = [c.entity for c in look_up(one.entity.label, base) if c.how in _BY_NAME]
        for entity in named if len(named) == 1 else ():
            yield one, _outside(entity), "the same name"
        if one.entity.type == "person":
            sounding = reference.fuzzy(one.entity.label, base)
            for candidate in sounding if len(sounding) <= _MOST else ():
                yield one, _outside(candidate.entity), f"sounds as {candidate.entity.label}"


def _outside(entity: Entity) -> Listed:
    return Listed(entity, None, (), 0, 0)


def _with_each_other(among: Sequence[Listed]) -> Iterator[Pair]:
    """Those of the store whose names are the same, or two forms of one."""
    yield from _pairs(among, lambda one: [key(name) for name in (one.entity.label, *one.also)], "the same name")
    people = [one for one in among if one.entity.type == "person" and " " in key(one.entity.label)]
    for one, other, _ in _pairs(people, lambda one: [skeleton(key(one.entity.label).split()[-1])], ""):
        if why := _same_person(key(one.entity.label).split(), key(other.entity.label).split()):
            yield one, other, why
    bodies = [one for one in among if one.entity.type not in ("person", "place", "state", "group")]
    yield from _pairs(bodies, lambda one: [_initials(one.entity.label) or key(one.entity.label)], "its initials")
    longer = {key(one.entity.label): one for one in bodies}
    for name, one in longer.items():
        head, _, last = name.rpartition(" ")
        if " " in head and (shorter := longer.get(head)):
            yield shorter, one, f"the same name with {last!r} behind it"


def _pairs(among: Iterable[Listed], keys: Callable[[Listed], Iterable[str]], why: str) -> Iterator[Pair]:
    """All pairs that share a key, of which at least one is provisional."""
    groups: dict[str, list[Listed]] = defaultdict(list)
    for one in among:
        for each in dict.fromkeys(keys(one)):
            groups[each].append(one)
    for group in groups.values():
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                if one.entity.provisional or other.entity.provisional:
                    yield one, other, why


def _same_person(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Why two names of one sound at their end may be one person's; None if they are not."""
    if not telling(skeleton(one[-1])) or not same_first_name(one[0], other[0]):
        return None
    if min(len(one[0]), len(other[0])) == 1:
        return "the same family name and initial" if one[-1] == other[-1] else None
    return "both names sound the same" if one != other else "the same name"


def _initials(name: str) -> str | None:
    """The initials of a name of several words: "swift"; None where there are too few."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters.lower() if len(letters) >= _LEAST else None


def _may_be_one(one: Entity, other: Entity) -> bool:
    """Whether nothing known of two forbids it: kind and state."""
    if (one.type == "place") != (other.type == "place") or "state" in (one.type, other.type):
        return False
    if (one.type == "person") != (other.type == "person"):
        return False
    states = {entity.state or entity.body for entity in (one, other)} - {None}
    return len(states) < 2


def _best(pairs: list[Pair], base: str) -> list[Pair]:
    """Of several whom one may be, all that are linked; else the best known, who the rest may be in their turn."""
    linked = [pair for pair in pairs if not pair[1].entity.provisional]
    return linked or [max(pairs, key=lambda pair: _known(pair[1], base))]


def _turned(one: Listed, other: Listed, base: str) -> tuple[Listed, Listed]:
    """The pair with whoever is known better second."""
    return (one, other) if _known(one, base) <= _known(other, base) else (other, one)


def _known(one: Listed, base: str) -> tuple[bool, bool, bool, bool, int, str]:
    """How well somebody is known: to the reference facts, by a state, by no initials, in more articles."""
    entity = one.entity
    of_reference = reference.entity(entity.iri, base) is not None
    is_of_side, is_spelt_out = bool(entity.state or entity.body), not entity.label.isupper()
    return not entity.provisional, of_reference, is_of_side, is_spelt_out, one.articles, entity.iri


def _lines(one: Entity, other: Entity, decisions: Decisions, base: str) -> Iterator[str]:
    if other.provisional and other.iri not in decisions.described:
        yield description(other, base)
    yield f"same {short(one.iri, base)} {short(other.iri, base)}"


def description(entity: Entity, base: str) -> str:
    """The line of a curation file that describes somebody."""
    side = entity.body if entity.state in (None, entity.iri) else entity.state
    of = f" of {short(side, base)}" if side and side != entity.iri else ""
    label = entity.label.replace("\\", r"\\").replace('"', r"\"")
    return f'actor {short(entity.iri, base)} {entity.type} "{label}"{of}'
