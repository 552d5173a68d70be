"""On whose side a fact stands: the parties to international affairs for which its participants act on its day.

A side is a state, an international body, an alliance, an armed group or a movement. Whoever speaks in a body's post
speaks for the body, whatever his passport; a proxy is a side of its own. Companies, media, parties and private people
act for no side; where they undergo something, they count to the state to which they belong.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg import reference
from kg.english import words
from kg.facts.model import Facts, Participant, Time
from kg.reference.model import Entity, Tenure, running_between
from kg.reference.model import side as side_of

_CHAMBERS: Final = frozenset({"speaker", "opposition_figure"})


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which a fact can have been, ISO 8601; None where nothing tells."""

    first: str | None
    last: str | None


def days(time: Time | None, published: str | None) -> Days:
    """The days of a fact: its own, else that of publication, else unknown."""
    day = published[:10] if published else None
    first, last = (time.earliest, time.latest) if time else (day, day)
    return Days(first or last or day, last or first or day)


def of_tenure(tenure: Tenure, base: str) -> str | None:
    """The side for which the holder of a post acts; None for a mayor, a member of parliament, a leader of a part."""
    if _speaks_for_himself(tenure, base):
        return None
    return tenure.body or tenure.state


def _speaks_for_himself(tenure: Tenure, base: str) -> bool:
    told = tenure.label.lower().split()
    named = (c for part in tenure.label.split(" of ")[1:] for c in reference.places(part, base))
    if any(c.entity.precision == "region" and c.entity.country == tenure.country for c in named):
        return True  # "President of Republika Srpska"
    return tenure.role in _CHAMBERS or told[-1] == "deputy" or not words.of("own_voice").isdisjoint(told)


def posts_held(person: Entity, when: Days, base: str) -> tuple[Tenure, ...]:
    """The posts of the reference facts that somebody held on some of these days, or may have held as the last ones."""
    if when.first is None or when.last is None:
        return ()
    known = [(t, running_between(t, when.first, when.last)) for t in reference.tenures(person.iri, base)]
    sure = tuple(t for t, running in known if running == "yes")
    return sure or tuple(t for t, running in known if running == "unknown")[-1:]


class Sides:
    """Rolls the participants of one article's facts up to their sides.

    Args:
        facts: with the entities and tenures that participants name.
        published: when the article was, ISO 8601.
        base: the IRI that data is minted under.
    """

    def __init__(self, facts: Facts, published: str | None, base: str) -> None:
        self.entities = {entity.iri: entity for entity in facts.entities}
        self._times = {time.id: time for time in facts.times}
        self._told: dict[str, list[Tenure]] = {}
        for tenure in facts.tenures:
            if tenure.provisional:
                self._told.setdefault(tenure.holder, []).append(tenure)
        self._tenures = {tenure.iri: tenure for tenure in facts.tenures}
        self._published, self._base = published, base

    def days(self, time: str | None) -> Days:
        """The days of a fact, by the id of its time."""
        return days(self._times[time] if time else None, self._published)

    def of_post(self, tenure: str) -> str | None:
        """The side of whoever speaks in a post."""
        found = self._tenures.get(tenure)
        return of_tenure(found, self._base) if found else None

    def acting(self, participants: Iterable[Participant], when: Days) -> list[str]:
        """IRIs of the sides for which these act on the days, sorted."""
        return sorted({side for entity in self._entities(participants) for side in self._acting(entity, when)})

    def undergoing(self, participants: Iterable[Participant], when: Days) -> list[str]:
        """IRIs of the sides of those who are spoken to or acted on, sorted."""
        return sorted({side for entity in self._entities(participants) for side in self._undergoing(entity, when)})

    def _entities(self, participants: Iterable[Participant]) -> Iterator[Entity]:
        yield from (self.entities[p.actor] for p in participants if p.actor in self.entities)

    def _acting(self, entity: Entity, when: Days) -> set[str]:
        """The side of whoever acts; none of somebody who holds posts of several sides."""
        found = self._sides(entity, when)
        return found if len(found) == 1 else set()

    def _undergoing(self, entity: Entity, when: Days) -> set[str]:
        """The side of whoever undergoes something, else the state to which he belongs."""
        if self._sides(entity, when):
            return self._acting(entity, when)
        return {entity.state} if entity.state else set()

    def _sides(self, entity: Entity, when: Days) -> set[str]:
        if entity.type == "person":
            return self._of_person(entity, when)
        in_service = entity.type == "group" and not entity.private
        side = entity.body or entity.state if in_service else side_of(entity)
        return {side} if side else set()

    def _of_person(self, person: Entity, when: Days) -> set[str]:
        """The sides of the posts that somebody holds on the day, as far as the text or the reference facts tell."""
        if "#" in person.iri:  # known by a phrase alone: "a spokesman for Hamas"
            own = None if person.private else person.body or person.state
            return {own} if own else set()
        if when.first is None and person.iri not in self._told:
            return {person.state} if person.state else set()
        posts = self._told.get(person.iri) or _of_his_own(posts_held(person, when, self._base), person)
        return {side for post in posts if (side := of_tenure(post, self._base))}


def _of_his_own(posts: Sequence[Tenure], person: Entity) -> Sequence[Tenure]:
    """Of posts in several states those in the holder's own: the President of France is a prince of Andorra as well."""
    if any(post.body for post in posts):
        return posts
    return [post for post in posts if post.country in (None, person.country)] or posts
