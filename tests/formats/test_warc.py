"""Web archives: each page by its own format, and what is said of the rest."""

import gzip
import io
import json
import zipfile
import zlib

import pytest
from fastwarc.stream_io import BrotliWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from formats.given import HTML, PARAGRAPHS, SAMPLE, TEXT, TITLE, Item, blocks, faults, one
from formats.test_archives import Pipe, zipped
from formats.test_feeds import RSS

from kg.article import Article, Options, markup
from kg.article.assembly import filled
from kg.article.readers import warc
from kg.article.source import Source
from kg.errors import RefusedError

PAGE = f"<!doctype html><html><head><title>{TITLE}</title></head><body>{HTML}</body></html>".encode()
LINK = "https://news.example/a"


def record(
    url: str = LINK,
    body: bytes = PAGE,
    *,
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "200 OK",
    kind: WarcRecordType = WarcRecordType.response,
    truncated: bool = False,
    by_kg: bool = False,
) -> bytes:
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    if by_kg:
        made.headers["X-kg-Article"] = "yes"
    if truncated:
        made.headers["WARC-Truncated"] = "length"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def brotli(data: bytes) -> bytes:
    file = io.BytesIO()
    with BrotliWriter(file) as packer:
        packer.write(data)
    return file.getvalue()


def inner(part: Source):
    """Reads a page as one that is nothing but its article; a page without paragraphs is refused."""
    lines = markup.lines(part.file.read().decode(part.charset or "utf-8").partition("<body>")[2])
    if not lines:
        yield RefusedError("there is no article in this page", where=part.name)
    else:
        yield filled(Article(part.name, (), url=part.address, title=TITLE), lines)


def crawl(data: bytes, name: str = "a.warc", *, pipe: bool = False) -> list[Item]:
    raw = Pipe(data) if pipe else io.BytesIO(data)
    return list(warc.read(Source(name, io.BufferedReader(raw)), Options(), inner))


def pages(found: list[Item]) -> list[str | None]:
    return [item.url for item in found if isinstance(item, Article)]


@pytest.mark.parametrize("pipe", [False, True])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_is_an_article_under_its_address(pack, pipe):
    (article,) = crawl(pack(record()), pipe=pipe)
    assert isinstance(article, Article)
    assert blocks(article) == SAMPLE
    assert (article.url, article.source) == (LINK, f"a.warc!{LINK}")


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Transfer-Encoding: chunked\r\n", f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: X-GZIP\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE[:400]) + gzip.compress(PAGE[400:])),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE) + b"\0\0padding"),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: br\r\n", brotli(PAGE)),
        ("Content-Encoding: gzip, gzip\r\n", gzip.compress(gzip.compress(PAGE))),
    ],
    ids=["gzip", "chunked", "unpacked by the crawler", "x-gzip", "members", "padding", "zlib", "raw", "br", "twice"],
)
def test_encodings_of_content_and_transfer_are_undone(headers, body):
    (article,) = crawl(record(body=body, headers=f"Content-Type: text/html; charset=utf-8\r\n{headers}"))
    assert isinstance(article, Article)
    assert blocks(article) == SAMPLE


def test_the_charset_that_the_server_tells_is_handed_on():
    body = PAGE.decode().replace("“", '"').replace("”", '"').encode("latin-1")
    (article,) = crawl(record(body=body, headers="Content-Type: text/html; charset=ISO-8859-1\r\n"))
    assert isinstance(article, Article)
    assert "café" in article.blocks[2].text


def test_what_is_no_page_is_passed_over(caplog):
    caplog.set_level("DEBUG")
    other = [
        record(kind=WarcRecordType.request),
        record(kind=WarcRecordType.revisit),
        record(status="404 Not Found"),
        record("https://news.example/x.png", b"\x89PNG\r\n\0", headers="Content-Type: image/png\r\n"),
        record("https://news.example/lies", b"\x89PNG\r\n\0"),
        record("https://news.example/x.css", b"p {color: red}", headers="Content-Type: text/css\r\n"),
        record("https://news.example/robots.txt", b"User-agent: *", headers="Content-Type: text/plain\r\n"),
    ]
    assert pages(found := crawl(b"".join([*other, record()]))) == [LINK]
    assert len(found) == 1
    assert "passed over 2 image" in caplog.text


