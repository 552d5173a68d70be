"""A query as the SPARQL 1.1 Protocol asks it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg import namespaces as ns
from kg import query as library
from kg.query import guard
from kg.serve.jobs import Written, rdf
from kg.serve.jobs.library import warning
from kg.serve.limits import within
from kg.serve.negotiation import chosen, named
from kg.serve.sink import Counter, CsvRows, JsonRows, Sink, TsvRows, XmlRows
from kg.store.embedded import EmbeddedView

RESULTS: Final[dict[str, tuple[QueryResultsFormat, Callable[[], Counter]]]] = {
    "application/sparql-results+json": (QueryResultsFormat.JSON, JsonRows),
    "application/sparql-results+xml": (QueryResultsFormat.XML, XmlRows),
    "text/csv": (QueryResultsFormat.CSV, CsvRows),
    "text/tab-separated-values": (QueryResultsFormat.TSV, TsvRows),
    "application/json": (QueryResultsFormat.JSON, JsonRows),
    "application/xml": (QueryResultsFormat.XML, XmlRows),
    "text/xml": (QueryResultsFormat.XML, XmlRows),
}
"""Media types of rows, and of yes and no."""

GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
}
"""Media types of triples."""

NAMES: Final = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Short names of them, for ``format=``."""

GRAPH_NAMES: Final = {name: NAMES[name] for name in ("turtle", "ntriples", "jsonld", "rdfxml", "json", "xml")}
"""Those of triples."""

_WARNINGS: Final = 5


def query(
    view: EmbeddedView,
    sink: Sink,
    *,
    text: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    accept: str,
    format: str | None,
    allow_service: bool,
) -> Written:
    """The answer to SPARQL, in the form that is wanted.

    Raises:
        QueryError: it does not parse, is nested too deeply, or asks another machine where that is not allowed.
        NotAcceptableError: there is no such form of this answer, or it holds what that form cannot.
        LimitError: it has too many rows, or is too large.
    """
    guard.check(text, allow_service=allow_service)
    found = view.query(text, default_graphs=default_graphs, named_graphs=named_graphs)
    if isinstance(found, QuerySolutions | QueryBoolean):
        type = _form(accept, format, RESULTS)
        results, counter = RESULTS[type]
        sink.rows = counter()
        with rdf.file(sink, results) as out:
            found.serialize(out, format=results)
        is_empty = isinstance(found, QuerySolutions) and not sink.count
        return Written(type, warning(doubts(text, view)) if is_empty else {})
    type = _form(accept, format, GRAPHS)
    triples = within(cast("Iterator[Triple]", found), sink.limits)
    rdf.write(triples, sink, GRAPHS[type], ns.PREFIXES)
    return Written(type)


def _form(accept: str, format: str | None, forms: dict[str, Any]) -> str:
    if format is None:
        return chosen(accept, list(forms))
    return named(format, {name: type for name, type in NAMES.items() if type in forms})


def doubts(text: str, view: EmbeddedView) -> list[str]:
    """What a query says that finds nothing: the first few."""
    return list(islice(library.warnings(text, view), _WARNINGS))
