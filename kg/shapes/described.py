"""What graphs tell of the nodes that others name: who or what they are, for whom they act, whose a post is."""

from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns

_TYPE: Final = ns.RDF + "type"
_STATE: Final = ns.KG + "ofState"
_BODY: Final = ns.KG + "ofBody"
_HOLDER: Final = ns.KG + "holder"
_FROM: Final = ns.KG + "from"
_TO: Final = ns.KG + "to"
_TOLD: Final = {_TYPE, _STATE, _BODY, _HOLDER, _FROM, _TO}


@dataclass(slots=True)
class Described:
    """One node.

    Attributes:
        classes: IRIs of its classes; none where no graph says what it is.
        states, bodies: IRIs of those that it belongs to or acts for.
        holders: of a tenure, the IRIs of who held the post.
        first, last: of a tenure, the first and the last day that are told (ISO 8601).
    """

    classes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None

    def tell(self, predicate: str, value: str) -> None:
        """Adds what one triple says."""
        if predicate == _TYPE:
            self.classes = (*self.classes, intern(value))
        elif predicate == _STATE:
            self.states = (*self.states, intern(value))
        elif predicate == _BODY:
            self.bodies = (*self.bodies, intern(value))
        elif predicate == _HOLDER:
            self.holders = (*self.holders, value)
        elif predicate == _FROM:
            self.first = value
        elif predicate == _TO:
            self.last = value


_NOTHING: Final = Described()


class Descriptions:
    """Descriptions by IRI; small, since of each node only what the checks ask for is kept."""

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._nodes: dict[str, Described] = {}
        self.add(quads)

    def add(self, quads: Iterable[Quad]) -> None:
        """Takes in what some quads say of their subjects."""
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if predicate in _TOLD and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._nodes.setdefault(subject.value, Described()).tell(predicate, value.value)

    def __len__(self) -> int:
        return len(self._nodes)

    def of(self, iri: str) -> Described:
        """What is told of a node; nothing where no graph describes it."""
        return self._nodes.get(iri, _NOTHING)
