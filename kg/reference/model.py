"""What is known of actors, places and posts, whatever text names them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kg.reference.days import Precision, first_day, last_day

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
MentionType = Literal["person", "state", "organisation", "armed-group", "group", "place", "position"]
Running = Literal["yes", "no", "unknown"]
How = Literal["name", "alias", "surname", "demonym", "adjective", "capital", "metonym", "place", "fuzzy", "contextual"]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or post: its description is a function of its IRI alone, whatever article names it.

    Attributes:
        country: ISO 3166 alpha-3; for a state its own.
        state: IRI of that state (for a state its own IRI), which facts are rolled up to.
        body: IRI of the body (international, alliance, armed group, movement) that it acts for or belongs to, instead.
            Of an organ the body that it is part of; a body itself has none, and nor has a person (see ``tenures``).
        private: people who belong to their state and do not act for it: citizens, journalists, settlers.
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
    body: str | None = None
    private: bool = False

    @property
    def related(self) -> tuple[str, ...]:
        """IRIs of whom its description names: what it belongs to or acts for, who claims or holds it."""
        return tuple(iri for iri in (self.state, self.body, *self.claimants, *self.held_by) if iri)


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a post.

    Attributes:
        start, end: ISO 8601 days, the first and the last on which the post is known to have been held; None where
            unknown. A source's "2012-05" is 2012-05-31 as a start and 2012-05-01 as an end.
        start_precision, end_precision: how exact the source is; whether a day in its month or year lay within the
            tenure is unknown.
        known_until: the last day on which the post is known to have been held.
        state, body: IRI of the state or of the body whose post it is, never both; of an organ's post the body that the
            organ is part of (of the European Commission's the European Union). Both None: a post of an opposition, a
            party, a company, an outlet, a charity or a territory, whose holder speaks for no side.
        role: kind of post, such as "foreign_minister" (docs: data/reference/README.md); None if read off an article.
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
    start_precision: Precision = "day"
    end_precision: Precision = "day"
    role: str | None = None
    body: str | None = None

    @property
    def related(self) -> tuple[str, ...]:
        """IRIs of whom and what its description names: its holder, its post, the state or body whose post it is."""
        return tuple(iri for iri in (self.holder, self.position, self.state, self.body) if iri)


def side(entity: Entity) -> str | None:
    """The party to international affairs that an entity is, or whose organ it is; None of people, companies, media.

    Nor is one whom a phrase alone tells of: "militants", "an alliance" (its IRI is a fragment of the article).
    """
    is_named = "#" not in entity.iri
    if is_named and entity.type in ("state", "international-organisation", "alliance", "armed-group"):
        return entity.body or entity.iri
    return entity.body or (entity.state if entity.type == "government-body" else None)


@dataclass(frozen=True, slots=True)
class Source:
    """Where reference facts are from: IRIs of a page and of a licence, and the attribution that goes with the facts."""

    page: str
    licence: str
    rights: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may stand for.

    Attributes:
        how: which name it is. A demonym is the word for an inhabitant or the inhabitants; a capital and a metonym
            stand for the state; a contextual name ("the bloc") means something only where the text settles it.
        score: 0 to 1, how sure the name alone makes it.
        population: of a town, or of a region's towns; 0 where unknown.
    """

    entity: Entity
    how: How
    score: float
    population: int = 0


def running(tenure: Tenure, day: str) -> Running:
    """Whether a tenure was running on a day (ISO 8601).

    "unknown" after ``known_until`` where no end is known, and within the month or year that is all the source tells
    of the first or the last day.
    """
    before = _spread(tenure.start, tenure.start_precision, first_day)
    after = _spread(tenure.end, tenure.end_precision, last_day)
    if (before and day < before) or (after and day > after):
        return "no"
    until = tenure.end or tenure.known_until
    return "yes" if tenure.start and until and tenure.start <= day <= until else "unknown"


def running_between(tenure: Tenure, first: str, last: str) -> Running:
    """Whether a tenure was running on some day from a first to a last (ISO 8601)."""
    days = {first, last, *(day for day in (tenure.start, tenure.end) if day and first < day < last)}
    found = {running(tenure, day) for day in days}
    return "yes" if "yes" in found else "unknown" if "unknown" in found else "no"


def _spread(day: str | None, precision: Precision, outermost: Callable[[str], str | None]) -> str | None:
    """The outermost day of the month or year that a day of this precision stands for."""
    return day and outermost(day[: {"day": 10, "month": 7, "year": 4}[precision]])
