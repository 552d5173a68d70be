"""Feeds: RSS, Atom and JSON Feed. Each item that carries its whole text is an article."""

import io
import logging
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import feedparser

from kg.article import addresses, encodings, feedxml, fieldtext, people, sources, times, xml
from kg.article.assembly import Line, filled
from kg.article.keys import language
from kg.article.model import Article
from kg.article.readers.json import loads
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError, SourceError

_log = logging.getLogger(__name__)

_SUMMARY: Final = "only a summary of it is in the feed"
_FOLLOW: Final = "--follow reads the page that it links to"
_CUT: Final = re.compile(
    r"(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|…|\.{3}|(?:read|continue|learn|see)\s+(?:more|reading|on)\b.{0,80}|more\s*[»›→]+)\s*[»›→]*\s*$",
    re.IGNORECASE,
)
_APPEARED: Final = re.compile(r"the\s+post\b.{0,300}\b(?:appeared\s+first|first\s+appeared)\s+on\b.*", re.IGNORECASE)
_SHORT: Final = 200
_WHOLE_PARAGRAPHS: Final = 3
_WHOLE: Final = 1000
_DECLARATION: Final = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["'](?P<charset>[\w.:-]+)["'][^>]*>""", re.ASCII)
_ITEM: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)\b")
_MOST_ITEMS: Final = 20_000
_ENDS: Final = (b"</rss>", b"</feed>", b":feed>", b"rdf>")
_END: Final = 200


@dataclass(frozen=True, slots=True)
class _Feed:
    title: str | None
    link: str | None
    language: str | None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item as any of the formats has it; dates as they are written."""

    title: str | None
    link: str | None
    id: str | None
    content: str
    summary: str
    published: str | None
    updated: str | None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    publisher: str | None = None
    origin: str | None = None
    origin_address: str | None = None
    rights: str | None = None
    language: str | None = None


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of a feed."""
    data = sources.whole(source.file, source.name)
    is_json = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    feed, entries, is_cut = _json_feed(data, source) if is_json else _xml_feed(data, source)
    if not entries and not source.address:
        yield RefusedError("the feed has no items", where=source.name)
    for number, entry in enumerate(entries, 1):
        where = f"{source.name}[{number}]"
        if is_cut and number == len(entries):
            yield RefusedError("the feed breaks off within this item", where=where, hint="fetch it again")
            continue
        yield from _article(entry, feed, where, options)


def _article(entry: _Entry, feed: _Feed, where: str, options: Options) -> Read:
    link = _address(entry.link, feed)
    lines = _whole(entry)
    if not lines and link and options.follow:
        try:
            yield from options.follow(link, times.told(entry.updated or entry.published or ""))
        except SourceError as error:
            yield RefusedError(error.what, where=f"{where}: {link}", hint=error.hint)
    elif not lines:
        words = entry.content.strip() or entry.summary.strip()
        what = _SUMMARY if words else "there is no text in it"
        yield RefusedError(what, where=where, hint=_FOLLOW if link else "and no address of its page")
    else:
        yield _filled(entry, feed, link, lines, where)


def _filled(entry: _Entry, feed: _Feed, link: str | None, lines: list[Line], where: str) -> Article | RefusedError:
    publisher = entry.publisher or feed.title
    if entry.origin or entry.origin_address:
        publisher = entry.origin
    told = entry.language or feed.language
    article = Article(
        where,
        (),
        id=entry.id if entry.id and entry.id != entry.link and addresses.mended(entry.id) is None else None,
        url=link,
        title=entry.title,
        published=_time(entry.published, "publication date", where),
        modified=_time(entry.updated, "date of change", where),
        publisher=publisher,
        origin=entry.origin or entry.origin_address,
        byline=tuple(name for name in people.names(entry.authors) if name != publisher),
        keywords=entry.keywords,
        language=language(told) if told else "en",
        rights=entry.rights or feed.rights,
        version=0 if entry.updated else None,
    )
    try:
        return filled(article, lines)
    except RefusedError as refused:
        return refused


def _whole(entry: _Entry) -> list[Line]:
    """The text of an item where it is whole, without the line that tells where it stood; else nothing."""
    for text, is_content in ((entry.content, True), (entry.summary, False)):
        lines = [line for line in fieldtext.lines(text) if not _APPEARED.fullmatch(line.text)]
        size = sum(len(line.text) for line in lines)
        if not lines or _CUT.search(lines[-1].text):
            continue
        if is_content and (size >= _SHORT or text.strip() != entry.summary.strip()):
            return lines
        # A description is a summary, but for feeds that know no other place for the text.
        if len(lines) >= _WHOLE_PARAGRAPHS and size >= _WHOLE:
            return lines
    return []


