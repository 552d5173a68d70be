"""What a kind of fact brings: how it is read, what its ids are made of, what it refers to, its form as JSON.

``kg.facts.kinds`` lists the kinds. Reading, ids, the checks at the border and the JSON go through that list.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from kg.facts.fields import Json
from kg.facts.model import Amount, Fact, Time
from kg.facts.scene import Scene
from kg.facts.voice.voices import Voice, Voices
from kg.mentions.model import Entity


class Draft(Protocol):
    """A fact found by its words, before it is known whose word it is; ``token`` is the word that tells it."""

    @property
    def token(self) -> int: ...


AnyDraft = TypeVar("AnyDraft", bound=Draft)
AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the kinds of facts read it: who stands where, whose word each stretch is, times and amounts.

    ``day`` is that of its publication, YYYY-MM-DD.
    """

    scene: Scene
    voices: Voices
    times: tuple[Time, ...]
    amounts: tuple[Amount, ...]
    day: str | None

    def by_id(self) -> dict[str, Time]:
        return {time.id: time for time in self.times}


@dataclass(frozen=True, slots=True)
class Search(Generic[AnyDraft]):
    """What a kind finds on a page.

    Attributes:
        drafts: its facts in reading order, before it is known whose word they are.
        refused: token -> why what it tells was not taken for a fact, in a few words; what is safely none is not told.
    """

    drafts: Sequence[AnyDraft]
    refused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What drafts are made facts with.

    Attributes:
        dated: a draft's token -> the time expression that belongs to it.
        ids: name of a kind -> token -> id, of the kinds that are built before this one: those that leave its words.
    """

    dated: Mapping[int, Time] = field(default_factory=dict)
    ids: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


class Kind(ABC, Generic[AnyDraft, AnyFact]):
    """A kind of fact.

    Attributes:
        name: its key in the JSON ("events").
        letter: what its ids begin with ("e").
        form: its dataclass, frozen, with all that ``kg.facts.model.Fact`` has; fields that hold participants, words,
            places, a ``coding``, ``counts``, ``amounts`` (ids) or a ``happening`` are checked and renamed by what they
            are.
        leaves: names of the kinds whose words it leaves to them: they are found first, and built after it.
        refers: its fields with ids of other facts -> names of the kinds that they may be of; none for any.
        codes: its fields with codes -> the codes that they may hold.
    """

    name: ClassVar[str]
    letter: ClassVar[str]
    form: ClassVar[type[Any]]
    leaves: ClassVar[tuple[str, ...]] = ()
    refers: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    codes: ClassVar[Mapping[str, frozenset[str]]] = {}

    # --- how it is read ---------------------------------------------------------------------------------------------

    @abstractmethod
    def find(self, page: Page, taken: Collection[int]) -> Search[AnyDraft]:
        """Its drafts; the tokens in ``taken`` tell facts of the kinds that it leaves words to."""

    @abstractmethod
    def build(self, page: Page, drafts: Sequence[AnyDraft], voices: Sequence[Voice], found: Found) -> Sequence[AnyFact]:
        """A fact for each draft, with ids that are the letter and a number: "e1", "e2" ..."""

    def takes(self, drafts: Sequence[AnyDraft]) -> frozenset[int]:
        """The tokens off which kinds that leave their words to this one read nothing."""
        return frozenset(draft.token for draft in drafts)

    def also_dated(self, draft: AnyDraft) -> int | None:
        """Another token than its own whose time is its time, such as the verb of a noun."""
        return None

    def voice(self, page: Page, index: int, draft: AnyDraft) -> Voice | None:
        """Who tells it and how; None where it is nobody's word: it is left unread, and counted."""
        return page.voices.of(draft.token)

    def settled(
        self, drafts: Sequence[AnyDraft], voices: Sequence[Voice]
    ) -> tuple[Sequence[AnyDraft], Sequence[Voice]]:
        """The drafts that hold as their voices put them."""
        return drafts, voices

    def family(self, fact: AnyFact) -> Hashable:
        """What descriptions of one happening have in common, such as their type; None where it may have no other."""
        return None

    def same(self, one: AnyFact, other: AnyFact, times: Mapping[str, Time]) -> bool:
        """Whether two descriptions of one family are of one happening; asked where the form has a ``happening``."""
        return False

    # --- what leaves the reader --------------------------------------------------------------------------------------

    @abstractmethod
    def key(self, fact: AnyFact, text: str, voice: str) -> str:
        """The words that its lasting id is made of; ``voice`` is the lasting id of its ``according_to``, or empty."""

    @abstractmethod
    def json(self, fact: AnyFact, entities: Mapping[str, Entity]) -> Json:
        """The fact in the extract format."""

    def event(self, fact: AnyFact, entities: Mapping[str, Entity]) -> Json | None:
        """The fact as one of the events of the extract format, where it is an event too."""
        return None

    def faults(self, fact: AnyFact, text: str) -> list[str]:
        """What else an extractor may get wrong, each in a few words."""
        return []

    def has(self, field: str) -> bool:
        """Whether its form has a field."""
        return any(f.name == field for f in fields_of(self.form))


AnyKind = Kind[Any, Any]
