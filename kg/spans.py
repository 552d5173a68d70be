"""Stretches of a text: zero-based Unicode character offsets, end excluded."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """The characters ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article at their place: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str