def _address(link: str | None, feed: _Feed) -> str | None:
    if not link:
        return None
    return addresses.mended(link) or addresses.mended(addresses.joined(feed.link or "", link) or "")


def _time(written: str | None, what: str, where: str) -> datetime | None:
    if not written:
        return None
    time = None if times.is_none(written) else times.told(written)
    if time is None:
        _log.warning("%s: its %s is %.60r, which is none: the article has none", where, what, written)
    return time


def _xml_feed(data: bytes, source: Source) -> tuple[_Feed, list[_Entry], bool]:
    xml.refuse_bombs(data, source.name)
    if len(_ITEM.findall(data)) > _MOST_ITEMS:
        raise SourceError(f"this feed has more than {_MOST_ITEMS:,} items", where=source.name, hint="split it")
    charset = source.charset if encodings.declared(source.charset) else None
    headers = {"content-type": "application/xml" + (f"; charset={charset}" if charset else "")}
    if source.address:
        headers["content-location"] = source.address
    found = feedparser.parse(
        io.BytesIO(feedxml.prepared(_without_unknown_charset(data))),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )  # of HTML nothing but words is kept
    is_cut = not data.rstrip()[-_END:].lower().rstrip(b"\0").endswith(_ENDS)
    if not found.entries and (found.bozo or not found.version):
        reason = str(found.get("bozo_exception") or "it has neither channel nor entries")[:_END]
        raise SourceError(f"this feed cannot be read: {reason}", where=source.name, hint="it may be cut off")
    feed = found.feed
    told = _Feed(_line(feed.get("title")), feed.get("link"), feed.get("language"), _line(feed.get("rights")))
    is_rss = (found.version or "").startswith("rss")
    return told, [_entry(entry, is_rss) for entry in found.entries], is_cut


def _without_unknown_charset(data: bytes) -> bytes:
    """A feed without its declaration where that names what is no encoding: feedparser would decode by it."""
    found = _DECLARATION.match(data)
    return data[found.end() :] if found and not encodings.known(found["charset"].decode("ascii")) else data


def _entry(entry: Mapping[str, Any], is_rss: bool) -> _Entry:
    content = max(entry.get("content") or [{}], key=lambda part: "html" in (part.get("type") or ""))
    source = entry.get("source") or {}
    published, updated = _written(entry, "published"), _written(entry, "updated")
    return _Entry(
        _line(entry.get("title") or feedxml.aside(entry, "title")),
        entry.get("link"),
        entry.get("id"),
        content.get("value") or "",
        entry.get("summary") or feedxml.aside(entry, "summary") or "",
        published or (updated if is_rss else None),  # dc:date, which feedparser takes for a change
        updated if published or not is_rss else None,
        feedxml.authors(entry),
        tuple(dict.fromkeys(term for tag in entry.get("tags") or () if (term := _line(tag.get("term"))))),
        _line(entry.get("publisher")),
        _line(source.get("title") or source.get("value")),
        source.get("href") or source.get("link"),
        _line(entry.get("rights")),
        content.get("language"),
    )


def _written(entry: Mapping[str, Any], name: str) -> str | None:
    """A date as it is written where kg reads it so, zone and all; else as feedparser reads it."""
    if name not in entry:  # else "updated" is taken from "published"
        return None
    written, parsed = entry[name], entry.get(f"{name}_parsed")
    if written and parsed and times.told(written) is None and parsed.tm_year in times.YEARS:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    return str(written)


def _json_feed(data: bytes, source: Source) -> tuple[_Feed, list[_Entry], bool]:
    try:
        feed = loads(data, source.name)
    except RefusedError as refused:
        raise SourceError(refused.what, where=source.name, hint="it may be cut off") from None
    items = feed.get("items")
    if not isinstance(items, list):
        raise SourceError('this feed has no list of "items"', where=source.name)
    told = _Feed(_line(feed.get("title")), _text(feed, "home_page_url"), _text(feed, "language"))
    return told, list(_json_entries(items)), False


def _json_entries(items: list[Any]) -> Iterator[_Entry]:
    for item in items:
        if not isinstance(item, dict):
            item = {}
        authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
        tags = item.get("tags") if isinstance(item.get("tags"), list) else []
        yield _Entry(
            _line(item.get("title")),
            _text(item, "url") or _text(item, "external_url"),
            str(item["id"]) if isinstance(item.get("id"), (str, int)) else None,
            _text(item, "content_html") or _text(item, "content_text") or "",
            _text(item, "summary") or "",
            _text(item, "date_published"),
            _text(item, "date_modified"),
            tuple(author["name"] for author in authors or () if isinstance(author, dict) and _text(author, "name")),
            tuple(tag for tag in tags or () if isinstance(tag, str)),
            language=_text(item, "language"),
        )


def _text(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _line(value: Any) -> str | None:
    return fieldtext.line(value) or None if isinstance(value, str) else None
