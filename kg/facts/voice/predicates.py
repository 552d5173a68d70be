"""Every verb of a document with how its voice puts it, for those who study factuality; no node of the graph."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.english.labels import Dep, Pos
from kg.facts.model import Predicate
from kg.facts.scene import Scene
from kg.facts.voice.factuality import factuality
from kg.facts.voice.voices import Voices

_HELPING: Final = frozenset({Dep.AUX, Dep.AUXPASS})


def predicates(scene: Scene, voices: Voices) -> tuple[Predicate, ...]:
    """The verbs outside headings in reading order, helping ones ("has", "will") left out.

    Of what is nobody's word it is unknown whether it is so.
    """
    found = []
    for token in _verbs(scene):
        voice = voices.of(token)
        how = voice.factuality if voice else replace(factuality(scene.parse, token), certainty="unknown")
        teller = f"s{voice.speaker + 1}" if voice and voice.speaker is not None else None
        found.append(Predicate(scene.parse.start[token], scene.parse.end[token], how, teller))
    return tuple(found)


def _verbs(scene: Scene) -> Iterator[int]:
    parse = scene.parse
    for token, pos in enumerate(parse.pos):
        is_main = pos in (Pos.VERB, Pos.AUX) and parse.dep[token] not in _HELPING
        if is_main and not parse.heading[parse.sentence[token]]:
            yield token
