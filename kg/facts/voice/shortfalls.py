"""Deeds that a phrase says were not quite done, or left for another: "came close to leaving", "rather than leave"."""

from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.voice.effects import NONE, Effect

_SHORT: Final = Effect(flip=True)
_CLOSE: Final = Effect(certainty="possible", future=True)


def short_of(parse: Parse, preposition: int) -> Effect:
    """What a phrase of falling short does to the deed behind its preposition: "stopped short of", "far from".

    Who was close to a deed may have done it since; who came close to it did not.
    """
    at = parse.head[preposition]
    word = parse.text[preposition].lower()
    if word == "than":
        return _SHORT if any(parse.lemma[c].lower() == "rather" for c in parse.children[preposition]) else NONE
    if word in ("from", "at"):
        drawn = [at, *tree.children(parse, at, Dep.ADVMOD, Dep.PRT)]
        return _SHORT if any(parse.lemma[t].lower() in words.of("keeping_off") for t in drawn) else NONE
    if word not in ("of", "to"):
        return NONE
    verb = next((t for t in (at, *tree.ancestors(parse, at)) if tree.is_verb(parse, t)), at)
    lemma = parse.lemma[at].lower()
    if lemma in words.of("near_a_deed") and parse.lemma[verb].lower() in words.of("nearing"):
        return _SHORT
    if lemma in words.of("counting_to_a_deed"):
        within = parse.text[parse.head[at]].lower() in ("within", "of")
        return _SHORT if within and parse.lemma[verb].lower() in words.of("nearing") else NONE
    if lemma in words.of("near_a_deed") and parse.lemma[verb].lower() in words.of("standing_near"):
        return _CLOSE
    return NONE


def chosen_against(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what somebody did something else for: "rather than leave"."""
    opening = {parse.lemma[c].lower() for c in tree.children(parse, verb, Dep.MARK, Dep.ADVMOD) if c < verb}
    return {"rather", "than"} <= opening
