"""Where graphs are kept: ``open_view`` to read, ``open_store`` to write, ``memory_store`` for what need not stay."""

from kg.store.base import Counts, Outcome, Result, Store, View, dump
from kg.store.embedded import EmbeddedStore, EmbeddedView, memory_store
from kg.store.oxigraph import open_store, open_view

__all__ = [
    "Counts",
    "EmbeddedStore",
    "EmbeddedView",
    "Outcome",
    "Result",
    "Store",
    "View",
    "dump",
    "memory_store",
    "open_store",
    "open_view",
]
