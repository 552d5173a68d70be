"""Answers of a query as lines: for a reader with ids and values of codes, for programs with typed values.

A query of the library gives codes by their value (``accuse``), as its parameters take them; SPARQL of the user's own
gets the terms that it asked for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg import namespaces as ns
from kg.cli import render
from kg.cli.amounts import readable
from kg.errors import UsageError
from kg.query import SEPARATOR, Rows, entries

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.query import Cell

SPARQL_JSON: Final = "sparql-json"
"""The W3C's SPARQL 1.1 Query Results JSON Format."""

FORMATS: Final = (*render.FORMATS, SPARQL_JSON)

_VERBS: Final = ("kind", "type", "status", "act")
"""Columns that say what is told of; in a table the first of them says also that it is not so, or not certain."""

_FACTUALITY: Final = re.compile(r"(?P<polarity>positive|negative|unknown) (?P<certainty>[a-z]+) (?P<tense>[a-z]+)")
_SUBJECTS: Final = 3
"""How many of those that words are about a table names."""

_TYPED: Final = {ns.XSD + name for name in ("boolean", "decimal", "integer")}
"""Data types that JSON has a form for, but for floating numbers, whose text may be INF."""

_KINDS: Final = {"iri": "uri", "literal": "literal", "blank": "bnode"}

Record: TypeAlias = "dict[str, str | None]"


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
    records: Iterable[list[Any]]
    if format == SPARQL_JSON:
        yield from _sparql_json(found, limit)
    elif format in ("table", "records"):
        tally = _Tally(found.columns)
        counted = tally.records(found, values=values, iris=iris)
        written = islice(counted, limit)
        first = list(islice(written, render.MEASURED))
        columns = [c for c in shown or found.columns if c not in sparse or any(record[c] for record in first)]
        records = ([record[column] for column in columns] for record in chain(first, written))
        yield from render.rows(columns, records, format)
        if more := sum(1 for _ in counted):
            yield f"… {more} more (--limit shows {limit})"
        yield tally.foot()
    else:
        text = _value if values and not iris else _text
        plain = partial(_typed, text=text) if format == "json" else text
        lists = found.lists if format == "json" else frozenset()
        told = [entries if column in lists else plain for column in found.columns]
        records = ([tell(cell) for tell, cell in zip(told, row, strict=True)] for row in islice(found, limit))
        yield from render.rows(found.columns, records, format)


def _typed(cell: "Cell | None", text: "Callable[[Cell | None], str | None]") -> Any:
    """A number or truth value as JSON has it, else text."""
    if cell is not None and cell.datatype in _TYPED:
        match cell.python:
            case bool() | int() as value:
                return value
            case float() | str():
                pass
            case value:
                return int(value) if value == int(value) else float(value)  # type: ignore[arg-type]
    return text(cell)


def _text(cell: "Cell | None") -> str | None:
    return cell and cell.text


def _value(cell: "Cell | None") -> str | None:
    """A code by its value, all else as text."""
    if cell is not None and cell.kind == "iri" and cell.text.startswith(ns.KG):
        return ns.value(cell.text) or cell.text
    return cell and cell.text


def _short(cell: "Cell", *, values: bool) -> str:
    """What a table shows of a term: a code by its value, a fact or article by its id, other IRIs with a prefix."""
    if cell.kind != "iri":
        return cell.text
    if values and (value := ns.value(cell.text)):
        return value
    short = ns.short(cell.text)
    if short != cell.text:
        return short
    return cell.text.rpartition("#" if "#" in cell.text else "/")[2] or cell.text


def _sparql_json(found: Rows, limit: int | None) -> Iterator[str]:
    head = render.json_text({"vars": list(found.columns)})
    before = f'{{"head": {head}, "results": {{"bindings": ['
    for row in islice(found, limit):
        binding = {name: _term(cell) for name, cell in zip(found.columns, row, strict=True) if cell is not None}
        yield before
        before = f" {render.json_text(binding)},"
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


class _Tally:
    """Counts over how many rows, articles and outlets a table speaks, while it is written."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._rows = 0
        self._articles: set[str] = set()
        self._outlets: set[str] = set()
        self._unpublished: set[str] = set()

    def records(self, found: Rows, *, values: bool, iris: bool) -> Iterator[Record]:
        for row in found:
            cells = zip(found.columns, row, strict=True)
            record = {c: cell and (cell.text if iris else _short(cell, values=values)) for c, cell in cells}
            _put_together(record)
            self._rows += 1
            if article := record.get("article"):
                self._articles.add(article)
                outlet = record.get("outlet")
                (self._outlets if outlet else self._unpublished).add(outlet or article)
            yield record

    def foot(self) -> str:
        told = [render.number(self._rows, "row")]
        if "article" in self._columns:
            told.append(render.number(len(self._articles), "article"))
        if "article" in self._columns and "outlet" in self._columns and self._articles:
            told += [render.number(len(self._outlets), "outlet")] if self._outlets else []
            told += [self._unknown()] if self._unpublished else []
        return " · ".join(told)

    def _unknown(self) -> str:
        some = f" of {render.number(len(self._unpublished), 'article')}" if self._outlets else ""
        return f"publisher{some} unknown"


def _put_together(record: Record) -> None:
    """Adds what a table shows of several columns in one."""
    record.setdefault("when", _when(record.get("earliest"), record.get("latest")))
    record.setdefault("whom", _whom(record))
    if amounts := record.get("amounts"):
        record["amounts"] = SEPARATOR.join(map(readable, amounts.split(SEPARATOR)))
    verb = next((column for column in _VERBS if record.get(column)), None)
    if verb and (factuality := _FACTUALITY.fullmatch(record.get("factuality") or "")):
        record[verb] = _told(str(record[verb]), **factuality.groupdict())


def _told(verb: str, polarity: str, certainty: str, tense: str) -> str:
    """A kind of fact with what must not be overlooked: "not support", "ASSAULT (possible)"."""
    doubt = certainty if certainty != "certain" else "future" if tense == "future" else ""
    told = f"not{render.NO_BREAK}{verb}" if polarity == "negative" else verb
    return f"{told} ({doubt})" if doubt else told


def _whom(record: Record) -> str | None:
    """Whom words are against, whom they are said to, else whom they are about."""
    targets, addressees, subjects = (
        value.split(SEPARATOR) if (value := record.get(column)) else []
        for column in ("targets", "addressees", "subjects")
    )
    named = targets + [f"to {addressee}" for addressee in addressees if addressee not in targets]
    if not named and subjects:
        rest = ["…"] if len(subjects) > _SUBJECTS else []
        named = [f"about {subjects[0]}", *subjects[1:_SUBJECTS], *rest]
    return SEPARATOR.join(named) or None


def _when(earliest: str | None, latest: str | None) -> str:
    match earliest, latest:
        case None, None:
            return "unknown"
        case None, _:
            return f"by{render.NO_BREAK}{latest}"
        case _, None:
            return f"from{render.NO_BREAK}{earliest}"
    return str(earliest) if earliest == latest else f"{earliest} to{render.NO_BREAK}{latest}"
