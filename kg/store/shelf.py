"""What a store keeps beside its graph: the texts that articles were read from, and former revisions."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kg import namespaces as ns
from kg.errors import MissingTextError, StoreError

_SUFFIX = ".json.gz"
_TEMPORARY = ".tmp"


class Shelf(Protocol):
    """Kept texts by the SHA-256 of their content, and former revisions by article."""

    def read(self, sha: str) -> bytes:
        """The text's record.

        Raises:
            StoreError: it is not there, or damaged.
        """

    def write(self, sha: str, record: bytes) -> None:
        """Keeps a record; it is on the disk when this returns."""

    def remove(self, sha: str) -> None: ...

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        """Keeps the graph that a new revision is about to replace, with its text."""

    def forget(self, article: str) -> None:
        """Removes the former revisions of an article."""


class MemoryShelf:
    """Holds texts in memory, and no former revisions."""

    def __init__(self) -> None:
        self._texts: dict[str, bytes] = {}

    def read(self, sha: str) -> bytes:
        try:
            return self._texts[sha]
        except KeyError:
            raise _missing(sha) from None

    def write(self, sha: str, record: bytes) -> None:
        self._texts[sha] = record

    def remove(self, sha: str) -> None:
        self._texts.pop(sha, None)

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        """Nothing: a store in memory has no past."""

    def forget(self, article: str) -> None:
        """Nothing, for the same reason."""


class FolderShelf:
    """Files, each written whole or not at all: ``texts/3f/3fa9….json.gz``, ``history/{article}/{name}.nq.gz``."""

    def __init__(self, folder: Path) -> None:
        self._texts, self._history = folder / "texts", folder / "history"

    def path(self, sha: str) -> Path:
        return self._texts / sha[:2] / (sha + _SUFFIX)

    def read(self, sha: str) -> bytes:
        import gzip
        import zlib

        try:
            return gzip.decompress(self.path(sha).read_bytes())
        except FileNotFoundError:
            raise _missing(sha) from None
        except (OSError, EOFError, zlib.error) as error:
            raise StoreError(f"this kept text cannot be read: {error}", where=str(self.path(sha))) from None

    def write(self, sha: str, record: bytes) -> None:
        if not (path := self.path(sha)).exists():
            write_whole(path, _compressed(record))

    def remove(self, sha: str) -> None:
        self.path(sha).unlink(missing_ok=True)
        with suppress(OSError):
            self.path(sha).parent.rmdir()

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        folder = self._revisions(article)
        write_whole(folder / f"{name}.nq.gz", _compressed("".join(f"{line}\n" for line in lines).encode("utf-8")))
        if sha and (kept := self.path(sha)).exists() and not (copy := folder / kept.name).exists():
            write_whole(copy, kept.read_bytes())

    def forget(self, article: str) -> None:
        import shutil

        shutil.rmtree(self._revisions(article), ignore_errors=True)

    def former(self, article: str) -> Iterator[Path]:
        """The N-Quads files of an article's former revisions, oldest first."""
        found = [(path.stat().st_mtime_ns, path.name, path) for path in self._revisions(article).glob("*.nq.gz")]
        return (path for _, _, path in sorted(found))

    def sweep(self, is_named: Callable[[str], bool]) -> None:
        """Removes texts that no article names, and what a killed writer left half-written."""
        for path in list(self._texts.glob("*/*")):
            if path.name.endswith(_TEMPORARY) or not is_named(path.name.removesuffix(_SUFFIX)):
                path.unlink()
                with suppress(OSError):
                    path.parent.rmdir()
        for path in list(self._history.glob(f"*/*{_TEMPORARY}")):
            path.unlink()

    def _revisions(self, article: str) -> Path:
        return self._history / ns.article_graph(article).rpartition("/")[2]


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there entirely, on the disk, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + _TEMPORARY)
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened to be synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _compressed(content: bytes) -> bytes:
    """Gzip without a clock reading: the same bytes in, the same bytes out."""
    import gzip

    return gzip.compress(content, compresslevel=6, mtime=0)


def _missing(sha: str) -> MissingTextError:
    return MissingTextError("the store keeps no text of this hash", where=sha)
