"""Lines that speak about an article: bylines, times, keywords, "Source: ..." and the dateline."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from kg.article import naming, times
from kg.article.clean import is_prose

_PARTS = re.compile(r"[|•·]")
_BYLINE = re.compile(r"(?:(?:written\s+|posted\s+|story\s+)?by|authors?)\s*:?\s+(?P<names>\S.*)", re.IGNORECASE)
_UPDATED = re.compile(r"\(?(?:last\s+)?(?:updated|modified|edited)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\(?(?:first\s+)?(?:published|posted|publication\s+date|issued|date|created)\b", re.IGNORECASE)
_KEYWORDS = re.compile(
    r"(?:keywords?|tags?|topics?|filed\s+under|in\s+this\s+story)\s*:\s*(?P<value>\S.*)", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?P<label>section|category|source|publisher|publication|url|link|title|headline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {"category": "section", "source": "publisher", "publication": "publisher", "link": "url", "headline": "title"}
_CORPORATE = re.compile(
    r"(?P<outlet>[^,]*?)\s*\b(?:(?:foreign|special|staff)\s+)?(?:correspondents?|staff(?:\s+(?:writers?|reporters?))?|newsroom"
    r"|news\s*desk|web\s*desk|desk|reporters?|editors?|editorial(?:\s+(?:team|board))?|news\s+team)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|correspondent|editor|reporter|staff|desk|bureau|contributor|analyst)s?\b", re.IGNORECASE
)
_NAME = r"[^\W\d_][\w.’'-]*(?:\s+(?:(?:de|van|von|der|den|al|el|bin|ben|la|le|da|di|dos)\s+)*[A-Z][\w.’'-]*){1,3}"
# A byline without "By": "Ann Quill, Newsline Staff Writer", "Ann Quill/Newsline; photo by Bo Scribe".
_NAME_AND_ROLE = re.compile(
    rf"(?P<names>(?=[A-Z]){_NAME}(?:(?:,\s+|\s+and\s+)(?=[A-Z]){_NAME})*?),\s+(?:[A-Z][\w.’'-]*\s+){{0,3}}"
    r"(?i:(?:staff|senior|chief|foreign|special|national|political|diplomatic|defen[cs]e|business)\s+){0,3}"
    r"(?i:writers?|reporters?|correspondents?)(?:\s+(?:in|for)\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2})?"
)
_NAME_AND_PHOTO = re.compile(rf"(?P<names>(?=[A-Z]){_NAME}\s*/\s*[A-Z][\w .&’'-]*;\s*(?i:photos?|pictures?|video)\s.*)")
_BYLINES = (_BYLINE, _NAME_AND_ROLE, _NAME_AND_PHOTO)
_PHOTO = re.compile(r"\s*[;,]\s*(?:photo(?:s|graphs?)?|pictures?|video|graphics?|illustrations?)\s+by\b", re.IGNORECASE)
_OUTLET = re.compile(r"\s*/\s*(?P<outlet>[A-Z][\w .&’'-]*)$")
_PLACE = re.compile(r"(?<=\w),?\s+in\s+[A-Z][\w.’'-]*(?:[\s,]+[A-Z][\w.’'-]*){0,3}$")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf",\s+(?:{_MONTHS}\s+\d{{1,2}}(?:,\s+\d{{4}})?|\d{{1,2}}\s+{_MONTHS}(?:,?\s+\d{{4}})?)"
# A town in capitals, or one written as in a sentence that a day follows: "Oslo, Aug. 4, 2022 -- ".
_DATELINE = re.compile(
    r"(?P<dateline>(?:[A-Z][A-Z.’'’-]+(?:[ /][A-Z][A-Z.’'’-]*)*|[A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+){0,3}"
    rf"(?=(?:,\s+[A-Z][\w. ]{{1,24}}?)?{_DAY}))(?:,\s+[A-Z][\w. ]{{1,24}}?)?(?:{_DAY})?"
    r"(?:\s+\((?P<agency>[A-Z][\w .&’'-]{1,30})\))?)\s*(?:--|[-–—])\s+(?=\S)"
)
# One that begins with the day: "March 5, 2024 (KHARTOUM) - ", "5 March 2024, LAGOS (Reuters) -- ".
_DATE_FIRST = re.compile(
    rf"(?:{_MONTHS}\s+\d{{1,2}},\s+\d{{4}}|\d{{1,2}}\s+{_MONTHS}\s+\d{{4}})"
    r"(?:,?\s+\(?(?P<dateline>[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]*)*)\)?)?"
    r"(?:\s+\((?P<agency>[A-Z][\w .&’'-]{1,30})\))?\s*(?:--|\s[-–—])\s+(?=[A-Z“\"'‘])"
)
_TIME_WORDS = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|sept|october|november|december|hours"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:hrs|hours)?\s*\(?(?:[A-Z]{1,4}(?:[+-]\d{1,2}(?::?\d{2})?)?)?\)?",
    re.IGNORECASE,
)
# "Newsline, Tue 5 March 2024 10:15", "Newsline - March 5, 2024 at 10:15 am".
_OUTLET_AND_TIME = re.compile(
    rf"(?P<outlet>[^\d|]{{2,60}}?)\s*[,:–—-]?\s+(?P<time>(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:{_MONTHS}|\d)[^|]*)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 14
_LONGEST_LINE = 600
_LONGEST_DATELINE = 200


@dataclass
class Labels:
    """What the lines around an article's text tell of it."""

    published: datetime | None = None
    modified: datetime | None = None
    publisher: str | None = None
    byline: list[str] = field(default_factory=list)
    credit: str | None = None
    section: str | None = None
    title: str | None = None
    url: str | None = None
    keywords: list[str] = field(default_factory=list)

    def take(self, line: str) -> bool:
        """Reads a line that speaks about the article; False if it does not."""
        if len(line) > _LONGEST_LINE:
            return False
        parts = _with_clocks([part for raw in _PARTS.split(line) if (part := raw.strip())])
        left = [part for part in parts if not self._part(part)]  # each of them, whatever the others are
        if left and any(_is_day(part) for part in parts):
            left = [part for part in left if not self._named(part)]
        return bool(parts) and not left

    def _named(self, part: str) -> bool:
        """Takes what stands beside a day where it surely is an outlet or a section."""
        if naming.is_outlet(part) and self.publisher in (None, part):
            self.publisher = part
        elif naming.is_section(part) and self.section in (None, part):
            self.section = part
        else:
            return False
        return True

    def _part(self, part: str) -> bool:
        if match := _KEYWORDS.fullmatch(part):
            self.keywords += split_list(match["value"])
        elif match := _LABELLED.fullmatch(part):
            name = match["label"].lower()
            setattr(self, _FIELDS.get(name, name), match["value"])
        elif len(part.split()) > _LONGEST_LABEL:
            return False
        elif match := next((match for byline in _BYLINES if (match := byline.fullmatch(part))), None):
            return self._authors(match["names"])
        else:
            return self._time(part)
        return True

    def _authors(self, names: str) -> bool:
        if is_prose(names) or not re.match(r"[^\W\d_]", names) or names[0].islower():
            return False
        if time := times.find(names):
            self.published = self.published or time
            names = re.split(r"\s*,?\s*(?:on\s+)?(?=\w+\.?\s+\d|\d)", names, maxsplit=1)[0]
        names = _PHOTO.split(names)[0]
        if outlet := _OUTLET.search(names):
            self.publisher = self.publisher or outlet["outlet"]
            names = names[: outlet.start()]
        if match := _CORPORATE.fullmatch(names):
            self.credit = names
            self.publisher = self.publisher or match["outlet"] or None
            return True
        parts = re.split(r",\s+|\s+(?:and|&)\s+", names)
        self.byline += [_PLACE.sub("", name) for name in parts if name and not _ROLE.search(name)]
        return True

    def _time(self, part: str) -> bool:
        time = times.find(part)
        if time is None:
            return False
        if _UPDATED.match(part):
            self.modified = time
        elif _PUBLISHED.match(part) or _is_only_time(part):
            self.published = self.published or time
        elif (named := _OUTLET_AND_TIME.fullmatch(part)) and _has_clock(named["time"]) and _is_day(named["time"]):
            if not self._named(named["outlet"]):
                return False
            self.published = self.published or time
        else:
            return False
        return True


