"""One request of the web: with limits of time, size and redirects, and a pause between two to one host."""

import logging
import math
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from kg import __version__
from kg.article import codings
from kg.article.addresses import is_address, joined, written_out
from kg.article.sources import LIMIT
from kg.errors import SourceError
from kg.fetch import guard

_log = logging.getLogger(__name__)

AGENT: Final = f"kg/{__version__} (news to RDF; obeys robots.txt)"
"""What kg calls itself to whom it asks; robots.txt knows it as "kg"."""

LARGEST: Final = LIMIT
"""Bytes of one response, as sent and as unpacked: of one article, whatever it comes by."""

_TOTAL: Final = 60.0
"""Seconds that a response may take in all; a slow body is one that takes longer."""
_TIMEOUT: Final = Timeout(connect=10.0, read=20.0)
_REDIRECTS: Final = 5
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_TRIES: Final = 3
_LONGEST_PAUSE: Final = 60.0
"""Seconds that a site is waited for; where it wants more, the rest of an import goes on without it."""
_FOREVER: Final = 366 * 24 * 3600.0
_MOST_DIGITS: Final = 12
_MOST_MINUTES: Final = 120
_LATER: Final = "try again then"
_CHUNK: Final = 1 << 16
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPTED: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.8"
)


class TooMuchError(SourceError):
    """A response is larger than any article."""


class UnreachableError(SourceError):
    """A site did not answer, or not in time, or not to the end: another time it may."""


class BusyError(UnreachableError):
    """A site wants to be left alone for longer than anybody waits here."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back from an address.

    Attributes:
        asked: the address that was asked.
        url: the one that answered, after redirects.
        status: of HTTP; 304 where nothing is new.
        reason: of HTTP.
        headers: names in lower case; those of one name joined by ", ".
        body: as it was sent, still coded.
    """

    asked: str
    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes

    def content(self) -> bytes:
        """The body without its content codings.

        Raises:
            TooMuchError: there is more in it than ``LARGEST``.
            UnreachableError: it breaks off, or is coded otherwise than it says.
        """
        try:
            body = codings.unpacked(self.body, codings.named(self.headers.get("content-encoding", "")), LARGEST)
        except ValueError as error:
            raise UnreachableError(f"a response that cannot be unpacked: {error}", where=self.url) from None
        if len(body) > LARGEST:
            raise _too_large(self.url)
        return body


def _too_large(url: str) -> TooMuchError:
    return TooMuchError(f"this is larger than {LARGEST // 1024 // 1024} MB", where=url, hint="no article is")


