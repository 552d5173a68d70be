"""How English writes times: one pattern a kind of expression, with its reader."""

import re
from functools import cache
from typing import Any

from kg.english import numeric_dates, timewords
from kg.english import words as dictionary
from kg.english.timewords import Reader


@cache
def patterns() -> tuple[re.Pattern[str], dict[str, tuple[re.Pattern[str], Reader]]]:
    """One pattern that finds where an expression begins, and one for each kind that reads it."""
    known = timewords.words()
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
    # "On March 12 and 13", but "on March 12 and 13 people".
    two = r"(?P<also>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    also = rf"(?:\s(?:and|or)\s{two}(?=[.,;:)]|$|\s(?:{'|'.join(known['day-followers'])})\b)(?![.,]\d))?"
    and_ = rf"(?:\s(?:and|or)\s{two})?"
    on = rf"(?:(?P<weekday>{days}),?\s(?:the\s)?)?"
    unit = r"(?P<unit>day|week|weekend|fortnight|month|quarter|year)"
    edge = r"(?![\w-]*\w)"
    # "The October 7 attacks" names an event of some past year, not a day near publication.
    nameless = r"(?!\s(?:terror(?:ist)?\s)?(?:attack|massacre|coup|revolution|uprising|agreement|invasion)s?\b)"
    behind = "|".join(rf"(?<=\b[{w[0].upper()}{w[0]}]{w[1:]}\s)" for w in sorted(dictionary.of("month_prepositions")))
    mark = "[’'‘]"
    the = r"(?<=\b[Tt]he\s)"
    # "In his early 80s" tells an age.
    early = "|".join(rf"(?<=\b[Tt]he\s{words})" for words in ("", r"early\s", r"late\s", r"mid[\s-]"))
    part = r"(?:\s(?:morning|afternoon|evening|night))?"
    whose = r"(?:,?\s(?:of\s)?(?P<whose>(?:[Tt]he\s)?(?:last|this|next|previous|same|following)|that)\syear\b)"
    told = rf"(?:,?\s(?:of\s)?{year}|{whose})"
    no_year = rf"(?!\s?(?:{counted})\b)(?![-–]\w*\d)(?!-[A-Z])(?!\w)"
    kinds: dict[str, tuple[str, Reader]] = {
        "iso": (r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", timewords.iso),
        "numeric": (numeric_dates.PATTERN, numeric_dates.read),
        "mdy": (
            rf"{on}(?P<month>{months})\s{nth}{last}{until}{also}(?!\d|[.:]\d|,\d{{3}}|%)(?:{told}|{nameless}){edge}",
            timewords.full_date,
        ),
        "dmy": (
            rf"{on}{nth}{last}{until}{and_}\s(?:of\s)?(?P<month>{months})(?:{told}|{nameless}){edge}",
            timewords.full_date,
        ),
        "wmd": (
            rf"(?P<weekday>{days})\s\((?P<month>{months})\s{nth}(?P<last>)(?P<until>)(?P<also>){told}?\)",
            timewords.full_date,
        ),
        "wdm": (
            rf"(?P<weekday>{days})\s\({nth}(?P<last>)(?P<until>)(?P<also>)\s(?P<month>{months}){told}?\)",
            timewords.full_date,
        ),
        "my": (rf"(?P<month>{months})(?P<which>){told}{edge}", timewords.month_year),
        "rm": (
            rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id)[\s-](?P<month>{months})(?P<year>)(?P<whose>){edge}",
            timewords.month_year,
        ),
        "month": (rf"(?:{behind})(?P<which>)(?P<month>{months})(?P<year>)(?P<whose>){edge}", timewords.month_year),
        "quarter": (
            rf"(?P<quarter>Q[1-4]|(?:first|second|third|fourth)(?=\squarter\b))(?:\squarter)?{told}?",
            timewords.quarter,
        ),
        "season": (
            rf"(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he)\s)(?P<season>spring|summer|autumn|fall){told}?(?!\s(?:of|in|to|from)\s(?!\d)){edge}",
            timewords.season,
        ),
        "years": (
            r"(?P<first>(?:1[5-9]|20)\d\d)(?:\s?[-–]\s?|(?<=\d)\s(?:to|and)\s)(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\d-])",
            timewords.years,
        ),
        "decade": (
            rf"(?:[Mm]id-)?(?:{the}|(?!(?:\d\d)?\d0{mark}s))(?P<decade>(?:18|19|20)\d0|{mark}(?:[3-9]0|00)|(?:{early})[4-9]0){mark}?s\b",
            timewords.decade,
        ),
        "holiday": (rf"(?P<holiday>{holidays})(?:,?\s{year})?{edge}", timewords.holiday),
        "year": (rf"(?:[Mm]id-|(?<![$€£¥₽\d.,:/-]))(?<!\bNo\.\s){year}{no_year}", timewords.year),
        "weekday_of_week": (
            rf"(?P<weekday>{days}){part}\s(?:of\s)?(?:the\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious|[Ff]ollowing)\sweek{edge}",
            timewords.weekday_of_week,
        ),
        "week_weekday": (
            rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\sweek\s(?:on\s)?(?P<weekday>{days}){part}{edge}",
            timewords.weekday_of_week,
        ),
        "day_week": (
            rf"(?:[Aa]\sweek\son\s(?P<weekday>{days})|(?P<deictic>[Tt]oday|[Yy]esterday|[Tt]omorrow)\sweek){edge}",
            timewords.day_week,
        ),
        "weekday_week": (rf"(?P<deictic>)(?P<weekday>{days})\sweek{edge}", timewords.day_week),
        "past_next": (
            r"(?P<unit>week|weekend|month|year)\s(?P<which>before\slast|after\snext)\b",
            timewords.week_past_next,
        ),
        "weekday": (
            rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast)\s)?(?P<weekday>{days}){part}{edge}(?!\s(?:Times|Mail|Telegraph))",
            timewords.weekday,
        ),
        "deictic": (
            rf"(?P<deictic>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast\snight|[Tt]his\s(?:morning|afternoon|evening)){part}{edge}(?!’s\s[A-Z])",
            timewords.deictic,
        ),
        "span": (
            rf"(?P<which>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming)\s(?P<n>\d{{1,3}}|{numbers})?\s?(?P<unit>day|week|fortnight|month|year|decade)(?P<plural>s)(?P<whole>){edge}",
            timewords.span_of,
        ),
        "span_of_one": (
            rf"{the}(?P<which>past|last|next|coming)\s(?P<n>)(?P<unit>week|fortnight|month|year|decade)(?P<plural>)(?P<whole>){edge}(?!\sof\b)",
            timewords.span_of,
        ),
        "ago": (rf"(?P<n>\b\d{{1,3}}|\b(?:{numbers}))\s{unit}s?\sago\b", timewords.ago),
        "hence": (
            rf"(?<=\b[Ii]n\s)(?P<n>\d{{1,3}}|(?:{numbers}))\s{unit}s?(?P<time>['’]?(?:s['’]?)?\stime)?{edge}",
            timewords.hence,
        ),
        "relative": (
            rf"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Pp]revious|[Cc]oming)\s{unit}{edge}(?!\sof\b)",
            timewords.relative,
        ),
        "weekend": (rf"(?<=\b[Oo]ver\s)(?P<which>the)\s(?P<unit>weekend){edge}", timewords.relative),
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
