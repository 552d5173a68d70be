"""The shelf of a store whose readers read snapshots: a text stays as long as one of these may name it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.store.files import make_folder, remove_folder, sync_folder
from kg.store.shelf import SUFFIX, FolderShelf

_DROPPED: Final = "dropped"


class ReaderShelf(FolderShelf):
    """Finds a text also where the writer has put it when his graph named it no more."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._dropped = folder / _DROPPED

    def found(self, sha: str) -> Path:
        path = self.path(sha)
        if path.exists():
            return path
        return next(self._dropped.glob(f"*/{sha}{SUFFIX}"), path)


class WriterShelf(FolderShelf):
    """Puts a text that is removed into ``dropped/000007``, where 7 is the newest snapshot that may name it.

    So a loss of power that takes back what the graph was told since then finds the text again, and so does a reader.
    """

    def __init__(self, folder: Path, newest: Callable[[], int]) -> None:
        super().__init__(folder)
        self._dropped, self._newest = folder / _DROPPED, newest

    def remove(self, sha: str) -> None:
        path, folder = self.path(sha), self._dropped / f"{self._newest():06}"
        if path.exists():
            make_folder(folder)
            path.replace(folder / path.name)
            sync_folder(folder)
            with suppress(OSError):
                path.parent.rmdir()

    def take_back(self, is_named: Callable[[str], bool]) -> None:
        """Puts the dropped texts that the graph names into their places again."""
        for path in sorted(self._dropped.glob(f"*/*{SUFFIX}")):
            sha = path.name.removesuffix(SUFFIX)
            if is_named(sha) and not self.path(sha).exists():
                make_folder(self.path(sha).parent)
                path.replace(self.path(sha))
                sync_folder(self.path(sha).parent)

    def purge(self, oldest: int) -> None:
        """Removes the texts that no snapshot from this number on can name."""
        for folder in list(self._dropped.glob("*")):
            if folder.name.startswith(".") or int(folder.name) < oldest:
                remove_folder(folder)
