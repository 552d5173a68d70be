"""The ``#+`` header of a .rq file: what a query asks, its parameters, its columns.

It stands at the end, or else at the start: SPARQLWrapper takes the first word of a text that may begin a query or an
update for its keyword, in comments too, so that a header that says "addressees" would make an ADD of what follows.
The header is YAML. Loading a YAML library takes longer than opening a store, so that the plain forms that our own
queries keep to are read by hand, and only what goes beyond them by the library: both read alike, which a test holds.
"""

import re
from typing import Any, Final, NamedTuple

from kg.errors import QueryError

PUT_TOGETHER: Final = ("when", "whom")
"""Columns of a table only: earliest and latest; targets, addressees and subjects."""

TYPES: Final = ("actor", "actor-or-place", "boolean", "code", "date", "integer", "iri", "place", "side", "string")

_KEYS: Final = frozenset(("summary", "note", "group", "tags", "params", "columns", "fact", "lists", "table", "sparse"))

_KEY = re.compile(r"(\w+):(?: +(.*))?$")
_ITEM = re.compile(r" *- \{(.*)\}$")
_PLAIN = r"[^\s\"'\[\]{},:#&*!|>%@`-][^\"\[\]{},:#]*"
_FIELD = re.compile(rf'\s*(\w+): +(?:"([^"\\]*)"|({_PLAIN}))\s*(?:,|$)')
_LIST = re.compile(rf"\[\s*(?:{_PLAIN}(?:,\s*{_PLAIN})*)?\]$")
_TEXT = re.compile(r"[A-Za-z(](?:[^:#]|:(?! |$)|(?<! )#)*$")
# What YAML reads as no string, though it is written as one: truth values, nothing, numbers, dates.
_OTHER = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|~|[-+.\d].*)$")
_QUOTED = re.compile(r'"[^"\\]*"$')


class Parameter(NamedTuple):
    """A parameter: its terms are the data of one block ``VALUES ?name { ... }``, as bind.py has it.

    Attributes:
        type: one of ``TYPES``.
        scheme: of a code: what its IRI begins with after ``code/``, such as "act", or "event-type" for PLOVER's.
        bound: of a date: "first" or "last" where it bounds a period, and a year or month stands for that day of it.
        also: another name that it may be given under.
    """

    name: str
    type: str
    required: bool = False
    help: str = ""
    scheme: str | None = None
    bound: str | None = None
    also: str | None = None


class Header(NamedTuple):
    """What a query says of itself.

    Attributes:
        tags: the competency questions it answers (CQ01 ...), and subjects.
        columns: in the order of the SELECT.
        table: what a table on a terminal shows of them, all where empty; those of ``PUT_TOGETHER`` are made of several.
        sparse: those of the table that it shows only where a row has something there.
        group: the heading under which the library lists it.
        note: what to know before one counts or compares its rows.
        fact: the column with the IRI of the fact that a row tells; none where rows count or list.
        lists: columns that hold several values, put in order by us since SPARQL leaves GROUP_CONCAT's order open.
    """

    summary: str
    tags: tuple[str, ...] = ()
    params: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    sparse: tuple[str, ...] = ()
    group: str = ""
    note: str = ""
    fact: str = ""


def has_header(text: str) -> bool:
    """Whether a text begins or ends with a header."""
    lines = text.strip().splitlines()
    return bool(lines) and (lines[0].startswith("#+") or lines[-1].startswith("#+"))


def parse(text: str, where: str) -> Header:
    """The header of a query's text.

    Raises:
        QueryError: there is none, or it is not of this form.
    """
    lines = [line[2:].removeprefix(" ").rstrip() for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        raise QueryError("no header (lines that begin with #+)", where=where)
    read = by_hand(lines)
    return _header(by_library(lines, where) if read is None else read, where)


def by_hand(lines: list[str]) -> dict[str, Any] | None:
    """The header where it keeps to plain forms; None where it takes a YAML reader."""
    read: dict[str, Any] = {}
    items: list[Any] | None = None
    for line in lines:
        value: Any = None
        if items is not None and (item := _ITEM.match(line)):
            value = _mapping(item[1])
            items.append(value)
        elif key := _KEY.match(line):
            items = [] if key[2] is None else None
            value = read[key[1]] = items if key[2] is None else _value(key[2])
        if value is None:
            return None
    return read


def by_library(lines: list[str], where: str) -> Any:
    """The header as YAML.

    Raises:
        QueryError: it is not.
    """
    import yaml

    try:
        return yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise QueryError(f"the header is not YAML: {' '.join(str(error).split())}", where=where) from None


def _value(text: str) -> Any:
    if _LIST.match(text):
        items = [item.strip() for item in text[1:-1].split(",") if item.strip()]
        return None if any(_OTHER.match(item) for item in items) else items
    if _QUOTED.match(text):
        return text[1:-1]
    return text if _TEXT.match(text) and text == text.strip() and not _OTHER.match(text) else None


def _mapping(text: str) -> dict[str, Any] | None:
    fields: dict[str, Any] = {}
    at = 0
    while at < len(text):
        field = _FIELD.match(text, at)
        if field is None:
            return None
        plain = (field[3] or "").strip()
        if plain not in ("true", "false") and _OTHER.match(plain):
            return None
        fields[field[1]] = field[2] if field[2] is not None else {"true": True, "false": False}.get(plain, plain)
        at = field.end()
    return fields


def _header(read: Any, where: str) -> Header:
    if not isinstance(read, dict) or not isinstance(read.get("summary"), str):
        raise QueryError("the header has no summary", where=where)
    if unknown := read.keys() - _KEYS:
        raise QueryError(f"unknown key {min(unknown)!r} in the header", where=where)
    params = tuple(_parameter(item, where) for item in read.get("params") or ())
    names = ("tags", "columns", "lists", "table", "sparse")
    lists = {name: tuple(str(value) for value in read.get(name) or ()) for name in names}
    if unknown := set(lists["table"]) - {*lists["columns"], *PUT_TOGETHER}:
        raise QueryError(f"the table shows {min(unknown)!r}, which is no column", where=where)
    group, note, fact = (str(read.get(name) or "") for name in ("group", "note", "fact"))
    if fact and fact not in lists["columns"]:
        raise QueryError(f"the fact of a row is in {fact!r}, which is no column", where=where)
    return Header(read["summary"], params=params, group=group, note=note, fact=fact, **lists)


def _parameter(item: Any, where: str) -> Parameter:
    try:
        parameter = Parameter(**item)
    except TypeError:
        raise QueryError(
            f"a parameter has name, type, required, help, scheme, bound and also, not {item}", where=where
        ) from None
    if parameter.type not in TYPES:
        what = f"parameter {parameter.name!r} is of unknown type {parameter.type!r}"
        raise QueryError(what, where=where, hint=f"one of {', '.join(TYPES)}")
    if parameter.type == "code" and not parameter.scheme:
        raise QueryError(f"parameter {parameter.name!r} is a code of no scheme", where=where)
    if parameter.bound not in (None, "first", "last"):
        raise QueryError(f"parameter {parameter.name!r} bounds {parameter.bound!r}", where=where, hint="first or last")
    return parameter
