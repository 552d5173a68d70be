"""What reads like an event and is none: sport, business, ideas, figures of speech. Each is a rule: see ``kg rules``."""

from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import affairs, concessions, crowds, figures, journeys, norms, papers, takings
from kg.facts.events.exceptions.register import Exception_, registered
from kg.facts.scene import Scene

__all__ = ["affairs", "concessions", "crowds", "exception_for", "figures", "journeys", "norms", "papers", "takings"]


def exception_for(scene: Scene, draft: EventDraft) -> Exception_ | None:
    """The first rule by which what the words around it tell is no event of politics, whatever the word."""
    return next((exception for exception in registered() if exception(scene, draft)), None)
