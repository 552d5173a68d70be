"""Whom a statement of asking, turning down or promising is aimed at: whom its cue, its object or its deed bring in."""

from collections.abc import Iterable
from typing import Any, Final

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Tag
from kg.facts.meaning import fits, senses
from kg.facts.meaning.deeds import Deed
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame
from kg.facts.voice.sources import Source

# Prepositions of those whom a deed of help, or one of harm, is for.
_GIVING: Final = ("with", "to", "for")
_AIMING: Final = (*_GIVING, "on", "against", "upon")
# Acts of which the deed in the content tells the other side.
_OF_DEEDS: Final = frozenset({"threaten", "offer", "promise", "reject"})
_ASKING: Final = frozenset({"demand", "request"})
# Whoever is not blamed is not thereby turned down.
_BLAMING: Final = frozenset({"accuse", "criticise", "threaten"})
# Frames whose head is the deed itself.
_DEEDS: Final = frozenset({"infinitive", "clause", "readiness"})
_DEPTH: Final = 3


def of(scene: Scene, token: int, name: str, frame: Frame, source: Source, done: Deed | None) -> tuple[int, ...]:
    """The heads of those at whom a statement of this act is aimed; ``token`` is its cue.

    Of "refused a request from Poland" that is Poland, of "demanded an answer from the minister" he, of "agreed with
    Spain to" Spain, of "refused to allow the airline to land" the airline.
    """
    told = _brought_in(scene, token, name, frame)
    if told:
        return told
    if name in _ASKING and frame.addressees:
        return frame.addressees
    thing = frame.head if frame.name == "object" else None
    if thing is not None and (name == "offer" or (name in _ASKING and is_undergone(scene.parse, thing))):
        return ()  # "offered advisers", "demanded his rival's release"
    if name not in _OF_DEEDS or _is_any_actor(scene, frame.targets):
        return frame.targets
    return _of_deed(scene, name, frame, done) or frame.targets or _with_one_another(scene, token, source)


def is_undergone(parse: Parse, noun: int) -> bool:
    """Whether whoever's a noun is undergoes it: "his release", "her extradition"."""
    means = senses.sense(parse, noun)
    return (means is not None and "release" in means.modes) or parse.lemma[noun].lower() in words.of("undergone")


def _brought_in(scene: Scene, cue: int, name: str, frame: Frame) -> tuple[int, ...]:
    """The actors behind the prepositions with which an act's cue, or its object, tells the other side."""
    parse, table = scene.parse, tables.load("acts")
    found = tree.prepositional(parse, cue, *table["behind_cue"].get(name, ())) if tree.is_verb(parse, cue) else []
    given = tree.children(parse, cue, Dep.DATIVE) or tree.receivers(parse, cue)
    if frame.name == "object" and _is_any_actor(scene, given):
        return tuple(given)
    if frame.name == "object" and frame.head is not None:
        inner = [n for n in tree.prepositional(parse, frame.head, "of") if not scene.is_actor(n)]
        for noun in (frame.head, *inner):  # "an offer of mediation from X"
            found.extend(tree.prepositional(parse, noun, *table["behind_object"].get(name, ())))
        found.extend(_authors(parse, frame.head) if name == "reject" else ())
    return tuple(t for t in found if scene.is_actor(t) and t not in frame.targets)


def _authors(parse: Parse, noun: int) -> Iterable[int]:
    """Who made what is turned down: "a resolution drafted by X"."""
    for clause in tree.children(parse, noun, Dep.ACL):
        if parse.tag[clause] == Tag.VBN:
            yield from tree.agents(parse, clause)


def _of_deed(scene: Scene, name: str, frame: Frame, done: Deed | None) -> tuple[int, ...]:
    """Those whom the deed in the content is done to or for."""
    undergoing = tuple(_undergoing(scene, done)) if done is not None else ()
    if _is_any_actor(scene, undergoing) or frame.name not in _DEEDS or frame.head is None:
        return undergoing
    blamed = name == "reject" and any(c.act in _BLAMING for c in _cues(scene.parse, frame.head))
    harmed = name == "reject" and done is not None and done.kind == "harm"
    own = done is not None and (done.mode == "withdraw" or _is_of_exchange(scene, done))
    return undergoing if blamed or harmed or own else _passed_up(scene, frame.head) or undergoing


