"""An event before voices are told apart."""

from dataclasses import dataclass, field

from kg.facts.events.roles import Roles
from kg.facts.meaning.senses import Sense
from kg.facts.model import Coding, Count


@dataclass(slots=True)
class EventDraft:
    """What a word tells: its coding, roles and counts; ``verb`` dates it, ``places`` are those of its outcome."""

    token: int
    first: int
    coding: Coding
    roles: Roles
    sense: Sense
    counts: list[Count] = field(default_factory=list)
    verb: int | None = None
    places: set[str] = field(default_factory=set)
