"""Pages for people: the first screen, what is searched for, facts, the files beside them, and errors."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError
from kg.serve import http
from kg.serve.http import RequestError
from kg.serve.links import Links
from kg.serve.negotiation import is_browser, wanted
from kg.serve.service import Service
from kg.serve.static_files import static_file
from kg.serve.templating import TYPE, page

_UNCRAWLED: Final = ("sparql", "queries", "search")
"""What costs too much for machines that follow every link."""

_FORMS: Final = {"html": "text/html", "json": "application/json"}

_FOUND: Final = 50
"""Of each sort that a search gives to programs."""

_YEAR: Final = 31_536_000


async def first(service: Service, request: Request) -> Response:
    """What is in the store, and what to ask."""
    return await service.answer(request, "first", {"at": service.at(request)})


async def search(service: Service, request: Request) -> Response:
    """What goes by a name, an id or words of a title: ``?q=``."""
    text = request.query_params.get("q", "")
    if _is_for_programs(request):
        return await service.answer(request, "cards-search", {"text": text, "limit": _FOUND})
    return await service.answer(request, "search", {"text": text, "at": service.at(request)})


async def fact(service: Service, request: Request) -> Response:
    """The facts of an id: in ``?article=``, else in each that has it."""
    id, article = request.path_params["id"], request.query_params.get("article")
    if _is_for_programs(request):
        iri = f"{service.offer.base}article/{article}#{id}" if article else id
        return await service.answer(request, "cards-facts", {"id": iri})
    return await service.answer(request, "fact", {"id": id, "article": article, "at": service.at(request)})


async def terms(service: Service, request: Request) -> Response:
    """The terms of the ontology, for completion."""
    return await service.answer(request, "terms", {})


async def editor(
    service: Service, request: Request, text: str, graphs: Mapping[str, Sequence[str]], *, cached: bool
) -> Response:
    """The page for SPARQL; ``plain`` in its address asks for the editor that needs no script."""
    offer = service.offer
    told = {
        **graphs,
        "text": text,
        "at": service.at(request),
        "has_editor": offer.has_editor,
        "is_plain": "plain" in request.query_params,
        "allow_service": offer.allow_service,
    }
    # A form alone waits for no query of others.
    return await service.answer(request, "editor" if text else "blank-editor", told, cached=cached)


async def robots(service: Service, request: Request) -> Response:
    """What crawlers may ask."""
    root = urlsplit(service.at(request)).path
    lines = ["User-agent: *", *(f"Disallow: {root}/{path}" for path in _UNCRAWLED)]
    return PlainTextResponse("\n".join([*lines, ""]))


async def static(service: Service, request: Request) -> Response:
    """A file beside the pages; for a year where its address names its content.

    Raises:
        RequestError: there is no such file.
    """
    file = static_file(request.path_params["name"])
    if file is None:
        raise RequestError(404, "there is no such file")
    is_named = request.query_params.get("v") == file.hash
    etag = f'W/"{file.hash}"'
    headers = {
        "ETag": etag,
        "Cache-Control": f"public, max-age={_YEAR}, immutable" if is_named else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if http.is_known(request, etag) or http.knows_any(request):
        return Response(status_code=304, headers=headers)
    if http.takes_gzip(request):
        return Response(file.packed, 200, {**headers, "Content-Encoding": "gzip"}, file.type)
    return Response(file.content, 200, headers, file.type)


def _is_for_programs(request: Request) -> bool:
    """Whether JSON is wanted, and no page.

    Raises:
        NotAcceptableError: neither is.
    """
    format = request.query_params.get("format") or None
    return wanted(request.headers.get("accept", ""), format, _FORMS) == _FORMS["json"]


def problem(service: Service, request: Request, error: KgError) -> Response:
    """An error in words: as a page for who looks with a browser, else as programs want it."""
    accept = request.headers.get("accept", "")
    told = http.problem(error, accept)
    if not is_browser(accept, "text/plain", "application/problem+json", "application/json"):
        return told
    links = Links(service.at(request), service.offer.base)
    content = page("error.html", links, error=error, status=told.status_code)
    headers = {name: value for name, value in told.headers.items() if name not in ("content-length", "content-type")}
    return Response(content.encode("utf-8"), told.status_code, headers, TYPE)
