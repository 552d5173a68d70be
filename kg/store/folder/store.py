"""Writes to the store in a folder: what is stored becomes visible to readers by snapshots, now and then and at the end.

Beside the graph it keeps what makes a large store answer fast: counts, and the index of names.
"""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store.base import Counts, Names, Outcome, graph_name
from kg.store.change import Change
from kg.store.embedded import EmbeddedView
from kg.store.faults import told
from kg.store.folder.about import CURATION, About
from kg.store.folder.counts import read_counts, write_counts
from kg.store.folder.index import NameWriter, fragments, known_names, new_names, remove_names
from kg.store.folder.manifest import AT_REST, hashed, hashed_graph, known_files, write_manifest
from kg.store.folder.shelf import WriterShelf
from kg.store.folder.snapshots import GRAPH, Snapshots
from kg.store.imports import Import
from kg.store.tally import of_counts, tally, to_counts
from kg.store.writer import EmbeddedStore

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

_log = logging.getLogger(__name__)

PUBLISH_EVERY: Final = 120.0
"""Seconds after which a writer lets readers see what it has stored meanwhile."""

FLUSH_EVERY: Final = 200
"""Articles after which the engine writes out what it holds in memory, which would grow without bounds."""

REMEMBERED: Final = 20_000
"""Descriptions of actors and places that are kept at hand: each article asks for some two hundred."""


