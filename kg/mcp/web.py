"""Over HTTP (Streamable HTTP): for assistants that reach this machine by an address."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.routing import Route

from kg.mcp.server import server
from kg.serve.pool import Pool

PATH: Final = "/mcp"

_SESSIONS: Final = 1000
_IDLE: Final = 600.0
"""Seconds after which a session ends that asks nothing; clients begin another."""

_LARGEST: Final = 1_000_000
"""Bytes of a request."""

_HERE: Final = ("127.0.0.1", "localhost", "[::1]")
_ANYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 (it is looked for, not listened at)

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


def mounted(pool: Pool, host: str, url: str | None = None, origins: Sequence[str] = ()) -> tuple[Route, Lifespan]:
    """The route of the protocol for an application, and what has to run as long as that does.

    Args:
        pool: does the work.
        host: listened at.
        url: where clients find the server, behind a proxy.
        origins: of web pages that may ask, beside the server's own.
    """
    manager = StreamableHTTPSessionManager(
        server(pool),
        security_settings=_security(host, url, origins),
        session_idle_timeout=_IDLE,
        max_request_body_size=_LARGEST,
        max_sessions=_SESSIONS,
    )

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        async with manager.run():
            yield

    return Route(PATH, StreamableHTTPASGIApp(manager)), lifespan


def app(pool: Pool, host: str, url: str | None = None) -> Starlette:
    """An application with nothing but the protocol."""
    route, lifespan = mounted(pool, host, url)
    return Starlette(routes=[route], lifespan=lifespan)


def _security(host: str, url: str | None, origins: Sequence[str]) -> TransportSecuritySettings:
    """Which names of this server are right: a page elsewhere could give its own name the address of this machine."""
    hosts = list(dict.fromkeys(_hosts(host, url)))
    own = [f"{scheme}://{each}" for each in hosts for scheme in ("http", "https")]
    named = [origin for origin in origins if origin != "*"]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[*own, *named])


def _hosts(host: str, url: str | None) -> Iterator[str]:
    """Names with any port, and without one, as it is left out where it is 80 or 443."""
    names = [*_HERE, socket.gethostname() if host in _ANYWHERE else f"[{host}]" if ":" in host else host]
    if url and (behind := urlsplit(url).hostname):
        names.append(f"[{behind}]" if ":" in behind else behind)
    for name in names:
        yield from (name, f"{name}:*")
