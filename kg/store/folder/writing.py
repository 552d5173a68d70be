"""Opens the store in a folder to write: alone, with its ontology, after a look at what a killed writer left."""

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store import ontology
from kg.store.faults import told
from kg.store.files import TEMPORARY, make_folder, remove_folder, write_whole
from kg.store.folder.about import COPY, CURATION, FORMAT, NEW, UNCLEAN, About, read_about, was_begun
from kg.store.folder.about import NAME as ABOUT
from kg.store.folder.index import FILES
from kg.store.folder.manifest import AT_REST
from kg.store.folder.snapshots import Snapshots
from kg.store.generation import MODEL, refused
from kg.store.lock import Lock

if TYPE_CHECKING:
    from kg.store.folder.store import FolderStore

_OWN_FILES: Final = {
    *("snapshots", "texts", "history", "originals", "dropped", *CURATION, AT_REST),
    *("lock", UNCLEAN, f"{UNCLEAN}{TEMPORARY}", f"{ABOUT}{TEMPORARY}", *FILES),
}


def opened_store(folder: Path, base: str | None, *, wait: float, create: bool) -> "FolderStore":
    """As ``kg.store.folder.open_folder_store`` tells."""
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
        if left.name != about.graph and left.is_dir():
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
