"""Finds the frame of a cue: the first of those that its lexicon entry allows and the words around it fit."""

from collections.abc import Callable
from dataclasses import replace

from kg.facts.scene import Scene
from kg.facts.statements import clauses, nominal, objects
from kg.facts.statements.cues import Cue
from kg.facts.statements.frames import Frame

_Finder = Callable[[Scene, int, str], Frame | None]


def frame(scene: Scene, token: int, cue: Cue) -> Frame | None:
    """The first of the cue's frames that fits the words around it."""
    for name in cue.frames:
        kind, _, preposition = name.partition(":")
        finders = _FINDERS.get(scene.parse.pos[token], _VERB_FINDERS)
        found = finders[kind](scene, token, preposition) if kind in finders else None
        found = _in_scope(scene, token, found) if found is not None else None
        if found is not None:
            return found
    return None


def _in_scope(scene: Scene, cue: int, found: Frame) -> Frame | None:
    scope = clauses.scope(scene, cue)
    if not found.content or (found.content[0] in scope and found.content[-1] in scope):
        return found
    content = tuple(t for t in found.content if t in scope)
    return replace(found, content=content) if content and found.head in (None, *scope) else None


_VERB_FINDERS: dict[str, _Finder] = {
    "clause": clauses.clause,
    "told": clauses.told,
    "plain": clauses.plain,
    "infinitive": clauses.infinitive,
    "request": clauses.request,
    "target": objects.target,
    "blamed": objects.blamed,
    "as": objects.labelled,
    "object": objects.object_,
    "gerund": clauses.gerund,
    "wish": clauses.wish,
    "prep": objects.prepositional,
    "readiness": clauses.readiness,
}
_NOUN_FINDERS: dict[str, _Finder] = {
    "clause": nominal.clause,
    "infinitive": clauses.infinitive,
    "prep": objects.prepositional,
}
_ADJECTIVE_FINDERS: dict[str, _Finder] = {"clause": nominal.of_adjective, "prep": objects.prepositional}
_FINDERS = {"NOUN": _NOUN_FINDERS, "ADJ": _ADJECTIVE_FINDERS}
