"""What holds for the head of every request, whatever it asks and whoever answers it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.http import LARGEST

Fields = Sequence[tuple[bytes, bytes]]

_LISTS: Final = frozenset({b"accept", b"accept-encoding", b"if-none-match"})
"""Headers that are lists: several lines of one name are one list (RFC 9110, 5.3)."""

_HOST: Final = re.compile(rb"[\w.~!$&'()*+,;=%-]*(?::[0-9]*)?|\[[0-9A-Fa-fv.:]+\](?::[0-9]*)?")
"""A name or an address, and a port (RFC 3986, 3.2.2)."""


class Incoming:
    """Refuses requests whose heads are not as HTTP has them, or say that what follows cannot be taken.

    It hands all others on, with one line for each header that is a list: who reads a header takes the first line alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif refusal := _refusal(scope["http_version"], scope["headers"]):
            await refusal(scope, receive, send)
        else:
            await self._app({**scope, "headers": list(_joined(scope["headers"]))}, receive, send)


def _refusal(version: str, fields: Fields) -> PlainTextResponse | None:
    """Why a request is refused, where it is; its body is not asked for."""
    hosts = _values(fields, b"host")
    if len(hosts) > 1 or (not hosts and version == "1.1"):
        return _refused(400, "a request names its host once: the header Host")
    if hosts and not _HOST.fullmatch(hosts[0]):
        return _refused(400, "the header Host is no name of a host")
    codings = b",".join(_values(fields, b"content-encoding")).lower().split(b",")
    if {coding.strip() for coding in codings} - {b"", b"identity"}:
        return _refused(
            415, "the body of a request is taken as it is, without Content-Encoding", Accept_Encoding="identity"
        )
    sizes = _values(fields, b"content-length")
    if _values(fields, b"expect") and any(size.isdigit() and int(size) > LARGEST for size in sizes):
        # Who waits to be asked for its body need not send it: that ends what this connection is good for.
        return _refused(413, f"the request is longer than {LARGEST // 1_000_000} MB", Connection="close")
    return None


def _refused(status: int, what: str, **headers: str) -> PlainTextResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return PlainTextResponse(f"{what}\n", status, {"Cache-Control": "no-store", **named})


def _values(fields: Fields, name: bytes) -> list[bytes]:
    return [value for each, value in fields if each == name]


def _joined(fields: Fields) -> Iterator[tuple[bytes, bytes]]:
    yield from (field for field in fields if field[0] not in _LISTS)
    for name in dict.fromkeys(name for name, _ in fields if name in _LISTS):
        yield name, b", ".join(_values(fields, name))
