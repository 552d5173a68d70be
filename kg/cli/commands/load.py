"""The command `kg load`."""

from contextlib import ExitStack
from pathlib import Path

import click

from kg.cli import transferred
from kg.cli.options import quiet, settings
from kg.errors import SourceError, UsageError
from kg.remote import Remote
from kg.settings import Settings
from kg.store import open_store, open_view


@click.command("load")
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option(
    "--bulk",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="A folder that the store may read: load by its own bulk loader (Virtuoso: DirsAllowed).",
)
@click.option("--counts", is_flag=True, help="Verify counts only, not the words of each graph.")
@settings("store")
@quiet
def command(sources: tuple[Path, ...], bulk: Path | None, counts: bool, settings: Settings, quiet: bool) -> None:
    """Load a store, or files of quads, into a store behind SPARQL.

    SOURCE is the folder of a store, or files: N-Quads, TriG or JSON-LD, perhaps .gz or .zst. Graphs that are there
    already are left as they are, so that the same command goes on where it was broken off. At the end counts and
    words of all that was sent are compared.
    """
    remote = settings.store
    if not isinstance(remote, Remote):
        raise UsageError(
            "kg load writes to a store behind SPARQL",
            hint=f"--store https://host/sparql, or a name in kg.toml; {str(remote)!r} is neither",
        )
    if not sources:
        raise UsageError("no source given", hint="the folder of a store, or files of quads")
    # Here, since they load what only a transfer runs.
    from kg.store.remote import RemoteStore
    from kg.transfer.sources import FileSource, Source, StoreSource, is_of_former_model
    from kg.transfer.targets import RemoteTarget

    with ExitStack() as stack:
        source: Source
        if len(sources) == 1 and sources[0].is_dir():
            view = stack.enter_context(open_view(sources[0]))
            source, base = StoreSource(view), view.base
        else:
            source = stack.enter_context(FileSource(sources))
            base = transferred.base_of(source, sources[0])
            if is_of_former_model(source):
                hint = "renew the store that they come from by kg renew, and export that"
                raise SourceError("graphs of the former model", where=str(sources[0]), hint=hint)
        store = stack.enter_context(open_store(remote, base))
        assert isinstance(store, RemoteStore)
        target = RemoteTarget(store, bulk)
        stack.callback(target.close)
        transferred.run(source, target, to=remote.url, words=not counts, quiet=quiet)
