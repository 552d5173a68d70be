"""The command `kg retract`."""

import click

from kg.cli.options import settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import open_store, open_view
from kg.stored import find_article


@click.command("retract")
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@settings("store")
def command(articles: tuple[str, ...], settings: Settings) -> None:
    """Take articles out of a store, with their kept texts and whatever only they named.

    ARTICLE is an IRI, or its last part, the address or id that the article tells of itself, or the file it came from.
    """
    if not articles:
        raise UsageError("no article given", hint="kg query articles lists them")
    with open_view(settings.store) as view:
        found = [find_article(view, article) for article in articles]
    with open_store(settings.store) as store:
        for article in found:
            if not store.remove(article):
                raise UsageError("not an article of the store", where=article)
            complain(f"retracted {article}")
