"""The post in which somebody speaks, held against the day on which he spoke."""

from collections.abc import Mapping
from dataclasses import replace

from kg import reference
from kg.facts import sides
from kg.facts.model import Statement, Time
from kg.reference.model import Tenure, running_between


def held(
    statement: Statement, tenures: Mapping[str, Tenure], time: Time | None, published: str | None, base: str
) -> Statement:
    """The statement with a post, and the side that speaks by it, only where it may have been held on its own day.

    The publication day stands for a day that is not told. Whoever held another post then spoke for its side.

    Posts that are read off the article itself stay: nothing else is known of them.
    """
    position = statement.position
    tenure = tenures.get(position.tenure) if position else None
    if position is None or tenure is None or tenure.provisional:
        return statement
    when = sides.days(time, published)
    if when.first is None or when.last is None:
        return statement
    running = running_between(tenure, when.first, when.last)
    if running == "no":
        then = {
            sides.of_tenure(t, base)
            for t in reference.tenures(tenure.holder, base)
            if running_between(t, when.first, when.last) == "yes"
        }
        return replace(
            statement, position=None, on_behalf_of=tuple(p for p in statement.on_behalf_of if p.actor in then)
        )
    return replace(statement, position=replace(position, running=running))
