"""Archives: ZIP, tar, and single files packed as gzip, bzip2 or xz. Each member is read by its own format."""

import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from kg.article import parts, sources, unpacking
from kg.article.clean import squeeze
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError, SourceError

_MOST_MEMBERS: Final = 100_000
_LARGEST_DIRECTORY: Final = 32 * 1024 * 1024
"""Bytes of a ZIP file's list of members, which is held in memory."""

_LISTED: Final = b"PK\x01\x02"
_LONGEST_END: Final = (1 << 16) + 100
"""Bytes behind the list, a comment among them."""

_LONGEST_NAME: Final = 300
_OVERLAPPING: Final = 2
_HIDDEN: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
_ENCRYPTED: Final = 1
_TAR: Final = slice(257, 262)
_PACKED: Final = (".gz", ".bz2", ".xz")
_TARS: Final = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles in what an archive holds."""
    head = source.file.peek(_TAR.stop)
    if head.startswith(b"PK"):
        yield from _zip(source, inner)
    elif head[_TAR] == b"ustar":
        yield from _tar(source, inner)
    else:
        yield from _alone(source, inner)


def _alone(source: Source, inner: Inner) -> Read:
    file = unpacking.packed_alone(source.file, source.name)
    if file.peek(_TAR.stop)[_TAR] == b"ustar":
        yield from _tar(replace(source, file=file), inner)
    else:
        yield from inner(source.within(_stem(source.name), file))


def _stem(name: str) -> str:
    """The name of what is packed: "a.jsonl" in "b/a.jsonl.gz"."""
    last = PurePosixPath(name.rpartition("!")[2]).name
    path = PurePosixPath(last)
    if path.suffix.lower() in _PACKED:
        return path.stem
    return path.stem + _TARS.get(path.suffix.lower(), path.suffix)


class _Member(tarfile.TarInfo):
    """A member whose header, where it is damaged, does not pass for the end of the archive, which zeros mark."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> "_Member":
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # zeros: the end
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"{error} where a file or the end should be") from None


def _tar(source: Source, inner: Inner) -> Read:
    """As a stream: no member is gone back to, and nothing is written."""
    try:
        with tarfile.open(fileobj=source.file, mode="r|", tarinfo=_Member) as archive:
            for number, member in enumerate(archive, 1):
                if number > _MOST_MEMBERS:
                    yield _too_many(source)
                    return
                archive.members = []  # type: ignore[attr-defined]  # else each of them is kept
                if not member.isfile() or _is_hidden(member.name):
                    continue
                name = _name(member.name)
                if member.issparse():
                    yield RefusedError("it has holes", where=f"{source.name}!{name}", hint="unpack it")
                elif data := archive.extractfile(member):
                    where = f"{source.name}!{name}"
                    yield from parts.read(source.within(name, unpacking.member(data, member.size, where)), inner)
    except tarfile.TarError as error:
        what = f"this tar archive breaks off or is damaged: {squeeze(str(error))[:80]}"
        yield RefusedError(what, where=source.name, hint="what stands before it was read")


def _zip(source: Source, inner: Inner) -> Read:
    with sources.seekable(source) as file, opened(file, source.name) as archive:
        for number, info in enumerate(archive.infolist(), 1):
            if number > _MOST_MEMBERS:
                yield _too_many(source)
                return
            if not info.is_dir() and not _is_hidden(info.filename):
                yield from _zipped(archive, info, source, inner)


def opened(file: BinaryIO, where: str) -> zipfile.ZipFile:
    """A ZIP file.

    Raises:
        SourceError: it is none, breaks off, or is a bomb: its list of members takes more than the memory that it may,
            or its members together are larger than the file.
    """
    size = file.seek(0, 2)
    if _lists_too_many(file, size):
        raise SourceError(f"this archive lists more than {_MOST_MEMBERS:,} files", where=where, hint="unpack it")
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        what = f"this archive breaks off or is damaged: {squeeze(str(error))[:80]}"
        raise SourceError(what, where=where, hint="fetch or pack it again") from None
    if sum(info.compress_size for info in archive.infolist()) > _OVERLAPPING * size:
        raise SourceError("this archive is a bomb: its files lie over one another", where=where)
    return archive


def _lists_too_many(file: BinaryIO, size: int) -> bool:
    """Whether its list of members takes more memory than it may; how many they are, its end may tell wrongly."""
    listed = _directory(file, size)
    if listed > _LARGEST_DIRECTORY:
        return True
    file.seek(max(0, size - listed - _LONGEST_END))
    return file.read().count(_LISTED) > _MOST_MEMBERS


def _directory(file: BinaryIO, size: int) -> int:
    """Bytes that the list of members takes, as the end of a ZIP file tells; 0 where it does not."""
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    end, end_64 = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if end_64 >= 0 and len(tail) >= end_64 + 48:
        return int(struct.unpack_from("<Q", tail, end_64 + 40)[0])
    return int(struct.unpack_from("<I", tail, end + 12)[0]) if end >= 0 and len(tail) >= end + 16 else 0


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, inner: Inner) -> Read:
    name = _name(info.filename)
    where = f"{source.name}!{name}"
    if info.flag_bits & _ENCRYPTED:
        yield RefusedError("it is encrypted", where=where, hint="unpack it with its password")
        return
    try:
        data = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        yield RefusedError(f"it cannot be unpacked: {squeeze(str(error))[:80]}", where=where)
        return
    with data:
        yield from parts.read(source.within(name, unpacking.member(data, info.compress_size, where)), inner)


def _is_hidden(name: str) -> bool:
    pieces = [piece for piece in name.split("/") if piece not in ("", ".", "..")]
    return any(piece.startswith(".") or piece in _HIDDEN for piece in pieces)


def _name(name: str) -> str:
    return squeeze(name)[-_LONGEST_NAME:]


def _too_many(source: Source) -> RefusedError:
    return RefusedError(f"more than {_MOST_MEMBERS} files in it", where=source.name, hint="the others are not read")


def members(source: Source, archive: zipfile.ZipFile, suffixes: tuple[str, ...]) -> Iterator[Source]:
    """Members whose names end so, for formats that are ZIP files of their own."""
    for info in archive.infolist():
        if info.filename.endswith(suffixes) and not info.flag_bits & _ENCRYPTED:
            name = _name(info.filename)
            where = f"{source.name}!{name}"
            yield source.within(name, unpacking.member(archive.open(info), info.compress_size, where))
