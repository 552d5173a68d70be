"""View and store over pyoxigraph, with a shelf for texts: in memory or on disk, the same code."""

import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import QueryError, StoreError
from kg.store import change
from kg.store.base import Counts, Outcome, Result, lines
from kg.store.shelf import MemoryShelf, Shelf

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

_TYPE: Final = ox.NamedNode(ns.RDF + "type")
_KEPT_TEXT: Final = ox.NamedNode(ns.KG + "keptText")
_TEXT_HASH: Final = ox.NamedNode(ns.KG + "textHash")
_COUNTED: Final = {
    "statements": "Statement",
    "events": "EventDescription",
    "sanctions": "SanctionDescription",
    "actors": "Actor",
}


class EmbeddedView:
    """Reads a pyoxigraph store.

    Args:
        engine: the store, its lock held by the caller.
        shelf: where its texts are kept.
        base: the IRI that its data are minted under.
        on_close: called once, when the engine is let go.
    """

    def __init__(self, engine: ox.Store, shelf: Shelf, base: str, on_close: Callable[[], None] = lambda: None) -> None:
        self._engine: ox.Store | None = engine
        self._shelf, self._base, self._on_close = shelf, base, on_close

    @property
    def base(self) -> str:
        return self._base

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store behind this one, as oxrdflib takes it.

        Raises:
            StoreError: this store is closed.
        """
        if self._engine is None:
            raise StoreError("this store is closed")
        return self._engine

    def query(self, sparql: str) -> Result:
        try:
            return self.engine.query(sparql, use_default_graph_as_union=True, prefixes=ns.PREFIXES)
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {error.msg}") from None

    def articles(self) -> Iterator[str]:
        prefix = ns.article_graph(f"{self._base}article/")
        names = (graph.value for graph in self.engine.named_graphs() if isinstance(graph, ox.NamedNode))
        return iter(sorted(f"{self._base}article/{n.removeprefix(prefix)}" for n in names if n.startswith(prefix)))

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        return self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def kept(self, sha: str) -> bytes:
        return self._shelf.read(sha)

    def counts(self) -> Counts:
        of = {name: self._instances(ns.KG + type) for name, type in _COUNTED.items()}
        quads = len(self.engine) - sum(1 for _ in self.quads(ns.ONTOLOGY_GRAPH))
        return Counts(articles=sum(1 for _ in self.articles()), quads=quads, **of)

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


class EmbeddedStore(EmbeddedView):
    """Writes to a pyoxigraph store: text first, then the graph in one transaction, then what is orphaned."""

    def replace(self, graphs: "ArticleGraphs") -> Outcome:
        sha = hashlib.sha256(graphs.kept).hexdigest()
        todo = change.replacement(self.engine, self._base, graphs)
        if not todo:
            return "unchanged"
        self._shelf.write(sha, graphs.kept)
        former = _value(todo.former, _KEPT_TEXT)
        if todo.former and todo.touches(graphs.article):
            self._shelf.keep_former(graphs.article, _revision(todo.former), lines(todo.former), former)
        todo.apply(self.engine)
        if former and former != sha:
            self._drop_unnamed(former)
        return "replaced" if todo.former else "added"

    def remove(self, article: str) -> bool:
        todo = change.removal(self.engine, self._base, article)
        if not todo:
            return False
        todo.apply(self.engine)
        if former := _value(todo.former, _KEPT_TEXT):
            self._drop_unnamed(former)
        self._shelf.forget(article)
        return True

    def close(self) -> None:
        if self._engine is not None:
            self._engine.flush()
        super().close()

    def names_text(self, sha: str) -> bool:
        """Whether a stored article was read from this text."""
        return any(self.engine.quads_for_pattern(None, _KEPT_TEXT, ox.Literal(sha), None))

    def _drop_unnamed(self, sha: str) -> None:
        if not self.names_text(sha):
            self._shelf.remove(sha)


def memory_store(base: str = ns.DEFAULT_BASE) -> EmbeddedStore:
    """An empty store in memory, without the ontology."""
    return EmbeddedStore(ox.Store(), MemoryShelf(), base)


def _value(quads: frozenset[ox.Quad], predicate: ox.NamedNode) -> str | None:
    found = (q.object.value for q in quads if q.predicate == predicate and isinstance(q.object, ox.Literal))
    return min(found, default=None)


def _revision(former: frozenset[ox.Quad]) -> str:
    """A revision's name: of its text, and of what was read off it, since a later version of kg reads otherwise."""
    return f"{(_value(former, _TEXT_HASH) or 'x')[:20]}-{ns.digest(*lines(former), digits=8)}"
