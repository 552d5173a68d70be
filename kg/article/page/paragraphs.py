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
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "ul", "ol", "li", "dl", "h1", "h2", "h3", "h4"}
)
_LEAVES: Final = frozenset({"div", "section", "article", "blockquote"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_FEWEST_WORDS: Final = 8
_FEWEST_LINKED: Final = 3
_MOST_LINKED: Final = 0.5
_WHOLLY_LINKED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in the page, and where."""

    text: str
    parent: HtmlElement


class Held:
    """What lines say, whatever their breaks, blanks and marks."""

    def __init__(self, lines: Sequence[Line]) -> None:
        folded_ = [folded(line.text) for line in lines]
        self._lines, self._text, self._at = frozenset(folded_), "".join(folded_), 0

    def __contains__(self, text: str) -> bool:
        if self.has_line(text):
            return True
        sought = folded(text)
        # What is asked for mostly stands behind what was asked for last.
        at = self._text.find(sought, self._at)
        at = self._text.find(sought) if at < 0 else at
        self._at = max(at, 0)
        return at >= 0

    def has_line(self, text: str) -> bool:
        """Whether one of the lines says just this."""
        return folded(text) in self._lines


def paragraphs(root: HtmlElement) -> list[Paragraph]:
    """The paragraphs of whole sentences, each text once; none of menus, forms, asides, tables or lists of links."""
    found: dict[str, Paragraph] = {}
    for element in _outside(root, _ASIDE):
        line = text(element)
        if _is_of_article(line) and not _is_linked(element):
            found.setdefault(line, Paragraph(line, element.getparent()))
    return list(found.values())


def _is_of_article(line: str) -> bool:
    is_long = len(line.split(maxsplit=_FEWEST_WORDS)) > _FEWEST_WORDS
    return is_long and clean.is_prose(line) and not clean.is_boilerplate(line)


def lost(page: Sequence[Paragraph], lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that lines lack though they have others from the same place."""
    held = Held(lines)
    missing = [part for part in page if part.text not in held]
    kept = set(page).difference(missing)
    places = {place for part in kept for place in (part.parent, part.parent.getparent())}
    return [part for part in missing if {part.parent, part.parent.getparent()} & places]


def together(page: Sequence[Paragraph]) -> int:
    """Characters of the largest text: paragraphs of one place, unless linked headings stand between them."""
    places: dict[HtmlElement, list[Paragraph]] = {}
    for paragraph in page:
        places.setdefault(paragraph.parent, []).append(paragraph)
    sizes = (
        sum(len(part.text) for part in parts) for place, parts in places.items() if not _is_listing(place, len(parts))
    )
    return max(sizes, default=0)


def _is_listing(place: HtmlElement, parts: int) -> bool:
    linked = sum(next(child.iter("a"), None) is not None for child in place if child.tag in _HEADINGS)
    return linked > _FEWEST_LINKED and linked * 2 > parts


def _outside(root: HtmlElement, tags: frozenset[str]) -> Iterator[HtmlElement]:
    """The "p" of a page that stand in none of these; with a stack of its own, as pages nest deeply."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in tags:
            continue
        if element.tag == "p" or (
            element.tag in _LEAVES and next(element.iter(*_BLOCKS - {element.tag}), None) is None
        ):
            yield element
        else:
            stack.extend(reversed(element))


def linked(root: HtmlElement) -> frozenset[str]:
    """The blocks, folded, that are nothing but a link."""
    blocks = (block for block in root.iter("p", "li", *_HEADINGS) if next(block.iter("a"), None) is not None)
    return frozenset(folded(text(block)) for block in blocks if _is_linked(block, _WHOLLY_LINKED))


def _is_linked(element: HtmlElement, most: float = _MOST_LINKED) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > most * len("".join(element.itertext()))
