"""Stretches of the calendar: what a written date means, and the days it spans."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Stretch:
    """``value`` is ISO 8601 at the text's precision; ``first`` and ``last`` are the days that it spans."""

    value: str
    first: date
    last: date


def day(at: date) -> Stretch:
    return Stretch(at.isoformat(), at, at)


def week(at: date) -> Stretch:
    """The ISO week that holds a day."""
    monday = at - timedelta(days=at.weekday())
    year, number, _ = monday.isocalendar()
    return Stretch(f"{year:04}-W{number:02}", monday, monday + timedelta(days=6))


def month(year: int, number: int) -> Stretch:
    """A month; a number below 1 or above 12 counts on into the years around."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Stretch(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last))


def quarter(year: int, number: int) -> Stretch:
    return replace(months(year, 3 * number - 2, 3 * number), value=f"{year:04}-Q{number}")


def months(year: int, first: int, last: int) -> Stretch:
    """Several months of a year, as an interval."""
    return between(month(year, first), month(year, last))


def year(number: int) -> Stretch:
    return Stretch(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Stretch:
    """The ten years that begin with ``number``; ISO 8601-2 writes them as three digits and an X."""
    return Stretch(f"{number // 10:03}X", date(number, 1, 1), date(number + 9, 12, 31))


def between(first: Stretch, last: Stretch) -> Stretch:
    """From the beginning of one to the end of another."""
    return Stretch(f"{first.value}/{last.value}", first.first, last.last)


def valid(year: int, month: int, day_: int) -> Stretch | None:
    """That day, or None where the calendar has none (31 June)."""
    try:
        return day(date(year, month, day_))
    except ValueError:
        return None


def nearest(month: int, day_: int, to: date, *, ahead: bool) -> Stretch | None:
    """A day written without its year: not after publication, unless the sentence looks ahead.

    A date up to a month after publication counts as ahead even in a sentence that does not say so: announcements do.
    """
    found = [s for y in (to.year - 1, to.year, to.year + 1) if (s := valid(y, month, day_))]
    if ahead:
        return next((s for s in found if s.first >= to - timedelta(days=31)), None)
    past = [s for s in found if s.first <= to + timedelta(days=31)]
    return past[-1] if past else None


def nearest_month(number: int, to: date, *, ahead: bool) -> Stretch:
    """A month written without its year: the running or the last one; the next one where the sentence looks ahead."""
    if ahead:
        return month(to.year + (number < to.month), number)
    return month(to.year - (number > to.month), number)


def weekday(number: int, to: date, *, ahead: bool) -> Stretch:
    """The last such day up to publication, or the next from it on."""
    if ahead:
        return day(to + timedelta(days=(number - to.weekday()) % 7))
    return day(to - timedelta(days=(to.weekday() - number) % 7))
