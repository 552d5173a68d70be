"""What readers are given: the bytes of a source with what is known beside them, and what the user says of all."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kg.article.model import Article
from kg.errors import InternalError, RefusedError, SkippedError

Item = Article | RefusedError | SkippedError | InternalError

Read = Iterator[Item]
"""What comes of a source: articles, the refusals of those that cannot be taken, and what of an archive holds none, in
their places; a fault of ours where one of them could not be read for it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that may hold articles.

    Attributes:
        name: path or address as given; of what lies in an archive, a mail or a feed, what leads there ("a.zip!b.html").
        file: the bytes, from the start; seekable only where ``sources.seekable`` made it so.
        media_type: as HTTP or MIME declares it, lower case and without parameters.
        charset: as HTTP or MIME declares it.
        address: where the bytes were fetched from, for what does not tell its own address.
        restrictions: what whoever sent them restricts, as ``Article.restrictions`` has it.
        fetched: when, with its zone, as no article is younger; None stands for now.
    """

    name: str
    file: io.BufferedReader
    media_type: str | None = None
    charset: str | None = None
    address: str | None = None
    fetched: datetime | None = None
    restrictions: tuple[str, ...] = ()

    def within(
        self,
        name: str,
        data: bytes | io.BufferedReader,
        *,
        media_type: str | None = None,
        charset: str | None = None,
        address: str | None = None,
    ) -> "Source":
        """What lies in this source under a name of its own; the address of the whole is none of its."""
        return replace(
            self,
            name=f"{self.name}!{name}",
            file=io.BufferedReader(io.BytesIO(data)) if isinstance(data, bytes) else data,
            media_type=media_type,
            charset=charset,
            address=address,
        )


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the sources.

    Attributes:
        encoding: of texts; None finds it out.
        language: what every text is taken to be in, unchecked; None finds it out.
        mapping: field of an article -> the column or key that holds it.
        follow: fetches the articles of a page that a feed links to, and says was changed at some time; None leaves
            links alone.
    """

    encoding: str | None = None
    language: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    follow: "Callable[[str, datetime | None], Read] | None" = None


Inner = Callable[[Source], Read]
"""Reads what lies in a source by its own format: a member of an archive, a part of a mail, a record of a crawl."""

Reader = Callable[[Source, Options, Inner], Read]
"""What each module of ``kg.article.readers`` offers as ``read``.

Raises:
    SourceError: the source as a whole cannot be read.
"""
