"""Reads schema.yaml, which says once what the tables hold, and refuses what it does not know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg import namespaces as ns
from kg.errors import ResourceError

FILE: Final = Path(__file__).with_name("schema.yaml")
FORMS: Final = ("text", "iri", "label", "named", "code", "date", "datetime", "integer", "number", "boolean")
COMPUTED: Final = ("voice", "vouched", "according_to", "quotation", "unread_facts", "leaf")
IRI: Final = "_iri"
"""What is added to a column's name for the one with the IRIs."""


@dataclass(frozen=True, slots=True)
class Licence:
    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Attributes:
        form: how a value is written, one of ``FORMS`` but ``named``.
        path: the properties to follow from the row's node, or from its fact.
        compute: one of ``COMPUTED``, in place of a path.
        of_fact: whether it starts at the fact that the row belongs to.
        references: the table whose key it holds.
        enum: all values that it can have; empty where any.
        about: what it holds; empty where the ontology says so of the last property.
    """

    name: str
    form: str
    path: tuple[str, ...] = ()
    compute: str | None = None
    of_fact: bool = False
    is_list: bool = False
    required: bool = False
    references: str | None = None
    enum: tuple[str, ...] = ()
    about: str = ""


_Columns = tuple[Field, ...]
_Groups = Mapping[str, _Columns]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows are the nodes of ``classes``, or with ``each`` the values of that property of theirs."""

    name: str
    title: str
    about: str
    classes: tuple[str, ...]
    each: str | None
    key: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    title: str
    about: str
    rights: str
    licences: tuple[Licence, ...]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        return next(table for table in self.tables if table.name == name)


@cache
def schema() -> Schema:
    """The schema that is installed."""
    from kg.datafile import read_values

    return parsed(read_values(FILE))


def parsed(data: Mapping[str, Any]) -> Schema:
    """A schema as YAML gives it.

    Raises:
        ResourceError: a key, form, group, table or prefix that is not known, or one that is missing.
    """
    _check("the schema", data, {"name", "title", "about", "licences", "rights", "groups", "tables"})
    groups = {name: _fields(f"group {name}", fields, {}) for name, fields in data["groups"].items()}
    tables = tuple(_table(name, table, groups) for name, table in data["tables"].items())
    names = {table.name: table for table in tables}
    for table in tables:
        _references(table, names)
    licences = tuple(Licence(**_check("a licence", each, {"name", "title", "path"})) for each in data["licences"])
    return Schema(data["name"], data["title"], data["about"], data["rights"], licences, tables)


def _table(name: str, data: Mapping[str, Any], groups: _Groups) -> Table:
    _check(name, data, {"title", "about", "rows", "key", "fields"}, {"each"})
    fields = _fields(name, data["fields"], groups)
    columns = [field.name for field in fields]
    for column in columns:
        if columns.count(column) > 1:
            raise _wrong(name, f"two columns are called {column!r}")
    for column in data["key"]:
        if column not in columns:
            raise _wrong(name, f"the key {column!r} is no column")
    classes = tuple(_expanded(name, term) for term in data["rows"])
    each = _expanded(name, data["each"]) if "each" in data else None
    return Table(name, data["title"], data["about"], classes, each, tuple(data["key"]), fields)


def _fields(where: str, data: Iterable[Mapping[str, Any]], groups: _Groups) -> _Columns:
    return tuple(field for each in data for field in _some(where, each, groups))


def _some(where: str, data: Mapping[str, Any], groups: _Groups) -> Iterator[Field]:
    """One column, the two of a ``named`` one, or those of a group."""
    if "group" in data:
        _check(where, data, {"group"})
        if data["group"] not in groups:
            raise _wrong(where, f"no group {data['group']!r}")
        yield from groups[data["group"]]
        return
    where = f"{where}.{data.get('name', '?')}"
    _check(where, data, {"name", "as"}, {"path", "compute", "of", "list", "required", "references", "enum", "about"})
    if data["as"] not in FORMS:
        raise _wrong(where, f"as: {data['as']!r} is none of {', '.join(FORMS)}")
    if data.get("compute", COMPUTED[0]) not in COMPUTED:
        raise _wrong(where, f"compute: {data['compute']!r} is none of {', '.join(COMPUTED)}")
    if data.get("of", "fact") != "fact":
        raise _wrong(where, "of: only 'fact' is known")
    field = Field(
        name=data["name"],
        form=data["as"],
        path=tuple(_expanded(where, step) for step in data["path"].split("/")) if "path" in data else (),
        compute=data.get("compute"),
        of_fact="of" in data,
        is_list=data.get("list", False),
        required=data.get("required", False),
        references=data.get("references"),
        enum=tuple(data.get("enum", ())),
        about=data.get("about", ""),
    )
    if field.form != "named":
        yield field
        return
    yield replace(field, form="label", references=None)
    iris = "The IRIs behind `{}`, in the same order." if field.is_list else "The IRI behind `{}`."
    yield replace(field, name=field.name + IRI, form="iri", about=iris.format(field.name))


def _references(table: Table, tables: Mapping[str, Table]) -> None:
    for field in table.fields:
        if field.references and (field.references not in tables or len(tables[field.references].key) > 1):
            raise _wrong(f"{table.name}.{field.name}", f"references no table with one key: {field.references!r}")


def _expanded(where: str, term: str) -> str:
    prefix, _, local = term.partition(":")
    if prefix not in ns.PREFIXES or not local:
        raise _wrong(where, f"{term!r} has no prefix of ours")
    return ns.PREFIXES[prefix] + local


def _check(where: str, data: Mapping[str, Any], needed: set[str], allowed: set[str] | None = None) -> Mapping[str, Any]:
    for key in sorted(data.keys() - needed - (allowed or set())):
        raise _wrong(where, f"unknown key {key!r}")
    for key in sorted(needed - data.keys()):
        raise _wrong(where, f"{key!r} is missing")
    return data


def _wrong(where: str, what: str) -> ResourceError:
    return ResourceError(f"{where}: {what}", where=FILE.name)
