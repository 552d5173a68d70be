"""The shelf of a store whose readers read snapshots: a file stays as long as one of these may need it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.store.files import TEMPORARY, make_folder, remove_folder, sync_folder
from kg.store.shelf import SUFFIX, FolderShelf

_DROPPED: Final = "dropped"


class ReaderShelf(FolderShelf):
    """Finds a file also where the writer has put it when he needed it no more."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    def found(self, path: Path) -> Path:
        if path.exists():
            return path
        return next(self._folder.glob(f"{_DROPPED}/*/{path.relative_to(self._folder)}"), path)


class WriterShelf(FolderShelf):
    """Puts what it discards into ``dropped/000007``, where 7 is the newest snapshot that may need it.

    So a loss of power that takes back what the graph was told since then finds it again, and so does a reader.
    """

    def __init__(self, folder: Path, newest: Callable[[], int]) -> None:
        super().__init__(folder)
        self._folder, self._dropped, self._newest = folder, folder / _DROPPED, newest

    def discard(self, path: Path) -> None:
        if path.exists():
            _move(path, self._dropped / f"{self._newest():06}" / path.relative_to(self._folder))
            with suppress(OSError):
                path.parent.rmdir()

    def take_back(
        self, is_named: Callable[[str], bool], is_stored: Callable[[str], bool], graph: Callable[[str], str]
    ) -> None:
        """Puts what was dropped into its place again where the graph needs it.

        ``is_named`` and ``is_stored`` are as ``sweep`` has them, ``graph`` tells the name of an article's graph.
        """
        for path in sorted(self._dropped.glob("*/*/*/*.gz")):
            _, kind, tail, name = path.relative_to(self._dropped).parts
            if kind == "texts":
                is_needed = is_named(name.removesuffix(SUFFIX))
            else:
                is_needed = is_stored(tail) and (kind == "history" or name == f"{graph(tail)}.nq.gz")
            place = self._folder / kind / tail / name
            if is_needed and not place.exists():
                _move(path, place)

    def sweep(self, is_named: Callable[[str], bool], is_stored: Callable[[str], bool]) -> None:
        for path in list(self._folder.glob(f"*{TEMPORARY}")):
            path.unlink()
        super().sweep(is_named, is_stored)

    def purge(self, oldest: int) -> None:
        """Removes what no snapshot from this number on can need."""
        for folder in list(self._dropped.glob("*")):
            if folder.name.startswith(".") or int(folder.name) < oldest:
                remove_folder(folder)


def _move(path: Path, place: Path) -> None:
    make_folder(place.parent)
    path.replace(place)
    sync_folder(place.parent)
