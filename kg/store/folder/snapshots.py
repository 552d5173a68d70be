"""What readers read: states of the graph that no writer touches any more, each a folder with a number.

``snapshots/000007`` has the engine's files, which are hard links to the writer's as long as he has them too. Readers
hold a shared lock on the newest one; a writer publishes another beside it, and removes those that nobody reads.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import StoreError
from kg.store.files import make_folder, remove_folder, sync_file, sync_folder
from kg.store.lock import Lock

GRAPH: Final = "graph"
_LOCK: Final = "lock"
_NEW: Final = ".new"
_TRIES: Final = 1000
"""A reader is that often overtaken by writers before it gives up: one publishes once a minute or so."""


class Held(NamedTuple):
    """A snapshot that stays as long as ``release`` is not called."""

    path: Path
    number: int
    release: Callable[[], None]


class Snapshots:
    """The snapshots of the store in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "snapshots"

    def numbers(self) -> list[int]:
        """Of all snapshots, the oldest first."""
        try:
            return sorted(int(name) for name in os.listdir(self._folder) if name.isdecimal())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def newest(self) -> int:
        """The highest number; 0 where there is no snapshot."""
        return max(self.numbers(), default=0)

    def path(self, number: int) -> Path:
        return self._folder / f"{number:06}"

    def hold(self) -> Held | None:
        """The newest snapshot, held for a reader; None where there is none.

        Raises:
            StoreError: the disk takes no locks.
        """
        for _ in range(_TRIES):
            number = self.newest()
            if not number:
                return None
            path = self.path(number)
            try:
                lock = Lock(path / _LOCK, exclusive=False, wait=0)
            except FileNotFoundError:
                if path.is_dir() and not (path / _LOCK).exists():  # nothing may be written here, and so nothing goes
                    return Held(path, number, lambda: None)
                continue  # another is there meanwhile, and this one is gone
            except StoreError:
                if self.newest() == number:
                    raise
                continue
            if path.is_dir():  # else it went between the two steps
                return Held(path, number, lock.release)
            lock.release()
        raise StoreError("snapshots come and go faster than one can be read", where=str(self._folder))

    def publish(self, fill: Callable[[Path], None]) -> int:
        """Makes the next snapshot of what ``fill`` puts into a folder, and removes those that nobody reads.

        Returns:
            its number.
        """
        make_folder(self._folder)
        new, number = self._folder / _NEW, self.newest() + 1
        remove_folder(new)
        new.mkdir()
        (new / _LOCK).touch()
        fill(new)
        for path in (*new.iterdir(), *(new / GRAPH).iterdir()):
            if path.is_file() and path.stat().st_nlink == 1:  # the engine has synced the others long since
                sync_file(path)
        for folder in (new / GRAPH, new):
            sync_folder(folder)
        new.rename(self.path(number))
        sync_folder(self._folder)
        self.drop()
        return number

    def drop(self) -> list[int]:
        """Removes all snapshots but the newest, and what a kill left of others; returns those that are being read."""
        read = [number for number in self.numbers()[:-1] if not self._dropped(number)]
        for left in self._folder.glob(".*"):
            remove_folder(left)
        return read

    def _dropped(self, number: int) -> bool:
        path = self.path(number)
        try:
            lock = Lock(path / _LOCK, exclusive=True, wait=0)
        except StoreError:
            return False
        except FileNotFoundError:
            return True
        try:
            remove_folder(path)
        finally:
            with suppress(OSError):
                lock.release()
        return True
