"""What an object makes of the act of its verb: a fault that is blamed, a deed claimed, what is expected of X."""

from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos
from kg.facts.meaning.deeds import Deed
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame
from kg.facts.voice.sources import Source

_AUTHORITIES: Final = frozenset({"state", "government-body", "international-organisation", "alliance"})


def accuses_nobody(scene: Scene, cue: Cue, frame: Frame) -> bool:
    """Whether a thing is blamed: "blamed a fault for the delay"."""
    if frame.name == "target":
        return not frame.targets
    if frame.name != "object" or cue.lemma != "blame" or any(map(scene.is_actor, frame.targets)):
        return False
    on = any(tree.prepositional(scene.parse, t, "on") for t in frame.targets)  # "blamed the attack on X"
    return not on and all(scene.parse.pos[t] == Pos.NOUN for t in frame.targets)


def by_object(
    scene: Scene, cue: Cue, frame: Frame, source: Source, done: Deed | None
) -> tuple[str, tuple[int, ...], bool] | None:
    """The act, whom it is aimed at, and whether it is coded, where a deed is claimed or others are expected to act."""
    if _owns_up(scene, cue, frame, source, done):
        return "admit", (), False
    asked = _expected_of(scene, cue, frame, source)
    return ("demand", (asked,), True) if asked is not None else None


def _owns_up(scene: Scene, cue: Cue, frame: Frame, source: Source, done: Deed | None) -> bool:
    """Whether somebody says that it was he who did it: "claimed responsibility for", "claimed the attack"."""
    if frame.name != "object" or frame.head is None or cue.lemma not in words.of("owning_up"):
        return False
    if scene.parse.lemma[frame.head].lower() in words.of("burdens"):
        return True
    boasts = _type(scene, source) != "armed-group" and _is_of_foes(scene.parse, frame.head)
    return done is not None and done.type == "ASSAULT" and not boasts


def _is_of_foes(parse: Parse, deed: int) -> bool:
    """Whether a deed was done to armed foes, of which an army boasts: "claimed the killing of 33 terrorists"."""
    done_to = tree.prepositional(parse, deed, "of")
    near = (t for n in done_to for t in (n, *tree.children(parse, n, Dep.COMPOUND, Dep.AMOD)))
    return any(parse.lemma[t].lower() in words.of("foe") for t in near)


def _expected_of(scene: Scene, cue: Cue, frame: Frame, source: Source) -> int | None:
    """Of whom an authority expects what it asks for: "the ministry expects [Iran] to release the sailors"."""
    parse = scene.parse
    if cue.lemma != "expect" or frame.name != "wish" or frame.head is None:
        return None
    who = tree.child(parse, frame.head, Dep.NSUBJ, Dep.NSUBJPASS)
    speaks = source.token is not None and parse.lemma[source.token].lower() == "we"
    if who is None or not scene.is_actor(who) or not (speaks or _type(scene, source) in _AUTHORITIES):
        return None
    return who if parse.lemma[frame.head].lower() in words.of("expected_of_others") else None


def _type(scene: Scene, source: Source) -> str:
    entity = scene.entities.get(source.participant.actor) if source.participant is not None else None
    return entity.type if entity is not None else ""
