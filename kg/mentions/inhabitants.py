"""The word for the inhabitants of a state where it means people: "an Iranian", "600,000 Sudanese", "local Serbs"."""

from functools import cache

from kg.document import Parse
from kg.english import tables, tokens, words
from kg.english.labels import Dep, Tag

OF_NOUNS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS, Dep.DOBJ, Dep.POBJ, Dep.AGENT})
_BEFORE_NOUNS = frozenset({Dep.COMPOUND, Dep.AMOD, Dep.NMOD})
_HYPHENS = frozenset({"-", "–"})
_COUNTS = frozenset({Dep.NUMMOD, Dep.QUANTMOD})


@cache
def _of_all() -> tuple[str, ...]:
    """How words end that mean all inhabitants with "the" alone before them: "the Chinese", "the Dutch"."""
    return tuple(tables.load("names")["collective-endings"])


def is_one(parse: Parse, head: int) -> bool:
    """Whether a single inhabitant is meant by the determiner: "a Filipino was freed"."""
    single = any(parse.text[c].lower() in words.of("indefinite_determiners") for c in parse.children[head])
    return single and parse.dep[head] not in _BEFORE_NOUNS


def is_told(parse: Parse, head: int) -> bool:
    """Whether words before it tell of people: "the expelled Russian", "600,000 Sudanese", "the Iranian said"."""
    if parse.dep[tokens.first_conjunct(parse, head)] not in OF_NOUNS or _shares_noun(parse, head):
        return False
    before = [c for c in parse.children[head] if c < head]
    if any(parse.dep[c] in (Dep.AMOD, *_COUNTS) for c in before):
        return True
    pointed = any(parse.text[c].lower() in words.of("pointing") for c in before)
    return pointed and not parse.text[head].lower().endswith(_of_all())


def is_single(parse: Parse, head: int) -> bool:
    """Whether it means one person."""
    if parse.tag[head] in (Tag.NNS, Tag.NNPS):
        return False
    if is_one(parse, head):
        return True
    before = [c for c in parse.children[head] if c < head]
    return is_told(parse, head) and not any(parse.dep[c] in _COUNTS for c in before)


def are_of_descent(parse: Parse, head: int) -> bool:
    """Whether a people is told to be one of several in its land: "ethnic Serbs", "local Serbs"."""
    before = {parse.text[c].lower() for c in parse.children[head] if c < head}
    return not before.isdisjoint(words.of("of_descent"))


def may_live_elsewhere(text: str) -> bool:
    """Whether a word is also that for a people at home in other states: "Serbs", "Armenians"."""
    return text.removesuffix("s") in tables.load("names")["peoples-of-several-states"]


def _shares_noun(parse: Parse, head: int) -> bool:
    """Whether a word may be the adjective of a noun behind it: "the Russian and Iranian presidents"."""
    tied = head + 1 < len(parse) and parse.text[head + 1] in _HYPHENS
    return tied or any(parse.dep[c] == Dep.CC for c in parse.children[head])
