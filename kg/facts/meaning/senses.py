"""Which happening a word means, by the words around it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.document import Parse
from kg.english import words
from kg.english.labels import Pos
from kg.english.words import Sense
from kg.facts.meaning import fits
from kg.facts.scene import Scene

__all__ = ["Sense", "all_", "lemmas", "sense"]


def sense(parse: Parse, token: int, scene: Scene | None = None) -> Sense | None:
    """The most specific sense of the verb or noun at a token that the words around it allow."""
    return next(all_(parse, token, scene), None)


def all_(parse: Parse, token: int, scene: Scene | None = None) -> Iterator[Sense]:
    """The senses that the words around a verb or noun allow, the most specific first.

    Without a scene, nobody is known by name: a proper noun then is of every kind.
    """
    lemma = parse.lemma[token].lower()
    if parse.pos[token] == Pos.VERB and lemma in _verbs():
        around = fits.Around(parse, token, scene)
        yield from (s for s in _verbs()[lemma] if around.has(s.companions, s.subjects))
    elif parse.pos[token] in (Pos.NOUN, Pos.PROPN):
        yield from (s for s in _nouns().get(lemma, ()) if _fits_noun(parse, token, s, scene))


def lemmas() -> frozenset[str]:
    """All lemmas that may mean a happening: a token with none of them needs no further look."""
    return frozenset(_verbs()) | frozenset(_nouns())


def _fits_noun(parse: Parse, noun: int, sense: Sense, scene: Scene | None) -> bool:
    if not fits.noun(parse, noun, sense.companions):
        return False
    return sense.noun_of is None or fits.has_inside(parse, noun, sense.noun_of, scene)


@cache
def _verbs() -> dict[str, tuple[Sense, ...]]:
    return _senses("verb")


@cache
def _nouns() -> dict[str, tuple[Sense, ...]]:
    return _senses("noun")


def _senses(pos: str) -> dict[str, tuple[Sense, ...]]:
    """Lemma -> senses, the most specific first."""
    known = words.happenings()
    return {
        lemma: tuple(replace(known[m.happening], companions=m.companions) for m in part.means)
        for lemma, part in words.parts(pos).items()
        if part.means
    }
