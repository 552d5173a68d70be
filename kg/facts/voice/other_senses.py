"""Verbs of saying in another sense: "claims the island", "denied entry", "threatens the harvest", "ripped us off"."""

from typing import Final

from kg.english import tree, words
from kg.english.cues import Cue
from kg.english.labels import Dep
from kg.facts.meaning.senses import sense
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame

_OF_THINGS: Final = frozenset({"object", "target"})


def is_other_sense(scene: Scene, verb: int, cue: Cue, frame: Frame) -> bool:
    """Whether a verb with an object tells of no words: of land, leave to enter, a danger, what a particle makes."""
    if frame.name not in _OF_THINGS or not tree.is_verb(scene.parse, verb):
        return False
    if cue.particle is None and tree.child(scene.parse, verb, Dep.PRT) is not None:
        return cue.lemma not in words.of("pronouncing")  # "declared the truce over" is said
    if frame.name != "object" or frame.head is None:
        return False
    match cue.lemma:
        case "claim":
            return _is_land(scene, frame.head) or scene.is_actor(frame.head)
        case "cite":  # "cited Chinese data"; "cited Ukrainian shelling" tells of a deed
            return sense(scene.parse, frame.head, scene) is None
        case "deny":
            return _is_leave(scene, verb, frame.head)
        case "threaten":
            return _is_land(scene, frame.head) or scene.parse.lemma[frame.head].lower() in words.of("touchable")
    return False


def _is_land(scene: Scene, noun: int) -> bool:
    """Whether a noun is a place or the word for one: "Goma", "the capital", "the region of Essequibo"."""
    mention = scene.mention_at(noun)
    if mention is not None and mention.kind == "name":
        return mention.type == "place"
    return scene.parse.lemma[noun].lower() in words.of("place_nouns")


def _is_leave(scene: Scene, verb: int, noun: int) -> bool:
    """Whether what is denied is a right, or the use of something to somebody: "denied [the use of its ports] to X"."""
    lemma = scene.parse.lemma[noun].lower()
    kept = tree.prepositional(scene.parse, verb, "to") or tree.prepositional(scene.parse, noun, "to")
    return lemma in words.of("entries") or (lemma == "use" and bool(kept))
