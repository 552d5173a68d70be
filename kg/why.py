"""Which rules made a fact: its article is read again without each of those that fired in its sentence.

The language model parses the article once; only the rules are asked again.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Literal

from kg.article.model import Article, Block
from kg.document import Document, documents
from kg.english.rule import Rule, firings, rules, without
from kg.errors import UsageError
from kg.extractor import Extractor, load_extractor
from kg.facts.identity import identified
from kg.facts.model import Facts, Statement, Time
from kg.graph.portable import portable
from kg.settings import Settings
from kg.spans import Span, Words
from kg.stored import Fact, StoredArticle

_OF_OTHERS: Final = frozenset({"time", "reports", "happening"})
"""Fields of a fact with what is known of it by way of others."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule that made a fact, and what the fact would be without it."""

    rule: Rule[Any, Any]
    otherwise: Literal["missing", "another"]


def causes(stored: StoredArticle, fact: Fact, settings: Settings) -> list[Cause]:
    """The rules that made a fact of a stored article, in the order in which they are listed.

    Raises:
        UsageError: the text is not kept here, or the rules as they are now do not read this fact from it.
    """
    if not stored.is_whole:
        raise UsageError("its text is not kept here, and cannot be read again", where=stored.iri)
    extractor, document = load_extractor("rules"), _document(stored, settings)
    with without(*settings.without):
        return _causes(stored, fact, document, extractor)


def _causes(stored: StoredArticle, fact: Fact, document: Document, extractor: Extractor) -> list[Cause]:
    with firings() as fired:
        now = _read(document, extractor)
    known = _known(now, fact.id)
    if known is None:
        hint = "other rules, settings or a dateline that the text does not hold made it; import its article anew"
        raise UsageError(f"{fact.id} is not read from its text now", where=stored.iri, hint=hint)
    around = _sentences(document, fact)
    names = {firing.rule for firing in fired if document.parse.sentence[firing.token] in around}
    tried = [(rule, _otherwise(document, extractor, rule, fact, known)) for rule in rules() if rule.name in names]
    return [Cause(rule, otherwise) for rule, otherwise in tried if otherwise]


def _otherwise(
    document: Document, extractor: Extractor, rule: Rule[Any, Any], fact: Fact, known: object
) -> Literal["missing", "another"] | None:
    """What a fact would be without a rule; None for the same."""
    with without(rule.name):
        facts = _read(document, extractor)
    found = _known(facts, fact.id)
    if found is None:
        return "another" if any(_told_by(other) == _told_by(fact) for other in facts.all) else "missing"
    return "another" if found != known else None


def _read(document: Document, extractor: Extractor) -> Facts:
    return portable(identified(extractor(document), document.text))


def _known(facts: Facts, id: str) -> tuple[dict[str, Any], Time | None] | None:
    """All that a fact tells, save for which other facts there are."""
    fact = next((fact for fact in facts.all if fact.id == id), None)
    if fact is None:
        return None
    time = next((replace(time, id="") for time in facts.times if time.id == fact.time), None)
    told = {field.name: getattr(fact, field.name) for field in fields(fact)}  # type: ignore[arg-type]
    return {name: value for name, value in told.items() if name not in _OF_OTHERS}, time


def _told_by(fact: Fact) -> tuple[type, Words | None]:
    """The word that tells a fact."""
    return type(fact), fact.cue if isinstance(fact, Statement) else getattr(fact, "trigger", None)


def _sentences(document: Document, fact: Fact) -> set[int]:
    """The sentences that a fact's words and the word that tells it stand in."""
    parse, (_, word) = document.parse, _told_by(fact)
    spans = [(fact.start, fact.end), *([(word.start, word.end)] if word else [])]
    return {
        parse.sentence[token]
        for start, end in spans
        for token in range(len(parse))
        if parse.start[token] < end and start < parse.end[token]
    }


def _document(stored: StoredArticle, settings: Settings) -> Document:
    """The kept text, parsed as it was when it was imported."""
    published = None
    with suppress(ValueError, TypeError):
        published = datetime.fromisoformat(stored.first("datePublished") or "")
    article = Article(stored.iri, tuple(_blocks(stored)), title=stored.first("headline"), published=published)
    return replace(next(documents((article,), settings)), iri=stored.iri)


def _blocks(stored: StoredArticle) -> Iterator[Block]:
    at = 0
    for text in stored.text.split("\n\n"):
        heading = Span(at, at + len(text)) in stored.headings
        title = heading and at == 0 and text == stored.first("headline")
        yield Block("title" if title else "heading" if heading else "paragraph", text)
        at += len(text) + len("\n\n")
