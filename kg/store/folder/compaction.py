"""Writes the graph of a store anew: what was removed from it then stands in none of its files any more.

The engine keeps every string that it ever stored, and snapshots keep what they were made of. So all quads go into a
graph beside the former one; one line of ``store.json`` then says which it is, and the former one goes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.faults import is_damage, told
from kg.store.files import remove_folder, sync_file, sync_folder
from kg.store.folder import open_folder_store
from kg.store.folder.about import UNCLEAN, About, read_about
from kg.store.folder.snapshots import GRAPH, Snapshots
from kg.store.folder.writing import remove_other_graphs
from kg.store.lock import Lock

_NOWHERE: Final = ox.DefaultGraph()
_AT_ONCE: Final = 100_000
_LOST: Final = "restore a backup by `kg restore`, or import anew into another folder"


@dataclass(frozen=True, slots=True)
class Compacted:
    """What came of it: bytes of the graph before and after; whether it was read off a snapshot; who still reads."""

    before: int
    after: int
    of_snapshot: bool
    is_read: bool


def compact(folder: Path, *, wait: float = 1.0, progress: Callable[[int], None] = lambda quads: None) -> Compacted:
    """Writes the graph of a store anew, of the newest snapshot where the graph itself cannot be read.

    Killed at any instant, the store has the former graph or the new one.

    Args:
        folder: the store.
        wait: seconds to wait for a writer to leave.
        progress: called with how many quads are written.

    Raises:
        StoreError: no store there, in use, or neither its graph nor its newest snapshot can be read.
    """
    about = read_about(folder)
    lock = Lock(folder / "lock", exclusive=True, wait=wait)
    try:
        with told(folder):
            (folder / UNCLEAN).touch()  # what readers see is known anew afterwards: counts, names
            before = _size(folder / about.graph)
            now, of_snapshot = _written_anew(folder, about, progress)
            now.write(folder)
            remove_other_graphs(folder, now)
    finally:
        lock.release()
    with open_folder_store(folder, wait=wait) as store:
        store.publish()
        return Compacted(before, _size(folder / now.graph), of_snapshot, store.is_read())


def _written_anew(folder: Path, about: About, progress: Callable[[int], None]) -> tuple[About, bool]:
    """What the store is with a new graph, and whether that was read off a snapshot."""
    now = about._replace(graph=_next(about.graph), ontology="")  # which is loaded anew, by whoever opens it next
    snapshots = Snapshots(folder)
    sources = [folder / about.graph, snapshots.path(snapshots.newest()) / GRAPH]
    for source in sources:
        if not (source / "CURRENT").exists():
            continue
        remove_folder(folder / now.graph)
        try:
            _copy(source, folder / now.graph, progress, is_own=source == sources[0])
        except (OSError, RuntimeError) as error:
            if not is_damage(error):
                raise
            continue
        return now, source != sources[0]
    remove_folder(folder / now.graph)
    raise StoreError("neither its graph nor a snapshot of it can be read", where=str(folder), hint=_LOST)


def _copy(source: Path, target: Path, progress: Callable[[int], None], *, is_own: bool) -> None:
    # Opened to write, the graph takes in what a killed writer's log has.
    former = ox.Store(str(source)) if is_own else ox.Store.read_only(str(source))
    new = ox.Store(str(target))
    new.bulk_extend(_counted(former, progress))
    new.flush()
    del new, former
    for path in target.iterdir():
        sync_file(path)
    sync_folder(target)
    sync_folder(target.parent)


def _counted(quads: Iterable[ox.Quad], progress: Callable[[int], None]) -> Iterable[ox.Quad]:
    for number, quad in enumerate(quads, 1):
        if quad.graph_name != _NOWHERE:  # where kg puts nothing
            yield quad
        if number % _AT_ONCE == 0:
            progress(number)


def _next(graph: str) -> str:
    """The name of the graph after one: graph, graph-2, graph-3."""
    name, _, number = graph.partition("-")
    return f"{name}-{int(number or 1) + 1}"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*"))
