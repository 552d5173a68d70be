"""The command `kg backup`."""

from pathlib import Path

import click

from kg.answers.words import number
from kg.cli.options import settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.settings import Settings


@click.command("backup")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@settings("store")
def command(target: Path, settings: Settings) -> None:
    """Copy a store as it is now into a new folder, each file with its hash; also while somebody writes to it.

    `kg restore` makes a store of it again. What was retracted stays in the copies made before.
    """
    from kg.store.folder.backup import backup

    if not isinstance(settings.store, Path):
        raise UsageError("this is for a store in a folder", where=settings.store.url, hint="kg pull copies others")
    done = backup(settings.store, target)
    if done.lost:
        complain(f"warning: {number(done.lost, 'kept text')} lost in the store: kg check names them")
    complain(f"copied {settings.store} to {target}: {number(done.files, 'file')}, {done.size / 1e6:.1f} MB")
