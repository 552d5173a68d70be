"""Bytes of a source: opened, bounded, decoded."""

import codecs
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.article import encodings, formats
from kg.article.formats import HEAD
from kg.article.source import Options, Source
from kg.errors import RefusedError, SourceError

LIMIT = 20 * 1024 * 1024
"""Bytes of one article: of a text file, or of a line of JSON lines."""

SPOOLED = 2 * 1024 * 1024 * 1024
"""Bytes on disk of a source that is read from several places, and cannot be where it comes from."""

_ESCAPED = 0xDC00
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
"""What Python has in names for bytes that are no UTF-8."""

_CHUNK = 1 << 16
_BEGIN = 256
_TOO_LARGE = f"this is larger than {LIMIT // 1024 // 1024} MB"


def printable(name: str | Path) -> str:
    """A name of a file as it can be printed and kept: bytes of it that are no UTF-8 in hexadecimal."""
    escaped = _NO_UTF_8.sub(lambda byte: f"\\x{ord(byte[0]) - _ESCAPED:02x}", str(name))
    return escaped.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def opened(source: str, stream: BinaryIO | None, options: Options) -> Iterator[io.BufferedReader]:
    """The bytes of a file, or of a stream ("-": standard input), which is left open.

    Where letters of ASCII are written otherwise, as in UTF-16, they arrive as UTF-8.

    Raises:
        SourceError: there is no such file, it may not be read, or no encoding has the name that is told.
    """
    told = encodings.named(options.encoding, source) if options.encoding else None
    try:
        file = (stream or sys.stdin.buffer) if source == "-" else open(source, "rb", HEAD)  # noqa: SIM115 (closed below)
    except OSError as error:
        raise _unreadable(error, source) from None
    except ValueError:
        raise SourceError("this is no name of a file", where=printable(source)) from None
    try:
        yield _buffered(file, told)
    except OSError as error:
        raise _unreadable(error, source) from None
    finally:
        if source != "-":
            file.close()


def _unreadable(error: OSError, source: str) -> SourceError:
    return SourceError(f"cannot read it: {(error.strerror or 'error').lower()}", where=printable(source))


def _buffered(file: BinaryIO, told: str | None) -> io.BufferedReader:
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(_Raw(file), HEAD)
    begin = buffered.peek(_BEGIN)[:_BEGIN]
    if formats.is_marked(begin):  # as what holds no text by itself: a PDF, an archive
        return buffered
    if told:
        encoding = None if encodings.is_like_ascii(told) else told
    else:
        encoding = encodings.marked(begin) or encodings.byte_order(begin)
    return _recoded(buffered, encoding) if encoding else buffered


def _recoded(file: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """The bytes as UTF-8; what fits no character is marked as lost, and told of with the article."""
    return io.BufferedReader(_Raw(codecs.EncodedFile(file, "utf-8", encoding, errors="replace")), HEAD)


def as_utf8(source: Source, options: Options) -> Source:
    """The source, its bytes as UTF-8 in whatever encoding the user tells that they are.

    For what is read line by line, or by a parser that knows no other encoding.

    Raises:
        SourceError: no encoding has this name.
    """
    told = encodings.named(options.encoding, source.name) if options.encoding else None
    if told and encodings.is_like_ascii(told) and told != "utf-8":
        return replace(source, file=_recoded(source.file, told))
    return source


class _Raw(io.RawIOBase):
    """Any stream of bytes as one that can be buffered; closing it leaves the stream open."""

    def __init__(self, stream: "BinaryIO | codecs.StreamRecoder") -> None:
        self._stream, self._left = stream, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._left or self._stream.read(min(len(buffer), _CHUNK) // 2 or 1)
        self._left = data[len(buffer) :]
        buffer[: len(data) - len(self._left)] = data[: len(buffer)]
        return len(data) - len(self._left)


@contextmanager
def seekable(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source for a format that is read from several places; a pipe is first kept in a temporary file.

    Raises:
        SourceError: there are more than may be kept.
    """
    if source.file.seekable():
        yield source.file
        return
    with tempfile.TemporaryFile() as spool:
        left = SPOOLED
        while left > 0 and (chunk := source.file.read(min(_CHUNK, left))):
            spool.write(chunk)
            left -= len(chunk)
        if not left and source.file.read(1):
            what = f"this is larger than {SPOOLED // 1024 // 1024} MB"
            raise SourceError(what, where=source.name, hint="unpack it, or split it")
        spool.seek(0)
        yield spool


def whole(stream: io.BufferedReader, source: str) -> bytes:
    """All bytes.

    Raises:
        SourceError: there are too many, or they are no text.
    """
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError(_TOO_LARGE, where=source, hint="split it, one article a file or a line")
    return data


def text(source: Source, options: Options) -> str:
    """All of a source as text.

    Raises:
        SourceError: there is too much of it, it is no text, or in an encoding that is not found out.
    """
    return encodings.decoded(whole(source.file, source.name), source, options)


def lines(stream: io.BufferedReader) -> Iterator[bytes | RefusedError]:
    """The lines, each as it arrives; of a line that is too long only the refusal, its rest is skipped."""
    while line := stream.readline(LIMIT + 1):
        if len(line) <= LIMIT:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            pass
        yield RefusedError(_TOO_LARGE, hint="split it")
