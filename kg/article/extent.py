"""How many articles sources hold, by a look at their bytes: for progress, before any of them is read."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from kg.article import formats
from kg.article.folder import files
from kg.errors import KgError

_CHUNK: Final = 1 << 20
_ROWS: Final = frozenset({"json", "csv", "tsv"})


def number_of_articles(sources: Iterable[str], kept: Path | None = None) -> int | None:
    """About how many articles files and folders hold; None where a look does not tell (a crawl, a stream, an address).

    What kg itself fetched into the folder ``kept`` is not among them; one that a reader refuses counts too. Nothing is
    raised: what cannot be looked at is told when it is read.
    """
    counted = [_of(source, kept) for source in sources]
    return sum(number for number in counted if number is not None) if None not in counted else None


def _of(source: str, kept: Path | None) -> int | None:
    path = Path(source)
    try:
        if path.is_dir():
            found = [file for file in files(path, kept) if isinstance(file, Path)]
            return number_of_articles(str(file) for file in found)
        return _of_file(path) if path.is_file() else None
    except (KgError, OSError, ValueError, zipfile.BadZipFile):
        return None


def _of_file(path: Path) -> int | None:
    with path.open("rb") as file:
        head = file.read(formats.HEAD)
        format = formats.detect(path.name, head)
        file.seek(0)
        if format.reader is None:
            return 0
        if format.name == "zip":
            return sum(not member.is_dir() for member in zipfile.ZipFile(file).infolist())
        if format.name == "mbox":
            return _lines(file, b"\nFrom ") + 1
        if format.name in _ROWS:
            return _of_rows(format.name, head, file)
    return None if format.reader in ("warc", "archives", "feeds", "tables") else 1


def _of_rows(format: str, head: bytes, file: BinaryIO) -> int | None:
    """A line each; a list in JSON, or an object over several lines, does not tell."""
    if format == "json" and b"}\n{" not in head.replace(b"\r", b""):
        return 1 if head.lstrip()[:1] == b"{" else None
    number = _lines(file, b"\n") + (not _ends_in_newline(file))
    return number if format == "json" else max(number - 1, 0)


def _lines(file: BinaryIO, mark: bytes) -> int:
    file.seek(0)
    return sum(chunk.count(mark) for chunk in iter(lambda: file.read(_CHUNK), b""))


def _ends_in_newline(file: BinaryIO) -> bool:
    end = file.seek(0, 2)
    file.seek(max(end - 1, 0))
    return file.read(1) in (b"\n", b"")
