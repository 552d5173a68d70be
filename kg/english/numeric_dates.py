"""Dates in figures: 19/11/2012, 2012/11/19, 19-Nov-12; which is the month is read off the text, or left open."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from kg.english import calendar, tables
from kg.english.calendar import Stretch

_SLASHED: Final = r"(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"
_YEAR_FIRST: Final = r"(?P<year>(?:19|20)\d\d)[/.](?P<month>\d\d)[/.](?P<day>\d\d)"
_ABBREVIATED: Final = r"(?P<day>\d{1,2})-(?P<month>[A-Z][a-z]{2})-(?P<year>\d{4}|\d\d)"
_FORMS: Final = tuple(re.compile(form) for form in (_SLASHED, _YEAR_FIRST, _ABBREVIATED))
_IN_TEXT: Final = re.compile(rf"(?<![\w./-]){_SLASHED}(?![\d/-]|\.\d)")

PATTERN: Final = (
    r"(?<![./-])(?:\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d[/.]\d\d[/.]\d\d"
    r"|\d{1,2}-[A-Z][a-z]{2}-(?:\d{4}|\d\d))(?![\d/-]|\.\d)"
)
_AHEAD: Final = 10
"""A year of two figures is at most as many years after publication; else it is of the last century."""


def read(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """The day, None where it is not sure which number is the month, or the calendar has no such day."""
    slashed, year_first, abbreviated = (form.fullmatch(match[0]) for form in _FORMS)
    if year_first:
        return calendar.valid(int(year_first["year"]), int(year_first["month"]), int(year_first["day"]))
    if abbreviated:
        return _abbreviated(abbreviated, today)
    return _slashed(slashed, match.string) if slashed else None


def _abbreviated(match: re.Match[str], today: date | None) -> Stretch | None:
    number = tables.load("times")["months"].get(match["month"].lower())
    year = int(match["year"])
    if len(match["year"]) < 4:
        if today is None:
            return None
        year += 2000 if 2000 + year <= today.year + _AHEAD else 1900
    return calendar.valid(year, number, int(match["day"])) if number else None


def _slashed(match: re.Match[str], text: str) -> Stretch | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    order = _order(one, two) or _order_of_text(text)
    if order is None:
        return calendar.valid(year, one, two) if one == two else None
    return calendar.valid(year, *((two, one) if order == "day" else (one, two)))


def _order(one: int, two: int) -> str | None:
    """Which comes first, where one of the numbers is no month."""
    return "day" if one > 12 >= two else "month" if two > 12 >= one else None


@lru_cache(1)
def _order_of_text(text: str) -> str | None:
    """Which comes first in the dates of a text that leave no doubt; None where there are none, or they differ."""
    orders = set(_orders(text))
    return orders.pop() if len(orders) == 1 else None


def _orders(text: str) -> Iterator[str]:
    for match in _IN_TEXT.finditer(text):
        if order := _order(int(match["one"]), int(match["two"])):
            yield order
