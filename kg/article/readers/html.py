"""HTML: one article a page."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from lxml.html import HtmlElement

from kg.article import sources
from kg.article.assembly import Line, assemble
from kg.article.labels import Labels
from kg.article.model import Article
from kg.article.page import charset, dates, foreign, maintext, refusals, tree
from kg.article.page.about import About, about
from kg.article.page.canonical import has_more_pages
from kg.article.page.titles import folded
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError

_log = logging.getLogger(__name__)

_NEAR: Final = timedelta(days=2)
"""What a line and an address tell of one day may differ by zones and midnight."""


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a page."""
    try:
        yield _article(source, options)
    except RefusedError as refused:
        yield refused


def _article(source: Source, options: Options) -> Article:
    root = tree.parsed(charset.decoded(sources.whole(source.file, source.name), source, options), source.name)
    told = about(root, source)
    visible = tree.without_scripts(root)
    foreign.take_out(root, told.title)
    lines = maintext.lines(root, told.article, source.name)
    refusals.refuse(refusals.Seen(root, told, lines, visible), source.name)
    if refusals.is_part(told, lines):
        _log.warning(
            "%s: the page says that it is not free to read, so that only a part of it may be there", source.name
        )
    if has_more_pages(root, told.address):
        _log.warning("%s: this is one page of several: only this one is read", source.name)
    article = assemble(_without_title(lines, told.title), source.name, _labels(told))
    return _with(article if told.published else _dated(article, root, source), told)


def _dated(article: Article, root: HtmlElement, source: Source) -> Article:
    """The article of a page that declares no time: with that of its lines, else of its address, else a marked day."""
    fetched = source.fetched or datetime.now(UTC)
    day = dates.in_address(article.url, fetched)
    if article.published and (day is None or abs(article.published - day) <= _NEAR):
        return article
    return replace(article, published=day or dates.found(root, fetched))


def _labels(told: About) -> Labels:
    """What is known before the lines are read, so that they find the rest."""
    return Labels(
        published=told.published, publisher=told.publisher, section=told.section, title=told.title, url=told.address
    )


def _with(article: Article, told: About) -> Article:
    """The article as its page tells of it, where its lines tell otherwise."""
    return replace(
        article,
        modified=told.modified or article.modified,
        byline=told.byline or article.byline,
        keywords=told.keywords or article.keywords,
        language=told.language or article.language,
        rights=told.rights,
        restrictions=told.restrictions,
    )


def _without_title(lines: Sequence[Line], title: str | None) -> list[Line]:
    """The lines without the title's own, and without headings that nothing stands below."""
    kept = [line for line in lines if not title or folded(line.text) != folded(title)]
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept
