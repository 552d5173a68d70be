"""Formats that are texts: markup, records, mail, graphs, queries, subtitles, tables, code."""

import csv
import io
import json
import re
from itertools import islice
from typing import Final

from kg.article.sniffing.code import is_code

_ROOTS: Final = {
    "rss": "feed", "feed": "feed", "html": "html", "svg": "image", "newsItem": "newsml", "newsMessage": "newsml",
    "packageItem": "newsml", "nitf": "nitf", "RDF": "rdf", "TriX": "rdf", "sparql": "rdf",
}  # fmt: skip
_RSS_1: Final = "http://purl.org/rss/1.0/"
_ROOT: Final = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w.-]+:)?(?P<root>[A-Za-z][\w.-]*)",
    re.DOTALL,
)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT: Final = re.compile(r"<(?P<tag>p|div|article|h[1-6]|section|span|table)\b[^<>]*>", re.IGNORECASE)

_DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MBOX: Final = re.compile(rf"From \S+\s+{_DAY}\s[^\n]*\d{{4}}[^\n]*\n(?:[A-Za-z-]+:|>)")
_HEADER: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){3,}+\r?\n")
_MAIL_FIELDS: Final = re.compile(
    r"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To):",
    re.MULTILINE | re.IGNORECASE,
)
_BY_MACHINE: Final = re.compile(
    r"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type):|^From:[^\n]*\w@\w",
    re.MULTILINE | re.IGNORECASE,
)
"""Fields of a mail as it was sent, not of one that an article prints."""

_FEWEST_FIELDS: Final = 3
_COMMENTS: Final = r"\s*(?:#[^\n]*\n\s*)*"
_TERM: Final = r"(?:<[^<>\s]+>|_:\w+)"
_RDF: Final = re.compile(
    rf"{_COMMENTS}(?:@prefix\s+[\w.-]*:\s*<|@base\s+<|PREFIX\s+[\w.-]*:\s*<[^<>\n]*>\s*\n"
    rf"|{_TERM}\s+(?:<[^<>\s]+>|a)\s+(?:{_TERM}|\"[^\n]*\"|[\w.-]*:[\w.-]+)[^\n]*[.;,]\s*(?:\n|\Z))"
)
_PROLOGUE: Final = r"(?:PREFIX\s+[\w.-]*:\s*<[^<>]*>\s*|BASE\s*<[^<>]*>\s*)*"
_SPARQL: Final = re.compile(
    rf"{_COMMENTS}{_PROLOGUE}(?:SELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?(?:[?$(]|\*\s*(?:FROM|WHERE|\{{))[^{{]*\{{"
    r"|ASK\s*(?:FROM\s[^{]*)?(?:WHERE\s*)?\{|CONSTRUCT\s*(?:WHERE\s*)?\{|DESCRIBE\s+(?:[?$]\w|<\S+>|\w*:\w+\s*(?:WHERE|\Z))"
    r"|(?:WITH\s*<\S+>\s*)?(?:INSERT|DELETE)\s*(?:DATA\s*|WHERE\s*)?\{)",
    re.IGNORECASE,
)
_SUBTITLES: Final = re.compile(
    r"\s*(?:WEBVTT\b[^\n]*\n(?:[^\n]*\n){0,20}?|\d+\s*\n)(?:\d\d:)?\d\d:\d\d[,.]\d+\s*-->", re.DOTALL
)
_OBJECT: Final = re.compile(r"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\]|\\.)*\"\s*:")
_JSON_KEYS: Final = re.compile(r'"(@?\w[\w-]*)"\s*:')
_JSON_FEED: Final = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_NINJS: Final = {"versioncreated", "firstcreated", "body_html", "body_xhtml", "body_text", "headlines", "bodies"}
_FEWEST_COLUMNS: Final = 2
_CELL: Final = re.compile(r"\s*[\w.@ -]{1,40}\s*")
_COLUMNS: Final = re.compile(
    r"(?:id|url|link|title|headline|text|body|content|date|published|publisher|source|author|summary|maintext)s?",
    re.IGNORECASE,
)
_ROWS: Final = 3


