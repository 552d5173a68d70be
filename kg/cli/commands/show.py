"""The command `kg show`."""

import re
import shutil

import click

from kg.cli import describe, render
from kg.cli.options import settings
from kg.errors import QueryError, UsageError
from kg.query.actors import resolve
from kg.settings import Settings
from kg.store import View, open_view
from kg.stored import find, stored_article


@click.command("show")
@click.argument("id")
@settings("store")
def command(id: str, settings: Settings) -> None:
    """Show one fact, actor or article.

    ID is an IRI, a prefixed name (wd:Q159), the last part of an IRI (s-3fa9c1d2e0), or an actor's name.
    """
    with open_view(settings.store) as view:
        iri = _found(view, id)
        render.emit(render.printable(_shown(view, iri)))


def _found(view: View, id: str) -> str:
    try:
        return find(view, id)
    except UsageError as unknown:
        if not re.match(r"[^\W\d_]{2}", id):
            raise
        try:
            return resolve(id, "actor", view)
        except QueryError:
            raise unknown from None


def _shown(view: View, iri: str) -> str:
    article, _, fragment = iri.partition("#")
    if not article.startswith(f"{view.base}article/"):
        return _triples(view, iri)
    stored = stored_article(view, article)
    if not fragment:
        return describe.article(stored, shutil.get_terminal_size((120, 40)).columns)
    found = stored.fact(fragment)
    return describe.fact(stored, found) if found else _triples(view, iri)


def _triples(view: View, iri: str) -> str:
    """Whatever the store says of something that is no fact, and how many facts name it."""
    rows = view.query(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p ?o")
    records = [(_short(row["p"].value), row["o"].value) for row in rows]  # type: ignore[union-attr]
    if not records:
        raise UsageError(f"the store says nothing about <{iri}>")
    named = view.query(
        f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p <{iri}> ; <https://w3id.org/geopolitical-kg/evidence> ?e }}"
    )
    number = next(iter(named))["n"].value  # type: ignore[arg-type]
    return f"{chr(10).join(render.table(('property', 'value'), records))}\nnamed by {number} facts"


def _short(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
