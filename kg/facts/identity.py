"""Ids of facts: of kind, exact words and their occurrence, so that an edit elsewhere in the text renames nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from kg import namespaces
from kg.facts.model import Amount, Count, Event, Facts, Predicate, Sanction, Statement

Item = TypeVar("Item", Statement, Event, Sanction, Amount, Count)


class _Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def identified(facts: Facts, text: str) -> Facts:
    """The same facts under ids that depend on their own words alone, everything in reading order.

    Args:
        facts: with any ids, as ``kg.conformance`` checks them: unique, and every one used is defined.
        text: the text that the offsets count in.
    """
    statements = _statement_names(facts.statements)
    amounts = _names("m", facts.amounts, {a.id: a.text for a in facts.amounts})
    voices: dict[str | None, str] = {None: ""}
    voices.update(statements)
    events = _names("e", facts.events, {e.id: _event_key(e, voices, text) for e in facts.events})
    sanctions = _names("x", facts.sanctions, {x.id: _sanction_key(x, voices, text) for x in facts.sanctions})
    names = {**statements, **events, **sanctions}
    happenings = _happening_names(facts, names)
    return replace(
        facts,
        statements=_ordered(_statement(s, names) for s in facts.statements),
        events=_ordered(_event(e, names, amounts, happenings) for e in facts.events),
        sanctions=_ordered(_sanction(x, names, amounts, happenings) for x in facts.sanctions),
        amounts=_ordered(replace(a, id=amounts[a.id]) for a in facts.amounts),
        predicates=_predicates(facts.predicates, statements) if facts.predicates is not None else None,
    )


def _predicates(predicates: tuple[Predicate, ...], names: Mapping[str, str]) -> tuple[Predicate, ...]:
    return tuple(replace(p, according_to=names[p.according_to] if p.according_to else None) for p in predicates)


def _names(kind: str, items: Iterable[_Item], keys: Mapping[str, str]) -> dict[str, str]:
    """Old id -> new id; the second item with the same words gets occurrence 1, and so on."""
    seen: Counter[str] = Counter()
    names = {}
    for item in sorted(items, key=lambda i: (i.start, i.end)):
        key = keys[item.id]
        names[item.id] = namespaces.fragment(kind, key, seen[key])
        seen[key] += 1
    return names


def _statement_names(statements: tuple[Statement, ...]) -> dict[str, str]:
    return _names("s", statements, {s.id: f"{s.cue.text if s.cue else ''}|{s.content_text}" for s in statements})


def _event_key(event: Event, voices: Mapping[str | None, str], text: str) -> str:
    words = (text[event.start : event.end], event.trigger.text, event.coding.type, voices[event.according_to])
    return "|".join(words)


def _sanction_key(sanction: Sanction, voices: Mapping[str | None, str], text: str) -> str:
    words = (text[sanction.start : sanction.end], sanction.trigger.text, sanction.status, voices[sanction.according_to])
    return "|".join((*words, *sanction.measures))


def _happening_names(facts: Facts, names: Mapping[str, str]) -> dict[str, str]:
    """A happening is named after the first of its descriptions."""
    first: dict[str, str] = {}
    for fact in sorted(facts.acts, key=lambda f: (f.start, f.end, names[f.id])):
        if fact.happening:
            first.setdefault(fact.happening, namespaces.fragment("h", names[fact.id]))
    return first


def _statement(s: Statement, names: Mapping[str, str]) -> Statement:
    return replace(
        s,
        id=names[s.id],
        reports=tuple(names[id] for id in s.reports),
        according_to=names[s.according_to] if s.according_to else None,
    )


def _event(e: Event, names: Mapping[str, str], amounts: Mapping[str, str], happenings: Mapping[str, str]) -> Event:
    counts = _names("n", e.counts, {c.id: f"{names[e.id]}|{c.kind}|{c.text}" for c in e.counts})
    return replace(
        e,
        id=names[e.id],
        according_to=names[e.according_to] if e.according_to else None,
        happening=happenings[e.happening] if e.happening else None,
        counts=_ordered(replace(c, id=counts[c.id]) for c in e.counts),
        amounts=tuple(amounts[id] for id in e.amounts),
    )


def _sanction(
    x: Sanction, names: Mapping[str, str], amounts: Mapping[str, str], happenings: Mapping[str, str]
) -> Sanction:
    return replace(
        x,
        id=names[x.id],
        according_to=names[x.according_to] if x.according_to else None,
        happening=happenings[x.happening] if x.happening else None,
        follows=tuple(names[id] for id in x.follows),
        amounts=tuple(amounts[id] for id in x.amounts),
    )


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.start, item.end, item.id)))
