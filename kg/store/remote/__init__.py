"""A store behind SPARQL: ``open_remote_view`` to read, ``open_remote_store`` to write."""

from typing import Final

from kg import namespaces as ns
from kg.errors import StoreError
from kg.remote import Remote
from kg.store import ontology
from kg.store.forms import ntriples
from kg.store.generation import FORMER, MODEL, refused
from kg.store.lock import Lock
from kg.store.remote.client import Client
from kg.store.remote.endpoint import endpoint
from kg.store.remote.view import RemoteView
from kg.store.remote.writer import RemoteStore
from kg.store.shelf import FolderShelf

__all__ = ["RemoteStore", "RemoteView", "open_remote_store", "open_remote_view"]

WAIT: Final = 1.0
"""Seconds to wait for another process that writes by the same folder."""


def open_remote_view(remote: Remote, *, any_model: bool = False) -> RemoteView:
    """Opens a store behind SPARQL to read; with ``any_model`` one of a former model too.

    Raises:
        StoreError: it cannot be reached, its default graph is not the union of its graphs, or its graphs are of a
            former model.
    """
    view = RemoteView(Client(endpoint(remote)), FolderShelf(remote.folder))
    try:
        if not any_model:
            _check_model(view, remote)
        return view
    except BaseException:
        view.close()
        raise


def open_remote_store(remote: Remote, base: str | None = None) -> RemoteStore:
    """Opens a store behind SPARQL to write; loads the ontology where it is missing or another one.

    ``base`` is the IRI that data are minted under; None takes that of the data there, or the default.

    Raises:
        StoreError: it cannot be reached or written, its data are under another base or of a former model, or another
            process writes by the same folder.
    """
    folder = remote.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder / "lock", exclusive=True, wait=WAIT)
    except OSError as error:
        raise StoreError(f"texts cannot be kept here: {error.strerror}", where=str(folder)) from None
    try:
        store = RemoteStore(Client(endpoint(remote)), FolderShelf(folder), base, lock.release)
        _check_model(store, remote)
        _check_base(store, base, remote.url)
        _check_ontology(store)
        return store
    except BaseException:
        lock.release()
        raise


def _check_model(view: RemoteView, remote: Remote) -> None:
    if view.query(FORMER):
        raise refused(MODEL - 1, remote.name or remote.url)


def _check_base(store: RemoteStore, base: str | None, where: str) -> None:
    theirs = store.base_of_data()
    if base is not None and theirs is not None and base != theirs:
        what = f"the store has data under <{theirs}>, these are under <{base}>"
        raise StoreError(what, where=where, hint="one base a store: --base of kg import, or base in kg.toml")


def _check_ontology(store: RemoteStore) -> None:
    """Loads the ontology where the store has none, or another one."""
    ours = list(ontology.quads())
    if ontology.named(ours) != ontology.named(store.quads(ns.ONTOLOGY_GRAPH)):
        store.put_graph(ns.ONTOLOGY_GRAPH, ntriples(ours))
