"""Addresses: fetched politely, within limits, never private ones; what came is kept, and read again offline."""

import gzip
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from web import Request, Web, serving

from kg.article import Article, Options, read
from kg.article.restrictions import restrictions_of
from kg.errors import KgError, SourceError
from kg.fetch import client as client_module
from kg.fetch import guard
from kg.fetch.client import AGENT, LARGEST, BusyError, Client, TooMuchError, UnreachableError
from kg.fetch.guard import PrivateAddressError
from kg.fetch.pages import Fetcher, SiteError
from kg.fetch.robots import DisallowedError

TEXT = (
    "The foreign minister of Norland said on Monday that talks with its neighbour had failed, and accused Sudland of "
    "breaking the truce that both had signed in spring.\n\n"
    "Officials in the capital declined to comment on the report. The army said that two soldiers had been killed."
)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as site:
        yield site


@pytest.fixture
def client() -> Client:
    return Client(allow_private=True, pause=0.0, sleep=lambda seconds: None)


@pytest.fixture
def fetcher(client: Client, tmp_path: Path) -> Fetcher:
    return Fetcher(Options(), client, tmp_path / "kept")


def only(fetcher: Fetcher, url: str) -> Article:
    (article,) = fetcher.articles(url)
    assert isinstance(article, Article)
    return article


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


# --- what comes


