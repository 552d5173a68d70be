"""Mentions in the making: stretches of tokens, the chains they are gathered into, and what the stages share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.document import Document, Parse
from kg.english.posts import Post
from kg.mentions.link import Clues
from kg.mentions.model import Entity, MentionKind, MentionType, Position, Tenure

Gender = Literal["male", "female"]

TYPES: Mapping[str, MentionType] = {
    "state": "state",
    "place": "place",
    "person": "person",
    "position": "position",
    "group": "group",
    "armed-group": "armed-group",
}
"""Types of entities that are types of mentions as well; all others are organisations."""


@dataclass(slots=True, eq=False)
class Chain:
    """One actor or place of the text, by whatever words it is mentioned.

    Attributes:
        plural: several people or bodies: "they" may point at it.
        gender: of a person, where titles, nouns or an earlier pronoun tell.
        position: the post that the mentions of a person share where their own words name none.
        posts: those that the text gives to a person, the first first.
    """

    entity: Entity
    score: float
    plural: bool = False
    gender: Gender | None = None
    position: Position | None = None
    posts: list[Post] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MentionDraft:
    """A mention before it has its number: tokens first to end - 1, headed by head, of a chain.

    Attributes:
        noun: the class of noun that heads a descriptive phrase, None of a name or pronoun.
        position: the post that the words beside this mention name.
    """

    first: int
    end: int
    head: int
    type: MentionType
    kind: MentionKind
    chain: Chain
    score: float
    noun: str | None = None
    position: Position | None = None


@dataclass(slots=True)
class Stage:
    """What has been found of one document so far.

    Attributes:
        states: token -> ISO 3166 alpha-3, for the tokens that name a state, its seat, people or capital.
        chains: by the IRI of their entity.
    """

    document: Document
    clues: Clues
    states: Mapping[int, str]
    drafts: list[MentionDraft] = field(default_factory=list)
    chains: dict[str, Chain] = field(default_factory=dict)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    _by_sentence: dict[int, list[MentionDraft]] = field(default_factory=dict, init=False, repr=False)

    @property
    def parse(self) -> Parse:
        return self.document.parse

    def in_sentence(self, number: int) -> Sequence[MentionDraft]:
        """The mentions of a sentence, once all of the text are found."""
        if not self._by_sentence:
            for draft in self.drafts:
                self._by_sentence.setdefault(self.parse.sentence[draft.head], []).append(draft)
        return self._by_sentence.get(number, ())

    def chain(self, entity: Entity, score: float) -> Chain:
        """The chain of an entity, a new one where it has not been named before."""
        return self.chains.setdefault(entity.iri, Chain(entity, score))

    def hold(self, found: tuple[Tenure, Position] | None) -> Position | None:
        """Notes a tenure that somebody's post refers to."""
        if found is None:
            return None
        tenure, position = found
        self.tenures[tenure.iri] = tenure
        return position
