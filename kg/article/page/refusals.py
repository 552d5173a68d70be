"""Pages that are no article, told by what they are instead."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from kg.article import clean
from kg.article.assembly import Line
from kg.article.page.about import About
from kg.article.page.paragraphs import paragraphs, together
from kg.article.page.tree import text
from kg.datafile import any_of, hold_known, read_words
from kg.errors import RefusedError

_TABLE: Final = Path(__file__).with_name("phrases.yaml")
_LOOKED_FOR: Final = ("shown", "said", "beside", "titles", "links")
_TEASER: Final = 350
"""Characters of whole sentences; a page of so few that tells where the rest is to be had is but a teaser."""

_FEW: Final = 600
"""Of a page that can still be something else than an article, if it says so."""

_SHORT: Final = 1_500
_HEADINGS: Final = 8
_TEASERS: Final = 4
_SAID_WITHIN: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Kind:
    what: str
    advice: str
    shown: re.Pattern[str] | None = None
    said: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    titles: re.Pattern[str] | None = None
    links: re.Pattern[str] | None = None


@cache
def _kinds() -> Mapping[str, _Kind]:
    kinds = {}
    for name, entry in read_words(_TABLE).items():
        hold_known(entry, ("what", "advice", *_LOOKED_FOR), f"{_TABLE}, {name}")
        patterns = {key: any_of(entry[key]) for key in _LOOKED_FOR if key in entry}
        kinds[name] = _Kind(entry["what"], entry["advice"], **patterns)
    return kinds


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is judged by.

    Attributes:
        root: its elements.
        about: what it tells of itself.
        lines: its main text.
        visible: all of its text, with what is shown where no scripts run.
    """

    root: HtmlElement
    about: About
    lines: Sequence[Line]
    visible: str


def refuse(seen: Seen, where: str) -> None:
    """Refuses a page that is no article; ``where`` is what the refusal names.

    Raises:
        RefusedError: it is a list of links, a home page, an error, a wall, or has no text.
    """
    size = prose(seen.lines)
    if size < _FEW and (kind := _instead(seen, size)):
        raise RefusedError(kind.what, where=where, hint=kind.advice)
    if _is_list(seen.root, seen.about):
        kind = _kinds()["list"]
        raise RefusedError(kind.what, where=where, hint=kind.advice)
    if not size:
        hint = "give its text as plain text if it has one"
        raise RefusedError("there is no article in this page", where=where, hint=hint)


def prose(lines: Sequence[Line]) -> int:
    """Characters of whole sentences that are the article's."""
    return sum(len(line.text) for line in lines if clean.is_prose(line.text) and not clean.is_boilerplate(line.text))


def is_part(about: About, lines: Sequence[Line]) -> bool:
    """Whether what is not free to read was most likely sent in part."""
    return about.is_free is False and prose(lines) < _SHORT


def _instead(seen: Seen, size: int) -> _Kind | None:
    """What a page of little text is instead of an article."""
    if seen.about.is_free is False and size < _TEASER:
        return _kinds()["paywall"]
    if not size and any(element.get("type") == "password" for element in seen.root.iter("input")):
        return _kinds()["login"]
    headings = [seen.about.title or "", *(text(element) for element in seen.root.iter("title", "h1"))]
    for kind in _kinds().values():
        if kind.shown and any(kind.shown.search(heading) for heading in headings):
            return kind
        if size < _TEASER and (_is_said(kind, seen, size) or _is_beside(kind, seen)):
            return kind
    return None


def _is_said(kind: _Kind, seen: Seen, size: int) -> bool:
    """Whether the better part of a text says it, or anything that is visible where there is no text."""
    if kind.said is None:
        return False
    if not size:
        return bool(kind.said.search(seen.visible[:_SAID_WITHIN]))
    return 2 * prose([line for line in seen.lines if kind.said.search(line.text)]) >= size


def _is_beside(kind: _Kind, seen: Seen) -> bool:
    is_told = kind.beside is not None and seen.about.is_free is None
    return is_told and bool(kind.beside and kind.beside.search(seen.visible[:_SAID_WITHIN]))


def _is_list(root: HtmlElement, about: About) -> bool:
    """A page of many linked headings, with no text beside them of any length, that does not call itself an article."""
    if about.kinds & {"articles", "og:article"}:
        return False
    titles, links = _kinds()["list"].titles, _kinds()["list"].links
    if titles and any(titles.search(text(heading)) for heading in root.iter("title", "h1")):
        return True
    is_front = "lists" in about.kinds or (about.address is not None and urlsplit(about.address).path in ("", "/"))
    if together(paragraphs(root)) > (_SHORT if is_front else _FEW):
        return False
    teasers = sum(_is_teaser(element) for element in root.iter("article"))
    onward = sum(bool(links and links.fullmatch(text(link))) for link in root.iter("a"))
    if max(teasers, onward) >= _TEASERS:
        return True
    headings = sum(_links(heading) and len(text(heading).split()) > 2 for heading in root.iter("h1", "h2", "h3", "h4"))
    return max(headings, sum(_links(item) for item in root.iter("li"))) >= _HEADINGS


def _is_teaser(article: HtmlElement) -> bool:
    return any(_links(heading) for heading in article.iter("h2", "h3", "h4"))


def _links(element: HtmlElement) -> bool:
    """Whether an element is within a link, or holds nothing but one."""
    parent = element.getparent()
    link = next(element.iter("a"), None)
    return (parent is not None and parent.tag == "a") or (link is not None and len(text(link)) * 2 > len(text(element)))
