"""Where a job writes its answer: counted while it comes, packed where that is wanted, on disk where it is long."""

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from kg.serve.limits import Limits, too_large, too_many_rows

INLINE: Final = 1 << 16
"""Bytes of an answer that is handed over in memory; what is longer lies in a file."""

PACKED_FROM: Final = 1 << 10
"""Bytes from which on gzip is worth it."""

_GZIP: Final = 16 + zlib.MAX_WBITS

Counter = Callable[[bytes], int]
"""How many rows, or triples, a piece of an answer ends or begins; pieces come in order."""

Mend = Callable[[bytes], bytes]
"""A piece of an answer as it goes out; pieces come in order."""


class Sink:
    """A file to write an answer to.

    Args:
        path: where it lies if it is long.
        limits: of which rows and megabytes hold here.
        packed: whether it is gzipped, if it is worth that.
        rows: how its rows are counted; None where they are not.
        mend: what each piece is written as; None where as it is.
    """

    def __init__(self, path: Path, limits: Limits, *, packed: bool = False) -> None:
        self.rows: Counter | None = None
        self.mend: Mend | None = None
        self.limits = limits
        self._path, self._packed = path, packed
        self._most = limits.megabytes * 1_000_000 or float("inf")
        self._count = self._size = 0
        self._held: list[bytes] = []
        self._holding = 0
        self._file: IO[bytes] | None = None
        self._packer: zlib._Compress | None = None

    def write(self, data: bytes) -> int:
        """Takes the next piece.

        Raises:
            LimitError: the answer is too long.
            KgError: it cannot be written.
        """
        taken = len(data)
        if self.mend is not None:
            data = self.mend(data)
        self._size += len(data)
        if self._size > self._most:
            raise too_large(self.limits)
        if self.rows is not None:
            self._count += self.rows(data)
            if self.limits.rows and self._count > self.limits.rows:
                raise too_many_rows(self.limits)
        self._held.append(data)
        self._holding += len(data)
        if self._holding > INLINE:
            self._spill()
        return taken

    def flush(self) -> None:
        """Nothing: what is written is taken."""

    @property
    def count(self) -> int:
        """How many rows came."""
        return self._count

    @property
    def is_packed(self) -> bool:
        return self._packer is not None

    def finish(self) -> bytes | None:
        """The answer where it is short; None where it lies in the file."""
        if self._file is None and self._holding <= INLINE:
            return self._pack(b"".join(self._held), last=True)
        self._spill()
        assert self._file is not None
        self._file.write(self._pack(b"", last=True))
        self._file.close()
        return None

    def discard(self) -> None:
        """Forgets what was written."""
        if self._file is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _spill(self) -> None:
        if self._file is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # who clears up temporary files takes it
            self._file = self._path.open("wb")
        self._file.write(self._pack(b"".join(self._held)))
        self._held, self._holding = [], 0

    def _pack(self, data: bytes, *, last: bool = False) -> bytes:
        if not self._packed or (self._packer is None and last and len(data) < PACKED_FROM):
            return data
        if self._packer is None:
            self._packer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
        return self._packer.compress(data) + (self._packer.flush() if last else b"")


_JSON_ROW: Final = re.compile(rb'(?:\},|:\[)\{(?="[^},]|\})')
_XML_ROW: Final = re.compile(b"<result>")


class JsonRows:
    """Of SPARQL's results in JSON: within a text a quotation mark is escaped, so that ``},{"s`` begins a row."""

    _row, _overlap = _JSON_ROW, 4

    def __init__(self) -> None:
        self._tail = b""

    def __call__(self, data: bytes) -> int:
        joined = self._tail + data  # a row may begin across two pieces
        known = len(self._row.findall(self._tail))
        self._tail = joined[-self._overlap :]
        return len(self._row.findall(joined)) - known


class XmlRows(JsonRows):
    """Of SPARQL's results in XML, in whose texts no ``<`` stands."""

    _row, _overlap = _XML_ROW, 7


class TsvRows:
    """Of TSV, in which the first line has names, and no text a line feed."""

    def __init__(self) -> None:
        self._heads = 1

    def __call__(self, data: bytes) -> int:
        found = self._ends(data)
        heads = min(found, self._heads)
        self._heads -= heads
        return found - heads

    def _ends(self, data: bytes) -> int:
        return data.count(b"\n")


class CsvRows(TsvRows):
    """Of CSV, where a line feed within quotation marks ends no row."""

    _is_quoted = 0

    def _ends(self, data: bytes) -> int:
        parts = data.split(b'"')
        found = sum(part.count(b"\n") for part in parts[self._is_quoted :: 2])
        self._is_quoted = (self._is_quoted + len(parts) - 1) % 2
        return found
