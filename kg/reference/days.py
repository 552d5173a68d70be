"""Dates of less than a day's precision: "2012" and "2012-05" as the days that they may be."""

import calendar
from typing import Literal

Precision = Literal["day", "month", "year"]

_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month"}


def precision(date: str) -> Precision:
    """Of an ISO 8601 date; an empty one counts as precise."""
    return _PRECISIONS.get(len(date), "day")


def first_day(date: str) -> str | None:
    """The first day that a date of any precision may be."""
    return {4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date) or None


def last_day(date: str) -> str | None:
    """The last day that a date of any precision may be."""
    if len(date) == len("2012-05"):
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]:02}"
    return f"{date}-12-31" if len(date) == len("2012") else date or None
