"""What a site lets robots fetch: robots.txt as RFC 9309 has it."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from kg.errors import SourceError
from kg.fetch.client import Client, UnreachableError
from kg.fetch.guard import PrivateAddressError

_NAME: Final = "kg"
_LARGEST: Final = 500 * 1024
_LONGEST_DELAY: Final = 30.0
_ALL: Final = "User-agent: *\nDisallow:"


class DisallowedError(SourceError):
    """A site does not want robots to fetch an address."""


_SILENT: Final = "this site does not say what robots may fetch"


@dataclass(slots=True)
class Robots:
    """The rules of sites, asked once each."""

    client: Client
    _known: dict[str, Protego] = field(init=False, default_factory=dict, repr=False)

    def check(self, url: str) -> None:
        """Holds that an address may be fetched.

        Raises:
            DisallowedError: robots.txt forbids it.
            UnreachableError: the site does not say now what it allows, which RFC 9309 has count as nothing.
        """
        if not self._rules(url).can_fetch(url, _NAME):
            raise DisallowedError("robots.txt of this site forbids it", where=url, hint="save the page and import it")

    def delay(self, url: str) -> float:
        """Seconds that a site wants between two requests; 0 where it says nothing."""
        return min(float(self._rules(url).crawl_delay(_NAME) or 0), _LONGEST_DELAY)

    def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            try:
                self._known[site] = Protego.parse(self._text(f"{site}/robots.txt"))
            except SourceError as error:
                error.where = url  # which is what the user asked for
                raise
        return self._known[site]

    def _text(self, url: str) -> str:
        """The rules; all is allowed where there are none.

        Raises:
            UnreachableError: the site fails to tell.
        """
        try:
            response = self.client.get(url, most=_LARGEST)
            content = response.content() if response.status == HTTPStatus.OK else b""
        except (UnreachableError, PrivateAddressError):
            raise
        except SourceError:  # a circle of redirects, or no text at all: as if there were none
            return _ALL
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnreachableError(f"{_SILENT}: {response.status} {response.reason}", where=url, hint="try again later")
        return content[:_LARGEST].decode("utf-8", "replace") or _ALL
