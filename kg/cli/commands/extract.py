"""The command `kg extract`."""

import json
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import settings
from kg.errors import KgError, UsageError
from kg.facts.jsonl import to_json
from kg.pipeline import prepare, readings
from kg.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import Quad


@click.command("extract")
@click.argument("sources", nargs=-1, metavar="FILE...")
@click.option(
    "--format",
    type=click.Choice(["jsonl", "trig", "turtle", "nquads", "jsonld"]),
    default="jsonl",
    show_default=True,
    help="JSON lines (one article a line, as it is done), or RDF.",
)
@settings("base", "model", "extractor", "engine", "workers")
def command(sources: tuple[str, ...], format: str, settings: Settings) -> int:
    """Read articles and print what they say; nothing is stored.

    FILE is a text or Markdown file, JSON lines, a folder of those, or - for stdin.
    """
    if not sources:
        raise UsageError("no file given", hint="name files, folders, or - for stdin")
    return _lines(sources, settings) if format == "jsonl" else _rdf(sources, format, settings)


def _lines(sources: tuple[str, ...], settings: Settings) -> int:
    code = 0
    for item in readings(sources, settings):
        if isinstance(item, KgError):
            code = max(code, _refused(item))
        else:
            click.echo(json.dumps(to_json(item), ensure_ascii=False))
            sys.stdout.flush()
    return code


def _rdf(sources: tuple[str, ...], format: str, settings: Settings) -> int:
    from kg.graph import serialise

    code = 0
    quads: list[Quad] = []
    for item in prepare(sources, settings):
        if isinstance(item, KgError):
            code = max(code, _refused(item))
        else:
            quads.extend(item.graphs.all_quads())
    click.echo(serialise(quads, format), nl=False)
    return code


def _refused(error: KgError) -> int:
    click.echo(f"refused: {error}", err=True)
    return error.exit_code
