"""Where graphs are kept: ``open_view`` to read, ``open_store`` to write, ``memory_store`` for what need not stay."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.store.base import Counts, Outcome, Result, Solutions, Store, View, dump, dump_quads
from kg.store.embedded import EmbeddedView

if TYPE_CHECKING:
    from kg.remote import Remote
    from kg.store.writer import EmbeddedStore, memory_store

__all__ = [
    "Counts",
    "EmbeddedStore",
    "EmbeddedView",
    "Outcome",
    "Result",
    "Solutions",
    "Store",
    "View",
    "dump",
    "dump_quads",
    "memory_store",
    "open_store",
    "open_view",
]


def open_view(place: "Path | Remote", *, any_model: bool = False) -> View:
    """Opens the store in a folder, or behind SPARQL, to read; with ``any_model`` one of a former model too.

    Raises:
        StoreError: no store there, one of another version or model, or it cannot be reached.
    """
    if not isinstance(place, Path):
        from kg.store.remote import open_remote_view

        return open_remote_view(place, any_model=any_model)
    from kg.store.folder import open_folder_view

    return open_folder_view(place, any_model=any_model)


def open_store(place: "Path | Remote", base: str | None = None, *, create: bool = True) -> Store:
    """Opens the store in a folder, or behind SPARQL, to write; a folder that is not there is made, if ``create``.

    ``base`` is the IRI that data are minted under; None takes the store's own, or the default for a new one.

    Raises:
        StoreError: it is in use, cannot be reached or written, or is a store of another version or base.
    """
    if not isinstance(place, Path):
        from kg.store.remote import open_remote_store

        return open_remote_store(place, base)
    from kg.store.folder import open_folder_store

    return open_folder_store(place, base, create=create)


def __getattr__(name: str) -> Any:
    # A reader need not wait for what only a writer runs.
    if name in ("EmbeddedStore", "memory_store"):
        from kg.store import writer

        return getattr(writer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
