"""The encoding of a text: as told by the user, by the bytes, or by whoever sent it; found out only where it is sure."""

import codecs
import difflib
import logging
import re
from collections.abc import Iterator
from encodings.aliases import aliases
from itertools import islice
from typing import Final

from kg.article import alphabets
from kg.article.source import Options, Source
from kg.errors import SourceError

_log = logging.getLogger(__name__)

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTERS: Final = bytes(range(0x20, 0x7F))
_ZEROS_BEGIN: Final = 256
_FEWEST_BYTES: Final = 16
_MANY_ZEROS: Final = 0.6

_CANDIDATES: Final = (
    ("cp1252", "cp1250", "cp1254", "cp1257", "cp1251", "cp1253", "koi8-u", "iso8859-2"),
    ("mac-roman", "cp850"),
)
"""Encodings of English text with names and quotation marks of elsewhere, the most common first; the second row only
where none of the first fits."""

_AS_WINDOWS: Final = frozenset({"iso8859-1", "ascii"})
"""What is declared so is nearly always Windows-1252, and browsers take it for that."""

_NO_CHARSETS: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""What Python has among encodings of texts, of host names and source code: none is a character set."""

_MOST_LINES: Final = 1_000
_MOST_BYTES: Final = 1 << 18
_FEWEST_CHARACTERS: Final = 64
_MOSTLY_OTHER: Final = 0.2
_CYRILLIC: Final = re.compile("[а-яА-Я]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def decoded(data: bytes, source: Source, options: Options) -> str:
    """The text in these bytes.

    Raises:
        SourceError: they are in an encoding that is not found out, or not in the one that is told.
    """
    if options.encoding:
        return _as_told(data, source, options.encoding)
    if mark := next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None):
        return _as_told(data, source, mark)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error
    if (order := byte_order(data)) and (text := _decoded(data, order)) is not None:
        return text
    if (charset := declared(source.charset)) and (text := _decoded(data, charset)) is not None:
        return text
    fitting = dict(_fitting(data)) if len(data) >= _FEWEST_CHARACTERS else {}
    if len(set(fitting.values())) != 1:
        raise _unsure(wrong, source, list(fitting))
    encoding, text = next(iter(fitting.items()))
    _log.warning("%s: this is not UTF-8, it is read as %s", source.name, encoding)
    return text


def named(encoding: str, where: str) -> str:
    """The name of an encoding of texts, as Python knows it.

    Raises:
        SourceError: there is none of this name.
    """
    if name := _known(encoding):
        return name
    names = {name.replace("_", "-") for pair in aliases.items() for name in pair if _known(name)}
    near = difflib.get_close_matches(encoding.lower().replace("_", "-"), sorted(names), 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "such as cp1252, koi8-r, utf-16"
    raise SourceError(f"no encoding is named {encoding!r}", where=where, hint=hint)


def known(name: str) -> bool:
    """Whether an encoding of texts of this name can be read."""
    return _known(name) is not None


def declared(charset: str | None) -> str | None:
    """The encoding that is meant by what HTTP or MIME declares; None where none is declared, or none is known so."""
    name = _known(charset.strip("\"' ")) if charset else None
    return "cp1252" if name in _AS_WINDOWS else name


def is_like_ascii(encoding: str) -> bool:
    """Whether letters and marks of ASCII are in this encoding what they are in UTF-8."""
    try:
        return _LETTERS.decode(encoding) == _LETTERS.decode("ascii")
    except ValueError:
        return False


def marked(begin: bytes) -> str | None:
    """The encoding that the mark of a byte order tells, if it is not like ASCII."""
    found = next((encoding for mark, encoding in _MARKS if begin.startswith(mark)), None)
    return found if found != "utf-8-sig" else None


def byte_order(data: bytes) -> str | None:
    """The encoding of UTF-16 without a mark: most characters of a text have a zero for one byte, always the same."""
    begin = data[:_ZEROS_BEGIN]
    if len(begin) < _FEWEST_BYTES:
        return None
    zeros = [begin[first::2].count(0) / len(begin[first::2]) for first in (0, 1)]
    if max(zeros) < _MANY_ZEROS or min(zeros) > 0:
        return None
    return "utf-16-be" if zeros[0] else "utf-16-le"


def _as_told(data: bytes, source: Source, told: str) -> str:
    encoding = named(told, source.name)
    # What is not like ASCII arrives as UTF-8 where it comes from a file (kg.article.sources), not out of an archive.
    arrived = None if is_like_ascii(encoding) else _decoded(data, "utf-8")
    if arrived is not None and "\0" not in arrived:
        return arrived.removeprefix("\ufeff")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _wrong(error, source, told) from None
    except UnicodeError as error:
        raise SourceError(f"this is not {told}: {error}", where=source.name) from None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except ValueError:
        return None


def _known(encoding: str) -> str | None:
    """The name by which Python knows an encoding of texts."""
    try:
        name = codecs.lookup(encoding).name
        if name in _NO_CHARSETS:
            return None
        b"a".decode(name, "replace")  # not all that is looked up is one of texts: base64
    except (LookupError, ValueError):
        return None
    return name


def _fitting(data: bytes) -> Iterator[tuple[str, str]]:
    """The encodings in which these bytes can be a text, and it: for the most part English, or wholly another."""
    if len(_HIGH.findall(data)) > len(data) * _MOSTLY_OTHER:
        yield from _by_letters(data)
        return
    told = _telling(data)
    for candidates in _CANDIDATES:
        taken = {at: count for at in candidates if (count := _languages(told, at)) is not None}
        if taken:
            fewest = min(taken.values())
            common = next(at for at, count in taken.items() if count == fewest)
            for at, count in taken.items():
                # Names of two countries, in a more common encoding, may look like those of one.
                is_before = list(taken).index(at) < list(taken).index(common)
                may_be = count == fewest or (is_before and count == fewest + 1)
                if may_be and (text := _decoded(data, at)) is not None:
                    yield at, text
            return


def _telling(data: bytes) -> bytes:
    """The lines that are not in ASCII, as many as tell enough."""
    lines = islice((line for line in data.split(b"\n") if not line.isascii()), _MOST_LINES)
    told = b"\n".join(lines)
    return told if len(told) <= _MOST_BYTES else told[:_MOST_BYTES].rpartition(b" ")[0]


def _languages(data: bytes, encoding: str) -> int | None:
    """How many languages the words take that these bytes are in an encoding; None where they are none in it."""
    text = _decoded(data, encoding)
    if text is None or (encoding == "koi8-u" and not _CYRILLIC.search(text)):  # it has signs where others have letters
        return None
    return alphabets.languages(text)


def _by_letters(data: bytes) -> Iterator[tuple[str, str]]:
    """What the frequency of letters tells, which takes a text of one language that is not written as English is."""
    from charset_normalizer import from_bytes

    if best := from_bytes(data).best():
        yield best.encoding, str(best)


def _wrong(error: UnicodeDecodeError, source: Source, told: str) -> SourceError:
    what = f"this is not {told}: byte {error.start + 1} fits no character"
    return SourceError(what, where=source.name, hint="--encoding tells another one, such as cp1252")


def _unsure(error: UnicodeDecodeError, source: Source, fitting: list[str]) -> SourceError:
    what = f"this is not UTF-8: byte {error.start + 1} fits no character"
    such = " or ".join(fitting[:3]) if fitting else "cp1252"
    return SourceError(what, where=source.name, hint=f"--encoding tells another one, such as {such}")
