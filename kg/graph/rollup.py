"""Which states stand behind a fact: people, bodies and posts rolled up, so that a pair of states is one pattern."""

from collections.abc import Iterable, Iterator

from kg.facts.model import Facts, Participant


class States:
    """Rolls the participants of facts up to states; ``entities`` are those of the facts, by IRI."""

    def __init__(self, facts: Facts) -> None:
        self.entities = {entity.iri: entity for entity in facts.entities}

    def of(self, participants: Iterable[Participant]) -> list[str]:
        """IRIs of the states behind these, sorted."""
        return sorted(set(self._states(participants)))

    def _states(self, participants: Iterable[Participant]) -> Iterator[str]:
        for participant in participants:
            entity = self.entities.get(participant.actor)
            if entity and entity.state:
                yield entity.state
