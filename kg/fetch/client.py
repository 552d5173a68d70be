"""One request of the web: with limits of time, size and redirects, and a pause between two to one host."""

import logging
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from kg import __version__
from kg.article.addresses import is_address
from kg.errors import SourceError
from kg.fetch import guard

_log = logging.getLogger(__name__)

AGENT: Final = f"kg/{__version__} (news to RDF; obeys robots.txt)"
"""What kg calls itself to whom it asks; robots.txt knows it as "kg"."""

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of one response, as sent and as unpacked."""

_TOTAL: Final = 60.0
"""Seconds that a response may take in all; a slow body is one that takes longer."""
_TIMEOUT: Final = Timeout(connect=10.0, read=20.0)
_REDIRECTS: Final = 5
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_TRIES: Final = 3
_LONGEST_PAUSE: Final = 60.0
_CHUNK: Final = 1 << 16
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_MOST_CODINGS: Final = 2
_ACCEPTED: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.8"
)


class TooMuchError(SourceError):
    """A response is larger, or takes longer, than any article."""


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
            SourceError: it is coded otherwise than it says, or in a way that was not asked for.
        """
        codings = [name.strip().lower() for name in self.headers.get("content-encoding", "").split(",")]
        codings = [name for name in codings if name and name != "identity"]
        if len(codings) > _MOST_CODINGS:
            raise SourceError(f"a response packed {len(codings)} times over", where=self.url)
        body = self.body
        for coding in reversed(codings):
            body = _unpacked(body, coding, self.url)
        return body


def _unpacked(body: bytes, coding: str, url: str) -> bytes:
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"a response packed by {coding}, which was not asked for", where=url)
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # deflate comes with a header, or without
        unpacker = zlib.decompressobj(bits)
        try:
            found = unpacker.decompress(body, LARGEST + 1)
        except zlib.error:
            continue
        if len(found) > LARGEST:
            raise _too_large(url)
        return found
    raise SourceError("a response that is not packed as it says", where=url)


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
    _next: dict[str, float] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._pool = guard.pool(allow_private=self.allow_private, num_pools=20, timeout=_TIMEOUT, retries=False)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        may: Callable[[str], None] = lambda url: None,
        pause: float = 0.0,
    ) -> Response:
        """What is at an address, redirects followed.

        Args:
            url: of http or https.
            headers: more of them, such as ``If-None-Match``.
            may: called with each address before it is asked; raises where it may not be.
            pause: seconds between two requests to its host, where more than the client's own.

        Raises:
            PrivateAddressError: it, or where it leads, is of a private network.
            TooMuchError: the response is too large, or too slow.
            SourceError: no answer, a loop of redirects, or no address of the web.
        """
        asked, seen = url, [url]
        while True:
            may(url)
            response = self._patiently(asked, url, headers or {}, pause)
            location = response.headers.get("location")
            if response.status not in _MOVED or not location:
                return response
            url = urljoin(url, location).partition("#")[0]
            if url in seen or len(seen) > _REDIRECTS:
                what = "a redirect in a circle" if url in seen else f"more than {_REDIRECTS} redirects"
                raise SourceError(what, where=asked)
            seen.append(url)

    def _patiently(self, asked: str, url: str, headers: Mapping[str, str], pause: float) -> Response:
        """A response; where a host is busy or cannot be reached, the last of several tries."""
        for last in range(_TRIES):
            self._wait(url, pause)
            is_last = last == _TRIES - 1
            try:
                response = self._once(asked, url, headers)
            except HTTPError as error:
                if is_last:
                    raise SourceError(f"no answer: {_reason(error)}", where=url) from None
                wait = float(2**last)
            else:
                if response.status not in _AGAIN or is_last:
                    return response
                wait = _retry_after(response.headers) or float(2**last)
            _log.debug("%s: waiting %.0f s for another try", url, wait)
            self.sleep(min(wait, _LONGEST_PAUSE))
        raise AssertionError("the last try returns or raises")

    def _wait(self, url: str, pause: float) -> None:
        """Lets as much time pass as lies between two requests to one host."""
        host, now = urlsplit(url).netloc.lower(), self.clock()
        due = self._next.get(host, now)
        if due > now:
            self.sleep(due - now)
        self._next[host] = max(due, now) + max(self.pause, pause)

    def _once(self, asked: str, url: str, headers: Mapping[str, str]) -> Response:
        if not is_address(url):
            raise SourceError("this is no http or https address", where=url)
        if not self.allow_private:
            guard.check(url)
        sent = {"User-Agent": AGENT, "Accept": _ACCEPTED, "Accept-Encoding": "gzip", **headers}
        found = self._pool.request(
            "GET", url, headers=sent, redirect=False, preload_content=False, decode_content=False, retries=Retry(0)
        )
        try:
            body = b"".join(self._chunks(found, url))
        finally:
            found.close()
        named: dict[str, str] = {}
        for name, value in found.headers.itermerged():
            named[name.lower()] = value
        return Response(asked, url, found.status, found.reason or "", named, body)

    def _chunks(self, found: urllib3.BaseHTTPResponse, url: str) -> Iterator[bytes]:
        end, size = self.clock() + _TOTAL, 0
        while chunk := found.read1(_CHUNK, decode_content=False):
            size += len(chunk)
            if size > LARGEST:
                raise _too_large(url)
            if self.clock() > end:
                raise TooMuchError(f"it takes longer than {_TOTAL:.0f} s", where=url, hint="try again later")
            yield chunk


def _retry_after(headers: Mapping[str, str]) -> float | None:
    told = headers.get("retry-after", "")
    return float(told) if told.isdecimal() else None


def _reason(error: BaseException) -> str:
    """What went wrong, without the objects that urllib3 prints."""
    text = str(error).rpartition("): ")[2] or type(error).__name__
    return text.partition("(Caused by")[0].strip().rstrip(")") or type(error).__name__