def bare(kind: str, url: str, media_type: str, body: bytes) -> bytes:
    """A record as others than fastwarc write it, with nothing in it but a body."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-06T08:44:00Z\r\n"
    head += "WARC-Record-ID: <urn:uuid:16da6da0-bcdc-49c3-927e-57494593b943>\r\n"
    head += f"Content-Type: {media_type}\r\n" if media_type else ""
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def test_an_address_in_angle_brackets_is_one():
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    (article,) = crawl(bare("response", f"<{LINK}>", "application/http;msgtype=response", http))
    assert isinstance(article, Article)
    assert (article.url, article.source) == (LINK, f"a.warc!{LINK}")


@pytest.mark.parametrize(
    ("url", "kept"), [(LINK, LINK), (f"<{LINK}>", LINK), ("file:///home/ann/a.html", None), ("urn:view:1", None)]
)
def test_a_page_that_is_kept_without_an_answer_is_read(url, kept):
    latin = PAGE.decode().replace("“", '"').replace("”", '"').encode("latin-1")
    (article,) = crawl(bare("resource", url, "text/html; charset=ISO-8859-1", latin))
    assert isinstance(article, Article)
    assert article.url == kept
    assert "café" in article.blocks[2].text


def test_what_crawlers_note_beside_pages_is_passed_over(caplog):
    caplog.set_level("DEBUG")
    notes = [
        bare("resource", "urn:thumbnail:https://news.example/a", "image/png", b"\x89PNG\r\n\0"),
        bare("resource", "urn:pageinfo:https://news.example/a.jsonl", "application/json", b'{"text": "It rains."}'),
        bare("resource", "dns:news.example", "text/dns", b"20240306084400\nnews.example. 300 IN A 192.0.2.1\n"),
        bare("response", "dns:news.example", "text/dns", b"20240306084400\nnews.example. 300 IN A 192.0.2.1\n"),
        bare("metadata", LINK, "text/html", PAGE),
        bare("revisit", LINK, "text/html", PAGE),
        bare("request", LINK, "text/html", PAGE),
    ]
    assert pages(found := crawl(b"".join([*notes, record()]))) == [LINK]
    assert len(found) == 1
    assert "1 of image/png, kept without an answer" in caplog.text
    assert faults(crawl(b"".join(notes))) == ["a.warc: there are no pages in this crawl"]


def test_a_feed_in_a_crawl_is_handed_on():
    handed = []

    def noting(part):
        handed.append((part.name, part.media_type))
        return iter(())

    data = record("https://news.example/rss", RSS.encode(), headers="Content-Type: application/rss+xml\r\n")
    list(warc.read(Source("a.warc", io.BufferedReader(io.BytesIO(data))), Options(), noting))
    assert handed == [("a.warc!https://news.example/rss", "application/rss+xml")]


@pytest.mark.parametrize(("name", "is_read"), [("a.txt", True), ("a.jsonl", True), ("robots.txt", False), ("a", False)])
def test_a_file_of_articles_in_a_crawl_is_handed_on_and_the_machinery_of_a_site_is_not(name, is_read):
    handed = []

    def noting(part):
        handed.append(part.name)
        return iter(())

    data = record(f"https://news.example/{name}", b'{"text": "It rains."}', headers="Content-Type: text/plain\r\n")
    list(warc.read(Source("a.warc", io.BufferedReader(io.BytesIO(data))), Options(), noting))
    assert handed == ([f"a.warc!https://news.example/{name}"] if is_read else [])


@pytest.mark.parametrize(
    ("media_type", "body", "source"),
    [
        ("text/plain", TEXT.encode(), ""),
        ("text/markdown", f"# {TITLE}\n\n{TEXT}".encode(), ""),
        ("application/json", json.dumps({"text": TEXT}).encode(), ":1"),
        ("application/octet-stream", TEXT.encode(), ""),
        ("message/rfc822", f"From: a@b.example\nSubject: {TITLE}\n\n{TEXT}".encode(), ""),
        ("application/zip", zipped(("b.txt", TEXT)), "!b.txt"),
    ],
)
def test_what_kg_fetched_and_read_is_read_again_whatever_its_format_and_what_another_crawled_is_not(
    media_type, body, source
):
    headers = f"Content-Type: {media_type}\r\n"
    article = one("a.warc", record(body=body, headers=headers, by_kg=True))
    assert article.source == f"a.warc!{LINK}{source}"
    assert [text for kind, text in blocks(article) if kind == "paragraph"] == list(PARAGRAPHS)
    assert crawl(record(body=body, headers=headers)) == []


def test_a_page_that_tells_no_address_has_the_one_where_it_was_fetched():
    data = record("https://news.example/a.txt", b"It rains.", headers="Content-Type: text/plain\r\n")
    assert one("a.warc", data).url == "https://news.example/a.txt"


def test_few_pages_that_are_no_articles_are_told_each_and_many_in_one_line():
    bare = b"<!doctype html><html><body></body></html>"
    few = crawl(b"".join(record(f"{LINK}{n}", bare) for n in range(2)) + record())
    assert faults(few) == [f"a.warc!{LINK}{n}: there is no article in this page" for n in range(2)]
    many = crawl(b"".join(record(f"{LINK}{n}", bare) for n in range(12)) + record())
    assert faults(many) == [f"a.warc: 12 pages: there is no article in this page (the first is a.warc!{LINK}0)"]
    assert pages(many) == [LINK]


def test_a_page_that_the_crawl_cut_off_is_refused():
    found = crawl(record(truncated=True) + record())
    assert faults(found) == [f"a.warc!{LINK}: the crawl holds only a part of this page"]
    assert len(found) == 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_crawl_that_breaks_off_is_told_and_the_pages_before_it_are_read(pack):
    whole = pack(record(f"{LINK}1")) + pack(record(f"{LINK}2"))
    found = crawl(whole[:-150])
    assert pages(found) == [f"{LINK}1"]
    assert len(faults(found)) == 1


def test_behind_a_damaged_place_the_rest_is_read():
    damaged = bytearray(gzip.compress(record(f"{LINK}2")))
    damaged[60:70] = b"\xff" * 10
    data = gzip.compress(record(f"{LINK}1")) + bytes(damaged) + gzip.compress(record(f"{LINK}3"))
    found = crawl(data, "a.warc.gz")
    assert pages(found) == [f"{LINK}1", f"{LINK}3"]
    assert faults(found)[0].endswith("(read on behind it)")
    found = crawl(record(f"{LINK}1") + b"rubbish\r\n" * 99 + record(f"{LINK}2"))
    assert pages(found) == [f"{LINK}1", f"{LINK}2"]
    found = crawl(data, pipe=True)
    assert pages(found) == [f"{LINK}1"]
    assert "what stands before it was read" in faults(found)[0]


def test_a_page_that_unpacks_without_end_is_refused_alone():
    bomb = gzip.compress(b"<!doctype html><html>" + b" " * 100_000_000)
    found = crawl(record(body=bomb, headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + record())
    assert faults(found) == [f"a.warc!{LINK}: this is larger than 20 MB"]
    assert pages(found) == [LINK]


def test_a_wacz_holds_crawls():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(record()) + gzip.compress(record(f"{LINK}2")))
        archive.writestr("pages/pages.jsonl", "{}")
    found = crawl(file.getvalue(), "a.wacz")
    assert pages(found) == [LINK, f"{LINK}2"]
    assert found[0].source == f"a.wacz!archive/data.warc.gz!{LINK}"


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\n", b"WARC/1.0\r\nX: " + b"a" * 1_000_000, record(kind=WarcRecordType.request)]
)
def test_a_crawl_without_pages_is_refused(data):
    found = crawl(data)
    assert pages(found) == []
    assert faults(found)
