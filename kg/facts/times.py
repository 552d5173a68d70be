"""Time expressions: where they stand, what they mean in the calendar, and how facts lie to them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from typing import get_args

from kg.article.times import YEARS
from kg.document import Document, Parse
from kg.english import tokens, verbs
from kg.english import words as dictionary
from kg.english.calendar import Stretch
from kg.english.labels import Dep, Pos, Tag
from kg.english.timepatterns import long_first, patterns
from kg.english.timewords import Reader, words
from kg.facts import ranges
from kg.facts.model import Relation, Time
from kg.facts.ranges import Read

# A day right behind a verb of saying is the day on which it was said, whatever else the sentence looks ahead to.
_SAID = re.compile(r"\b(?:said|told \w+|announced|reported|added|stated|late|early)(?: on| late)?\s+$")


def times(document: Document) -> tuple[Time, ...]:
    """All expressions outside title and headings, in reading order, with ids "t1", "t2" ...

    Relative ones ("on Tuesday", "last year") count from the publication day in the article's own zone, and are left
    out where that is unknown.
    """
    published = document.article.published
    today = published.date() if published else None
    ids = count(1)
    found = []
    for start, end in document.paragraphs:
        for read in ranges.joined(document.text, _read(document, today, start, end)):
            relation = _relation(document.text, start, read.start, read.whole or read.joined)
            stretch = _part(document.text, read.start, read.stretch) if relation != "in" else read.stretch
            found.append(_time(f"t{next(ids)}", document.text, read.start, read.end, stretch, relation))
    return tuple(found)


def _read(document: Document, today: date | None, start: int, end: int) -> Iterator[Read]:
    """The expressions of a paragraph, behind its dateline, each by itself."""
    for match, kind, reader in _matches(document.text, _dateline_end(document, start), end):
        first = match.start()
        until = _relation(document.text, start, first, _whole(match)) == "until"
        ahead = _looks_ahead(document, first) or (until and _sets_term(document, first))
        stretch = _stretch(reader, match, today, ahead)
        if stretch is not None:
            yield Read(first, match.end(), kind, stretch, ahead, _whole(match))


def _stretch(reader: Reader, match: re.Match[str], today: date | None, ahead: bool) -> Stretch | None:
    """What an expression means; None where it lies outside of 1000 to 2200: "9,000 years ago"."""
    try:
        found = reader(match, today, ahead)
    except (ValueError, OverflowError):
        return None  # outside of all calendars
    return found if found and found.first.year in YEARS and found.last.year in YEARS else None


def _dateline_end(document: Document, start: int) -> int:
    """Where the dateline ends that a paragraph begins with; its beginning where there is none."""
    parse, first = document.parse, _token_at(document.parse, start)
    if first is None:
        return start
    end = tokens.dateline_end(parse, first)
    return parse.end[end] if end > first else start


def _whole(match: re.Match[str]) -> bool:
    return "whole" in match.groupdict()


def _matches(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], str, Reader]]:
    """The longest pattern at each place; a match that its reader's own test refuses is passed over."""
    pattern, readers = patterns()
    at = start
    while (match := pattern.search(text, at, end)) is not None:
        name = match.lastgroup or ""
        inner = readers[name][0].match(text, match.start(), end)
        if inner is None or inner.end() == match.start():
            at = match.start() + 1
            continue
        yield inner, name, readers[name][1]
        at = inner.end()


def _time(id: str, text: str, start: int, end: int, stretch: Stretch, relation: Relation) -> Time:
    earliest, latest = _bounds(stretch, relation)
    return Time(
        id=id,
        start=start,
        end=end,
        text=text[start:end],
        value=stretch.value,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        relation=relation,
    )


def _bounds(stretch: Stretch, relation: Relation) -> tuple[date | None, date | None]:
    if relation == "since":
        return stretch.first, None
    if relation == "after":
        return stretch.last, None
    if relation == "until":
        return None, stretch.last
    if relation == "before":
        return None, stretch.first
    return stretch.first, stretch.last


def _relation(text: str, floor: int, start: int, whole: bool) -> Relation:
    """The relation that the words before an expression tell."""
    if whole:
        return "in"
    match = _relation_words().search(text[max(floor, start - 30) : start].lower())
    return _relations()[match[1]] if match else "in"


def _part(text: str, start: int, stretch: Stretch) -> Stretch:
    """The third of a year that the word before it tells, as a bound: "since [late] 2021"."""
    match = re.search(r"(?<!\w)(\w+)(?:\s+|-)\d*$", text[max(0, start - 8) : start + len("mid-")].lower())
    months = words()["parts-of-years"].get(match[1]) if match else None
    if months is None or not stretch.value.isdigit():
        return stretch
    first, last = (stretch.first.replace(month=month) for month in months)
    return replace(stretch, first=first, last=last.replace(day=monthrange(last.year, last.month)[1]))


