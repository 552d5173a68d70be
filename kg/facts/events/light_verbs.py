"""Light verbs, whose object tells what happens and whose agent takes part in it: "carry out", "mastermind", "back"."""

from typing import Final, Literal

from kg.document import Parse
from kg.english import verbs, words

AgentRole = Literal["initiators", "orchestrators", "backers"]

# Classes of light verbs -> the role of their agent, the first that holds.
_ROLES: Final[dict[str, AgentRole]] = {
    "carrying_out": "initiators",
    "orchestrating": "orchestrators",
    "backing": "backers",
}


def agent_role(parse: Parse, verb: int) -> AgentRole | None:
    """The part in its object's event that a light verb gives its agent; None of other verbs: "ordered the attack"."""
    name = verbs.name(parse, verb)
    return next((role for group, role in _ROLES.items() if name in words.of(group)), None)
