"""What a reader yields: one article as received, without boilerplate, before any language processing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """One title, heading or paragraph; ``text`` has no line breaks."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as received.

    Attributes:
        source: the path or address as given, with the line or number where it holds several; never part of the graph.
        blocks: title first where there is one, then headings and paragraphs in reading order.
        id, url: as given with the input; with the text they decide the article's IRI.
        published, modified: always with a time zone, or None.
        rights: the licence's address or the copyright notice as stated.
        restrictions: what its publisher restricts, sorted: "noarchive", "tdm-reservation".
        origin: the outlet that a feed or an agency names as where it comes from; its address if it has no name.
        file: absolute path of the file that it came from, links followed; "-" for standard input; never in its graph.
        is_alone: whether that file holds nothing else.
        version: its number, of a format that numbers versions; 0 of one that tells them apart by their times alone;
            None of others. The article itself is the same whatever its number.
        language: of a reader's, as the input declares it (BCP 47: "en-GB"), "en" where it declares none; of what
            ``kg.article.read`` yields, as found from the text, with the variety that is declared where it agrees.
    """

    source: str
    blocks: tuple[Block, ...]
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str = "en"
    dateline: str | None = None
    rights: str | None = None
    restrictions: tuple[str, ...] = ()
    origin: str | None = None
    file: str | None = None
    is_alone: bool = False
    version: int | None = field(default=None, repr=False)
