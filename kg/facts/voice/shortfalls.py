"""Deeds that a phrase says were not quite done, or left for another: "came close to leaving", "rather than leave"."""

from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.voice.effects import NONE, Effect, beside

_SHORT: Final = Effect(flip=True)
_CLOSE: Final = Effect(certainty="possible", future=True)


def short_of(parse: Parse, preposition: int) -> Effect:
    """What a phrase of falling short does to the deed behind its preposition: "stopped short of", "far from".

    Who was close to a deed may have done it since; who came close to it did not.
    """
    word = parse.text[preposition].lower()
    if word == "than":
        return _SHORT if any(parse.lemma[c].lower() == "rather" for c in parse.children[preposition]) else NONE
    if word in ("from", "at"):
        return _SHORT if _keeps_off(parse, parse.head[preposition]) else NONE
    if word == "as":
        far = parse.head[preposition]
        return beside(parse, parse.head[far]) if parse.lemma[far].lower() == "far" else NONE
    return _near(parse, preposition) if word in ("of", "to", "near") else NONE


def _keeps_off(parse: Parse, at: int) -> bool:
    """Whether a word, or a verb with its particle, keeps off what stands behind: "far from", "held back from"."""
    beside_it = [parse.lemma[c].lower() for c in tree.children(parse, at, Dep.ADVMOD, Dep.PRT)]
    lemma = parse.lemma[at].lower()
    return not words.of("keeping_off").isdisjoint([lemma, *beside_it, *(f"{lemma} {word}" for word in beside_it)])


def _near(parse: Parse, preposition: int) -> Effect:
    """What a phrase of nearness does: "came close to", "was on the verge of", "came within hours of", "is near"."""
    bare = parse.text[preposition].lower() == "near"
    at = preposition if bare else parse.head[preposition]
    lemma = parse.lemma[at].lower()
    verb = next((t for t in tree.upwards(parse, parse.head[at]) if tree.is_verb(parse, t)), at)
    nearing = parse.lemma[verb].lower() in words.of("nearing")
    if lemma in words.of("counting_to_a_deed"):
        return _SHORT if nearing and parse.text[parse.head[at]].lower() == "within" else NONE
    if lemma not in words.of("near_a_deed"):
        return NONE
    if nearing or any(parse.lemma[c].lower() == "nowhere" for t in (verb, at) for c in parse.children[t]):
        return _SHORT
    return _CLOSE if parse.lemma[verb].lower() in words.of("standing_near") else NONE


def chosen_against(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what somebody did something else for: "rather than leave"."""
    opening = {parse.lemma[c].lower() for c in tree.children(parse, verb, Dep.MARK, Dep.ADVMOD) if c < verb}
    return {"rather", "than"} <= opening
