"""What an article says, free of RDF: the dataclasses behind `kg extract` and behind the graph.

Field names and code values are those of the extract format (docs/extract-format.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal, Protocol, Self, TypeVar

from kg.mentions.model import Mention, Position
from kg.reference.model import Entity, Tenure
from kg.spans import Span, Words

Manner = Literal["direct", "indirect", "mixed"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "presupposed", "probable", "possible", "unknown"]
Tense = Literal["past", "present", "future"]
Relation = Literal["in", "since", "until", "before", "after", "throughout"]
AmountKind = Literal["money", "percent", "quantity"]


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in a fact.

    The span and the mention's id stay with the kept text; ``actor`` alone reaches the graph. An actor that
    follows from another (the state that a minister speaks for) has neither span nor mention.
    """

    actor: str
    start: int | None = None
    end: int | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Factuality:
    """How the voice in ``according_to`` puts a fact."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    tense: Tense = "past"


@dataclass(frozen=True, slots=True)
class Coding:
    """PLOVER's view of a fact: type (or ELECTION, REFERENDUM, VOTE), modes, contexts."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``value`` is ISO 8601 at the text's precision, earliest and latest are days (YYYY-MM-DD)."""

    id: str
    start: int
    end: int
    text: str
    value: str
    earliest: str | None
    latest: str | None
    relation: Relation = "in"


def disjoint(one: Time, other: Time) -> bool:
    """Whether no day is in both: "in January" and "on 8 January" have one in common."""
    ends_before = one.latest is not None and other.earliest is not None and one.latest < other.earliest
    begins_after = other.latest is not None and one.earliest is not None and other.latest < one.earliest
    return ends_before or begins_after


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or quantity; ``value`` is a decimal in canonical form ("300000000000"), ``unit`` ISO 4217 for money."""

    id: str
    start: int
    end: int
    text: str
    value: str
    unit: str
    kind: AmountKind = "money"
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class Count:
    """People counted: killed, injured, casualties, missing, displaced, detained, expelled, affected ..."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    min: int | None
    max: int | None
    qualifier: str = "exact"
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact happened: the IRI of a place entity (or of a state) and the words that name it."""

    iri: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something; with ``coding`` set, the saying itself is an event (ACCUSE, THREATEN ...).

    ``according_to`` is None where the article vouches that it was said, else the statement inside which it stands.
    """

    id: str
    start: int
    end: int
    manner: Manner
    act: str
    content: tuple[Span, ...]
    content_text: str
    source: Participant | None = None
    cue: Words | None = None
    addressees: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    about: tuple[Participant, ...] = ()
    on_behalf_of: tuple[Participant, ...] = ()
    position: Position | None = None
    condition: Words | None = None
    venue: Words | None = None
    time: str | None = None
    place: Place | None = None
    reports: tuple[str, ...] = ()
    according_to: str | None = None
    factuality: Factuality = Factuality()
    coding: Coding | None = None
    score: float = 1.0

    @property
    def speaking(self) -> tuple[Participant, ...]:
        """Who speaks, and for whom."""
        return (*([self.source] if self.source else []), *self.on_behalf_of)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, in one voice: the article's (``according_to`` None) or a statement's.

    ``background``: history that the article recalls, told apart from its news.
    """

    id: str
    start: int
    end: int
    trigger: Words
    coding: Coding
    initiators: tuple[Participant, ...] = ()
    orchestrators: tuple[Participant, ...] = ()
    backers: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: Place | None = None
    time: str | None = None
    condition: Words | None = None
    factuality: Factuality = Factuality()
    according_to: str | None = None
    happening: str | None = None
    counts: tuple[Count, ...] = ()
    amounts: tuple[str, ...] = ()
    background: bool = False
    score: float = 1.0

    @property
    def doers(self) -> tuple[Participant, ...]:
        """Who does it, has it done or backs it."""
        return (*self.initiators, *self.orchestrators, *self.backers)


