"""The register of exceptions: each a rule that tells whether a draft is no event."""

from collections.abc import Callable

from kg.english.rule import Rule, rule
from kg.facts.events.draft import EventDraft
from kg.facts.scene import Scene

Exception_ = Rule[[Scene, EventDraft], bool]

_EXCEPTIONS: list[Exception_] = []


def registered() -> tuple[Exception_, ...]:
    """All exceptions in the order of their registration."""
    return tuple(_EXCEPTIONS)


def exception(
    name: str, *, says: str, needs: str, spares: str
) -> Callable[[Callable[[Scene, EventDraft], bool]], Exception_]:
    """Makes a rule of a function that tells whether a draft is no event."""

    def register(do: Callable[[Scene, EventDraft], bool]) -> Exception_:
        made: Exception_ = rule(name, kind="exception", says=says, needs=needs, spares=spares, neutral=False)(do)
        _EXCEPTIONS.append(made)
        return made

    return register
