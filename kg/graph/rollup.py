"""Which states stand behind a fact: people, bodies and posts rolled up, so that a pair of states is one pattern."""

from collections.abc import Iterable, Iterator

from kg.facts.model import Event, Facts, Participant, Sanction, Statement


class States:
    """Rolls the participants of facts up to states."""

    def __init__(self, facts: Facts) -> None:
        self._entities = {entity.iri: entity for entity in facts.entities}

    def source(self, fact: Statement | Event | Sanction) -> list[str]:
        """IRIs of the states that speak or act, sorted."""
        match fact:
            case Statement():
                speaker = (fact.source,) if fact.source else ()
                return self._of([*speaker, *fact.on_behalf_of])
            case Event():
                return self._of([*fact.initiators, *fact.orchestrators, *fact.backers])
            case Sanction():
                return self._of([*fact.imposers, *fact.proposers])

    def target(self, fact: Statement | Event | Sanction) -> list[str]:
        """IRIs of the states spoken to or about, or acted on, sorted.

        A statement without target or addressee is rolled up from what it is about, without the speaker's own state;
        an event without a recipient from where it happened, unless more than one state claims that place.
        """
        match fact:
            case Statement():
                if fact.targets or fact.addressees:
                    return self._of([*fact.targets, *fact.addressees])
                own = self.source(fact)
                return [state for state in self._of(fact.about) if state not in own]
            case Event():
                if fact.recipients or not fact.place:
                    return self._of(fact.recipients)
                place = self._entities.get(fact.place.iri)
                return [place.state] if place and place.state and not place.claimants else []
            case Sanction():
                return self._of(fact.targets)

    def _of(self, participants: Iterable[Participant]) -> list[str]:
        return sorted(set(self._states(participants)))

    def _states(self, participants: Iterable[Participant]) -> Iterator[str]:
        for participant in participants:
            entity = self._entities.get(participant.actor)
            if entity and entity.state:
                yield entity.state
