"""Namesakes of well-known people: "David Cameron, a plumber from Leeds" is not the one who was prime minister."""

from collections.abc import Iterator
from functools import cache

from kg import reference
from kg.document import Parse
from kg.english import phrases, posts, tables, tokens, tree, words
from kg.english.labels import Dep
from kg.mentions.drafts import Stage
from kg.mentions.names import Name
from kg.mentions.people import Person

_OF_PERSON = frozenset({"person", "source", "troops", "office"})
_LONGEST = 3


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(tables.load("names")[section])


def is_plain(stage: Stage, person: Person) -> bool:
    """Whether the text gives somebody an everyday trade and no post: no bearer of the name in the reference facts.

    Nor is it of whom nobody can tell which of two in the text is meant.
    """
    if person.unsure:
        return True
    if any(person.posts):
        return False
    nouns = (noun for name in person.mentions for noun in _nouns(stage.parse, name))
    return any(stage.parse.lemma[noun].lower() in _listed("trades") for noun in nouns)


def abroad(stage: Stage, person: Person) -> str | None:
    """The state in which somebody is said to live or work who has no post: "a lawyer in Malta" (ISO 3166 alpha-3)."""
    if any(person.posts):
        return None
    nouns = (noun for name in person.mentions for noun in _nouns(stage.parse, name))
    return next((state for noun in nouns if (state := _home(stage, noun))), None)


def _nouns(parse: Parse, name: Name) -> Iterator[int]:
    """The nouns that say what somebody is, in one of his mentions; none of what he was, or of more than a trade."""
    for noun in _describing(parse, name):
        if not _was(parse, noun) and not _is_more(parse, noun):
            yield noun


def _describing(parse: Parse, name: Name) -> Iterator[int]:
    head = name.head
    yield from (c for c in tree.children(parse, head, Dep.APPOS) if c >= name.end)
    yield from (c for c in tree.children(parse, head, Dep.COMPOUND) if c == name.first - 1)
    above = parse.head[head]
    if parse.dep[head] == Dep.APPOS and above < name.first:
        yield above
    if parse.dep[head] == Dep.NSUBJ and parse.lemma[above] == "be":
        yield from (c for c in tree.children(parse, above, Dep.ATTR) if _is_one(parse, c))


def _is_one(parse: Parse, noun: int) -> bool:
    return any(parse.text[c].lower() in words.of("indefinite_determiners") for c in parse.children[noun])


def _was(parse: Parse, noun: int) -> bool:
    before = range(max(0, noun - _LONGEST), noun)
    return any(parse.text[t].lower() in words.of("former") and t >= tokens.left_edge(parse, noun) for t in before)


def _is_more(parse: Parse, noun: int) -> bool:
    """Whether a trade is only learnt, or was left for another: "by training", "who leads the party"."""
    below = tree.subtree(parse, noun)
    if any(parse.text[t].lower() == "of" and parse.head[t] == noun for t in below):
        return True  # "a student of history"
    if any(parse.lemma[t].lower() in _listed("trade-turns") for t in below if t > noun):
        return True
    return any(posts.is_head(parse, c) for c in tree.children(parse, noun, Dep.CONJ))


def _home(stage: Stage, noun: int) -> str | None:
    """The state of the place from or in which somebody is: "a dentist in Minsk"."""
    parse = stage.parse
    kind = phrases.noun_at(parse, noun)
    if kind is None or kind.kind not in _OF_PERSON or not _is_one(parse, noun) or posts.is_head(parse, noun):
        return None
    for preposition in tree.children(parse, noun, Dep.PREP):
        if parse.text[preposition].lower() in ("from", "in"):
            for place in tree.children(parse, preposition, Dep.POBJ):
                found = {c.entity.country for c in reference.places(parse.text[place], stage.clues.base)}
                return stage.states.get(place) or (next(iter(found)) if len(found) == 1 else None)
    return None
