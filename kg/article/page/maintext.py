"""The main text of a page as lines that know what they are."""

import logging
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.model import BlockKind

# It says on its own what becomes a refusal of ours.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_KINDS: Final[dict[str, BlockKind | None]] = {"head": "heading", "item": "paragraph"}
_BLOCKS: Final = frozenset({"p", "head", "item", "list", "quote", "table", "row", "cell", "code", "div", "ab", "done"})


def extracted(root: HtmlElement, *, recall: bool = False) -> list[Line]:
    """The main text as trafilatura finds it."""
    document = bare_extraction(root, include_comments=False, include_tables=False, favor_recall=recall)
    return list(_lines(document.body)) if document is not None else []


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


def joined(lines: list[str]) -> list[str]:
    """Lines between breaks: a break within a sentence is none."""
    found: list[str] = []
    for raw in lines:
        line = squeeze(raw)
        if line and found and line[0].islower() and not re.search(r"[.!?…:;][\"”’)\]]*$", found[-1]):
            found[-1] += f" {line}"
        elif line:
            found.append(line)
    return found
