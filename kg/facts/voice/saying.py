"""A statement before voices are told apart."""

from dataclasses import dataclass

from kg.english.cues import Cue
from kg.facts.model import Coding, Factuality, Manner
from kg.facts.voice.frames import Frame
from kg.facts.voice.sources import Source
from kg.spans import Span, Words


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what; ``token`` is the cue, or the first word of a quotation without one."""

    token: int
    cue: Cue
    words: Words | None
    frame: Frame
    source: Source
    pieces: tuple[Span, ...]
    manner: Manner
    act: str
    coding: Coding | None
    targets: tuple[int, ...]
    factuality: Factuality
    score: float
