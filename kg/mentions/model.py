"""What stands in a text for an actor or a place, and the entities that mentions are linked to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kg.spans import Words

MentionType = Literal["person", "state", "organisation", "armed-group", "group", "place", "position"]
MentionKind = Literal["name", "noun", "pronoun", "metonym"]
EntityType = Literal[
    "person",
    "state",
    "organisation",
    "government-body",
    "international-organisation",
    "alliance",
    "armed-group",
    "party",
    "company",
    "media-outlet",
    "group",
    "place",
    "position",
    "sanction-regime",
]
Running = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor or place; no leading article, no final 's.

    Attributes:
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
class Entity:
    """An actor, place or post: its description is a function of its IRI alone, whatever article names it.

    Attributes:
        country: ISO 3166 alpha-3; for a state its own.
        state: IRI of that state (for a state its own IRI), which facts are rolled up to.
        provisional: named in texts, but not (yet) linked to the reference facts.
        anonymous: an unnamed source, local to its article.
        latitude, longitude: WGS 84 degrees, places only.
        precision: of the coordinates: "point", "city", "region", "country".
        claimants, held_by: IRIs of the states (or bodies) that claim or hold a disputed place.
    """

    iri: str
    label: str
    type: EntityType
    country: str | None = None
    state: str | None = None
    provisional: bool = False
    anonymous: bool = False
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    claimants: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a post.

    Attributes:
        start, end: ISO 8601 days, both the first known and the last day in office; None where unknown.
        known_until: the last day on which the post is known to have been held.
        provisional: read off an article (its IRI is a fragment of the article), not of the reference facts.
    """

    iri: str
    holder: str
    label: str
    position: str | None = None
    state: str | None = None
    country: str | None = None
    start: str | None = None
    end: str | None = None
    known_until: str | None = None
    provisional: bool = False


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
    """

    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    tenures: Mapping[str, Tenure]
    at: Mapping[int, int]
    posts: Mapping[str, Position]
