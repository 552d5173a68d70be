"""The data dictionary of the tables: datapackage.json for programs, README.md for readers, from the same schema."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import __version__, resources
from kg import namespaces as ns
from kg.shapes.terms import vocabulary
from kg.tables.schema import Field, Schema, Table
from kg.tables.text import SEPARATOR

PACKAGE: Final = "datapackage.json"
README: Final = "README.md"

_PROFILES: Final = "https://datapackage.org/profiles/2.0/"
_TYPES: Final = {"text": "string", "iri": "string", "label": "string", "code": "string"}
_MEDIA: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its table, name, size, SHA-256 and number of rows."""

    table: str
    path: str
    bytes: int
    sha256: str
    rows: int


def notes(format: str, *, spreadsheet: bool) -> list[str]:
    """What there is to know of the files of a format."""
    told = []
    if format == "csv":
        told.append(
            f"Values of a list are separated by `{SEPARATOR}`; a bar or backslash of their own has a backslash before "
            "it. An empty cell is what is not known."
        )
    if spreadsheet:
        told.append("An apostrophe stands before each text that a spreadsheet would take for a formula.")
    return told


def package(schema: Schema, format: str, written: Iterable[Written], notes: Iterable[str]) -> bytes:
    """The tables as a Data Package of version 2."""
    about = {
        "$schema": _PROFILES + "datapackage.json",
        "name": schema.name,
        "title": schema.title,
        "description": " ".join([schema.about, *notes, schema.rights]),
        "version": __version__,
        "homepage": ns.KG,
        "licenses": [asdict(licence) for licence in schema.licences],
        "resources": [_resource(schema, format, file) for file in written],
    }
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(schema: Schema, format: str, file: Written) -> dict[str, Any]:
    table = schema.table(file.table)
    csv = {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n", "doubleQuote": True}} if format == "csv" else {}
    return {
        "$schema": _PROFILES + "dataresource.json",
        "type": "table",
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "path": file.path,
        "format": format,
        "mediatype": _MEDIA[format],
        **csv,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": {
            "$schema": _PROFILES + "tableschema.json",
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [field.name],
                    "reference": {
                        "resource": "" if field.references == table.name else field.references,
                        "fields": list(schema.table(field.references).key),
                    },
                }
                for field in table.fields
                if field.references
            ],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    values = list(codes(field))
    if values and not field.is_list:
        constraints["enum"] = values
    kind: dict[str, Any] = {"type": _TYPES.get(field.form, field.form)}
    if field.form == "iri" and not field.is_list:
        kind["format"] = "uri"
    if field.is_list:
        kind = {"type": "list", "itemType": kind["type"], "delimiter": SEPARATOR}
        kind |= {"itemEnum": values} if values else {}  # ours: the standard's enum is of whole lists
    return {
        "name": field.name,
        **kind,
        "description": described(field),
        **({"constraints": constraints} if constraints else {}),
        **({"rdfProperty": field.path[-1]} if field.path else {}),
    }


def codes(field: Field) -> tuple[str, ...]:
    """The values that a column can have, those of the ontology's code lists for a code; empty where any."""
    if field.enum or field.form != "code" or not field.path:
        return field.enum
    known = vocabulary()
    concepts = (concept for scheme in known.code_lists.get(field.path[-1], ()) for concept in known.schemes[scheme])
    return tuple(sorted({ns.value(concept) or concept for concept in concepts}))


def described(field: Field) -> str:
    """What a column holds."""
    return field.about or definitions()[field.path[-1]]


@cache
def definitions() -> Mapping[str, str]:
    """Term of the ontology -> its definition."""
    return {
        quad.subject.value: quad.object.value
        for file in sorted(resources.path("ontology").glob("*.ttl"))
        for quad in parse(path=file, format=RdfFormat.TURTLE)
        if quad.predicate.value == ns.SKOS + "definition"
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def readme(schema: Schema, written: Iterable[Written], notes: Iterable[str]) -> bytes:
    """The same for readers, in Markdown."""
    tables = {table.name: table for table in schema.tables}
    lines = [f"# {schema.title}", "", schema.about, ""]
    lines += [line for note in notes for line in (note, "")]
    lines += ["| file | rows | a row is |", "| --- | ---: | --- |"]
    files = list(written)
    lines += [f"| [{file.path}]({file.path}) | {file.rows} | {_flat(tables[file.table].about)} |" for file in files]
    for file in files:
        lines += ["", *_section(tables[file.table], file)]
    lines += ["", "## Licence", "", f"{schema.rights}", ""]
    lines += [f"- [{licence.name}]({licence.path}): {licence.title}" for licence in schema.licences]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _section(table: Table, file: Written) -> list[str]:
    lines = [f"## {file.path}", "", table.about, "", f"Key: {', '.join(f'`{name}`' for name in table.key)}", ""]
    lines += ["| column | type | | what it holds |", "| --- | --- | --- | --- |"]
    for field in table.fields:
        kind = _TYPES.get(field.form, field.form)
        kind = f"list of {kind}" if field.is_list else kind
        told = [described(field)]
        if field.references:
            told.append(f"See `{field.references}`.")
        if values := codes(field):
            told.append("One of " + ", ".join(f"`{value}`" for value in values) + ".")
        lines.append(f"| `{field.name}` | {kind} | {'required' if field.required else ''} | {_flat(' '.join(told))} |")
    return lines


def _flat(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
