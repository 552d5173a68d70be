"""The command `kg retract`."""

from shlex import quote
from typing import Final

import click

from kg.cli.options import settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import open_store
from kg.store.folder.store import FolderStore
from kg.stored import find_article

_LEFT: Final = "words of it may still lie in the store's files: `kg compact --store {}` writes these anew"
_READ: Final = "somebody still reads the store as it was; when he is done, `kg compact` clears that away too"


@click.command("retract")
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@settings("store")
def command(articles: tuple[str, ...], settings: Settings) -> None:
    """Take articles out of a store, with their kept texts and whatever only they named.

    ARTICLE is an IRI, or its last part, the address or id that the article tells of itself, or the file it came from.
    """
    if not articles:
        raise UsageError("no article given", hint="kg query articles lists them")
    with open_store(settings.store, create=False) as store:
        found = dict.fromkeys(find_article(store, article) for article in articles)
        for article in found:
            if not store.remove(article):
                raise UsageError("not an article of the store", where=article)
            complain(f"retracted {article}")
        store.publish()
        if isinstance(store, FolderStore):
            complain(_LEFT.format(quote(str(settings.store))))
            if store.is_read():
                complain(_READ)
