"""What an extractor hands over, held against the protocol, so that a slip of any extractor is told as its own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import Field, fields
from typing import Any, Final, get_args

from kg import codes
from kg.errors import RefusedError
from kg.facts import kinds
from kg.facts.kind import AnyKind
from kg.facts.model import (
    Amount,
    AmountKind,
    Certainty,
    Coding,
    Count,
    Fact,
    Facts,
    Participant,
    Place,
    Polarity,
    Predicate,
    Relation,
    Tense,
    Time,
)
from kg.mentions.model import EntityType, Mention, MentionKind, MentionType, Position, Running
from kg.spans import Span, Words

_Worded = Words | Time | Amount | Count | Mention

_OURS: Final = "rules"

_SINGULAR: Final = frozenset({"status", "legal_basis"})
"""Fields of one that end like those of many."""

_POLARITIES: Final = frozenset(get_args(Polarity))
_CERTAINTIES: Final = frozenset(get_args(Certainty))
_TENSES: Final = frozenset(get_args(Tense))
_RELATIONS: Final = frozenset(get_args(Relation))
_AMOUNTS: Final = frozenset(get_args(AmountKind))
_ENTITIES: Final = frozenset(get_args(EntityType))
_MENTIONS: Final = frozenset(get_args(MentionType))
_KINDS: Final = frozenset(get_args(MentionKind))
_RUNNING: Final = frozenset(get_args(Running))


def check(facts: object, text: str, extractor: str, where: str) -> None:
    """Refuses facts that break the protocol: the first fault found, by the fact that has it.

    Ids are unique, what is referred to is there, spans lie in ``text`` and words are its own, codes are of their lists.

    Args:
        facts: what the extractor gave.
        text: the document's, which the offsets count in.
        extractor: its name, for the message.
        where: the article, for the message.

    Raises:
        RefusedError: they do not conform.
    """
    try:
        fault = (
            next(_Checks(facts, text).faults(), None) if isinstance(facts, Facts) else f"gave {facts!r:.40}, no Facts"
        )
    except Exception as error:  # what others make may be of any form
        fault = f"facts of a wrong form: {type(error).__name__}: {error}"
    if fault is not None:
        hint = "please report it" if extractor == _OURS else "a fault of that extractor, not of the article"
        raise RefusedError(f"extractor {extractor!r}: {fault}", where=where, hint=hint)


class _Checks:
    """The checks of one article's facts; each yields its faults in a few words, led by the item that has them."""

    def __init__(self, facts: Facts, text: str) -> None:
        self.facts, self.text = facts, text
        self.mentions = {m.id for m in facts.mentions}
        self.statements = {s.id for s in facts.statements}
        self.times = {t.id for t in facts.times}
        self.amounts = {a.id for a in facts.amounts}
        self.entities = {e.iri for e in facts.entities}
        self.tenures = {t.iri for t in facts.tenures}
        self._known: dict[tuple[str, ...], set[str]] = {}

    def faults(self) -> Iterator[str]:
        """All faults, ids first: the other checks go by them."""
        f = self.facts
        named: tuple[tuple[str, Iterable[str]], ...] = (
            ("mention", (m.id for m in f.mentions)),
            # One list: what a statement reports or an act follows is an id without its kind.
            ("fact", (fact.id for fact in f.all)),
            ("time", (t.id for t in f.times)),
            ("amount", (a.id for a in f.amounts)),
            ("entity", (e.iri for e in f.entities)),
            ("tenure", (t.iri for t in f.tenures)),
            ("unread", (u.reason for u in f.unread)),
        )
        for kind, ids in named:
            yield from _twice(kind, ids)
        yield from self._described()
        yield from self._stretches()
        yield from self._unread()
        for fact in f.all:
            name = f"{type(fact).__name__.lower()} {fact.id!r}"
            yield from (f"{name}: {fault}" for fault in self._fact(fact))
        for predicate in f.predicates or ():
            yield from (f"predicate at {predicate.start}: {fault}" for fault in self._voice(predicate))
        yield from self._circles()

    def _described(self) -> Iterator[str]:
        for entity in self.facts.entities:
            yield from _coded(f"entity {entity.iri!r}: type", entity.type, _ENTITIES)
        for tenure in self.facts.tenures:
            if tenure.holder not in self.entities:
                yield f"tenure {tenure.iri!r}: its holder {tenure.holder!r} is not among the entities"
        for m in self.facts.mentions:
            name = f"mention {m.id!r}"
            yield from _coded(f"{name}: type", m.type, _MENTIONS)
            yield from _coded(f"{name}: kind", m.kind, _KINDS)
            if m.actor not in self.entities:
                yield f"{name}: actor {m.actor!r} is not among the entities"

    def _stretches(self) -> Iterator[str]:
        """Mentions, times and amounts: what stands in the text by itself."""
        for kind, items in (
            ("mention", self.facts.mentions),
            ("time", self.facts.times),
            ("amount", self.facts.amounts),
        ):
            for item in items:
                yield from (f"{kind} {item.id!r}: {fault}" for fault in self._words(item))
        for time in self.facts.times:
            yield from _coded(f"time {time.id!r}: relation", time.relation, _RELATIONS)
        for amount in self.facts.amounts:
            yield from _coded(f"amount {amount.id!r}: kind", amount.kind, _AMOUNTS)
            yield from _coded(f"amount {amount.id!r}: qualifier", amount.qualifier, codes.QUALIFIERS)

    def _unread(self) -> Iterator[str]:
        for unread in self.facts.unread:
            if not isinstance(unread.reason, str) or not unread.reason:
                yield f"unread: {unread.reason!r} is no reason"
            if type(unread.number) is not int or unread.number < 1:
                yield f"unread for {unread.reason!r}: {unread.number!r} is no number of facts"

    def _fact(self, fact: Fact) -> Iterator[str]:
        kind = kinds.kind_of(fact)
        if fact.time is not None and fact.time not in self.times:
            yield f"time {fact.time!r} is not among the times"
        yield from self._voice(fact)
        if not 0 <= fact.score <= 1:
            yield f"score {fact.score!r} is not between 0 and 1"
        yield from kind.faults(fact, self.text)
        for field in fields(fact):  # type: ignore[arg-type]
            yield from self._field(kind, field, getattr(fact, field.name))

    def _field(self, kind: AnyKind, field: "Field[Any]", value: Any) -> Iterator[str]:
        name = field.name
        if name in kind.refers:
            yield from self._referred(name, value, kind.refers[name])
        elif name in kind.codes:
            given = value if isinstance(value, tuple) else () if value is None is field.default else (value,)
            for code in given:
                yield from _coded(_one(name), code, kind.codes[name])
        elif name == "amounts":
            yield from (f"amount {id!r} is not among the amounts" for id in value if id not in self.amounts)
        elif name == "happening":
            if value is not None and not (isinstance(value, str) and value):
                yield f"happening {value!r} is no name"
        else:
            yield from self._held(_one(name), value)

    def _referred(self, field: str, ids: Iterable[str], names: tuple[str, ...]) -> Iterator[str]:
        """Ids of other facts, of the kinds of these names, or of any."""
        known = self._ids(names)
        wanted = " or ".join(map(_one, names)) or "fact"
        yield from (f"{field} {id!r}, which is no {wanted}" for id in ids if id not in known)

    def _ids(self, names: tuple[str, ...]) -> set[str]:
        """Those of all facts of the kinds of these names, or of any."""
        if names not in self._known:
            forms = tuple(kind.form for kind in kinds.KINDS if not names or kind.name in names)
            self._known[names] = {fact.id for fact in self.facts.all if isinstance(fact, forms)}
        return self._known[names]

    def _held(self, name: str, value: object) -> Iterator[str]:
        """What a field of a fact holds, by what it is."""
        match value:
            case Words():
                yield from (f"{name}: {fault}" for fault in self._words(value))
            case Participant():
                yield from self._part(name, value)
            case Place():
                yield from self._place(value)
            case Position():
                yield from self._position(value)
            case Coding():
                yield from _coding(value)
            case Span():
                yield from self._span(*value)
            case tuple():
                if all(isinstance(item, Count) for item in value):
                    yield from self._counts(value)
                else:
                    for item in value:
                        yield from self._held(name, item)

    def _voice(self, fact: Fact | Predicate) -> Iterator[str]:
        yield from self._span(fact.start, fact.end)
        if fact.according_to is not None and fact.according_to not in self.statements:
            yield f"according_to {fact.according_to!r} is no statement"
        yield from _coded("polarity", fact.factuality.polarity, _POLARITIES)
        yield from _coded("certainty", fact.factuality.certainty, _CERTAINTIES)
        yield from _coded("tense", fact.factuality.tense, _TENSES)

    def _position(self, position: Position) -> Iterator[str]:
        if position.tenure not in self.tenures:
            yield f"tenure {position.tenure!r} is not among the tenures"
        yield from _coded("running", position.running, _RUNNING)
        if position.words is not None:
            yield from (f"position: {fault}" for fault in self._words(position.words))

    def _counts(self, counts: tuple[Count, ...]) -> Iterator[str]:
        yield from _twice("count", (c.id for c in counts))
        for count in counts:
            yield from _coded("count: kind", count.kind, codes.COUNTS)
            yield from _coded("count: qualifier", count.qualifier, codes.QUALIFIERS)
            yield from (f"count {count.id!r}: {fault}" for fault in self._words(count))

    def _part(self, role: str, part: Participant) -> Iterator[str]:
        if part.actor not in self.entities:
            yield f"{role} {part.actor!r} is not among the entities"
        if part.mention is not None and part.mention not in self.mentions:
            yield f"{role}: mention {part.mention!r} is not among the mentions"
        if part.start is not None or part.end is not None:
            yield from (f"{role}: {fault}" for fault in self._span(part.start, part.end))

    def _place(self, place: Place) -> Iterator[str]:
        if place.iri not in self.entities:
            yield f"place {place.iri!r} is not among the entities"
        if place.start is not None or place.end is not None:
            yield from (f"place: {fault}" for fault in self._span(place.start, place.end))

    def _words(self, stretch: _Worded) -> Iterator[str]:
        yield from self._span(stretch.start, stretch.end)
        if self.text[stretch.start : stretch.end] != stretch.text:
            stands = self.text[stretch.start : stretch.end]
            yield f"{stretch.text!r:.60} where the text has {stands!r:.60} ({stretch.start} to {stretch.end})"

    def _span(self, start: int | None, end: int | None) -> Iterator[str]:
        whole = type(start) is int and type(end) is int
        if not whole or not 0 <= start < end <= len(self.text):  # type: ignore[operator]
            yield f"characters {start} to {end} of a text of {len(self.text)}"

    def _circles(self) -> Iterator[str]:
        """Statements that stand in themselves, by way of others or not."""
        above = {s.id: s.according_to for s in self.facts.statements}
        for id in above:
            seen = {id}
            at = above[id]
            while at is not None and at not in seen:
                seen.add(at)
                at = above.get(at)
            if at == id:
                yield f"statement {id!r}: according_to leads back to itself"


def _one(name: str) -> str:
    """A role or kind of many, as one is called: "beneficiaries" is "beneficiary"."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s") if name not in _SINGULAR else name


def _coding(coding: Coding) -> Iterator[str]:
    yield from _coded("type", coding.type, codes.TYPES)
    for mode in coding.modes:
        if f"{coding.type}-{mode}" not in codes.MODES:
            yield f"mode {mode!r} is none of {coding.type}"
    for context in coding.contexts:
        yield from _coded("context", context, codes.CONTEXTS)


def _coded(name: str, value: object, known: frozenset[str]) -> Iterator[str]:
    if value not in known:
        yield f"{name} {value!r} is none of {', '.join(sorted(known))}"


def _twice(kind: str, ids: Iterable[str]) -> Iterator[str]:
    yield from (f"{kind} {id!r} is there {n} times" for id, n in Counter(ids).items() if n > 1)
