"""Cues: which words report speech, with what act, and where their content stands."""

from collections.abc import Iterable
from functools import cache

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.words import Cue

__all__ = ["Cue", "adjectives", "frames_with", "is_mood", "nouns", "particle", "uses", "verbs"]


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Verb lemma -> its uses; those with a particle first."""
    return _by_lemma("verb")


@cache
def nouns() -> dict[str, tuple[Cue, ...]]:
    """Noun lemma -> its uses."""
    return _by_lemma("noun")


@cache
def adjectives() -> dict[str, tuple[Cue, ...]]:
    """Adjective lemma -> its uses."""
    return _by_lemma("adj")


_TABLES = {Pos.VERB: verbs, Pos.NOUN: nouns, Pos.ADJ: adjectives}


def uses(parse: Parse, token: int) -> Iterable[Cue]:
    """The uses of the verb, noun or adjective at a token that its particle allows, those with a particle first."""
    table = _TABLES.get(parse.pos[token])
    if table is None:
        return ()
    lemma = parse.lemma[token].lower()
    known = table().get(_misread().get(lemma, lemma), ())
    if parse.pos[token] == Pos.VERB and is_mood(parse, token):
        known = (*adjectives().get(parse.text[token].lower(), ()), *known)
    return [cue for cue in known if cue.particle is None or particle(parse, token, cue) is not None]


def is_mood(parse: Parse, verb: int) -> bool:
    """Whether what the model took for a verb may tell a mood: "was alarmed", "was irate"."""
    if parse.dep[verb] in (Dep.ACOMP, Dep.OPRD):
        return True
    return parse.tag[verb] == Tag.VBN and tree.is_passive(parse, verb)


def frames_with(preposition: str) -> tuple[str, ...]:
    """The frames in which a content, or whoever is blamed for it, hangs on a preposition: "prep:of", "target:of" ..."""
    return tuple(f"{kind}:{preposition}" for kind in ("prep", "target", "told", "blamed"))


def particle(parse: Parse, token: int, cue: Cue) -> int | None:
    """Where the cue's particle stands."""
    for child in tree.children(parse, token, Dep.PRT, Dep.PREP, Dep.ADVMOD, Dep.ACOMP, Dep.OPRD, Dep.DOBJ):
        if parse.text[child].lower() == cue.particle and child > token:
            return child
    return None


@cache
def _misread() -> dict[str, str]:
    """Lemmas that the language model gets wrong -> what they are."""
    return {entry.lemma: entry.misread for entry in words.entries().values() if entry.misread}


def _by_lemma(pos: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for part in words.parts(pos).values():
        for cue in part.says:
            found.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(sorted(cues, key=lambda cue: cue.particle is None)) for lemma, cues in found.items()}
