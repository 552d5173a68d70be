"""Rows of a query for programs: typed values and whole IRIs, as JSON, CSV or TSV."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final, Literal

from kg import namespaces as ns
from kg.answers.written import json_records, separated
from kg.query import Cell, Rows, entries

Form = Literal["json", "csv", "tsv"]

_TYPED: Final = {ns.XSD + name for name in ("boolean", "decimal", "integer")}
"""Data types that JSON has a form for, but for floating numbers, whose text may be INF."""


def lines(found: Rows, form: Form, *, values: bool = False, limit: int | None = None) -> Iterator[str]:
    """Rows line by line as they are found, without line feeds; with ``values`` codes are given by their value."""
    several = records(found, form, values=values, limit=limit)
    return json_records(found.columns, several) if form == "json" else separated(found.columns, several, _BETWEEN[form])


_BETWEEN: Final = {"csv": ",", "tsv": "\t"}


def records(found: Rows, form: Form, *, values: bool = False, limit: int | None = None) -> Iterator[list[Any]]:
    """The values of each row: in JSON numbers, truth values and lists as such, else text; None is unknown."""
    text = _value if values else _text
    plain = partial(_typed, text=text) if form == "json" else text
    lists = found.lists if form == "json" else frozenset()
    told = [entries if column in lists else plain for column in found.columns]
    return ([tell(cell) for tell, cell in zip(told, row, strict=True)] for row in islice(found, limit))


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