class FolderStore(EmbeddedStore):
    """The store in a folder, opened to write by one process; its threads take turns.

    Args:
        folder: where it lies.
        about: what it is.
        engine: its graph.
        on_close: called at the end, with whether all that was begun came to its end.
        was_killed: the last writer was, so that nothing is known but what the graph tells.
    """

    def __init__(
        self, folder: Path, about: About, engine: ox.Store, on_close: Callable[[bool], None], *, was_killed: bool
    ) -> None:
        self._folder, self._about, self._snapshots = folder, about, Snapshots(folder)
        newest = self._snapshots.newest()
        counts = None if was_killed else read_counts(self._snapshots.path(newest))
        self._tally = of_counts(counts) if counts else None
        self._index = None if was_killed else known_names(folder, about.base, newest)
        self._process, self._turn = os.getpid(), threading.RLock()
        self._is_whole, self._is_published = True, True
        self._stored, self._published = 0, time.monotonic()
        self._known: dict[str, tuple[ox.Quad, ...]] = {}
        self._texts = WriterShelf(folder, self._snapshots.newest)
        self._at_rest, self._on_leaving = known_files(folder, AT_REST), on_close
        super().__init__(engine, self._texts, about.base, self._left, where=folder)
        if self._index is None:
            self._index = self._noted_anew()

    def replace(
        self,
        graphs: "ArticleGraphs",
        original: "ArticleGraphs | None" = None,
        *,
        is_revision: bool = True,
        came: Import | None = None,
    ) -> Outcome:
        with self._changing():
            outcome = super().replace(graphs, original, is_revision=is_revision, came=came)
        self._stored += 1
        if self._stored % FLUSH_EVERY == 0:
            self.flush()
        if not self._is_published and time.monotonic() - self._published > PUBLISH_EVERY:
            self.publish()
        return outcome

    def leave(self, article: str, place: str) -> None:
        with self._changing():
            super().leave(article, place)

    def remove(self, article: str) -> bool:
        with self._changing():
            return super().remove(article)

    def put_graph(self, graph: str, triples: bytes) -> None:
        with self._changing(unknown=True):
            super().put_graph(graph, triples)

    def bulk_load(self, path: Path) -> None:
        """Loads a file of N-Quads into a store that nobody else has written to, by no transaction."""
        with self._changing(unknown=True):
            self.engine.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
            self.engine.optimize()

    def insert(self, quads: Collection[ox.Quad]) -> None:
        with self._changing(unknown=True):
            super().insert(quads)

    def delete(self, quads: Collection[ox.Quad]) -> None:
        with self._changing(unknown=True):
            super().delete(quads)

    def keep(self, sha: str, record: bytes) -> None:
        with self._changing():
            super().keep(sha, record)

    def flush(self) -> None:
        with told(self._folder):
            super().flush()
        self._noted(lambda names: names.flush())

    def described(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        for iri in iris:
            known = self._known.get(iri)
            if known is None:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                known = self._known[iri] = tuple(super().described([iri]))
            yield from known

    def counts(self) -> Counts:
        return super().counts() if self._tally is None else to_counts(self._tally)

    @property
    def names(self) -> Names | None:
        return self._index

    def tidy(self) -> None:
        """Clears away what a killed writer left, and has what he stored seen."""
        self._is_published = False
        with self._changing():
            self._texts.take_back(self.names_text, self._is_stored, self._name_of_graph)
            self._texts.sweep(self.names_text, self._is_stored)

    def _is_stored(self, tail: str) -> bool:
        return self.engine.contains_named_graph(ox.NamedNode(ns.article_graph(f"{self._base}article/{tail}")))

    def _name_of_graph(self, tail: str) -> str:
        return graph_name(self.quads(ns.article_graph(f"{self._base}article/{tail}")))

    def publish(self) -> None:
        """Lets readers see what is stored."""
        self._here()
        with self._turn, told(self._folder):
            number = self._snapshots.publish(self._fill)
            if self._is_whole:
                self._noted(lambda names: names.publish(number))
            self._texts.purge(min(self._snapshots.numbers()))
            self._is_published, self._published = True, time.monotonic()

    def is_read(self) -> bool:
        """Whether somebody reads a snapshot that is not the newest, which therefore stays."""
        return bool(self._snapshots.drop())

    def close(self) -> None:
        if self._engine is None or os.getpid() != self._process:
            return
        with self._turn:
            try:
                self._end()
            finally:
                self._noted(lambda names: names.close())
                EmbeddedView.close(self)

    def _end(self) -> None:
        if self._is_published:
            return
        if not self._is_whole:  # what broke it is told already, and may be a full disk
            with suppress(StoreError):
                self.publish()
            return
        self._index = self._index or self._noted_anew()
        self.publish()

    def _left(self) -> None:
        """Notes, when the engine is gone, how it left its files: it may have written some after the last snapshot."""
        graph = self._folder / self._about.graph
        try:
            known = {**self._at_rest, **known_files(self._snapshots.path(self._snapshots.newest()))}
            write_manifest(self._folder, hashed_graph(graph, known), AT_REST)
        except OSError:  # a full disk, which is told already; without it, less can be checked
            (self._folder / AT_REST).unlink(missing_ok=True)
        finally:
            self._on_leaving(self._is_whole and self._is_published)

    def _noted_anew(self) -> NameWriter | None:
        """An index of all that is stored; None where it cannot be written: all that it tells stands in the graph."""
        try:
            return new_names(self._folder, self._base, self.engine)
        except sqlite3.Error as error:
            _log.warning("no index of names can be written (%s): they are searched for", error)
            return None

    def _fill(self, snapshot: Path) -> None:
        """Puts into a snapshot what readers find there."""
        self.engine.backup(str(snapshot / GRAPH))
        self._about.write(snapshot)
        for name in CURATION:
            if (self._folder / name).exists():
                (snapshot / name).write_bytes((self._folder / name).read_bytes())
        if self._is_whole:
            self._tally = self._tally if self._tally is not None else of_counts(super().counts())
            write_counts(snapshot, to_counts(self._tally))
        former = self._snapshots.path(self._snapshots.newest())
        write_manifest(snapshot, hashed(snapshot, {**self._at_rest, **known_files(former)}))

    @contextmanager
    def _changing(self, *, unknown: bool = False) -> Iterator[None]:
        """One change at a time; until it came to its end, the store counts as one that must be tidied up.

        ``unknown`` says that what changes is not counted.
        """
        self._here()
        with self._turn, told(self._folder):
            was_whole, self._is_whole = self._is_whole, False
            yield
            self._is_whole = was_whole
            if unknown:
                self._tally, self._is_published = None, False
                self._known.clear()
                self._drop_index()

    def _apply(self, todo: Change, article: str) -> None:
        self._is_published = False
        for quad in (*todo.delete, *todo.insert):
            self._known.pop(str(getattr(quad.subject, "value", "")), None)
        super()._apply(todo, article)
        graph = ox.NamedNode(ns.article_graph(article))
        own = {quad for quad in todo.insert if quad.graph_name == graph}
        apart = {graph, ox.NamedNode(ns.imports_graph(self.base))}
        removed = [quad for quad in todo.delete if quad.graph_name not in apart]
        added = [quad for quad in todo.insert if quad.graph_name not in apart]
        new = set() if todo.drop else (todo.former - todo.delete) | own
        if self._tally is not None:
            self._count(todo, new, added, removed)
        self._noted(lambda names: names.described(added, removed))
        self._noted(lambda names: names.article(article, fragments(own, article)))

    def _count(
        self, todo: Change, new: Collection[ox.Quad], added: Collection[ox.Quad], removed: Collection[ox.Quad]
    ) -> None:
        assert self._tally is not None
        for quads in (new, added):
            self._tally.update(tally(quads))
        for quads in (todo.former, removed):
            self._tally.subtract(tally(quads))
        self._tally["articles"] += bool(new) - bool(todo.former)

    def _noted(self, note: Callable[[NameWriter], None]) -> None:
        """Has something noted in the index; one that fails is left out, since all it tells stands in the graph."""
        if self._index is None:
            return
        try:
            note(self._index)
        except sqlite3.Error as error:
            _log.warning("the index of names fails (%s); names are searched for until the next import", error)
            self._drop_index()

    def _drop_index(self) -> None:
        if self._index is not None:
            with suppress(sqlite3.Error):
                self._index.close()
            self._index = None
            remove_names(self._folder)

    def _here(self) -> None:
        if os.getpid() != self._process:
            what = f"this store was opened to write by process {self._process}, of which this is a fork"
            raise StoreError(what, where=str(self._folder), hint="open it in one process, after the fork")
