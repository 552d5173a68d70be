"""Finds the frame of a cue: the first of those that its lexicon entry allows and the words around it fit."""

from collections.abc import Callable
from dataclasses import replace

from kg.document import Parse
from kg.english import cues, tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene
from kg.facts.voice import clauses, nominal, objects
from kg.facts.voice.frames import Frame

# Contents that are no clauses; in a clause such a phrase may be part of what was said.
_BARE = frozenset({"object", "prep", "target", "as", "gerund"})

_Finder = Callable[[Scene, int, str], Frame | None]


def frame(scene: Scene, token: int, cue: Cue) -> Frame | None:
    """The first of the cue's frames that fits the words around it."""
    for name in cue.frames:
        kind, _, preposition = name.partition(":")
        finders = _FINDERS.get(scene.parse.pos[token], _VERB_FINDERS)
        found = finders[kind](scene, token, preposition) if kind in finders else None
        found = _in_scope(scene, token, found) if found is not None else None
        if found is not None:
            found = _without_reply(scene, found)
            return _without_venue(scene, token, found) if found.name in _BARE else found
    return None


def _without_reply(scene: Scene, found: Frame) -> Frame:
    """The frame without what a relative clause at its end says that somebody answered: ", which also denied it"."""
    parse, inside = scene.parse, set(found.content)
    for verb in found.content:
        if (mark := _contrast(scene, verb)) is not None and mark - 1 in inside:
            return replace(found, content=tuple(t for t in found.content if t < mark))
        who = tree.child(parse, verb, *tree.SUBJECT)
        if parse.dep[verb] != Dep.RELCL or who is None or parse.tag[who] not in (Tag.WDT, Tag.WP):
            continue
        below = tree.subtree(parse, verb)
        replies = parse.lemma[verb].lower() in words.of("turning_down") and parse.text[below[0] - 1] == ","
        if replies and set(below) <= inside and below[-1] >= max(t for t in inside if parse.pos[t] != Pos.PUNCT):
            return replace(found, content=tuple(t for t in found.content if t not in below))
    return found


def _contrast(scene: Scene, verb: int) -> int | None:
    """The "while" behind a comma with which another's words begin: ", while Kigali said"."""
    parse = scene.parse
    mark = verbs.mark(parse, verb, "while")
    says = (
        any("clause" in cue.frames for cue in cues.uses(parse, verb)) and tree.child(parse, verb, Dep.CCOMP) is not None
    )
    own = tree.child(parse, verb, *tree.SUBJECT) is not None
    return mark if mark is not None and parse.text[mark - 1] == "," and says and own else None


def _without_venue(scene: Scene, cue: int, found: Frame) -> Frame:
    """The frame without the end of its content that tells where it was said: "claimed the attack [in a statement]"."""
    parse = scene.parse
    inside = set(found.content)
    for preposition in (t for t in found.content[1:] if parse.dep[t] == Dep.PREP and t > cue):
        above = next(
            (a for a in (parse.head[preposition], *tree.ancestors(parse, preposition)) if tree.is_verb(parse, a)), cue
        )
        if parse.text[preposition].lower() not in words.of("venue_prepositions") or above in inside:
            continue
        for noun in tree.children(parse, preposition, Dep.POBJ):
            below = set(tree.subtree(parse, preposition))
            opens = tree.child(parse, noun, Dep.DET, Dep.POSS)
            if parse.lemma[noun].lower() not in words.of("utterances") or not _is_one_of_his(parse, opens):
                continue
            if below <= inside and max(below) >= max(t for t in inside if parse.pos[t] != Pos.PUNCT):
                return replace(found, content=tuple(t for t in found.content if t not in below), venue=noun)
    return found


def _is_one_of_his(parse: Parse, determiner: int | None) -> bool:
    """Whether a noun is one of many, or somebody's own: "[a] statement", "[his] speech"."""
    return determiner is not None and (
        parse.tag[determiner] == Tag.PRP_ or parse.text[determiner].lower() in words.of("indefinite_determiners")
    )


def _in_scope(scene: Scene, cue: int, found: Frame) -> Frame | None:
    scope = clauses.scope(scene, cue)
    if not found.content or (found.content[0] in scope and found.content[-1] in scope):
        return found
    content = tuple(t for t in found.content if t in scope)
    return replace(found, content=content) if content and found.head in (None, *scope) else None


_VERB_FINDERS: dict[str, _Finder] = {
    "clause": clauses.clause,
    "told": clauses.addressed,
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
_FINDERS = {Pos.NOUN: _NOUN_FINDERS, Pos.ADJ: _ADJECTIVE_FINDERS}
