"""The command `kg check`."""

from pathlib import Path
from typing import Final

import click

from kg.answers.words import number
from kg.cli import render
from kg.cli.options import settings
from kg.errors import UsageError
from kg.settings import Settings

_COLUMNS: Final = ("check", "where", "what", "do")
_STATES: Final = {
    "at rest": "",
    "written": " · somebody writes to it: its newest snapshot was checked",
    "killed": " · its last writer was killed: the next one clears away what he left half-way",
}


@click.command("check")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@settings("store", "engine")
def command(format: str | None, settings: Settings) -> int:
    """Tell whether a store is whole, and how what is not is mended.

    Looks whether each file is as it was written, each graph conforms and has nothing of another one, each text is there
    and the one that was read, nothing is left that is no article's, and names and counts are right. Exit code 1 where
    something is not. It changes nothing.
    """
    from kg.integrity import check

    if not isinstance(settings.store, Path):
        raise UsageError("this is for a store in a folder", where=settings.store.url, hint="kg validate takes others")
    done = check(settings.store, engine=settings.engine)
    if done.faults or render.chosen(format) != "table":
        records = [(fault.check, fault.where, fault.what, fault.do) for fault in done.faults]
        render.emit(render.rows(_COLUMNS, records, render.chosen(format)))
    counted = f"{number(done.articles, 'article')} · {number(len(done.faults), 'fault')}"
    render.complain(counted + _STATES[done.state])
    return 1 if done.faults else 0
