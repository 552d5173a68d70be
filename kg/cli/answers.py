"""Answers of a query as lines: for a reader with ids and values of codes, for programs with typed values.

A query of the library gives codes by their value (``accuse``), as its parameters take them; SPARQL of the user's own
gets the terms that it asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from kg import namespaces as ns
from kg.answers import plain
from kg.answers.readable import Tally
from kg.answers.written import json_text
from kg.cli import render
from kg.errors import UsageError
from kg.query import Rows

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.query import Cell

SPARQL_JSON: Final = "sparql-json"
"""The W3C's SPARQL 1.1 Query Results JSON Format."""

FORMATS: Final = (*render.FORMATS, SPARQL_JSON)

_KINDS: Final = {"iri": "uri", "literal": "literal", "blank": "bnode"}


def answer(
    found: "Rows | bool | Iterator[Triple]", format: str, *, iris: bool, limit: int | None = None
) -> Iterable[str]:
    """What SPARQL of the user's own gives: rows, yes or no, or triples.

    Raises:
        UsageError: triples in a format of rows.
    """
    match found:
        case bool():
            text = "true" if found else "false"
            return [f'{{"head": {{}}, "boolean": {text}}}' if format == SPARQL_JSON else text]
        case Rows():
            return rows(found, format, iris=iris, limit=limit)
    if format == SPARQL_JSON:
        raise UsageError("this query gives triples, which are no rows", hint="leave --format out for N-Triples")
    return [_triples(found)]


def rows(
    found: Rows,
    format: str,
    *,
    shown: Sequence[str] = (),
    sparse: Sequence[str] = (),
    values: bool = False,
    iris: bool = False,
    limit: int | None = None,
) -> Iterator[str]:
    """Rows in a format, line by line as they are found.

    ``shown`` are the columns of a table, all where empty, ``sparse`` those of them that it leaves out where no row has
    anything there; with ``values`` codes are given by their value, also for programs; with ``iris`` every IRI in full,
    also in a table; ``limit`` is how many rows are written.
    """
    if format == SPARQL_JSON:
        yield from _sparql_json(found, limit)
    elif format in ("table", "records"):
        tally = Tally(found.columns)
        counted = (record for _, record in tally.records(found, values=values, iris=iris))
        written = islice(counted, limit)
        first = list(islice(written, render.MEASURED))
        columns = [c for c in shown or found.columns if c not in sparse or any(record[c] for record in first)]
        records = ([record[column] for column in columns] for record in chain(first, written))
        yield from render.rows(columns, records, format)
        if more := sum(1 for _ in counted):
            yield f"… {more} more (--limit shows {limit})"
        yield tally.foot()
    else:
        yield from plain.lines(found, format, values=values and not iris, limit=limit)  # type: ignore[arg-type]


def _sparql_json(found: Rows, limit: int | None) -> Iterator[str]:
    head = json_text({"vars": list(found.columns)})
    before = f'{{"head": {head}, "results": {{"bindings": ['
    for row in islice(found, limit):
        binding = {name: _term(cell) for name, cell in zip(found.columns, row, strict=True) if cell is not None}
        yield before
        before = f" {json_text(binding)},"
    yield before.removesuffix(",")
    yield "]}}"


def _term(cell: "Cell") -> dict[str, str]:
    term = {"type": _KINDS[cell.kind], "value": cell.text}
    if cell.language:
        term["xml:lang"] = cell.language
    elif cell.datatype and cell.datatype != f"{ns.XSD}string":
        term["datatype"] = cell.datatype
    return term


def _triples(found: "Iterator[Triple]") -> str:
    from pyoxigraph import Quad

    from kg.graph import canonical

    return canonical(Quad(*triple) for triple in found).decode("utf-8").rstrip("\n")
