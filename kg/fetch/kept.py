"""What was fetched, kept as a web archive (WARC): an import of it gives the same articles without the network."""

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

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
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        self._file = folder / f"{stamp}-{os.getpid()}.warc.gz"

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
        record.headers["X-kg-Article"] = "yes"  # whatever it is, kg has read articles of it, and is to do so again
        record.set_bytes_content(_http(response))
        written = io.BytesIO()
        record.write(written, checksum_data=True)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab") as file:
                file.write(gzip.compress(written.getvalue(), mtime=0))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"cannot keep what was fetched: {error.strerror}", where=str(self._file.parent)) from None


def _http(response: Response) -> bytes:
    """A response as HTTP writes it."""
    headers = {name: value for name, value in response.headers.items() if name not in _UNTRUE}
    headers["content-length"] = str(len(response.body))
    lines = [f"HTTP/1.1 {response.status} {response.reason}", *(f"{name}: {value}" for name, value in headers.items())]
    # A header of several lines would begin another one.
    head = "\r\n".join(" ".join(line.split()) for line in lines)
    return head.encode("latin-1", "replace") + b"\r\n\r\n" + response.body
