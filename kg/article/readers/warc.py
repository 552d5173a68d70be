"""Web archives: WARC, packed or not, and WACZ. Each page that a crawl fetched is read by its own format."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import BinaryIO, Final, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from kg.article import addresses, codings, formats, sources
from kg.article.clean import squeeze
from kg.article.model import Article
from kg.article.readers import archives
from kg.article.restrictions import restrictions_of
from kg.article.source import Inner, Item, Options, Read, Source
from kg.errors import FormatError, RefusedError, SourceError

_log = logging.getLogger(__name__)

_PAGES: Final = frozenset({"html", "mhtml", "feed", "jsonfeed", "newsml", "nitf", "ninjs", "pdf", "docx"})
_FILES: Final = frozenset({"text", "markdown", "json", "csv", "tsv"})
_FILE_NAMES: Final = (".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", ".csv", ".tsv")
"""Of these formats only a file of such a name is one of articles: JSON and bare text of a crawl are its machinery."""

_MACHINERY: Final = re.compile(r"/(?:robots|ads|app-ads|humans|llms|llms-full|security|sellers)\.txt$", re.IGNORECASE)

_TELLING: Final = (
    None,
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "unknown/unknown",
    "application/xml",
    "text/xml",
)
"""Media types that leave it to the bytes."""

_FOUND: Final = 200
_MOST_FAULTS: Final = 100
_TOLD_ONE_BY_ONE: Final = 3
_MOST_KINDS: Final = 200
_LONGEST_NAME: Final = 500
_MARK: Final = re.compile(rb"\x1f\x8b\x08[\x00\x04]|^WARC/1\.", re.MULTILINE)
_CHUNK: Final = 1 << 20
_LONGEST_MARK: Final = 8
_PAGE_RECORDS: Final = WarcRecordType.response | WarcRecordType.resource
_TRANSFERS: Final = ("transfer", "none")
"""Some crawlers keep a header that says chunked or packed beside a page that they unpacked."""

_READ_BY_KG: Final = "X-kg-Article"
"""A header of records that kg read when it fetched them: of whatever format they are, they are read again."""


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles among the pages of a web archive."""
    if not source.file.peek(2).startswith(b"PK"):
        yield from _crawl(source, inner)
        return
    with sources.seekable(source) as file, archives.opened(file, source.name) as archive:
        crawls = list(archives.members(source, archive, (".warc", ".warc.gz")))
        if not crawls:
            yield RefusedError("there is no crawl in it", where=source.name)
        for crawl in crawls:
            yield from _crawl(crawl, inner)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record holds, unpacked, with what is told beside it."""

    data: bytes
    status: int | None
    media_type: str | None
    charset: str | None
    restrictions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Told:
    """What is said of the pages of a crawl that are no articles: each, or where they are many their number."""

    source: str
    refused: dict[str, list[RefusedError]] = field(default_factory=dict)
    numbers: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def refuse(self, refused: RefusedError) -> None:
        what = refused.what if refused.what in self.numbers or len(self.numbers) < _MOST_KINDS else "other faults"
        self.numbers[what] += 1
        if self.numbers[what] <= _TOLD_ONE_BY_ONE:
            self.refused.setdefault(what, []).append(refused)
        _log.debug("%s", refused)

    def all(self) -> Iterator[RefusedError]:
        for what, number in self.numbers.items():
            if number <= _TOLD_ONE_BY_ONE:
                yield from self.refused[what]
            else:
                first = self.refused[what][0].where
                yield RefusedError(f"{number} pages: {what}", where=self.source, hint=f"the first is {first}")
        if self.passed:
            parts = ", ".join(f"{number} {name}" for name, number in self.passed.most_common())
            _log.debug("%s: passed over %s", self.source, parts)
        if not self.pages:
            yield RefusedError("there are no pages in this crawl", where=self.source)


def _crawl(source: Source, inner: Inner) -> Read:
    told = _Told(source.name)
    for record in _records(source):
        if isinstance(record, RefusedError):
            yield record
            continue
        for item in _page(record, source, inner, told):
            if isinstance(item, RefusedError):
                told.refuse(item)
            else:
                yield item
    yield from told.all()


class _Stream:
    """What fastwarc takes: it asks a stream that has ``seek`` to do so, a pipe cannot."""

    def __init__(self, file: io.BufferedReader, at: int) -> None:
        self._file, self._at = file, at

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _records(source: Source) -> Iterator[WarcRecord | RefusedError]:
    """Responses and resources.

    Behind a damaged place it goes on where the next record begins, if the source can be sought in.
    """
    can_seek, at = source.file.seekable(), 0
    for _ in range(_MOST_FAULTS):
        begin = at
        try:
            stream = cast("BinaryIO", _Stream(source.file, begin))
            for record in ArchiveIterator(stream, _PAGE_RECORDS, parse_http=False):
                at = record.stream_pos
                yield record
            return
        except OSError as error:
            fault = squeeze(str(error))[:80]
        after = _next(source.file, at + 1) if can_seek else None
        gone_on = "read on behind it" if after is not None else "what stands before it was read"
        yield RefusedError(f"this crawl is damaged or breaks off: {fault}", where=source.name, hint=gone_on)
        if after is None:
            return
        at = after


def _next(file: io.BufferedReader, at: int) -> int | None:
    """Where the next record begins, and the file stands then; None where none does."""
    file.seek(at)
    kept = b""
    while chunk := file.read(_CHUNK):
        data = kept + chunk
        if match := _MARK.search(data):
            found = at - len(kept) + match.start()
            file.seek(found)
            return found
        at += len(chunk)
        kept = data[-_LONGEST_MARK:]
    return None


def _page(record: WarcRecord, source: Source, inner: Inner, told: _Told) -> Iterator[Item]:
    address = _address(record.headers.get("WARC-Target-URI") or "")
    where = f"{source.name}!{squeeze(address)[:_LONGEST_NAME]}"
    raw = record.reader.read(sources.LIMIT + 1)
    is_answer = _is_answer(record)
    told.pages += is_answer
    page = _answer(raw) if is_answer else _resource(record, raw)
    if page is not None and not is_answer and not _is_read_as(page, address):
        told.passed[f"of {page.media_type or 'no type'}, kept without an answer of a web server"] += 1
        return
    told.pages += not is_answer
    if record.headers.get("WARC-Truncated") or len(raw) < min(record.content_length, sources.LIMIT):
        yield RefusedError("the crawl holds only a part of this page", where=where)
        return
    if page is None:
        yield RefusedError("this is no answer of a web server", where=where)
        return
    if page.status != _FOUND:
        told.passed["pages that were not found"] += 1
        return
    kind = _kind(address, page.data, page.media_type)
    if not record.headers.get(_READ_BY_KG) and (kind is None or not _is_read(kind, address)):
        told.passed[kind or page.media_type or "of no type"] += 1
        return
    if len(page.data) > sources.LIMIT:
        yield RefusedError(f"this is larger than {sources.LIMIT // 1024 // 1024} MB", where=where)
        return
    try:
        yield from _articles(_part(record, page, source, address), address, inner)
    except FormatError:
        told.passed[kind or page.media_type or "of no type"] += 1
    except SourceError as error:
        yield RefusedError(error.what, where=where, hint=error.hint)


def _part(record: WarcRecord, page: _Page, source: Source, address: str) -> Source:
    name = squeeze(address)[:_LONGEST_NAME]
    at = address if _is_answer(record) or addresses.begins_as_one(address) else None
    return replace(
        source.within(name, page.data, media_type=page.media_type, charset=page.charset, address=at),
        fetched=record.record_date,
        restrictions=page.restrictions,
    )


def _articles(part: Source, address: str, inner: Inner) -> Iterator[Item]:
    """What lies in a page; an article that tells no address of its own has that of the page."""
    for item in inner(part):
        if isinstance(item, Article) and item.url is None and item.source == part.name:
            yield replace(item, url=addresses.mended(address))
        else:
            yield item


def _address(told: str) -> str:
    """An address without the angle brackets around it, as WARC 1.0 had it and wget writes it."""
    address = told.strip()
    return address[1:-1].strip() if address.startswith("<") and address.endswith(">") else address


def _is_answer(record: WarcRecord) -> bool:
    """Whether a record holds what a web server answered, headers and all; also one that does not tell what it holds."""
    media_type = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return bool(record.record_type == WarcRecordType.response and media_type in ("", "application/http"))


def _answer(raw: bytes) -> _Page | None:
    """The page in an answer of a web server; None where this is none."""
    decoded = _decoded(raw)
    if decoded is None:
        return None
    page, data = decoded
    media_type = (page.http_content_type or "").lower() or None
    restrictions = restrictions_of(_joined(page.http_headers))
    return _Page(data, page.http_headers.status_code, media_type, page.http_charset, restrictions)


def _resource(record: WarcRecord, raw: bytes) -> _Page:
    """The page in a record that holds nothing else: its type is that of the record."""
    told = Message()
    told["Content-Type"] = " ".join((record.headers.get("Content-Type") or "").split())
    media_type = told.get_content_type() if told["Content-Type"] else None
    charset = told.get_param("charset")
    return _Page(raw, _FOUND, media_type, charset if isinstance(charset, str) else None)


def _is_read_as(page: _Page, address: str) -> bool:
    """Whether a record without an answer is one of a page, not of what crawlers note (urn:pageinfo, a screenshot)."""
    kind = _kind(address, page.data, page.media_type)
    is_file = ":" not in address or address.lower().startswith(("http:", "https:", "ftp:", "file:"))
    return kind is not None and _is_read(kind, address) and (is_file or kind == "html")


def _joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by their names in small letters; those of one name joined by commas."""
    found: dict[str, str] = {}
    for name, value in headers:
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


