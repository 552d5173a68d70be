"""What a kind of fact is in a graph: its classes, how it is written and read back, and between which states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pyoxigraph import NamedNode

from kg.facts.model import Fact
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter
from kg.graph.rollup import States

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class GraphKind(Generic[AnyFact]):
    """A kind of fact in a graph.

    Attributes:
        form: its dataclass.
        root: local name of the class that all its nodes have.
        write: adds what it alone has to its node.
        read: the fact of a node, written so.
        source: IRIs of the states that speak or act, sorted.
        target: IRIs of the states spoken to or about, or acted on, sorted.
        vouched, claimed: local names of the classes of those that the article vouches for, and of the others.
    """

    form: type[AnyFact]
    root: str
    write: Callable[[FactWriter, NamedNode, AnyFact], None]
    read: Callable[[FactReader, str], AnyFact]
    source: Callable[[AnyFact, States], list[str]]
    target: Callable[[AnyFact, States], list[str]]
    vouched: str | None = None
    claimed: str | None = None


AnyGraphKind = GraphKind[Any]
