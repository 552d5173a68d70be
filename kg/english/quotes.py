"""Quotations: the stretches of a text between quotation marks, whatever their style."""

import re
from collections.abc import Sequence

from kg.document import Document
from kg.spans import Span

# Two apostrophes or grave accents stand for a double mark in agency copy.
_DOUBLE = re.compile(r"[“”„«»\"]|``|''|‘‘|’’")
_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_EITHER = frozenset({'"', "''"})
# Marks with which a quotation may open, of one letter or two.
MARKS = _OPENING | _EITHER | {"‘", "'"}


def quotations(document: Document) -> tuple[Span, ...]:
    """What stands between quotation marks in the paragraphs, without the marks, in reading order, outermost only.

    A quotation that is not closed in its paragraph (the next one opens again) runs to the paragraph's end.
    """
    found: list[Span] = []
    paragraphs = document.paragraphs
    for index, paragraph in enumerate(paragraphs):
        reopened = index + 1 < len(paragraphs) and _opens(document.text, paragraphs[index + 1])
        doubles = _doubles(document.text, paragraph, reopened=reopened)
        found.extend(doubles)
        singles = _singles(document.text, paragraph)
        found.extend(s for s in singles if not any(d.start - 1 <= s.start and s.end <= d.end + 1 for d in doubles))
    return tuple(sorted(span for span in found if span.end > span.start))


def goes_on(document: Document, quotation: Span) -> bool:
    """Whether a quotation is left open at the end of its paragraph, to go on in the next one."""
    paragraph = document.paragraph_at(quotation.start)
    return paragraph >= 0 and document.paragraphs[paragraph].end == quotation.end


def _opens(text: str, paragraph: Span) -> bool:
    mark = _DOUBLE.match(text, paragraph.start)
    return mark is not None and mark.group() not in _CLOSING


def _doubles(text: str, within: Span, *, reopened: bool) -> list[Span]:
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in _DOUBLE.finditer(text, within.start, within.end):
        mark = match.group()
        if opened is None:
            if mark in _OPENING or (mark in _EITHER and not text[match.end() : match.end() + 1].isspace()):
                opened = match.end(), mark
        elif mark in _CLOSING or mark in _EITHER or (opened[1] == "„" and mark == "“"):
            found.append(Span(opened[0], match.start()))
            opened = None
    # A straight mark without its fellow may be a slip, or stand for inches.
    if opened is not None and (reopened or opened[1] not in _EITHER):
        found.append(Span(opened[0], within.end))
    return found


_SINGLE_OPEN = re.compile(r"(?:‘|(?<![\w.,!?])['](?=\w))")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")


def _singles(text: str, within: Span) -> list[Span]:
    """Quotations in single marks; the apostrophe of "states’ rights" closes none while another mark follows."""
    found, at = [], within.start
    while (start := _SINGLE_OPEN.search(text, at, within.end)) is not None:
        following = _SINGLE_OPEN.search(text, start.end(), within.end)
        limit = following.start() if following else within.end
        closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, start.end(), limit)]
        if not closes:
            at = start.end()
            continue
        end = closes[0]
        if text[end - 1] == "s" and len(closes) > 1 and re.match(r"\s[a-z]", text[end + 1 : end + 3]):
            end = closes[1]
        found.append(Span(start.end(), end))
        at = end + 1
    return found


def covered(spans: tuple[Span, ...], quoted: Sequence[Span]) -> float:
    """The share of the characters of ``spans`` that stand in quotations, 0 to 1."""
    total = sum(end - start for start, end in spans)
    inside = sum(max(0, min(end, q.end) - max(start, q.start)) for start, end in spans for q in quoted)
    return inside / total if total else 0.0
