"""Feeds that are watched: what is new comes once, what is corrected is told, whatever breaks in between."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from web import Request, Web, serving

from kg import watching
from kg.article import Options
from kg.errors import InUseError, KgError, SourceError, UsageError
from kg.fetch.client import Client
from kg.fetch.pages import Fetcher
from kg.namespaces import digest
from kg.settings import load
from kg.store import open_store, open_view
from kg.watching import STATE, Round, Watch

STRIKE = "A Russian strike killed 12 people in Odesa on Monday, the Ukrainian military said in a statement."
ACCUSED = "China accused Japan of lying about the islands on Tuesday, and summoned its ambassador to Beijing."
SPENT = "The European Union imposed sanctions on Belarus on Friday, the foreign ministers of the bloc said in Brussels."


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def item(number: int, text: str) -> str:
    body = f"<p>{text}</p>" * 3
    return (
        f"<item><title>Item {number}</title><link>http://news.example/{number}</link><guid>{number}</guid>"
        f"<pubDate>Wed, 06 Mar 2024 10:00:00 GMT</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Harbour Post</title><link>http://news.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def teaser(link: str, updated: str = "Wed, 06 Mar 2024 10:00:00 GMT") -> str:
    return (
        f"<item><title>Of a page</title><link>{link}</link><pubDate>{updated}</pubDate>"
        "<description>Read more.</description></item>"
    )


class Desk:
    """Somebody who watches from a folder."""

    def __init__(self, *, follow: bool = False, every: int = 15, store: str = "store") -> None:
        self.slept: list[float] = []
        client = Client(allow_private=True, pause=0.0, sleep=lambda seconds: None)
        self.fetcher = Fetcher(Options(), client, Path("web"), follow)
        settings = load({}, store=Path(store))
        self.watch = Watch(
            Path("web"), settings, self.fetcher, lambda: open_store(Path(store)), timedelta(minutes=every)
        )

    def rounds(self, *feeds: str, number: int = 1) -> list[Round]:
        with self.watch.opened():
            return list(self.watch.rounds(feeds, number, self.slept.append))

    def one(self, feed: str) -> Round:
        (done,) = self.rounds(feed)
        return done


def outcomes(done: Round) -> dict[str, int]:
    assert done.summary is not None, done.problem
    return dict(done.summary.outcomes)


def stored() -> int:
    with open_view(Path("store")) as view:
        return sum(1 for _ in view.articles())


# --- what is new


def test_what_is_new_comes_and_comes_once(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="application/rss+xml")
    assert outcomes(Desk().one(feed)) == {"added": 1}
    web.page("/feed", rss(item(2, ACCUSED), item(1, STRIKE)), type="application/rss+xml")
    assert outcomes(Desk().one(feed)) == {"added": 1, "unchanged": 1}
    assert stored() == 2


def test_a_feed_that_has_not_changed_is_not_sent_again(web: Web, folder: Path) -> None:
    sent: list[int] = []

    def answer(request: Request) -> None:
        is_known = request.headers["If-None-Match"] == '"one"'
        sent.append(304 if is_known else 200)
        request.send(b"" if is_known else rss(item(1, STRIKE)), status=sent[-1], type="text/xml", ETag='"one"')

    feed = web.play("/feed", answer)
    assert outcomes(Desk().one(feed)) == {"added": 1}
    assert Desk().one(feed).is_unchanged
    assert sent == [200, 304]


def test_the_day_of_the_last_change_is_asked_by_too(web: Web, folder: Path) -> None:
    said: list[str | None] = []

    def answer(request: Request) -> None:
        said.append(request.headers["If-Modified-Since"])
        request.send(rss(item(1, STRIKE)), type="text/xml", Last_Modified="Wed, 06 Mar 2024 10:00:00 GMT")

    feed = web.play("/feed", answer)
    Desk().rounds(feed)
    Desk().rounds(feed)
    assert said == [None, "Wed, 06 Mar 2024 10:00:00 GMT"]


def test_a_correction_takes_the_place_of_what_it_corrects(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml")
    Desk().one(feed)
    web.page("/feed", rss(item(1, STRIKE.replace("12", "10"))), type="text/xml")
    done = Desk().one(feed)
    assert outcomes(done) == {"replaced": 1}
    assert done.summary is not None
    assert len(done.summary.corrections) == 1
    assert stored() == 1


def test_pages_that_a_feed_links_to_are_fetched_once(web: Web, folder: Path) -> None:
    page = web.page("/page.txt", STRIKE, type="text/plain")
    feed = web.page("/feed", rss(teaser(page)), type="text/xml")
    assert outcomes(Desk(follow=True).one(feed)) == {"added": 1}
    assert outcomes(Desk(follow=True).one(feed)) == {}
    assert web.asked.count("/page.txt") == 1


def test_a_page_that_the_feed_says_is_changed_is_fetched_again(web: Web, folder: Path) -> None:
    page = web.page("/page.txt", STRIKE, type="text/plain")
    feed = web.page("/feed", rss(teaser(page)), type="text/xml")
    Desk(follow=True).one(feed)
    web.page("/page.txt", STRIKE.replace("12", "10"), type="text/plain")
    web.page("/feed", rss(teaser(page, "Thu, 07 Mar 2024 10:00:00 GMT")), type="text/xml")
    assert outcomes(Desk(follow=True).one(feed)) == {"replaced": 1}


def test_a_page_that_could_not_be_reached_is_asked_again(web: Web, folder: Path) -> None:
    page = web.page("/page.txt", b"", status=503)
    feed = web.page("/feed", rss(teaser(page)), type="text/xml")
    done = Desk(follow=True).one(feed)
    assert done.summary is not None
    assert len(done.summary.refused) == 1
    web.page("/page.txt", STRIKE, type="text/plain")
    assert outcomes(Desk(follow=True).one(feed)) == {"added": 1}


def test_while_a_page_is_to_be_asked_again_its_feed_comes_again(web: Web, folder: Path) -> None:
    page = web.page("/page.txt", b"", status=503)

    def answer(request: Request) -> None:
        is_known = request.headers["If-None-Match"] == '"one"'
        request.send(
            b"" if is_known else rss(teaser(page)), status=304 if is_known else 200, type="text/xml", ETag='"one"'
        )

    feed = web.play("/feed", answer)
    Desk(follow=True).one(feed)
    web.page("/page.txt", STRIKE, type="text/plain")
    assert outcomes(Desk(follow=True).one(feed)) == {"added": 1}
    assert Desk(follow=True).one(feed).is_unchanged


def test_a_page_that_is_never_there_is_given_up_after_some_rounds(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(teaser(web.page("/page.txt", b"", status=503))), type="text/xml")
    for _ in range(8):
        Desk(follow=True).one(feed)
    assert 5 <= web.asked.count("/page.txt") <= 5 * 3  # each round tries three times at most


def test_pages_that_a_feed_still_links_to_are_not_forgotten(
    web: Web, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_MOST", 2)
    pages = [web.page(f"/{n}.txt", f"{SPENT} Part {n}.", type="text/plain") for n in range(5)]
    feed = web.page("/feed", rss(*map(teaser, pages)), type="text/xml")
    for _ in range(3):
        Desk(follow=True).one(feed)
    assert [web.asked.count(f"/{n}.txt") for n in range(5)] == [1] * 5


def test_what_is_refused_is_said_once(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(teaser("http://news.example/1")), type="text/xml")
    first, second = (Desk().one(feed).summary for _ in range(2))
    assert first is not None
    assert second is not None
    assert [len(summary.refused) for summary in (first, second)] == [1, 0]


def test_what_one_store_has_seen_another_has_not(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml", ETag='"one"')
    assert outcomes(Desk().one(feed)) == {"added": 1}
    assert outcomes(Desk(store="other").one(feed)) == {"added": 1}


def test_for_a_store_that_is_gone_all_is_new(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml", ETag='"one"')
    Desk().one(feed)
    shutil.rmtree("store")
    assert outcomes(Desk().one(feed)) == {"added": 1}


def test_pages_that_were_not_followed_are_when_they_are_to_be(web: Web, folder: Path) -> None:
    page = web.page("/page.txt", STRIKE, type="text/plain")

    def answer(request: Request) -> None:
        if request.headers["If-None-Match"] == '"one"':
            request.send(b"", status=304)
        else:
            request.send(rss(teaser(page)), type="text/xml", ETag='"one"')

    feed = web.play("/feed", answer)
    Desk().one(feed)
    assert outcomes(Desk(follow=True).one(feed)) == {"added": 1}


# --- what breaks


def test_a_feed_that_is_gone_for_good_is_asked_no_more(web: Web, folder: Path) -> None:
    feed = web.page("/feed", b"", status=410)
    (first,) = Desk().rounds(feed, number=3)
    (second,) = Desk().rounds(feed, number=3)
    assert first.is_gone
    assert second.is_gone
    assert web.asked.count("/feed") == 1


def test_a_feed_that_fails_is_asked_less_and_less_often(web: Web, folder: Path) -> None:
    feed = web.page("/feed", b"", status=404)
    done = Desk().rounds(feed, number=8)
    minutes = [round_.pause.total_seconds() / 60 for round_ in done]
    assert minutes == [15, 30, 60, 120, 240, 360, 360, 360]
    web.page("/feed", rss(item(1, STRIKE)), type="text/xml")
    assert Desk().one(feed).pause == timedelta(minutes=15)


def test_one_that_fails_keeps_no_other_from_coming(web: Web, folder: Path) -> None:
    bad = web.page("/bad", b"", status=500)
    good = web.page("/good", rss(item(1, STRIKE)), type="text/xml")
    first, second = Desk().rounds(bad, good)
    assert isinstance(first.problem, SourceError)
    assert outcomes(second) == {"added": 1}


def test_what_is_no_feed_is_told(web: Web, folder: Path) -> None:
    done = Desk().one(web.page("/page.txt", STRIKE, type="text/plain"))
    assert done.problem is not None
    assert "this is no feed" in str(done.problem)


def test_a_store_that_another_has_is_tried_again(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml")
    with open_store(Path("store")):
        assert isinstance(Desk().one(feed).problem, InUseError)
    assert outcomes(Desk().one(feed)) == {"added": 1}


def test_two_watch_not_from_one_folder(folder: Path) -> None:
    with Desk().watch.opened(), pytest.raises(InUseError, match="another kg watch"), Desk().watch.opened():
        pass


@pytest.mark.parametrize(
    "state",
    [
        "", "{", "[]", "[" * 100_000, '{"format": 99}', '{"format": 1, "feeds": [{"colour": "red"}]}',
        '{"format": 1, "feeds": [{"url": "http://a.example/", "pages": []}]}',
        '{"format": 1, "feeds": [{"url": "http://a.example/", "etag": "a\\r\\nX: y"}]}',
    ],
)  # fmt: skip
def test_a_state_that_does_not_read_is_told(folder: Path, state: str) -> None:
    with open_store(Path("store")), Desk().watch.opened():
        pass
    (Path("web") / STATE.format(digest(str(Path("store").resolve()), digits=8))).write_text(state)
    with pytest.raises(UsageError, match="move it away"), Desk().watch.opened():
        pass


@pytest.mark.parametrize("feed", ["feed.xml", "http://[", "http://user:secret@a.example/"])
def test_an_address_that_is_none_is_told(folder: Path, feed: str) -> None:
    with pytest.raises(KgError) as told:
        Desk().rounds(feed)
    assert "secret" not in str(told.value)


def test_feeds_come_each_at_its_time(web: Web, folder: Path) -> None:
    feeds = [web.page(f"/{name}", rss(item(1, STRIKE)), type="text/xml") for name in "ab"]
    desk = Desk(every=10)
    assert [done.feed for done in desk.rounds(*feeds, number=2)] == [*feeds, *feeds]
    assert max(desk.slept) == pytest.approx(600, abs=30)


# --- the command


def kg(*args: str) -> list[str]:
    return [sys.executable, "-m", "kg", *args, "--store", "store", "--allow-private"]


def test_the_command_says_one_line_a_round(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml")
    done = subprocess.run(kg("watch", feed, "--rounds", "1"), capture_output=True, text=True, check=True)
    (line,) = done.stdout.splitlines()
    assert line.endswith(f"{feed}: 1 added")


@pytest.mark.slow
def test_killed_at_any_moment_it_neither_loses_nor_repeats_an_item(web: Web, folder: Path) -> None:
    texts = [f"{SPENT} Round {number} of the talks failed." for number in range(12)]
    pages = [web.page(f"/{n}.txt", text, type="text/plain") for n, text in enumerate(texts)]
    feed = web.page("/feed", rss(*map(teaser, pages)), type="text/xml")
    command = kg("watch", feed, "--rounds", "1", "--follow")
    for number in range(1, 6):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None and web.asked.count(f"/{2 * number}.txt") == 0:
                time.sleep(0.01)
            os.kill(process.pid, signal.SIGKILL)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "refused" not in done.stdout
    assert stored() == len(pages)
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.endswith("nothing new\n")


def state() -> dict[str, Any]:
    (file,) = Path("web").glob("watch-*.json")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_what_was_seen_is_written_down_when_it_is_stored(web: Web, folder: Path) -> None:
    feed = web.page("/feed", rss(item(1, STRIKE)), type="text/xml", ETag='"one"')
    Desk().one(feed)
    (known,) = state()["feeds"]
    assert (known["url"], known["etag"]) == (feed, '"one"')
