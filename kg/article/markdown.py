"""Markdown: front matter, "# title", "## heading"; marks of emphasis, links and images become plain words."""

import re

from kg.article import clean
from kg.article.labels import Labels
from kg.article.model import Article, BlockKind
from kg.article.text import Line, assemble

_FRONT = re.compile(r"\A\s*---\s*\n(?P<fields>.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
_INLINE = [
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"<!--.*?-->", ""),
        (r"!\[[^\]]*\]\([^)]*\)", ""),
        (r"\[([^\]]+)\]\([^)]*\)", r"\1"),
        (r"\[([^\]]+)\]\[[^\]]*\]", r"\1"),
        (r"<(https?://[^>\s]+)>", r"\1"),
        (r"</?[a-zA-Z][^>\n]*>", ""),
        (r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2"),
        (r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1"),
        (r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])", r"\1"),
        (r"`([^`\n]+)`", r"\1"),
        (r"\\([\\`*_{}\[\]()#+.!>-])", r"\1"),
    )
]
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_SETEXT = re.compile(r"^(?P<words>[^\n#>\-].*)\n(?P<rule>=+|-{3,})\s*$", re.MULTILINE)
_MARKER = re.compile(r"^\s*(?:>\s?|[-*+]\s+|\d+[.)]\s+)+", re.MULTILINE)
_LIST = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S")
_NAMES = {"date": "published", "author": "by", "authors": "by", "updated": "updated", "tags": "keywords"}


def parse(text: str, source: str) -> Article:
    """The article in a Markdown text.

    Raises:
        RefusedError: there is no text in it.
    """
    labels, text = Labels(), re.sub(r"\r\n?", "\n", text)
    if front := _FRONT.match(text):
        text = text[front.end() :]
        for field in front["fields"].split("\n"):
            name, _, value = field.partition(":")
            value = value.strip().strip("\"'[]")
            if value:
                labels.take(f"{_NAMES.get(name.strip().lower(), name.strip())}: {value}")
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    text = _SETEXT.sub(lambda m: f"{'#' if m['rule'][0] == '=' else '##'} {m['words']}", _FENCE.sub("", text))
    return assemble(list(_lines(text)), source, labels)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for chunk in re.split(r"\n[^\S\n]*\n|\n(?=#{1,6}\s)|(?<=\n)(?=\s*(?:[-*+]|\d+[.)])\s)", text):
        first, _, rest = chunk.strip("\n").partition("\n")
        if heading := _HEADING.match(first.strip()):
            kind: BlockKind = (
                "title" if len(heading[1]) == 1 and not any(line.kind == "title" for line in lines) else "heading"
            )
            lines.append(Line(clean.squeeze(heading[2]), kind))
            chunk = rest
        if not re.fullmatch(r"\s*(?:[-*_]\s*){3,}|\s*\|.*", chunk, re.DOTALL):
            item: BlockKind | None = "paragraph" if _LIST.match(chunk) else None
            lines += [Line(unit, item) for unit in clean.units(" ".join(_MARKER.sub("", chunk).split("\n")))]
    return lines
