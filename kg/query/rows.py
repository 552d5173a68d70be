"""Answers: rows of cells, free of the engine that found them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import namespaces as ns
from kg.store.base import Solutions
from kg.store.faults import failed

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

SEPARATOR: Final = " | "
"""Between the values of a column that is a list; queries write it in GROUP_CONCAT."""

Python: TypeAlias = "str | int | float | bool | Decimal | date | datetime"


class Cell(NamedTuple):
    """One value; ``kind`` is "iri", "literal" or "blank", as in SPARQL's JSON results but for "uri" and "bnode"."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""

    @property
    def shown(self) -> str:
        """What a table shows: IRIs with our prefixes, literals bare."""
        return ns.short(self.text) if self.kind == "iri" else self.text

    @property
    def python(self) -> Python:
        """The value as Python has it; the text where Python has nothing closer."""
        convert = _PYTHON.get(self.datatype.removeprefix(ns.XSD)) if self.kind == "literal" else None
        try:
            return convert(self.text) if convert else self.text
        except (ValueError, ArithmeticError, KeyError):
            return self.text


_new: Final = tuple.__new__

Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, found row by row while it is iterated over: once. None is unknown; ``lists`` are columns of several."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    lists: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Row]:
        return self.rows

    def first(self) -> "tuple[bool, Rows]":
        """Whether there is a row, and the same rows."""
        row = next(self.rows, None)
        return row is not None, Rows(self.columns, chain([row] if row is not None else [], self.rows), self.lists)


def rows(solutions: Solutions, lists: tuple[str, ...] = ()) -> Rows:
    """The rows of a SELECT; columns in ``lists`` are put in order, empty ones are unknown."""
    columns = tuple(variable.value for variable in solutions.variables)
    ordered = frozenset(index for index, name in enumerate(columns) if name in lists)
    return Rows(columns, _rows(solutions, ordered), frozenset(lists))


def _rows(solutions: Solutions, ordered: frozenset[int]) -> Iterator[Row]:
    for solution in _found(solutions):
        row = [cell(term) for term in solution]
        for index in ordered:
            row[index] = _ordered(row[index])
        yield tuple(row)


def _found(solutions: Solutions) -> Iterator[Any]:
    """The solutions; the engine searches while they are taken, and so fails then."""
    while True:
        try:
            solution = next(solutions, None)
        except (OSError, RuntimeError) as error:
            raise failed(error, "the store") from None
        if solution is None:
            return
        yield solution


def _ordered(value: Cell | None) -> Cell | None:
    if value and value.text and SEPARATOR not in value.text:
        return value
    parts = sorted(filter(None, entries(value)))
    return value._replace(text=SEPARATOR.join(parts)) if value and parts else None


def entries(value: Cell | None) -> list[str]:
    """The values in a cell of a column that is a list."""
    return value.text.split(SEPARATOR) if value else []


def cell(term: NamedNode | Literal | BlankNode | Triple | None) -> Cell | None:
    """A term as a cell."""
    # Not Cell(...): there may be millions, and the constructor of a named tuple takes twice as long.
    if isinstance(term, NamedNode):
        return _new(Cell, ("iri", term.value, "", ""))
    if isinstance(term, Literal):
        return _new(Cell, ("literal", term.value, term.datatype.value, term.language or ""))
    if isinstance(term, BlankNode):
        return _new(Cell, ("blank", term.value, "", ""))
    return None if term is None else Cell("literal", str(term))


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


def _decimal(text: str) -> "Decimal":
    from decimal import Decimal

    return Decimal(text)


def _date(text: str) -> "date":
    from datetime import date

    return date.fromisoformat(text)


def _date_time(text: str) -> "datetime":
    from datetime import datetime

    return datetime.fromisoformat(text)


_PYTHON: Final[dict[str, Callable[[str], Python]]] = {
    "boolean": _boolean,
    "date": _date,
    "dateTime": _date_time,
    "decimal": _decimal,
    "double": float,
    "integer": int,
}
