"""How an article takes the place of its former revision, whatever store it is: text first, then the graph, then what is
orphaned. So a store that is killed in between has an article as before or as after, with its text.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store import change, imports
from kg.store.base import Outcome, graph_name, lines
from kg.store.forms import as_stored
from kg.store.imports import Import
from kg.store.shelf import Shelf

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

KEPT_TEXT: Final = NamedNode(ns.KG + "keptText")
_TEXT_HASH: Final = NamedNode(ns.KG + "textHash")


class Replacing(ABC):
    """The writing half of a store, above what its reading half knows."""

    _shelf: Shelf

    @property
    @abstractmethod
    def base(self) -> str: ...

    @abstractmethod
    def quads(self, graph: str) -> Iterator[Quad]: ...

    @abstractmethod
    def described(self, iris: Collection[str]) -> Iterator[Quad]: ...

    @abstractmethod
    def about(self, iri: str, graph: str) -> Iterable[Quad]: ...

    @abstractmethod
    def size(self, graph: str) -> int: ...

    @abstractmethod
    def is_named(self, node: NamedNode, *, but_in: str, but_by: Collection[NamedNode]) -> bool: ...

    @abstractmethod
    def names_text(self, sha: str) -> bool:
        """Whether a stored article was read from this text."""

    @abstractmethod
    def _apply(self, todo: change.Change, article: str) -> None:
        """Writes the change; in one transaction, where there are such."""

    def replace(
        self,
        graphs: "ArticleGraphs",
        original: "ArticleGraphs | None" = None,
        *,
        is_revision: bool = True,
        came: Import | None = None,
    ) -> Outcome:
        curated = self.keep_original(graphs, original) if original else None
        outcome = self._replace(graphs, came, is_revision=is_revision)
        # Not before: killed in between, the store has what either graph was before it was curated.
        self._shelf.drop_originals(graphs.article, curated)
        return outcome

    def stands(self, article: str, came: Import) -> bool:
        noted = imports.noted(self, article)
        if not noted:
            return False
        graph = ns.article_graph(article)
        sha = _value(self.about(article, graph), KEPT_TEXT)
        if sha is None or not imports.tells(noted, came, sha, self.size(graph)):
            return False
        try:
            return hashlib.sha256(self._shelf.read(sha)).hexdigest() == sha
        except StoreError:
            return False

    def _replace(self, graphs: "ArticleGraphs", came: Import | None, *, is_revision: bool) -> Outcome:
        sha = hashlib.sha256(graphs.kept).hexdigest()
        todo = change.replacement(self, graphs)
        is_text_new = self._shelf.write(sha, graphs.kept)
        noted = self._with_notes(todo, graphs, sha, came) if came else todo
        if not todo:
            if noted:
                self._apply(noted, graphs.article)
            return "repaired" if is_text_new else "unchanged"
        former = _value(todo.former, KEPT_TEXT)
        if not graphs.keeps_text:  # nor any former one
            self._shelf.forget_former(graphs.article)
        elif is_revision and todo.former and todo.touches(graphs.article):
            self._shelf.keep_former(graphs.article, _revision(todo.former), lines(todo.former), former)
        self._apply(noted, graphs.article)
        if former and former != sha:
            self._drop_unnamed(former)
        return "replaced" if todo.former else "added"

    def _with_notes(self, todo: change.Change, graphs: "ArticleGraphs", sha: str, came: Import) -> change.Change:
        """The change with what is to be noted of it."""
        article, size = graphs.article, len(as_stored(graphs.quads))
        former = imports.noted(self, article)
        is_new = not todo.former or todo.touches(article)
        new = imports.notes(self.base, article, came, sha, size, former, is_new=is_new)
        return replace(todo, delete=todo.delete | (former - new), insert=todo.insert | (new - former))

    def keep_original(self, graphs: "ArticleGraphs", original: "ArticleGraphs") -> str:
        """Keeps what an article was before curation made it these graphs; returns the name of these."""
        name = graph_name(as_stored(graphs.quads))
        self._shelf.keep_original(graphs.article, name, lines(as_stored(original.all_quads())))
        return name

    def leave(self, article: str, place: str) -> None:
        note = imports.note_of(self.base, article, place)
        if note in imports.noted(self, article):
            self._apply(change.Change(frozenset(), delete=frozenset({note})), article)

    def remove(self, article: str) -> bool:
        todo = change.removal(self, article)
        if not todo:
            return False
        self._apply(replace(todo, delete=todo.delete | imports.noted(self, article)), article)
        if former := _value(todo.former, KEPT_TEXT):
            self._drop_unnamed(former)
        self._shelf.forget(article)
        return True

    def _drop_unnamed(self, sha: str) -> None:
        if not self.names_text(sha):
            self._shelf.remove(sha)


def _value(quads: Iterable[Quad], predicate: NamedNode) -> str | None:
    found = (q.object.value for q in quads if q.predicate == predicate and isinstance(q.object, Literal))
    return min(found, default=None)


def _revision(former: frozenset[Quad]) -> str:
    """A revision's name: of its text, and of what was read off it, since a later version of kg reads otherwise."""
    return f"{(_value(former, _TEXT_HASH) or 'x')[:20]}-{ns.digest(*lines(former), digits=8)}"
