"""Mentions in the making: stretches of tokens, and the chains that they are gathered into."""

from dataclasses import dataclass
from typing import Literal

from kg.mentions.model import Entity, MentionKind, MentionType, Position

Gender = Literal["male", "female"]


@dataclass(slots=True, eq=False)
class Chain:
    """One actor or place of the text, by whatever words it is mentioned.

    Attributes:
        plural: several people or bodies: "they" may point at it.
        gender: of a person, where titles, nouns or an earlier pronoun tell.
        position: the post that the mentions of a person share where their own words name none.
    """

    entity: Entity
    score: float
    plural: bool = False
    gender: Gender | None = None
    position: Position | None = None


@dataclass(slots=True, eq=False)
class Draft:
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
