"""Rows and cards as JSON, for assistants: each with what it takes to cite it, and how much there is in all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, Final, TypeVar

from pyoxigraph import QueryBoolean, QueryTriples

from kg import cards
from kg import query as library
from kg.answers import plain
from kg.cards import FactCard, Found, Line, Value
from kg.errors import ForbiddenError
from kg.query import guard
from kg.query.actors import resolve, values
from kg.query.rows import SEPARATOR
from kg.query.rows import rows as solved
from kg.query.terms import iri as written_iri
from kg.serve.jobs import Written
from kg.serve.jobs.sparql import doubts
from kg.serve.limits import Limits, too_many_rows
from kg.serve.sink import Sink
from kg.store.base import Solutions
from kg.store.embedded import EmbeddedView
from kg.store.ids import find_article

_Item = TypeVar("_Item")

_SOUGHT: Final = 500
"""Of each sort that a search looks for."""

_VALUES: Final = 30
"""Of one property of a thing that are told; a state has thousands of places."""

_UNNAMED: Final = "unnamed source"


def rows(
    view: EmbeddedView, sink: Sink, *, name: str, values: Mapping[str, Sequence[str]], offset: int, limit: int
) -> Written:
    """Some rows of a query of the library, each with the ids of its fact, whose word it is, and where it stands.

    Raises:
        QueryError: as ``library.run``.
        LimitError: the rows lie beyond those that an answer may have.
    """
    query = library.load(name)
    found = library.run(view, query, values)
    page, told = _page(iter(found), offset, limit, sink.limits)
    shown = library.Rows(found.columns, iter(page), found.lists)
    records = [_told(found.columns, row) for row in plain.records(shown, "json", values=True)]
    facts = [(record, record[query.header.fact]) for record in records if query.header.fact in record]
    for record, fact in facts:
        record.setdefault("id", _id(fact))
    _with_articles(records, view)
    _with_sources(facts, view)
    notes = library.why_empty(query, values, view) if not told["total"] else []
    return _written(sink, {"query": name, **told, "rows": records, **({"notes": notes} if notes else {})})


def select(view: EmbeddedView, sink: Sink, *, text: str, limit: int) -> Written:
    """The answer to SPARQL: yes or no, the first rows, or the first triples.

    Raises:
        QueryError: it is no query, or asks another machine.
    """
    try:
        guard.check(text)
    except ForbiddenError as error:
        raise ForbiddenError(error.what, hint="here only this store is asked") from None
    found = view.query(text)
    if isinstance(found, QueryBoolean):
        return _written(sink, {"answer": bool(found)})
    if isinstance(found, QueryTriples):
        triples, told = _page(map(str, found), 0, limit, sink.limits)
        return _written(sink, {**told, "triples": triples})
    assert isinstance(found, Solutions)
    table = solved(found)
    page, told = _page(iter(table), 0, limit, sink.limits)
    records = plain.records(library.Rows(table.columns, iter(page)), "json")
    notes = doubts(text, view) if not page else []
    answer = {"columns": table.columns, **told, "rows": [_without_gaps(table.columns, row) for row in records]}
    return _written(sink, {**answer, **({"notes": notes} if notes else {})})


def search(view: EmbeddedView, sink: Sink, *, text: str, limit: int) -> Written:
    """What goes by a name, an id, or words of a title."""
    found = cards.search(view, text, _SOUGHT)
    things = [each for each in found if each.kind != "article"]
    articles = [each for each in found if each.kind == "article"]
    is_cut = max(len(things), len(articles)) >= _SOUGHT
    return _written(
        sink,
        {
            "things": [_found(each) for each in things[:limit]],
            "articles": [_found(each) for each in articles[:limit]],
            "total_things": len(things),
            "total_articles": len(articles),
            **({"notes": [f"no more than {_SOUGHT} of each were looked for"]} if is_cut else {}),
        },
    )


def entity(view: EmbeddedView, sink: Sink, *, name: str) -> Written:
    """What the store says of an actor, a place or another thing, given by IRI or by name.

    Raises:
        UnknownNameError: nobody and nothing goes by this name, or more than one.
        UsageError: the store says nothing of this IRI.
    """
    iri = written_iri(name)
    thing = cards.thing(view, iri.value if iri else resolve(name, "actor-or-place", view))
    properties = {of: _values(given) for of, given in thing.properties}
    return _written(sink, {**asdict(thing), "properties": properties})


def article(view: EmbeddedView, sink: Sink, *, id: str, offset: int, limit: int) -> Written:
    """An article of the store and its facts, one a line.

    Raises:
        UsageError: the store has no article of this id.
    """
    card = cards.article(view, find_article(view, id))
    lines: list[Line]
    lines, told = _page(iter(card.facts), offset, limit, sink.limits)
    facts = [asdict(line) for line in lines]
    return _written(sink, {**asdict(card), "id": _id(card.iri), **told, "facts": facts})


def facts(view: EmbeddedView, sink: Sink, *, id: str) -> Written:
    """Facts of an id, with the sentence and who vouches for what.

    Raises:
        UsageError: the store has no fact of this id.
    """
    return _written(sink, {"facts": [_fact(card) for card in cards.facts(view, id)]})


def overview(view: EmbeddedView, sink: Sink) -> Written:
    """How much the store holds, of which days, and its newest articles."""
    told = cards.overview(view)
    newest = [dict(zip(("article", "title", "published", "outlet"), each, strict=True)) for each in told.newest]
    days = {"first_day": told.first, "last_day": told.last}
    return _written(sink, {"counts": asdict(told.counts), **days, "newest_articles": newest})


def _written(sink: Sink, answer: Mapping[str, Any]) -> Written:
    sink.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return Written("application/json")


def _page(items: Iterator[_Item], offset: int, limit: int, limits: Limits) -> tuple[list[_Item], dict[str, Any]]:
    """Some of the items, and how many there are; those beyond what an answer may have are not counted.

    Raises:
        LimitError: those that are asked for lie beyond that.
    """
    most = limits.rows or None
    page: list[_Item] = []
    total = 0
    for item in islice(items, most):
        if offset <= total < offset + limit:
            page.append(item)
        total += 1
    is_more = most is not None and total == most and next(items, None) is not None
    if is_more and offset + limit > total:
        raise too_many_rows(limits)
    told: dict[str, Any] = {"total": total, "offset": offset}
    if is_more:
        told["total_is_at_least"] = True
    if total and not page:
        told["cut"] = f"none of {total}: the offset lies beyond the last"
    elif offset + len(page) < total or is_more:
        told["cut"] = f"{len(page)} of {'more than ' if is_more else ''}{total}: these are not all"
    return page, told


def _told(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """A row without what is not told."""
    return {name: value for name, value in _without_gaps(columns, row).items() if value != []}


def _without_gaps(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(columns, row, strict=True) if value is not None}


def _with_articles(records: Sequence[dict[str, Any]], view: EmbeddedView) -> None:
    """Adds to rows the day, address and title of their article, as far as the store has them."""
    named = sorted({row["article"] for row in records if "article" in row})
    if not named:
        return
    told = values(
        f"""SELECT ?article ?published ?url ?title {{
          VALUES ?article {{ {" ".join(f"<{iri}>" for iri in named)} }}
          OPTIONAL {{ ?article kg:publicationDay ?published }}
          OPTIONAL {{ ?article schema:url ?url }}
          OPTIONAL {{ ?article schema:headline ?title }}
        }}""",
        view,
    )
    known = {iri: {"published": day, "url": url, "title": title} for iri, day, url, title in told}
    for row in records:
        for name, value in known.get(row.get("article", ""), {}).items():
            if value:
                row.setdefault(name, value)


def _with_sources(facts: Sequence[tuple[dict[str, Any], str]], view: EmbeddedView) -> None:
    """Adds to rows without a voice whose word their fact is, and to those of a claim through whom that is known.

    "An official told: he said ..." has the voice of the second, by way (``via``) of the first.
    """
    if not facts:
        return
    tellers: dict[str, list[tuple[str, str]]] = {}
    iris = " ".join(f"<{iri}>" for iri in sorted({iri for _, iri in facts}))
    for iri, claimer, teller in values(_TOLD.format(facts=iris), view):
        tellers.setdefault(iri, []).append((claimer, teller))
    for row, iri in facts:
        told = tellers.get(iri, [])
        row.setdefault("voice", SEPARATOR.join(sorted({claimer for claimer, _ in told})) or "article")
        via = sorted({teller for _, teller in told if teller})
        if via and row["voice"] != "article":
            row["via"] = via


_TOLD: Final = """SELECT ?fact (COALESCE(?label, "unnamed source") AS ?claimer) ?teller {{
  VALUES ?fact {{ {facts} }}
  ?fact kg:accordingTo ?claim . ?claim a kg:Statement
  OPTIONAL {{ ?claim kg:speaker/rdfs:label ?label }}
  OPTIONAL {{
    ?claim kg:accordingTo ?telling . ?telling a kg:Statement
    OPTIONAL {{ ?telling kg:speaker/rdfs:label ?name }}
    BIND(COALESCE(?name, "unnamed source") AS ?teller)
  }}
}} ORDER BY ?fact ?claimer ?teller"""
"""Who claims each fact, and who told that of him; of what an article vouches for there is no row."""


def _found(found: Found) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if value is not None}


def _values(given: Sequence[Value]) -> list[Any]:
    told: list[Any] = [{"text": each.text, "iri": each.iri} if each.iri else each.text for each in given[:_VALUES]]
    return [*told, f"and {len(given) - _VALUES} more"] if len(given) > _VALUES else told


def _fact(card: FactCard) -> dict[str, Any]:
    why = card.explanation
    claimed = [voice or _UNNAMED for voice in card.voices]
    told = {
        "iri": card.iri,
        "id": card.id,
        "kind": card.kind,
        "headline": why.title,
        "voice": claimed[0] if claimed else "article",
        "via": claimed[1:],
        "standing": why.standing,
        "sentence": why.sentence,
        "vouching": why.vouching,
        "details": card.details,
        "people": [{"role": role, "iri": named.iri, "name": named.label} for role, named in card.people],
        "article": card.article,
        "title": card.title,
        "outlet": card.outlet,
        "published": card.published,
        "url": card.url,
        "characters": [why.place.start, why.place.end],
        "text_is_kept": why.is_whole,
    }
    return {name: value for name, value in told.items() if value is not None and value != []}


def _id(iri: str) -> str:
    """The last part of the IRI of a fact or an article."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
