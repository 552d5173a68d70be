"""What was fetched, kept as a web archive (WARC): an import of it gives the same articles without the network."""

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from kg.errors import StoreError
from kg.fetch.client import Response

_UNTRUE: Final = frozenset({"transfer-encoding", "connection", "keep-alive", "set-cookie", "content-length"})
"""Headers of how a body was sent, or of whoever asked, not of what it is."""


class Archive:
    """A file in a folder that responses are added to, each as a gzip member of its own: one that breaks off is whole.

    Args:
        folder: made where it is not there; a file of this process is made at the first response.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None

    def add(self, response: Response) -> None:
        """Keeps a response; it is on the disk when this returns.

        Raises:
            StoreError: it cannot be written.
        """
        from fastwarc.warc import WarcRecord, WarcRecordType

        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = response.url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(_http(response))
        written = io.BytesIO()
        record.write(written, checksum_data=True)
        try:
            file = self._opened()
            file.write(gzip.compress(written.getvalue(), mtime=0))
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"cannot keep what was fetched: {error.strerror}", where=str(self._folder)) from None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
            self._file = (self._folder / f"{stamp}-{os.getpid()}.warc.gz").open("ab")
        return self._file

    def close(self) -> None:
        """Lets the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _http(response: Response) -> bytes:
    """A response as HTTP writes it."""
    headers = {name: value for name, value in response.headers.items() if name not in _UNTRUE}
    headers["content-length"] = str(len(response.body))
    lines = [f"HTTP/1.1 {response.status} {response.reason}", *(f"{name}: {value}" for name, value in headers.items())]
    # A header of several lines would begin another one.
    head = "\r\n".join(" ".join(line.split()) for line in lines)
    return head.encode("latin-1", "replace") + b"\r\n\r\n" + response.body
