"""The command `kg explain`."""

import click

from kg.cli import describe, render
from kg.cli.options import settings
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import open_view
from kg.stored import find, stored_article


@click.command("explain")
@click.argument("id")
@settings("store")
def command(id: str, settings: Settings) -> None:
    """Open the sentence behind a fact: its words, who vouches for it, and where it stands.

    ID is a fact's IRI, or the last part of it (e-3fa9c1d2e0).
    """
    with open_view(settings.store) as view:
        article, _, fragment = find(view, id).partition("#")
        stored = stored_article(view, article) if fragment else None
    found = stored.fact(fragment) if stored else None
    if stored is None or found is None:
        raise UsageError(f"{id!r} is no statement, event or sanction", hint="kg show tells what it is")
    render.emit(render.printable(describe.explanation(stored, found)))
