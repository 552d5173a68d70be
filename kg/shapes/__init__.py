"""Decides whether an article's graph may be stored: defined terms, then SHACL, then what code checks best."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import UsageError
from kg.reference.model import Tenure
from kg.shapes.checks import ArticleGraph, check
from kg.shapes.engines import ENGINES
from kg.shapes.model import Problem, Report, Severity
from kg.shapes.terms import undefined_terms

__all__ = ["Problem", "Report", "Severity", "validate", "validate_shared"]


def validate(
    graph: str | bytes | Iterable[Quad],
    *,
    text: str | None = None,
    tenures: Mapping[str, Tenure] | None = None,
    engine: str = "shacl",
) -> Report:
    """What is wrong with one article's graph.

    Args:
        graph: its quads, or N-Quads or N-Triples that hold nothing else.
        text: the article's text; with it, words and offsets are compared letter by letter.
        tenures: by IRI; with them, each speaker's post is held against the day of the statement.
        engine: "shacl" (compiled) or "pyshacl" (the reference).

    Raises:
        SyntaxError: the text is no N-Quads.
        UsageError: an unknown engine.
    """
    quads = _quads(graph)
    return _report([*_shared(quads, engine), *check(ArticleGraph(quads), text, tenures)])


def validate_shared(graph: str | bytes | Iterable[Quad], *, engine: str = "shacl") -> Report:
    """What is wrong with descriptions of actors, places and posts in the shared graphs: defined terms and SHACL."""
    return _report(_shared(_quads(graph), engine))


def _quads(graph: str | bytes | Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(parse(graph, format=RdfFormat.N_QUADS) if isinstance(graph, str | bytes) else graph)


def _shared(quads: tuple[Quad, ...], engine: str) -> list[Problem]:
    if engine not in ENGINES:
        raise UsageError(f"unknown SHACL engine {engine!r}", hint=f"one of {', '.join(ENGINES)}")
    triples = [quad.triple for quad in quads]
    undefined = list(undefined_terms(triples))
    told = {problem.path for problem in undefined if problem.value is None}
    return [*undefined, *(problem for problem in ENGINES[engine](_ntriples(triples)) if problem.path not in told)]


def _ntriples(triples: Iterable[Triple]) -> str:
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode("utf-8")


def _report(problems: Iterable[Problem]) -> Report:
    return Report(tuple(sorted(dict.fromkeys(problems), key=Problem.sort_key)))
