"""What harms a text on its way here, mended where that is sure: wrong decodings, entities, tags, lost blanks."""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.entities import name2codepoint
from pathlib import Path
from typing import Final

from kg.article import markup, mojibake
from kg.article.clean import squeeze
from kg.article.model import Article, Block
from kg.datafile import hold_distinct, hold_known, read_words
from kg.errors import RefusedError

_log = logging.getLogger(__name__)

_WORDS: Final = Path(__file__).with_name("mending.yaml")
_AMPERSAND: Final = re.compile(r"&(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);)+")
_ENTITY: Final = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|(?P<name>[a-zA-Z]{2,8}\d{0,2}));")
_TAG: Final = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]*|/)?>")
_MOST_TAGS: Final = 100_000
"""More of them are no article, and take long to parse."""

_MOST_TIMES: Final = 4
_UNPARTED: Final = re.compile(r"[a-z\d][.?!]”?[A-Z]")
_LOST: Final = "\ufffd"


def mended(article: Article) -> Article:
    """The article, its texts mended; what was lost, or looks damaged and is left, is told in one warning.

    Raises:
        RefusedError: it holds tags and no text.
    """
    mended = replace(
        article,
        blocks=tuple(block for given in article.blocks for block in _blocks(given)),
        title=_line(article.title),
        publisher=_line(article.publisher),
        section=_line(article.section),
        byline=_lines(article.byline),
        keywords=_lines(article.keywords),
    )
    if _has_text(article) and not _has_text(mended):
        raise RefusedError("there is no text in it", where=article.source)
    _tell(mended)
    return mended


def _has_text(article: Article) -> bool:
    return any(block.kind != "title" for block in article.blocks)


def plain(text: str) -> str:
    """A text without entities and tags: a blank line between paragraphs that tags part."""
    text = _decoded(text) if "&" in text else text
    if not _is_html(text):
        return text
    lines = markup.lines(text)
    return "\n\n".join(line.text for line in lines)


def _blocks(block: Block) -> Iterator[Block]:
    text = mojibake.mended(block.text)
    # What is decoded rightly may be blanks.
    for part in _parts(text if text == block.text else squeeze(text)):
        line = _spaced(part) if block.kind == "paragraph" else part
        if line:
            yield Block(block.kind, line)


def _line(text: str | None) -> str | None:
    return squeeze(" ".join(_parts(mojibake.mended(text)))) or None if text else text


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text)))


def _parts(text: str, times: int = _MOST_TIMES) -> list[str]:
    """The paragraphs of a line that may hold entities and tags, also tags that are written as entities."""
    if "&" in text:
        text = squeeze(_decoded(text))
    if not times or not _is_html(text):
        return [text]
    # What stood on both sides of a tag may be one more together.
    return [part for line in markup.lines(text) for part in _parts(line.text, times - 1)]


def _decoded(text: str) -> str:
    """Entities as characters, also those that were written twice: "&amp;quot;"."""
    return _ENTITY.sub(_character, _AMPERSAND.sub("&", text))


def _character(entity: re.Match[str]) -> str:
    name = entity["name"]
    if name and name not in name2codepoint and name != "apos":
        return entity[0]
    return html.unescape(entity[0])


def _is_html(text: str) -> bool:
    """Whether tags of HTML stand in a text, not only one that it speaks of."""
    if not 0 < text.count("<") <= _MOST_TAGS:
        return False
    tags = [tag for raw in _TAG.findall(text) if (tag := raw.lower()).removeprefix("/") in _tags()]
    closed = {tag.removeprefix("/") for tag in tags if tag.startswith("/")}
    return bool(closed.intersection(tags)) or len(tags) > 1


@cache
def _tags() -> frozenset[str]:
    return frozenset(_words("tags"))


@cache
def _words(list_: str) -> tuple[str, ...]:
    table = read_words(_WORDS)
    hold_known(table, ("openers", "endings", "tags"), str(_WORDS))
    words: list[str] = table[list_]
    hold_distinct(words, f"{_WORDS}, {list_}")
    return tuple(words)


@cache
def _run_together() -> re.Pattern[str]:
    """The end of a sentence that the next one follows without a blank."""
    openers, endings = "|".join(_words("openers")), "|".join(_words("endings"))
    end = r"(?=[\s,;’'])"
    any_word = rf"(?!(?i:{endings})\b)[A-Z][a-z]+{end}"
    return re.compile(
        # After a word in lower case any word begins a sentence; after a name or a year only one that is no name.
        rf"(?<![\w.@/\\:’'-])(?:[a-z]+(?:[’'-][a-z]+)*(?<=[a-z]{{3}})[.?!](?={any_word})"
        rf"|(?:[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?(?<=[a-z]{{2}})|\d{{4}})[.?!](?=(?:{openers}){end}))"
        rf"|(?<=[a-z])[.?!]”(?=[A-Z][a-z]+{end})"
    )


def _spaced(text: str) -> str:
    return _run_together().sub(lambda end: f"{end[0]} ", text) if _UNPARTED.search(text) else text


def _tell(article: Article) -> None:
    texts = [block.text for block in article.blocks]
    if lost := sum(text.count(_LOST) for text in texts):
        what = "character was" if lost == 1 else "characters were"
        _log.warning("%s: %d %s lost before it came here, and stand as %s", article.source, lost, what, _LOST)
    elif any(mojibake.is_damaged(text) for text in texts):
        _log.warning("%s: it looks as if some of it had been decoded wrongly; it is read as it is", article.source)