def format_of(text: str, named: str | None, is_whole: bool) -> str | None:
    """The format of a text that begins so, or is this where it ``is_whole``; None where it tells none.

    Args:
        text: without a byte order mark.
        named: the format that the name of the source tells.
        is_whole: nothing follows.
    """
    if _is_json(text, named):
        return _json(text)
    if text.lstrip().startswith("<") and (found := _marked_up(text.lstrip(), is_whole)):
        return found
    if found := _letters(text) or _graph(text):
        return found
    if named in (None, "text"):
        return _table_in(text, is_whole) or ("code" if is_code(text) else named)
    return named


def _letters(text: str) -> str | None:
    """Mail, and subtitles."""
    if _MBOX.match(text):
        return "mbox"
    header = _HEADER.match(text.replace("\r\n", "\n"))
    if header and len(_MAIL_FIELDS.findall(header[0])) >= _FEWEST_FIELDS and _BY_MACHINE.search(header[0]):
        return "mhtml" if "multipart/related" in header[0] else "mail"
    return "subtitles" if _SUBTITLES.match(text) else None


def _graph(text: str) -> str | None:
    """A query, or a graph."""
    if _SPARQL.match(text):
        return "sparql"
    return "rdf" if _RDF.match(text) else None


def _is_json(text: str, named: str | None) -> bool:
    begin = text.lstrip()
    if begin[:1] not in ("{", "["):
        return False
    if named == "json":
        return True
    try:
        _, end = json.JSONDecoder().raw_decode(begin)
    except (ValueError, RecursionError):
        return bool(_OBJECT.match(begin))  # half of it, or one with a fault
    return begin[end:].lstrip()[:1] in ("", "{", "[", ",")


def _json(text: str) -> str:
    keys = set(_JSON_KEYS.findall(text))
    if _JSON_FEED.search(text):
        return "jsonfeed"
    if keys & {"@graph", "@context"}:
        return "rdf"
    if keys & {"nbformat", "cell_type"}:
        return "code"
    if len(keys & _NINJS) > 1 or (keys & _NINJS and {"uri", "type"} <= keys):
        return "ninjs"
    return "json"


def _marked_up(text: str, is_whole: bool) -> str | None:
    if _PAGE.match(text):
        return "html"
    match = _ROOT.match(text)
    if match is None:
        return None
    root = match["root"]
    if root == "RDF" and _RSS_1 in text:
        return "feed"
    if root in _ROOTS:
        return _ROOTS[root]
    if _FRAGMENT.match(text):
        return "html"
    is_xml = text.startswith("<?xml") or "xmlns" in text[match.start() : match.end() + 400]
    return "xml" if is_xml or (is_whole and re.search(rf"</(?:[\w.-]+:)?{re.escape(root)}>\s*\Z", text)) else None


def _table_in(text: str, is_whole: bool) -> str | None:
    """A table whose first line names columns that articles have, and whose next ones have as many."""
    lines = io.StringIO(re.sub(r"\r\n?", "\n", text), newline="")
    for mark, format in ((",", "csv"), ("\t", "tsv"), (";", "csv"), ("|", "csv")):
        lines.seek(0)
        try:
            records = csv.reader(lines, delimiter=mark)
            first, *rows = islice(records, _ROWS)
            is_torn = not is_whole and next(records, None) is None
        except (csv.Error, ValueError):
            continue
        if is_torn:
            rows = rows[:-1]
        named = [cell for cell in first if _COLUMNS.fullmatch(cell.strip())]
        if (
            len(named) >= _FEWEST_COLUMNS
            and all(_CELL.fullmatch(cell) for cell in first)
            and all(len(row) == len(first) for row in rows)
            and (rows or not is_whole)
        ):
            return format
    return None
