"""Versions of one article, as agencies and feeds send them: whether one is older than another."""

from datetime import datetime
from typing import Final, NamedTuple

from kg.article.model import Article

_MOST_DIGITS: Final = 18


class Version(NamedTuple):
    """One version; ``number`` and ``moment`` are None where they are not told."""

    number: int | None
    moment: datetime | None

    def is_before(self, other: "Version") -> bool:
        """Whether this is surely the older one: by the numbers of both, else by their times."""
        if self.number and other.number and self.number != other.number:
            return self.number < other.number
        return self.moment is not None and other.moment is not None and self.moment < other.moment


def of(article: Article) -> Version | None:
    """Which version an article is; None where its format does not tell versions apart."""
    if article.version is None:
        return None
    return Version(article.version, moment(article.version, article.published, article.modified))


def moment(number: int, published: datetime | None, modified: datetime | None) -> datetime | None:
    """When a version was made.

    Where they have numbers the first one is as old as the article; a feed may tell of any one when it came out.
    """
    return modified or (published if number else None)


def numbered(written: object) -> int:
    """The number of a version as a field has it; 1 where that is none, which IPTC takes for the first."""
    text = str(written).strip()
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 1
