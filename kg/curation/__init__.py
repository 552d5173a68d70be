"""What an analyst decides of actors: a file with a decision a line, applied to graphs and taken back line by line."""

from kg.curation.apply import Curated, curated
from kg.curation.check import Refused, decisions, short
from kg.curation.enforce import Summary, curate, describer, in_force
from kg.curation.model import NONE, Decisions

__all__ = [
    "NONE",
    "Curated",
    "Decisions",
    "Refused",
    "Summary",
    "curate",
    "curated",
    "decisions",
    "describer",
    "in_force",
    "short",
]
