"""The frame of a cue: where the content of a statement stands around it, who is addressed, and who is its target."""

from dataclasses import dataclass

from kg.document import Parse
from kg.facts import tree


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a content, the token that heads it, and the heads of addressees and targets.

    ``head`` is None for a quotation that the parse does not tie to its cue; ``content`` is empty then.
    """

    name: str
    content: tuple[int, ...]
    head: int | None
    targets: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(parse.tag[c] == "TO" for c in tree.children(parse, verb, "aux"))
