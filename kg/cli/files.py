"""What an export is written to: a file that is whole or not there, a folder of such, compressed or not."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from kg.errors import UsageError

EXTENSIONS: Final = {
    "nquads": "nq",
    "trig": "trig",
    "turtle": "ttl",
    "ntriples": "nt",
    "jsonld": "jsonld",
}
"""Format -> the extension by which loaders know it."""

COMPRESSIONS: Final = ("gz", "zst")
"""What files are compressed by, which is their extension as well."""

_FORMATS: Final = {extension: format for format, extension in EXTENSIONS.items()} | {"json": "jsonld"}
_ALSO: Final = {("webannotation", "jsonld"), ("webannotation", "json")}
_TABLES: Final = {"csv", "parquet"}


@dataclass(frozen=True, slots=True)
class Form:
    """How an export is written."""

    format: str
    compression: str | None = None

    @property
    def suffix(self) -> str:
        """The extension of its files: ``.nq.gz``."""
        return "." + EXTENSIONS[self.format] + (f".{self.compression}" if self.compression else "")


def form(output: Path | None, format: str | None, compression: str | None, default: str = "nquads") -> Form:
    """The format and the compression, told by options or by the extension of the file.

    Raises:
        UsageError: the options say one thing, the extension says another.
    """
    if output is None:
        return Form(format or default, compression)
    extension = output.suffix[1:].lower()
    packed, plain = (extension, output.with_suffix("")) if extension in COMPRESSIONS else (None, output)
    told = plain.suffix[1:].lower()
    if compression and packed != compression and (packed or told in _FORMATS):
        hint = f"-o {plain.name}.{compression}"
        raise UsageError(f"this is no name of a {compression} file", where=str(output), hint=hint)
    if told in _TABLES and format in (None, *_TABLES):
        raise UsageError("tables go into a folder", where=str(output), hint=f"--format {told} -o FOLDER")
    meant = _FORMATS.get(told)
    if format and meant and meant != format and (format, told) not in _ALSO:
        raise UsageError(f"--format {format}, but the name says {meant}", where=str(output), hint="leave one out")
    return Form(format or meant or default, compression or packed)


@contextmanager
def compressed(out: BinaryIO, compression: str | None) -> Iterator[BinaryIO]:
    """A stream whose bytes go to ``out`` compressed: the same for the same input, with no clock and no name in them."""
    if compression == "gz":
        import gzip

        with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as packed:
            yield cast("BinaryIO", packed)
    elif compression == "zst":
        import zstandard

        writer = zstandard.ZstdCompressor(level=10, write_checksum=True).stream_writer(out, closefd=False)
        with io.BufferedWriter(cast("io.RawIOBase", writer)) as packed:  # the writer itself knows no writelines()
            yield packed
    else:
        yield out


@contextmanager
def file(path: Path) -> Iterator[BinaryIO]:
    """A file to write: whole or not at all, since a reader must never find half of it under the final name.

    Raises:
        UsageError: it cannot be written.
    """
    if path.is_dir():
        raise UsageError("this is a folder, not a file to write to", where=str(path))
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, which nothing can take the place of
            with path.open("wb") as out:
                yield out
            return
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as out:
                yield out
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", where=str(path)) from None


class Folder:
    """Files under way to a folder: they bear their names when all are written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: dict[Path, str] = {}

    def open(self, name: str) -> BinaryIO:
        """A file to write, which will be ``name``."""
        part = self._path / f"{name}.part"
        self._names[part] = name
        return part.open("xb")

    def rename(self, names: dict[str, str]) -> None:
        """Gives files other names than those that they were opened by."""
        self._names = {part: names.get(name, name) for part, name in self._names.items()}

    def finish(self) -> None:
        for part, name in self._names.items():
            part.rename(self._path / name)

    def discard(self) -> None:
        for part, name in self._names.items():
            part.unlink(missing_ok=True)
            (self._path / name).unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Folder]:
    """A new or empty folder to fill: with all of its files, or none.

    Raises:
        UsageError: it holds something already, or cannot be written.
    """
    try:
        is_new = not path.exists()
        if not is_new and not path.is_dir():
            raise UsageError("this is a file, not a folder to write to", where=str(path))
        if not is_new and any(path.iterdir()):
            raise UsageError("this folder is not empty", where=str(path), hint="give a new one, or empty it first")
        path.mkdir(exist_ok=True)
        files = Folder(path)
        try:
            yield files
            files.finish()
        except BaseException:
            files.discard()
            if is_new:
                path.rmdir()
            raise
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", where=str(path)) from None
