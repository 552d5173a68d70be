"""The page for SPARQL: the editor that comes by npm, or a plain one, whose answer is a table."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from pyoxigraph import QueryBoolean

from kg.errors import QueryError
from kg.query import guard
from kg.serve.jobs import Written
from kg.serve.jobs.pages import written
from kg.serve.jobs.pages.cells import of_term
from kg.serve.jobs.sparql import doubts
from kg.serve.links import Links, Part
from kg.serve.policy import policy
from kg.serve.sink import Sink
from kg.store.base import Result, Solutions
from kg.store.embedded import EmbeddedView

SHOWN: Final = 1000
"""Rows of an answer that the page shows."""

EXAMPLE: Final = """PREFIX kg: <https://w3id.org/geopolitical-kg/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?who ?content ?statement WHERE {
  ?statement a kg:Statement ;
             kg:speaker/rdfs:label ?who ;
             kg:content ?content .
}
LIMIT 20"""

_STYLED: Final = {"Content-Security-Policy": policy("'unsafe-inline'")}
"""The editor gives its elements styles of their own."""

Table = tuple[tuple[str, ...], list[list[list[Part]]], bool]
"""Columns, rows, and whether there are more."""


def editor(
    view: EmbeddedView,
    sink: Sink,
    *,
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    at: str,
    has_editor: bool,
    is_plain: bool,
    allow_service: bool,
) -> Written:
    """The page; in its plain form with the answer to a query, or what is wrong with it.

    Raises:
        LimitError: the answer would be too much.
    """
    links = Links(at, view.base)
    names_graphs = bool(default_graphs or named_graphs)  # which the editor does not take from an address
    with_editor = has_editor and not is_plain and not names_graphs
    table, warnings, fault = None, list[str](), None
    if text.strip() and not with_editor:
        try:
            guard.check(text, allow_service=allow_service)
            warnings = doubts(text, view)
            found = view.query(text, default_graphs=default_graphs, named_graphs=named_graphs)
            table = _table(found, links)
        except QueryError as error:
            fault = error
    return written(
        sink,
        "sparql.html",
        links,
        status=400 if fault else 200,
        headers=_STYLED if with_editor else {},
        query=text,
        graphs=[
            *(("default-graph-uri", graph) for graph in default_graphs),
            *(("named-graph-uri", graph) for graph in named_graphs),
        ],
        example=EXAMPLE,
        has_editor=has_editor,
        with_editor=with_editor,
        table=table,
        warnings=warnings,
        fault=fault,
        most=SHOWN,
    )


def _table(found: Result, links: Links) -> Table:
    match found:
        case QueryBoolean():
            return ("answer",), [[[Part("yes" if found else "no")]]], False
        case Solutions():
            columns = tuple(variable.value for variable in found.variables)
        case _:
            columns = ("subject", "predicate", "object")
    rows = ([of_term(links, term) for term in row] for row in found)
    shown = list(islice(rows, SHOWN))
    return columns, shown, next(rows, None) is not None
