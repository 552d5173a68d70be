"""The main text of a page as lines that know what they are, and whether it is all of it."""

import html
import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from kg.article import markup
from kg.article.assembly import Line
from kg.article.clean import is_prose, squeeze
from kg.article.model import BlockKind
from kg.article.page import jsonld
from kg.article.page.paragraphs import Held, Paragraph, is_menu, linked, lost, paragraphs
from kg.article.page.parting import in_order, joined, parted
from kg.article.page.titles import folded

_log = logging.getLogger(__name__)
# They say on their own what becomes a refusal of ours.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_KINDS: Final[dict[str, BlockKind | None]] = {"head": "heading", "item": "paragraph"}
_BLOCKS: Final = frozenset({"p", "head", "item", "list", "quote", "table", "row", "cell", "code", "div", "ab", "done"})
_LOST: Final = 0.12
"""Of 80 pages that people read out, two lack so much: each its lead, which stood beside the element of the rest."""

_LARGE: Final = 5_000
"""Elements of a page that trafilatura compares no more with other extractors, whose time grows with their square."""

_COVERED: Final = 0.95
_LONGER: Final = 1.3
_CLOCK: Final = re.compile(
    r"(?:(?:updated|posted)\s+)?(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_RUN_TOGETHER: Final = re.compile(r"(?<=[a-z\d][.!?])(?=[A-Z“])|(?<=[.!?][\"”])(?=[A-Z“])")


def lines(root: HtmlElement, article: jsonld.Node, where: str) -> list[Line]:
    """The main text of a page.

    Where the page has clearly more that belongs to it, another way of reading it that has all is taken; where none has,
    a warning tells how much may be missing.

    Args:
        root: the page, without scripts.
        article: what its JSON-LD tells of the article.
        where: what a warning names.
    """
    page = paragraphs(root)
    found = in_order(parted(_extracted(root), page, root), page)
    told = [_told(article.get("articleBody")), list(_posts(article))]
    if not _lacks(found, page, told):
        return _without_marks(found, root)
    for other in _others(root, told, page, found):
        if _covers(other, found) and not _lacks(other, page, told):
            return _without_marks(other, root)
    _log.warning(
        "%s: only a part of this page may be read: %d characters of some %d",
        where,
        _size(found),
        _expected(found, page, told),
    )
    return _without_marks(found, root)


def _others(
    root: HtmlElement, told: Sequence[list[Line]], page: Sequence[Paragraph], found: Sequence[Line]
) -> Iterator[list[Line]]:
    """Other ways of reading a page, each made only where it is asked for."""
    yield in_order(parted(_extracted(root, recall=True), page, root), page)
    yield from told
    yield _mended(page, found)


def _lacks(found: Sequence[Line], page: Sequence[Paragraph], told: Sequence[Sequence[Line]]) -> bool:
    missing = sum(len(part.text) for part in lost(page, found))
    return missing > _LOST * (missing + _size(found)) or any(_size(body) > _LONGER * _size(found) for body in told)


def _expected(found: Sequence[Line], page: Sequence[Paragraph], told: Sequence[Sequence[Line]]) -> int:
    return max(_size(found) + sum(len(part.text) for part in lost(page, found)), *map(_size, told))


def _size(found: Sequence[Line]) -> int:
    return sum(len(line.text) for line in found)


def _covers(other: Sequence[Line], found: Sequence[Line]) -> bool:
    """Whether another reading holds what this one does."""
    held = Held(other)
    return bool(other) and sum(len(line.text) for line in found if line.text in held) >= _COVERED * _size(found)


def _mended(page: Sequence[Paragraph], found: Sequence[Line]) -> list[Line]:
    """The lines with the paragraphs that they lack, each before the one that follows it in the page."""
    at = {folded(line.text): number for number, line in enumerate(found)}
    missing, before, waiting = set(lost(page, found)), dict[int, list[Line]](), list[Line]()
    for part in page:
        if part in missing:
            waiting.append(Line(part.text))
        elif (number := at.get(folded(part.text))) is not None:
            before.setdefault(number, []).extend(waiting)
            waiting = []
    return [line for number, own in enumerate(found) for line in (*before.get(number, ()), own)] + waiting


def _told(body: object) -> list[Line]:
    """The text that JSON-LD repeats, often without its paragraphs: then sentences without a blank between them part."""
    if not isinstance(body, str):
        return []
    text = html.unescape(html.unescape(body))
    if _TAG.search(text):
        broken = text if "<p" in text.lower() else text.replace("\n", "<br>")
        text = "\n".join(line.text for line in markup.lines(broken))
    parts = joined(re.split(r"\n+|\\n", text))
    return [Line(line) for part in parts for raw in _RUN_TOGETHER.split(part) if (line := squeeze(raw))]


def _posts(article: jsonld.Node) -> Iterator[Line]:
    """The posts of a live blog, in its order."""
    for post in jsonld.listed(article.get("liveBlogUpdate")):
        if isinstance(post, dict):
            if headline := jsonld.text(post.get("headline")):
                yield Line(headline, "heading")
            yield from _told(post.get("articleBody"))


def _without_marks(found: Sequence[Line], root: HtmlElement) -> list[Line]:
    """The lines without rules, links to other articles, and clock times, as posts of live blogs bear."""
    links = linked(root)
    return [
        line
        for line in found
        if re.search(r"\w", line.text.replace("_", ""))
        and not _CLOCK.fullmatch(line.text)
        and (folded(line.text) not in links or is_prose(line.text))
    ]


def _extracted(root: HtmlElement, *, recall: bool = False) -> list[Line]:
    """The main text as trafilatura finds it."""
    is_large = sum(1 for _ in islice(root.iter(), _LARGE)) == _LARGE
    document = bare_extraction(root, fast=is_large, include_comments=False, include_tables=False, favor_recall=recall)
    found = list(_lines(document.body)) if isinstance(document, Document) else []
    if len(found) != 1:
        return found
    blocks, line = _blocks(root), folded(found[0].text)
    return found if any(folded(block.text) == line for block in blocks) else blocks


def _blocks(root: HtmlElement) -> list[Line]:
    """All of a page but its menus, block by block: trafilatura makes a single line of one that it finds no parts in."""
    body = deepcopy(next(root.iter("article", "main"), root.find("body")))
    body.tail = None
    places = [*body.iter("nav", "footer", "aside", "form", "button", "dialog")]
    for place in (*places, *filter(is_menu, body.iter("td", "ul", "div", "p"))):
        if place.getparent() is not None:
            place.drop_tree()
    return markup.lines_of(body)


def _lines(body: etree._Element) -> Iterator[Line]:
    """The lines of trafilatura's tree."""
    parts: list[str] = []
    kinds: list[BlockKind | None] = [None]

    def end() -> Iterator[Line]:
        for line in joined("".join(parts).split("\n")):
            yield Line(line, kinds[-1])
        parts.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if event == "start":
            if is_block:
                yield from end()
                kinds.append(_KINDS.get(element.tag, kinds[-1]))
            parts.append("\n" if element.tag == "lb" else (element.text or "").replace("\n", " "))
            continue
        if is_block:
            yield from end()
            kinds.pop()
        if element is not body:
            parts.append((element.tail or "").replace("\n", " "))
    yield from end()
