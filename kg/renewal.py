"""Makes a new store of the texts that another one keeps: of one of a former model, or to read them as kg does now."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.article.model import Article, Block, BlockKind
from kg.document import iri_of
from kg.errors import KgError, MissingTextError, RefusedError
from kg.importing import Summary, import_articles
from kg.settings import Settings
from kg.store import EmbeddedView
from kg.store.kept import record

if TYPE_CHECKING:
    from kg.store import Store, View

_PARTING: Final = "\n\n"
_UNTOLD: Final = "its text is not kept here"

Given = tuple[tuple[str, str], ...]
"""What the importer told of articles that do not tell it themselves: setting and value."""


def renew(
    old: "View",
    settings: Settings,
    open_new: "Callable[[], AbstractContextManager[Store]]",
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Reads the articles of a store anew, from its kept texts and what its graph tells of them, into another store.

    Args:
        old: the store, of whatever model; it is only read.
        settings: how articles are read; ``base`` is that of the old store.
        open_new: opens the other store to write.
        progress: called after each article.

    Raises:
        StoreError: a store cannot be read or written.
    """
    summary = Summary()
    _carry(old, open_new)
    for given, articles in _by_given(old).items():
        # Nothing of the importer of today: an article without an outlet stays one.
        told: dict[str, Any] = {"publisher": None, "published": None, **dict(given)}
        anew = replace(settings, base=old.base, **told)
        import_articles(_articles(old, articles), anew, open_new, progress, summary=summary)
    return summary


def _carry(old: "View", open_new: "Callable[[], AbstractContextManager[Store]]") -> None:
    """Puts the curation file in force that is so in the old store, before the first article comes."""
    text = old.shelf.curation() if isinstance(old, EmbeddedView) else ""
    if text:
        with open_new() as new:
            if isinstance(new, EmbeddedView):
                new.shelf.keep_curation(text)
                new.shelf.carried_out()


def _by_given(old: "View") -> dict[Given, list[str]]:
    """The IRIs of the articles, by what their importer told of them; those without a text with the others."""
    found: dict[Given, list[str]] = {}
    for article in old.articles():
        stored = _Stored(old, article)
        try:
            given = stored.given()
        except MissingTextError:
            given = ()
        found.setdefault(given, []).append(article)
    return found


def _articles(old: "View", iris: Iterable[str]) -> Iterator[Article | KgError]:
    for iri in iris:
        try:
            yield _Stored(old, iri).article()
        except MissingTextError as error:
            yield RefusedError(error.what, where=iri, hint="import it anew from where it came")
        except KgError as error:
            yield RefusedError(error.what, where=iri, hint=error.hint)


class _Stored:
    """What a store tells of an article as it was before any curation, whatever model its facts are of."""

    def __init__(self, old: "View", iri: str) -> None:
        self._old, self._iri = old, iri
        own = NamedNode(iri)
        self._before = old.original(iri) if isinstance(old, EmbeddedView) else None
        quads = self._before or old.quads(ns.article_graph(iri))
        self._own = [quad for quad in quads if quad.subject == own]

    def article(self) -> Article:
        """The article as it was received, by its kept text.

        Raises:
            MissingTextError: the text is not kept here.
            RefusedError: the same IRI does not come of it.
        """
        record = self._record()
        title = self._first(ns.SCHEMA + "headline")
        article = Article(
            self._iri,
            _blocks(record, title),
            id=self._first(ns.DCTERMS + "identifier"),
            url=self._first(ns.SCHEMA + "url"),
            title=title,
            modified=_moment(self._first(ns.SCHEMA + "dateModified")),
            byline=tuple(self._all(ns.SCHEMA + "author")),
            section=self._first(ns.SCHEMA + "articleSection"),
            keywords=tuple(self._all(ns.SCHEMA + "keywords")),
            language=self._first(ns.SCHEMA + "inLanguage") or "en",
            rights=self._first(ns.DCTERMS + "rights"),
            restrictions=tuple(self._all(ns.KG + "restriction")),
            origin=self._first(ns.KG + "origin"),
            **self._told(record, by_itself=True),
        )
        outlet = self._outlet()
        for same in (article, replace(article, url=article.url and unquote(article.url))):
            # Of a text that tells no address and no id: by its outlet too, whoever told that; formerly by itself alone.
            for named in (replace(same, publisher=outlet), replace(same, publisher=None)):
                if iri_of(named, self._old.base) == self._iri:
                    return same
        raise RefusedError("what is stored of it gives another IRI", where=self._iri, hint="import it from its source")

    def given(self) -> Given:
        """What the importer told of it.

        Raises:
            MissingTextError: the text is not kept here.
        """
        told = self._told(self._record(), by_itself=False)
        return tuple(sorted((n, v.isoformat() if isinstance(v, datetime) else v) for n, v in told.items()))

    def _told(self, record: dict[str, Any], *, by_itself: bool) -> dict[str, Any]:
        """Outlet and moment of publication, as far as the article tells them itself, or else its importer."""
        published = _moment(self._first(ns.SCHEMA + "datePublished"))
        known = {"publisher": self._outlet(), "published": published}
        given = record.get("given", ())
        return {name: value for name, value in known.items() if value and (name in given) != by_itself}

    def _record(self) -> dict[str, Any]:
        sha = self._first(ns.KG + "keptText")
        if sha is None:
            raise MissingTextError(_UNTOLD, where=self._iri)
        kept = record(self._old, sha)
        if kept.get("quoted"):
            raise MissingTextError("only the words of its facts are kept", where=self._iri)
        return kept

    def _outlet(self) -> str | None:
        named = self._first(ns.SCHEMA + "publisher")
        known = self._before or (self._old.described([named]) if named else ())
        described = (quad for quad in known if named and quad.subject == NamedNode(named))
        return next(iter(_values(described, ns.RDFS + "label")), None)

    def _all(self, predicate: str) -> list[str]:
        return _values(self._own, predicate)

    def _first(self, predicate: str) -> str | None:
        return next(iter(self._all(predicate)), None)


def _values(quads: Iterable[Quad], predicate: str) -> list[str]:
    found = (quad.object for quad in quads if quad.predicate.value == predicate)
    return sorted(term.value for term in found if isinstance(term, NamedNode | Literal))


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _blocks(record: dict[str, Any], title: str | None) -> tuple[Block, ...]:
    """The text in its blocks: no block has a line break."""
    headings = {tuple(span) for span in record.get("headings", ())}
    blocks, start = [], 0
    for text in record["text"].split(_PARTING):
        kind: BlockKind = "paragraph"
        if (start, start + len(text)) in headings:
            kind = "title" if start == 0 and text == title else "heading"
        blocks.append(Block(kind, text))
        start += len(text) + len(_PARTING)
    return tuple(blocks)
