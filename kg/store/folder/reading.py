"""Reads the newest snapshot of a store, whoever writes beside."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.base import Counts
from kg.store.embedded import EmbeddedView
from kg.store.faults import fault
from kg.store.folder.about import UNCLEAN, About, read_about
from kg.store.folder.counts import read_counts
from kg.store.folder.shelf import ReaderShelf
from kg.store.folder.snapshots import GRAPH, Held, Snapshots
from kg.store.generation import MODEL, refused
from kg.store.lock import Lock

if TYPE_CHECKING:
    from kg.store.folder.index import NameReader


class SnapshotView(EmbeddedView):
    """A snapshot of the store in a folder, held as long as this is open."""

    def __init__(self, folder: Path, about: About, engine: ox.Store, held: Held, release: Callable[[], None]) -> None:
        super().__init__(engine, ReaderShelf(folder), about.base, self._leave, where=folder)
        self._folder, self._held, self._release = folder, held, release
        self._names: NameReader | None = None
        self._has_names: bool | None = None

    @property
    def names(self) -> "NameReader | None":
        if self._has_names is None:
            from kg.store.folder.index import opened_names  # which few readers need

            self._names = opened_names(self._folder, self._base, self._held.number)
            self._has_names = self._names is not None
        return self._names

    def counts(self) -> Counts:
        return read_counts(self._held.path) or super().counts()

    def _leave(self) -> None:
        if self._names:
            self._names.close()
        self._release()


def opened_view(folder: Path, *, wait: float, any_model: bool) -> EmbeddedView:
    """The newest snapshot; or the graph itself of a store that a former kg wrote, alone.

    Raises:
        StoreError: no store there, one of another version, or a damaged one.
    """
    about = read_about(folder)
    if about.data != MODEL and not any_model:
        raise refused(about.data, folder)
    held = Snapshots(folder).hold()
    if held is None:
        return _of_graph(folder, about, wait)
    if was_killed(folder):
        _warn(folder)
    try:
        return SnapshotView(folder, about, _engine(held.path / GRAPH, folder), held, held.release)
    except BaseException:
        held.release()
        raise


def _warn(folder: Path) -> None:
    import logging

    told = "what was stored last is not shown: the last writer was ended before its end; the next one shows it (%s)"
    logging.getLogger(__name__).warning(told, folder)


def opened_graph(folder: Path, *, wait: float) -> EmbeddedView:
    """The graph itself, what a killed writer stored last included; no writer gets in meanwhile.

    Raises:
        StoreError: no store there, somebody writes to it, or it is damaged.
    """
    return _of_graph(folder, read_about(folder), wait)


def _of_graph(folder: Path, about: About, wait: float) -> EmbeddedView:
    lock = Lock(folder / "lock", exclusive=False, wait=wait)
    try:
        engine = _engine(folder / about.graph, folder)
    except BaseException:
        lock.release()
        raise
    return EmbeddedView(engine, ReaderShelf(folder), about.base, lock.release, where=folder)


def _engine(graph: Path, folder: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(graph))
    except (OSError, RuntimeError) as error:
        raise fault(error, folder) from None


def was_killed(folder: Path) -> bool:
    """Whether the last writer left the store untidied, and nobody writes now."""
    if not (folder / UNCLEAN).exists():
        return False
    try:
        Lock(folder / "lock", exclusive=False, wait=0).release()
    except (StoreError, OSError):
        return False
    return True
