"""The SPARQL endpoint: SPARQL 1.1 Protocol (queries), and what it says of itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import ForbiddenError
from kg.query.verbs import ROWS, TRIPLES, UPDATES, verb
from kg.serve import http
from kg.serve.http import RequestError
from kg.serve.jobs.sparql import GRAPH_NAMES, GRAPHS, RESULTS
from kg.serve.negotiation import is_browser, wanted
from kg.serve.routes import pages
from kg.serve.service import Service

FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_PAGE: Final = {"html": "text/html"}
_OF_PROTOCOL: Final = ("query", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
"""What the protocol names, in a form or an address, beside updates."""

_ESCAPES: Final = 200_000
"""Of a form: to read more takes so long that others wait."""

_FIELDS: Final = 1000
"""Fields of a form, most of them graphs."""

_CHANGING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""What makes an answer another each time that it is asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks; ``format`` is a short name in the place of the header Accept."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


async def endpoint(service: Service, request: Request) -> Response:
    """Answers a query, or tells what the endpoint is where there is none.

    Raises:
        KgError: the request is no query, or cannot be answered.
    """
    asked = await _asked(request)
    accept = request.headers.get("accept", "")
    if asked is None:
        return await _described(service, request, accept)
    if _is_page(asked.format, accept, _forms(asked.text)):
        return await _page(service, request, asked)
    arguments = {**asdict(asked), "accept": accept, "allow_service": service.offer.allow_service}
    return await service.answer(request, "sparql", arguments, cached=_is_lasting(request, asked))


def _is_lasting(request: Request, asked: Asked) -> bool:
    """Whether the answer stays the same while the store does."""
    return request.method != "POST" and not _CHANGING.search(asked.text)


def _forms(text: str) -> list[str]:
    """The media types that a query of this kind is answered in; of what is no query, all."""
    of = verb(text)
    return [*(() if of in TRIPLES else RESULTS), *(() if of in ROWS else GRAPHS)]


def _is_page(format: str | None, accept: str, forms: Sequence[str]) -> bool:
    """Whether the page is wanted: more than each form of what is asked, as browsers say."""
    return is_browser(accept, *forms) if format is None else _PAGE.get(format, format) == _PAGE["html"]


async def _page(service: Service, request: Request, asked: Asked) -> Response:
    graphs = {"default_graphs": asked.default_graphs, "named_graphs": asked.named_graphs}
    return await pages.editor(service, request, asked.text, graphs, cached=_is_lasting(request, asked))


async def _described(service: Service, request: Request, accept: str) -> Response:
    """The Service Description, or a blank page, where there is no query."""
    format = request.query_params.get("format") or None
    if _is_page(format, accept, list(GRAPHS)):
        return await _page(service, request, Asked(""))
    type = wanted(accept, format, {**GRAPH_NAMES, **_PAGE}, also=list(GRAPHS))
    return await service.answer(request, "service", {"at": service.at(request), "type": type})


async def _asked(request: Request) -> Asked | None:
    """What is asked; None where nothing is.

    Raises:
        RequestError: the request is not of the protocol.
        ForbiddenError: it is an update, also in the place of a query.
    """
    in_address = _fields(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if "query" not in in_address and "update" not in in_address:
            return None
        return _of_fields(in_address)
    type, charset = _content_type(request.headers.get("content-type", ""))
    if type == FORM:
        _hold_nothing(in_address)
        return _of_fields({**in_address, **_fields(await http.body(request))})
    if type == _UPDATE:
        raise _no_update()
    if type != _QUERY:
        told = f"a query comes as {FORM} or {_QUERY}"
        raise RequestError(415, f"{told}, not as {type[:100]!r}" if type else f"{told}; this request names no type")
    if "query" in in_address:
        raise RequestError(400, "one query in the address, another in the body")
    return _of_fields({**in_address, "query": [_text(await http.body(request), charset)]})


def _hold_nothing(in_address: Mapping[str, list[str]]) -> None:
    """Holds that the address of a form says nothing of the protocol: all that is asked stands in the form.

    Raises:
        RequestError: it says something.
        ForbiddenError: it has an update.
    """
    if "update" in in_address:
        raise _no_update()
    if stray := next((name for name in in_address if name in _OF_PROTOCOL), None):
        raise RequestError(400, f"{stray} stands in the address", "with a form it belongs into the form")


def _of_fields(fields: Mapping[str, list[str]]) -> Asked:
    if "update" in fields:
        raise _no_update()
    queries = fields.get("query", [])
    if len(queries) != 1:
        raise RequestError(400, f"{len(queries)} queries in one request" if queries else "the request has no query")
    if verb(queries[0]) in UPDATES:
        raise _no_update()
    default, named = (tuple(fields.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Asked(queries[0], default, named, next(iter(fields.get("format", ())), None) or None)


def _no_update() -> ForbiddenError:
    return ForbiddenError("this store is only read here: updates are refused", hint="kg import adds articles")


def _fields(form: bytes) -> dict[str, list[str]]:
    if form.count(b"%") > _ESCAPES:
        raise RequestError(413, f"the request has more than {_ESCAPES:,} escaped signs", f"send it as {_QUERY}")
    try:
        pairs = parse_qsl(form.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise RequestError(400, "the request is no text in UTF-8, its signs escaped by %") from None
    except ValueError:
        raise RequestError(400, f"the request has more than {_FIELDS} fields") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _content_type(header: str) -> tuple[str, str]:
    type, *parameters = (part.strip() for part in header.split(";"))
    given = dict(part.lower().partition("=")[::2] for part in parameters)
    return type.lower(), given.get("charset", "utf-8").strip('"')


def _text(content: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f"SPARQL is written in UTF-8, not {charset[:40]!r}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError(400, "the query is no text in UTF-8") from None
