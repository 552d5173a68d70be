"""The post in which somebody speaks, held against the day on which he spoke."""

from collections.abc import Mapping
from dataclasses import replace

from kg.facts.model import Statement, Time
from kg.reference.model import Tenure, running_between


def held(statement: Statement, tenures: Mapping[str, Tenure], time: Time | None, published: str | None) -> Statement:
    """The statement with a post only where it may have been held on its own day, else on the publication day.

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
    return replace(statement, position=replace(position, running=running) if running != "no" else None)
