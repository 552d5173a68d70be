"""When a page was published and changed, as it tells; no day is told that cannot be."""

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Final

from htmldate import find_date
from lxml import html
from lxml.html import HtmlElement

from kg.article import times

_log = logging.getLogger(__name__)

_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""There were no news pages before: an earlier day that is only found on one is another's."""

_NONE: Final = datetime(1970, 1, 2, tzinfo=UTC)
"""Up to here, a declared time is a clock's zero, or a database's."""

_AHEAD: Final = timedelta(days=1)
"""A time whose zone is not told may seem to lie so far ahead."""

_MONTHS: Final = 12

_IN_ADDRESS: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3,9})[/-](?P<day>\d{1,2})(?![\w])", re.IGNORECASE
)


def told(values: Iterable[str | None], fetched: datetime, where: str) -> datetime | None:
    """The first of declared values that is a time, and none after the page was fetched."""
    for value in values:
        time = times.told(value) if value else None
        if time is None or _as_utc(time) < _NONE:
            continue
        if _as_utc(time) <= fetched + _AHEAD:
            return time
        _log.warning("%s: the page says that it is of %s, which is still to come: left out", where, f"{time:%Y-%m-%d}")
    return None


def marked(root: HtmlElement, property: str) -> Iterable[str]:
    """What the elements tell that are marked up in the text as being a time of schema.org."""
    for element in root.xpath(".//*[@itemprop]"):
        if property in element.get("itemprop", "").split():
            yield element.get("datetime") or element.get("content") or "".join(element.itertext())


def found(root: HtmlElement, fetched: datetime) -> datetime | None:
    """The day that htmldate finds marked in a page without its scripts, where it is written there whole.

    It makes up the day where only a month is told, and takes 05/03/2024 for a day of March or of May as it happens.
    """
    root = deepcopy(root)
    for aside in list(root.iter("aside", "nav")):
        aside.drop_tree()
    marked = find_date(
        root,
        extensive_search=False,
        original_date=True,
        min_date=_FIRST.replace(tzinfo=None),
        max_date=fetched.replace(tzinfo=None),
    )
    day = times.find(marked) if marked else None
    return day if day and _is_written(day, html.tostring(root, encoding="unicode")) else None


def _is_written(day: datetime, markup: str) -> bool:
    """Whether a day stands in a page in a form that is no other day too."""
    year, month, number = f"{day:%Y}", f"0?{day.month}", f"0?{day.day}"
    name = rf"{day:%b}[a-z]*\.?"
    is_sure = day.day > _MONTHS or day.day == day.month
    forms = [
        rf"{year}[-/._]{month}[-/._]{number}(?!\d)",
        rf"(?<!\d){day:%Y%m%d}(?!\d)",
        rf"(?<!\d){number}(?:st|nd|rd|th)?[.\s-]+(?:of\s+)?{name},?[\s-]+{year}",
        rf"\b{name}\s+{number}(?:st|nd|rd|th)?,?\s+{year}",
        rf"(?<!\d){number}\.{month}\.{year}",
        *([rf"(?<!\d){number}[/-]{month}[/-]{year}", rf"(?<!\d){month}[/-]{number}[/-]{year}"] if is_sure else []),
    ]
    return re.search("|".join(forms), markup, re.IGNORECASE) is not None


def in_address(address: str | None, fetched: datetime) -> datetime | None:
    """The day that stands in the path of a page's address."""
    day = _in(address or "")
    return day if day and _FIRST <= day <= fetched + _AHEAD else None


def _in(address: str) -> datetime | None:
    match = _IN_ADDRESS.search(address)
    if match is None:
        return None
    if match["month"].isdigit():
        return times.find(f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}")
    return times.find(f"{match['day']} {match['month']} {match['year']}")


def _as_utc(time: datetime) -> datetime:
    try:
        return time.astimezone(UTC)
    except OverflowError:
        return time.replace(tzinfo=UTC)
