"""What is known of actors, places and posts, whatever text names them."""

from dataclasses import dataclass
from typing import Literal

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
