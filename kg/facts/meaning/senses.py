"""The lexicon of happenings: which words name what kind of event, indexed by lemma."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.document import Parse
from kg.english import lexicon
from kg.english.labels import Pos
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_PREPOSITIONS = frozenset({"from", "to", "with", "in", "at", "on", "against", "for", "of", "into", "between"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means as a happening.

    Attributes:
        companions: words that must hang on it, in any order; "@forces" is any noun of a class, "!@lands" none of it,
            ">@people" a clause in which such do something ("let inspectors in").
        of: the role of N2 in "N of N2".
        mutual: all parties take part alike.
        calendar: an appointed event (an election), which stands whoever mentions it.
        place_object: the object is where it happens ("visited Kyiv").
        subjects: the only ones who may do it, as in companions; empty means any. Nobody told is any, too.
        towards: prepositions that bring in the other side, where the type's own do not.
        giver: the preposition that brings in who does it, where the subject undergoes it ("received aid from X").
        needs: roles without which the word does not mean this.
    """

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    companions: tuple[str, ...] = ()
    of: str = "recipient"
    noun_of: str | None = None
    mutual: bool = False
    calendar: bool = False
    place_object: bool = False
    subjects: tuple[str, ...] = ()
    towards: tuple[str, ...] | None = None
    giver: str | None = None
    needs: tuple[str, ...] = ()


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
    """All head lemmas of the lexicon: a token with none of them needs no further look."""
    return frozenset(_verbs()) | frozenset(_nouns())


def words(group: str) -> Any:
    """A further table of the lexicon: "carriers", "idioms", "modifiers" ..."""
    return lexicon.load("predicates")[group]


def _fits_noun(parse: Parse, noun: int, sense: Sense, scene: Scene | None) -> bool:
    if not fits.noun(parse, noun, sense.companions):
        return False
    return sense.noun_of is None or fits.has_inside(parse, noun, sense.noun_of, scene)


@cache
def _verbs() -> dict[str, tuple[Sense, ...]]:
    return _index("verbs")


@cache
def _nouns() -> dict[str, tuple[Sense, ...]]:
    return _index("nouns")


def _index(kind: str) -> dict[str, tuple[Sense, ...]]:
    """Head lemma -> senses, those with most companions first; the head of a verb stands first, that of a noun last."""
    found: dict[str, list[Sense]] = {}
    for group in words("events"):
        for pattern in group.get(kind, ()):
            parts = pattern.split()
            head = parts[0] if kind == "verbs" else parts[-1]
            companions = tuple(parts[1:] if kind == "verbs" else parts[:-1])
            found.setdefault(head, []).append(
                Sense(
                    type=group["type"],
                    modes=tuple(group.get("modes", ())),
                    contexts=tuple(group.get("contexts", ())),
                    companions=companions,
                    of=group.get("of", "recipient"),
                    noun_of=group.get("noun_of"),
                    mutual=group.get("mutual", False),
                    calendar=group.get("calendar", False),
                    place_object=group.get("place_object", False),
                    subjects=tuple(group.get("subjects", ())),
                    towards=tuple(group["towards"]) if "towards" in group else None,
                    giver=group.get("giver"),
                    needs=tuple(group.get("needs", ())),
                )
            )
    return {head: tuple(sorted(senses, key=_vagueness)) for head, senses in found.items()}


def _vagueness(sense: Sense) -> tuple[int, int, int]:
    """Most companions first; among as many, words of their own before classes, and mere prepositions last."""
    kept = [c for c in sense.companions if c[0] != "!"]
    return -len(kept), sum(c in _PREPOSITIONS for c in kept), sum("@" in c for c in kept)
