"""Where graphs are kept: ``open_view`` to read, ``open_store`` to write, ``memory_store`` for what need not stay."""

from typing import TYPE_CHECKING, Any

from kg.store.base import Counts, Outcome, Result, Store, View, dump, dump_quads
from kg.store.embedded import EmbeddedView
from kg.store.oxigraph import open_store, open_view

if TYPE_CHECKING:
    from kg.store.writer import EmbeddedStore, memory_store

__all__ = [
    "Counts",
    "EmbeddedStore",
    "EmbeddedView",
    "Outcome",
    "Result",
    "Store",
    "View",
    "dump",
    "dump_quads",
    "memory_store",
    "open_store",
    "open_view",
]


def __getattr__(name: str) -> Any:
    # A reader need not wait for what only a writer runs.
    if name in ("EmbeddedStore", "memory_store"):
        from kg.store import writer

        return getattr(writer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
