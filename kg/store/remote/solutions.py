"""Rows of a SELECT as they come over HTTP, page by page where a store cuts its answers off."""

import http.client
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import StoreError
from kg.store.syntax import prologue

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None
Row = Sequence[Term]
Ask = Callable[[str], http.client.HTTPResponse]

_CUT: Final = "X-SPARQL-MaxRows"
"""Virtuoso's header beside an answer that has as many rows as it gives, and perhaps lacks others."""

_PAGES: Final = 10_000
"""Of one answer: a store that never comes to an end is not followed."""

_BOOLEAN: Final = ns.XSD + "boolean"
_TRUTH: Final = {"1": "true", "0": "false"}


class RemoteSolutions:
    """The solutions of a SELECT, which come while they are iterated over: once.

    Args:
        sparql: the query.
        ask: sends one.
        broken: the error for an answer that breaks off.
        blank: what the product has before the name of a blank node.

    Raises, while it is iterated over:
        StoreError: the answer breaks off, is no SPARQL JSON, or differs in columns from page to page.
    """

    def __init__(self, sparql: str, ask: Ask, broken: Callable[[BaseException], StoreError], blank: str = "") -> None:
        pages = _Pages(sparql, ask, broken, blank)
        page = pages.first()
        self.variables = page.variables
        # Not a method of ours: a cycle would be freed by any thread, and a page belongs to the one that asked.
        self._rows = pages.rows(page)

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        return next(self._rows)


@dataclass(frozen=True, slots=True)
class _Pages:
    """A query, and the parts that its answer comes in."""

    sparql: str
    ask: Ask
    broken: Callable[[BaseException], StoreError]
    blank: str

    def first(self) -> "_Page":
        return self._asked(self.sparql)

    def rows(self, page: "_Page") -> Iterator[Row]:
        variables, size, number = page.variables, page.size, 0
        while True:
            found = 0
            for row in self._read(page, variables):
                found += 1
                yield row
            if not size or found < size:
                return
            number += 1
            if number > _PAGES:
                raise StoreError(f"the store gives more than {_PAGES:,} pages")
            page = self._asked(paged(self.sparql, variables, size, number * size))
            if page.variables != variables:
                raise StoreError("the store gives other columns from page to page")

    def _asked(self, sparql: str) -> "_Page":
        response = self.ask(sparql)
        try:
            # Before the engine's object is there, which an error's traceback would keep for another thread to let go.
            size = _size(response.headers.get(_CUT))
            body: Any = _Plain(response, self.blank) if self.blank else response
            found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QuerySolutions):
                return _Page(found, response, size)
        except StoreError:
            response.close()
            raise
        except (OSError, SyntaxError, http.client.HTTPException) as error:
            response.close()
            raise self.broken(error) from None
        response.close()
        raise StoreError("the store answers a SELECT with a truth value")

    def _read(self, page: "_Page", variables: list[ox.Variable]) -> Iterator[Row]:
        with page:
            while True:
                try:
                    solution = page.next()
                except (OSError, SyntaxError, http.client.HTTPException) as error:
                    raise self.broken(error) from None
                if solution is None:
                    return
                yield Solution(variables, [_term(solution[index]) for index in range(len(variables))])


class _Page:
    """A part of an answer; ``size`` is how many rows it has if it was cut off, or might be, else 0.

    It lets the engine's object go at its end, which no other thread may do: a traceback that still names the page must
    not name that as well.
    """

    def __init__(self, solutions: ox.QuerySolutions, response: http.client.HTTPResponse, size: int) -> None:
        self.variables: list[ox.Variable] = list(solutions.variables)
        self.size = size
        self._solutions: ox.QuerySolutions | None = solutions
        self._response = response

    def next(self) -> "ox.QuerySolution | None":
        return next(self._solutions, None) if self._solutions is not None else None

    def __enter__(self) -> "_Page":
        return self

    def __exit__(self, *_: object) -> None:
        self._solutions = None
        self._response.close()


class Solution(Sequence[Term]):
    """One row: by number, or by the name of a variable, as pyoxigraph's."""

    def __init__(self, variables: Sequence[ox.Variable], terms: list[Term]) -> None:
        self._variables, self._terms = variables, terms

    def __getitem__(self, key: "int | str | slice") -> "Term":  # type: ignore[override]
        if isinstance(key, str):
            return self._terms[[variable.value for variable in self._variables].index(key)]
        return self._terms[key]  # type: ignore[return-value]

    def __len__(self) -> int:
        return len(self._terms)


class _Plain:
    """An answer with names of blank nodes that are such: Virtuoso writes them as addresses, each binding in a line."""

    def __init__(self, response: http.client.HTTPResponse, blank: str) -> None:
        self._response, self._rest = response, b""
        self._node = re.compile(rb'("type": ?"bnode", ?"value": ?")' + re.escape(blank.encode()))

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (line := self._response.readline()):
            self._rest += self._node.sub(rb"\1", line)
        some, self._rest = self._rest[:size], self._rest[size:]
        return some


def paged(sparql: str, variables: Sequence[ox.Variable], limit: int, offset: int) -> str:
    """The same query for the rows from ``offset`` on.

    Its own ORDER BY stays within a sub-select: Virtuoso refuses to sort and skip more rows than it gives.
    """
    start = prologue(sparql)
    names = " ".join(str(variable) for variable in variables)
    # The line feed ends a comment that the query may end in.
    return f"{sparql[:start]}SELECT {names} WHERE {{ {{ {sparql[start:]}\n}} }} LIMIT {limit} OFFSET {offset}"


def _size(header: str | None) -> int:
    if header is None:
        return 0
    if not re.fullmatch(r" *[1-9][0-9]{0,9} *", header):
        raise StoreError(f"the store cuts its answer off at {header[:20]!r} rows, which is no number")
    return int(header)


def _term(term: Term) -> Term:
    """A term as kg writes it: Virtuoso has 1 and 0 for truth values."""
    if isinstance(term, ox.Literal) and term.value in _TRUTH and term.datatype.value == _BOOLEAN:
        return ox.Literal(_TRUTH[term.value], datatype=term.datatype)
    return term
