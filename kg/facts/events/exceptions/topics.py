"""What a paragraph is about, told by its words."""

from typing import Final

from kg.english import words
from kg.english.labels import Pos
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_TOPICS: Final = ("sporting", "artistic", "commercial", "scientific", "meteorological", "homely", "legalistic")
_LEAST = 2
_LEAST_OF_ALL = 3


def topic(scene: Scene, token: int) -> str | None:
    """The topic of the paragraph around a token where it is none of politics; "homely" where it is of several."""
    said = {scene.parse.lemma[t].lower() for t in _paragraph(scene, token) if scene.parse.pos[t] == Pos.NOUN}
    found = {name: len(said & words.of(name)) for name in _TOPICS}
    most = max(_TOPICS, key=lambda name: found[name])
    if found[most] >= _LEAST:
        return most
    return "homely" if sum(found.values()) >= _LEAST_OF_ALL else None


def is_of_play(scene: Scene, token: int) -> bool:
    """Whether states and cities are teams here."""
    return topic(scene, token) == "sporting" or any(
        scene.parse.pos[t] == Pos.NOUN and fits.is_of(scene.parse, t, "games") for t in _sentence(scene, token)
    )


def _sentence(scene: Scene, token: int) -> range:
    return range(*scene.parse.sentences[scene.parse.sentence[token]])


def _paragraph(scene: Scene, token: int) -> range:
    at = scene.parse.start[token]
    paragraph = scene.document.paragraph_at(at)
    if paragraph < 0 or at >= (around := scene.document.paragraphs[paragraph]).end:
        return _sentence(scene, token)
    return scene.tokens_in(around.start, around.end)
