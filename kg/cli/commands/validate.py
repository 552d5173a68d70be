"""The command `kg validate`."""

import click

from kg import namespaces as ns
from kg.answers.words import number
from kg.cli import render
from kg.cli.options import settings
from kg.cli.warned import tell_warnings
from kg.errors import RefusedError
from kg.settings import Settings
from kg.shapes import Problem

COLUMNS = ("severity", "check", "node", "property", "value", "message")


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@settings("store", "engine")
def command(files: tuple[str, ...], format: str | None, settings: Settings) -> int:
    """Hold graphs against the shapes, and against each other: RDF files, or every article of the store.

    FILE is TriG, N-Quads, Turtle, N-Triples or JSON-LD by its extension, or - for N-Quads or TriG on stdin.
    CHECK tells what found it: "shapes" (so does any SHACL engine by them), "code" (kg, in one graph) or "across
    graphs" (kg, by what other graphs of the files or the store tell). Exit code 1 where a graph does not conform,
    or where there is none.
    """
    from kg.store import open_view
    from kg.validation import of_files, of_store

    tell_warnings()
    records, graphs, violations, empty = [], 0, 0, 0
    if files:
        reports = of_files(files, engine=settings.engine)
    else:
        view = click.get_current_context().with_resource(open_view(settings.store))
        reports = of_store(view, engine=settings.engine)
    for report in reports:
        if isinstance(report, RefusedError):
            render.complain(str(report))
            empty += 1
            continue
        graphs += 1
        violations += len(report.violations)
        records += [(p.severity, p.check, ns.short(p.focus), _path(p), p.value, p.message) for p in report.problems]
    render.emit(render.rows(COLUMNS, records, render.chosen(format)))
    warnings = len(records) - violations
    counted = ((graphs, "graph"), (violations, "violation"), (warnings, "warning"))
    render.complain(" · ".join(number(count, what) for count, what in counted))
    return 1 if violations or empty else 0


def _path(problem: Problem) -> str | None:
    return ns.short(problem.path) if problem.path else None
