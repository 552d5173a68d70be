"""How English writes times: one pattern a kind of expression, and a reader that finds its place in the calendar."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.english import calendar, tables
from kg.english import words as dictionary
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


def _iso(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    return calendar.valid(int(match["year"]), int(match["number"]), int(match["day"]))


def _full_date(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    """A day and month, with a year or without, or two days of a month."""
    number, first, last = _month(match), int(match["day"]), match["last"] or match["until"]
    if match["year"]:
        start = calendar.valid(int(match["year"]), number, first)
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


def _holiday(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    month, day = words()["holidays"][match["holiday"].replace("’", "'")]
    if match["year"]:
        return calendar.valid(int(match["year"]), month, day)
    return calendar.nearest(month, day, today, ahead=ahead) if today else None


def _month_year(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    number = _month(match)
    if match["year"]:
        return calendar.month(int(match["year"]), number)
    if today is None:
        return None
    which = (match["which"] or "").lower()
    if which == "last":
        return calendar.nearest_month(number, today - timedelta(days=today.day), ahead=False)
    return calendar.nearest_month(number, today, ahead=ahead or which == "next")


def _year(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    if _numbered().search(match.string, max(0, match.start() - 20), match.start()):
        return None
    return calendar.year(int(match["year"]))


@cache
def _numbered() -> re.Pattern[str]:
    """What has numbers that look like years: "Resolution 1701"."""
    return re.compile(rf"\b(?:{'|'.join(words()['numbered'])})s?\s$", re.IGNORECASE)


def _years(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    first, last = match["first"], match["last"]
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    return calendar.between(calendar.year(int(first)), calendar.year(end)) if end > int(first) else None


def _decade(match: re.Match[str], _today: date | None, _ahead: bool) -> Stretch | None:
    """The 1980s; "'80s" and "the 80s" are of the last century, "the '00s" of this one."""
    digits = re.sub(r"\D", "", match["decade"])
    if len(digits) == 4:
        return calendar.decade(int(digits))
    return calendar.decade((2000 if digits == "00" else 1900) + int(digits))


def _quarter(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    number = int(words()["quarters"][match["quarter"]])
    stated = match["year"]
    if stated:
        return calendar.quarter(int(stated), number)
    return calendar.quarter(today.year, number) if today else None


def _season(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    year = int(match["year"]) if match["year"] else today.year if today else None
    if year is None:
        return None
    which = (match["which"] or "").lower()
    if not match["year"]:
        year += {"last": -1, "next": 1}.get(which, 0)
    return calendar.months(year, *words()["seasons"][match["season"].lower()])


def _weekday(match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    if today is None:
        return None
    number = _weekday_number(match["weekday"])
    which = (match["which"] or "").lower()
    if which == "next":
        return calendar.weekday(number, today + timedelta(days=1), ahead=True)
    if which in ("last", "past"):
        return calendar.weekday(number, today - timedelta(days=1), ahead=False)
    return calendar.weekday(number, today, ahead=ahead or which == "coming")


def _deictic(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
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


def _relative(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
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


def _ago(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    if today is None:
        return None
    return _unit(today, match["unit"].lower(), -_number(match["n"]))


def _span_of(match: re.Match[str], today: date | None, _ahead: bool) -> Stretch | None:
    """The past two weeks, the next five years: from then to publication or the other way round."""
    if today is None:
        return None
    if not match["n"]:
        return None  # "in the coming days" tells no number of them
    back = match["which"].lower() in ("last", "past", "previous")
    n = _number(match["n"])
    if match["unit"].lower() == "decade":
        n, unit = 10 * n, "year"
    else:
        unit = match["unit"].lower()
    far = _shifted(today, unit, -n if back else n)
    first, last = (far, today) if back else (today, far)
    return calendar.between(calendar.day(first), calendar.day(last))


def _shifted(at: date, unit: str, shift: int) -> date:
    if unit in ("day", "week"):
        return at + timedelta(days=shift * (7 if unit == "week" else 1))
    there = calendar.month(at.year, at.month + shift * (12 if unit == "year" else 1))
    return min(date(there.first.year, there.first.month, min(at.day, there.last.day)), there.last)


@cache
def patterns() -> tuple[re.Pattern[str], dict[str, tuple[re.Pattern[str], Reader]]]:
    """One pattern that finds where an expression begins, and one for each kind that reads it."""
    known = words()
    months = "|".join(
        rf"{m.capitalize()}(?:\.|\b)" if len(m) < 5 and m != "may" else m.capitalize()
        for m in long_first(known["months"])
    )
    days = "|".join(
        rf"{d.capitalize()}(?:\.|\b)" if len(d) < 6 else d.capitalize() for d in long_first(known["weekdays"])
    )
    numbers = "|".join(f"[{n[0].upper()}{n[0]}]{n[1:]}" for n in long_first(known["numbers"]))
    holidays = "|".join(h.replace("'", "['’]") for h in long_first(known["holidays"]))
    counted = "|".join(known["counted"])
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,.]*\d)"
    nth = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    last = r"(?:\s?[-–—]\s?(?P<last>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|\.\d))?"
    until = r"(?:\s(?:to|through)\s(?P<until>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.]*\d|\s(?:%|percent)))?"
    on = rf"(?:(?P<weekday>{days}),?\s(?:the\s)?)?"
    unit = r"(?P<unit>day|week|weekend|month|quarter|year)"
    edge = r"(?![\w-]*\w)"
    # "The October 7 attacks" names an event of some past year, not a day near publication.
    nameless = r"(?!\s(?:terror(?:ist)?\s)?(?:attack|massacre|coup|revolution|uprising|agreement|invasion)s?\b)"
    behind = "|".join(rf"(?<=\b[{w[0].upper()}{w[0]}]{w[1:]}\s)" for w in sorted(dictionary.of("month_prepositions")))
    mark = "[’'‘]"
    the = r"(?<=\b[Tt]he\s)"
    # "In his early 80s" tells an age.
    early = "|".join(rf"(?<=\b[Tt]he\s{words})" for words in ("", r"early\s", r"late\s", r"mid[\s-]"))
    part = r"(?:\s(?:morning|afternoon|evening|night))?"
    no_year = rf"(?!\s?(?:{counted})\b)(?![-–]\w*\d)(?!-[A-Z])(?!\w)"
    kinds: dict[str, tuple[str, Reader]] = {
        "iso": (r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso),
        "mdy": (
            rf"{on}(?P<month>{months})\s{nth}{last}{until}(?!\d|[.:]\d|,\d{{3}}|%)(?:,?\s{year}|{nameless}){edge}",
            _full_date,
        ),
        "dmy": (rf"{on}{nth}{last}{until}\s(?:of\s)?(?P<month>{months})(?:,?\s{year}|{nameless}){edge}", _full_date),
        "my": (rf"(?P<month>{months})(?P<which>),?\s(?:of\s)?{year}", _month_year),
        "rm": (
            rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id)[\s-](?P<month>{months})(?P<year>){edge}",
            _month_year,
        ),
        "month": (rf"(?:{behind})(?P<which>)(?P<month>{months})(?P<year>){edge}", _month_year),
        "quarter": (
            rf"(?P<quarter>Q[1-4]|(?:first|second|third|fourth)(?=\squarter\b))(?:\squarter)?(?:(?:\sof)?\s{year})?",
            _quarter,
        ),
        "season": (
            rf"(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he)\s)(?P<season>spring|summer|autumn|fall)(?:\s(?:of\s)?{year})?(?!\s(?:of|in|to|from)\s(?!\d)){edge}",
            _season,
        ),
        "years": (
            r"(?P<first>(?:1[5-9]|20)\d\d)(?:\s?[-–]\s?|(?<=\d)\s(?:to|and)\s)(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\d-])",
            _years,
        ),
        "decade": (
            rf"(?:[Mm]id-)?(?:{the}|(?!(?:\d\d)?\d0{mark}s))(?P<decade>(?:18|19|20)\d0|{mark}(?:[3-9]0|00)|(?:{early})[4-9]0){mark}?s\b",
            _decade,
        ),
        "holiday": (rf"(?P<holiday>{holidays})(?:,?\s{year})?{edge}", _holiday),
        "year": (rf"(?:[Mm]id-|(?<![$€£¥₽\d.,:/-]))(?<!\bNo\.\s){year}{no_year}", _year),
        "weekday": (
            rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast)\s)?(?P<weekday>{days}){part}{edge}(?!\s(?:Times|Mail|Telegraph))",
            _weekday,
        ),
        "deictic": (
            rf"(?P<deictic>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast\snight|[Tt]his\s(?:morning|afternoon|evening)){part}{edge}(?!’s\s[A-Z])",
            _deictic,
        ),
        "span": (
            rf"(?P<which>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming)\s(?P<n>\d{{1,3}}|{numbers})?\s?(?P<unit>day|week|month|year|decade)(?P<whole>s){edge}",
            _span_of,
        ),
        "ago": (rf"(?P<n>\b\d{{1,3}}|\b(?:{numbers}))\s{unit}s?\sago\b", _ago),
        "relative": (
            rf"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Pp]revious|[Cc]oming|(?<=\bthe\s)past)\s{unit}{edge}",
            _relative,
        ),
        "weekend": (rf"(?<=\b[Oo]ver\s)(?P<which>the)\s(?P<unit>weekend){edge}", _relative),
    }
    readers = {}
    for name, (pattern, reader) in kinds.items():
        readers[name] = (re.compile(_boundary(pattern)), reader)
    anywhere = "|".join(f"(?P<{name}>{_boundary(_anonymous(pattern))})" for name, (pattern, _) in kinds.items())
    return re.compile(anywhere), readers


def _boundary(pattern: str) -> str:
    return rf"(?<![\w$€£-])(?:{pattern})"


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def long_first(words: Any) -> list[str]:
    """Longest first: of alternatives, a pattern takes the first that fits."""
    return sorted(words, key=lambda word: (-len(word), word))
