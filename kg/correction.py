"""What a corrected article says otherwise than before: facts lost, gained, and changed ("killed 12 -> 10")."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any, Final

from kg.facts.model import Amount, Coding, Count, Fact, Factuality, Participant, Place, Statement, Time
from kg.mentions.model import Position
from kg.spans import Words
from kg.stored import StoredArticle

_ALIKE: Final = 0.6
"""How much of their words two facts share that may be one, told otherwise (0 to 1, as difflib counts)."""
_LONGEST: Final = 300
"""Characters of a fact's words that are compared, whose time grows with their square."""
_OF_ARTICLE: Final = {"headline": "title", "datePublished": "published", "publisher": "publisher"}
"""Property of an article -> what it is called."""
_NO_ASPECT: Final = frozenset(
    {"id", "start", "end", "trigger", "cue", "score", "content", "reports", "follows", "happening"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect of a fact that is another now; None where there was, or is, none."""

    aspect: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a correction touches: its id and words now (of one that is lost, before), and what is other."""

    id: str
    kind: str
    words: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a new text, date, title or outlet of an article changed; ``former`` is the IRI that it had before.

    ``fields`` are what is other of the article itself.
    """

    article: str
    former: str
    title: str | None
    fields: tuple[Difference, ...]
    lost: tuple[Told, ...]
    gained: tuple[Told, ...]
    changed: tuple[Told, ...]


def correction(before: StoredArticle, after: StoredArticle) -> Correction:
    """Compares what an article said with what it says now.

    A fact goes by its id, which is of its kind and its words. Those that stand in one text alone are one, told
    otherwise, where they are of one kind and share most of their words.
    """
    was, now = ({fact.id: fact for fact in stored.facts.all} for stored in (before, after))
    pairs = [(was[key], now[key]) for key in was if key in now]
    lost, gained = ([old[key] for key in old if key not in new] for old, new in ((was, now), (now, was)))
    for one, other in _matched(before, lost, after, gained):
        lost.remove(one)
        gained.remove(other)
        pairs.append((one, other))
    changed = (_told(after, new, _differences(before, old, after, new)) for old, new in pairs)
    return Correction(
        after.iri,
        before.iri,
        after.first("headline"),
        _fields(before, after),
        tuple(_told(before, fact) for fact in lost),
        tuple(_told(after, fact) for fact in gained),
        tuple(sorted((told for told in changed if told.differences), key=lambda told: told.id)),
    )


def is_same(before: StoredArticle, after: StoredArticle) -> bool:
    """Whether two revisions of an article tell the same: text, title, day and outlet."""
    return before.first("textHash") == after.first("textHash") and not _fields(before, after)


def _fields(before: StoredArticle, after: StoredArticle) -> tuple[Difference, ...]:
    told = ((aspect, before.first(name), after.first(name)) for name, aspect in _OF_ARTICLE.items())
    return tuple(Difference(aspect, was, now) for aspect, was, now in told if was != now)


def _told(stored: StoredArticle, fact: Fact, differences: tuple[Difference, ...] = ()) -> Told:
    return Told(fact.id, type(fact).__name__.lower(), _words(stored, fact), differences)


def _words(stored: StoredArticle, fact: Fact) -> str:
    return " ".join(stored.text[fact.start : fact.end].split())


def _matched(
    before: StoredArticle, lost: Iterable[Fact], after: StoredArticle, gained: Iterable[Fact]
) -> list[tuple[Fact, Fact]]:
    """Pairs of facts that share most words, the likest first, each fact in one pair."""
    new = [(fact, _words(after, fact)[:_LONGEST]) for fact in gained]
    likely: list[tuple[float, int, int, Fact, Fact]] = []
    for i, old in enumerate(lost):
        matcher = SequenceMatcher(None, b=_words(before, old)[:_LONGEST], autojunk=False)
        for j, (fact, words) in enumerate(new):
            if type(fact) is type(old):
                matcher.set_seq1(words)
                if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                    likely.append((-ratio, i, j, old, fact))
    found: list[tuple[Fact, Fact]] = []
    taken: set[tuple[str, int]] = set()
    for _, i, j, old, fact in sorted(likely, key=lambda entry: entry[:3]):
        if not {("old", i), ("new", j)} & taken:
            taken |= {("old", i), ("new", j)}
            found.append((old, fact))
    return found


def _differences(before: StoredArticle, old: Fact, after: StoredArticle, new: Fact) -> tuple[Difference, ...]:
    was, now = dict(_aspects(before, old)), dict(_aspects(after, new))
    aspects = dict.fromkeys([*was, *now])
    return tuple(Difference(a, was.get(a), now.get(a)) for a in aspects if was.get(a) != now.get(a))


def _aspects(stored: StoredArticle, fact: Fact) -> Iterator[tuple[str, str]]:
    """The aspects of a fact that have a value, in words."""
    for field in fields(fact):  # type: ignore[arg-type]
        value = getattr(fact, field.name)
        if field.name in _NO_ASPECT or not value:
            continue
        if field.name == "according_to":
            yield "voice", _speaker(stored, value)
        elif isinstance(value, tuple) and isinstance(value[0], Count):
            yield from ((count.kind, _number(count)) for count in value)
        elif isinstance(value, Coding | Factuality):
            parts = ((part.name, _shown(stored, getattr(value, part.name))) for part in fields(value))
            yield from (part for part in parts if part[1])
        elif shown := _shown(stored, value):
            yield field.name.replace("_", " "), shown


def _speaker(stored: StoredArticle, statement: str) -> str:
    found = stored.fact(statement)
    return stored.label(found.source.actor) if isinstance(found, Statement) and found.source else "somebody"


def _number(count: Count) -> str:
    number = count.min if count.max in (None, count.min) else f"{count.min}–{count.max}"
    qualifier = None if count.qualifier == "exact" else count.qualifier
    return " ".join(str(part) for part in (qualifier, number, count.who) if part is not None)


def _shown(stored: StoredArticle, value: Any) -> str:
    match value:
        case tuple():
            return ", ".join(dict.fromkeys(_shown(stored, part) for part in value))
        case Participant():
            return stored.label(value.actor)
        case Place():
            return stored.label(value.iri)
        case Position():
            return value.words.text if value.words else ""
        case Words():
            return value.text
        case Time():
            return value.value
        case Amount():
            return value.text
        case bool():
            return "yes" if value else ""
    parts: tuple[Time | Amount, ...] = (*stored.facts.times, *stored.facts.amounts)
    named = next((part for part in parts if part.id == value), None)
    return _shown(stored, named) if named else str(value)
