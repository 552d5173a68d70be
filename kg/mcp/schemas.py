"""JSON schemas of what tools take, and of what they give."""

from collections.abc import Mapping
from typing import Any, Final

from kg.query import Parameter, choices

LONGEST: Final = 500
"""Characters of a name, a day, an id: of every text whose schema does not say otherwise."""

LONGEST_QUERY: Final = 100_000
"""Characters of SPARQL."""

SEVERAL: Final = 50
"""Values of one parameter."""

SHOWN: Final = 20
MOST_SHOWN: Final = 200
"""Rows of an answer: where nothing is said, and at most."""

FARTHEST: Final = 1_000_000

Schema = dict[str, Any]

_NAMES: Final = "a name, an ISO code (RUS), a Wikidata id or an IRI"
_DATES: Final = "2024-01-31, yesterday, -30d, -6m"
_PERIODS: Final = f"2024, 2024-01, {_DATES}, last-week, this-year"
_TOLD: Final = {
    "actor": _NAMES,
    "actor-or-place": _NAMES,
    "place": _NAMES,
    "side": f"{_NAMES} of a state, international body, alliance or armed group",
    "iri": "a short id such as s-3fa9c1d2e0, or an IRI",
}
_SINGLE: Final = {"boolean": "boolean", "integer": "integer", "date": "string", "string": "string"}
"""Types that one value alone makes sense of."""


def text(description: str, longest: int = LONGEST) -> Schema:
    return {"type": "string", "maxLength": longest, "description": description}


def number(description: str, default: int, least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most, "default": default, "description": description}


def limit(what: str, default: int = SHOWN, most: int = MOST_SHOWN) -> Schema:
    return number(f"How many {what} to give", default, 1, most)


def offset(what: str) -> Schema:
    return number(f"How many {what} to pass over", 0, 0, FARTHEST)


def arguments(properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    """The schema of all arguments of a tool."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def parameter(given: Parameter) -> Schema:
    """The schema of a parameter of the library; of most several values mean either."""
    told = f"{given.help}: {_values(given)}" if _values(given) else given.help
    if type := _SINGLE.get(given.type):
        return {"type": type, "description": told}
    one: Schema = {"type": "string"}
    if given.type == "code":
        one["enum"] = list(choices(given))
    several = {"type": "array", "items": one, "minItems": 1, "maxItems": SEVERAL}
    return {"anyOf": [one, several], "description": f"{told}; several mean either"}


def _values(given: Parameter) -> str:
    if given.type == "date":
        return _PERIODS if given.bound else _DATES
    return _TOLD.get(given.type, "")


def result(**properties: Schema) -> Schema:
    """The schema of an answer that has at least these fields."""
    return {"type": "object", "properties": properties, "required": list(properties)}


OBJECTS: Final[Schema] = {"type": "array", "items": {"type": "object"}}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
