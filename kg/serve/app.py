"""Which address leads to what."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.serve.policy import policy
from kg.serve.pool import Pool
from kg.serve.routes import graphs, library, pages, sparql
from kg.serve.service import Offer, Service

Handler = Callable[[Service, Request], Awaitable[Response]]

_EXPOSED: Final = ("ETag", "Link", "X-kg-Limit", "X-kg-More", "X-kg-Warning")

_SAFE: Final = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": policy().encode(),
}
"""Headers of every answer: nothing in it runs but our own scripts, and nothing of it goes to another machine."""


def app(
    offer: Offer,
    pool: Pool,
    more: Sequence[BaseRoute] = (),
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]] | None = None,
) -> Starlette:
    """The application that serves a store; ``more`` are routes of others, ``lifespan`` what runs as long as it does."""
    service = Service(offer, pool)
    middleware = [Middleware(_Safe)]
    if offer.cors:
        cors = {"allow_origins": offer.cors, "allow_methods": ["GET", "HEAD", "POST"], "allow_headers": ["*"]}
        middleware.append(Middleware(CORSMiddleware, **cors, expose_headers=_EXPOSED))  # type: ignore[arg-type]
    routes = [*more, *_routes(service)]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={Exception: _failed}, lifespan=lifespan)


def _routes(service: Service) -> list[BaseRoute]:
    def route(path: str, handler: Handler, methods: tuple[str, ...] = ("GET",)) -> Route:
        return Route(path, _handled(service, handler), methods=list(methods))

    return [
        route("/", pages.first),
        route("/search", pages.search),
        route("/fact/{id}", pages.fact),
        route("/static/{name:path}", pages.static),
        route("/terms.json", pages.terms),
        route("/robots.txt", pages.robots),
        route("/sparql", sparql.endpoint, ("GET", "POST")),
        route("/queries", library.listed),
        route("/queries/{name}", library.answered),
        route("/openapi.json", library.openapi),
        route("/graphs", graphs.graph),
        route("/about", graphs.about),
        route("/.well-known/void", graphs.void),
        route("/health", _health),
        route("/{path:path}", graphs.below_base),
    ]


def _handled(service: Service, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            return await handler(service, request)
        except KgError as error:
            return pages.problem(service, request, error)

    return handle


async def _health(service: Service, request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _failed(request: Request, error: Exception) -> Response:
    return PlainTextResponse("a fault of kg: please report it\n", 500)


class _Safe:
    """Puts headers on every answer that has none of that name."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _SAFE.items() if each[0] not in named)]
            await send(message)

        await self._app(scope, receive, safe)
