"""The command `kg curate`."""

import sys
from pathlib import Path
from typing import Final

import click

from kg import curation
from kg.answers.words import number
from kg.answers.written import json_text
from kg.cli import render
from kg.cli.options import quiet, settings
from kg.curation import Decisions, Refused, Summary
from kg.errors import RefusedError, SourceError, UsageError
from kg.settings import Settings
from kg.store import EmbeddedStore, EmbeddedView, open_store, open_view

LIMIT: Final = 4_000_000
"""Bytes of a curation file."""

_ELSEWHERE: Final = "curate a store in a folder, and kg load it"


@click.command("curate")
@click.argument("file", required=False)
@click.option("--format", type=click.Choice(["table", "json"]), help="Of the summary.  [default: table on a terminal]")
@settings("store", "engine")
@quiet
def command(file: str | None, format: str | None, settings: Settings, quiet: bool) -> None:
    """Decide who is who.

    FILE, or - for stdin, has a decision a line; its decisions take the place of those in force and are applied at once
    to what is stored, and to whatever is imported later. A line that is gone is undone. Without FILE, the file in force
    is printed.

    \b
    same     <one> <other>                    a provisional actor is somebody else
    misread  <one> <other> in <article>       there, whoever was read as one is the other
    differ   <one> <other>                    two are not the same: never proposed
    alias    <actor> "name"                   an actor is also called so
    actor    <actor> person "name" of RUS     who an actor is that the reference facts do not know
    post     <person> "post" of RUS from 2012-05-22 to 2018-03-01

    Actors are IRIs: <...>, wd:Q159, actor:boris-vellin-rus-0148 (kg actors shows them). A comment begins with #.
    """  # noqa: D301 (click's own sign for lines that stay as they are)
    if not isinstance(settings.store, Path):
        raise UsageError("curation is for a store in a folder", where=settings.store.url, hint=_ELSEWHERE)
    if file is None:
        _show(settings)
        return
    text = _text(file)
    with open_store(settings.store, create=False) as store:
        assert isinstance(store, EmbeddedStore)
        decided = _decisions(text, "stdin" if file == "-" else file, store)
        show = not quiet and sys.stderr.isatty()
        summary = curation.curate(store, text, decided, settings.engine, _progress if show else lambda _: None)
    if show:
        click.echo("\r\x1b[K", err=True, nl=False)
    unused = [number for number in _of_effect(decided) if not summary.touched[number]]
    if not quiet:
        for number in unused:
            render.complain(f"warning: line {number} changes nothing that is stored")
        render.emit(_told(summary, unused, render.chosen(format)))


def _show(settings: Settings) -> None:
    with open_view(settings.store) as view:
        assert isinstance(view, EmbeddedView)
        text, is_done = view.shelf.curation(), view.shelf.is_carried_out()
    if text:
        render.emit(text.removesuffix("\n").split("\n"))
    else:
        render.complain("no curation is in force")
    if not is_done:
        render.complain("warning: the last kg curate was broken off: run it again")


def _text(file: str) -> str:
    where = "stdin" if file == "-" else file
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as opened:
            content = opened.read(LIMIT + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=where) from None
    if len(content) > LIMIT:
        raise SourceError(f"larger than {LIMIT // 1_000_000} MB", where=where, hint="a decision is a line")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("this is no text in UTF-8", where=where) from None
    if "\0" in text:
        raise SourceError("this is no text, but binary", where=where)
    return text


def _decisions(text: str, where: str, store: EmbeddedStore) -> Decisions:
    """What a file decides; every wrong line is told."""
    try:
        return curation.decisions(text, store.base, where, curation.describer(store))
    except Refused as refused:
        for fault in refused.faults:
            render.complain(f"{where}: {fault}")
        counted = number(len(refused.faults), "line")
        raise RefusedError(f"refused, nothing is changed: {counted} cannot be followed", where=where) from None


def _progress(done: int) -> None:
    click.echo(f"\r{done} articles", err=True, nl=False)


def _of_effect(decided: Decisions) -> list[int]:
    """The lines of what changes articles."""
    return [line.line for line in decided.lines if type(line).__name__ != "Differ"]


def _told(summary: Summary, unused: list[int], format: str) -> str:
    if format == "json":
        report = {
            "articles": {"changed": summary.changed},
            "decisions": {"in force": summary.lines, "before": summary.before},
            "lines": {str(line): number for line, number in sorted(summary.touched.items())},
            "unused": unused,
        }
        return json_text(report, indent=1)
    changed = number(summary.changed, "article")
    return f"{changed} changed · {number(summary.lines, 'decision')} in force, {summary.before} before"
