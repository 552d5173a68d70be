"""The command `kg compact`."""

import sys
from pathlib import Path
from typing import Final

import click

from kg.cli.options import quiet, settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.settings import Settings
from kg.store.folder.compaction import compact

_READ: Final = "somebody still reads the store as it was: run `kg compact` again when he is done, to clear that away"


@click.command("compact")
@settings("store")
@quiet
def command(settings: Settings, quiet: bool) -> None:
    """Write a store anew: what was retracted then stands in none of its files, and it takes less room.

    Readers go on reading. It takes room for the graph once more, and some half a minute for each million quads.
    """
    if not isinstance(settings.store, Path):
        raise UsageError("this is for a store in a folder", where=settings.store.url)
    show = not quiet and sys.stderr.isatty()
    done = compact(settings.store, progress=_progress if show else lambda quads: None)
    if show:
        click.echo("\r\x1b[K", err=True, nl=False)
    if done.of_snapshot:
        complain("warning: its graph could not be read, this is its newest snapshot: what came later must be imported")
    if done.is_read:
        complain(f"warning: {_READ}")
    if not quiet:
        complain(f"compacted {settings.store}: {done.before / 1e6:.1f} MB before, {done.after / 1e6:.1f} MB after")


def _progress(quads: int) -> None:
    click.echo(f"\r{quads} quads", err=True, nl=False)
