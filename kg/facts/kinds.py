"""The kinds of facts that are read, one line each."""

from collections.abc import Iterable
from typing import Final

from kg.facts.events.kind import Events
from kg.facts.kind import AnyKind
from kg.facts.model import Fact
from kg.facts.sanctions.kind import Sanctions
from kg.facts.statements.kind import Statements

KINDS: Final[tuple[AnyKind, ...]] = (
    Statements(),
    Events(),
    Sanctions(),
)
"""In the order of the JSON. The order in which they are read follows from ``Kind.leaves`` alone."""


def in_order(kinds: Iterable[AnyKind]) -> list[AnyKind]:
    """The kinds in the order in which they are found: each behind those that it leaves words to.

    Raises:
        ValueError: kinds leave their words to one another, or to one that is not there.
    """
    waiting, ordered = list(kinds), list[AnyKind]()
    while waiting:
        done = {kind.name for kind in ordered}
        ready = next((kind for kind in waiting if done.issuperset(kind.leaves)), None)
        if ready is None:
            raise ValueError(f"no order for {', '.join(kind.name for kind in waiting)}: see what they leave")
        waiting.remove(ready)
        ordered.append(ready)
    return ordered


def kind_of(fact: Fact) -> AnyKind:
    """The kind of a fact.

    Raises:
        TypeError: it is of none.
    """
    for kind in KINDS:
        if isinstance(fact, kind.form):
            return kind
    raise TypeError(f"{type(fact).__name__} is no kind of fact")
