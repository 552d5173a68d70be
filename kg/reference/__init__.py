"""Look-up of the reference facts: states, people and their posts, organisations, places."""

from kg.reference.lookup import (
    candidates,
    entity,
    fuzzy,
    holders,
    members,
    memberships,
    other_names,
    past_states,
    places,
    sources,
    state,
    state_of_demonym,
    tenure,
    tenures,
)
from kg.reference.model import Candidate, Entity, EntityType, Running, Source, Tenure, running

__all__ = [
    "Candidate",
    "Entity",
    "EntityType",
    "Running",
    "Source",
    "Tenure",
    "candidates",
    "entity",
    "fuzzy",
    "holders",
    "members",
    "memberships",
    "other_names",
    "past_states",
    "places",
    "running",
    "sources",
    "state",
    "state_of_demonym",
    "tenure",
    "tenures",
]
