"""Days told from today on: ``yesterday``, ``last-month``, ``-30d``."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

Period = tuple[date, date]
"""The first and the last day."""

_BACK: Final = re.compile(r"-(?P<number>[0-9]{1,4})(?P<unit>[dwmy])")
_SPAN: Final = re.compile(r"(?P<which>this|last)-(?P<unit>week|month|year)")


def today() -> date:
    """The day by the clock of this machine; nothing else in kg reads it for a query."""
    return date.today()


def relative(text: str, now: date) -> Period | None:
    """The days that a word stands for, seen from ``now``; None where it is no such word, or lies before the year 1.

    Weeks begin on Monday. A month or year back is the same day of that month, or its last where it is shorter.
    """
    try:
        return _relative(text.lower(), now)
    except (ValueError, OverflowError):
        return None


def _relative(text: str, now: date) -> Period | None:
    if text in ("today", "yesterday"):
        day = now - timedelta(days=text == "yesterday")
        return day, day
    if back := _BACK.fullmatch(text):
        day = _BEFORE[back["unit"]](now, int(back["number"]))
        return day, day
    if span := _SPAN.fullmatch(text):
        first, unit = _FIRST[span["unit"]](now), span["unit"][0]
        if span["which"] == "last":
            first = _BEFORE[unit](first, 1)
        return first, _BEFORE[unit](first, -1) - timedelta(days=1)
    return None


def _months_before(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_BEFORE: Final[dict[str, Callable[[date, int], date]]] = {
    "d": lambda day, number: day - timedelta(days=number),
    "w": lambda day, number: day - timedelta(weeks=number),
    "m": _months_before,
    "y": lambda day, number: _months_before(day, 12 * number),
}
_FIRST: Final[dict[str, Callable[[date], date]]] = {
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
