"""Counts of `kg stats`, kept up to date by what comes and goes: counting a large store anew takes seconds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.store.base import Counts
from kg.store.counted import COUNTED, UNREAD

Tally = Counter[str]
"""How many quads, articles and instances of each counted class; facts left unread under ``unread: reason``."""

_TYPE: Final = NamedNode(ns.RDF + "type")
_FIELDS: Final = {NamedNode(ns.KG + name): field for field, name in COUNTED.items()}
_WHY, _HOW_MANY = (NamedNode(ns.KG + name) for name in UNREAD)
_UNREAD: Final = "unread: "


def tally(quads: Iterable[Quad]) -> Tally:
    """The counts of some quads, each of which comes once; a node that was left unread is whole among them."""
    counts: Tally = Counter()
    why: dict[object, str] = {}
    how_many: dict[object, int] = {}
    for quad in quads:
        counts["quads"] += 1
        if quad.predicate == _TYPE:
            if isinstance(quad.object, NamedNode) and (field := _FIELDS.get(quad.object)):
                counts[field] += 1
        elif quad.predicate == _WHY and isinstance(quad.object, Literal):
            why[quad.subject] = quad.object.value
        elif quad.predicate == _HOW_MANY and isinstance(quad.object, Literal):
            how_many[quad.subject] = int(quad.object.value)
    for node, number in how_many.items():
        counts[_UNREAD + why[node]] += number
    return counts


def of_counts(counts: Counts) -> Tally:
    """Counts as a tally."""
    numbers: Tally = Counter({"quads": counts.quads, "articles": counts.articles})
    numbers.update({field: getattr(counts, field) for field in COUNTED})
    numbers.update({_UNREAD + reason: number for reason, number in counts.unread.items()})
    return numbers


def to_counts(numbers: Mapping[str, int]) -> Counts:
    """A tally as counts."""
    unread = {name.removeprefix(_UNREAD): n for name, n in sorted(numbers.items()) if name.startswith(_UNREAD) and n}
    of = {field: numbers.get(field, 0) for field in ("articles", *COUNTED, "quads")}
    return Counts(unread=unread, **of)
