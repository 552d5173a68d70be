"""What stands in a text for an actor or a place; what it is linked to lives in ``kg.reference.model``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kg.document import Parse
from kg.reference.model import Entity, EntityType, MentionType, Running, Tenure
from kg.spans import Words

__all__ = ["Cast", "Entity", "EntityType", "Mention", "MentionKind", "MentionType", "Position", "Running", "Tenure"]

MentionKind = Literal["name", "noun", "pronoun", "metonym"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor or place; no leading article, no final 's.

    Attributes:
        kind: an adjective that stands for a state or bloc ("Russian assets") counts as a noun.
        actor: the IRI shared by all mentions of one chain.
        country: ISO 3166 alpha-3 of the state that the actor is, belongs to or lies in.
        anonymous: an unnamed source such as "a senior official".
        score: 0 to 1, how sure the link is.
    """

    id: str
    start: int
    end: int
    text: str
    type: MentionType
    kind: MentionKind
    actor: str
    country: str | None = None
    anonymous: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Position:
    """The post in which somebody speaks or acts.

    Attributes:
        tenure: IRI of a tenure known to the same reading.
        words: how this article names the post here; None where the tenure is known from elsewhere.
        country: ISO 3166 alpha-3 of the state whose post it is.
        running: whether the tenure was running on the publication day.
    """

    tenure: str
    running: Running
    words: Words | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a document names: what the mentions stage hands to the facts stage.

    Attributes:
        mentions: in reading order; their ids are "m1", "m2" ... in that order.
        entities, tenures: by IRI, every one that a mention or post names, with the states that they roll up to.
        at: token -> index of the innermost mention that covers it.
        posts: mention id -> the post of the person mentioned, where known.
        parse: the document's as mended, in which all this was found.
    """

    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    tenures: Mapping[str, Tenure]
    at: Mapping[int, int]
    posts: Mapping[str, Position]
    parse: Parse
