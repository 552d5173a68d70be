"""What is served, and how a request is answered: by what its client has already, else by a worker."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.serve import http
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.sink import PACKED_FROM
from kg.serve.static_files import has_editor
from kg.serve.work import Job
from kg.store.folder.following import state


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served, and how.

    Attributes:
        folder: the store.
        base: the IRI that its data are minted under.
        limits: of one request.
        url: where clients find this server, without a slash at its end; None takes what each request names.
        cors: the origins whose pages may ask, "*" for all; empty for none.
        allow_service: whether SERVICE may ask other machines.
        has_editor: whether the page for SPARQL has the editor that comes by npm; else it has a plain one.
    """

    folder: Path
    base: str
    limits: Limits = field(default_factory=Limits)
    url: str | None = None
    cors: tuple[str, ...] = ("*",)
    allow_service: bool = False
    has_editor: bool = field(default_factory=has_editor)


class Service:
    """What all routes share: what is served, the workers, and the answers on their way."""

    def __init__(self, offer: Offer, pool: Pool) -> None:
        self.offer, self.pool, self._told = offer, pool, str(offer)
        self._outgoing = http.Outgoing(8e6 * offer.limits.megabytes or float("inf"))

    def at(self, request: Request) -> str:
        """Where clients find this server, without a slash at its end."""
        return self.offer.url or str(request.base_url).rstrip("/")

    def _tag(self, request: Request, state: str) -> str:
        return http.tag(request, state, self._told, self.at(request))

    async def answer(
        self,
        request: Request,
        name: str,
        arguments: Mapping[str, Any],
        headers: Mapping[str, str] = {},
        *,
        cached: bool = True,
    ) -> Response:
        """The answer to a request by a job; nothing where the client has it already.

        Raises:
            KgError: what ``Pool.do`` raises.
        """
        more = {"Cache-Control": "no-store", **headers}
        cached = cached and request.method in ("GET", "HEAD")
        if cached:
            etag = self._tag(request, state(self.offer.folder))
            more |= {"ETag": etag, "Cache-Control": "no-cache"}
            if http.is_known(request, etag):
                return http.unchanged(more)
        job = Job(name, arguments, packed=http.takes_gzip(request))
        reply = await http.unless_gone(request, asyncio.ensure_future(self.pool.do(job)))
        if cached:
            more["ETag"] = self._tag(request, reply.state)
            if reply.status == 200 and http.knows_any(request):
                reply.discard()
                return http.unchanged(more)
        if reply.status != 200:
            more = {**headers, "Cache-Control": "no-store"}
        return self._outgoing.sent(reply, more, request.client.host if request.client else "")

    def told(self, request: Request, content: Any) -> Response:
        """JSON that does not depend on the store: only on this kg, and on the day."""
        etag = self._tag(request, "")
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if http.is_known(request, etag) or http.knows_any(request):
            return http.unchanged(headers)
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        headers["Vary"] = "Accept, Accept-Encoding"
        if len(body) >= PACKED_FROM and http.takes_gzip(request):
            body = gzip.compress(body, compresslevel=1, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return Response(body, 200, headers, "application/json")


def at_address(url: str) -> str:
    """An address that clients find the server at, without a slash at its end.

    Raises:
        UsageError: it is none.
    """
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise UsageError(f"{url!r} is no address of a server", hint="such as https://news.example/kg")
    return url.rstrip("/")
