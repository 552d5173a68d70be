"""Quotations: the stretches of a text between quotation marks, whatever their style."""

import re

from kg.document import Document
from kg.spans import Span

_OPEN_DOUBLE = "“„«"
_CLOSE_DOUBLE = "”»"


def quotations(document: Document) -> tuple[Span, ...]:
    """What stands between quotation marks in the paragraphs, without the marks, in reading order, outermost only.

    A quotation that is not closed in its paragraph (the next one opens again) runs to the paragraph's end.
    """
    found: list[Span] = []
    for paragraph in document.paragraphs:
        doubles = list(_doubles(document.text, paragraph))
        found.extend(doubles)
        singles = _singles(document.text, paragraph)
        found.extend(s for s in singles if not any(d.start <= s.start and s.end <= d.end for d in doubles))
    return tuple(sorted(span for span in found if span.end > span.start))


def _doubles(text: str, within: Span) -> list[Span]:
    found, opened = [], None
    for at in range(within.start, within.end):
        char = text[at]
        if char in _OPEN_DOUBLE or (char == '"' and opened is None):
            if opened is None:
                opened = at + 1
        elif opened is not None and (char in _CLOSE_DOUBLE or char == '"'):
            found.append(Span(opened, at))
            opened = None
    if opened is not None and text[opened - 1] != '"':
        found.append(Span(opened, within.end))
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


def covered(spans: tuple[Span, ...], quoted: tuple[Span, ...]) -> float:
    """The share of the characters of ``spans`` that stand in quotations, 0 to 1."""
    total = sum(end - start for start, end in spans)
    inside = sum(max(0, min(end, q.end) - max(start, q.start)) for start, end in spans for q in quoted)
    return inside / total if total else 0.0
