"""Watches feeds: asks them again and again whether something is new, and imports that.

What was seen is written down after it is stored. Killed at any instant, the next run asks once more for what it was
about, and finds that stored: nothing is lost, nothing comes twice.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from filelock import FileLock, Timeout

from kg.article.addresses import begins_as_one
from kg.errors import InUseError, KgError, UsageError
from kg.fetch.client import Response, check_address
from kg.fetch.pages import Fetcher, SiteError, stamp
from kg.importing import Summary, import_articles
from kg.namespaces import digest
from kg.settings import Settings
from kg.store.files import write_whole

if TYPE_CHECKING:
    from kg.store import Store

STATE: Final = "watch-{}.json"
"""Of each store its own: what one has seen, another has not."""
_FORMAT: Final = 1
_ANEW: Final = "move it away to begin anew: what is stored is not imported twice"
_MOST: Final = 5000
"""Links and refusals of a feed that are remembered, the last ones."""
_LONGEST: Final = timedelta(hours=6)
"""The longest pause of a feed that fails again and again."""
_DOUBLINGS: Final = 10
_TRIES: Final = 5
"""Rounds in which a page is asked that cannot be reached."""


@dataclass(slots=True)
class Feed:
    """What is known of a feed.

    Attributes:
        url: its address.
        etag, modified: by which it is asked whether it has changed.
        pages: the pages that it links to which were read, with when it said that they were changed.
        failed: those that could not be reached, and how often; after some times they are given up.
        told: digests of what was refused, and said.
        follow: whether its pages were followed; where they are only now, it must come again.
        has_stored: whether an article of it was stored.
        failures: how often in a row it could not be read.
        is_gone: whether it said that it is so for good.
    """

    url: str
    etag: str = ""
    modified: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    follow: bool = False
    has_stored: bool = False
    failures: int = 0
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What came of asking a feed once: what was imported, or why not; ``pause`` until it is asked again."""

    feed: str
    at: datetime
    pause: timedelta
    summary: Summary | None = None
    problem: KgError | None = None
    is_unchanged: bool = False
    is_gone: bool = False


