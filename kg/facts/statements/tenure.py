"""The post in which somebody speaks, held against the day on which he spoke."""

from collections.abc import Mapping
from dataclasses import replace

from kg import reference
from kg.facts.model import Statement, Time
from kg.reference.model import Tenure, running_between


def held(
    statement: Statement, tenures: Mapping[str, Tenure], time: Time | None, published: str | None, base: str
) -> Statement:
    """The statement with a post, and the state that speaks by it, only where it may have been held on its own day.

    The publication day stands for a day that is not told. Whoever held another post then spoke for its state.

    Posts that are read off the article itself stay: nothing else is known of them.
    """
    position = statement.position
    tenure = tenures.get(position.tenure) if position else None
    if position is None or tenure is None or tenure.provisional:
        return statement
    first, last = (time.earliest, time.latest) if time else (published, published)
    first, last = first or last or published, last or first or published
    if first is None or last is None:
        return statement
    running = running_between(tenure, first, last)
    if running == "no":
        then = {t.state for t in reference.tenures(tenure.holder, base) if running_between(t, first, last) == "yes"}
        return replace(
            statement, position=None, on_behalf_of=tuple(p for p in statement.on_behalf_of if p.actor in then)
        )
    return replace(statement, position=replace(position, running=running))
