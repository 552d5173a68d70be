"""Requests and answers: what a client wants, what it is told when it goes wrong, how an answer goes out."""

import asyncio
import hashlib
import json
from collections import Counter
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

LARGEST: Final = 2_000_000
"""Bytes of a request's body."""

_LONGEST: Final = 1000
"""Characters of an error, which may repeat what was asked."""

_SLOWEST: Final = 30.0
"""Seconds that a body may take to come."""

_LATEST: Final = 60.0
_SLOWEST_RATE: Final = 200_000
"""A long answer may be on its way for so many seconds, and one more for so many bytes of it."""

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
        return Response(f"{_cut(str(error))}\n", number, headers, "text/plain")
    told = {"title": _cut(error.what), "status": number, "detail": _cut(str(error)), "hint": error.hint}
    if isinstance(error, LimitError):
        told["limit"] = error.limit
    return Response(json.dumps(told), number, headers, "application/problem+json")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


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
    """Whether a client has what it asks for already; of ``*`` see ``knows_any``."""
    known = request.headers.get("if-none-match", "")
    return etag.removeprefix("W/") in {each.strip().removeprefix("W/") for each in known.split(",")}


def knows_any(request: Request) -> bool:
    """Whether a client wants nothing of what there is (RFC 9110, 13.1.2), which has to be found out first."""
    return request.headers.get("if-none-match", "").strip() == "*"


def unchanged(headers: Mapping[str, str]) -> Response:
    """Tells a client that it has what it asks for; ``headers`` are those of the answer itself."""
    return Response(status_code=304, headers={**headers, "Vary": "Accept, Accept-Encoding"})


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
    """How many bytes of long answers are on their way to clients, and still lie on the disk.

    Args:
        most: bytes in all; one client may have half of them.
    """

    def __init__(self, most: float) -> None:
        self._most = most
        self._sizes: Counter[str] = Counter()

    def sent(self, reply: Reply, headers: Mapping[str, str], client: str) -> Response:
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
        all, own = self._sizes.total() + reply.size, self._sizes[client] + reply.size
        if all > self._most or own > max(self._most / 2, reply.size):
            file.close()
            raise BusyError("too many long answers are on their way", hint="try again later")
        self._sizes[client] += reply.size
        return _Spooled(file, partial(self._gone, client, reply.size), reply.status, more, reply.type)

    def _gone(self, client: str, size: int) -> None:
        self._sizes[client] -= size
        if not self._sizes[client]:
            del self._sizes[client]


class _Spooled(Response):
    """An answer that lies in a file, sent piece by piece as fast as its client takes it."""

    def __init__(
        self, file: IO[bytes], gone: Callable[[], None], status: int, headers: Mapping[str, str], type: str
    ) -> None:
        self.status_code, self.media_type, self.background = status, type, None
        self.init_headers(headers)
        self._file, self._gone = file, gone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = int(self.headers["content-length"])
        try:
            async with asyncio.timeout(_LATEST + size / _SLOWEST_RATE):
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                while scope["method"] != "HEAD" and (piece := self._file.read(_PIECE)):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        except (TimeoutError, OSError):
            raise ClientDisconnect from None
        finally:
            self._file.close()
            self._gone()
