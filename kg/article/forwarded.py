"""What a mail passes on: the lines of another one, and what the header tells that stands above them."""

import email.utils
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Final

from kg.article import times
from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.mailwords import is_a, is_forward, is_reply, patterns, subject

_MOST_TIMES: Final = 20
"""As often as a mail was passed on."""
_MOST_WRAPPED: Final = 4
_LONGEST_FIELD: Final = 2000
_DAY_FIELDS: Final = ("date", "sent")
_UNENDED: Final = re.compile(r"[,;]$|<[^<>]*$")
_LINKED: Final = re.compile(r"<mailto:[^<>]*>|[\[(](?:mailto:)?[^\s@\[\]()<>]+@[^\s@\[\]()<>]+[\])]", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
_ON_BEHALF: Final = re.compile(r".*\bon behalf of\s+", re.IGNORECASE)
_NUMERIC: Final = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b"
    r"(?P<clock>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a mail as programs write it into one that passes it on.

    Attributes:
        fields: name in lower case -> what stands there; none where there is no header.
    """

    fields: Mapping[str, str]

    @property
    def subject(self) -> str:
        return self.fields.get("subject", "")

    @property
    def title(self) -> str | None:
        return subject(self.subject) or None

    @property
    def day(self) -> str | None:
        """When it was sent, as it is written."""
        return next((self.fields[name] for name in _DAY_FIELDS if self.fields.get(name)), None)

    @property
    def sender(self) -> str | None:
        """The name of who sent it; None where only an address is told."""
        told = _ON_BEHALF.sub("", _LINKED.sub("", self.fields.get("from", "")))
        name, address = email.utils.parseaddr(told.replace("*", ""))
        name = name or ("" if "@" in address else told.partition("<")[0])
        return squeeze(name).strip(" \"'") or None

    def answers(self, other: "Head") -> bool:
        """Whether a mail with this header answers another one: it says so, or goes to who sent that."""
        if is_reply(self.subject) or is_forward(self.subject):
            return is_reply(self.subject)
        sent_by = _ADDRESS.search(other.fields.get("from", "").lower())
        addressees = f"{self.fields.get('to', '')} {self.fields.get('cc', '')}".lower()
        return sent_by is not None and sent_by[0] in _ADDRESS.findall(addressees)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is passed on or quoted within a text: where that begins, its header, and its lines.

    Attributes:
        is_marked: a line says that it is passed on; else it may be quoted as well.
    """

    begin: int
    head: Head
    lines: list[Line]
    is_marked: bool


def time(written: str) -> datetime | None:
    """A time as programs write it in English; None where day and month may be either of two numbers."""
    numeric = _NUMERIC.match(written.strip())
    if not numeric:
        return times.told(written)
    first, second, year = (int(numeric[name]) for name in ("first", "second", "year"))
    days = {day for day in (_day(year, first, second), _day(year, second, first)) if day}
    if numeric["weekday"]:
        days = {day for day in days if f"{day:%a}".lower() == numeric["weekday"].lower()}
    return times.told(f"{days.pop():%d %b %Y}{numeric['clock']}") if len(days) == 1 else None


def innermost(lines: list[Line], outer: Head) -> tuple[Head | None, list[Line]]:
    """The lines of the mail that was passed on first, and its header; where none was, all but a quoted mail.

    Args:
        lines: of a mail; blank ones too, where its format has them.
        outer: its own header, which tells an answer from what is passed on where both look alike.
    """
    head: Head | None = None
    for _ in range(_MOST_TIMES):
        found = _next(lines, outer)
        if found is None:
            return head, lines
        if not found.is_marked and outer.answers(found.head):
            return head, lines[: found.begin]
        head, lines = found.head, _ended(found.lines)
        outer = head
    return head, lines


def within(lines: list[Line]) -> tuple[Head, list[Line]]:
    """The same of lines that are a mail which is passed on, header and all."""
    head, lines = _parted(lines)
    inner, rest = innermost(lines, head)
    return inner or head, rest


def _next(lines: list[Line], outer: Head) -> _Found | None:
    """The first place where something is passed on, or where a mail is quoted below its header."""
    is_first, mark = True, None
    is_told = is_forward(outer.subject) or is_reply(outer.subject)
    for at, line in enumerate(lines):
        text = line.text.strip()
        if is_a("forwarding", text):
            return _marked(lines, at)
        if is_a("quoting", text) and not is_forward(outer.subject):
            return None  # what follows is quoted, whatever it passes on
        if is_a("forwarding", text.lstrip("> ")) and not is_reply(outer.subject):
            return _marked(_unquoted(lines[at:]), 0)
        if is_a("originals", text):
            mark = at
        elif text:
            is_likely = is_told or is_first or mark is not None
            if is_likely and field_of(text) and (found := _headed(lines, at, mark)):
                return found
            is_first, mark = False, None
    return None


def _marked(lines: list[Line], at: int) -> _Found:
    """What stands below a line that says that it is passed on; some programs quote that, some all but its header."""
    rest = lines[at + 1 :]
    if next((line.text for line in rest if line.text.strip()), "").startswith(">"):
        rest = _unquoted(rest)
    head, rest = _parted(rest)
    if all(line.text.startswith(">") for line in rest if line.text.strip()):
        rest = _unquoted(rest)
    return _Found(at, head, rest, is_marked=True)


def _headed(lines: list[Line], at: int, mark: int | None) -> _Found | None:
    """What stands below a header that begins here; None where this is none as programs write them."""
    fields, end = _header(lines, at)
    is_enough = _is_whole(fields) or (mark is not None and len(fields) > 1 and bool(fields.get("from")))
    begin = at if mark is None else mark
    return _Found(begin, Head(fields), lines[end:], is_marked=False) if is_enough else None


def _parted(lines: list[Line]) -> tuple[Head, list[Line]]:
    """The header at the beginning of some lines, and the rest."""
    first = next((at for at, line in enumerate(lines) if line.text.strip()), 0)
    fields, end = _header(lines, first)
    return Head(fields), lines[end:]


def _header(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    """The fields that stand from here on, and where they end; a name that comes again begins another header."""
    fields: dict[str, str] = {}
    last = ""
    while at < len(lines):
        row = lines[at].text
        told = field_of(row.strip())
        if told and told[0] in fields:
            break
        if told:
            last = told[0]
            fields[last] = told[1][:_LONGEST_FIELD]
        elif last and _goes_on(row, fields[last], _after(lines, at), fields):
            fields[last] = f"{fields[last]} {row.strip()}"[:_LONGEST_FIELD].strip()
        else:
            break
        at += 1
    return fields, at


def _after(lines: Sequence[Line], at: int) -> str | None:
    """The name of the field that stands next below a line, close to it."""
    for line in lines[at + 1 : at + 1 + _MOST_WRAPPED]:
        if not line.text.strip():
            return None
        if told := field_of(line.text.strip()):
            return told[0]
    return None


def _goes_on(row: str, value: str, after: str | None, fields: Mapping[str, str]) -> bool:
    """Whether a line without a name belongs to the field above it, or is a blank one within a header."""
    if not row.strip():
        return after is not None and after not in fields and not _is_whole(fields)
    is_wrapped = row[0].isspace() or bool(_UNENDED.search(value)) or all("@" in word for word in row.split())
    return is_wrapped or (after is not None and after not in fields)


def _is_whole(fields: Mapping[str, str]) -> bool:
    has_day = any(fields.get(name) for name in _DAY_FIELDS)
    return bool(fields.get("from")) and has_day and ("subject" in fields or "to" in fields)


def field_of(line: str) -> tuple[str, str] | None:
    """Name and value of a field of a header, which may be in bold: "*From:* The Courier"."""
    match = _field().fullmatch(line[:_LONGEST_FIELD])
    return (match["name"].lower(), squeeze(match["value"])) if match else None


@cache
def _field() -> re.Pattern[str]:
    names = patterns()["header_fields"].pattern
    return re.compile(rf"[*_]{{0,2}}(?P<name>{names})\s*[*_]{{0,2}}\s?:\s?[*_]{{0,2}}(?P<value>.*)", re.IGNORECASE)


def _unquoted(lines: Sequence[Line]) -> list[Line]:
    """What is quoted in some lines; a line right below one of it is of it too, since programs wrap lines anew."""
    kept: list[Line] = []
    is_open = False
    for line in lines:
        if line.text.startswith(">"):
            text = line.text[1:].removeprefix(" ")
            kept.append(replace(line, text=text))
            is_open = bool(text.strip())
        elif not line.text.strip() or is_open:
            kept.append(line)
            is_open = is_open and bool(line.text.strip())
    return kept


def _ended(lines: list[Line]) -> list[Line]:
    """The lines above one that says that what was passed on ends there."""
    return lines[: next((at for at, line in enumerate(lines) if is_a("forwarded_ends", line.text.strip())), None)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
