"""The command `kg actors`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import click

from kg import curation
from kg.answers.words import number
from kg.cli import limits, render
from kg.cli.options import settings
from kg.curation.grammar import TYPES
from kg.curation.listing import Listed, listed, search
from kg.curation.propose import Proposal, proposals
from kg.errors import UsageError
from kg.reference.model import Entity
from kg.settings import Settings
from kg.store import View, open_view

_FILE: Final = "file"
"""Proposals as a curation file, each line a comment until somebody takes the sign away."""

_COLUMNS: Final = ("label", "kind", "of", "facts", "articles", "provisional", "also", "called", "actor")
_PROPOSED: Final = ("one", "other", "why", "articles", "lines")


@click.command("actors")
@click.option("--provisional", is_flag=True, help="Only those that are not linked to the reference facts.")
@click.option("--kind", type=click.Choice(TYPES), metavar="KIND", help=f"One of {', '.join(TYPES)}.")
@click.option("--search", "text", metavar="TEXT", help="Those of this name, by any spelling that an article has.")
@click.option("--propose", is_flag=True, help="Pairs that may be one, with the line for kg curate.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Write the first N.")
@click.option(
    "--format", type=click.Choice([*render.FORMATS, _FILE]), help="[default: table or file on a terminal, else json]"
)
@settings("store")
def command(
    provisional: bool,
    kind: str | None,
    text: str | None,
    propose: bool,
    limit: int | None,
    format: str | None,
    settings: Settings,
) -> None:
    """List the actors and places of a store, those in most articles first.

    The last column is what kg curate and parameters of queries take for an actor. --propose shows pairs of which one
    is provisional; whether they are the same, you decide: kg joins nobody by itself. --format file writes them as
    comments of a curation file.
    """
    if format == _FILE and not propose:
        raise UsageError("--format file is for --propose")
    shown = format or (_FILE if propose and render.chosen(None) == "table" else render.chosen(None))
    with limits.ended_by_signals(), open_view(settings.store) as view:
        every, decided = listed(view), curation.in_force(view)
        found = list(search(view, text, every, decided)) if text is not None else every
        found = [one for one in found if kind in (None, one.entity.type)]
        if propose:
            iris = {one.entity.iri for one in found}
            proposed = [pair for pair in proposals(every, decided, view.base) if {pair.one.iri, pair.other.iri} & iris]
            render.emit(_proposed(islice(proposed, limit), len(proposed), shown))
            if not proposed:
                render.complain("nothing to propose")
            return
        found = [one for one in found if one.entity.provisional or not provisional]
        render.emit(_listed(view, islice(found, limit), len(found), shown))
    if not found:
        render.complain("nobody" + (f" goes by {text!r}" if text is not None else " of that kind"))


def _listed(view: View, found: Iterable[Listed], total: int, format: str) -> Iterator[str]:
    is_table = format in ("table", "records")
    records = [_record(one, view.base, is_table=is_table) for one in found]
    columns: tuple[str, ...] = _COLUMNS
    if is_table:  # what nobody has is no column
        filled = [number for number in range(len(columns)) if any(record[number] for record in records)]
        columns = tuple(_COLUMNS[number] for number in filled)
        records = [[record[number] for number in filled] for record in records]
    yield from render.rows(columns, records, format)
    if is_table:
        yield _foot(len(records), total, "actor")


def _record(one: Listed, base: str, *, is_table: bool) -> list[Any]:
    entity = one.entity
    return [
        entity.label,
        entity.type,
        one.of,
        one.facts,
        one.articles,
        ("yes" if entity.provisional else None) if is_table else entity.provisional,
        list(one.also) if not is_table else " | ".join(one.also) or None,
        one.called,
        curation.short(entity.iri, base) if is_table else entity.iri,
    ]


def _proposed(found: Iterable[Proposal], total: int, format: str) -> Iterator[str]:
    if format == _FILE:
        for pair in found:
            counted = number(pair.articles, "article")
            yield f"# {_who(pair.one)}, in {counted}; {_who(pair.other)}: {pair.why}"
            yield from (f"# {line}" for line in pair.lines)
            yield ""
        return
    is_table = format in ("table", "records")
    records = [
        [
            _who(pair.one) if is_table else pair.one.iri,
            _who(pair.other) if is_table else pair.other.iri,
            pair.why,
            pair.articles,
            *([] if is_table else [list(pair.lines) if format == "json" else "\n".join(pair.lines)]),
        ]
        for pair in found
    ]
    yield from render.rows(_PROPOSED[:-1] if is_table else _PROPOSED, records, format)
    if is_table:
        yield _foot(len(records), total, "proposal")


def _who(entity: Entity) -> str:
    """Somebody in words: "Boris Vellin, person (RUS)"."""
    return f"{entity.label}, {entity.type}" + (f" ({entity.country})" if entity.country else "")


def _foot(written: int, total: int, what: str) -> str:
    more = f" of {total} (--limit shows {written})" if written < total else ""
    return f"{number(written, what)}{more}"
