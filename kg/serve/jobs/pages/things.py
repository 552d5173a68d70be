"""Pages of what a store holds: facts, articles, actors, places, terms; and what is searched for."""

from collections.abc import Iterator
from typing import Final

from kg import cards
from kg import namespaces as ns
from kg import query as library
from kg.query.header import Parameter
from kg.query.sides import why_none
from kg.serve.jobs import Written
from kg.serve.jobs.pages import written
from kg.serve.links import FACT, Links
from kg.serve.sink import Sink
from kg.serve.templating import by_first
from kg.store.embedded import EmbeddedView
from kg.store.ids import MOST, find_each

_MOST: Final = 50
"""Results of a search."""

_OPENED: Final = 5
"""Articles with the same sentence in which a fact is opened; the others are linked to."""

_OUTLETS: Final = frozenset({"MediaOutlet", "Organisation"})


def search(view: EmbeddedView, sink: Sink, *, text: str, at: str) -> Written:
    """What goes by a name, an id or words of a title."""
    found = cards.search(view, text, _MOST)
    return written(sink, "search.html", Links(at, view.base), text=text, found=found, most=_MOST)


def fact(view: EmbeddedView, sink: Sink, *, id: str, article: str | None = None, at: str) -> Written:
    """The fact of an id, in the article of this id, else in each that has it.

    Raises:
        UsageError: nothing goes by this id, or no fact.
    """
    iri = f"{view.base}article/{article}#{id}" if article else id
    facts = cards.facts(view, iri, _OPENED)
    same = find_each(view, facts[0].id)
    rest = [] if article else same[_OPENED:]
    others = len(same) if article and len(same) > 1 else 0
    return written(sink, "fact.html", Links(at, view.base), facts=facts, rest=rest, others=others, most=MOST)


def thing(view: EmbeddedView, sink: Sink, *, iri: str, at: str) -> Written:
    """What an IRI stands for: an article, a fact, or anything else that the store tells of.

    Raises:
        UsageError: it tells nothing of it.
    """
    article, _, fragment = iri.removeprefix(f"{view.base}article/").partition("#")
    if article != iri and not fragment:
        return _article(view, sink, iri, at)
    if FACT.fullmatch(fragment):
        return fact(view, sink, id=fragment, article=article, at=at)
    told, links = cards.thing(view, iri), Links(at, view.base)
    return written(sink, "thing.html", links, thing=told, asks=list(_asks(view, told, links)))


def _article(view: EmbeddedView, sink: Sink, iri: str, at: str) -> Written:
    card = cards.article(view, iri)
    kinds = by_first((line.kind, line) for line in card.facts)
    return written(sink, "article.html", Links(at, view.base), article=card, kinds=kinds)


def _asks(view: EmbeddedView, thing: cards.Thing, links: Links) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Queries of the library that can be asked about it: name, what it asks, and by parameter the address."""
    takes = _takes(view, thing)
    order = library.groups()
    for name, header, _ in sorted(
        (library.load(name) for name in library.names()), key=lambda q: order.index(q.header.group)
    ):
        fit = [parameter for parameter in header.params if _fits(parameter, thing, takes)]
        enough = [p for p in fit if all(p == other or not other.required for other in header.params)]
        if enough:
            value = ns.short(thing.iri)
            yield name, header.summary, [(p.name, links.query(name, {p.name: [value]})) for p in enough]


def _takes(view: EmbeddedView, thing: cards.Thing) -> set[str]:
    """The types of parameters that it may be given for."""
    found = set()
    if thing.is_actor:
        found |= {"actor", "actor-or-place"} | ({"side"} if why_none(thing.iri, view) is None else set())
    if {"Place", "State"} & set(thing.kinds):
        found |= {"place", "actor-or-place"}
    return found


def _fits(parameter: Parameter, thing: cards.Thing, takes: set[str]) -> bool:
    if parameter.type == "code":
        scheme = parameter.scheme or ""
        starts = (ns.PLOVER, f"{ns.CODE}event-") if scheme == "event-type" else (f"{ns.CODE}{scheme}-",)
        return thing.iri.startswith(starts) and ns.value(thing.iri) in library.choices(parameter)
    if parameter.name == "outlet":
        return bool(_OUTLETS & set(thing.kinds)) and parameter.type in takes
    if parameter.name in ("state", "body"):
        return ("State" if parameter.name == "state" else "InternationalOrganisation") in thing.kinds
    return parameter.type in takes
