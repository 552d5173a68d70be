"""Decides whether an article's graph may be stored: defined terms, then SHACL, then what code checks best."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import UsageError
from kg.reference.model import Tenure
from kg.shapes.across import check_across
from kg.shapes.checks import ArticleGraph, check
from kg.shapes.described import Descriptions
from kg.shapes.engines import ENGINES
from kg.shapes.model import Check, Problem, Report, Severity
from kg.shapes.terms import undefined_terms

__all__ = ["Check", "Descriptions", "Problem", "Report", "Severity", "validate", "validate_shared"]


def validate(
    graph: str | bytes | Iterable[Quad],
    *,
    text: str | None = None,
    tenures: Mapping[str, Tenure] | None = None,
    known: Descriptions | None = None,
    engine: str = "shacl",
) -> Report:
    """What is wrong with one article's graph.

    Args:
        graph: its quads, or N-Quads or N-Triples that hold nothing else.
        text: the article's text; with it, words and offsets are compared letter by letter.
        tenures: by IRI; with them, each speaker's post is held against the day of the statement.
        known: what all graphs tell of the nodes that this one names; with it, both are held against each other.
        engine: "shacl" (compiled) or "pyshacl" (the reference).

    Raises:
        SyntaxError: the text is no N-Quads.
        UsageError: an unknown engine.
    """
    quads = _quads(graph)
    own = ArticleGraph(quads)
    return _report([*_shared(quads, engine), *check(own, text, tenures)], own, known)


def validate_shared(
    graph: str | bytes | Iterable[Quad], *, known: Descriptions | None = None, engine: str = "shacl"
) -> Report:
    """What is wrong with descriptions of actors, places and posts in the shared graphs: defined terms and SHACL."""
    quads = _quads(graph)
    return _report(_shared(quads, engine), ArticleGraph(quads), known)


def _quads(graph: str | bytes | Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(parse(graph, format=RdfFormat.N_QUADS) if isinstance(graph, str | bytes) else graph)


def _shared(quads: tuple[Quad, ...], engine: str) -> list[Problem]:
    """Undefined terms and SHACL; a misspelt property that shapes find too is told once, in the words of the former."""
    if engine not in ENGINES:
        raise UsageError(f"unknown SHACL engine {engine!r}", hint=f"one of {', '.join(ENGINES)}")
    triples = [quad.triple for quad in quads]
    undefined = list(undefined_terms(triples))
    told = {problem.path for problem in undefined if problem.value is None}
    found = list(ENGINES[engine](_ntriples(triples)))
    both = {(problem.focus, problem.path) for problem in found if problem.path in told}
    named = (replace(u, check="shapes") if (u.focus, u.path) in both else u for u in undefined)
    return [*named, *(problem for problem in found if problem.path not in told)]


def _ntriples(triples: Iterable[Triple]) -> str:
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode("utf-8")


def _report(problems: list[Problem], graph: ArticleGraph, known: Descriptions | None) -> Report:
    """All problems; what one graph tells of a value is not told of it again across graphs."""
    told = {(problem.focus, problem.path, problem.value) for problem in problems}
    across = check_across(graph, known) if known is not None else ()
    found = (*problems, *(p for p in across if (p.focus, p.path, p.value) not in told))
    return Report(tuple(sorted(dict.fromkeys(found), key=Problem.sort_key)))
