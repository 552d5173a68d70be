"""SHACL by either engine: the same shapes, the same problems.

``shacl`` is compiled and takes text (1 to 2 ms an article), ``pyshacl`` is the reference (60 to 150 ms). Both are
imported when first asked for; the shapes are compiled once a process.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.shapes.model import Problem, Severity

if TYPE_CHECKING:
    from rdflib import Graph
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
            _bare(result.path) if result.path else None,
            result.value,
            _bare(result.source_shape or ""),
            result.message or "",
        )


def _pyshacl(ntriples: str) -> Iterator[Problem]:
    from pyshacl import validate
    from rdflib import Graph, URIRef
    from rdflib.term import Node

    data = Graph().parse(data=ntriples, format="nt")
    _, report, _ = validate(data, shacl_graph=_parsed(), advanced=False, inference="none", do_owl_imports=False)
    assert isinstance(report, Graph)

    def one(result: Node, name: str) -> str | None:
        term = report.value(result, URIRef(_SH + name))
        return None if term is None else term.n3()

    for result in report.objects(None, URIRef(_SH + "result")):
        path = one(result, "resultPath")
        yield Problem(
            _severity((one(result, "resultSeverity") or "").rstrip(">").rpartition("#")[2]),
            _bare(one(result, "focusNode") or ""),
            _bare(path) if path else None,
            one(result, "value"),
            _bare(one(result, "sourceShape") or ""),
            str(report.value(result, URIRef(_SH + "resultMessage")) or ""),
        )


ENGINES: Final[Mapping[str, Callable[[str], Iterator[Problem]]]] = {"shacl": _shacl, "pyshacl": _pyshacl}
"""Engine name -> N-Triples of one or more graphs -> problems, in no order, some perhaps twice."""


def _severity(name: str) -> Severity:
    return "Warning" if name == "Warning" else "Violation"


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term
