"""The store on disk: a folder that one process writes to, or several read from.

``store.json`` says what it is, ``graph/`` is pyoxigraph's, ``lock`` decides who is in, and ``unclean`` stands there
while a writer is in, so that the next one tidies up after a killed one. All else is the shelf's (``shelf.py``).
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store import ontology
from kg.store.embedded import EmbeddedView
from kg.store.generation import MODEL, refused
from kg.store.lock import Lock
from kg.store.shelf import FolderShelf, write_whole

if TYPE_CHECKING:
    from kg.store.writer import EmbeddedStore

FORMAT: Final = 1
"""Of the folder: which files stand where."""

WAIT: Final = 1.0
"""Seconds to wait for others to leave the store."""

_ABOUT = "store.json"
_OWN_FILES: Final = {_ABOUT, _ABOUT + ".tmp", "graph", "texts", "history", "originals", "lock", "unclean"}


@dataclass(frozen=True, slots=True)
class _About:
    """The content of store.json: ``data`` is the model of the graphs, ``ontology`` the hash of the files loaded."""

    format: int
    data: int
    base: str
    ontology: str


def open_folder_view(folder: Path, *, wait: float = WAIT, any_model: bool = False) -> EmbeddedView:
    """Opens the store in a folder to read, beside other readers; waits ``wait`` seconds for a writer to leave.

    ``any_model`` opens one whose graphs are of another model too.

    Raises:
        StoreError: no store there, one of another version, or a writer holds it.
    """
    about = _about(folder)
    if about.data != MODEL and not any_model:
        raise refused(about.data, folder)
    lock = Lock(folder / "lock", exclusive=False, wait=wait)
    try:
        engine = ox.Store.read_only(str(folder / "graph"))
    except OSError as error:
        lock.release()
        raise StoreError(f"the graph cannot be opened: {error}", where=str(folder)) from None
    return EmbeddedView(engine, FolderShelf(folder), about.base, lock.release)


def open_folder_store(folder: Path, base: str | None = None, *, wait: float = WAIT) -> "EmbeddedStore":
    """Opens the store in a folder to write, alone; creates it where nothing is.

    ``base`` is the IRI that data are minted under; None takes the store's own, or the default for a new one. Waits
    ``wait`` seconds for others to leave.

    Raises:
        StoreError: the path is something else, cannot be written, is in use, or is a store of another version or base.
    """
    try:
        return _open_store(folder, base, wait)
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error.strerror or error}", where=str(folder)) from None


def _open_store(folder: Path, base: str | None, wait: float) -> "EmbeddedStore":
    _check_vacant(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lock = Lock(folder / "lock", exclusive=True, wait=wait)
    try:
        return _opened(folder, base, lock)
    except BaseException:
        lock.release()
        raise


def _opened(folder: Path, base: str | None, lock: Lock) -> "EmbeddedStore":
    from kg.store.writer import EmbeddedStore

    is_new = not (folder / _ABOUT).exists()
    about = _About(FORMAT, MODEL, base or ns.DEFAULT_BASE, "") if is_new else _about(folder)
    _check_writable(folder, about, base)
    unclean = folder / "unclean"
    was_killed = unclean.exists()
    unclean.touch()
    engine = ox.Store(str(folder / "graph"))
    for log in (folder / "graph").glob("LOG.old.*"):  # RocksDB leaves one of 100 kB a start, for ever
        log.unlink()

    def leave() -> None:
        with suppress(OSError):
            unclean.unlink()
        lock.release()

    shelf = FolderShelf(folder)
    store = EmbeddedStore(engine, shelf, about.base, leave)
    if (hash := ontology.hash()) != about.ontology:
        engine.clear_graph(ox.NamedNode(ns.ONTOLOGY_GRAPH))
        engine.extend(ontology.quads())
        about = _About(about.format, about.data, about.base, hash)
        write_whole(folder / _ABOUT, (json.dumps(asdict(about), indent=1) + "\n").encode())
    if was_killed:
        shelf.sweep(store.names_text)
    return store


def _about(folder: Path) -> _About:
    path = folder / _ABOUT
    try:
        read = json.loads(path.read_bytes())
        format = read["format"]
        about = (
            None if format != FORMAT else _About(format, int(read["data"]), str(read["base"]), str(read["ontology"]))
        )
    except NotADirectoryError:
        raise StoreError("this is a file, a store is a folder", where=str(folder)) from None
    except FileNotFoundError:
        raise StoreError("no store here", where=str(folder), hint="`kg import` makes one") from None
    except OSError as error:
        raise StoreError(f"the store cannot be read: {error.strerror}", where=str(folder)) from None
    except (ValueError, TypeError, KeyError):
        raise StoreError("this does not describe a store", where=str(path)) from None
    if about is None:
        raise StoreError(f"a store of format {format}; this kg reads format {FORMAT}", where=str(folder))
    return about


def _check_vacant(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError("this is a file, a store is a folder", where=str(folder))
    if folder.is_dir() and not (folder / _ABOUT).exists():
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in _OWN_FILES)
        if foreign:
            raise StoreError(f"no store, but other files ({foreign[0]})", where=str(folder), hint="name a new folder")


def _check_writable(folder: Path, about: _About, base: str | None) -> None:
    if about.data != MODEL:
        raise refused(about.data, folder)
    if base is not None and base != about.base:
        raise StoreError(f"its data are under <{about.base}>, not <{base}>", where=str(folder))
