"""The command `kg explain`."""

from functools import partial

import click

from kg.cli import describe, render
from kg.cli.options import settings
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import View, open_view
from kg.stored import find, stored_article


@click.command("explain")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@settings("store")
def command(ids: tuple[str, ...], settings: Settings) -> int:
    """Open the sentence behind a fact: its words, who vouches for it, and where it stands.

    ID is a fact's IRI, or the last part of it (e-3fa9c1d2e0).
    """
    with open_view(settings.store) as view:
        return render.each(ids, partial(_explained, view))


def _explained(view: View, id: str) -> str:
    article, _, fragment = find(view, id).partition("#")
    stored = stored_article(view, article) if fragment else None
    found = stored.fact(fragment) if stored else None
    if stored is None or found is None:
        raise UsageError(f"{id!r} is no statement, event or sanction", hint="kg show tells what it is")
    return describe.explanation(stored, found)
