"""What a store holds of one article, as facts with their words: the way from a fact's IRI back to its sentence."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.article.sources import printable
from kg.errors import MissingTextError, UsageError
from kg.facts.model import Fact, Facts
from kg.graph import read_facts
from kg.mentions.model import Entity
from kg.spans import Span
from kg.store import View
from kg.store.ids import find, find_each, literal
from kg.store.ids import find_article as by_id
from kg.store.imports import AMONG, IMPORTED_FROM
from kg.store.kept import record

__all__ = ["Fact", "StoredArticle", "article_of", "find", "find_article", "find_each", "stored_article"]

_MEMBER_OF: Final = NamedNode(ns.KG + "memberOf")
"""What a state belongs to is no part of an article's facts."""
_LISTED: Final = "kg query articles lists them"
_SHOWN: Final = 3

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n\n")


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as stored: its facts, its text, and what is known of it (``meta``: local name -> values).

    ``given`` names what of it the importer told, since the article itself does not. Where the text is not kept here (in
    a store behind SPARQL that others import to, or a copy of one), ``is_whole`` is false, and ``text`` has the words of
    the evidence alone, each at its place, blanks between them.
    """

    iri: str
    facts: Facts
    text: str
    meta: dict[str, tuple[str, ...]]
    given: tuple[str, ...] = ()
    is_whole: bool = True
    headings: tuple[Span, ...] = ()

    def first(self, name: str) -> str | None:
        return next(iter(self.meta.get(name, ())), None)

    def fact(self, id: str) -> Fact | None:
        return next((fact for fact in self.facts.all if fact.id == id), None)

    def entity(self, iri: str) -> Entity | None:
        return next((entity for entity in self.facts.entities if entity.iri == iri), None)

    def label(self, iri: str) -> str:
        found = self.entity(iri)
        return found.label if found else iri

    def sentence(self, fact: Fact) -> Span:
        """The sentence, or sentences, around a fact's words; the words alone where the text is not kept."""
        if not self.is_whole:
            return Span(fact.start, fact.end)
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        start = max((end for end in ends if end <= fact.start), default=0)
        end = min((end for end in ends if end >= fact.end), default=len(self.text))
        return Span(start, max(fact.end, start + len(self.text[start:end].rstrip())))


def find_article(view: View, name: str) -> str:
    """The full IRI of a stored article: given by IRI, id, the address or id it tells itself, or the file it came from.

    Raises:
        UsageError: none, or more than one, goes by that name.
    """
    return article_of(view, name) or by_id(view, name)


def article_of(view: View, name: str) -> str | None:
    """The stored article that tells this address or id of itself, or that this file holds; None where none does.

    Raises:
        UsageError: a file of several articles.
    """
    if re.match(r"https?://", name):
        try:
            return _held(view, {ns.article(view.base, url=name, id=None, text="")})
        except ValueError:  # no address
            return None
    if came := _held_from(view, name):
        return came
    if _is_file(name):
        return _of_file(view, name)
    rows = view.query(f"SELECT ?a {{ VALUES ?id {{ {literal(name)} }} ?a dcterms:identifier ?id ; a kg:Article }}")
    return _held(view, {row["a"].value for row in rows})  # type: ignore[union-attr]


def _held_from(view: View, name: str) -> str | None:
    """The article that a file held alone when it was imported, whatever it holds now."""
    try:
        path = printable(os.path.realpath(name))
    except ValueError:  # a null character
        return None
    places = (path, path + AMONG)
    return _held(view, {a for at in places for a in view.having(IMPORTED_FROM.value, at, ns.imports_graph(view.base))})


def _of_file(view: View, name: str) -> str | None:
    """By what the articles in it go by, as they are now: of several in one file, it is not stored whence they came."""
    from kg.article import read
    from kg.article.model import Article
    from kg.document import iri_of

    told = {iri_of(article, view.base) for article in read(name) if isinstance(article, Article)}
    found = sorted(iri for iri in told if _held(view, {iri}))
    if len(found) > 1:
        several = ", ".join(iri.rpartition("/")[2] for iri in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(f"this file holds {several}{more}", where=name, hint="give one of them")
    if not found:
        raise UsageError("the store holds no article of this file as it is now", where=name, hint=_LISTED)
    return found[0]


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name, or a null character in it
        return False


def _held(view: View, iris: set[str]) -> str | None:
    """The one article of these that the store holds; None where there is none or more than one."""
    held = [iri for iri in iris if next(iter(view.quads(ns.article_graph(iri))), None)]
    return held[0] if len(held) == 1 else None


def stored_article(view: View, article: str) -> StoredArticle:
    """One article of a store.

    Raises:
        UsageError: the store does not hold it.
        StoreError: its kept text is damaged.
    """
    own = list(view.quads(ns.article_graph(article)))
    if not own:
        raise UsageError(f"no article <{article}> in the store", hint=_LISTED)
    meta: dict[str, tuple[str, ...]] = {}
    for quad in own:
        if isinstance(quad.subject, NamedNode) and quad.subject.value == article:
            name = re.split(r"[/#]", quad.predicate.value)[-1]
            meta[name] = (*meta.get(name, ()), str(getattr(quad.object, "value", "")))
    kept, is_whole = _record(view, meta, own)
    described = list(view.described(_objects(own)))
    facts = read_facts((*own, *described, *view.described(_objects(described))), article)
    headings = tuple(Span(*span) for span in kept.get("headings", ()))
    return StoredArticle(article, facts, kept["text"], meta, tuple(kept.get("given", ())), is_whole, headings)


def _record(view: View, meta: Mapping[str, tuple[str, ...]], own: Iterable[Quad]) -> tuple[dict[str, Any], bool]:
    """The kept record of an article, and True; where its text is elsewhere what the graph has of it, and False."""
    try:
        kept = record(view, meta["keptText"][0])
        return kept, not kept.get("quoted")
    except MissingTextError:
        return {"text": _words(own)}, False


def _words(own: Iterable[Quad]) -> str:
    """The exact words of each piece of evidence at its place, and blanks between them."""
    evidence: dict[str, dict[str, str]] = {}
    for quad in own:
        name = quad.predicate.value.removeprefix(ns.KG)
        if name in ("start", "end", "exact") and isinstance(quad.object, Literal):
            evidence.setdefault(str(quad.subject), {})[name] = quad.object.value
    pieces = sorted((int(piece["start"]), piece["exact"]) for piece in evidence.values() if "exact" in piece)
    text = ""
    for start, exact in pieces:
        text = text[:start].ljust(start) + exact + text[start + len(exact) :]
    return text


def _objects(quads: Iterable[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode) and quad.predicate != _MEMBER_OF}
