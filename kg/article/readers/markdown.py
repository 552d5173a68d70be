"""Markdown: front matter, "# title", "## heading"; marks of emphasis, links and images become plain words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.article import clean, frontmatter
from kg.article.assembly import Line, assemble
from kg.article.labels import Labels
from kg.article.model import Article, BlockKind
from kg.article.readers.plain import single
from kg.article.source import Inner, Options, Read, Source

# Each of these is tried at every place, so that none may run on over the next place where it begins.
_FENCE = re.compile(r"^(?P<mark>```|~~~)(?P<info>.*)", re.MULTILINE)
_IN_PARENTHESES = r"\([^()]*+(?:\([^()]*+\)[^()]*+)?+\)"
_INLINE = [
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (rf"!\[[^\[\]]*+\]{_IN_PARENTHESES}", ""),
        (rf"\[([^\[\]]++)\]{_IN_PARENTHESES}", r"\1"),
        (r"\[([^\[\]]++)\]\[[^\[\]]*+\]", r"\1"),
        (r"<(https?://[^<>\s]++)>", r"\1"),
        (r"</?[a-zA-Z][^<>\n]*+>", ""),
        (r"(\*\*|__)(?=\S)((?:(?!\1).)++)(?<=\S)\1", r"\2"),
        (r"(?<![\w*])\*(?=\S)([^*\n]++)(?<=\S)\*(?![\w*])", r"\1"),
        (r"(?<![\w_])_(?=\S)([^_\n]++)(?<=\S)_(?![\w_])", r"\1"),
        (r"`([^`\n]++)`", r"\1"),
        (r"\\([\\`*_{}\[\]()#+.!>-])", r"\1"),
    )
]
_HEADING = re.compile(r"(?P<marks>#{1,6})\s")
_SETEXT = re.compile(r"^(?P<words>[^\n#>\-].*)\n(?P<rule>=++|-{3,}+)\s*$", re.MULTILINE)
_CHUNKS = re.compile(r"\n[^\S\n]*\n|\n(?=#{1,6}\s)|(?<=\n)(?=[^\S\n]*(?:[-*+]|\d+[.)])\s)")
_NO_WORDS = re.compile(r"\s*+(?:[-*_]\s*+){3,}+|\s*+\|.*", re.DOTALL)
_MARKER = re.compile(r"^\s*+(?:>\s?|[-*+]\s+|\d+[.)]\s+)+", re.MULTILINE)
_LIST = re.compile(r"\s*+(?:[-*+]|\d+[.)])\s+\S")


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a Markdown file."""
    yield single(source, options, parse)


def parse(text: str, source: str) -> Article:
    """The article in a Markdown text.

    Raises:
        RefusedError: there is no text in it.
    """
    fields, text = frontmatter.parted(re.sub(r"\r\n?", "\n", text), source)
    labels = frontmatter.labels(fields)
    told = replace(labels, byline=[*labels.byline], keywords=[*labels.keywords])
    text = _without_comments(text)
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    text = _SETEXT.sub(lambda m: f"{'#' if m['rule'][0] == '=' else '##'} {m['words']}", _without_code(text))
    return _told(assemble(list(_lines(text)), source, labels), told, fields)


def _told(article: Article, told: Labels, fields: Mapping[str, Any]) -> Article:
    """The article, as its front matter tells it: that comes before what lines of the text tell, but for the title."""
    id, language = frontmatter.name_and_language(fields)
    return replace(
        article,
        id=id,
        language=language,
        published=told.published or article.published,
        modified=told.modified or article.modified,
        publisher=told.publisher or article.publisher,
        url=told.url or article.url,
        section=told.section or article.section,
        byline=tuple(told.byline) or article.byline,
        keywords=tuple(told.keywords) or article.keywords,
    )


def _without_comments(text: str) -> str:
    """The text without "<!-- ... -->"; one that does not end is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def _without_code(text: str) -> str:
    """The text without what stands between fences; a fence that does not end is text."""
    fences = list(_FENCE.finditer(text))
    last = {fence["mark"]: fence.start() for fence in fences if _closes(fence)}
    kept, at, mark = [], 0, None
    for fence in fences:
        if mark is None and fence.start() < last.get(fence["mark"], 0):
            mark = fence["mark"]
            kept.append(text[at : fence.start()])
        elif mark == fence["mark"] and _closes(fence):
            mark, at = None, fence.end()
    return "".join([*kept, text[at:]])


def _closes(fence: re.Match[str]) -> bool:
    return not fence["info"].strip()


def _lines(text: str) -> Iterator[Line]:
    has_title = False
    for chunk in _CHUNKS.split(text):
        first, _, rest = chunk.strip("\n").partition("\n")
        if words := _heading(first.strip()):
            is_title = not has_title and words[0] == "#"
            has_title = has_title or is_title
            yield Line(clean.squeeze(words[1]), "title" if is_title else "heading")
            chunk = rest
        if not _NO_WORDS.fullmatch(chunk):
            item: BlockKind | None = "paragraph" if _LIST.match(chunk) else None
            for unit in clean.units(" ".join(_MARKER.sub("", chunk).split("\n"))):
                yield Line(unit, item)


def _heading(line: str) -> tuple[str, str] | None:
    """The marks and the words of a heading; None where a line is none."""
    marked = _HEADING.match(line)
    words = line[marked.end() :].rstrip("#").strip() if marked else ""
    return (marked["marks"], words) if marked and words else None
