"""Which format the bytes of a source are of: by what they begin with; by the name only where they do not tell."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from kg.errors import InternalError

HEAD: Final = 1 << 16
"""Bytes that a format is told by."""

_TABLE: Final = Path(__file__).with_name("formats.yaml")
_KEYS: Final = {"reader", "names", "types", "what", "advice"}

_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "sound"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "sound"),
    (b"SQLite format 3\0", "database"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"WARC/1.", "warc"),
)
_BINARY_ONLY: Final = {b"BM", b"MZ", b"ID3", b"BZh"}
"""Marks that a text may begin with as well: they count only where what follows is binary."""

_ZIPPED: Final = (
    (b"word/", "docx"),
    (b"xl/", "spreadsheet"),
    (b"ppt/", "slides"),
    (b"application/epub+zip", "book"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
    (b"application/vnd.oasis.opendocument", "word"),
)
_ROOTS: Final = {
    "rss": "feed", "feed": "feed", "html": "html", "svg": "image", "newsItem": "newsml", "newsMessage": "newsml",
    "packageItem": "newsml", "nitf": "nitf", "RDF": "rdf", "TriX": "rdf", "sparql": "rdf",
}  # fmt: skip
_RSS_1: Final = b"http://purl.org/rss/1.0/"
_ROOT: Final = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w.-]+:)?(?P<root>[A-Za-z][\w.-]*)",
    re.DOTALL,
)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT: Final = re.compile(r"<(?P<tag>p|div|article|h[1-6]|section|span|table)\b[^<>]*>", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</(?:p|div|article|h[1-6]|section|span|table)\s*>", re.IGNORECASE)
_MBOX: Final = re.compile(r"From \S+.*\d{4}\s*\n(?:[A-Za-z-]+:|>)")
_MAIL: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){3,}+\r?\n")
_MAIL_FIELDS: Final = re.compile(
    r"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.MULTILINE
)
_FEWEST_FIELDS: Final = 3
_RDF: Final = re.compile(
    r"\s*(?:#[^\n]*\n\s*)*(?:@prefix\s|@base\s|PREFIX\s+\w*:\s*<[^>]*>\s*\n(?!.*\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b)"
    r"|(?:<[^<>\s]+>|_:\w+)\s+<[^<>\s]+>\s+(?:<[^<>\s]+>|_:\w+|\"))",
    re.DOTALL,
)
_SPARQL: Final = re.compile(
    r"\s*(?:#[^\n]*\n\s*)*(?:PREFIX\s+\w*:\s*<[^>]*>\s*|BASE\s*<[^>]*>\s*)*(?:SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b[^.]*[{?*]"
)
_CODE: Final = re.compile(
    r"#!\s*/|(?:import\s+[\w.]+|from\s+[\w.]+\s+import\b|def\s+\w+\(|class\s+\w+\s*[(:{]|#include\s*[<\"]|package\s+[\w.]+;?$"
    r"|(?:export\s+)?(?:async\s+)?function\b|(?:const|let|var)\s+\w+\s*=|using\s+[\w.]+;|public\s+(?:class|static)\b|@\w+\()"
    r"|.*(?:[{};]|\)\s*:|=>)\s*$"
)
_CODE_SHARE: Final = 0.4
_CODE_LINES: Final = 4
_README: Final = re.compile(
    r"(?:readme|changelog|changes|contributing|license|licence|code_of_conduct|security|authors|install)$",
    re.IGNORECASE,
)
_SUBTITLES: Final = re.compile(r"\s*(?:WEBVTT\b|1\s*\n\d\d:\d\d:\d\d[,.]\d+\s*-->)")
_OBJECT: Final = re.compile(r"\[?\s*\{\s*\"")
_JSON_KEYS: Final = re.compile(r'"(\w[\w-]*)"\s*:')
_NINJS: Final = {"versioncreated", "firstcreated", "body_html", "body_xhtml", "body_text", "headlines", "bodies"}
_FEWEST_COLUMNS: Final = 2
_COLUMNS: Final = re.compile(
    r"(?:id|url|link|title|headline|text|body|content|date|published|publisher|source|author|summary|maintext)s?",
    re.IGNORECASE,
)
_CONTROLS_FEWEST: Final = 8
_CONTROLS_SHARE: Final = 0.05
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
    read: dict[str, dict[str, Any]] = yaml.safe_load(_TABLE.read_text("utf-8"))
    for name, entry in read.items():
        if strange := entry.keys() - _KEYS or ("reader" in entry) == ("what" in entry):
            raise InternalError(f"the format {name} has {strange}", where=str(_TABLE))
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
    return named is not None and table()[named].reader is not None


def _by_name(name: str) -> str | None:
    lower = name.lower()
    endings = (
        (ending, format.name) for format in table().values() for ending in format.names if lower.endswith(ending)
    )
    return max(endings, key=lambda found: len(found[0]), default=(None, None))[1]


def _by_type(media_type: str | None) -> str | None:
    return next((format.name for format in table().values() if media_type in format.types), None)


def _by_bytes(name: str, head: bytes) -> str | None:
    controls = _CONTROLS.findall(head)
    is_binary = b"\0" in head or (len(controls) >= _CONTROLS_FEWEST and len(controls) > len(head) * _CONTROLS_SHARE)
    for mark, format in _MAGIC:
        if head.startswith(mark) and (is_binary or mark not in _BINARY_ONLY):
            return "warc" if format == "gzip" and name.lower().endswith(".warc.gz") else format
    if head.startswith(b"PK\x03\x04"):
        return _zipped(name, head)
    if head[257:262] == b"ustar":
        return "tar"
    if head[4:8] == b"ftyp":
        return "sound"
    if is_binary:
        return _by_name(name) if table().get(_by_name(name) or "") and not _is_text(_by_name(name)) else "binary"
    return _by_text(name, head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))


def _is_text(format: str | None) -> bool:
    return format in {"text", "markdown", "json", "html", "feed", "csv", "tsv", "mail", "newsml", "nitf", "ninjs"}


def _zipped(name: str, head: bytes) -> str:
    if name.lower().endswith(".wacz"):
        return "wacz"
    inside = next((format for mark, format in _ZIPPED if mark in head), None)
    if inside:
        return inside
    return _by_name(name) or "zip" if _by_name(name) in ("docx", "spreadsheet", "slides", "word", "book") else "zip"


def _by_text(name: str, text: str) -> str | None:
    begin = text.lstrip()
    if begin[:1] in ("{", "[") and (_by_name(name) not in ("text", "markdown") or _OBJECT.match(begin)):
        return _json(name, text)
    if begin.startswith("<"):
        return _marked_up(begin)
    if _MBOX.match(text):
        return "mbox"
    if (header := _MAIL.match(text)) and len(_MAIL_FIELDS.findall(header[0])) >= _FEWEST_FIELDS:
        return "mhtml" if "multipart/related" in header[0] else "mail"
    if _SUBTITLES.match(text):
        return "subtitles"
    if _SPARQL.match(text):
        return "sparql"
    if _RDF.match(text):
        return "rdf"
    named = _by_name(name)
    if _is_documentation(name, named):
        return "readme"
    if named in (None, "text"):
        return _table_in(text) or ("code" if _is_code(text) else named)
    return named


def _json(name: str, text: str) -> str | None:
    keys = set(_JSON_KEYS.findall(text))
    if "https://jsonfeed.org/version" in text[:4096]:
        return "jsonfeed"
    if "@graph" in text[:4096] or '"@context"' in text[:1024]:
        return "rdf"
    if '"nbformat"' in text or '"cell_type"' in text:
        return "code"
    if len(keys & _NINJS) > 1 or (keys & _NINJS and {"uri", "type"} <= keys):
        return "ninjs"
    named = _by_name(name)
    if named == "json" or text.lstrip()[:1] == "{":
        return "json"
    return "json" if _begins_a_list(text) else named


def _begins_a_list(text: str) -> bool:
    """Whether "[" begins a list of JSON, not a remark of a text."""
    return bool(re.match(r"\s*\[\s*(?:\{|\]|\"|\[|\d)", text))


def _marked_up(text: str) -> str | None:
    if _PAGE.match(text):
        return "html"
    if match := _ROOT.match(text):
        root = match["root"]
        if root == "RDF" and _RSS_1.decode() in text:
            return "feed"
        if root in _ROOTS:
            return _ROOTS[root]
        if _FRAGMENT.match(text):
            return "html"
        return "xml" if text.startswith("<?xml") or "xmlns" in text[match.start() : match.end() + 400] else None
    return None


def _is_documentation(name: str, named: str | None) -> bool:
    stem = Path(name.rpartition("!")[2]).stem
    return named in ("text", "markdown", None) and bool(_README.match(stem))


def _is_code(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if text.startswith("#!/"):
        return True
    coded = sum(bool(_CODE.match(line)) for line in lines)
    return coded >= _CODE_LINES and coded > len(lines) * _CODE_SHARE


def _table_in(text: str) -> str | None:
    """A table whose first line names columns that articles have."""
    first, _, rest = re.sub(r"\r\n?", "\n", text).partition("\n")
    for mark, format in ((",", "csv"), ("\t", "tsv"), (";", "csv"), ("|", "csv")):
        cells = next(csv.reader([first], delimiter=mark), [])
        named = [cell for cell in cells if _COLUMNS.fullmatch(cell.strip())]
        if len(cells) >= _FEWEST_COLUMNS and len(named) >= _FEWEST_COLUMNS and mark in rest:
            return format
    return None
