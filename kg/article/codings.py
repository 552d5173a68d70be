"""What HTTP packs a body by, unpacked in bounded memory: gzip, deflate, br, zstd."""

import io
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

_MOST: Final = 2
"""Codings of one body, one about the other."""

_ANY_HEADER: Final = zlib.MAX_WBITS | 32
_NO_HEADER: Final = -zlib.MAX_WBITS
_GZIP: Final = b"\x1f\x8b"


def named(content_encoding: str) -> list[str]:
    """The codings that a header tells, the innermost first."""
    names = (name.strip().lower() for name in content_encoding.split(","))
    return [name for name in names if name and name != "identity"]


def unpacked(body: bytes, codings: Iterable[str], limit: int) -> bytes:
    """The body without its codings; of what is larger than ``limit`` bytes, as many and one.

    Raises:
        ValueError: it is not packed as it says, breaks off, or is packed in a way that is not known.
    """
    names = list(codings)
    if len(names) > _MOST:
        raise ValueError(f"packed {len(names)} times over")
    for name in reversed(names):
        if name not in _UNPACKERS:
            raise ValueError(f"packed by {name}")
        body = _UNPACKERS[name](body, limit)
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    """All members; what stands behind the last and is none is padding."""
    found: list[bytes] = []
    left = limit + 1
    while left > 0 and (not found or body.startswith(_GZIP)):
        part, body = _member(body, _ANY_HEADER, left)
        found.append(part)
        left -= len(part)
    return b"".join(found)


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return _member(body, _ANY_HEADER, limit + 1)[0]
    except ValueError:
        return _member(body, _NO_HEADER, limit + 1)[0]


def _br(body: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return _streamed(BrotliReader(io.BytesIO(body)), limit)


def _zstd(body: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return _streamed(ZstdReader(io.BytesIO(body)), limit)


def _streamed(stream: Any, limit: int) -> bytes:
    try:
        return bytes(stream.read(limit + 1))
    except OSError as error:
        raise ValueError(str(error)) from None


def _member(body: bytes, bits: int, most: int) -> tuple[bytes, bytes]:
    """At most so many bytes of what begins the body, and what stands behind it."""
    unpacker = zlib.decompressobj(bits)
    try:
        part = unpacker.decompress(body, most)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacker.eof and len(part) < most:
        raise ValueError("it breaks off")
    return part, unpacker.unused_data


_UNPACKERS: Final[Mapping[str, Callable[[bytes, int], bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _br,
    "zstd": _zstd,
}