@cache
def _relations() -> dict[str, Relation]:
    known: dict[str, list[str]] = words()["relations"]
    return {words: relation for relation in get_args(Relation) for words in known.get(relation, ())}


@cache
def _relation_words() -> re.Pattern[str]:
    """Longest words first, so that "up to" is not read as "to"."""
    words = "|".join(re.escape(w) for w in long_first(_relations()))
    return re.compile(rf"(?<!\w)({words})(?: the)?(?: end of| start of| beginning of| (?:early|late|mid)\b-?)?\s*$")


def _looks_ahead(document: Document, start: int) -> bool:
    """Whether the verb that governs the expression looks ahead ("will meet on Friday")."""
    parse = document.parse
    token = _token_at(parse, start)
    if token is None or _SAID.search(document.text[max(0, start - 30) : start]):
        return False
    if document.text[max(0, start - 5) : start].lower() == " for " and parse.dep[token] == Dep.POBJ:
        return True  # "called a strike for Tuesday"
    ahead, time = dictionary.of("looking_ahead"), token
    while True:
        around = {
            parse.lemma[token],
            *(parse.lemma[c] for c in parse.children[token] if parse.dep[c] in (Dep.AUX, Dep.AMOD, Dep.ACOMP)),
        }
        if _is_appointed(parse, token):
            return True
        if _has_asked(parse, token, time):
            return False
        if around & ahead and not _is_done(parse, token):
            return not ("would" in around and _reported(parse, token))
        told = (parse.dep[token] == Dep.ACL and parse.tag[token] == Tag.VBN) or parse.tag[token] == Tag.VBD
        if told or parse.dep[token] in (Dep.CCOMP, Dep.PARATAXIS) or parse.head[token] == token:
            return False
        token = parse.head[token]


def _is_done(parse: Parse, token: int) -> bool:
    """Whether a word that looks ahead as a participle tells a deed: "set fire to"; not "is set to meet"."""
    deed = parse.lemma[token].lower() in dictionary.of("ahead_if_passive")
    return deed and any(parse.dep[c] == Dep.DOBJ for c in parse.children[token])


def _is_appointed(parse: Parse, token: int) -> bool:
    """Whether a verb stands below "is to": "talks are to begin on Monday"."""
    above = parse.head[token]
    if not verbs.has_to(parse, token):
        return False
    if parse.dep[token] == Dep.ACL:
        return parse.lemma[token] in ("begin", "start")  # "a truce to begin on Monday"
    return (
        parse.dep[token] == Dep.XCOMP and parse.lemma[above] == "be" and parse.tag[above] in (Tag.VBZ, Tag.VBP, Tag.VBD)
    )


def _has_asked(parse: Parse, token: int, time: int) -> bool:
    """Whether a verb tells what was asked or agreed: "urged Israel on Monday to"; what it asks for is still ahead."""
    if parse.lemma[token] not in words()["past-requests"] or parse.text[token].lower() == parse.lemma[token]:
        return False
    below = parse.children[token]
    asked = any(parse.dep[c] == Dep.XCOMP and c < time for c in below)  # "urged X to leave on Monday"
    return not asked and parse.tag[token] != Tag.VBG and not any(parse.tag[c] == Tag.MD for c in below)


def _sets_term(document: Document, start: int) -> bool:
    """Whether what lasts until a day lasts beyond the act that is told: "extended until July", "gave X until Friday".

    Of what has gone on ("ruled until March") the day is past.
    """
    parse, token = document.parse, _token_at(document.parse, start)
    if token is None:
        return False
    terms = words()["setting-terms"]
    if token > 1 and parse.lemma[token - 2].lower() in terms:
        return True
    for above in tokens.ancestors(parse, token):
        if parse.lemma[above].lower() in terms:
            return True
        if parse.pos[above] in (Pos.VERB, Pos.AUX):
            return parse.tag[above] in (Tag.VBZ, Tag.VBP) or _has_until(parse, above, token)
    return False


def _has_until(parse: Parse, verb: int, token: int) -> bool:
    """Whether somebody had until a day to do something."""
    return parse.lemma[verb] == "have" and verb < token <= verb + 2


def _reported(parse: Parse, token: int) -> bool:
    """Whether a "would" only tells of what has not been: "would have met"."""
    return any(parse.lemma[c] == "have" for c in parse.children[token] if parse.dep[c] == Dep.AUX)


def _token_at(parse: Parse, start: int) -> int | None:
    low, high = 0, len(parse)
    while low < high:
        middle = (low + high) // 2
        if parse.end[middle] <= start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(parse) else None
