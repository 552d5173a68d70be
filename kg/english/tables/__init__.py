"""Closed tables that are no words of a dictionary: codings, kinds, units, names; each held to its shape when read."""

from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin

from kg.datafile import fault, read_values
from kg.english.files import tables_folder

_Words = list[str]
_Lists = dict[str, list[str]]
_Codes = dict[str, str]
_Numbers = dict[str, int]

_SHAPES: Final[dict[str, Any]] = {
    "actors": dict[str, dict[str, str | bool]],
    "acts": {
        "coding": dict[str, dict[str, str | _Words]],
        "asked": _Codes,
        "threatened": _Codes,
        "behind_cue": _Lists,
        "behind_object": _Lists,
        "seizures": _Words,
        "harmful": _Words,
        "helpful": _Words,
        "effects": _Codes,
    },
    "first-names": {"male": _Words, "female": _Words},
    "kinds": {
        "kinds": _Lists,
        "anywhere": _Words,
        "themselves": _Words,
        "towards": _Lists,
        "vague": _Words,
        "conveyed": _Words,
        "same": _Codes,
    },
    "names": {
        "joints": _Words,
        "organisation-words": _Words,
        "organisation-openings": _Words,
        "place-words": _Words,
        "landmarks": _Words,
        "place-openings": _Words,
        "place-prepositions": _Words,
        "ways": _Words,
        "accented-states": _Words,
        "deeds-to-places": _Words,
        "initials": _Words,
        "governing-groups": _Words,
        "international-words": _Words,
        "peoples-of-several-states": _Words,
        "collective-endings": _Words,
        "papers": _Words,
        "names-of-papers": _Words,
        "seats-of-courts": _Words,
        "thing-endings": _Words,
        "thing-words": _Words,
        "ships": _Words,
        "short-names": _Codes,
        "foremost": _Words,
        "blocs": _Lists,
        "callings": _Words,
        "headline-verbs": _Words,
        "spellings": _Codes,
        "portfolios": _Codes,
        "trades": _Words,
        "trade-turns": _Words,
        "realms": _Words,
        "regions": _Codes,
        "posts-of-regions": _Words,
    },
    "posts": {"portfolios": _Words, "roles": list[_Words], "countries": _Lists, "bodies": _Lists},
    "sanctions": {
        "presupposing": _Words,
        "acts": _Codes,
        "coding": dict[str, dict[str, str | _Words]],
        "seizures": _Words,
        "reasons": _Words,
        "objectives": _Lists,
    },
    "times": {
        "months": _Numbers,
        "weekdays": _Numbers,
        "holidays": dict[str, list[int]],
        "numbered": _Words,
        "seasons": dict[str, list[int]],
        "parts-of-years": dict[str, list[int]],
        "quarters": _Numbers,
        "shifts": _Numbers,
        "years": _Numbers,
        "weeks": _Numbers,
        "days": _Numbers,
        "day-counts": _Numbers,
        "numbers": _Numbers,
        "relations": _Lists,
        "counted": _Words,
        "past-requests": _Words,
        "setting-terms": _Words,
        "day-followers": _Words,
        "order-adverbs": _Words,
        "earlier-adverbs": _Words,
        "long-units": _Words,
    },
    "units": {
        "symbols": _Codes,
        "codes": _Words,
        "words": _Codes,
        "multipliers": _Numbers,
        "qualifiers": _Lists,
        "quantities": _Words,
        "indefinite": dict[str, int | None],
    },
}

NAMES: Final = tuple(_SHAPES)


@cache
def load(name: str) -> Any:
    """A table by name: plain mappings, lists, strings and numbers, shared by all callers, who change nothing.

    Raises:
        ResourceError: the file is missing, or has not the shape of that table.
    """
    file = tables_folder() / f"{name}.yaml"
    given = read_values(file)
    if problem := misshapen(given, _SHAPES[name], name):
        raise fault(problem, str(file), "see the shapes in kg/english/tables/__init__.py")
    return given


def misshapen(given: Any, shape: Any, path: str) -> str | None:
    """The first place where a value has not its shape, and what would stand there; None where all is well."""
    if isinstance(shape, dict):
        if not isinstance(given, dict) or given.keys() != shape.keys():
            return f"{path} has not the sections {', '.join(shape)}"
        return next((p for key in shape if (p := misshapen(given[key], shape[key], f"{path}: {key}"))), None)
    if isinstance(shape, UnionType):
        return None if any(misshapen(given, one, path) is None for one in get_args(shape)) else f"{path} is {given!r}"
    origin, inner = get_origin(shape) or shape, get_args(shape)
    if not isinstance(given, origin) or (origin is int and isinstance(given, bool)):
        return f"{path} is {given!r}, and no {origin.__name__}"
    if origin is list:
        return next((p for one in given if (p := misshapen(one, inner[0], path))), None)
    if origin is dict:
        keys = next((p for key in given if (p := misshapen(key, inner[0], path))), None)
        return keys or next((p for key, v in given.items() if (p := misshapen(v, inner[1], f"{path}: {key}"))), None)
    return None
