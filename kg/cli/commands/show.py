"""The command `kg show`."""

import re
import shutil
from typing import Final

import click
from pyoxigraph import Literal, NamedNode

from kg import describe
from kg import namespaces as ns
from kg.answers.words import number
from kg.cli import limits, render
from kg.cli.options import settings
from kg.errors import QueryError, UsageError
from kg.query.actors import resolve
from kg.settings import Settings
from kg.store import View, open_view
from kg.stored import article_of, find_each, stored_article

_COUNTED: Final = 1000


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@settings("store")
def command(ids: tuple[str, ...], settings: Settings) -> int:
    """Show facts, actors or articles.

    ID is an IRI, a prefixed name (wd:Q159), the last part of an IRI (s-3fa9c1d2e0), an actor's name, or of an article
    its address or the file it came from.
    """
    with limits.ended_by_signals(), open_view(settings.store) as view:
        return render.each(ids, lambda name: _each(view, _found(view, name)))


def _each(view: View, iris: list[str]) -> str:
    return describe.several([_shown(view, iri) for iri in iris])


def _found(view: View, id: str) -> list[str]:
    try:
        article = article_of(view, id)
        return [article] if article else find_each(view, id)
    except UsageError as unknown:
        if not re.match(r"[^\W\d_]{2}", id):
            raise
        try:
            return [resolve(id, "actor", view)]
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
    """Whatever the store says of something that is no fact, and how many facts and articles name it."""
    rows = view.query(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p ?o")
    records = [(_short(row["p"].value), _value(row["o"])) for row in rows]  # type: ignore[union-attr]
    if not records:
        raise UsageError(f"the store says nothing about <{iri}>")
    facts = _number(view, f"?x ?p <{iri}> ; kg:evidence ?e", "fact")
    articles = _number(view, f"?x kg:mentions <{iri}>", "article")
    told = f"named by {facts} in {articles}"
    if view.query(f"ASK {{ ?x schema:publisher <{iri}> }}"):
        told += f", publisher of {_number(view, f'?x schema:publisher <{iri}>', 'article')}"
    return "\n".join([f"<{iri}>", *render.table(("property", "value"), records), told])


def _number(view: View, pattern: str, what: str) -> str:
    """How many things match; beyond a thousand no more is counted, which would take as long as there are many."""
    found = view.query(f"SELECT DISTINCT ?x WHERE {{ {pattern} }} LIMIT {_COUNTED + 1}")
    count = len(list(found))  # type: ignore[arg-type]
    return number(count, what) if count <= _COUNTED else f"more than {_COUNTED} {what}s"


def _value(term: NamedNode | Literal) -> str:
    return ns.value(term.value) or ns.short(term.value) if isinstance(term, NamedNode) else term.value


def _short(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
