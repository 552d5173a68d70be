"""The command `kg renew`."""

import sys
from functools import partial

import click

from kg import settings as kg_settings
from kg.cli import render
from kg.cli.commands.import_ import tell
from kg.cli.options import quiet, settings
from kg.cli.progress import Progress
from kg.cli.warned import tell_warnings
from kg.errors import UsageError
from kg.settings import Settings


@click.command("renew")
@click.argument("store", metavar="STORE")
@click.option("-o", "--output", metavar="NEW", required=True, help="The store to make: a folder, address, or name.")
@click.option("--format", type=click.Choice(["table", "json"]), help="Of the summary.  [default: table on a terminal]")
@settings("model", "extractor", "engine", "workers", "article_seconds")
@quiet
def command(store: str, output: str, format: str | None, settings: Settings, quiet: bool) -> int:
    """Make a new store of the texts that STORE keeps, read as kg reads them now.

    For a store of a former model, or of a former version of the rules. STORE is left as it is; broken off, the same
    command goes on. Articles whose texts are kept elsewhere, and former revisions, are left behind; exit code 1 where
    an article is.
    """
    from kg.renewal import renew
    from kg.store import open_store, open_view

    old, new = (kg_settings.load(store=place).store for place in (store, output))
    if old == new:
        raise UsageError("this is the store itself", where=output, hint="-o names another")
    tell_warnings()
    show = not quiet and sys.stderr.isatty()
    with open_view(old, any_model=True) as view:
        progress = Progress(sum(1 for _ in view.articles()) if show else None, is_shown=show)
        summary = renew(view, settings, partial(open_store, new, view.base), progress)
    return tell(summary, progress, format=None if quiet else render.chosen(format))
