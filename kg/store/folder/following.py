"""The newest snapshot of a store, again and again: for whoever reads for long while others write."""

from pathlib import Path
from typing import Self

from kg.store.embedded import EmbeddedView
from kg.store.folder import open_folder_view
from kg.store.folder.snapshots import Snapshots


def state(folder: Path) -> str:
    """A name for what readers of a store see now: another where another snapshot is the newest."""
    snapshots = Snapshots(folder)
    number = snapshots.newest()
    try:
        told = snapshots.path(number).stat()
    except OSError:  # none, or one that went just now
        return f"{number}"
    return f"{number}-{told.st_ino:x}-{told.st_mtime_ns:x}"


class Following:
    """Reads the store in a folder, each time as it is then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._view: EmbeddedView | None = None
        self._state = ""

    def view(self) -> tuple[EmbeddedView, str]:
        """The newest snapshot and the name of what it shows; what was given before is closed where it is older.

        Raises:
            StoreError: no store there, or it is damaged.
        """
        now = state(self._folder)
        if self._view is None or now != self._state or now == "0":
            self.close()
            self._view, self._state = open_folder_view(self._folder), now
        return self._view, self._state

    def let_go(self) -> None:
        """Closes what is no longer the newest, so that it need not be kept."""
        if self._view is not None and state(self._folder) != self._state:
            self.close()

    def close(self) -> None:
        if self._view is not None:
            self._view.close()
            self._view = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
