"""Two times that are one stretch: "from Monday to Friday", "between March 30 and April 2", "on Monday and Tuesday"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from kg.english import calendar
from kg.english.calendar import Stretch

_TO: Final = re.compile(r"\s(?:to|through|till|until)\s(?:the\s)?|\s?[-–—]\s?")
# "from 1976 until a truce in 1991"
_TO_WHAT: Final = re.compile(
    r"\s(?:to|until|till)\s(?:a|an|the|its|his|her|their)(?:\s[\w'’-]+){1,4}\s(?:in|on|of)\s(?:the\s)?"
)
_AND: Final = re.compile(r"\s(?:and|or)\s(?:on\s)?")
_FROM: Final = re.compile(r"\b(?:from|between)\s(?:the\s|late\s|early\s)?$", re.IGNORECASE)
_OWNING: Final = re.compile(r"['’]s?\b")
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Read:
    """An expression that has been read.

    Attributes:
        kind: the pattern that found it.
        ahead: it was read as lying ahead.
        whole: it is a stretch by itself, whatever word stands before it.
        joined: it is made of two.
    """

    start: int
    end: int
    kind: str
    stretch: Stretch
    ahead: bool
    whole: bool = False
    joined: bool = False


def joined(text: str, found: Iterable[Read]) -> Iterator[Read]:
    """The same expressions, two that are the ends of one stretch, or two days told together, made one."""
    last: Read | None = None
    for read in found:
        whole = _joined(text, last, read) if last else None
        if last and not whole:
            yield last
        last = whole or read
    if last:
        yield last


def _joined(text: str, first: Read, last: Read) -> Read | None:
    between = text[first.end : last.start]
    opened = _FROM.search(text[max(0, first.start - 15) : first.start]) is not None
    led = opened and _TO_WHAT.fullmatch(between) is not None
    if first.joined or "/" in first.stretch.value + last.stretch.value:
        return None
    if len(between) > len(" through the ") and not led:
        return None
    together = _AND.fullmatch(between)
    if not together and not led and not (opened and _TO.fullmatch(between)) and not _is_hyphened(between, first, last):
        return None
    if together and (not opened and (first.kind, last.kind) != ("weekday", "weekday")):
        return None
    if _OWNING.match(text, last.end):
        return None
    stretch = _between(first, last)
    return replace(first, end=last.end, stretch=stretch, joined=True) if stretch else None


def _is_hyphened(between: str, first: Read, last: Read) -> bool:
    return between in ("-", "–") and {first.kind, last.kind} == {"weekday"}


def _between(first: Read, last: Read) -> Stretch | None:
    """From the first to the last; a weekday goes to the week of the other: "from Friday to Monday"."""
    one, two = first.stretch, last.stretch
    if len(one.value) != len(two.value):
        return None
    if one.first >= two.first and first.kind == "weekday":
        one = calendar.day(one.first - _WEEK)
    if one.first >= two.first:
        return None
    return calendar.between(one, two)
