"""The command `kg explain`."""

from dataclasses import replace
from functools import partial
from typing import Final

import click

from kg import describe
from kg.cli import limits, render
from kg.cli.options import settings
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import View, open_view
from kg.stored import Fact, StoredArticle, find_each, stored_article

_WITHOUT: Final = {"missing": "else there would be no such fact", "another": "else it would be another"}


@click.command("explain")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--rules", is_flag=True, help="Read the article again, and tell which rules made the fact.")
@settings("store", "model")
def command(ids: tuple[str, ...], rules: bool, settings: Settings) -> int:
    """Open the sentence behind a fact: its words, who vouches for it, and where it stands.

    ID is a fact's IRI, or the last part of it (e-3fa9c1d2e0).
    """
    with limits.ended_by_signals(), open_view(settings.store) as view:
        reading = replace(settings, base=view.base) if rules else None
        return render.each(ids, partial(_explained, view, reading))


def _explained(view: View, reading: Settings | None, id: str) -> str:
    """The explanation of a fact; of one whose sentence stands in several articles, those of all."""
    found = find_each(view, id)
    return describe.several([_explained_one(view, reading, id, iri) for iri in found])


def _explained_one(view: View, reading: Settings | None, id: str, iri: str) -> str:
    article, _, fragment = iri.partition("#")
    stored = stored_article(view, article) if fragment else None
    found = stored.fact(fragment) if stored else None
    if stored is None or found is None:
        raise UsageError(f"{id!r} is no statement, event or sanction", hint="kg show tells what it is")
    told = describe.explanation(stored, found)
    return f"{told}\n{_made_by(stored, found, reading)}" if reading else told


def _made_by(stored: StoredArticle, found: Fact, settings: Settings) -> str:
    """The rules with names that made a fact, one a line."""
    from kg.why import causes  # which loads what reads articles

    made = causes(stored, found, settings)
    lines = [f"  {cause.rule.name}: {cause.rule.says} ({_WITHOUT[cause.otherwise]})" for cause in made]
    return "\n".join(["rules that made it:", *lines] if lines else ["none of the rules that `kg rules` lists made it"])
