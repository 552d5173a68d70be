"""What `kg load` and `kg pull` share: progress with the time left, and what was done."""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg import namespaces as ns
from kg.answers.words import number
from kg.cli.render import complain, emit
from kg.errors import KgError, SourceError

if TYPE_CHECKING:
    from kg.transfer import Done, Progress
    from kg.transfer.sources import Source
    from kg.transfer.targets import Target

_ERASE: Final = "\r\x1b[K"
_OURS: Final = re.compile(r"(https?://.*[/#])graph/(?:article/[0-9a-f]{20}|reference|actors)")
"""The graphs that kg writes, and the base IRI of each: no other takes the place of somebody's."""

_EVERY: Final = 0.2
"""Seconds between two lines of progress."""


def base_of(source: "Source", where: Path) -> str:
    """The IRI that the data of files are minted under, as their graphs have it.

    Raises:
        SourceError: they have no graph of kg's, or graphs under several.
    """
    names = [graph for graph in source.sizes() if graph != ns.ONTOLOGY_GRAPH]
    if foreign := next((graph for graph in names if not _OURS.fullmatch(graph)), None):
        raise SourceError(
            f"<{foreign}> is no graph of kg's", where=str(where), hint="kg export writes what kg load takes"
        )
    found = {match[1] for graph in names if (match := _OURS.fullmatch(graph))}
    if len(found) != 1:
        what = "graphs under several bases" if found else "no graph of kg's"
        raise SourceError(what, where=str(where), hint="kg export writes what kg load takes")
    return found.pop()


def run(source: "Source", target: "Target", *, to: str, words: bool, quiet: bool) -> None:
    """Transfers, and tells what it does.

    Raises:
        KgError: as ``kg.transfer.transfer``; that the same command goes on is told with it.
    """
    from kg.transfer import transfer

    shown = not quiet and sys.stderr.isatty()
    began = time.monotonic()
    last: list[Progress] = []
    tell = _teller(last, shown)
    try:
        done = transfer(source, target, tell, words=words)
    except (KgError, KeyboardInterrupt):
        _erase(shown)
        sent = (
            f"{last[-1].done:,} of {last[-1].total:,} quads" if last and last[-1].phase == "loading" else "some quads"
        )
        if last and (last[-1].phase != "comparing"):
            complain(f"{sent} were sent: the same command goes on from there")
        raise
    _erase(shown)
    if not quiet:
        emit(_told(done, to, time.monotonic() - began, words=words))


def _teller(last: "list[Progress]", shown: bool) -> "Callable[[Progress], None]":
    starts: dict[str, float] = {}
    told = [0.0]

    def tell(progress: "Progress") -> None:
        now = time.monotonic()
        began = starts.setdefault(progress.phase, now)
        last[:] = [progress]
        if shown and now - told[0] >= _EVERY:
            told[0] = now
            click.echo(f"{_ERASE}{_line(progress, now - began)}", err=True, nl=False)

    return tell


def _line(progress: "Progress", seconds: float) -> str:
    line = f"{progress.phase} {progress.done:,} of {progress.total:,} quads"
    if not seconds or not progress.done:
        return line
    rate = progress.done / seconds
    left = round((progress.total - progress.done) / rate)
    return f"{line}, {rate:,.0f}/s, {left // 60}:{left % 60:02} left"


def _told(done: "Done", to: str, seconds: float, *, words: bool) -> list[str]:
    graphs, quads = number(done.graphs, "graph"), number(done.quads, "quad")
    lines = [f"{to}: {graphs}, {quads} sent in {seconds:.1f} s, {done.unchanged} graphs were there already"]
    if done.texts or done.missing:
        missing = f", {done.missing} not to be had from here" if done.missing else ""
        lines.append(f"texts: {done.texts} kept{missing}")
    lines.append(f"verified: counts{' and words' if words else ''} are equal")
    return lines


def _erase(shown: bool) -> None:
    if shown:
        click.echo(_ERASE, err=True, nl=False)
