"""Whether the words around a word of happening are those that a sense of it asks for."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from kg import lexicon
from kg.document import Parse
from kg.facts import tree
from kg.facts.scene import Scene

_COMPANIONS = ("prt", "prep", "dobj", "acomp", "advmod", "attr", "oprd", "nsubjpass", "dative", "xcomp", "npadvmod")
_BRINGING = frozenset({"with", "of", "from", "on", "out"})


def verb(
    parse: Parse, verb: int, companions: Sequence[str], subjects: Sequence[str], scene: Scene | None = None
) -> bool:
    """Whether a verb has all these companions, and only such doers."""
    if not all(_has(parse, verb, wanted, scene) for wanted in companions):
        return False
    doers = tree.actives(parse, verb) if subjects else []
    return not doers or any(_meets(parse, doer, wanted, scene) for doer in doers for wanted in subjects)


def noun(parse: Parse, noun: int, companions: Sequence[str]) -> bool:
    """Whether a compound ("missile test") stands whole, and is no idiom ("heart attack")."""
    before = [parse.lemma[t].lower() for t in range(max(0, noun - len(companions)), noun)]
    if list(companions) != before:
        return False
    beside = {parse.lemma[c].lower() for c in tree.children(parse, noun, "compound", "amod", "nmod")}
    return not beside & set(_words("idioms").get(parse.lemma[noun].lower(), ()))


def has_inside(parse: Parse, noun: int, group: str, scene: Scene | None = None) -> bool:
    """Whether "N of N2" has a noun of a class as N2."""
    return any(is_of(parse, n, group, scene) for n in tree.prepositional(parse, noun, "of"))


def is_of(parse: Parse, noun: int, group: str, scene: Scene | None = None) -> bool:
    """Whether a noun is of a class: by its word, by whom it names, or by what it counts ("a team of experts")."""
    lemma = parse.lemma[noun].lower()
    nouns, pairs = _class(group)
    if lemma in nouns:
        return True
    if pairs and any(
        f"{parse.lemma[c].lower()} {lemma}" in pairs for c in tree.children(parse, noun, "compound", "amod")
    ):
        return True
    if _is_named(parse, noun, group, scene):
        return True
    if lemma in _class("measures")[0] or parse.pos[noun] == "NUM":
        return any(is_of(parse, n, group, scene) for n in tree.prepositional(parse, noun, "of", "in"))
    return False


def _is_named(parse: Parse, noun: int, group: str, scene: Scene | None) -> bool:
    kinds = _words("kinds").get(group)
    if kinds is None:
        return False
    if scene is None:
        return parse.pos[noun] == "PROPN"
    entity = scene.entity_at(noun)
    return entity is not None and entity.type in kinds


def _has(parse: Parse, verb: int, wanted: str, scene: Scene | None) -> bool:
    if wanted.startswith(">"):
        return any(_meets(parse, doer, wanted[1:], scene) for doer in doers_below(parse, verb))
    if wanted.startswith("!@"):
        undergoes = tree.objects(parse, verb)
        return bool(undergoes) and not any(is_of(parse, noun, wanted[2:], scene) for noun in undergoes)
    if wanted.startswith("!"):
        return not any(wanted[1:] == word for word in _words_below(parse, verb))
    if wanted.startswith("@"):
        nouns = tree.objects(parse, verb) if _is_someone(wanted[1:]) else _nouns_below(parse, verb)
        return any(is_of(parse, noun, wanted[1:], scene) for noun in nouns)
    return any(wanted == word for word in _words_below(parse, verb))


def _is_someone(group: str) -> bool:
    """Whether a class is one of actors, who are meant only as a verb's very object."""
    return "place" not in _words("kinds").get(group, ("place",))


def doers_below(parse: Parse, verb: int) -> list[int]:
    """Who is let, made or kept from doing something: the subject of the clause below, or an object before it."""
    clauses = [c for c in tree.children(parse, verb, "ccomp", "xcomp") if parse.tag[c] in ("VB", "VBN")]
    return [doer for clause in clauses for doer in tree.children(parse, clause, "nsubj", "nsubjpass")] or (
        tree.objects(parse, verb) if clauses else []
    )


def _meets(parse: Parse, noun: int, wanted: str, scene: Scene | None) -> bool:
    if wanted.startswith("@"):
        return is_of(parse, noun, wanted[1:], scene) or parse.pos[noun] == "PRON"
    return parse.lemma[noun].lower() == wanted


def _nouns_below(parse: Parse, verb: int) -> Iterable[int]:
    yield from tree.objects(parse, verb)
    for preposition in tree.children(parse, verb, "prep", "prt"):
        if parse.lemma[preposition].lower() in _BRINGING:
            yield from tree.objects_of(parse, preposition)


def _words_below(parse: Parse, verb: int) -> Iterable[str]:
    yield from (parse.lemma[noun].lower() for noun in tree.objects(parse, verb))
    waiting = [c for c in parse.children[verb] if parse.dep[c] in _COMPANIONS]
    for at in waiting:
        if parse.pos[at] != "PROPN":  # "on March 3" is no march
            yield parse.lemma[at].lower()
        if parse.dep[at] in ("prep", "prt"):
            waiting.extend(c for c in parse.children[at] if parse.dep[c] in ("pobj", "prep"))
    yield from (parse.lemma[c].lower() for c in tree.children(parse, verb, "aux") if parse.lemma[c] == "to")


def _words(group: str) -> Any:
    return lexicon.load("predicates")[group]


@cache
def _class(group: str) -> tuple[frozenset[str], frozenset[str]]:
    """Single nouns of a class, and its pairs of a modifier and a noun."""
    listed = _words("classes").get(group, ())
    return frozenset(w for w in listed if " " not in w), frozenset(w for w in listed if " " in w)
