"""What of an article's facts the graph keeps: all but mentions, which stay with the kept text."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from kg.facts.model import Coding, Fact, Facts, Participant, Place, Time


def portable(facts: Facts) -> Facts:
    """The facts in the one form in which they come back from a graph.

    Two time expressions that say the same are one. Left with the kept text: mentions, the spans of participants and places (which are mentions), and time
    expressions and amounts that no fact uses. Order carries no meaning: everything is sorted.
    """
    used = {id for fact in facts.all for id in getattr(fact, "amounts", ())}
    dated = {fact.time for fact in facts.all if fact.time}
    used_times = [time for time in facts.times if time.id in dated]
    keys = sorted({time_order(time) for time in used_times})
    names = {time.id: f"t{keys.index(time_order(time)) + 1}" for time in used_times}
    times = {names[time.id]: time for time in used_times}
    kept = Facts(
        times=tuple(replace(times[name], id=name) for name in sorted(times, key=lambda name: int(name[1:]))),
        amounts=tuple(sorted((a for a in facts.amounts if a.id in used), key=lambda a: a.id)),
        entities=tuple(sorted(facts.entities, key=lambda entity: entity.iri)),
        tenures=tuple(sorted(facts.tenures, key=lambda tenure: tenure.iri)),
        unread=tuple(sorted(facts.unread, key=lambda unread: unread.reason)),
    )
    return kept.holding(sorted((_kept(fact, names) for fact in facts.all), key=fact_order))


def time_order(time: Time) -> tuple[object, ...]:
    """The order in which time expressions are numbered."""
    return (time.start, time.end, time.value, time.relation, time.earliest or "", time.latest or "")


def fact_order(fact: Fact) -> tuple[int, int, str]:
    """The order in which facts of one kind stand."""
    return (fact.start, fact.end, fact.id)


def _kept(fact: Any, times: Mapping[str, str]) -> Fact:
    bare: dict[str, Any] = {f.name: _bare(getattr(fact, f.name)) for f in fields(fact)}
    bare["time"] = times[fact.time] if fact.time else None
    kept: Fact = replace(fact, **bare)
    return kept


def _bare(value: Any) -> Any:
    """A field without spans of mentions, sets in order."""
    match value:
        case Participant():
            return Participant(value.actor)
        case Place():
            return Place(value.iri)
        case Coding():
            return Coding(value.type, tuple(sorted(value.modes)), tuple(sorted(value.contexts)))
        case tuple() if value and isinstance(value[0], Participant):
            return tuple(Participant(iri) for iri in sorted({p.actor for p in value}))
        case tuple() if value and isinstance(value[0], str):
            return tuple(sorted(set(value)))
        case tuple() if value and hasattr(value[0], "id"):
            return tuple(sorted(value, key=lambda item: item.id))
    return value
