"""How times are read: for each kind of expression what finds its place in the calendar."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.english import calendar, tables
from kg.english.calendar import Stretch

Reader = Callable[[re.Match[str], date | None, bool], Stretch | None]
"""Match, day of publication, whether the words look ahead -> the stretch of time, None where it is none."""


@cache
def words() -> Any:
    """The table of times."""
    return tables.load("times")


def _month(match: re.Match[str], group: str = "month") -> int:
    return int(words()["months"][match[group].lower().rstrip(".")])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(words()["numbers"][text.lower()])


def iso(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    return calendar.valid(int(match["year"]), int(match["number"]), int(match["day"]))


def _year_told(match: re.Match[str], today: date | None) -> tuple[int | None, bool]:
    """The year behind a day, a month or a season, and whether one is told that is not known: "in May of that year"."""
    if match["year"]:
        return int(match["year"]), False
    which = (match["whose"] or "").lower()
    shift = words()["years"].get(which)
    if not which or shift is None or today is None:
        return None, bool(which)
    return today.year + shift, False


def full_date(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    """A day and month, with a year or without, or two days of a month."""
    number, first, last = _month(match), int(match["day"]), match["last"] or match["until"] or match["also"]
    year, open_ = _year_told(match, today)
    if open_:
        return None
    if year:
        start = calendar.valid(year, number, first)
    elif today and (weekday := match["weekday"]):
        start = _on_weekday(number, first, _weekday_number(weekday), today, ahead)
    else:
        start = calendar.nearest(number, first, today, ahead=ahead) if today else None
    end = start and last and calendar.valid(start.first.year, number, int(last))
    return calendar.between(start, end) if start and end and end.first > start.first else start


def _on_weekday(month: int, day: int, weekday: int, today: date, ahead: bool) -> Stretch | None:
    """The day of a month that fell on a weekday, in the year nearest to publication."""
    years = sorted(range(today.year - 6, today.year + 2), key=lambda year: (abs(year - today.year), year))
    days = (calendar.valid(year, month, day) for year in years)
    fitting = (d for d in days if d and d.first.weekday() == weekday)
    return next(fitting, None) or calendar.nearest(month, day, today, ahead=ahead)


def _weekday_number(text: str) -> int:
    return int(words()["weekdays"][text.lower().rstrip(".")])


def holiday(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    month, day = words()["holidays"][match["holiday"].replace("’", "'")]
    if match["year"]:
        return calendar.valid(int(match["year"]), month, day)
    return calendar.nearest(month, day, today, ahead=ahead) if today else None


def month_year(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    number, (year, open_) = _month(match), _year_told(match, today)
    if year:
        return calendar.month(year, number)
    if today is None or open_:
        return None
    which = (match["which"] or "").lower()
    if which == "last":
        return calendar.nearest_month(number, today - timedelta(days=today.day), ahead=False)
    return calendar.nearest_month(number, today, ahead=ahead or which == "next")


def year(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    if _numbered().search(match.string, max(0, match.start() - 20), match.start()):
        return None
    return calendar.year(int(match["year"]))


@cache
def _numbered() -> re.Pattern[str]:
    """What has numbers that look like years: "Resolution 1701"."""
    return re.compile(rf"\b(?:{'|'.join(words()['numbered'])})s?\s$", re.IGNORECASE)


def years(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    first, last = match["first"], match["last"]
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    return calendar.between(calendar.year(int(first)), calendar.year(end)) if end > int(first) else None


def decade(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    """The 1980s; "'80s" and "the 80s" are of the last century, "the '00s" of this one."""
    digits = re.sub(r"\D", "", match["decade"])
    if len(digits) == 4:
        return calendar.decade(int(digits))
    return calendar.decade((2000 if digits == "00" else 1900) + int(digits))


def quarter(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    number = int(words()["quarters"][match["quarter"]])
    year, open_ = _year_told(match, today)
    if year:
        return calendar.quarter(year, number)
    return calendar.quarter(today.year, number) if today and not open_ else None


def season(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    told, open_ = _year_told(match, today)
    year = told or (today.year if today else None)
    if year is None or open_:
        return None
    which = (match["which"] or "").lower()
    if not told:
        year += {"last": -1, "next": 1}.get(which, 0)
    return calendar.months(year, *words()["seasons"][match["season"].lower()])


def weekday(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    if today is None:
        return None
    number = _weekday_number(match["weekday"])
    which = (match["which"] or "").lower()
    if which == "next":
        return calendar.weekday(number, today + timedelta(days=1), ahead=True)
    if which in ("last", "past"):
        return calendar.weekday(number, today - timedelta(days=1), ahead=False)
    return calendar.weekday(number, today, ahead=ahead or which == "coming")


def weekday_of_week(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """Monday last week, on Monday of next week, last week on Monday."""
    shift = words()["weeks"].get(match["which"].lower())
    if today is None or shift is None:
        return None
    monday = calendar.week(today + timedelta(weeks=shift)).first
    return calendar.day(monday + timedelta(days=_weekday_number(match["weekday"])))


def day_week(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """Monday week, a week on Monday: a week after the next one. Yesterday week: a week before yesterday."""
    if today is None:
        return None
    shift = words()["days"].get((match["deictic"] or "").lower())
    if shift is None:
        coming = calendar.weekday(_weekday_number(match["weekday"]), today + timedelta(days=1), ahead=True)
        return calendar.day(coming.first + timedelta(weeks=1))
    return calendar.day(today + timedelta(days=shift, weeks=-1 if shift < 0 else 1))


def week_past_next(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """The week before last, the month after next."""
    shift = -2 if match["which"].lower() == "before last" else 2
    return _unit(today, match["unit"].lower(), shift) if today else None


def deictic(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """Today, yesterday, tomorrow and the parts of those days."""
    if today is None:
        return None
    words = match["deictic"].lower()
    shift = -1 if words.startswith(("yesterday", "last")) else 1 if words.startswith("tomorrow") else 0
    return calendar.day(today + timedelta(days=shift))


def _unit(at: date, unit: str, shift: int) -> Stretch:
    """The day, week, month ... that lies ``shift`` units after the one that holds ``at``."""
    if unit == "day":
        return calendar.day(at + timedelta(days=shift))
    if unit == "week":
        return calendar.week(at + timedelta(weeks=shift))
    if unit == "weekend":
        saturday = at - timedelta(days=(at.weekday() - 5) % 7) + timedelta(weeks=shift)
        return calendar.between(calendar.day(saturday), calendar.day(saturday + timedelta(days=1)))
    if unit == "month":
        return calendar.month(at.year, at.month + shift)
    if unit == "quarter":
        index = (at.month - 1) // 3 + shift
        return calendar.quarter(at.year + index // 4, index % 4 + 1)
    return calendar.year(at.year + shift)


def relative(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """A week, month, year, quarter or weekend that is named by this, last, next."""
    if today is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = words()["shifts"].get(which, 0)
    if unit == "weekend":
        # On a Saturday or Sunday the running weekend is not the last one.
        shift = 1 if which in ("this", "coming", "next") and today.weekday() < 5 else -1 if which == "last" else 0
        shift = 0 if which == "last" and today.weekday() < 5 else shift
    return _unit(today, unit, shift)


def ago(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    return _away(match, today, -1)


def hence(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    """In two weeks, in a fortnight's time; where the sentence does not look ahead it tells how long something took."""
    return _away(match, today, 1) if ahead or match["time"] else None


def _away(match: re.Match[str], today: date | None, side: int) -> Stretch | None:
    if today is None:
        return None
    unit, n = match["unit"].lower(), side * _number(match["n"])
    if unit == "fortnight":
        return calendar.day(today + timedelta(weeks=2 * n))
    return _unit(today, unit, n)


def span_of(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """The past two weeks, the next five years: from then to publication or the other way round."""
    if today is None:
        return None
    if not match["n"] and match["plural"]:
        return None  # "in the coming days" tells no number of them
    back = match["which"].lower() in ("last", "past", "previous")
    n = _number(match["n"]) if match["n"] else 1
    if match["unit"].lower() == "decade":
        n, unit = 10 * n, "year"
    else:
        unit = match["unit"].lower()
    far = _shifted(today, unit, -n if back else n)
    first, last = (far, today) if back else (today, far)
    return calendar.between(calendar.day(first), calendar.day(last))


def _shifted(at: date, unit: str, shift: int) -> date:
    if unit in words()["day-counts"]:
        return at + timedelta(days=shift * int(words()["day-counts"][unit]))
    there = calendar.month(at.year, at.month + shift * (12 if unit == "year" else 1))
    return min(date(there.first.year, there.first.month, min(at.day, there.last.day)), there.last)
