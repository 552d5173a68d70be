"""What lies at an address -> articles: a page, a feed with the pages that it links to, a file."""

import io
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final, cast

from kg.article import formats, reading
from kg.article.addresses import written_out
from kg.article.model import Article
from kg.article.page.canonical import registrable
from kg.article.restrictions import restrictions_of
from kg.article.source import Item, Options, Read, Source
from kg.errors import RefusedError, SourceError
from kg.fetch.client import Client, Response, UnreachableError, check_address
from kg.fetch.kept import Archive
from kg.fetch.robots import Robots

_log = logging.getLogger(__name__)

_PARAMETER: Final = re.compile(r";\s*charset\s*=\s*\"?(?P<charset>[\w.:-]+)", re.IGNORECASE)


class SiteError(SourceError):
    """A site answers, but with no content.

    Attributes:
        status: of HTTP.
    """

    def __init__(self, response: Response) -> None:
        told = f"{response.status} {response.reason}".strip()
        super().__init__(f"the site answers {told}", where=response.asked, hint=_advice(response.status))
        self.status = response.status


@dataclass(slots=True)
class Fetcher:
    """Reads articles at addresses.

    Attributes:
        options: how what is fetched is read.
        client: asks for it.
        folder: where responses are kept as web archives; None keeps none.
        follow: whether the pages that feeds link to are fetched, where a feed has only their beginnings.
        is_known: which of those pages need not be fetched again, by their addresses and when the feed says that they
            were changed.
        followed: the pages that feeds linked to, with when they were changed.
        unreached: those of them that may be there another time.
    """

    options: Options
    client: Client
    folder: Path | None = None
    follow: bool = False
    is_known: Callable[[str, datetime | None], bool] = lambda link, updated: False
    followed: dict[str, str] = field(init=False, default_factory=dict)
    unreached: set[str] = field(init=False, default_factory=set)
    _robots: Robots = field(init=False, repr=False)
    _archive: Archive | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._robots = Robots(self.client)
        self._archive = Archive(self.folder) if self.folder else None

    def articles(self, url: str) -> Read:
        """The articles at an address.

        Raises:
            SourceError: it cannot be fetched, or what comes cannot be read.
        """
        response = self.get(url)
        if response.status != HTTPStatus.OK:
            raise SiteError(response)
        yield from self.read(response)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """The response of an address that robots may fetch, at the pace that its site asks for.

        Raises:
            SourceError: they may not, or there is none.
        """
        url = written_out(url)
        check_address(url)
        return self.client.get(url, headers=headers, may=self._robots.check, pause=self._robots.delay(url))

    def read(self, response: Response) -> Read:
        """The articles in a response, which is kept.

        Raises:
            SourceError: it cannot be read.
        """
        source = _source(response)
        if _is_feed(source):
            yield from self._feed(source, response)
            return
        found = list(reading.read_source(source, self.options))
        articles = [item for item in found if isinstance(item, Article)]
        if articles and not any(item.restrictions for item in articles):
            self._keep(response)
        yield from (self._at(item, response) for item in found)

    def feed(self, response: Response) -> Read:
        """The articles in a response that must be a feed, which is kept.

        Raises:
            SourceError: it is none, or cannot be read.
        """
        source = _source(response)
        if not _is_feed(source):
            raise SourceError("this is no feed", where=response.asked, hint="kg import reads it, if it is an article")
        yield from self._feed(source, response)

    def _feed(self, source: Source, response: Response) -> Read:
        """The items of a feed, and of the pages that it links to; the feed is kept unless that is restricted."""
        if not source.restrictions:
            self._keep(response)
        options = replace(self.options, follow=self.linked if self.follow else None)
        for item in reading.read_source(source, options):
            is_own = isinstance(item, Article) and item.source.startswith(f"{source.name}[")
            yield _of_feed(item, response.url) if is_own and isinstance(item, Article) else item

    def linked(self, link: str, updated: datetime | None = None) -> Read:
        """The articles of a page that a feed links to, each page once; what cannot be fetched is refused."""
        if link in self.followed:
            return
        self.followed[link] = stamp(updated)
        if self.is_known(link, updated):
            return
        try:
            yield from self.articles(link)
        except SourceError as error:
            if not _is_final(error):
                self.unreached.add(link)
            yield RefusedError(error.what, where=error.where, hint=error.hint)

    def _at(self, item: Item, response: Response) -> Item:
        """An article that tells no address has the one where it was found, if it stood there alone."""
        if isinstance(item, Article) and item.url is None and item.source == response.url:
            return replace(item, url=response.url)
        return item

    def _keep(self, response: Response) -> None:
        if self._archive:
            self._archive.add(response)


def _source(response: Response) -> Source:
    """A response as readers take it.

    Raises:
        SourceError: it is not packed as it says.
    """
    media_type, charset = _declared(response.headers.get("content-type", ""))
    file = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(response.content()), formats.HEAD))
    restrictions = restrictions_of(response.headers)
    return Source(response.url, file, media_type, charset, response.url, datetime.now(UTC), restrictions)


def _is_feed(source: Source) -> bool:
    return (
        formats.detect(source.name, source.file.peek(formats.HEAD)[: formats.HEAD], source.media_type).reader == "feeds"
    )


def _of_feed(item: Article, feed: str) -> Article:
    """An item as its feed has it: one that tells no address of the feed's own site goes by the feed and that address.

    So no feed can put its words in the place of others' articles.
    """
    if item.url and registrable(item.url) != registrable(feed):
        return replace(item, url=None, id=f"{feed} {item.url}", origin=item.origin or item.url)
    if item.url is None and item.id:
        return replace(item, id=f"{feed} {item.id}")
    return item


def _declared(content_type: str) -> tuple[str | None, str | None]:
    """Media type and charset."""
    charset = _PARAMETER.search(content_type)
    return content_type.partition(";")[0].strip().lower() or None, charset["charset"] if charset else None


def stamp(updated: datetime | None) -> str:
    """When a page was changed, as it is kept."""
    return updated.isoformat() if updated else ""


def _is_final(error: SourceError) -> bool:
    """Whether to ask again would give the same, but for a change of heart of the site."""
    if isinstance(error, SiteError):
        return error.status < HTTPStatus.INTERNAL_SERVER_ERROR and error.status != HTTPStatus.TOO_MANY_REQUESTS
    return not isinstance(error, UnreachableError)


def _advice(status: int) -> str | None:
    match status:
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return "is the address right? it may be gone"
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN | HTTPStatus.PAYMENT_REQUIRED:
            return "save the page from a browser and import the file"
        case HTTPStatus.TOO_MANY_REQUESTS:
            return "try again later"
    return None
