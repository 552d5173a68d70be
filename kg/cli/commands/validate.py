"""The command `kg validate`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import namespaces as ns
from kg import reference
from kg.cli import render
from kg.cli.options import settings
from kg.errors import SourceError
from kg.settings import Settings
from kg.shapes import Problem, Report, validate, validate_shared

if TYPE_CHECKING:
    from pyoxigraph import Quad

COLUMNS = ("severity", "node", "property", "value", "message")


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@settings("store", "engine")
def command(files: tuple[str, ...], format: str | None, settings: Settings) -> int:
    """Hold graphs against the shapes: RDF files, or every article of the store.

    FILE is TriG, N-Quads, Turtle, N-Triples or JSON-LD by its extension, or - for N-Quads or TriG on stdin.
    Exit code 1 where a graph does not conform.
    """
    reports = _files(files, settings) if files else _store(settings)
    records, graphs, violations = [], 0, 0
    for report in reports:
        graphs += 1
        violations += len(report.violations)
        records += [(p.severity, ns.short(p.focus), _path(p), p.value, p.message) for p in report.problems]
    render.emit(render.rows(COLUMNS, records, render.chosen(format)))
    warnings = len(records) - violations
    counted = ((graphs, "graph"), (violations, "violation"), (warnings, "warning"))
    render.complain(" · ".join(render.number(count, what) for count, what in counted))
    return 1 if violations else 0


def _path(problem: Problem) -> str | None:
    return ns.short(problem.path) if problem.path else None


def _files(files: tuple[str, ...], settings: Settings) -> Iterator[Report]:
    for file in files:
        yield from _graphs(_parsed(file), settings)


def _parsed(file: str) -> "list[Quad]":
    from pyoxigraph import RdfFormat, parse

    try:
        if file == "-":
            return _from_stdin(sys.stdin.buffer.read())
        format = RdfFormat.from_extension(Path(file).suffix.lstrip("."))
        if format is None:
            raise SourceError("no RDF by its extension", where=file, hint="one of .trig .nq .ttl .nt .jsonld")
        return list(parse(path=file, format=format))
    except SyntaxError as error:
        raise SourceError(f"not well-formed: {error.msg}", where=file) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", where=file) from None
    except MemoryError:
        raise SourceError("this is larger than 16 MB in one term: no RDF", where=file) from None


def _from_stdin(data: bytes) -> "list[Quad]":
    from pyoxigraph import RdfFormat, parse

    try:
        return list(parse(data, format=RdfFormat.N_QUADS))
    except SyntaxError:
        return list(parse(data, format=RdfFormat.TRIG))


def _graphs(quads: "list[Quad]", settings: Settings) -> Iterator[Report]:
    """One report a named graph, since shapes decide inside one article's graph."""
    by_graph: dict[str, list[Quad]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad)
    for name, graph in sorted(by_graph.items()):
        is_shared = name.strip("<>").endswith(("graph/reference", "graph/actors", "graph/dataset"))
        yield (validate_shared if is_shared else validate)(graph, engine=settings.engine)


def _store(settings: Settings) -> Iterator[Report]:
    from kg.store import open_view
    from kg.stored import stored_article

    with open_view(settings.store) as view:
        for article in view.articles():
            stored = stored_article(view, article)
            # As the reference facts have them: the graph does not tell how exact their days are.
            own = {tenure.iri: tenure for tenure in stored.facts.tenures}
            tenures = {iri: reference.tenure(iri, view.base) or tenure for iri, tenure in own.items()}
            graph = view.quads(ns.article_graph(article))
            yield validate(
                graph, text=stored.text if stored.is_whole else None, tenures=tenures, engine=settings.engine
            )
        for shared in (ns.reference_graph(view.base), ns.actors_graph(view.base)):
            yield validate_shared(view.quads(shared), engine=settings.engine)
