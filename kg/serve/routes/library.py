"""The library of queries by address: ``/queries/NAME?param=…``."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg import query as library
from kg.errors import UnknownNameError
from kg.serve.http import RequestError
from kg.serve.jobs.library import TYPES
from kg.serve.negotiation import wanted
from kg.serve.openapi import MOST, description
from kg.serve.service import Service

RESERVED: Final = ("format", "limit", "offset")
"""What an address says beside parameters of a query."""

_LISTED: Final = {"json": "application/json", "html": "text/html"}
_FORMS: Final = {form: type.partition(";")[0] for form, type in TYPES.items()}


async def listed(service: Service, request: Request) -> Response:
    """What queries there are."""
    format = request.query_params.get("format") or None
    if wanted(request.headers.get("accept", ""), format, _LISTED) == _LISTED["html"]:
        return await service.answer(request, "queries", {"at": service.at(request)})
    return service.told(request, [_told(library.load(name)) for name in library.names()])


async def openapi(service: Service, request: Request) -> Response:
    """The library described for programs (OpenAPI)."""
    return service.told(request, description(service.at(request)))


async def answered(service: Service, request: Request) -> Response:
    """The answer of a query of the library; the form for it where a browser asks and it needs more than is given.

    Raises:
        KgError: there is no such query, or it cannot be answered.
    """
    name = request.path_params["name"]
    library.load(name)
    form, limit = _form(request), _number(request, "limit", least=1)
    offset = _number(request, "offset", least=0)
    values = _values(request, form)
    allowed = {"allow_service": service.offer.allow_service}
    if form == "html":
        told = {"name": name, "values": values, "offset": offset, "at": service.at(request)}
        return await service.answer(request, "form", {**told, **allowed})
    headers = {} if form == "json" else {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    arguments = {"name": name, "values": values, "form": form, "limit": limit, "offset": offset or 0}
    return await service.answer(request, "library", {**arguments, **allowed}, headers)


def _values(request: Request, form: str) -> dict[str, list[str]]:
    """Parameter -> its values; a field of a form that was left empty is none.

    Raises:
        RequestError: a parameter has too many, or a program gives an empty one.
        UnknownNameError: a program gives one of blanks, which names nobody.
    """
    values: dict[str, list[str]] = {}
    for parameter, value in request.query_params.multi_items():
        if parameter in RESERVED:
            continue
        if not value and form != "html":
            raise RequestError(400, f"parameter {parameter[:40]!r} is empty", "leave it out")
        if value and not value.strip() and form != "html":
            raise UnknownNameError(f"parameter {parameter[:40]!r} is blank", hint="leave it out")
        if value.strip():
            values.setdefault(parameter.replace("-", "_"), []).append(value)
    for parameter, given in values.items():
        if len(given) > MOST:
            raise RequestError(400, f"parameter {parameter[:40]!r} has more than {MOST} values")
    return values


def _form(request: Request) -> str:
    forms = {**_FORMS, "html": "text/html"}
    type = wanted(request.headers.get("accept", ""), request.query_params.get("format"), forms)
    return next(form for form, of in forms.items() if of == type)


def _number(request: Request, name: str, *, least: int) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and int(given) >= least):
        raise RequestError(400, f"{name} is a number of rows, not {given[:40]!r}")
    return int(given)


def _told(query: library.Query) -> dict[str, object]:
    header = query.header
    params = [{"name": p.name, "type": p.type, "required": p.required, "help": p.help} for p in header.params]
    return {
        "query": query.name,
        "asks": header.summary,
        "group": header.group,
        "parameters": params,
        "columns": header.columns,
    }
