"""The command `kg extract`."""

import logging
from collections import Counter
from contextlib import closing

import click

from kg.answers.written import json_text
from kg.cli import render
from kg.cli.options import READING, settings
from kg.cli.warned import tell_warnings
from kg.errors import KgError, SkippedError, UsageError
from kg.facts.jsonl import to_json
from kg.facts.model import Reading
from kg.importing import losses, unread
from kg.pipeline import prepare, readings
from kg.settings import Settings

_log = logging.getLogger(__name__)


@click.command("extract")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--format",
    type=click.Choice(["jsonl", "trig", "turtle", "nquads", "ntriples", "jsonld"]),
    default="jsonl",
    show_default=True,
    help="JSON lines (one article a line, as it is done), or RDF (when all are done, in an order of its own).",
)
@click.option("--predicates", is_flag=True, help="In JSON lines, every verb too: how sure whose voice is of it.")
@settings(*READING, "without")
def command(sources: tuple[str, ...], format: str, predicates: bool, settings: Settings) -> int:
    """Read articles and print what they say; nothing is stored.

    SOURCE is a file, a folder, an address, or - for stdin. Texts, web pages, feeds, JSON lines, tables, PDF, Word
    files, mails, agency formats and archives of those are read: docs/sources.md.
    """
    if not sources:
        raise UsageError("no file given", hint="name files, folders, or - for stdin")
    if predicates and format != "jsonl":
        raise UsageError(f"--predicates with --format {format}", hint="predicates are in JSON lines alone")
    tell_warnings()
    return _lines(sources, settings, predicates) if format == "jsonl" else _rdf(sources, format, settings)


def _lines(sources: tuple[str, ...], settings: Settings, predicates: bool) -> int:
    code = 0
    left: Counter[str] = Counter()
    with closing(readings(sources, settings, predicates=predicates)) as items:
        for item in items:
            if isinstance(item, KgError):
                code = max(code, _refused(item))
            else:
                _warn(item)
                left.update(_unread(item))
                render.emit(json_text(to_json(item)))
    _tell(left)
    return code


def _rdf(sources: tuple[str, ...], format: str, settings: Settings) -> int:
    from kg.cli import rdf
    from kg.store.spool import Spool

    code = 0
    left: Counter[str] = Counter()
    with Spool(settings.base) as spool, closing(prepare(sources, settings)) as items:
        for item in items:
            if isinstance(item, KgError):
                code = max(code, _refused(item))
            else:
                _warn(item.reading)
                left.update(_unread(item.reading))
                spool.add(item.graphs)
        with rdf.stdout() as out:
            rdf.written(spool, format, out)
    _tell(left)
    return code


def _refused(error: KgError) -> int:
    render.complain(f"{'passed over' if isinstance(error, SkippedError) else 'refused'}: {error}")
    return error.exit_code


def _warn(reading: Reading) -> None:
    for line in losses(reading):
        render.complain(f"warning: {line}")


def _unread(reading: Reading) -> dict[str, int]:
    return {unread.reason: unread.number for unread in reading.facts.unread}


def _tell(left: Counter[str]) -> None:
    """What was left unread of all articles, with -v."""
    for line in unread(left):
        _log.info("%s", line)
