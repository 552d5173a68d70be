"""Requests and answers: what a client wants, what it is told when it goes wrong, how an answer goes out."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import IO, Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg import __version__
from kg.errors import ForbiddenError, KgError, QueryError, StoreError, UnknownNameError, UsageError
from kg.serve.limits import BusyError, LimitError
from kg.serve.negotiation import NotAcceptableError, chosen
from kg.serve.work import Reply

LARGEST: Final = 4_000_000
"""Bytes of a request's body."""

_SLOWEST: Final = 30.0
"""Seconds that a body may take to come."""

_PIECE: Final = 1 << 18

_STATUS: Final[tuple[tuple[type[KgError], int], ...]] = (
    (LimitError, 422),
    (BusyError, 503),
    (NotAcceptableError, 406),
    (UnknownNameError, 404),
    (ForbiddenError, 403),
    (QueryError, 400),
    (UsageError, 404),
    (StoreError, 503),
)


class RequestError(KgError):
    """A request that cannot be read; ``status`` is the one of HTTP."""

    def __init__(self, status: int, what: str, hint: str | None = None) -> None:
        super().__init__(what, hint=hint)
        self.status = status


def status(error: KgError) -> int:
    """The status of HTTP that tells an error."""
    if isinstance(error, RequestError):
        return error.status
    return next((number for kind, number in _STATUS if isinstance(error, kind)), 500)


def problem(error: KgError, accept: str) -> Response:
    """An error in words: as plain text, or as JSON (RFC 9457) for who wants that."""
    number = status(error)
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, BusyError):
        headers["Retry-After"] = "5"
    if isinstance(error, LimitError):
        headers["X-kg-Limit"] = error.limit
    if "json" not in accept or "sparql-results" in accept:
        return Response(f"{error}\n", number, headers, "text/plain")
    told = {"title": error.what, "status": number, "detail": str(error), "hint": error.hint}
    if isinstance(error, LimitError):
        told["limit"] = error.limit
    return Response(json.dumps(told), number, headers, "application/problem+json")


async def body(request: Request) -> bytes:
    """The body of a request.

    Raises:
        RequestError: it is too long, or does not come.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_SLOWEST):
            async for piece in request.stream():
                size += len(piece)
                if size > LARGEST:
                    raise RequestError(413, f"the request is longer than {LARGEST // 1_000_000} MB")
                pieces.append(piece)
    except TimeoutError:
        raise RequestError(408, f"the request did not come within {_SLOWEST:g} s") from None
    except ClientDisconnect:
        raise RequestError(400, "the client has gone") from None
    return b"".join(pieces)


def tag(request: Request, state: str, *more: str) -> str:
    """A name (ETag) for what an address shows: of the store, of what is asked, of this kg, and of the day.

    "yesterday" in a query is another day tomorrow.
    """
    asked = (request.url.path, request.url.query, request.headers.get("accept", ""), *more)
    told = "\x1f".join((state, *asked, __version__, date.today().isoformat()))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether a client has what it asks for already."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag.removeprefix("W/") in {
        each.strip().removeprefix("W/") for each in known.split(",")
    }


def takes_gzip(request: Request) -> bool:
    """Whether an answer may be gzipped."""
    try:
        return chosen(request.headers.get("accept-encoding") or "identity", ["gzip"]) == "gzip"
    except NotAcceptableError:
        return False


async def unless_gone(request: Request, work: "asyncio.Task[Reply]") -> Reply:
    """What is worked at, unless the client goes meanwhile: then nobody works at it any longer.

    Raises:
        RequestError: the client has gone.
    """
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise RequestError(499, "the client has gone")
        return await work
    finally:
        work.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Outgoing:
    """How many bytes of long answers are on their way to clients, and still lie on the disk."""

    def __init__(self, most: float) -> None:
        self._most, self._size = most, 0

    def sent(self, reply: Reply, headers: Mapping[str, str]) -> Response:
        """A finished answer on its way to a client.

        Raises:
            BusyError: too many long ones are on their way.
        """
        more = {**headers, **reply.headers, "Vary": "Accept, Accept-Encoding", "Content-Length": str(reply.size)}
        if reply.is_packed:
            more["Content-Encoding"] = "gzip"
        if reply.body is not None:
            return Response(reply.body, reply.status, more, reply.type)
        assert reply.path is not None
        file = reply.path.open("rb")
        reply.path.unlink()
        if self._size + reply.size > self._most:
            file.close()
            raise BusyError("too many long answers are on their way to others", hint="try again later")
        self._size += reply.size
        return _Spooled(file, partial(self._gone, reply.size), reply.status, more, reply.type)

    def _gone(self, size: int) -> None:
        self._size -= size


class _Spooled(Response):
    """An answer that lies in a file, sent piece by piece as fast as its client takes it."""

    def __init__(
        self, file: IO[bytes], gone: Callable[[], None], status: int, headers: Mapping[str, str], type: str
    ) -> None:
        self.status_code, self.media_type, self.background = status, type, None
        self.init_headers(headers)
        self._file, self._gone = file, gone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while scope["method"] != "HEAD" and (piece := self._file.read(_PIECE)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except OSError:
            raise ClientDisconnect from None
        finally:
            self._file.close()
            self._gone()
