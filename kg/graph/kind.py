"""What a kind of fact is in a graph: its classes, how it is written and read back, and between which sides."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pyoxigraph import NamedNode

from kg.facts.model import Fact
from kg.facts.sides import Sides
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class GraphKind(Generic[AnyFact]):
    """A kind of fact in a graph.

    Attributes:
        form: its dataclass.
        root: local name of the class that all its nodes have.
        write: adds what it alone has to its node.
        read: the fact of a node, written so.
        source: IRIs of the sides that speak or act, sorted.
        target: IRIs of the sides spoken to or acted on, sorted.
        vouched, claimed: local names of the classes of those that the article vouches for, and of the others.
    """

    form: type[AnyFact]
    root: str
    write: Callable[[FactWriter, NamedNode, AnyFact], None]
    read: Callable[[FactReader, str], AnyFact]
    source: Callable[[AnyFact, Sides], list[str]]
    target: Callable[[AnyFact, Sides], list[str]]
    vouched: str | None = None
    claimed: str | None = None


AnyGraphKind = GraphKind[Any]
