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
_STRAYS: Final = "kg-strays-as-windows"
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
    whole, stray = _counted(data)
    if whole > stray or (whole and "utf-8" in declared):
        _log.warning("%s: %d bytes of this page are no UTF-8: they are read as Windows has them", source.name, stray)
        return data.decode("utf-8", _STRAYS).removeprefix("\ufeff")
    name = next((each for each in declared if each != "utf-8"), None) or _guessed(data)
    text = data.decode(name, "replace").removeprefix("\ufeff")
    if broken := text.count(_BROKEN):
        _log.warning("%s: %d characters of this page are not of its encoding, %s", source.name, broken, name)
    return text


def _counted(data: bytes) -> tuple[int, int]:
    """How many characters of several bytes a text has as UTF-8, and how many bytes that are none.

    What somebody pasted from another page is a few stray bytes in a page of UTF-8. The other way round, few letters of
    a text in another encoding stand so that they would be a character of UTF-8.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in text)
    return sum(not char.isascii() for char in text) - stray, stray


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeDecodeError)
    stray = fault.object[fault.start : fault.end]
    return stray.decode(_WESTERN, "replace"), fault.end


codecs.register_error(_STRAYS, _as_windows)


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