def test_a_text_at_an_address_is_an_article_with_that_address(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a.txt", TEXT, type="text/plain; charset=utf-8")
    assert only(fetcher, url).url == url


def test_the_charset_that_is_declared_is_taken(web: Web, fetcher: Fetcher) -> None:
    text = TEXT.replace("Norland", "Nórðland")
    url = web.page("/a.txt", text.encode("cp1252"), type="text/plain; charset=windows-1252")
    assert "Nórðland" in only(fetcher, url).blocks[0].text


def test_a_packed_body_is_unpacked(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a.txt", packed(TEXT.encode()), type="text/plain", Content_Encoding="gzip")
    assert "Norland" in only(fetcher, url).blocks[0].text


def test_redirects_are_followed_and_the_last_address_counts(web: Web, fetcher: Fetcher) -> None:
    end = web.page("/new.txt", TEXT, type="text/plain")
    url = web.page("/old.txt", b"", status=301, Location="/new.txt")
    assert only(fetcher, url).url == end


@pytest.mark.parametrize(("status", "told"), [(404, "404"), (410, "410"), (403, "403"), (451, "451"), (204, "204")])
def test_an_answer_without_content_is_told(web: Web, fetcher: Fetcher, status: int, told: str) -> None:
    url = web.page("/a", b"", status=status)
    with pytest.raises(SiteError, match=told):
        list(fetcher.articles(url))


def test_what_is_no_article_is_refused_by_its_format(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a.png", b"\x89PNG\r\n\x1a\n\0\0\0", type="image/png")
    with pytest.raises(SourceError, match="this is an image"):
        list(fetcher.articles(url))


PAGE = (
    '<html lang="en"><head><title>Talks fail</title><link rel="canonical" href="{canonical}"></head><body><article>'
    "<h1>Talks fail</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    + "</article></body></html>"
)


def test_a_page_has_the_address_that_it_tells_where_that_is_of_its_site(web: Web, fetcher: Fetcher) -> None:
    own = f"{web.address}/talks"
    assert only(fetcher, web.page("/talks?from=feed", PAGE.format(canonical=own))).url == own


def test_a_page_that_names_another_site_s_address_keeps_its_own(
    web: Web, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    url = web.page("/talks", PAGE.format(canonical="https://elsewhere.example/talks"))
    assert only(fetcher, url).url == url
    assert "elsewhere.example" in caplog.text


def test_a_feed_that_is_an_entity_bomb_is_refused(web: Web, fetcher: Fetcher) -> None:
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    declared = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">{entities}]>'
    bomb = f"{declared}<rss><channel><title>&i;</title></channel></rss>"
    with pytest.raises(SourceError, match="entit"):
        list(fetcher.articles(web.page("/feed", bomb, type="application/rss+xml")))


# --- manners


def test_kg_says_who_it_is(web: Web, client: Client) -> None:
    said: list[str] = []
    client.get(web.play("/a", lambda request: (said.append(request.headers["User-Agent"]), request.send(b""))[-1]))
    assert said == [AGENT]


def test_robots_txt_is_obeyed(web: Web, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /private/*.txt$\n", type="text/plain")
    allowed = web.page("/private/a.txt?x", TEXT, type="text/plain")
    forbidden = web.page("/private/a.txt", TEXT, type="text/plain")
    assert only(fetcher, allowed)
    with pytest.raises(DisallowedError):
        list(fetcher.articles(forbidden))
    assert web.asked.count("/robots.txt") == 1
    assert "/private/a.txt" not in web.asked


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(web: Web, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: kg\nDisallow: /no\n", type="text/plain")
    web.page("/no", TEXT)
    with pytest.raises(DisallowedError):
        list(fetcher.articles(web.page("/yes", b"", status=302, Location="/no")))
    assert "/no" not in web.asked


def test_a_site_that_cannot_say_what_it_allows_is_left_alone_until_it_can(web: Web, fetcher: Fetcher) -> None:
    web.page("/robots.txt", b"", status=503)
    url = web.page("/a.txt", TEXT, type="text/plain")
    with pytest.raises(UnreachableError, match="does not say what robots may fetch: 503"):
        list(fetcher.articles(url))
    web.page("/robots.txt", b"", status=404)
    assert only(fetcher, url)


def test_of_rules_without_end_the_first_count(web: Web, fetcher: Fetcher) -> None:
    web.page("/robots.txt", b"User-agent: *\nDisallow: /no\n" + b"# more\n" * 5_000_000, type="text/plain")
    assert only(fetcher, web.page("/yes.txt", TEXT, type="text/plain"))
    with pytest.raises(DisallowedError):
        list(fetcher.articles(web.page("/no.txt", TEXT, type="text/plain")))


def test_rules_that_lead_in_a_circle_are_none(web: Web, fetcher: Fetcher) -> None:
    web.page("/robots.txt", b"", status=302, Location="/robots.txt")
    assert only(fetcher, web.page("/a.txt", TEXT, type="text/plain"))


def test_there_is_a_pause_between_two_requests_to_a_site(web: Web) -> None:
    slept: list[float] = []
    now = iter(float(n) for n in range(100))
    patient = Client(allow_private=True, pause=60.0, sleep=slept.append, clock=lambda: next(now) / 1000)
    url = web.page("/a", b"x")
    patient.get(url)
    assert slept == []
    patient.get(url)
    assert len(slept) == 1
    assert slept[0] == pytest.approx(60.0, abs=0.1)


def test_a_site_that_asks_for_a_longer_pause_gets_it(web: Web) -> None:
    slept: list[float] = []
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 20\n", type="text/plain")
    slow = Fetcher(Options(), Client(allow_private=True, pause=0.0, sleep=slept.append))
    url = web.page("/a.txt", TEXT, type="text/plain")
    list(slow.articles(url))
    list(slow.articles(url))
    assert max(slept) == pytest.approx(20.0, abs=1.0)


def test_a_busy_site_is_asked_again_when_it_says(web: Web) -> None:
    slept: list[float] = []
    answers = iter([503, 429, 200])
    url = web.play("/a", lambda request: request.send(b"x", status=next(answers), Retry_After="7"))
    assert Client(allow_private=True, pause=0.0, sleep=slept.append).get(url).status == 200
    assert slept == [7.0, 7.0]


def test_a_site_that_stays_busy_is_told(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(SiteError, match="503"):
        list(fetcher.articles(web.page("/a", b"", status=503)))
    assert web.asked.count("/a") == 3


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ("3600", "60 minutes"),
        ("61", "2 minutes"),
        ("86400", "24 hours"),
        ("9" * 400, "8784 hours"),
        ("Wed, 06 Mar 2024 09:44:00 GMT", "60 minutes"),
        ("Wednesday, 06-Mar-24 09:44:00 GMT", "60 minutes"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_wants_longer_than_we_wait_is_refused_at_once(web: Web, status: int, wait: str, told: str) -> None:
    slept: list[float] = []

    def busy(request: Request) -> None:
        request.send_response_only(status)
        for name, value in (("Date", "Wed, 06 Mar 2024 08:44:00 GMT"), ("Retry-After", wait), ("Content-Length", "0")):
            request.send_header(name, value)
        request.end_headers()

    url = web.play("/a", busy)
    with pytest.raises(BusyError, match=f"{status} .*: it asks to wait {told} "):
        Client(allow_private=True, pause=0.0, sleep=slept.append).get(url)
    assert (web.asked, slept) == (["/a"], [])


@pytest.mark.parametrize(
    ("wait", "pause"),
    [
        ("60", 60.0),
        ("Wed, 06 Mar 2024 08:44:30 GMT", 30.0),
        ("Wed, 06 Mar 2024 08:00:00 GMT", 1.0),
        ("soon", 1.0),
        ("0", 1.0),
    ],
)
def test_a_site_that_wants_a_short_pause_gets_it(web: Web, wait: str, pause: float) -> None:
    slept: list[float] = []
    answers = iter([503, 200])

    def busy(request: Request) -> None:
        request.send_response_only(next(answers))
        for name, value in (("Date", "Wed, 06 Mar 2024 08:44:00 GMT"), ("Retry-After", wait), ("Content-Length", "0")):
            request.send_header(name, value)
        request.end_headers()

    assert Client(allow_private=True, pause=0.0, sleep=slept.append).get(web.play("/a", busy)).status == 200
    assert slept == [pause]


def test_a_site_that_had_too_many_requests_is_left_alone_as_long_as_it_asks(web: Web) -> None:
    now = [0.0]
    client = Client(allow_private=True, pause=0.0, sleep=lambda seconds: None, clock=lambda: now[0])
    many = web.play("/many", lambda request: request.send(b"", status=429, Retry_After="3600"))
    other = web.page("/b", b"x")
    with pytest.raises(BusyError):
        client.get(many)
    now[0] = 1800.0
    with pytest.raises(BusyError, match=r"/b: not asked: its site asks to wait 30 minutes \(try again then\)"):
        client.get(other)
    now[0] = 3601.0
    assert client.get(other).status == 200


def test_a_page_that_is_away_for_long_keeps_no_other_from_being_fetched(web: Web, fetcher: Fetcher) -> None:
    away = web.play("/away", lambda request: request.send(b"", status=503, Retry_After="3600"))
    with pytest.raises(BusyError):
        list(fetcher.articles(away))
    assert only(fetcher, web.page("/a.txt", TEXT, type="text/plain"))


def test_a_connection_that_the_site_is_about_to_close_is_not_asked_again(web: Web, fetcher: Fetcher) -> None:
    def busy(request: Request) -> None:
        request.send(b"", status=503)
        time.sleep(0.05)  # the answer is there, the end of the connection is not

    with pytest.raises(SiteError, match="503"):
        list(fetcher.articles(web.play("/a", busy)))
    assert web.asked.count("/a") == 3


# --- what is never fetched


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]",
             "192.168.0.1", "2130706433", "0x7f.1", "[fd00::1]", "[fe80::1]", "100.64.0.1", "224.0.0.1"]
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(PrivateAddressError):
        Client().get(f"http://{host}/")


@pytest.mark.parametrize(
    "address", ["192.0.0.192", "64:ff9b::a9fe:a9fe", "::7f00:1", "fec0::1", "168.63.129.16", "2002:7f00:1::", "2001::1"]
)
def test_addresses_that_some_tables_take_for_public_are_private(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "93.184.216.34"])
def test_addresses_of_the_web_are_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 80))])
    guard.check("http://news.example/")


def test_a_redirect_to_a_private_address_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    public = web.page("/a", b"", status=302, Location="http://10.0.0.1/")
    # The test's own server is private too: only the first step is let through.
    checked = guard.check
    monkeypatch.setattr(guard, "check", lambda url: None if url == public else checked(url))
    monkeypatch.setattr(guard, "only_public", lambda connection: None)
    with pytest.raises(PrivateAddressError):
        Client().get(public)


def test_a_name_that_leads_elsewhere_when_it_is_asked_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "check", lambda url: None)  # what it looked like a moment before
    with pytest.raises(PrivateAddressError):
        Client().get(web.page("/a", b"secret"))
    assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/x",
        "gopher://a.example/",
        "http://",
        "http://a b/",
        "http://[",
        "https://[::1",
        "http:///a",
    ],
)
def test_only_addresses_of_the_web_are_fetched(client: Client, fetcher: Fetcher, url: str) -> None:
    for getting in (client.get, fetcher.get):
        with pytest.raises(SourceError):
            getting(url)


@pytest.mark.parametrize("url", ["http://user:secret@127.0.0.1/", "HTTPS://secret@news.example/a"])
def test_an_address_with_a_login_is_refused_and_the_login_never_told(client: Client, url: str) -> None:
    with pytest.raises(SourceError, match="with a login") as told:
        client.get(url)
    assert "secret" not in str(told.value)


def test_nor_is_one_that_a_redirect_leads_to(web: Web, client: Client) -> None:
    with pytest.raises(SourceError, match="with a login") as told:
        client.get(web.page("/a", b"", status=302, Location="http://user:secret@127.0.0.1/b"))
    assert "secret" not in str(told.value)


def test_a_redirect_to_what_is_no_address_is_told(web: Web, client: Client) -> None:
    with pytest.raises(SourceError, match="no address"):
        client.get(web.page("/a", b"", status=302, Location="http://["))


def test_a_redirect_to_a_file_is_refused(web: Web, client: Client) -> None:
    with pytest.raises(SourceError, match="no http or https address"):
        client.get(web.page("/a", b"", status=302, Location="file:///etc/passwd"))


# --- limits


def test_a_redirect_in_a_circle_ends(web: Web, client: Client) -> None:
    web.page("/b", b"", status=302, Location="/a")
    with pytest.raises(SourceError, match="in a circle"):
        client.get(web.page("/a", b"", status=302, Location="/b"))


def test_redirects_without_end_end(web: Web, client: Client) -> None:
    for number in range(20):
        web.page(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    with pytest.raises(SourceError, match="more than 5 redirects"):
        client.get(f"{web.address}/0")


def test_a_body_that_comes_too_slowly_is_given_up(web: Web, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_TOTAL", 0.3)

    def trickle(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        for _ in range(1000):
            time.sleep(0.02)
            request.wfile.write(b"x")

    began = time.monotonic()
    with pytest.raises(UnreachableError, match="longer than"):
        client.get(web.play("/a", trickle))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("endless", [b"HTTP/1.1 100 Continue\r\n\r\n", b"X-A: b\r\n", b"H"])
def test_headers_that_never_end_are_given_up(
    web: Web, client: Client, monkeypatch: pytest.MonkeyPatch, endless: bytes
) -> None:
    monkeypatch.setattr(client_module, "_TOTAL", 0.3)
    first = b"" if endless.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n"

    def never(request: Request) -> None:
        request.wfile.write(first)
        try:
            while True:
                request.wfile.write(endless)
                time.sleep(0.02)
        except OSError:
            pass

    began = time.monotonic()
    with pytest.raises(SourceError):
        client.get(web.play("/a", never))
    assert time.monotonic() - began < 10


def test_a_body_of_many_gigabytes_is_given_up(web: Web, client: Client) -> None:
    sent = 0

    def endless(request: Request) -> None:
        nonlocal sent
        request.send_response(200)
        request.send_header("Content-Length", str(5 << 30))
        request.end_headers()
        try:
            while sent < 5 << 30:
                sent += request.wfile.write(b"x" * (1 << 20))
        except OSError:
            pass

    with pytest.raises(TooMuchError, match="larger than 20 MB"):
        client.get(web.play("/a", endless))
    assert sent < 3 * LARGEST


def test_a_small_body_that_unpacks_to_a_large_one_is_given_up(web: Web, fetcher: Fetcher) -> None:
    bomb = packed(b"\0" * (3 * LARGEST))
    with pytest.raises(TooMuchError, match="larger than"):
        list(fetcher.articles(web.page("/a", bomb, Content_Encoding="gzip")))


def test_a_body_that_is_packed_twice_is_read_and_one_packed_many_times_is_not(web: Web, fetcher: Fetcher) -> None:
    twice = packed(packed(TEXT.encode()))
    url = web.page("/a.txt", twice, type="text/plain", Content_Encoding="gzip, gzip")
    assert "Norland" in only(fetcher, url).blocks[0].text
    often = web.page("/b.txt", twice, type="text/plain", Content_Encoding="gzip, gzip, gzip, gzip")
    with pytest.raises(SourceError, match="packed 4 times over"):
        list(fetcher.articles(often))


def test_a_packed_body_that_breaks_off_is_told(web: Web, fetcher: Fetcher) -> None:
    half = packed(TEXT.encode() * 20)[:-30]
    with pytest.raises(UnreachableError, match="cannot be unpacked"):
        list(fetcher.articles(web.page("/a.txt", half, type="text/plain", Content_Encoding="gzip")))


def test_a_body_in_several_packed_parts_is_read_whole(web: Web, fetcher: Fetcher) -> None:
    first, second = TEXT.split("\n\n")
    parts = packed(f"{first}\n\n".encode()) + packed(second.encode())
    found = only(fetcher, web.page("/a.txt", parts, type="text/plain", Content_Encoding="gzip"))
    assert [block.text for block in found.blocks] == [first, second]


def test_a_body_that_is_not_packed_as_it_says_is_told(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(SourceError, match="cannot be unpacked"):
        list(fetcher.articles(web.page("/a", b"plain", Content_Encoding="gzip")))


def test_a_connection_that_breaks_off_is_told(web: Web, client: Client) -> None:
    def broken(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    with pytest.raises(SourceError, match="no answer"):
        client.get(web.play("/a", broken))


def test_nobody_at_the_address_is_told(client: Client) -> None:
    with serving() as gone:
        url = f"{gone.address}/a"
    with pytest.raises(SourceError, match="no answer") as told:
        client.get(url)
    assert "object at" not in str(told.value)


# --- what is kept


def test_what_was_fetched_is_kept_and_read_again_without_the_network(
    web: Web, fetcher: Fetcher, tmp_path: Path
) -> None:
    url = web.page("/a.txt", packed(TEXT.encode()), type="text/plain", Content_Encoding="gzip")
    fetched = only(fetcher, url)
    (archive,) = (tmp_path / "kept").iterdir()
    (again,) = read(archive)
    assert isinstance(again, Article)
    assert (again.url, again.blocks) == (fetched.url, fetched.blocks)


def test_what_may_not_be_archived_is_not_kept(web: Web, fetcher: Fetcher, tmp_path: Path) -> None:
    url = web.page("/a.txt", TEXT, type="text/plain", X_Robots_Tag="noarchive")
    article = only(fetcher, url)
    assert "noarchive" in article.restrictions
    assert not (tmp_path / "kept").exists()


def test_of_what_holds_no_article_nothing_is_kept(web: Web, fetcher: Fetcher, tmp_path: Path) -> None:
    list(
        fetcher.articles(
            web.page("/a.txt", "Il pleut sur la ville et les ministres se taisent. " * 9, type="text/plain")
        )
    )
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("rule", ["noarchive", "otherbot: index, kg: noarchive", "none"])
def test_rules_for_robots_in_headers_are_known(rule: str) -> None:
    assert restrictions_of({"X-Robots-Tag": rule}) == ("noarchive",)


def test_an_item_of_a_feed_takes_no_place_of_another_site_s_article(web: Web, fetcher: Fetcher) -> None:
    body = f"<![CDATA[{TEXT}{TEXT}]]>"
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed</title>'
        f"<item><title>A</title><link>http://victim.example/1</link><content:encoded>{body}</content:encoded></item>"
        f"<item><title>B</title><link>{web.address}/2</link><content:encoded>{body}</content:encoded></item>"
        "</channel></rss>"
    )
    url = web.page("/feed", feed, type="application/rss+xml")
    foreign, own = (item for item in fetcher.articles(url) if isinstance(item, Article))
    assert (foreign.url, foreign.origin) == (None, "http://victim.example/1")
    assert own.url == f"{web.address}/2"


def test_headers_of_a_stranger_begin_no_record_of_their_own(web: Web, fetcher: Fetcher, tmp_path: Path) -> None:
    def smuggle(request: Request) -> None:
        body = TEXT.encode()
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-A: one\r\n\ttwo\r\n")
        request.wfile.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)

    url = web.play("/a.txt", smuggle)
    fetched = only(fetcher, url)
    (archive,) = (tmp_path / "kept").iterdir()
    (again,) = read(archive)
    assert isinstance(again, Article)
    assert again.blocks == fetched.blocks


def test_an_archive_that_cannot_be_written_is_told(web: Web, client: Client, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the way")
    fetcher = Fetcher(Options(), client, tmp_path / "kept")
    with pytest.raises(KgError, match="cannot keep what was fetched"):
        list(fetcher.articles(web.page("/a.txt", TEXT, type="text/plain")))


def test_a_response_in_memory_is_that_of_the_archive(web: Web, client: Client) -> None:
    response = client.get(web.page("/a", b"abc"))
    assert (response.content(), response.body) == (b"abc", b"abc")
    assert io.BytesIO(response.body).read(1) == b"a"
