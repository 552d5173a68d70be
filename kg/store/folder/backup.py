"""Copies of a store as it was at one moment, and back: each file with its hash, whoever writes meanwhile."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store.faults import told
from kg.store.files import make_folder, remove_folder, sync_file, sync_folder
from kg.store.folder import manifest, open_folder_store
from kg.store.folder.about import read_about
from kg.store.folder.reading import opened_view
from kg.store.folder.shelf import ReaderShelf
from kg.store.folder.snapshots import GRAPH, Snapshots

_KEPT_TEXT: Final = NamedNode(ns.KG + "keptText")
_PAST: Final = ("history", "originals")
_CURATION: Final = ("curation.txt", "curation.unfinished")
_PART: Final = ".part"
_NAMES_FREE: Final = "name a folder that is not there yet"

Copied = tuple[int, int]
"""How many files, and bytes."""


def backup(folder: Path, target: Path) -> Copied:
    """Copies a store, as its newest snapshot has it, into a new folder, which is there whole or not at all.

    Raises:
        StoreError: no store there, it is damaged, the target is there already, or cannot be written.
    """
    _check_free(target)
    read_about(folder)
    held = Snapshots(folder).hold()
    if held is None:
        raise StoreError("no snapshot to copy", where=str(folder), hint="`kg import` of nothing new makes one")
    try:
        for damage in manifest.damages(held.path):
            raise StoreError(damage.what, where=str(damage.path), hint="`kg check` tells how it is mended")
        with told(target):
            part = _fresh(target)
            files = [*_graph(held.path, part), *_texts(folder, part), *_past(folder, part)]
            return _copied(files, part, target)
    finally:
        held.release()


def restore(source: Path, folder: Path) -> Copied:
    """Makes a store of a backup in a new folder, after a look at each of its files.

    Raises:
        StoreError: no backup there, a file of it is not as it was written, or the folder is there already.
    """
    if not (source / manifest.NAME).is_file():
        raise StoreError("no backup here", where=str(source), hint="`kg backup` makes one")
    _check_free(folder)
    for damage in manifest.damages(source):
        raise StoreError(f"the backup is damaged: {damage.what}", where=str(damage.path), hint="take another one")
    with told(folder):
        part = _fresh(folder)
        names = manifest.read_manifest(source)
        done = _copied(((source / name, part / name) for name in names), part, folder)
    with open_folder_store(folder) as store:
        store.publish()
    return done


def _check_free(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError("there is something already", where=str(target), hint=_NAMES_FREE)


def _fresh(target: Path) -> Path:
    part = target.with_name(target.name + _PART)
    remove_folder(part)
    make_folder(part)
    return part


Pair = tuple[Path, Path]
"""From where to where."""


def _graph(snapshot: Path, part: Path) -> Iterator[Pair]:
    yield snapshot / "store.json", part / "store.json"
    graph = read_about(snapshot).graph
    for path in (snapshot / GRAPH).iterdir():
        yield path, part / graph / path.name


def _texts(folder: Path, part: Path) -> Iterator[Pair]:
    """The texts that the snapshot names; one that is lost is left out, which `kg check` tells of the copy too."""
    shelf, new = ReaderShelf(folder), ReaderShelf(part)
    with opened_view(folder, wait=0, any_model=True) as view:
        for quad in view.engine.quads_for_pattern(None, _KEPT_TEXT, None, None):
            if isinstance(quad.object, Literal) and (found := shelf.found(quad.object.value)).exists():
                yield found, new.path(quad.object.value)


def _past(folder: Path, part: Path) -> Iterator[Pair]:
    for name in _PAST:
        for path in (folder / name).glob("*/*.gz"):
            yield path, part / name / path.parent.name / path.name
    for name in _CURATION:
        if (folder / name).exists():
            yield folder / name, part / name


def _copied(files: Iterable[Pair], part: Path, target: Path) -> Copied:
    number = size = 0
    for path, copy in files:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        sync_file(copy)
        number, size = number + 1, size + copy.stat().st_size
    manifest.write_manifest(part, manifest.hashed(part))
    for below in [path for path in part.rglob("*") if path.is_dir()]:
        sync_folder(below)
    part.rename(target)
    sync_folder(target.parent)
    return number, size
