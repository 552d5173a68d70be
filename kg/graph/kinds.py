"""The kinds of facts as they are written into graphs, one line each; those that are read: ``kg.facts.kinds``."""

from typing import Final

from kg.facts.model import Fact
from kg.graph.events import EVENTS
from kg.graph.kind import AnyGraphKind
from kg.graph.sanctions import SANCTIONS
from kg.graph.statements import STATEMENTS

KINDS: Final[tuple[AnyGraphKind, ...]] = (
    STATEMENTS,
    EVENTS,
    SANCTIONS,
)


def kind_of(fact: Fact) -> AnyGraphKind:
    """How a fact is written.

    Raises:
        TypeError: nothing is known of facts of its dataclass.
    """
    for kind in KINDS:
        if isinstance(fact, kind.form):
            return kind
    raise TypeError(f"{type(fact).__name__} has no writer in kg.graph.kinds")
