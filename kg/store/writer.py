"""Writes articles to a pyoxigraph store, with a shelf for texts: in memory or on disk, the same code."""

import hashlib
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.store import change
from kg.store.base import Outcome, lines
from kg.store.embedded import EmbeddedView
from kg.store.shelf import MemoryShelf

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

_KEPT_TEXT: Final = ox.NamedNode(ns.KG + "keptText")
_TEXT_HASH: Final = ox.NamedNode(ns.KG + "textHash")


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
