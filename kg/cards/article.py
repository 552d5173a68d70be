"""An article: what is known of it, and its facts, one a line."""

from dataclasses import dataclass

from kg import describe
from kg.errors import UsageError
from kg.store import View
from kg.stored import stored_article


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in one line; ``standing`` tells whose word it is where it is not the article's own."""

    iri: str
    id: str
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article; what it does not tell is None.

    Attributes:
        outlet: who published it and when, in words.
        rights: what its publisher reserves.
    """

    iri: str
    title: str | None
    outlet: str
    url: str | None
    rights: tuple[str, ...]
    facts: tuple[Line, ...]
    language: str | None = None


def article(view: View, iri: str) -> ArticleCard:
    """A stored article.

    Raises:
        UsageError: the store does not hold it.
    """
    if not iri.startswith(f"{view.base}article/") or "#" in iri:
        raise UsageError(f"<{iri}> is no article")
    stored = stored_article(view, iri)
    lines = (
        Line(f"{iri}#{fact.id}", fact.id, type(fact).__name__.lower(), describe.line(stored, fact))
        for fact in stored.facts.all
    )
    rights = stored.meta.get("rights", ())
    return ArticleCard(
        iri,
        stored.first("headline"),
        describe.published(stored),
        stored.first("url"),
        rights,
        tuple(lines),
        stored.first("inLanguage"),
    )
