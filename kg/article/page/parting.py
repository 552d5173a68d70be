"""Blocks that an extraction ran together, parted again as they stand in the page."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from kg.article import markup
from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.page.paragraphs import Held, Paragraph
from kg.article.page.titles import folded

_ENDS: Final = (".", "!", "?", "…", ":", ";")
_MOST_STARTS: Final = 5
_MOST: Final = 50
"""Lines of one page that are looked for among its blocks."""


def parted(found: list[Line], page: Sequence[Paragraph], root: HtmlElement) -> list[Line]:
    """Lines, each at most one block of the page; as they are where none holds more.

    Args:
        found: the lines of an extraction.
        page: the paragraphs of the page.
        root: the page.
    """
    held = Held(found)
    if all(held.has_line(part.text) or part.text not in held for part in page):
        return found
    blocks = [(line.text, folded(line.text)) for line in markup.lines_of(deepcopy(root.find("body")))]
    known, left, parts = {sought for _, sought in blocks}, _MOST, []
    for line in found:
        if left and folded(line.text) not in known:
            left -= 1
            parts += [Line(text, line.kind) for text in joined(_parts(line.text, blocks) or _within(line.text, page))]
        else:
            parts.append(line)
    return parts


def _parts(line: str, blocks: Sequence[tuple[str, str]]) -> list[str]:
    """The blocks in a row, each with what it folds to, that a line is made of; none where it is not made of some."""
    sought = folded(line)
    starts = (first for first, (_, begin) in enumerate(blocks) if begin and sought.startswith(begin))
    for first in islice(starts, _MOST_STARTS):
        at, end = 0, first
        while at < len(sought) and end < len(blocks) and sought.startswith(blocks[end][1], at):
            at, end = at + len(blocks[end][1]), end + 1
        if at == len(sought):
            return [text for text, _ in blocks[first:end]]
    return []


def _within(line: str, page: Sequence[Paragraph]) -> list[str]:
    """The paragraphs in a line that has more of them than of anything else, menus and buttons; else the line."""
    sought = folded(line)
    found = [part.text for part in page if folded(part.text) in sought]
    return found if 2 * sum(map(len, found)) > len(line) else [line]


def in_order(found: Sequence[Line], page: Sequence[Paragraph]) -> list[Line]:
    """Lines, each paragraph of the page once and in the page's order, with what stands above each of them."""
    places = {folded(part.text): number for number, part in enumerate(page)}
    groups: dict[int, list[Line]] = {}
    above: list[Line] = []
    for line in found:
        place = places.get(folded(line.text))
        if place is None:
            above.append(line)
        elif place not in groups:
            groups[place] = [*above, line]
            above = []
    return [line for place in sorted(groups) for line in groups[place]] + above


def joined(raws: Sequence[str]) -> list[str]:
    """Lines between breaks, where a break within a sentence is none."""
    found: list[list[str]] = []
    for raw in raws:
        line = squeeze(raw)
        if line and found and line[0].islower() and not found[-1][-1].rstrip('"”’)]').endswith(_ENDS):
            found[-1].append(line)
        elif line:
            found.append([line])
    return [" ".join(parts) for parts in found]
