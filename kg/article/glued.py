"""Whether one text holds several articles, one below the other: by what only the beginning of an article has."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Final

from kg.article import clean, times
from kg.article.labels import Labels, dateline

_TITLE: Final = re.compile(r"(?:title|headline)\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:url|link|source\s+url)\s*:\s*(?P<address>https?://\S+)", re.IGNORECASE)
# As databases of newspapers count what they export.
_COUNTED: Final = re.compile(
    r"(?:(?:document|article|story|record|item)\s+(?:no\.?\s*)?#?\d+\s+of\s+\d+|\d+\s+of\s+\d+\s+documents?"
    r"|document\s+[a-z]+\d{8,}[a-z0-9]*|length\s*:\s*\d+\s+words|load-date\s*:.*|word\s+count\s*:\s*\d+)",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"(?P<sign>[=*#_~+-])(?P=sign){4,}|(?:[*=#~-]\s+){2,}[*=#~-]|<{3,}.*>{3,}|-{3,}.*-{3,}")
_FEWEST_LABELLED: Final = 2
_FEWEST_OPENINGS: Final = 3
_FEWEST_SECTIONS: Final = 4
_TITLE_WORDS: Final = range(3, 26)
_APART: Final = timedelta(days=2)
"""Entries of one running report are nearer to one another."""

_AFTER_TITLE: Final = 4


def are_several(units: Sequence[str]) -> bool:
    """Whether these lines and paragraphs are surely of several articles; a report that was updated often is one."""
    return (
        _is_labelled_again(units)
        or sum(bool(_COUNTED.fullmatch(unit)) for unit in units) >= _FEWEST_OPENINGS
        or _count(_opens_with_dateline(units, at) for at in range(len(units)))
        or _count(_opens_below_separator(units, at) for at in range(len(units)))
        or _opens_on_other_days(units)
        or _sections(units) >= _FEWEST_SECTIONS
    )


def _count(opens: Iterator[bool]) -> bool:
    return sum(islice((True for each in opens if each), _FEWEST_OPENINGS)) == _FEWEST_OPENINGS


def _is_labelled_again(units: Sequence[str]) -> bool:
    """Whether blocks of labels stand more than once, each with another title or address and a text below it."""
    for pattern in (_TITLE, _ADDRESS):
        found = [(at, match[1]) for at, unit in enumerate(units) if (match := pattern.fullmatch(unit))]
        ends = [*(at for at, _ in found[1:]), len(units)]
        parted = {
            told for (at, told), end in zip(found, ends, strict=False)
            if any(clean.is_prose(unit) for unit in units[at + 1 : end])
        }  # fmt: skip
        if len(parted) >= _FEWEST_LABELLED:
            return True
    return False


def _is_title(units: Sequence[str], at: int) -> bool:
    return (
        0 <= at < len(units)
        and not clean.is_prose(units[at])
        and len(units[at].split()) in _TITLE_WORDS
        and not Labels().take(units[at])
        and not clean.is_boilerplate(units[at])
    )


def _opens_with_dateline(units: Sequence[str], at: int) -> bool:
    """Whether a paragraph begins with the dateline of an agency or a day, below a title."""
    place = dateline(units[at])
    is_full = place is not None and (place[1] or times.find(units[at].removesuffix(place[2])))
    return bool(is_full) and any(_is_title(units, at - above) for above in range(1, _AFTER_TITLE))


def _opens_below_separator(units: Sequence[str], at: int) -> bool:
    """Whether a title, and who wrote it or when, stand below a separator."""
    if not _SEPARATOR.fullmatch(units[at]) or not _is_title(units, at + 1):
        return False
    return any(_labels(units[below]) for below in range(at + 2, min(at + 2 + _AFTER_TITLE, len(units))))


def _labels(unit: str) -> Labels | None:
    """What a line tells that stands once in an article: who wrote it, when it was published."""
    labels = Labels()
    told = not clean.is_prose(unit) and labels.take(unit) and (labels.byline or labels.published or labels.credit)
    place = None if told else dateline(unit)
    return labels if told or (place and place[1]) else None


def _opens_on_other_days(units: Sequence[str]) -> bool:
    """Whether titles stand above days of publication that lie apart, and above a text."""
    days: set[date] = set()
    for at in range(len(units)):
        if _is_title(units, at) and (day := _day_below(units, at)):
            days.add(day)
    ordered = sorted(days)
    apart = [after for before, after in pairwise(ordered) if after - before > _APART]
    return len(apart) + 1 >= _FEWEST_OPENINGS


def _day_below(units: Sequence[str], at: int) -> date | None:
    for below in range(at + 1, min(at + _AFTER_TITLE, len(units) - 1)):
        labels = Labels()
        if clean.is_prose(units[below]) or not labels.take(units[below]):
            return None
        if labels.published:
            return labels.published.date()
    return None


def _sections(units: Sequence[str]) -> int:
    """How many long titles stand right below separators, each above a text: more than one article has."""
    return sum(
        bool(_SEPARATOR.fullmatch(unit))
        and _is_title(units, at + 1)
        and at + 2 < len(units)
        and clean.is_prose(units[at + 2])
        for at, unit in enumerate(units)
    )
