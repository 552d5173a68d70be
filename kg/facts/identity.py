"""Ids of facts: of kind, exact words and their occurrence, so that an edit elsewhere in the text renames nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from kg import namespaces
from kg.facts import kinds
from kg.facts.kind import AnyKind
from kg.facts.model import Count, Facts, Predicate, Statement


class _Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Item = TypeVar("Item", bound=_Item)


@dataclass(frozen=True, slots=True)
class _Names:
    """Old id -> new id."""

    facts: Mapping[str, str]
    amounts: Mapping[str, str]
    happenings: Mapping[str, str]


def identified(facts: Facts, text: str) -> Facts:
    """The same facts under ids that depend on their own words alone, everything in reading order.

    Args:
        facts: with any ids, as ``kg.conformance`` checks them: unique, and every one used is defined.
        text: the text that the offsets count in.
    """
    amounts = _names("m", facts.amounts, {a.id: a.text for a in facts.amounts})
    named = _fact_names(facts, text)
    names = _Names(named, amounts, _happening_names(facts, named))
    renamed = [_ordered(_renamed(kind, fact, names) for fact in facts.of(kind.form)) for kind in kinds.KINDS]
    return replace(
        facts.holding(fact for group in renamed for fact in group),
        amounts=_ordered(replace(a, id=amounts[a.id]) for a in facts.amounts),
        predicates=_predicates(facts.predicates, named) if facts.predicates is not None else None,
    )


def _fact_names(facts: Facts, text: str) -> dict[str, str]:
    """Statements first: the key of another fact holds the name of the one that tells it."""
    names: dict[str, str] = {}
    for kind in sorted(kinds.KINDS, key=lambda kind: kind.form is not Statement):
        told = facts.of(kind.form)
        names |= _names(kind.letter, told, {f.id: kind.key(f, text, names.get(f.according_to or "", "")) for f in told})
    return names


def _predicates(predicates: tuple[Predicate, ...], names: Mapping[str, str]) -> tuple[Predicate, ...]:
    return tuple(replace(p, according_to=names[p.according_to] if p.according_to else None) for p in predicates)


def _names(letter: str, items: Iterable[_Item], keys: Mapping[str, str]) -> dict[str, str]:
    """Old id -> new id; the second item with the same words gets occurrence 1, and so on."""
    seen: Counter[str] = Counter()
    names = {}
    for item in sorted(items, key=lambda i: (i.start, i.end)):
        key = keys[item.id]
        names[item.id] = namespaces.fragment(letter, key, seen[key])
        seen[key] += 1
    return names


def _happening_names(facts: Facts, names: Mapping[str, str]) -> dict[str, str]:
    """A happening is named after the first of its descriptions."""
    first: dict[str, str] = {}
    for fact in sorted(facts.all, key=lambda f: (f.start, f.end, names[f.id])):
        if happening := getattr(fact, "happening", None):
            first.setdefault(happening, namespaces.fragment("h", names[fact.id]))
    return first


def _renamed(kind: AnyKind, fact: Any, names: _Names) -> Any:
    """A fact with every id that it has or holds under its new name."""
    new: dict[str, object] = {field: tuple(names.facts[id] for id in getattr(fact, field)) for field in kind.refers}
    if kind.has("happening"):
        new["happening"] = names.happenings[fact.happening] if fact.happening else None
    if kind.has("amounts"):
        new["amounts"] = tuple(names.amounts[id] for id in fact.amounts)
    if kind.has("counts"):
        new["counts"] = _counts(fact.counts, names.facts[fact.id])
    voice = names.facts[fact.according_to] if fact.according_to else None
    return replace(fact, id=names.facts[fact.id], according_to=voice, **new)


def _counts(counts: Iterable[Count], fact: str) -> tuple[Count, ...]:
    names = _names("n", counts, {c.id: f"{fact}|{c.kind}|{c.text}" for c in counts})
    return _ordered(replace(c, id=names[c.id]) for c in counts)


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.start, item.end, item.id)))
