"""The store in a folder: one process writes to it, any number read from its snapshots meanwhile.

``store.json`` says what it is, ``graph/`` is the engine's and the writer's alone, ``snapshots/`` are for readers.
``lock`` decides who writes, and ``unclean`` stands there while somebody does, so that the next one tidies up after a
killed one.
``names.sqlite`` is the index of names; all else is the shelf's (``shelf.py``).
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store import ontology
from kg.store.embedded import EmbeddedView
from kg.store.faults import told
from kg.store.files import TEMPORARY, make_folder, remove_folder, write_whole
from kg.store.folder.about import COPY, FORMAT, NEW, UNCLEAN, About, read_about, was_begun
from kg.store.folder.about import NAME as ABOUT
from kg.store.folder.index import FILE
from kg.store.folder.reading import opened_view
from kg.store.folder.snapshots import Snapshots
from kg.store.generation import MODEL, refused
from kg.store.lock import Lock

if TYPE_CHECKING:
    from kg.store.folder.store import FolderStore

WAIT: Final = 1.0
"""Seconds to wait for others to leave the store."""

_OWN_FILES: Final = {
    *("snapshots", "texts", "history", "originals", "dropped", "curation.txt", "curation.unfinished"),
    *("lock", UNCLEAN, f"{UNCLEAN}{TEMPORARY}", f"{ABOUT}{TEMPORARY}", FILE, f"{FILE}-wal", f"{FILE}-shm"),
}


def open_folder_view(folder: Path, *, wait: float = WAIT, any_model: bool = False) -> EmbeddedView:
    """Opens the newest snapshot of the store in a folder to read, whoever writes or reads beside.

    A store of a former kg has no snapshots yet; there ``wait`` are the seconds to wait for a writer to leave.
    ``any_model`` opens one whose graphs are of another model too.

    Raises:
        StoreError: no store there, one of another version, or a damaged one.
    """
    return opened_view(folder, wait=wait, any_model=any_model)


def open_folder_store(
    folder: Path, base: str | None = None, *, wait: float = WAIT, create: bool = True
) -> "FolderStore":
    """Opens the store in a folder to write, alone; creates it where nothing is, if ``create``.

    ``base`` is the IRI that data are minted under; None takes the store's own, or the default for a new one. Waits
    ``wait`` seconds for another writer to leave.

    Raises:
        StoreError: the path is something else, cannot be written, is in use, damaged, or is a store of another version
            or base.
    """
    if not create:
        read_about(folder)
    _check_vacant(folder)
    try:
        make_folder(folder)
        lock = Lock(folder / "lock", exclusive=True, wait=wait)
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error.strerror or error}", where=str(folder)) from None
    try:
        with told(folder):
            return _opened(folder, base, lock)
    except BaseException:
        lock.release()
        raise


def _opened(folder: Path, base: str | None, lock: Lock) -> "FolderStore":
    from kg.store.folder.store import FolderStore

    unclean = folder / UNCLEAN
    was_killed = unclean.exists()
    about = _about(folder, base)
    write_whole(unclean, b"" if about.format else NEW)

    def leave(is_whole: bool) -> None:
        if is_whole:
            with suppress(OSError):
                unclean.unlink()
        lock.release()

    if was_killed:
        remove_other_graphs(folder, about)
    engine = ox.Store(str(folder / about.graph))
    for log in (folder / about.graph).glob("LOG.old.*"):  # RocksDB leaves one of 100 kB a start, for ever
        log.unlink()
    now = about._replace(format=FORMAT, ontology=ontology.hash())
    has_ontology = engine.contains_named_graph(ox.NamedNode(ns.ONTOLOGY_GRAPH))
    if now.ontology != about.ontology or not has_ontology:
        engine.clear_graph(ox.NamedNode(ns.ONTOLOGY_GRAPH))
        engine.extend(ontology.quads())
    store = FolderStore(folder, now, engine, leave, was_killed=was_killed)
    if now != about or not has_ontology or not Snapshots(folder).newest():
        store.publish()  # has the ontology on the disk, before the folder says so
        now.write(folder)
    if was_killed:
        store.tidy()
    return store


def _about(folder: Path, base: str | None) -> About:
    """What the folder is, as far as it may be written to; of format 0 where it is none yet, and nothing lies there."""
    if not (folder / ABOUT).exists():
        _check_vacant(folder)
        for left in ("graph", "snapshots"):
            remove_folder(folder / left)
        return About(0, MODEL, base or ns.DEFAULT_BASE, "")
    about = read_about(folder)
    if about.data != MODEL:
        raise refused(about.data, folder)
    if base is not None and base != about.base:
        raise StoreError(f"its data are under <{about.base}>, not <{base}>", where=str(folder))
    if not (folder / about.graph / "CURRENT").exists():
        what, hint = f"its graph is gone ({about.graph}/CURRENT)", "`kg check` tells what is lost and how it is mended"
        raise StoreError(what, where=str(folder), hint=hint)
    return about


def remove_other_graphs(folder: Path, about: About) -> None:
    """Removes the graphs that the store had before it was compacted, or was to have when that was broken off."""
    for left in [*folder.glob("graph*"), *folder.glob(".gone-graph*")]:
        if left.name != about.graph:
            remove_folder(left)


def _check_vacant(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError("this is a file, a store is a folder", where=str(folder))
    if not folder.is_dir() or (folder / ABOUT).exists():
        return
    there = {path.name for path in folder.iterdir()}
    graphs = {name for name in there if re.fullmatch(r"graph(-[0-9]+)?", name)}
    if foreign := sorted(there - graphs - _OWN_FILES):
        raise StoreError(f"no store, but other files ({foreign[0]})", where=str(folder), hint="name a new folder")
    if (graphs or there & {"snapshots", "texts"}) and not was_begun(folder):
        raise StoreError(f"a store that has lost its {ABOUT}", where=str(folder), hint=COPY)
