"""Which format the bytes of a source are of: by what they begin with; by the name only where they do not tell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.article.sniffing import binary, text
from kg.datafile import fault, hold_known, read_words

HEAD: Final = 1 << 16
"""Bytes that a format is told by."""

_TABLE: Final = Path(__file__).with_name("formats.yaml")
_KEYS: Final = ("reader", "names", "types", "what", "advice")

_TEXTS: Final = frozenset({"text", "markdown", "json", "html", "feed", "csv", "tsv", "mail", "newsml", "nitf", "ninjs"})
_ZIPPED: Final = frozenset({"wacz", "docx", "spreadsheet", "slides", "word", "book"})
"""What a name tells of a ZIP archive that does not tell it by itself."""

_READMES: Final = re.compile(
    r"(?i:readme|changelog|contributing|licen[sc]e|code_of_conduct)|CHANGES|SECURITY|AUTHORS|INSTALL|NOTICE|COPYING"
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read by ``reader``, or refused in the words of ``what`` and ``advice``."""

    name: str
    reader: str | None
    what: str = ""
    advice: str = ""
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@cache
def table() -> Mapping[str, Format]:
    """All formats by name."""
    read: dict[str, dict[str, Any]] = read_words(_TABLE)
    for name, entry in read.items():
        hold_known(entry, _KEYS, f"{_TABLE}, {name}")
        if ("reader" in entry) == ("what" in entry):
            raise fault(f"the format {name} is neither read nor refused, or both", str(_TABLE), "reader, or what")
    return {
        name: Format(
            name,
            entry.get("reader"),
            entry.get("what", ""),
            entry.get("advice", ""),
            tuple(entry["names"]),
            tuple(entry.get("types", ())),
        )
        for name, entry in read.items()
    }


def detect(name: str, head: bytes, media_type: str | None = None) -> Format:
    """The format of a source that begins with these bytes; a text where nothing tells otherwise."""
    return told(name, head, media_type) or table()["text"]


def told(name: str, head: bytes, media_type: str | None = None) -> Format | None:
    """The format that the bytes, the name or the media type tell, in this order; None where none does."""
    found = _by_bytes(name, head) or _by_name(name) or _by_type(media_type)
    return table()[found] if found else None


def is_named(name: str) -> bool:
    """Whether a file's name tells a format."""
    return _by_name(name) is not None


def is_readable(name: str) -> bool:
    """Whether a file's name tells a format that is read."""
    named = _by_name(name)
    return named is not None and table()[named].reader is not None and not _READMES.fullmatch(Path(name).stem)


def _by_name(name: str) -> str | None:
    lower = name.lower()
    endings = (
        (ending, format.name) for format in table().values() for ending in format.names if lower.endswith(ending)
    )
    return max(endings, key=lambda found: len(found[0]), default=(None, None))[1]


def _by_type(media_type: str | None) -> str | None:
    return next((format.name for format in table().values() if media_type in format.types), None)


def is_marked(head: bytes) -> bool:
    """Whether bytes begin with the mark of a format that is no text."""
    return binary.marked(head) is not None


def _by_bytes(name: str, head: bytes) -> str | None:
    marked, named = binary.marked(head), _by_name(name)
    if marked == "zip":
        return named if named in _ZIPPED else marked
    if marked:
        return "warc" if marked == "gzip" and name.lower().endswith(".warc.gz") else marked
    if binary.is_binary(head):
        return named if named and named not in _TEXTS else "binary"
    if named in (None, "text", "markdown") and _READMES.fullmatch(Path(name.rpartition("!")[2]).stem):
        return "readme"
    is_whole = len(head) < HEAD
    return text.format_of(head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"), named, is_whole)
