"""Which model the graphs of a store are of, and what to say of those that this kg does not read."""

from typing import Final

from kg import namespaces as ns
from kg.errors import StoreError

MODEL: Final = 2
"""Number of the model (docs/mapping.md): raised when old and new graphs must not stand in one store.

1: kg:fromState, kg:toState; places, posts and tenures under the user's base. 2: kg:fromSide, kg:toSide; those of the
reference facts under an IRI of their own.
"""

_STATES: Final = " UNION ".join(f"{{ ?fact <{ns.KG}{name}> ?state }}" for name in ("fromState", "toState"))

FORMER: Final = (
    f"ASK {{ {_STATES} UNION {{ GRAPH <{ns.ONTOLOGY_GRAPH}> {{ <{ns.KG}fromState> a ?was }}"
    f" OPTIONAL {{ GRAPH <{ns.ONTOLOGY_GRAPH}> {{ <{ns.KG}fromSide> a ?is }} }} FILTER(!BOUND(?is)) }} }}"
)
"""Asks a store that has no place for a number whether its graphs, or its ontology, are of model 1."""


def refused(model: int, place: object) -> StoreError:
    """What to say of a store of another model than ours, and what to do about it."""
    if model > MODEL:
        what = f"graphs of model {model}; this kg reads model {MODEL}"
        return StoreError(what, where=str(place), hint="a later kg wrote it")
    from shlex import quote

    what = f"graphs of the former model {model}; this kg reads model {MODEL}"
    hint = f"`kg renew {quote(str(place))} -o NEW` makes a new store of its kept texts"
    return StoreError(what, where=str(place), hint=hint)
