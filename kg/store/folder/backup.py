"""Copies of a store as it was at one moment, and back: each file with its hash, whoever writes meanwhile."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store.base import graph_name
from kg.store.faults import told
from kg.store.files import make_folder, sync_file, sync_folder
from kg.store.folder import manifest, open_folder_store
from kg.store.folder.about import CURATION, NAME, read_about
from kg.store.folder.shelf import ReaderShelf
from kg.store.folder.snapshots import GRAPH, Held, Snapshots

_KEPT_TEXT: Final = ox.NamedNode(ns.KG + "keptText")
_TRIES: Final = 3
"""A writer may move a file between a look at where it is and its copy."""


class Copied(NamedTuple):
    """How many files, and bytes; how many texts are lost in the store, which `kg check` names."""

    files: int
    size: int
    lost: int = 0


def backup(folder: Path, target: Path) -> Copied:
    """Copies a store, as its newest snapshot has it, into a new folder, which is there whole or not at all.

    Raises:
        StoreError: no store there, it is damaged, the target is there already, or cannot be written.
    """
    _check_free(target)
    read_about(folder)
    held = Snapshots(folder).hold()
    if held is None:
        raise StoreError("no snapshot to copy", where=str(folder), hint="`kg import` makes one")
    try:
        for damage in manifest.damages(held.path):
            raise StoreError(damage.what, where=str(damage.path), hint="`kg check` tells how it is mended")
        with _filled(target) as part:
            number, lost = 0, 0
            graph = read_about(held.path).graph
            for path in (held.path / GRAPH).iterdir():
                _copy(path, part / graph / path.name)
            for name in (NAME, *CURATION):
                if (held.path / name).exists():
                    _copy(held.path / name, part / name)
            for place in _kept(folder, held):
                lost += not _copied_kept(ReaderShelf(folder), folder / place, part / place)
            number, size = _listed(part)
            _check_same(held, part / graph)
            return Copied(number, size, lost)
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
    files = manifest.read_manifest(source)
    with _filled(folder) as part:
        for name in files:
            _copy(source / name, part / name)
        if manifest.hashed(part) != files:
            raise StoreError("the backup changed while it was copied", where=str(source), hint="run it again")
        done = Copied(len(files), sum(path.stat().st_size for path in part.rglob("*") if path.is_file()))
    with open_folder_store(folder) as store:
        store.publish()
    return done


def _check_free(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError("there is something already", where=str(target), hint="name a folder that is not there yet")


@contextmanager
def _filled(target: Path) -> Iterator[Path]:
    """A folder to fill, of nobody else's, which takes the name of the target when all is in it."""
    with told(target):
        make_folder(target.parent)
        part = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            yield part
            for below in [part, *(path for path in part.rglob("*") if path.is_dir())]:
                sync_folder(below)
            _check_free(target)
            part.rename(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def _kept(folder: Path, held: Held) -> Iterator[Path]:
    """What belongs to the articles of a snapshot: their texts, former revisions, and what they were before curation."""
    engine, shelf = ox.Store.read_only(str(held.path / GRAPH)), ReaderShelf(folder)
    base = read_about(held.path).base
    for quad in engine.quads_for_pattern(None, _KEPT_TEXT, None, None):
        if isinstance(quad.object, ox.Literal):
            yield shelf.path(quad.object.value).relative_to(folder)
    for path in [*folder.glob("history/*/*.gz"), *folder.glob("originals/*"), *folder.glob("dropped/*/originals/*")]:
        kind, tail = path.relative_to(folder).parts[-3 if path.suffix else -2 :][:2]
        graph = ox.NamedNode(ns.article_graph(f"{base}article/{tail}"))
        if not engine.contains_named_graph(graph):
            continue
        if kind == "history":
            yield path.relative_to(folder)
        else:
            name = graph_name(engine.quads_for_pattern(None, None, None, graph))
            place = Path(kind) / tail / f"{name}.nq.gz"
            if shelf.found(folder / place).exists():
                yield place


def _copied_kept(shelf: ReaderShelf, path: Path, copy: Path) -> bool:
    """Copies a kept file from wherever it lies; false where it is lost."""
    for _ in range(_TRIES):
        try:
            _copy(shelf.found(path), copy)
        except FileNotFoundError:
            continue
        return True
    return False


def _copy(path: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, copy)
    sync_file(copy)


def _listed(part: Path) -> tuple[int, int]:
    """Writes the manifest of a copy; how many files it names, and their bytes."""
    files = manifest.hashed(part)
    manifest.write_manifest(part, files)
    return len(files), sum((part / name).stat().st_size for name in files)


def _check_same(held: Held, graph: Path) -> None:
    files: Iterable[tuple[str, str]] = manifest.read_manifest(held.path).items()
    copies = manifest.read_manifest(graph.parent)
    for name, hash in files:
        if name.startswith(f"{GRAPH}/") and copies.get(f"{graph.name}/{name.removeprefix(f'{GRAPH}/')}") != hash:
            raise StoreError("the copy is not what was written", where=str(held.path / name), hint="run it again")
