"""The command `kg pull`."""

from pathlib import Path

import click

from kg.cli import transferred
from kg.cli.options import quiet, settings
from kg.errors import UsageError
from kg.remote import Remote
from kg.settings import Settings
from kg.store import open_store, open_view


@click.command("pull")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--counts", is_flag=True, help="Verify counts only, not the words of each graph.")
@settings("store")
@quiet
def command(folder: Path, counts: bool, settings: Settings, quiet: bool) -> None:
    """Copy a store behind SPARQL into a store in a folder, which is made where it is not there.

    Texts come along as far as they were imported from this machine. The same command goes on where it was broken off,
    and brings what is new.
    """
    remote = settings.store
    if not isinstance(remote, Remote):
        raise UsageError(
            "kg pull reads a store behind SPARQL",
            hint=f"--store https://host/sparql, or a name in kg.toml; {str(remote)!r} is neither",
        )
    # Here, since they load what only a transfer runs.
    from kg.store.writer import EmbeddedStore
    from kg.transfer.sources import StoreSource
    from kg.transfer.targets import FolderTarget

    with open_view(remote) as view, open_store(folder, view.base) as store:
        assert isinstance(store, EmbeddedStore)
        transferred.run(StoreSource(view), FolderTarget(store), to=str(folder), words=not counts, quiet=quiet)
