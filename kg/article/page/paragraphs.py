"""The paragraphs of a page that read as an article's, found apart from any extraction: what that is held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from kg.article import clean
from kg.article.assembly import Line
from kg.article.page.titles import folded
from kg.article.page.tree import text

_ASIDE: Final = frozenset(
    {"nav", "aside", "footer", "form", "figure", "figcaption", "table", "button", "dialog", "noscript", "script"}
)
_BLOCKS: Final = frozenset({"p", "div", "section", "article", "main", "blockquote", "ul", "ol", "li", "dl", "h1", "h2", "h3", "h4"})
_LEAVES: Final = frozenset({"div", "section", "article", "blockquote"})
_FEWEST_WORDS: Final = 8
_MOST_LINKED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in the page, and where."""

    text: str
    parent: HtmlElement


def paragraphs(root: HtmlElement) -> list[Paragraph]:
    """The paragraphs of whole sentences, each text once; none of menus, forms, asides, tables or lists of links."""
    found: dict[str, Paragraph] = {}
    for element in _outside(root, _ASIDE):
        line = text(element)
        if len(line.split(maxsplit=_FEWEST_WORDS)) > _FEWEST_WORDS and clean.is_prose(line) and not _is_linked(element):
            if not clean.is_boilerplate(line):
                found.setdefault(line, Paragraph(line, element.getparent()))
    return list(found.values())


def lost(page: Sequence[Paragraph], lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that lines lack though they have others from the same place."""
    had = folded(" ".join(line.text for line in lines))
    kept = [paragraph for paragraph in page if folded(paragraph.text) in had]
    places = {place for paragraph in kept for place in (paragraph.parent, paragraph.parent.getparent())}
    return [part for part in page if {part.parent, part.parent.getparent()} & places and folded(part.text) not in had]


def _outside(root: HtmlElement, tags: frozenset[str]) -> Iterator[HtmlElement]:
    """The "p" of a page that stand in none of these; with a stack of its own, as pages nest deeply."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in tags:
            continue
        if element.tag == "p" or (element.tag in _LEAVES and next(element.iter(*_BLOCKS - {element.tag}), None) is None):
            yield element
        else:
            stack.extend(reversed(element))


def _is_linked(element: HtmlElement) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > _MOST_LINKED * len("".join(element.itertext()))
