"""Whether "it" stands for a thing, a text or a deed rather than for a state or a body."""

from collections.abc import Sequence

from kg.document import Parse
from kg.english import verbs, words
from kg.english.labels import Dep, Tag

_SUBJECTS = (Dep.NSUBJ, Dep.NSUBJPASS)
_BROUGHT_IN = ("texts", "deals", "weapons")


def is_meant(parse: Parse, token: int, before: Sequence[int]) -> bool:
    """Whether "it" is a thing; ``before`` are the sentences before it, the nearest first."""
    if _is_wrecked(parse, token) or _is_judged(parse, token) or _is_handled(parse, token):
        return True
    return parse.dep[token] in _SUBJECTS and (_is_text(parse, token, before) or _is_new(parse, token, before[:1]))


def _is_wrecked(parse: Parse, token: int) -> bool:
    """Whether "it" is what is blown up, sunk, shot down: a thing, never a state or a body."""
    undergoes = parse.dep[token] in (Dep.DOBJ, Dep.NSUBJPASS)
    return undergoes and verbs.name(parse, parse.head[token]) in words.of("wrecking")


def _is_judged(parse: Parse, token: int) -> bool:
    """Whether "it" is what somebody calls something: "called it a serious matter" speaks of a deed."""
    called = parse.dep[token] in (Dep.DOBJ, Dep.NSUBJ)
    return called and parse.lemma[parse.head[token]].lower() in words.of("calling")


def _is_handled(parse: Parse, token: int) -> bool:
    """Whether "it" is what is to be dealt with, a thing: "asked for it to be suspended"."""
    return parse.dep[token] == Dep.NSUBJPASS and verbs.opens_with(parse, parse.head[token], "for")


def _is_text(parse: Parse, token: int, before: Sequence[int]) -> bool:
    """Whether "it" is a law told of shortly before, by what laws do: "The law allows ... It also requires ..."."""
    if parse.lemma[parse.head[token]].lower() not in words.of("ruling_verbs"):
        return False
    earlier = (t for sentence in before for t in range(*parse.sentences[sentence]))
    return any(parse.dep[t] in _SUBJECTS and parse.lemma[t].lower() in words.of("texts") for t in earlier)


def _is_new(parse: Parse, token: int, before: Sequence[int]) -> bool:
    """Whether "it" may be a plan or a weapon told of in the sentence before: "has a missile. It can strike"."""
    if not any(parse.tag[c] == Tag.MD for c in parse.children[parse.head[token]]):
        return False
    earlier = (t for sentence in before for t in range(*parse.sentences[sentence]))
    return any(_brings_in(parse, t) for t in earlier if parse.dep[t] not in _SUBJECTS)


def _brings_in(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of a text or a weapon for the first time: "a bill"."""
    known = any(parse.lemma[noun].lower() in words.of(group) for group in _BROUGHT_IN)
    return known and any(parse.text[c].lower() in ("a", "an") for c in parse.children[noun])
