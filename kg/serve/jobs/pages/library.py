"""The library of queries as pages: what there is to ask, the form of a query, its answer as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kg import namespaces as ns
from kg import query as library
from kg.answers.readable import Tally
from kg.errors import QueryError
from kg.query.actors import label_of
from kg.query.columns import meanings
from kg.query.header import Header, Parameter
from kg.query.terms import days, iri
from kg.serve import http
from kg.serve.jobs import Written
from kg.serve.jobs.pages import written
from kg.serve.jobs.pages.cells import fact_of, names, of_row
from kg.serve.links import Links, Part
from kg.serve.sink import Sink
from kg.store.embedded import EmbeddedView

SHOWN: Final = 200
"""Rows of one page."""

_COUNTED: Final = 10_000
"""Rows beyond those of a page are counted as far as that."""

_KINDS: Final = {
    "actor": "a name, a code such as USA, or an IRI",
    "actor-or-place": "a name, a code such as USA, or an IRI",
    "side": "a state, international body, alliance or armed group: a name, a code such as USA, or an IRI",
    "place": "a name or an IRI",
    "integer": "a whole number",
    "iri": "an id as tables show it, or an IRI",
}
"""Type of a parameter -> what may be given."""

_SINGLE: Final = ("boolean", "date")
"""Types of which a second value says no more."""

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in a form.

    Attributes:
        values: what is given, with nothing at the end where one more may be given.
        choices: the values of a closed list; none where it is open.
        allowed: what may be given, in words.
        fault: what is wrong with what is given.
        meant: names of whom it means, where it is given by IRIs.
    """

    parameter: Parameter
    values: tuple[str, ...]
    choices: tuple[str, ...]
    allowed: str
    fault: str | None
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a page.

    Attributes:
        legend: what columns mean whose names alone do not tell.
        foot: over how many rows, articles and outlets all rows speak.
        first: the number of the first row shown, from 1 on.
        count: of all rows; None where they are more than are counted.
        told: why there are none.
    """

    columns: tuple[str, ...]
    legend: Mapping[str, str]
    rows: tuple[list[list[Part]], ...]
    foot: str
    first: int
    count: int | None
    told: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def has_more(self) -> bool:
        return self.count is None or self.last < self.count


def listed(view: EmbeddedView, sink: Sink, *, at: str) -> Written:
    """The library by groups, each query with what it asks."""
    found = [library.load(name) for name in library.names()]
    groups = [(group, [query for query in found if query.header.group == group]) for group in library.groups()]
    return written(sink, "library.html", Links(at, view.base), groups=groups)


def form(
    view: EmbeddedView,
    sink: Sink,
    *,
    name: str,
    values: Given,
    offset: int | None,
    at: str,
    allow_service: bool = False,
) -> Written:
    """The form of a query; where something is asked, its answer below it, or what is wrong with it.

    Nothing is asked where no value is given, and no ``offset``.

    Raises:
        KgError: it cannot be answered for reasons that are none of its values'.
    """
    query, links = library.load(name), Links(at, view.base)
    answer, fault = None, None
    if values or offset is not None:
        try:
            found = library.run(view, query, values, allow_service=allow_service)
            answer = _answer(view, query, found, offset or 0, links)
            if answer.count == 0:
                answer = replace(answer, told=tuple(library.why_empty(query, values, view)))
        except QueryError as error:
            fault = error
    return written(
        sink,
        "query.html",
        links,
        status=http.status(fault) if fault else 200,
        query=query,
        note=_sentence(query.header.note),
        fields=_fields(view, query.header, values, fault),
        values=values,
        answer=answer,
        fault=fault,
        page=SHOWN,
    )


def _answer(view: EmbeddedView, query: library.Query, found: library.Rows, offset: int, links: Links) -> Answer:
    tally = Tally(found.columns)
    records = tally.records(found, values=True)
    before = sum(1 for _ in islice(records, offset))
    shown = list(islice(records, SHOWN))
    after = sum(1 for _ in islice(records, _COUNTED))
    ended = next(records, None) is None
    columns = _columns(query.header, found.columns, [record for _, record in shown])
    facts = [fact_of(query.header, found.columns, row) for row, _ in shown]
    known = names(view, [fact for fact in facts if fact])
    rows = tuple(
        of_row(links, found.columns, row, record, fact, known, columns)
        for (row, record), fact in zip(shown, facts, strict=True)
    )
    legend = {column: meanings()[column] for column in columns if column in meanings()}
    return Answer(columns, legend, rows, tally.foot(), offset + 1, before + len(shown) + after if ended else None)


def _columns(
    header: Header, all_columns: Sequence[str], records: Sequence[Mapping[str, str | None]]
) -> tuple[str, ...]:
    """The columns that a page shows: those of a table, and always whose word it is."""
    shown = list(header.table or all_columns)
    if "voice" in all_columns and "voice" not in shown:
        shown.append("voice")
    return tuple(c for c in shown if c not in header.sparse or any(record[c] for record in records))


def _fields(view: EmbeddedView, header: Header, values: Given, fault: QueryError | None) -> list[Field]:
    return [_field(view, parameter, values, fault) for parameter in header.params]


def _field(view: EmbeddedView, parameter: Parameter, values: Given, fault: QueryError | None) -> Field:
    given = (*values.get(parameter.name, ()), *values.get(parameter.also or "", ()))
    named = f"parameter {parameter.name!r}"
    is_at_fault = fault is not None and (fault.where == named or fault.what.endswith(named))
    return Field(
        parameter,
        (*given, "") if not given or parameter.type not in _SINGLE else given,
        library.choices(parameter),
        days(parameter) if parameter.type == "date" else _KINDS.get(parameter.type, ""),
        f"{fault.what}{f' ({fault.hint})' if fault.hint else ''}" if fault and is_at_fault else None,
        tuple(label for value in given if parameter.type != "code" and (label := _meant(view, value))),
    )


def _meant(view: EmbeddedView, value: str) -> str | None:
    """The name of what has an IRI; None of all else."""
    node = iri(value)
    if node is None:
        return None
    label = label_of(node.value, view)
    return f"{ns.short(node.value)}: {label}" if label is not None else None


def _sentence(note: str) -> str:
    return f"{note.removesuffix('.')}." if note else ""
