"""The encoding of a page: as the user, its bytes, HTTP or its meta tell, in the browsers' sense of it."""

import codecs
import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import charset_normalizer

from kg.article import encodings
from kg.article.source import Options, Source
from kg.datafile import hold_distinct, read_words

_log = logging.getLogger(__name__)

_TABLE: Final = Path(__file__).with_name("charset.yaml")
_HEAD: Final = 4_096
_SAMPLE: Final = 200_000
_META: Final = re.compile(
    rb"""<meta[^>]+?charset\s*=\s*["']?\s*(?P<meta>[\w.:-]+)|<\?xml[^>]+?encoding\s*=\s*["'](?P<xml>[\w.:-]+)""",
    re.IGNORECASE,
)
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BROKEN: Final = "\ufffd"
_WHOLE_FOR_BROKEN: Final = 10
_WESTERN: Final = "cp1252"
_ESCAPED: Final = frozenset({"iso-2022-jp", "hz-gb-2312", "hz", "utf-7"})
"""Encodings whose bytes are ASCII, and so UTF-8 by mistake."""


def decoded(data: bytes, source: Source, options: Options) -> str:
    """The text of a page.

    What is valid UTF-8 is read as it, whatever is declared: no page of another encoding is by chance.

    Raises:
        SourceError: the user tells an encoding that does not fit.
    """
    if options.encoding:
        return encodings.decoded(data, source, options)
    declared = [name for name in _declared(data, source) if encodings.known(name)]
    for name in [*(each for each in declared if each in _ESCAPED), "utf-8", *declared]:
        try:
            return data.decode(name).removeprefix("\ufeff")
        except UnicodeError:
            continue
    text = data.decode("utf-8", "replace")
    name = "utf-8"
    if not _is_damaged_utf8(text):
        name = next((each for each in declared if each != "utf-8"), None) or _guessed(data)
        text = data.decode(name, "replace").removeprefix("\ufeff")
    if broken := text.count(_BROKEN):
        _log.warning("%s: %d characters of this page are not of its encoding, %s", source.name, broken, name)
    return text


def _is_damaged_utf8(text: str) -> bool:
    """Whether so much of a text is UTF-8 that the rest is damage, and no other encoding."""
    broken = text.count(_BROKEN)
    return sum(not char.isascii() for char in text) > _WHOLE_FOR_BROKEN * broken


def _guessed(data: bytes) -> str:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None or _WESTERN in best.could_be_from_charset:
        return _WESTERN  # as browsers do where nothing tells more
    return best.encoding


def _declared(data: bytes, source: Source) -> Iterator[str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            yield name
    if source.charset:
        yield _meant(source.charset)
    if found := _META.search(data[:_HEAD]):
        yield _meant((found["meta"] or found["xml"]).decode("ascii"))


def _meant(name: str) -> str:
    """The encoding that browsers read under a name."""
    lower = name.strip().strip("\"'").lower()
    return _names().get(lower, lower)


@cache
def _names() -> Mapping[str, str]:
    table: Mapping[str, list[str]] = read_words(_TABLE)
    hold_distinct((name for names in table.values() for name in names), str(_TABLE))
    return {name: encoding for encoding, names in table.items() for name in names}
