"""Times of publication as outlets write them: ISO 8601, "January 1, 2024 at 8:44 am EST", "1 Jan 2024 08:44 GMT"."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_WORDS = re.compile(
    rf"""
    \b(?i:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})
         |(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}}))
    (?:(?i:[\s,|•·–—-]|\bat\b|\bon\b)*
       (?P<hour>\d{{1,2}})[:.h](?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?\s*(?P<half>[aApP]\.?[mM]\b\.?)?)?
    \s*(?i:hrs|hours)?\s*\(?
    (?P<zone>[+-]\d{{2}}:?\d{{2}}\b|(?:GMT|UTC)[+-]\d{{1,2}}(?::?\d{{2}})?\b|[A-Z]{{2,4}}\b|Z\b)?
    """,
    re.VERBOSE,
)
# The clock before the day: "10:15 AM EST, Wed March 6, 2024".
_CLOCK_FIRST = re.compile(
    r"(?P<clock>\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[aApP]\.?[mM]\b\.?)?)(?P<zone>\s*\(?[A-Z]{2,4}\b\)?)?"
    r"[\s,|•·–—-]*(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?\Z",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?<!\d)(?<!^-)(?P<date>\d{4}-\d{2}-\d{2})(?!\d)(?:(?:T|\s+)(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?|[A-Z]{2,4}\b)?)?"
)

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?")
_NONE = re.compile(r"(?:0001-01-01|0000-00-00)(?!\d).*|(?i:none|null|nan|nat|n/a|unknown)|-|0")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where the clocks of machines begin: what is dated so in a record is dated by one that knew no time."""

YEARS = range(1000, 2201)
"""A year outside of these is no year of news: what is written so is a mistake, or no date."""

_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "TRT": 3, "GST": 4, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "VET": -4, "COT": -5, "PET": -5, "WAT": 1, "CAT": 2, "SAST": 2,
    "EAT": 3, "IDT": 3, "IRST": 3.5, "IRDT": 4.5, "AFT": 4.5, "PKT": 5, "UZT": 5, "NPT": 5.75, "MMT": 6.5, "ICT": 7,
    "WIB": 7, "WITA": 8, "WIT": 9, "PHT": 8, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_US_ZONES = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}
_NOON = 12


def find(text: str) -> datetime | None:
    """The first time that a text gives, with its zone; UTC where it names none, midnight where it gives only a day.

    None where it gives none, or one outside of the years 1000 to 2200.
    What follows a day alone is no zone: "Aug 25, 2023 (AFP)". A zone that we do not know, or that several share
    ("IST"), is UTC too, and tells by its name that it is not.
    """
    iso, words = _ISO.search(text), _WORDS.search(text)
    if iso and (not words or iso.start() < words.start()):
        return _from_iso(iso)
    if words and not words["hour"] and (clock := _CLOCK_FIRST.search(text[: words.start()])):
        day = text[words.start() : words.end()].removesuffix(words["zone"] or "").strip(" (")
        words = _WORDS.search(f"{day} {clock['clock']} {(clock['zone'] or '').strip(' ()')}")
    return _from_words(words) if words else None


def told(field: str) -> datetime | None:
    """The time that a field of a record holds: as ``find``, or in the basic form of ISO 8601 ("20240306T120000Z").

    None for the day on which the clocks of machines begin, too.
    """
    time = _written(field)
    return None if time is None or _is_epoch(time) else time


def _written(field: str) -> datetime | None:
    if basic := _BASIC.fullmatch(field.strip()):
        year, month, day, hour, minute, second, zone = basic.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        return find(f"{year}-{month}-{day}{clock}")
    return find(field)


def is_none(field: str) -> bool:
    """Whether a field of a time holds what tools write where they know none: "0001-01-01T00:00:00", "null"."""
    if _NONE.fullmatch(field.strip()):
        return True
    time = _written(field)
    return time is not None and _is_epoch(time)


def _is_epoch(time: datetime) -> bool:
    """Whether a time is of the first day of the Unix epoch, or its first instant as another zone writes it."""
    return time.date() == _EPOCH.date() or time == _EPOCH


def _from_iso(match: re.Match[str]) -> datetime | None:
    year, month, day = (int(part) for part in match["date"].split("-"))
    return _time(year, month, day, match)


def _from_words(match: re.Match[str]) -> datetime | None:
    month = _MONTHS.index((match["m1"] or match["m2"]).lower()[:3]) + 1
    return _time(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]), match)


def _time(year: int, month: int, day: int, match: re.Match[str]) -> datetime | None:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if year not in YEARS:
        return None
    half = (match.groupdict().get("half") or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    try:
        naive = datetime(year, month, day, hour, minute, second)
        return naive.replace(tzinfo=_zone(match["zone"] if match["hour"] else None, naive))
    except ValueError:
        return None


def _zone(name: str | None, at: datetime) -> tzinfo:
    if not name:
        return UTC
    if name in _US_ZONES:
        return timezone(timedelta(hours=_US_ZONES[name] + _is_us_summer(at)))
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name])) if _ZONES[name] else UTC
    offset = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", name)
    if not offset:
        return timezone(timedelta(0), name)
    delta = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(-delta if offset[1] == "-" else delta)


def unknown_zone(time: datetime) -> str | None:
    """The name of the zone that a time was written in, where UTC only stands for it."""
    name = time.tzname() or ""
    return name if name.isalpha() and time.tzinfo is not UTC else None


def _is_us_summer(at: datetime) -> bool:
    """Whether US clocks are on summer time: second Sunday of March to first Sunday of November, at 2 o'clock."""
    return _sunday(at.year, 3, 2) <= at < _sunday(at.year, 11, 1)


def _sunday(year: int, month: int, which: int) -> datetime:
    first = datetime(year, month, 1, 2)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))
