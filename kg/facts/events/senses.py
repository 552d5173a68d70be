"""The lexicon of happenings: which words name what kind of event, indexed by lemma."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import lexicon
from kg.document import Parse
from kg.facts import tree

_COMPANIONS = ("prt", "prep", "dobj", "acomp", "advmod", "attr", "oprd", "nsubjpass", "dative", "xcomp", "npadvmod")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means as a happening.

    Attributes:
        companions: words that must hang on it, in any order; "@forces" is any noun of a class, "!@lands" none of it.
        of: the role of N2 in "N of N2".
        mutual: all parties take part alike.
        calendar: an appointed event (an election), which stands whoever mentions it.
        place_object: the object is where it happens ("visited Kyiv").
        subjects: the only nouns that may do it; empty means any.
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
    subjects: frozenset[str] = frozenset()


def sense(parse: Parse, token: int) -> Sense | None:
    """The most specific sense of the verb or noun at a token that the words around it allow."""
    lemma = parse.lemma[token].lower()
    if parse.pos[token] == "VERB":
        return next((s for s in _verbs().get(lemma, ()) if _fits(parse, token, s)), None)
    if parse.pos[token] in ("NOUN", "PROPN"):
        known = _nouns().get(lemma, ())
        return next((s for s in known if _fits_noun(parse, token, s)), None)
    return None


def lemmas() -> frozenset[str]:
    """All head lemmas of the lexicon: a token with none of them needs no further look."""
    return frozenset(_verbs()) | frozenset(_nouns())


def words(group: str) -> Any:
    """A further table of the lexicon: "carriers", "idioms", "modifiers" ..."""
    return lexicon.load("predicates")[group]


def _fits(parse: Parse, verb: int, sense: Sense) -> bool:
    for wanted in sense.companions:
        if wanted.startswith("!@"):
            undergoes = tree.objects(parse, verb)
            if not undergoes or any(_is_of(parse, noun, wanted[2:]) for noun in undergoes):
                return False
        elif wanted.startswith("@"):
            if not any(_is_of(parse, noun, wanted[1:]) for noun in _nouns_below(parse, verb)):
                return False
        elif not any(wanted == w for w in _words_below(parse, verb)):
            return False
    if sense.subjects:
        return any(parse.lemma[s].lower() in sense.subjects for s in tree.actives(parse, verb))
    return True


def _nouns_below(parse: Parse, verb: int) -> Iterable[int]:
    yield from tree.objects(parse, verb)
    for preposition in tree.children(parse, verb, "prep", "prt"):
        if parse.lemma[preposition].lower() in ("with", "of", "from", "on", "out"):
            yield from tree.objects_of(parse, preposition)


def _words_below(parse: Parse, verb: int) -> Iterable[str]:
    yield from (parse.lemma[noun].lower() for noun in tree.objects(parse, verb))
    waiting = [c for c in parse.children[verb] if parse.dep[c] in _COMPANIONS]
    for at in waiting:
        yield parse.lemma[at].lower()
        if parse.dep[at] in ("prep", "prt"):
            waiting.extend(c for c in parse.children[at] if parse.dep[c] in ("pobj", "prep"))
    yield from (parse.lemma[c].lower() for c in tree.children(parse, verb, "aux") if parse.lemma[c] == "to")


def _is_of(parse: Parse, noun: int, group: str) -> bool:
    """Whether a noun is of a class; "someone" is any name and any noun of persons."""
    if group == "someone":
        return parse.pos[noun] == "PROPN" or any(_is_of(parse, noun, c) for c in ("persons", "captives", "diplomats"))
    return parse.lemma[noun].lower() in _classes()[group]


def _fits_noun(parse: Parse, noun: int, sense: Sense) -> bool:
    """Compounds ("missile test") must stand whole; idioms ("heart attack") are passed over."""
    before = [parse.lemma[t].lower() for t in range(max(0, noun - len(sense.companions)), noun)]
    if list(sense.companions) != before:
        return False
    beside = {parse.lemma[c].lower() for c in tree.children(parse, noun, "compound", "amod", "nmod")}
    if beside & set(words("idioms").get(parse.lemma[noun].lower(), ())):
        return False
    if sense.noun_of is not None:
        return any(_is_of(parse, n, sense.noun_of) for n in tree.prepositional(parse, noun, "of"))
    return True


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(nouns) for name, nouns in words("classes").items()}


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
                    subjects=frozenset(group.get("subjects", ())),
                )
            )
    return {head: tuple(sorted(senses, key=lambda s: -len(s.companions))) for head, senses in found.items()}
