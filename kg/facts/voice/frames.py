"""The frame of a cue: where the content of a statement stands around it, who is addressed, and who is its target."""

from dataclasses import dataclass

from kg.document import Parse
from kg.english import verbs


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a content, the token that heads it, and the heads of addressees and targets.

    ``head`` is None for a quotation that the parse does not tie to its cue; ``content`` is empty then. ``label`` heads
    what something is called, ``venue`` the phrase behind the content that tells where it was said.
    """

    name: str
    content: tuple[int, ...]
    head: int | None
    targets: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    label: int | None = None
    venue: int | None = None


def for_somebody(parse: Parse, cue: int, verb: int) -> int | None:
    """The "for" behind a cue that brings in who is to do an infinitive: "called for the talks to be held"."""
    mark = verbs.mark(parse, verb, "for") if verbs.has_to(parse, verb) else None
    return mark if mark is not None and mark > cue else None
