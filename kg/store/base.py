"""What a store can do, whatever lies behind it: a read ``View``, and a ``Store`` that replaces or removes one article.

One contract test (tests/test_store.py) runs over every backend.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING, Literal, Protocol, Self, runtime_checkable

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize

from kg import namespaces as ns

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

Outcome = Literal["added", "replaced", "unchanged"]
Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds; ``quads`` without the ontology."""

    articles: int
    statements: int
    events: int
    sanctions: int
    actors: int
    quads: int


@runtime_checkable
class View(Protocol):
    """A store to read from."""

    @property
    def base(self) -> str:
        """The IRI that the store's data are minted under."""

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query; its default graph is the union of all graphs, our prefixes are known.

        Raises:
            QueryError: it does not parse, or is no query.
        """

    def articles(self) -> Iterator[str]:
        """The IRIs of the stored articles, sorted."""

    def quads(self, graph: str) -> Iterator[Quad]:
        """The quads of one named graph, in no order."""

    def kept(self, sha: str) -> bytes:
        """The record of text, headings and mentions that an article's ``kg:keptText`` names.

        Raises:
            StoreError: the store does not hold it.
        """

    def counts(self) -> Counts: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


@runtime_checkable
class Store(View, Protocol):
    """A store to write to. Killed at any instant, it holds an article as before or as after, never half."""

    def replace(self, graphs: "ArticleGraphs") -> Outcome:
        """Stores an article in the place of its former revision; writes nothing where nothing differs.

        ``graphs`` must describe every actor, place, state and tenure that the article names, and what those name.
        Descriptions that no stored article names any more go.
        """

    def remove(self, article: str) -> bool:
        """Takes an article out with its kept text, its former revisions and what only it named; False if not there."""


def lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as canonical N-Quads lines without their line feeds, sorted by code point."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    # Not splitlines(): a literal may hold U+2028 or U+0085, which N-Quads leaves as it is.
    return sorted(written.decode("utf-8").split("\n")[:-1])


def dump(view: View, *, ontology: bool = False) -> Iterator[str]:
    """All data as canonical N-Quads: lines (without line feeds) in the order of code points, streamed.

    The same articles give the same lines, whatever the order of imports and removals.
    """
    shared = [ns.reference_graph(view.base), ns.actors_graph(view.base), *([ns.ONTOLOGY_GRAPH] if ontology else [])]
    return merge(_articles(view), *(lines(view.quads(graph)) for graph in shared))


def _articles(view: View) -> Iterator[str]:
    # Subjects in an article's graph begin with its IRI, whose hash has a fixed length: so the lines come in order.
    for article in view.articles():
        yield from lines(view.quads(ns.article_graph(article)))