class Watch:
    """The feeds that are watched from a folder, by one process at a time.

    Args:
        folder: where it is written down what was seen; by a store that is gone, nothing was.
        settings: how articles are read, and into which store.
        fetcher: asks for feeds and pages.
        open_store: opens the store to write.
        every: the pause between two rounds of a feed.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        fetcher: Fetcher,
        open_store: "Callable[[], AbstractContextManager[Store]]",
        every: timedelta,
    ) -> None:
        self._file = folder / STATE.format(digest(str(_place(settings)), digits=8))
        self._settings, self._fetcher = settings, fetcher
        self._open_store, self._every = open_store, every
        self._feeds: dict[str, Feed] = {}

    @contextmanager
    def opened(self) -> Iterator["Watch"]:
        """Takes the folder, and reads what was seen.

        Raises:
            InUseError: somebody else watches from it.
            UsageError: what is written down there does not read.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._file.with_suffix(".lock"), timeout=0)
        try:
            with lock:
                known = _read(self._file)
                is_gone = any(feed.has_stored for feed in known.values()) and not _is_there(self._settings)
                self._feeds = {} if is_gone else known
                yield self
        except Timeout:
            what = "another kg watch watches from this folder"
            raise InUseError(what, where=str(self._file.parent), hint="--web names another folder") from None

    def rounds(
        self, urls: Iterable[str], number: int | None, sleep: Callable[[float], None] = time.sleep
    ) -> Iterator[Round]:
        """Asks each feed when its time has come, without end, or so many times; those that are gone no more.

        Raises:
            UsageError: this is a file.
            SourceError: an address is none, or holds a login.
        """
        for url in (left := list(dict.fromkeys(urls))):
            if not begins_as_one(url):
                raise UsageError("this is no address", where=url, hint="https://...")
            check_address(url)
        due = dict.fromkeys(left, datetime.now(UTC))
        asked = dict.fromkeys(left, 0)
        while due:
            url = min(due, key=lambda feed: due[feed])
            sleep(max(0.0, (due[url] - datetime.now(UTC)).total_seconds()))
            done = self.round(url)
            asked[url] += 1
            yield done
            due[url] = done.at + done.pause
            if done.is_gone or asked[url] == number:
                del due[url]

    def round(self, url: str) -> Round:
        """Asks a feed whether it has changed, and imports what is new."""
        feed = self._feeds.setdefault(url, Feed(url))
        now = datetime.now(UTC)
        if feed.is_gone:
            return Round(url, now, self._every, is_gone=True)
        if feed.follow != self._fetcher.follow:
            feed.etag, feed.modified, feed.follow = "", "", self._fetcher.follow
        try:
            response = self._fetcher.get(url, _conditions(feed))
            if response.status == HTTPStatus.NOT_MODIFIED:
                return self._done(feed, Round(url, now, self._every, is_unchanged=True))
            if response.status == HTTPStatus.GONE:
                feed.is_gone = True
                return self._done(feed, Round(url, now, self._every, is_gone=True))
            summary = self._imported(feed, response)
        except KgError as error:
            feed.failures += 1
            self._write()
            return Round(url, now, self._pause(feed.failures), problem=error)
        # While something of it is to be asked again, it must come again.
        names = ("", "") if feed.failed else ("etag", "last-modified")
        feed.etag, feed.modified = (_printable(response.headers.get(name, "")) for name in names)
        return self._done(feed, Round(url, now, self._every, summary))

    def _imported(self, feed: Feed, response: Response) -> Summary:
        if response.status != HTTPStatus.OK:
            raise SiteError(response)
        self._fetcher.is_known = lambda link, updated: feed.pages.get(link) == stamp(updated)
        self._fetcher.followed.clear()
        self._fetcher.unreached.clear()
        summary = Summary()
        import_articles(self._fetcher.feed(response), self._settings, self._open_store, summary=summary)
        feed.has_stored = feed.has_stored or bool(summary.outcomes)
        self._note(feed)
        summary.refused = [error for error in summary.refused if self._is_news(feed, error)]
        return summary

    def _note(self, feed: Feed) -> None:
        """Writes down which pages were read: those that the feed links to now, and of former ones the last."""
        now = dict(self._fetcher.followed)
        tries = {link: feed.failed.get(link, 0) + 1 for link in self._fetcher.unreached}
        feed.failed = {link: number for link, number in tries.items() if number < _TRIES}
        before = {link: at for link, at in feed.pages.items() if link not in now}
        feed.pages = {**_last(before), **{link: at for link, at in now.items() if link not in feed.failed}}

    def _is_news(self, feed: Feed, refused: KgError) -> bool:
        """Whether this was not said already: a feed has the same items for days."""
        digest = hashlib.sha256(str(refused).encode()).hexdigest()[:16]
        if digest in feed.told:
            return False
        feed.told = [*feed.told, digest][-_MOST:]
        return True

    def _done(self, feed: Feed, done: Round) -> Round:
        feed.failures = 0
        self._write()
        return done

    def _pause(self, failures: int) -> timedelta:
        doubled = self._every * float(2 ** min(failures - 1, _DOUBLINGS))
        return max(self._every, min(doubled, _LONGEST))

    def _write(self) -> None:
        state = {"format": _FORMAT, "feeds": [asdict(feed) for feed in self._feeds.values()]}
        write_whole(self._file, json.dumps(state, ensure_ascii=False, indent=1).encode())


def _place(settings: Settings) -> object:
    """Which store it is."""
    return settings.store.resolve() if isinstance(settings.store, Path) else settings.store.url


def _is_there(settings: Settings) -> bool:
    return not isinstance(settings.store, Path) or (settings.store / "store.json").exists()


def _conditions(feed: Feed) -> dict[str, str]:
    told = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {name: value for name, value in told.items() if value}


def _last(pages: dict[str, str]) -> dict[str, str]:
    return dict(list(pages.items())[-_MOST:])


def _printable(header: str) -> str:
    """A header that may be sent back; none where it holds what no header does."""
    return header if header.isprintable() and header.isascii() else ""


def _read(file: Path) -> dict[str, Feed]:
    if not file.exists():
        return {}
    try:
        state: Any = json.loads(file.read_bytes())
        if state["format"] != _FORMAT:
            raise UsageError(f"this is of format {state['format']}", where=str(file), hint=_ANEW)
        return {entry["url"]: _feed(entry) for entry in state["feeds"]}
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(file), hint=_ANEW) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError("this is not what kg watch wrote", where=str(file), hint=_ANEW) from None


def _feed(entry: dict[str, Any]) -> Feed:
    """A feed as it was written down.

    Raises:
        TypeError: something in it is of another kind.
    """
    known = Feed(**entry)
    for item in fields(Feed):
        value = getattr(known, item.name)
        if type(value) is not type(getattr(Feed(""), item.name)):
            raise TypeError(item.name)
    texts = (known.url, known.etag, known.modified, *known.pages, *known.pages.values(), *known.failed, *known.told)
    if not all(isinstance(text, str) for text in texts) or not all(map(_printable, filter(None, texts[1:3]))):
        raise TypeError("text")
    return known
