"""What a step of a sanction comes after: the step that holds what it takes, the event in whose wake it was taken.

"Confiscating frozen assets" comes after their freeze; "the sanctions imposed after the referendum of 2014" were
imposed in or after that year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.facts.model import Fact, Facts, Sanction, Time


def in_sequence(facts: Facts, published: str | None) -> Facts:
    """The facts with what each step follows, and with a time for a step that is dated by what it follows alone.

    Such a step was taken between the beginning of that and the day on which the article was ``published``.
    """
    steps = [replace(step, follows=_follows(step, facts.sanctions)) for step in facts.sanctions]
    by_id = {fact.id: fact for fact in facts.all}
    times = {time.id: time for time in facts.times}
    dated = {step.id: _after(step, [by_id[id] for id in step.follows], times, published) for step in steps}
    added = {time.id: time for time in dated.values() if time is not None}
    steps = [replace(s, time=time.id) if (time := dated[s.id]) is not None else s for s in steps]
    others = [fact for fact in facts.all if not isinstance(fact, Sanction)]
    return replace(facts.holding((*others, *steps)), times=(*facts.times, *added.values()))


def _follows(step: Sanction, others: Sequence[Sanction]) -> tuple[str, ...]:
    """What a step follows by its words, and the step whose word stands in those for what it takes hold of."""
    asset = step.asset
    held = (
        other.id
        for other in others
        if asset and other is not step and asset.start <= other.trigger.start and other.trigger.end <= asset.end
    )
    return tuple(dict.fromkeys((*step.follows, *held)))


def _after(step: Sanction, before: Sequence[Fact], times: Mapping[str, Time], published: str | None) -> Time | None:
    """The time that begins with what a step follows, where its own words tell none."""
    if step.time is not None or step.factuality.tense == "future":
        return None
    told = [times[fact.time] for fact in before if fact.time]
    begun = [t for t in told if t.earliest and (published is None or t.earliest <= published)]
    latest = max(begun, key=lambda time: time.earliest or "", default=None)
    return replace(latest, id=f"{latest.id}-after", relation="after", latest=published) if latest else None