def holds_moment(line: str) -> bool:
    """Whether a line gives day and clock beside a name or two, as pages do below a headline: it is none itself."""
    parts = _with_clocks([part for raw in _PARTS.split(line) if (part := raw.strip())])
    named = _OUTLET_AND_TIME.fullmatch(line)
    dated = [part for part in [*parts, named["time"] if named else ""] if _is_day(part)]
    return any(_has_clock(part) for part in dated)


def _with_clocks(parts: list[str]) -> list[str]:
    """The parts of a line, a clock together with the day before it."""
    joined: list[str] = []
    for part in parts:
        if joined and _CLOCK.fullmatch(part) and _is_day(joined[-1]) and not _has_clock(joined[-1]):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _has_clock(part: str) -> bool:
    return re.search(r"\d[:.h]\d{2}\b", part) is not None


def _is_day(part: str) -> bool:
    is_label = _UPDATED.match(part) or _PUBLISHED.match(part) or _is_only_time(part)
    return bool(is_label) and times.find(part) is not None


def _is_only_time(part: str) -> bool:
    """Whether nothing but a time stands here: a date within a title is no label."""
    return not re.search(r"[a-z]{4,}", _TIME_WORDS.sub("", part))


def split_list(text: str) -> list[str]:
    """The entries of a list written with commas, semicolons, bars or hash signs."""
    return [entry for raw in re.split(r"[,;|•#]", text) if (entry := raw.strip())]


def dateline(paragraph: str) -> tuple[str, str | None, str] | None:
    """Dateline, agency and the rest of an article's first paragraph: "MOSCOW, Jan 1 (Reuters) - Russia said"."""
    begin = paragraph[:_LONGEST_DATELINE]
    match = _DATELINE.match(begin) or _DATE_FIRST.match(begin)
    return (match["dateline"] or "", match["agency"], paragraph[match.end() :]) if match else None
