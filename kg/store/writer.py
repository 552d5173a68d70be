"""Writes articles to a pyoxigraph store, with a shelf for texts: in memory or on disk, the same code."""

from collections.abc import Collection

import pyoxigraph as ox

from kg import namespaces as ns
from kg.store.change import Change, block
from kg.store.embedded import EmbeddedView
from kg.store.forms import parsed
from kg.store.replacing import KEPT_TEXT, Replacing
from kg.store.shelf import MemoryShelf


class EmbeddedStore(EmbeddedView, Replacing):
    """Writes to a pyoxigraph store, each article in one transaction."""

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Puts N-Triples in the place of a graph, or of none, in one transaction."""
        name = ox.NamedNode(graph)
        if not self.engine.contains_named_graph(name):
            self.engine.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
            return
        # Never as they are: what another store answers may be anything, and this is SPARQL.
        self.engine.update(f"DROP GRAPH {name};\nINSERT DATA {{ {block(parsed(triples, graph))} }}")

    def insert(self, quads: Collection[ox.Quad]) -> None:
        """Adds quads, in one transaction."""
        self.engine.extend(quads)

    def delete(self, quads: Collection[ox.Quad]) -> None:
        """Takes quads away, in one transaction."""
        if quads:
            self.engine.update(f"DELETE DATA {{ {block(quads)} }}")

    def keep(self, sha: str, record: bytes) -> None:
        """Keeps the text of an article."""
        self._shelf.write(sha, record)

    def flush(self) -> None:
        """Has what was written on the disk."""
        self.engine.flush()

    def publish(self) -> None:
        """Nothing: readers see each change at once."""

    def close(self) -> None:
        if self._engine is not None:
            self._engine.flush()
        super().close()

    def is_named(self, node: ox.NamedNode, *, but_in: str, but_by: Collection[ox.NamedNode]) -> bool:
        """Whether an article's graph other than ``but_in``, or a description other than ``but_by``, names a node."""
        shared = {ns.reference_graph(self._base), ns.actors_graph(self._base)}
        articles = ns.article_graph(f"{self._base}article/")
        for quad in self.engine.quads_for_pattern(None, None, node, None):
            graph = getattr(quad.graph_name, "value", "")
            if graph in shared:
                if quad.subject not in but_by:
                    return True
            elif graph != but_in and graph.startswith(articles):
                return True
        return False

    def names_text(self, sha: str) -> bool:
        """Whether a stored article was read from this text."""
        return any(self.engine.quads_for_pattern(None, KEPT_TEXT, ox.Literal(sha), None))

    def _apply(self, todo: Change, article: str) -> None:
        if todo.delete or todo.drop:
            self.engine.update(todo.update())
        else:
            self.engine.extend(todo.insert)


def memory_store(base: str = ns.DEFAULT_BASE) -> EmbeddedStore:
    """An empty store in memory, without the ontology."""
    return EmbeddedStore(ox.Store(), MemoryShelf(), base)
