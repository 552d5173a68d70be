"""Formats that their first bytes tell, and whether bytes are a text at all."""

import re
from typing import Final

# A mark of letters alone may begin a text as well: "PAR1" counts only where what follows is binary.
_MARKS: Final = tuple(
    (re.compile(mark, re.DOTALL), format, is_of_letters)
    for mark, format, is_of_letters in (
        (rb"%PDF-\d\.\d", "pdf", False),
        (rb"\x1f\x8b", "gzip", False),
        (rb"PAR1", "parquet", True),
        (rb"\{\\rtf", "word", False),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word", False),
        (rb"\x89PNG", "image", False),
        (rb"\xff\xd8\xff", "image", False),
        (rb"GIF8[79]a", "image", True),
        (rb"BM", "image", True),
        (rb"II\*\0|MM\0\*", "image", False),
        (rb"RIFF....WEBP", "image", True),
        (rb"RIFF", "sound", True),
        (rb"ID3|OggS|fLaC", "sound", True),
        (rb"\x1aE\xdf\xa3", "sound", False),
        (rb"....ftyp", "sound", True),
        (rb"SQLite format 3\0", "database", False),
        (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd", "packed", False),
        (rb"\xfd7zXZ\0", "xz", False),
        (rb"BZh", "bzip2", True),
        (rb"\x7fELF|\xca\xfe\xba\xbe", "program", False),
        (rb"MZ", "program", True),
        (rb"WARC/1\.\d\r?\n", "warc", False),
        (rb"PK\x03\x04", "zip", False),
    )
)
_TAR: Final = (257, b"ustar")
_ZIPPED: Final = (
    (b"word/", "docx"),
    (b"xl/", "spreadsheet"),
    (b"ppt/", "slides"),
    (b"application/epub+zip", "book"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
    (b"application/vnd.oasis.opendocument", "word"),
)
_CONTROLS_FEWEST: Final = 8
_CONTROLS_SHARE: Final = 0.05
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def marked(head: bytes) -> str | None:
    """The format whose mark these bytes begin with; of what is zipped "zip" only where nothing tells more."""
    found = next(
        (format for mark, format, of_letters in _MARKS if mark.match(head) and _may_be(head, of_letters)), None
    )
    if found == "zip":
        return next((format for mark, format in _ZIPPED if mark in head), found)
    at, mark = _TAR
    return "tar" if found is None and head[at : at + len(mark)] == mark else found


def is_binary(head: bytes) -> bool:
    """Whether these bytes are no text, in whatever encoding that is like ASCII."""
    controls = len(_CONTROLS.findall(head))
    return b"\0" in head or (controls >= _CONTROLS_FEWEST and controls > len(head) * _CONTROLS_SHARE)


def _may_be(head: bytes, of_letters: bool) -> bool:
    return not of_letters or is_binary(head)
