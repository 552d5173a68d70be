"""The paragraphs of a page that read as an article's, found apart from any extraction: what that is held against."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from kg.article import clean
from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.page.titles import folded
from kg.article.page.tree import text

_ASIDE: Final = frozenset(
    {"nav", "aside", "footer", "form", "figure", "figcaption", "table", "button", "dialog", "noscript", "script"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "ul", "ol", "li", "dl", "h1", "h2", "h3", "h4"}
)
_LISTS: Final = frozenset({"ul", "ol", "dl"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_FEWEST_WORDS: Final = 8
_FEWEST_LINKED: Final = 3
_MOST_LINKED: Final = 0.5
_WHOLLY_LINKED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in the page, and where."""

    text: str
    place: HtmlElement


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
    for run in _runs(root):
        line = squeeze("".join(run.parts))
        if _is_of_article(line) and run.linked <= _MOST_LINKED * len(line):
            found.setdefault(line, Paragraph(line, _place(run.block)))
    return list(found.values())


@dataclass(slots=True)
class _Run:
    """Text between two borders of blocks."""

    block: HtmlElement
    parts: list[str]
    linked: int = 0

    def add(self, text: str | None, *, is_linked: bool) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text) * is_linked


def _runs(root: HtmlElement) -> Iterator[_Run]:
    """The runs of text in a page outside of asides; as events, as what strangers nest may be deeper than the stack."""
    run, blocks, links = _Run(root, []), [root], 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_border = element.tag in _BLOCKS or element.tag == "br" or element.tag in _ASIDE
        if is_border:
            yield run
        if event == "start":
            blocks += [element] if element.tag in _BLOCKS else []
            links += element.tag == "a"
            if element.tag in _ASIDE:
                walk.skip_subtree()
        else:
            links -= element.tag == "a"
            if element.tag in _BLOCKS:
                blocks.pop()
        if is_border:
            run = _Run(blocks[-1], [])
        if event == "end" and element is not root:
            run.add(element.tail, is_linked=links > 0)
        elif event == "start" and element.tag not in _ASIDE:
            run.add(element.text, is_linked=links > 0)
    yield run


def _place(block: HtmlElement) -> HtmlElement:
    """Where the paragraphs of the same text stand: around a block of its own, in one that is parted by others."""
    is_parted = any(child.tag in _BLOCKS or child.tag == "br" for child in block)
    parent = block.getparent()
    return block if is_parted or parent is None else parent


def _is_of_article(line: str) -> bool:
    is_long = len(line.split(maxsplit=_FEWEST_WORDS)) > _FEWEST_WORDS
    return is_long and clean.is_prose(line) and not clean.is_boilerplate(line)


def lost(page: Sequence[Paragraph], lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that lines lack though they have others from the same place."""
    held = Held(lines)
    missing = [part for part in page if part.text not in held]
    kept = set(page).difference(missing)
    places = Counter(part.place for part in kept)
    lacking = Counter(part.place for part in missing)
    around = {place.getparent() for place in places}.union(places)
    return [part for part in missing if _is_near(part, around) and _is_of_text(part.place, places, lacking)]


def _is_near(part: Paragraph, places: Collection[HtmlElement]) -> bool:
    return part.place in places or part.place.getparent() in places


def _is_of_text(place: HtmlElement, kept: Mapping[HtmlElement, int], missing: Mapping[HtmlElement, int]) -> bool:
    """Whether a place may lack something: a list of which little was found is one of other articles, this one among."""
    return place.tag not in _LISTS or kept[place] > missing[place]


def together(page: Sequence[Paragraph]) -> int:
    """Characters of the largest text: paragraphs of one place, unless linked headings stand between them."""
    places: dict[HtmlElement, list[Paragraph]] = {}
    for paragraph in page:
        places.setdefault(paragraph.place, []).append(paragraph)
    sizes = (
        sum(len(part.text) for part in parts) for place, parts in places.items() if not _is_listing(place, len(parts))
    )
    return max(sizes, default=0)


def _is_listing(place: HtmlElement, parts: int) -> bool:
    linked = sum(next(child.iter("a"), None) is not None for child in place if child.tag in _HEADINGS)
    return linked > _FEWEST_LINKED and linked * 2 > parts


def linked(root: HtmlElement) -> frozenset[str]:
    """The blocks, folded, that are nothing but a link."""
    blocks = (block for block in root.iter("p", "li", *_HEADINGS) if next(block.iter("a"), None) is not None)
    return frozenset(folded(text(block)) for block in blocks if _is_linked(block, _WHOLLY_LINKED))


def is_menu(element: HtmlElement) -> bool:
    """Whether an element has links, and next to no other text."""
    return next(element.iter("a"), None) is not None and _is_linked(element, _WHOLLY_LINKED)


def _is_linked(element: HtmlElement, most: float = _MOST_LINKED) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > most * len("".join(element.itertext()))
