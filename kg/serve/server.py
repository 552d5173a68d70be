"""Listens: uvicorn, with bounds on what a client may keep it waiting for."""

import asyncio
import logging
import signal
import socket
from contextlib import suppress
from typing import Any, ClassVar, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.errors import UsageError
from kg.serve.incoming import Incoming

_HEAD_SECONDS: Final = 10.0
"""That the head of a request may take to come: from the connection on, or from its first byte."""

_BODY_SECONDS: Final = 40.0
"""That its body may take."""

_TAKING_SECONDS: Final = 30.0
"""That a client may take nothing of an answer that waits for it."""

_LINGERING: Final = 1.0
"""Seconds that a client that is refused gets to read why."""

_HELD: Final = 128_000_000
"""Bytes of all requests that are being answered; beyond them none is taken."""

_LARGEST_HEAD: Final = 1 << 16
"""Bytes of its headers."""

_LONGEST_ADDRESS: Final = (1 << 16) - 1
"""Bytes of the address with its query: uvicorn's parser of addresses takes no more."""

_IDLE_SECONDS: Final = 15
_BACKLOG: Final = 2048


class _Bounded(HttpToolsProtocol):
    """One connection, whose client must send a request, and take its answer, within bounds; uvicorn has none."""

    held: ClassVar[int] = 0
    """Bytes of requests that are not answered yet, of all connections."""

    _holding = 0
    _late: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None
    _is_head, _is_refused = True, False
    url = b""
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        self._hold(-self._holding)
        if self._stuck is not None:
            self._stuck.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_refused:
            return
        self._head += len(data)
        super().data_received(data)
        if self._late is None and (self.cycle is None or self.cycle.response_complete):
            self._begin()  # something came that is no request yet: a line feed, of which there may be more for ever
        if self._is_head and self._head - len(self.url) > _LARGEST_HEAD:
            self._refuse(b"431 Request Header Fields Too Large")

    def on_message_begin(self) -> None:
        if not self._is_head:
            self._begin()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > _LONGEST_ADDRESS:
            self._refuse(b"414 URI Too Long")
            raise UsageError("an address that is too long")  # or the parser would go on to what follows

    def send_400_response(self, msg: str) -> None:
        if not self._is_refused:
            super().send_400_response(msg)

    def on_headers_complete(self) -> None:
        self._expect(_BODY_SECONDS)
        self._is_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._end()
        super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        if not self.cycle.response_complete:  # what is refused already is not kept
            self._hold(len(body))
        super().on_body(body)
        if _Bounded.held > _HELD:
            self._refuse(b"503 Service Unavailable")

    def on_response_complete(self) -> None:
        self._hold(-self._holding)
        super().on_response_complete()

    def _hold(self, size: int) -> None:
        self._holding += size
        _Bounded.held += size

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(_TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stuck is not None:
            self._stuck.cancel()

    def _begin(self) -> None:
        self._head, self._is_head = 0, True
        self._expect(_HEAD_SECONDS)

    def _expect(self, seconds: float) -> None:
        self._end()
        self._late = self.loop.call_later(seconds, self._refuse, b"408 Request Timeout")

    def _end(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _refuse(self, status: bytes) -> None:
        self._end()
        if not self.transport.is_closing():
            self._is_refused = True
            self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            # Not at once: what still comes would make the system take the answer back.
            self.loop.call_later(_LINGERING, self.transport.close)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is a free one.

    Raises:
        UsageError: the address is in use, or none of this machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        # By its number: asyncio sets TCP_NODELAY on connections of such a socket alone, and 40 ms are lost without it.
        opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
        opened.set_inheritable(False)
    except (OSError, UnicodeError, OverflowError) as error:
        told = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot listen: {told}", where=f"{host}:{port}", hint="--host, --port") from None
    return opened


def run(app: ASGIApp, at: socket.socket, *, log: bool = False) -> None:
    """Answers requests until this process is told to end, by Ctrl-C or SIGTERM: a server has then done its work."""
    config: dict[str, Any] = {
        "http": _Bounded,
        "ws": "none",
        "lifespan": "on",
        "log_config": None,
        "access_log": log,
        "server_header": False,
        "timeout_keep_alive": _IDLE_SECONDS,
        "timeout_graceful_shutdown": 3,
        "limit_concurrency": _connections(),
        "proxy_headers": True,  # of a proxy on this machine, which uvicorn trusts alone
    }
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    if log:
        _log_requests()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(Incoming(app), **config)).run(sockets=[at])


def _log_requests() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("uvicorn.access")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def _connections() -> int:
    """How many connections there may be: as many as the system allows this process, but for some files."""
    try:
        import resource
    except ImportError:  # Windows
        return 500
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = most if most != resource.RLIM_INFINITY else 1 << 16
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return max(64, allowed - 256)
