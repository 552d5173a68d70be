"""Holds arguments of a tool against its schema, and tells in one line what is wrong and what to do."""

from collections.abc import Mapping
from typing import Any, Final

from kg.errors import QueryError
from kg.mcp.schemas import LONGEST
from kg.query import suggestion

_SHOWN: Final = 60
"""Characters of a wrong value that are told."""

_TYPES: Final[dict[str, tuple[type, str]]] = {
    "string": (str, "a text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "array": (list, "a list"),
}


def checked(tool: str, schema: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, with the schema's defaults for those that are not given or null.

    Raises:
        QueryError: one is unknown, missing, or not as the schema has it.
    """
    known: dict[str, Any] = schema["properties"]
    for name in given:
        if name not in known:
            told = suggestion(name, sorted(known)) if known else "it takes none"
            raise QueryError(f"{tool} has no argument {_short(name)}", hint=told)
    wanted = {name: value for name, value in given.items() if value is not None}
    for name in schema.get("required", ()):
        if name not in wanted:
            raise QueryError(f"{tool} needs the argument {name!r}", hint=known[name].get("description"))
    for name, value in wanted.items():
        if fault := _fault(value, known[name]):
            raise QueryError(f"{_short(value)} {fault[0]}", where=f"{tool}, {name}", hint=fault[1])
    return {name: of["default"] for name, of in known.items() if "default" in of} | wanted


def _fault(value: Any, schema: Mapping[str, Any]) -> tuple[str, str | None] | None:
    """What is wrong with a value, and what would be right."""
    if "anyOf" in schema:
        fitting = [each for each in schema["anyOf"] if _is_of(value, each.get("type", "string"))]
        return _fault(value, fitting[0]) if fitting else ("is neither a text nor a list of texts", None)
    type = schema.get("type", "string")
    if not _is_of(value, type):
        return f"is not {_TYPES[type][1]}", None
    if isinstance(value, list):
        return _fault_of_list(value, schema)
    if isinstance(value, str):
        return _fault_of_text(value, schema)
    return _fault_of_number(value, schema)


def _fault_of_list(value: list[Any], schema: Mapping[str, Any]) -> tuple[str, str | None] | None:
    if not schema["minItems"] <= len(value) <= schema["maxItems"]:
        return f"has {len(value)} values", f"from {schema['minItems']} to {schema['maxItems']}"
    return next((fault for each in value if (fault := _fault(each, schema["items"]))), None)


def _fault_of_text(value: str, schema: Mapping[str, Any]) -> tuple[str, str | None] | None:
    if "enum" in schema and value not in schema["enum"]:
        return "is no value of it", suggestion(value[:_SHOWN], list(schema["enum"]))
    if len(value) > (longest := schema.get("maxLength", LONGEST)):
        return f"is {len(value):,} characters long", f"at most {longest:,}"
    return None if value.strip() else ("is empty", None)


def _fault_of_number(value: int, schema: Mapping[str, Any]) -> tuple[str, str | None] | None:
    least, most = schema.get("minimum", value), schema.get("maximum", value)
    return None if least <= value <= most else ("is out of range", f"from {least} to {most}")


def _is_of(value: Any, type: str) -> bool:
    return isinstance(value, _TYPES[type][0]) and isinstance(value, bool) == (type == "boolean")


def _short(value: Any) -> str:
    told = repr(value if not isinstance(value, str) else value[: 2 * _SHOWN])
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
