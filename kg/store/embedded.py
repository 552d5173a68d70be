"""A view over pyoxigraph, in memory or on disk: the same code. What only a writer needs is in writer.py."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final, Self

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import QueryError, StoreError
from kg.store.base import Counts, Names, Result, graph_name
from kg.store.counted import COUNTED, UNREAD
from kg.store.faults import failed, told
from kg.store.opaque import names_dataset
from kg.store.shelf import Shelf

_TYPE: Final = ox.NamedNode(ns.RDF + "type")


class EmbeddedView:
    """Reads a pyoxigraph store.

    Args:
        engine: the store, its lock held by the caller.
        shelf: where its texts are kept.
        base: the IRI that its data are minted under.
        on_close: called once, when the engine is let go.
        where: what errors call the store.
    """

    def __init__(
        self,
        engine: ox.Store,
        shelf: Shelf,
        base: str,
        on_close: Callable[[], None] = lambda: None,
        where: object = "the store",
    ) -> None:
        self._engine: ox.Store | None = engine
        self._shelf, self._base, self._on_close, self._where = shelf, base, on_close, where

    @property
    def base(self) -> str:
        return self._base

    @property
    def shelf(self) -> Shelf:
        """What is kept beside the graph."""
        return self._shelf

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store behind this one, as oxrdflib takes it.

        Raises:
            StoreError: this store is closed.
        """
        if self._engine is None:
            raise StoreError("this store is closed")
        return self._engine

    def query(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Result:
        """As ``View.query``; where graphs are given, over those alone, whatever the query names itself.

        ``default_graphs`` are those whose union is the default graph, ``named_graphs`` those that GRAPH finds; where
        only the one or the other are given, there are none of the other.
        """
        # A query that names its graphs asks those: as a union, the engine would take no notice of FROM.
        dataset: dict[str, Any] = {"use_default_graph_as_union": not names_dataset(sparql)}
        if default_graphs or named_graphs:
            dataset = {"default_graph": _nodes(default_graphs), "named_graphs": _nodes(named_graphs)}
        try:
            return self.engine.query(sparql, prefixes=ns.PREFIXES, **dataset)
        except SyntaxError as error:
            from kg.store.syntax import fault

            raise QueryError(f"not a SPARQL query: {fault(str(error.msg), sparql)}") from None
        except (OSError, RuntimeError) as error:
            raise failed(error, self._where) from None

    @property
    def names(self) -> Names | None:
        """Where names are looked up; None where they are searched for."""
        return None

    def articles(self) -> Iterator[str]:
        prefix = ns.article_graph(f"{self._base}article/")
        names = (graph.value for graph in self._graphs() if graph.value.startswith(prefix))
        return iter(sorted(f"{self._base}article/{name.removeprefix(prefix)}" for name in names))

    def _graphs(self) -> list[ox.NamedNode]:
        with told(self._where):
            return [graph for graph in self.engine.named_graphs() if isinstance(graph, ox.NamedNode)]

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        with told(self._where):
            yield from self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def triples(self, graph: str) -> bytes:
        with told(self._where):
            written = self.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        assert written is not None
        return written

    def described(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        graphs = [ox.NamedNode(name(self._base)) for name in (ns.reference_graph, ns.actors_graph)]
        with told(self._where):
            for iri in iris:
                for graph in graphs:
                    yield from self.engine.quads_for_pattern(ox.NamedNode(iri), None, None, graph)

    def about(self, iri: str, graph: str) -> Iterator[ox.Quad]:
        with told(self._where):
            yield from self.engine.quads_for_pattern(ox.NamedNode(iri), None, None, ox.NamedNode(graph))

    def size(self, graph: str) -> int:
        with told(self._where):
            return sum(1 for _ in self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def having(self, property: str, value: str, graph: str) -> list[str]:
        with told(self._where):
            asked = ox.NamedNode(property), ox.Literal(value), ox.NamedNode(graph)
            return sorted(quad.subject.value for quad in self.engine.quads_for_pattern(None, *asked))  # type: ignore[union-attr]

    def sizes(self) -> dict[str, int]:
        return {graph.value: sum(1 for _ in self.quads(graph.value)) for graph in self._graphs()}

    def kept(self, sha: str) -> bytes:
        return self._shelf.read(sha)

    def original(self, article: str) -> list[ox.Quad] | None:
        """The quads that an article brought before curation made its graph what it is; None where that did not."""
        kept = self._shelf.original(article, graph_name(self.quads(ns.article_graph(article))))
        return None if kept is None else list(ox.parse("\n".join(kept), format=ox.RdfFormat.N_QUADS))

    def originals(self) -> list[str]:
        """The articles that curation has changed."""
        return [f"{self.base}article/{tail}" for tail in self._shelf.originals()]

    def counts(self) -> Counts:
        with told(self._where):
            return self._counted()

    def _counted(self) -> Counts:
        of = {name: self._instances(ns.KG + type) for name, type in COUNTED.items()}
        apart = (ns.ONTOLOGY_GRAPH, ns.imports_graph(self.base))
        quads = len(self.engine) - sum(1 for graph in apart for _ in self.quads(graph))
        return Counts(articles=sum(1 for _ in self.articles()), quads=quads, unread=self._unread(), **of)

    def _unread(self) -> dict[str, int]:
        why, how_many = (self._values(ns.KG + property) for property in UNREAD)
        sums: Counter[str] = Counter()
        for node, number in how_many.items():
            sums[why[node]] += int(number)
        return dict(sorted(sums.items()))

    def _values(self, property: str) -> dict[object, str]:
        """Subject -> value, of a property that has one."""
        found = self.engine.quads_for_pattern(None, ox.NamedNode(property), None, None)
        return {quad.subject: quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}

    def _instances(self, type: str) -> int:
        return sum(1 for _ in self.engine.quads_for_pattern(None, _TYPE, ox.NamedNode(type), None))

    def close(self) -> None:
        if self._engine is not None:
            self._engine = None
            self._on_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph is named by an IRI: {error}") from None
