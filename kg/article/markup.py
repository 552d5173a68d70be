"""HTML that is an article's text as a whole, such as a feed or an agency carries it -> its headings and paragraphs."""

import re
from typing import Final

from lxml import etree, html

from kg.article.assembly import Line
from kg.article.clean import squeeze

_MOST_ATTRIBUTES: Final = 1_000
_VALUE: Final = re.compile(r"""=(?:"[^"]*+"|'[^']*+')""")
_TAG: Final = re.compile(r"""(?P<begin><[a-zA-Z][^\s<>/"']*+)(?:[^<>="']++|=(?:"[^"]*+"|'[^']*+')?+|["'])*+""")
_LEFT_OUT: Final = frozenset(
    {"script", "style", "noscript", "template", "iframe", "form", "button", "svg", "figure", "figcaption"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "blockquote", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "hr", "br",
     "dl", "dt", "dd", "header", "footer", "main", "aside", "body", "hl1", "hl2"}
)  # fmt: skip


def trimmed(markup: str) -> str:
    """HTML whose tags have attributes in numbers that occur: a parser compares each of a tag's with each."""
    return _TAG.sub(_trimmed, markup)


def _trimmed(tag: re.Match[str]) -> str:
    if len(tag[0]) <= _MOST_ATTRIBUTES:
        return tag[0]
    bare = _VALUE.sub("=v ", tag[0])
    return tag["begin"] if max(len(bare.split()), bare.count("=")) > _MOST_ATTRIBUTES else tag[0]


def lines(markup: str) -> list[Line]:
    """The text of some HTML, entities and all, a line for each paragraph or heading."""
    if not markup.strip():
        return []
    try:
        root = html.fragment_fromstring(trimmed(markup), create_parent="div")
    except etree.ParserError:  # nothing but comments
        return []
    return lines_of(root)


def lines_of(root: etree._Element) -> list[Line]:
    """The same of an element that is parsed already, of HTML or of an agency's XML."""
    found: list[Line] = []
    parts: list[str] = []

    def end(kind: str | None) -> None:
        if text := squeeze("".join(parts)):
            found.append(Line(text, "heading" if kind in _HEADINGS else None))
        parts.clear()

    # As events, not by recursion: what strangers nest may be deeper than the stack.
    for event, element in etree.iterwalk(root, events=("start", "end")):
        # Of what strangers write, some is no name that XML allows.
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        is_block = tag in _BLOCKS or tag in _HEADINGS
        if event == "start":
            if is_block:
                end(None)
            if tag and tag not in _LEFT_OUT:
                parts.append(element.text or "")
            else:
                element[:] = []
        else:
            if is_block:
                end(tag)
            if element is not root:
                parts.append(element.tail or "")
    end(None)
    return found
