"""The text in a field of somebody's record, which may be plain, HTML, or either with its entities written twice."""

import html
import re
from typing import Final

from kg.article import clean, markup
from kg.article.assembly import Line, marked_line

_TAG: Final = re.compile(
    r"<(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|table|figure|img|section|article)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"<(?:p|br|div|li)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_ESCAPED_TAG: Final = re.compile(r"&(?:amp;)*lt;(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|li)\b", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_TIMES: Final = 3
"""As often as entities are written again: by an editor, by a feed, by whoever collected it."""


def lines(text: str) -> list[Line]:
    """The paragraphs and headings."""
    for _ in range(_MOST_TIMES):
        if _TAG.search(text) or not _ESCAPED_TAG.search(text):
            break
        text = html.unescape(text)
    if _TAG.search(text):
        # Words with a link or an emphasis among them are no HTML: there blank lines part paragraphs.
        chunks = [text] if _PARAGRAPH.search(text) else _BLANK_LINE.split(text)
        return [Line(unescaped(line.text), line.kind) for chunk in chunks for line in markup.lines(chunk)]
    return [marked_line(unit) for unit in clean.units(unescaped(text))]


def unescaped(text: str) -> str:
    """The words of a text in which entities were left, once or twice: "Smith &amp;amp; Sons"."""
    for _ in range(_MOST_TIMES):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def line(text: str) -> str:
    """The words of a field of one line, such as a title, without markup."""
    return clean.squeeze(" ".join(line.text for line in lines(text)))
