"""Bytes that are unpacked as they are read: bounded by what they come of, damage told in one line."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import IO, Any, BinaryIO, Final

from kg.article.sources import LIMIT
from kg.errors import SourceError

_MOST_TIMES: Final = 200
"""What unpacks to more than this many times its size, beyond the size of an article, is a bomb: news takes 3 to 50."""

_DAMAGED: Final = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError)
_BUFFER: Final = 1 << 16

_OPENERS: Final[Mapping[bytes, Callable[[Any], Any]]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}


def packed_alone(file: io.BufferedReader, where: str) -> io.BufferedReader:
    """What is packed as gzip, bzip2 or xz."""
    counted = _Counted(file)
    unpacked = _OPENERS[file.peek(2)[:2]](counted)
    return io.BufferedReader(_Unpacked(unpacked, where, lambda: counted.taken), _BUFFER)


def member(file: IO[bytes], packed: int, where: str) -> io.BufferedReader:
    """What an archive holds under a name, where it takes ``packed`` bytes."""
    return io.BufferedReader(_Unpacked(file, where, lambda: packed), _BUFFER)


class _Counted(io.RawIOBase):
    """A stream that knows how much was taken of it; closing it leaves the stream open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.taken = stream, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """Raises a SourceError where more comes out than such bytes may hold, or they are damaged."""

    def __init__(self, stream: IO[bytes], where: str, taken: Callable[[], int]) -> None:
        self._stream, self._where, self._taken, self._given = stream, where, taken, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGED as error:
            what = f"this breaks off or is damaged: {str(error)[:80] or 'it cannot be unpacked'}"
            raise SourceError(what, where=self._where, hint="what stands before it was read") from None
        self._given += len(data)
        if self._given > LIMIT and self._given > _MOST_TIMES * self._taken():
            what = f"this unpacks to more than {_MOST_TIMES} times its size"
            raise SourceError(what, where=self._where, hint="no article does; unpack it by hand if it is one")
        buffer[: len(data)] = data
        return len(data)
