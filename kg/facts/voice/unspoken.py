"""What somebody only notices, knows or decides, and a deed that only proves something: no words are told of."""

from typing import Final

from kg.english import tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Pos
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame
from kg.facts.voice.saying import Saying
from kg.facts.voice.sources import Source

# What a body does by its words: it decides that something be so.
_RULING: Final = frozenset({"decide", "determine", "find"})
_BODIES: Final = frozenset({"state", "organisation", "government-body", "international-organisation"})
_MINDED: Final = frozenset({"clause", "prep", "wish"})


def is_unspoken(scene: Scene, token: int, cue: Cue, frame: Frame, source: Source) -> bool:
    """Whether nothing was said: "noticed that X had left"; "found that" is told by those who look into a matter."""
    if cue.lemma == "read" and _lemma(scene, source) in words.of("signs"):
        return True
    if cue.lemma in words.of("evidencing"):
        return not _proves(scene, source)
    if cue.lemma == "hear":
        return True  # who told the court is not told
    if frame.name not in _MINDED or verbs.is_as_clause(scene.parse, token):
        return False  # "as X sees it"
    if cue.lemma in words.of("minding"):
        return not _publishes(scene, source)
    return cue.lemma in words.of("finding") and not _finds(scene, cue, source)


def is_thought(scene: Scene, saying: Saying) -> bool:
    """Whether a statement only tells what somebody thinks, wishes or feels, and no words of his are given."""
    parse, cue = scene.parse, saying.cue
    quoted = saying.manner == "direct" and not scene.is_quoted(saying.token)
    if quoted or saying.frame.name == "quotation":
        return False
    if cue.mood:
        return saying.act in ("assert", "predict") and cue.lemma not in words.of("insisting")
    voiced = tree.is_verb(parse, parse.head[saying.token]) and parse.lemma[parse.head[saying.token]] in words.of(
        "voicing"
    )
    return cue.lemma in words.of("thinking") and not (parse.pos[saying.token] == Pos.NOUN and voiced)


def _finds(scene: Scene, cue: Cue, source: Source) -> bool:
    """Whether somebody tells what he finds or decides: a court, inspectors, a study; a body that rules on it."""
    if _proves(scene, source):
        return True
    body = _type(scene, source) in _BODIES or _lemma(scene, source) in words.of("organs")
    return cue.lemma in _RULING and cue.particle is None and body


def _proves(scene: Scene, source: Source) -> bool:
    """Whether it is a paper or a figure that shows something, or those whose trade it is to show it."""
    return _publishes(scene, source) or _lemma(scene, source) in words.of("examining")


def _publishes(scene: Scene, source: Source) -> bool:
    """Whether what is known is made known thereby: by a paper, or an outlet, which "has learned" what it reports."""
    return _lemma(scene, source) in words.of("documents") or _type(scene, source) == "media-outlet"


def _lemma(scene: Scene, source: Source) -> str:
    return scene.parse.lemma[source.token].lower() if source.token is not None else ""


def _type(scene: Scene, source: Source) -> str:
    entity = scene.entities.get(source.participant.actor) if source.participant is not None else None
    return entity.type if entity is not None else ""