@dataclass(frozen=True, slots=True)
class Sanction:
    """One step in the life of a sanction, in one voice; ``coding`` makes it an event as well, of the same trigger."""

    id: str
    start: int
    end: int
    trigger: Words
    status: str
    measures: tuple[str, ...]
    coding: Coding | None = None
    proposers: tuple[Participant, ...] = ()
    imposers: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    beneficiaries: tuple[Participant, ...] = ()
    asset: Words | None = None
    amounts: tuple[str, ...] = ()
    scope_as_stated: Words | None = None
    objective: str | None = None
    reason: Words | None = None
    condition: Words | None = None
    legal_basis: Words | None = None
    programme: Participant | None = None
    time: str | None = None
    follows: tuple[str, ...] = ()
    factuality: Factuality = Factuality()
    according_to: str | None = None
    happening: str | None = None
    background: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb and how its voice puts it: the article's (``according_to`` None) or a statement's."""

    start: int
    end: int
    factuality: Factuality
    according_to: str | None = None


class Fact(Protocol):
    """What every fact has, of whatever kind: its words, its voice, how that puts it, when, and how sure the reading is.

    A kind may have more: a ``coding``, a ``place``, a ``condition``, a ``happening``, ``amounts``, ``counts``.
    """

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def time(self) -> str | None: ...
    @property
    def factuality(self) -> Factuality: ...
    @property
    def according_to(self) -> str | None: ...
    @property
    def score(self) -> float: ...


def participants(fact: Fact) -> Iterator[Participant]:
    """All who take part in a fact, in whatever role, in the order of its fields."""
    for field in fields(fact):  # type: ignore[arg-type]
        value = getattr(fact, field.name)
        yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, Participant))


AnyFact = TypeVar("AnyFact")


@dataclass(frozen=True, slots=True)
class Unread:
    """How many facts the words tell that were not written for this reason: "nobody's word"."""

    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article says.

    ``entities`` and ``tenures`` describe every actor, place, state and post that a fact or a mention names;
    ``predicates`` are None where they were not asked for; ``unread`` has each reason once; ``others`` are the
    facts of further kinds (``kg.facts.kinds``), told apart by their dataclasses.
    """

    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    times: tuple[Time, ...] = ()
    amounts: tuple[Amount, ...] = ()
    entities: tuple[Entity, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    predicates: tuple[Predicate, ...] | None = None
    unread: tuple[Unread, ...] = ()
    others: tuple[Fact, ...] = ()

    @property
    def all(self) -> tuple[Fact, ...]:
        """Every fact, whatever its kind."""
        return (*self.statements, *self.events, *self.sanctions, *self.others)

    def of(self, form: type[AnyFact]) -> tuple[AnyFact, ...]:
        """The facts of one kind, by its dataclass."""
        return tuple(fact for fact in self.all if isinstance(fact, form))

    def holding(self, facts: Iterable[Fact]) -> Self:
        """The same with these facts in place of its own."""
        given = tuple(facts)
        return replace(
            self,
            statements=tuple(f for f in given if isinstance(f, Statement)),
            events=tuple(f for f in given if isinstance(f, Event)),
            sanctions=tuple(f for f in given if isinstance(f, Sanction)),
            others=tuple(f for f in given if not isinstance(f, Statement | Event | Sanction)),
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that was not read, since a rule failed on it: its place, its first words, and the error."""

    start: int
    end: int
    words: str
    error: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read: who published what when, its cleaned text, and its facts.

    ``article`` is the IRI; ``published`` and ``modified`` are ISO 8601 with a zone; offsets count in ``text``;
    ``rights``, ``restrictions``, ``origin`` are as ``Article`` has them; ``given`` names the fields that the settings
    filled, since the article itself does not tell them; ``skipped`` are the sentences that were left out of the facts.
    """

    article: str
    source: str
    text: str
    facts: Facts
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str = "en"
    rights: str | None = None
    restrictions: tuple[str, ...] = ()
    origin: str | None = None
    headings: tuple[Span, ...] = ()
    given: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
