"""The library of queries described in OpenAPI 3.1, made from the headers of the queries."""

from typing import Any, Final

from kg import __version__
from kg import query as library
from kg.query import Parameter, Query
from kg.query.columns import meanings

_DATE: Final = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$", "description": "a year or month"},
        {
            "type": "string",
            "enum": [
                "today",
                "yesterday",
                "this-week",
                "last-week",
                "this-month",
                "last-month",
                "this-year",
                "last-year",
            ],
        },
        {
            "type": "string",
            "pattern": "^-[1-9][0-9]{0,2}[dwmy]$",
            "description": "so many days, weeks, months, years ago",
        },
    ]
}
_DAY: Final = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "enum": ["today", "yesterday"]},
        {
            "type": "string",
            "pattern": "^-[1-9][0-9]{0,2}[dwmy]$",
            "description": "so many days, weeks, months, years ago",
        },
    ]
}
_IRI: Final = {
    "type": "string",
    "pattern": "^(https?://[A-Za-z0-9][A-Za-z0-9./#_-]*|[a-z]-[0-9a-f]{10}|[0-9a-f]{20})$",
    "description": "an IRI in full, or an id as tables show it",
}
_NAME: Final = {
    "type": "string",
    "minLength": 1,
    "maxLength": 300,
    "pattern": "\\S",
    "description": "a name, an ISO code, or an IRI",
}
_OF_TYPE: Final[dict[str, dict[str, Any]]] = {
    "actor": _NAME,
    "actor-or-place": _NAME,
    "boolean": {"type": "boolean"},
    "date": _DATE,
    "integer": {"type": "integer", "minimum": -(10**17), "maximum": 10**17},
    "iri": _IRI,
    "place": _NAME,
    "side": _NAME,
    "string": {"type": "string", "minLength": 1, "maxLength": 300, "pattern": "\\S"},
}

MOST: Final = 50
"""How many values a parameter may have, any of which is meant."""

_FORMAT: Final = {
    "name": "format",
    "in": "query",
    "description": "in the place of the header Accept",
    "schema": {"type": "string", "enum": ["json", "csv", "tsv"]},
}
_LIMIT: Final = {
    "name": "limit",
    "in": "query",
    "description": "give the first rows, so many of them",
    "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
}
_OFFSET: Final = {
    "name": "offset",
    "in": "query",
    "description": "leave out the first rows, so many of them",
    "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
}
_PROBLEM: Final = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, where, and what to do"},
        "hint": {"type": ["string", "null"]},
        "limit": {"type": "string", "description": "of what more would have been needed than a request may take"},
    },
}
_FAULTS: Final = {
    400: "a parameter that there is not, one that is missing, or a value that is not of its type",
    403: "the query asks another machine, which is not allowed here",
    404: "there is no such query, or a value names nobody, or more than one",
    406: "there is no such format",
    422: "it would cost more than a request may",
    503: "too many ask at a time",
}


def description(at: str) -> dict[str, Any]:
    """The description as JSON has it; ``at`` is where clients find the server."""
    paths: dict[str, Any] = {"/queries": {"get": _listing()}}
    for name in library.names():
        paths[f"/queries/{name}"] = {"get": _operation(library.load(name))}
    about = "Who said what about whom, who sanctioned whom, what happened: named queries, answered as tables."
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg: the library of queries", "version": __version__, "description": about},
        "servers": [{"url": at}],
        "tags": [{"name": group} for group in library.groups()],
        "paths": paths,
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def schema(parameter: Parameter) -> dict[str, Any]:
    """What a value of a parameter is, in JSON Schema."""
    if parameter.type == "code":
        return {"type": "string", "enum": list(library.choices(parameter))}
    if parameter.type == "date" and parameter.bound is None:
        return _DAY
    return _OF_TYPE[parameter.type]


def _listing() -> dict[str, Any]:
    items = {"type": "object", "required": ["query", "asks", "parameters", "columns"]}
    good = {
        "description": "each query: what it asks, takes and gives",
        "content": _json({"type": "array", "items": items}),
    }
    return {"operationId": "queries", "summary": "List the queries", "responses": {"200": good, "406": _fault(406)}}


def _operation(query: Query) -> dict[str, Any]:
    header = query.header
    row = {"type": "object", "properties": {column: _column(query, column) for column in header.columns}}
    good = {
        "description": "the rows; X-kg-More tells that limit left some out, X-kg-Warning why there are none",
        "content": {
            **_json({"type": "array", "items": row}),
            "text/csv": {"schema": {"type": "string"}},
            "text/tab-separated-values": {"schema": {"type": "string"}},
        },
    }
    return {
        "operationId": query.name,
        "summary": header.summary,
        "description": header.note,
        "tags": [header.group],
        "parameters": [*(_parameter(each) for each in header.params), _FORMAT, _LIMIT, _OFFSET],
        "responses": {"200": good, **{str(status): _fault(status) for status in _FAULTS}},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """One parameter: given more than once it means either value."""
    told = {"name": parameter.name, "in": "query", "description": parameter.help, "style": "form", "explode": True}
    several = {"type": "array", "items": schema(parameter), "minItems": 1, "maxItems": MOST}
    return {**told, "required": parameter.required, "schema": several}


def _column(query: Query, column: str) -> dict[str, Any]:
    told = {"description": meanings()[column]} if column in meanings() else {}
    if column in query.header.lists:
        return {"type": "array", "items": {"type": "string"}, **told}
    return {"type": ["string", "number", "boolean", "null"], **told}


def _fault(status: int) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    text = {"schema": {"type": "string"}}
    return {"description": _FAULTS[status], "content": {"application/problem+json": problem, "text/plain": text}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
