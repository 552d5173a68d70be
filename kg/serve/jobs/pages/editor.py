"""The page for SPARQL: the editor that comes by npm, or a plain one, whose answer is a table."""

from itertools import islice
from typing import Final

from kg import query as library
from kg.errors import QueryError
from kg.serve.jobs import Written
from kg.serve.jobs.pages import written
from kg.serve.jobs.pages.cells import of_term
from kg.serve.links import Links, Part
from kg.serve.sink import Sink
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

_STYLED: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
}
"""The editor gives its elements styles of their own."""

Table = tuple[tuple[str, ...], list[list[list[Part]]], bool]
"""Columns, rows, and whether there are more."""


def editor(
    view: EmbeddedView, sink: Sink, *, text: str, at: str, has_editor: bool, is_plain: bool, allow_service: bool
) -> Written:
    """The page; in its plain form with the answer to a query, or what is wrong with it.

    Raises:
        LimitError: the answer would be too much.
    """
    links = Links(at, view.base)
    with_editor = has_editor and not is_plain
    table, warnings, fault = None, list[str](), None
    if text.strip() and not with_editor:
        try:
            table = _answer(view, text, links, warnings, allow_service=allow_service)
        except QueryError as error:
            fault = error
    return written(
        sink,
        "sparql.html",
        links,
        status=400 if fault else 200,
        headers=_STYLED if with_editor else {},
        query=text,
        example=EXAMPLE,
        has_editor=has_editor,
        with_editor=with_editor,
        table=table,
        warnings=warnings,
        fault=fault,
        most=SHOWN,
    )


def _answer(view: EmbeddedView, text: str, links: Links, warnings: list[str], *, allow_service: bool) -> Table:
    match found := library.run_text(view, text, allow_service=allow_service, warn=warnings.append):
        case bool():
            return ("answer",), [[[Part("yes" if found else "no")]]], False
        case library.Rows():
            columns = found.columns
            rows = ([of_term(links, cell) for cell in row] for row in found)
        case _:
            columns = ("subject", "predicate", "object")
            rows = ([of_term(links, term) for term in triple] for triple in found)
    shown = list(islice(rows, SHOWN))
    return columns, shown, next(rows, None) is not None
