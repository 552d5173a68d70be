"""A fact: what it says, its sentence, whose word it is, who vouches for what, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from kg import describe
from kg.describe import Explanation
from kg.errors import UsageError
from kg.facts.model import Fact, Participant, Statement
from kg.store import View
from kg.store.ids import MOST
from kg.stored import StoredArticle, find_each, stored_article

_ROLES: Final = {"source": "speaker"}
"""Field of a fact -> what it is called beside the source that is an address."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with an IRI."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class FactCard:
    """A fact of a stored article.

    Attributes:
        id: the last part of its IRI.
        kind: "statement", "event", "sanction" or another, in lower case.
        details: its lines but for the headline: who, to whom, when, how sure.
        explanation: its sentence, and who vouches for what.
        people: whom it names, with what each does in it ("speaker", "targets").
        voices: whose word it is: none where the article vouches for it; else who claims it, then who told that of him,
            and so on; "" is a source without a name.
        article, title, outlet, published, url, language: the article that says it; what it does not tell is None.
    """

    iri: str
    id: str
    kind: str
    details: tuple[str, ...]
    explanation: Explanation
    people: tuple[tuple[str, Named], ...]
    voices: tuple[str, ...]
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None = None


def facts(view: View, id: str, most: int = MOST) -> list[FactCard]:
    """The fact of an id; several where one sentence stands in several articles, of ``most`` of these.

    Raises:
        UsageError: nothing goes by this id, or no fact.
    """
    return [_card(view, id, iri) for iri in find_each(view, id)[:most]]


def _card(view: View, id: str, iri: str) -> FactCard:
    article, _, fragment = iri.partition("#")
    stored = stored_article(view, article) if fragment else None
    found = stored.fact(fragment) if stored else None
    if stored is None or found is None:
        raise UsageError(f"{id!r} is no statement, event or sanction")
    return FactCard(
        iri,
        fragment,
        type(found).__name__.lower(),
        tuple(describe.fact(stored, found).splitlines()[1:]),
        describe.explained(stored, found),
        tuple(_people(stored, found)),
        tuple(_voices(stored, found)),
        article,
        stored.first("headline"),
        stored.label(outlet) if (outlet := stored.first("publisher")) else None,
        stored.first("publicationDay"),
        stored.first("url"),
        stored.first("inLanguage"),
    )


def _voices(stored: StoredArticle, found: Fact) -> Iterator[str]:
    """Who claims it, and through whom that is known."""
    while found.according_to and isinstance(voice := stored.fact(found.according_to), Statement):
        yield stored.label(voice.source.actor) if voice.source else ""
        found = voice


def _people(stored: StoredArticle, found: Fact) -> "list[tuple[str, Named]]":
    """Each that takes part, by the field of the fact that names it."""
    told: dict[tuple[str, str], Named] = {}
    for field in fields(found):  # type: ignore[arg-type]
        role = _ROLES.get(field.name, field.name.replace("_", " "))
        for each in _each(getattr(found, field.name)):
            told.setdefault((role, each.actor), Named(each.actor, stored.label(each.actor)))
    return [(role, named) for (role, _), named in told.items()]


def _each(value: Any) -> "tuple[Participant, ...]":
    several = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in several if isinstance(each, Participant))