def _decoded(raw: bytes) -> tuple[WarcRecord, bytes] | None:
    """The answer in a record, its body without the encodings of content and transfer, as far as an article goes."""
    for transfer in _TRANSFERS:
        page = WarcRecord()
        page.init_headers(WarcRecordType.response)
        page.is_http = True
        page.set_bytes_content(raw)
        try:
            page.parse_http(auto_decode=transfer)
            body = page.reader.read(sources.LIMIT + 1)
        except (OSError, ValueError):
            continue
        return page, _unpacked(body, _joined(page.http_headers).get("content-encoding", ""))
    return None


def _unpacked(body: bytes, content_encoding: str) -> bytes:
    try:
        return codings.unpacked(body, codings.named(content_encoding), sources.LIMIT)
    except ValueError:
        return body


def _is_read(kind: str, address: str) -> bool:
    path = address.partition("?")[0].partition("#")[0]
    is_file = path.lower().endswith(_FILE_NAMES) and not _MACHINERY.search(path)
    return kind in _PAGES or (kind in _FILES and is_file)


def _kind(address: str, data: bytes, media_type: str | None) -> str | None:
    """Which format a page is of: an image that is served as a page is one all the same."""
    path = address.partition("?")[0].partition("#")[0]
    name = path if media_type in _TELLING or path.lower().endswith(_FILE_NAMES) else ""
    found = formats.told(name, data[: formats.HEAD], media_type)
    return found.name if found else None
