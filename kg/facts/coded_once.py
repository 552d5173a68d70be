"""One act, one coding: whoever counts event types counts each act once.

A threat of sanctions, or a call for them, is the statement that makes it; the step that it reports carries no type of
its own. Where somebody promises a deed that is coded as the promise would be ("said he would meet X": AGREE), the deed
carries it, since it has the parties.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.model import Event, Fact, Facts, Sanction, Statement


def coded_once(facts: Facts) -> Facts:
    """The facts without the second coding of one act; a statement reports the step that it is the coding of."""
    by_id: dict[str, Fact] = {fact.id: fact for fact in facts.all}
    told = {said.id: [step.id for step in facts.sanctions if _tells(said, step)] for said in facts.statements}
    steps = {id for ids in told.values() for id in ids}
    promises = {
        said.id
        for said in facts.statements
        if any(isinstance(deed, Event) and _is_by(said, deed) for deed in _coded_alike(said, by_id))
    }
    statements = [
        replace(
            said,
            coding=None if said.id in promises else said.coding,
            reports=tuple(dict.fromkeys((*said.reports, *told[said.id]))),
        )
        for said in facts.statements
    ]
    sanctions = [replace(step, coding=None) if step.id in steps else step for step in facts.sanctions]
    return facts.holding((*statements, *facts.events, *sanctions, *facts.others))


def _coded_alike(said: Statement, by_id: dict[str, Fact]) -> Iterator[Fact]:
    """What a statement reports under its own type."""
    for id in said.reports:
        coding = getattr(by_id.get(id), "coding", None)
        if said.coding and coding and coding.type == said.coding.type:
            yield by_id[id]


def _tells(said: Statement, step: Sanction) -> bool:
    """Whether a statement is the threat or call that a step is: it reports it, or its own words name it."""
    if not said.coding or not step.coding or said.coding.type != step.coding.type:
        return False
    named = any(start <= step.trigger.start and step.trigger.end <= end for start, end in said.content)
    cue = said.cue is not None and step.trigger.start < said.cue.end and said.cue.start < step.trigger.end
    return step.id in said.reports or named or cue


def _is_by(said: Statement, deed: Event) -> bool:
    """Whether a deed is that of whoever speaks or is spoken for."""
    speaking = {part.actor for part in said.speaking}
    return any(part.actor in speaking for part in deed.initiators)
