"""What a store can do, whatever lies behind it: a read ``View``, and a ``Store`` that replaces or removes one article.

One contract test (tests/test_store.py) runs over every backend.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, runtime_checkable

from pyoxigraph import Quad, QueryBoolean, RdfFormat, Triple, Variable, serialize

from kg import namespaces as ns
from kg.store.imports import Import

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

Outcome = Literal["added", "replaced", "repaired", "unchanged"]
"""Repaired: its graph is the same, its kept text was lost or damaged."""


@runtime_checkable
class Solutions(Protocol):
    """The rows of a SELECT, found while they are iterated over: pyoxigraph's, or those that come over HTTP."""

    @property
    def variables(self) -> list[Variable]: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __next__(self) -> Any:
        """A row: its terms by number, or by the name of a variable; None where one is not bound."""


Result = Solutions | QueryBoolean | Iterator[Triple]
"""Of a SELECT, an ASK, a CONSTRUCT or DESCRIBE."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds.

    ``quads`` without the ontology and the notes on imports, ``unread`` reason -> how many facts were left unread.
    """

    articles: int
    statements: int
    events: int
    sanctions: int
    actors: int
    quads: int
    unread: Mapping[str, int]


class Graphs(Protocol):
    """The graphs of articles and those that they share."""

    @property
    def base(self) -> str:
        """The IRI that the data are minted under."""

    def articles(self) -> Iterator[str]:
        """The IRIs of the articles, sorted."""

    def quads(self, graph: str) -> Iterator[Quad]:
        """The quads of one named graph, in no order."""


Name = tuple[str, str]
"""IRI and one of its names."""


class Names(Protocol):
    """Where things are looked up by what users call them: what is found may be there, and what is not is not.

    None where it cannot be looked up, but must be searched for.
    """

    def articles_with(self, fragment: str) -> list[str] | None:
        """The articles that may have a fragment of this name."""

    def ending(self, tail: str) -> list[str] | None:
        """The actors, places and posts whose IRIs may end in this."""

    def holding(self, letters: str) -> list[Name] | None:
        """The names in which these letters stand, whatever their case."""

    def near(self, letters: str) -> list[Name] | None:
        """The names that share most letters in a row with these; all where there are few."""


@runtime_checkable
class View(Graphs, Protocol):
    """A store to read from."""

    @property
    def names(self) -> Names | None:
        """Where names are looked up; None where they are searched for in the graph."""

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query; its default graph is the union of all graphs, our prefixes are known.

        Raises:
            QueryError: it does not parse, or is no query.
        """

    def triples(self, graph: str) -> bytes:
        """One named graph as N-Triples, in no order."""

    def described(self, iris: Collection[str]) -> Iterator[Quad]:
        """What the shared graphs say of these nodes, in no order."""

    def about(self, iri: str, graph: str) -> Iterable[Quad]:
        """The quads of one named graph with this subject, in no order."""

    def size(self, graph: str) -> int:
        """How many triples one named graph has."""

    def having(self, property: str, value: str, graph: str) -> list[str]:
        """The subjects that have a string as a value of a property in one named graph, sorted."""

    def sizes(self) -> dict[str, int]:
        """Each named graph, with how many triples it has."""

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

    def replace(
        self,
        graphs: "ArticleGraphs",
        original: "ArticleGraphs | None" = None,
        *,
        is_revision: bool = True,
        came: Import | None = None,
    ) -> Outcome:
        """Stores an article in the place of its former revision; writes nothing where nothing differs or is lost.

        ``came`` is noted with it; where there is none, what was noted of it stays.

        ``original`` is what was read of it, where curation made something else of that; it is kept, for the way back.
        A graph that is no new revision leaves no former one behind.

        ``graphs`` must describe every actor, place, state and tenure that the article names, and what those name.
        Descriptions that no stored article names any more go.
        """

    def stands(self, article: str, came: Import) -> bool:
        """Whether an article is stored with its text as it would be read now, and came from this file already."""

    def leave(self, article: str, place: str) -> None:
        """Notes that a file holds an article no more."""

    def publish(self) -> None:
        """Lets readers see what is stored; where they see each change at once, nothing."""

    def remove(self, article: str) -> bool:
        """Takes an article out with its kept text, its former revisions and what only it named; False if not there."""


def lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as canonical N-Quads lines without their line feeds, sorted by code point."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    # Not splitlines(): a literal may hold U+2028 or U+0085, which N-Quads leaves as it is.
    return sorted(written.decode("utf-8").split("\n")[:-1])


def graph_name(quads: Iterable[Quad]) -> str:
    """A name for what a graph says, to know it by."""
    return ns.digest(*lines(quads))


def dump(view: Graphs, *, ontology: bool = False, dataset: bool = False) -> Iterator[str]:
    """All data as canonical N-Quads: lines (without line feeds) in the order of code points, streamed.

    The same articles give the same lines, whatever the order of imports and removals. With ``dataset`` the graph that
    describes the whole, which no store holds, is asked for too.
    """
    shared = (lines(view.quads(graph)) for graph in shared_graphs(view.base, ontology=ontology, dataset=dataset))
    # Subjects in an article's graph begin with its IRI, whose hash has a fixed length: so the lines come in order.
    own = (line for article in view.articles() for line in lines(view.quads(ns.article_graph(article))))
    return merge(own, *shared)


def dump_quads(view: Graphs, *, union: bool, ontology: bool = False, dataset: bool = False) -> Iterator[Quad]:
    """All data graph by graph, or with ``union`` as the triples of all graphs, each once; in order, streamed."""
    from kg.graph.serialise import union_order

    articles = [ns.article_graph(article) for article in view.articles()]
    shared = shared_graphs(view.base, ontology=ontology, dataset=dataset)
    if not union:
        for graph in sorted((*articles, *shared), key=lambda iri: f"<{iri}>"):
            yield from sorted(view.quads(graph), key=union_order)
        return
    own = (quad for graph in articles for quad in sorted(view.quads(graph), key=union_order))
    others = (sorted(view.quads(graph), key=union_order) for graph in shared)
    for _, same in groupby(merge(own, *others, key=union_order), key=union_order):
        yield next(same)


def shared_graphs(base: str, *, ontology: bool = False, dataset: bool = False) -> list[str]:
    """The graphs that are of no one article."""
    more = [(ontology, ns.ONTOLOGY_GRAPH), (dataset, ns.dataset_graph(base))]
    return [ns.reference_graph(base), ns.actors_graph(base), *(graph for wanted, graph in more if wanted)]
