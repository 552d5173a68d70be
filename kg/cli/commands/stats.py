"""The command `kg stats`."""

from dataclasses import asdict
from typing import Final

import click

from kg.answers.written import json_text
from kg.cli import limits, render
from kg.cli.options import settings
from kg.graph import serialise
from kg.settings import Settings
from kg.store import open_view
from kg.store.dataset import description

_VOID: Final = "void"


@click.command("stats")
@click.option("--format", type=click.Choice((*render.FORMATS, _VOID)), help="[default: table on a terminal, else json]")
@settings("store")
def command(format: str | None, settings: Settings) -> None:
    """Count what a store holds; as void, describe it in Turtle: counts, vocabularies, rights, each article's graph."""
    with limits.ended_by_signals(), open_view(settings.store) as view:
        if format == _VOID:
            render.emit(serialise(description(view), "turtle").decode().rstrip("\n"))
            return
        counts = asdict(view.counts())
    shown = render.chosen(format)
    if shown == "json":
        render.emit(json_text(counts, indent=1))
    else:
        unread = {f"unread: {reason}": number for reason, number in counts.pop("unread").items()}
        render.emit(render.rows(["what", "number"], list({**counts, **unread}.items()), shown))
