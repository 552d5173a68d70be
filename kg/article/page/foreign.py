"""What stands in a page and is none of its article: taken out before its text is looked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from lxml.html import HtmlElement

from kg.article.page.titles import folded
from kg.article.page.tree import text
from kg.datafile import any_of, hold_known, read_words

_TABLE: Final = Path(__file__).with_name("places.yaml")
_MOST: Final = 0.6
"""Of a page's text, more of which no foreign part is: pages whose every part stands under such a name."""

_MOST_AFTER: Final = 0.5
"""Of the text above a heading of other articles: what follows it and is more is the article's own, going on."""

_MOST_HEADINGS: Final = 20
"""Of comments and other articles that are looked at: each costs a look at all around it."""

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTS: Final = ("div", "section", "ol", "ul", "aside", "p", "span", "dialog", "amp-consent", "li", "form")
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK: Final = ("del", "s", "strike")
_NOTE: Final = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|note \d{1,3})\s*[\])]?\s*", re.IGNORECASE)
_POWER: Final = re.compile(r"(?:\b(?:[cdkm]?m|km|mi|ft|in|sq|yd)|(?<!\d)\d{1,3})\Z")
"""After which a raised number is an exponent."""

_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def take_out(root: HtmlElement, title: str | None) -> None:
    """Takes out of a page what is hidden, struck, of readers, of machines, or of other articles.

    What holds a main heading, or most of the page's text, stays, whatever it is called.

    Args:
        root: the page, without scripts.
        title: of its article.
    """
    for number in list(root.iter("sup")):
        _raise(number)
    most = len(text(root)) * _MOST
    for find in (_struck, _hidden, _named, _below_headings):
        _drop(list(find(root)), most)
    _drop_all(_further_articles(root, title))


def _drop(elements: Sequence[HtmlElement], most: float) -> None:
    _drop_all([e for e in elements if e.tag != "h1" and e.find(".//h1") is None and len(text(e)) < most])


def _drop_all(elements: Sequence[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _struck(root: HtmlElement) -> Iterator[HtmlElement]:
    yield from root.iter(*_STRUCK)


def _hidden(root: HtmlElement) -> Iterator[HtmlElement]:
    classes = _patterns("hidden", "classes")
    for element in root.iter(*_PARTS):
        is_hidden = element.get("hidden") not in (None, "until-found") or _UNSEEN.search(element.get("style", ""))
        if is_hidden or classes.search(element.get("class", "")):
            yield element


def _named(root: HtmlElement) -> Iterator[HtmlElement]:
    kinds = [_patterns(kind, "classes") for kind in ("comments", "consent", "others")]
    for element in root.iter(*_PARTS):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag == "amp-consent" or (names.strip() and any(kind.search(names) for kind in kinds)):
            yield element


def _below_headings(root: HtmlElement) -> Iterator[HtmlElement]:
    """Headings of comments and of other articles, with what follows them."""
    comments, others = _patterns("comments", "headings"), _patterns("others", "headings")
    named = ((heading, text(heading).rstrip(":")) for heading in root.iter(*_HEADINGS[1:]))
    found = ((heading, name) for heading, name in named if comments.fullmatch(name) or others.fullmatch(name))
    for heading, name in islice(found, _MOST_HEADINGS):
        yield heading
        yield from _until_next(heading) if comments.fullmatch(name) else _leading_elsewhere(heading)


def _leading_elsewhere(heading: HtmlElement) -> Sequence[HtmlElement]:
    """What is of other articles below their heading: links, or at the end of a text what is told of them."""
    below = list(_until_next(heading))
    if links := list(takewhile(_is_linked, below)):
        return links
    before = sum(len(text(element)) for element in heading.itersiblings(preceding=True))
    return below if sum(len(text(element)) for element in below) <= _MOST_AFTER * before else []


def _until_next(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What follows a heading, up to the next one of its rank."""
    ranks = _HEADINGS[: _HEADINGS.index(heading.tag) + 1]
    for element in heading.itersiblings():
        if element.tag in ranks or next(element.iter(*ranks), None) is not None:
            return
        yield element


def _is_linked(element: HtmlElement) -> bool:
    linked = sum(len(text(link)) for link in element.iter("a"))
    return linked * 2 > len(text(element))


def _further_articles(root: HtmlElement, title: str | None) -> list[HtmlElement]:
    """Articles beside the page's own, each below a main heading, as pages without end load them."""
    own = dict.fromkeys(element for element in root.iter("article") if element.find(".//h1") is not None)
    beside = [element for element in own if own.keys().isdisjoint(element.iterancestors("article"))]
    heads = [folded(text(element.find(".//h1"))) for element in beside]
    if len(set(heads)) < len(beside) or len(beside) <= 1:
        return []
    kept = heads.index(folded(title)) if title and folded(title) in heads else 0
    return [element for number, element in enumerate(beside) if number != kept]


def _raise(sup: HtmlElement) -> None:
    """Makes a raised number one that stays so, as it would join the word or the number before it; notes go."""
    said, before = text(sup), _before(sup)
    if not _NOTE.fullmatch(said):
        return
    is_number = said.lstrip("-").isdecimal()
    if is_number and next(sup.iter("a"), None) is None and _POWER.search(before):
        for child in list(sup):
            child.drop_tag()
        sup.text = said.translate(_RAISED)
        sup.drop_tag()
    elif before[-1:].strip():
        sup.drop_tree()


def _before(element: HtmlElement) -> str:
    """The text that stands right before an element."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "") or text(previous)
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = read_words(_TABLE)
    hold_known(table, ("comments", "consent", "hidden", "others"), str(_TABLE))
    for name, entry in table.items():
        hold_known(entry, ("classes", "headings"), f"{_TABLE}, {name}")
    return table


@cache
def _patterns(kind: str, of: str) -> re.Pattern[str]:
    return any_of(_table()[kind][of])
