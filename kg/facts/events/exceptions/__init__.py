"""What reads like an event and is none: sport, business, ideas, figures of speech. Each is a rule: see ``kg rules``."""

from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import affairs, figures
from kg.facts.events.exceptions.register import registered
from kg.facts.scene import Scene

__all__ = ["affairs", "figures", "is_no_event"]


def is_no_event(scene: Scene, draft: EventDraft) -> bool:
    """Whether what the words around it tell is no event of politics, whatever the word."""
    return any(exception(scene, draft) for exception in registered())