@dataclass(slots=True)
class Client:
    """Asks for addresses, one at a time.

    Attributes:
        allow_private: whether machines of private networks are asked.
        pause: seconds between two requests to one host.
        sleep, clock: of the machine.
    """

    allow_private: bool = False
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _pool: urllib3.PoolManager = field(init=False, repr=False)
    _socket: socket.socket | None = field(init=False, default=None, repr=False)
    _next: dict[str, float] = field(init=False, default_factory=dict, repr=False)
    _closed: dict[str, float] = field(init=False, default_factory=dict, repr=False)
    """Hosts that had too many requests -> until when they are asked for nothing."""

    def __post_init__(self) -> None:
        self._pool = guard.pool(self._connected, num_pools=20, timeout=_TIMEOUT, retries=False)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        may: Callable[[str], None] = lambda url: None,
        pause: float = 0.0,
        most: int | None = None,
    ) -> Response:
        """What is at an address, redirects followed.

        Args:
            url: of http or https.
            headers: more of them, such as ``If-None-Match``.
            may: called with each address before it is asked; raises where it may not be.
            pause: seconds between two requests to its host, where more than the client's own.
            most: bytes of which no more is read, whatever there is; None refuses what is larger than ``LARGEST``.

        Raises:
            PrivateAddressError: it, or where it leads, is of a private network.
            TooMuchError: the response is too large.
            BusyError: the site wants more time than a pause has.
            UnreachableError: no answer, or none in time.
            SourceError: a loop of redirects, no address of the web, or one with a login.
        """
        url = written_out(url)
        asked, seen = url, [url]
        while True:
            check_address(url, asked)
            may(url)
            response = self._patiently(asked, url, headers or {}, pause, most)
            location = response.headers.get("location")
            if response.status not in _MOVED or not location:
                return response
            url = _target(url, location, asked)
            if url in seen or len(seen) > _REDIRECTS:
                what = "a redirect in a circle" if url in seen else f"more than {_REDIRECTS} redirects"
                raise SourceError(what, where=asked)
            seen.append(url)

    def _patiently(self, asked: str, url: str, headers: Mapping[str, str], pause: float, most: int | None) -> Response:
        """A response; where a host is busy or cannot be reached, the last of several tries."""
        for last in range(_TRIES):
            self._leave_alone(url)
            self._wait(url, pause)
            is_last = last == _TRIES - 1
            try:
                response = self._once(asked, url, headers, most)
            except HTTPError as error:
                if is_last:
                    raise UnreachableError(f"no answer: {_reason(error)}", where=url, hint="try again later") from None
                wait = float(2**last)
            else:
                if response.status not in _AGAIN:
                    return response
                told = _retry_after(response.headers)
                if told is not None and told > _LONGEST_PAUSE:
                    raise self._busy(url, response, told)
                if is_last:
                    return response
                wait = told or float(2**last)
            _log.debug("%s: waiting %.0f s for another try", url, wait)
            self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _busy(self, url: str, response: Response, wait: float) -> BusyError:
        """The refusal of an address; where a host has had too many requests, those that follow are refused too."""
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            self._closed[_host(url)] = self.clock() + wait
        return BusyError(f"{response.status} {response.reason}: it asks to wait {_long(wait)}", where=url, hint=_LATER)

    def _leave_alone(self, url: str) -> None:
        """Holds that a host may be asked again.

        Raises:
            BusyError: it had too many requests, and the time that it wants is not over.
        """
        until = self._closed.get(_host(url))
        if until is not None and (left := until - self.clock()) > 0:
            raise BusyError(f"not asked: its site asks to wait {_long(left)}", where=url, hint=_LATER)

    def _wait(self, url: str, pause: float) -> None:
        """Lets as much time pass as lies between two requests to one host."""
        host, now = _host(url), self.clock()
        due = self._next.get(host, now)
        if due > now:
            self.sleep(due - now)
        self._next[host] = max(due, now) + max(self.pause, pause)

    def _once(self, asked: str, url: str, headers: Mapping[str, str], most: int | None) -> Response:
        if not self.allow_private:
            guard.check(url)
        coding = "gzip" if most is None else "identity"  # of what is packed, a part is nothing
        sent = {"User-Agent": AGENT, "Accept": _ACCEPTED, "Accept-Encoding": coding, "Connection": "close", **headers}
        with self._in_time(url):
            found = self._pool.request(
                "GET", url, headers=sent, redirect=False, preload_content=False, decode_content=False, retries=Retry(0)
            )
            try:
                body = b"".join(_chunks(found, url, most))
            finally:
                found.close()
                self._pool.clear()  # a site need not say that it closes: what it may close is not asked again
        named = {name.lower(): value for name, value in found.headers.itermerged()}
        return Response(asked, url, found.status, found.reason or "", named, body)

    @contextmanager
    def _in_time(self, url: str) -> Iterator[None]:
        """Ends what takes too long, wherever it waits: for a header, a byte of the body, what follows that.

        Raises:
            UnreachableError: it took too long.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(_TOTAL, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (HTTPError, OSError):
            if not late.is_set():
                raise
        finally:
            timer.cancel()
            self._socket = None
        if late.is_set():
            raise UnreachableError(f"it takes longer than {_TOTAL:.0f} s", where=url, hint="try again later")

    def _connected(self, connection: HTTPConnection) -> None:
        if not self.allow_private:
            guard.only_public(connection)
        self._socket = connection.sock


def check_address(url: str, asked: str | None = None) -> None:
    """Holds that something is an address that may be asked; ``asked`` is what led there.

    Raises:
        SourceError: it is none, or holds a login, which is not to be told.
    """
    where = _without_login(url if asked in (None, url) else f"{asked} -> {url}")
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise SourceError("an address with a login is not fetched", where=where, hint="leave it out")
    if not is_address(url):
        raise SourceError("this is no http or https address", where=where)


def _without_login(url: str) -> str:
    return re.sub(r"(?<=://)[^/@\s]*@", "...@", url)


def _target(url: str, location: str, asked: str) -> str:
    """Where a redirect leads.

    Raises:
        SourceError: to no address.
    """
    target = joined(url, location)
    if target is None:
        raise SourceError("a redirect to what is no address", where=asked)
    return written_out(target).partition("#")[0]


def _chunks(found: urllib3.BaseHTTPResponse, url: str, most: int | None) -> Iterator[bytes]:
    size = 0
    while chunk := found.read1(_CHUNK, decode_content=False):
        size += len(chunk)
        if most is None and size > LARGEST:
            raise _too_large(url)
        yield chunk
        if most is not None and size >= most:
            return


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a site asks to wait, told as a number or as a moment by its own clock; None where it does not."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return min(float(told[:_MOST_DIGITS]), _FOREVER)
    moment = _moment(told)
    if moment is None:
        return None
    now = _moment(headers.get("date", "")) or datetime.now(UTC)
    return min(max((moment - now).total_seconds(), 0.0), _FOREVER)


def _moment(told: str) -> datetime | None:
    """A moment as HTTP writes it; None where it is none."""
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _long(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    if minutes > _MOST_MINUTES:
        return f"{math.ceil(minutes / 60)} hours"
    return f"{minutes} minutes" if minutes > 1 else "1 minute"


def _reason(error: BaseException) -> str:
    """What went wrong, in words."""
    cause = getattr(error, "reason", None) or error
    match cause:
        case exceptions.NameResolutionError():
            return "no machine is known by this name"
        case exceptions.NewConnectionError():
            return "nobody is there"
        case exceptions.ConnectTimeoutError() | exceptions.ReadTimeoutError():
            return "it takes too long"
        case exceptions.SSLError():
            return "its certificate is not to be trusted"
    return "the connection breaks off"
