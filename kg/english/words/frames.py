"""Frames of saying: the codes that the dictionary alone knows; all others stand in ``kg.codes``."""

from typing import Final

# Where the content of a word of saying stands -> whether a word of the frame's own must, may or cannot go with it.
FRAMES: Final = {
    "clause": "cannot",
    "told": "may",
    "plain": "must",
    "infinitive": "cannot",
    "request": "cannot",
    "target": "must",
    "blamed": "must",
    "as": "cannot",
    "object": "cannot",
    "wish": "cannot",
    "gerund": "cannot",
    "prep": "must",
    "readiness": "cannot",
}
