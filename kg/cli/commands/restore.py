"""The command `kg restore`."""

from pathlib import Path

import click

from kg.answers.words import number
from kg.cli.options import settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.settings import Settings


@click.command("restore")
@click.argument("source", metavar="DIR", type=click.Path(path_type=Path))
@settings("store")
def command(source: Path, settings: Settings) -> None:
    """Make a store of a backup, in a folder that is not there yet, after a look at each of its files."""
    from kg.store.folder.backup import restore

    if not isinstance(settings.store, Path):
        raise UsageError("this is for a store in a folder", where=settings.store.url, hint="kg load fills others")
    done = restore(source, settings.store)
    complain(f"restored {source} to {settings.store}: {number(done.files, 'file')}, {done.size / 1e6:.1f} MB")