def _is_of_exchange(scene: Scene, done: Deed) -> bool:
    """Whether a deed is one with another side, and its object what both give or hold: "exchange envoys"."""
    means = senses.sense(scene.parse, done.token, scene)
    given = {f"@{group}" for group in tables.load("kinds")["conveyed"]}
    return means is not None and means.mutual and not given.isdisjoint(means.companions)


def _cues(parse: Parse, verb: int) -> Iterable[Any]:
    part = words.parts("verb").get(parse.lemma[verb].lower())
    return part.says if part is not None else ()


def _passed_up(scene: Scene, verb: int) -> tuple[int, ...]:
    """Those at whom the verb of an infinitive, or the one that it leads to, is aimed: "allow X to land"."""
    parse = scene.parse
    if parse.lemma[verb].lower() in words.of("saying_nothing"):
        return ()
    for _ in range(_DEPTH):
        for group in _sides(parse, verb):
            found = tuple(t for t in group if scene.is_actor(t) or scene.modifiers(t))
            if found:
                return found
        below = tree.child(parse, verb, Dep.XCOMP)
        if below is None or tree.child(parse, verb, Dep.DOBJ) is not None:
            return ()  # "to use force to reinstate X"
        verb = below
    return ()


def _sides(parse: Parse, verb: int) -> Iterable[list[int]]:
    """The words that may tell whom a verb is aimed at, the surest first."""
    yield fits.doers_below(parse, verb)
    yield tree.children(parse, verb, Dep.DATIVE) or tree.receivers(parse, verb)
    yield tree.prepositional(parse, verb, *_AIMING)
    objects = tree.objects(parse, verb)
    yield objects if parse.lemma[verb].lower() not in words.of("verbs_of_place") | words.of("handing_over") else []
    talks = [n for n in tree.prepositional(parse, verb, "in", "at") if fits.is_of(parse, n, "meetings")]
    parts = [n for o in objects for n in tree.prepositional(parse, o, "in") if fits.is_of(parse, n, "meetings")]
    yield [n for at in (*objects, *talks, *parts) for n in tree.prepositional(parse, at, *_AIMING, "from", "by")]
    yield [n for o in objects for n in tree.prepositional(parse, o, "of") if _is_theirs(parse, o)]


def _is_theirs(parse: Parse, noun: int) -> bool:
    """Whether "of" tells whose doing a noun is: "the orders of", "the resignation of"."""
    lemma = parse.lemma[noun].lower()
    part, means = words.parts("noun").get(lemma), senses.sense(parse, noun)
    if means is not None:
        return means.of == "initiator"
    return lemma in words.of("proposals") or (part is not None and bool(part.says))


def _with_one_another(scene: Scene, token: int, source: Source) -> tuple[int, ...]:
    """Those who agree, each of whom is the other's side: "Egypt and Chad agreed to"."""
    if scene.parse.lemma[token].lower() not in words.of("agreeing") or not source.others:
        return ()
    return tuple(s.token for s in (source, *source.others) if s.token is not None)


def _is_any_actor(scene: Scene, tokens: Iterable[int]) -> bool:
    return any(scene.is_actor(t) for t in tokens)


def _undergoing(scene: Scene, done: Deed) -> list[int]:
    """Those a deed is done to or with: its objects, and what "with", "to", "on", "against" bring in."""
    parse = scene.parse
    undergo = list(tree.objects(parse, done.token)) if tree.is_verb(parse, done.token) else []
    towards: list[int] = tree.children(parse, done.token, Dep.DATIVE)
    given = parse.head[done.token] if done.noun == done.token and parse.dep[done.token] == Dep.DOBJ else None
    for at in [t for t in (done.token, *undergo, done.noun, given) if t is not None]:
        towards.extend(tree.prepositional(parse, at, *(_GIVING if done.kind == "help" else _AIMING)))
    if done.mode == "withdraw" or _is_of_exchange(scene, done):
        return towards  # one's own troops; what is exchanged
    # "Send 24 officers": they are not whom it is for.
    undergo = [
        t for t in undergo if parse.dep[t] != Dep.DOBJ or parse.lemma[parse.head[t]] not in words.of("handing_over")
    ]
    if _is_any_actor(scene, undergo) and not _is_any_actor(scene, towards):
        return undergo
    sent = done.kind == "help" or done.type == "MOBILIZE"
    return towards if sent and towards else [*undergo, *towards]
