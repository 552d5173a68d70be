"""The store in a folder: one process writes to it, any number read from its snapshots meanwhile.

``store.json`` says what it is, ``graph/`` is the engine's and the writer's alone, ``snapshots/`` are for readers.
``lock`` decides who writes, and ``unclean`` stands there while somebody does, so that the next one tidies up after a
killed one.
``names.sqlite`` is the index of names; all else is the shelf's (``shelf.py``).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.store.embedded import EmbeddedView
from kg.store.folder.reading import opened_view

if TYPE_CHECKING:
    from kg.store.folder.store import FolderStore

WAIT: Final = 1.0
"""Seconds to wait for others to leave the store."""


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
    from kg.store.folder.writing import opened_store  # what only a writer runs, a reader need not wait for

    return opened_store(folder, base, wait=wait, create=create)
