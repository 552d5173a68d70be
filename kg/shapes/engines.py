"""SHACL by either engine: the same shapes, the same problems.

``shacl`` is compiled and takes text (1 to 2 ms an article), ``pyshacl`` is the reference (60 to 150 ms). Both are
imported when first asked for; the shapes are compiled once a process.
"""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.shapes.model import Problem, Severity

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node
    from shacl import Shapes

_SH: Final = "http://www.w3.org/ns/shacl#"


@cache
def shapes_text() -> str:
    """All shape files as one Turtle document (prefixes may be declared again in Turtle)."""
    files = sorted(resources.path("ontology", "shapes").glob("*.shapes.ttl"))
    return "\n".join(file.read_text("utf-8") for file in files)


@cache
def _compiled() -> "Shapes":
    from shacl import Shapes

    return Shapes.from_turtle(shapes_text())


@cache
def _parsed() -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=shapes_text(), format="turtle")


def _shacl(ntriples: str) -> Iterator[Problem]:
    for result in _compiled().validate_text(ntriples, format="ntriples").results:
        yield Problem(
            _severity(result.severity),
            _bare(result.focus_node),
            _property(result.path),
            result.value,
            _bare(result.source_shape or ""),
            result.message or "",
        )


def _pyshacl(ntriples: str) -> list[Problem]:
    """Values that cannot be compared make pySHACL raise, where SHACL asks for a result. The graph is then validated
    without comparisons: one of the two values is not of the datatype that its shape asks for, and refuses it anyway.
    """
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph, URIRef

    with _quiet():
        data = Graph().parse(data=ntriples, format="nt")
        try:
            report = _pyshacl_report(data, _parsed())
        except (TypeError, ReportableRuntimeError):
            report = _pyshacl_report(data, _without_order())
        return [_read(report, result) for result in report.objects(None, URIRef(_SH + "result"))]


def _read(report: "Graph", result: "Node") -> Problem:
    from rdflib import URIRef

    said = {str(predicate).removeprefix(_SH): value for predicate, value in report.predicate_objects(result)}
    path = said.get("resultPath")
    return Problem(
        _severity(str(said["resultSeverity"]).removeprefix(_SH)),
        _bare(said["focusNode"].n3()),
        str(path) if isinstance(path, URIRef) else None,
        said["value"].n3() if "value" in said else None,
        str(said["sourceShape"]),
        str(said.get("resultMessage", "")),
    )


def _pyshacl_report(data: "Graph", shapes: "Graph") -> "Graph":
    from pyshacl import validate
    from rdflib import Graph

    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inference="none", do_owl_imports=False)
    assert isinstance(report, Graph)
    return report


@cache
def _without_order() -> "Graph":
    from rdflib import Graph, URIRef

    shapes = Graph()
    for triple in _parsed():
        if triple[1] not in (URIRef(_SH + "lessThan"), URIRef(_SH + "lessThanOrEquals")):
            shapes.add(triple)
    return shapes


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences rdflib, which logs and warns of each literal that is not of its datatype: the report says so once."""
    log = logging.getLogger("rdflib.term")
    was, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = was


ENGINES: Final[Mapping[str, Callable[[str], Iterable[Problem]]]] = {"shacl": _shacl, "pyshacl": _pyshacl}
"""Engine name -> N-Triples of one or more graphs -> problems, in no order, some perhaps twice."""


def _severity(name: str) -> Severity:
    return "Warning" if name == "Warning" else "Violation"


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term


def _property(path: str | None) -> str | None:
    """The IRI of a path that is one property; None for one of several steps, of which no one property is to blame."""
    return _bare(path) if path and path.startswith("<") and path.count("<") == 1 else None
