"""Descriptive noun phrases that stand for actors: "Iranian officials", "the US elite", "a senior official"."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.document import Parse
from kg.english import tables, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.reference.model import EntityType, MentionType

_LINKS = frozenset({"of", "for", "to"})
_LONGEST_LINK = 40
_LONGEST_PLACE_LINK = 6


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun stands for when it heads a phrase; ``kind`` is one of ``kg/english/tables/actors.yaml``."""

    kind: str
    type: MentionType
    entity: EntityType


@dataclass(frozen=True, slots=True)
class Phrase:
    """A descriptive phrase: its tokens, without article and clauses.

    Attributes:
        definite: it points back, or to the only one ("the minister", "this government").
        plural: more than one person or body.
        anonymous: people who are a source and will not be named.
    """

    first: int
    end: int
    head: int
    noun: Noun
    definite: bool
    plural: bool
    anonymous: bool


_TYPES: dict[str, MentionType] = {
    "office": "position",
    "spokesperson": "person",
    "source": "person",
    "person": "person",
    "body": "organisation",
    "organisation": "organisation",
    "armed": "armed-group",
    "troops": "group",
    "collective": "group",
    "states": "group",
}
OF_PEOPLE = frozenset({"office", "spokesperson", "source", "person"})


def _entity(kind: str, type: MentionType) -> EntityType:
    given: EntityType | None = tables.load("actors")[kind].get("entity")
    return given or ("position" if type == "position" else "person" if type == "person" else "group")


@cache
def _singular() -> dict[str, Noun]:
    return {word: Noun(kind, _TYPES[kind], _entity(kind, _TYPES[kind])) for word, kind in _kinds(plural=False)}


@cache
def _plural() -> dict[str, Noun]:
    nouns = {word: Noun(kind, "group", "group") for word, kind in _kinds(plural=True)}
    for word, noun in _singular().items():
        nouns.setdefault(word, Noun(noun.kind, "group", "group") if noun.kind in OF_PEOPLE else noun)
    return nouns


def _kinds(plural: bool) -> Iterator[tuple[str, str]]:
    """The nouns that stand for actors, each with its kind in the singular or in the plural."""
    known = tables.load("actors")
    for word, part in words.parts("noun").items():
        yield from ((word, kind) for kind in part.actor if known[kind].get("plural", False) is plural)


def is_actor_noun(lemma: str) -> bool:
    """Whether a noun may stand for actors at all."""
    return lemma.lower() in _singular() or lemma.lower() in _plural()


def names_people(lemma: str) -> bool:
    """Whether a noun stands for actors, or for people of any kind."""
    lemma = lemma.lower()
    return is_actor_noun(lemma) or any(lemma in words.of(group) for group in ("people", "folk"))


def find(parse: Parse, taken: Container[int]) -> Iterator[Phrase]:
    """The phrases of a text, in reading order; tokens that a name has taken head none."""
    for token in range(len(parse)):
        if parse.pos[token] in (Pos.NOUN, Pos.PROPN, Pos.ADJ) and token not in taken:
            noun = noun_at(parse, token)
            outside = _is_thing(parse, token) or _is_first_person(parse, token)
            if noun is not None and _heads_phrase(parse, token) and not outside:
                yield _with_whole_name(_phrase(parse, token, noun), taken)


def _with_whole_name(phrase: Phrase, taken: Container[int]) -> Phrase:
    """The phrase to the end of the name that it ends in: "the leader of Trinidad [and Tobago]"."""
    end = phrase.end
    while end - 1 in taken and end in taken and end > phrase.head + 1:
        end += 1
    return replace(phrase, end=end)


def noun_at(parse: Parse, token: int) -> Noun | None:
    """What the noun at a token stands for, None where it is no actor."""
    lemma = parse.lemma[token].lower()
    plural = parse.tag[token] in (Tag.NNS, Tag.NNPS)
    # Nouns that stand for bodies only with a word before them: "air force", "think tank".
    part = words.parts("noun").get(lemma)
    for kind, before in part.actor_after.items() if part is not None else ():
        if any(parse.text[c].lower() in before for c in parse.children[token] if c < token):
            return Noun(kind, "organisation", _entity(kind, "organisation"))
    if lemma == "people" or (parse.pos[token] == Pos.ADJ and lemma not in ("elite", "military", "public")):
        return _plural().get(lemma) if lemma == "people" else None
    return (_plural() if plural else _singular()).get(lemma)


def is_spokesperson(parse: Parse, token: int) -> bool:
    """Whether a noun is for somebody who speaks for others: "spokesman", "press secretary"."""
    noun = noun_at(parse, token)
    return noun is not None and noun.kind == "spokesperson"


def _is_first_person(parse: Parse, token: int) -> bool:
    """Whether a phrase is told from inside a speaker's words: "our troops" are nobody's outside them."""
    return any(parse.text[c].lower() in ("my", "our", "your") for c in parse.children[token])


def _is_thing(parse: Parse, token: int) -> bool:
    """Whether a "source" is one of energy or of tension, not of words."""
    if parse.lemma[token].lower() == "person" and parse.text[token - 1].lower() in ("in", "per"):
        return True
    if parse.lemma[token].lower() != "source":
        return False
    before = {parse.lemma[c].lower() for c in parse.children[token]}
    return "of" in before or not before.isdisjoint(words.of("material"))


def _heads_phrase(parse: Parse, token: int) -> bool:
    """Whether a noun heads a phrase that refers: it modifies no other noun, and tells of nobody what he is."""
    first = tokens.first_conjunct(parse, token)
    label, above = parse.dep[first], parse.head[first]
    if label in (Dep.COMPOUND, Dep.NMOD, Dep.AMOD, Dep.ADVMOD, Dep.NPADVMOD, Dep.ACOMP, Dep.DEP, Dep.ATTR, Dep.OPRD):
        return False
    if label == Dep.POBJ and parse.text[above].lower() in ("as", "like"):
        return False
    return parse.pos[token] != Pos.ADJ or label in (Dep.NSUBJ, Dep.NSUBJPASS, Dep.DOBJ, Dep.POBJ, Dep.POSS)


def _phrase(parse: Parse, head: int, noun: Noun) -> Phrase:
    first = tokens.left_edge(parse, head)
    opening = parse.text[first].lower()
    while first < head and _not_of_phrase(parse, first, head):
        first += 1
    first = _with_bound(parse, first)
    plural = tokens.is_plural(parse, head)
    possessed = any(parse.dep[c] == Dep.POSS for c in parse.children[head])
    definite = possessed or opening in words.of("definite_determiners")
    end = _end(parse, head)
    told = {parse.text[t].lower() for t in range(first, end)}
    people = noun.kind in OF_PEOPLE or parse.lemma[head].lower() == "people"
    anonymous = noun.kind == "source" or (people and bool(told & words.of("unnamed")))
    return Phrase(first, end, head, noun, definite, plural, anonymous)


def _with_bound(parse: Parse, first: int) -> int:
    """The first token with the "at least" before it, and whole where it is a part of a word."""
    while first > 1 and parse.text[first - 1] in ("-", "–") and parse.end[first - 1] == parse.start[first]:
        first -= 2  # "little-known group"
    least = first if parse.text[first].lower() in ("least", "most") else first - 1
    bound = least > 0 and parse.text[least].lower() in ("least", "most") and parse.text[least - 1].lower() == "at"
    return least - 1 if bound else first


def _not_of_phrase(parse: Parse, token: int, head: int) -> bool:
    """Whether a token at the beginning is no part of the words that describe: articles, marks, conjunctions."""
    if parse.pos[token] in (Pos.PUNCT, Pos.CCONJ, Pos.ADP, Pos.SCONJ, Pos.SPACE, Pos.PART):
        return True
    if parse.dep[token] in (Dep.DET, Dep.PREDET, Dep.CC, Dep.PRECONJ) or parse.text[token].lower() in words.of(
        "articles"
    ):
        return True
    return parse.pos[token] == Pos.ADV and parse.head[token] != head


def _end(parse: Parse, head: int) -> int:
    """Where a phrase ends: with its of-phrases, short phrases of place, and adjectives that follow it."""
    end = head + 1
    for child in parse.children[head]:
        if child != end:
            if child > end:
                break
            continue
        if parse.dep[child] == Dep.PREP and parse.text[child].lower() in _LINKS | words.of("seat_prepositions"):
            edge = tokens.core_right_edge(parse, child) + 1
            if edge - child > (_LONGEST_LINK if parse.text[child].lower() == "of" else _LONGEST_PLACE_LINK):
                break
            if _speaks_of_time(parse, child) or (parse.text[child].lower() == "for" and not _is_office(parse, head)):
                break
            end = edge
        elif parse.dep[child] == Dep.AMOD and parse.pos[child] == Pos.ADJ:
            end = tokens.core_right_edge(parse, child) + 1
        else:
            break
    possessive = parse.tag[end - 1] == Tag.POS or parse.text[end - 1].endswith(("'s", "’s"))
    return end - 1 if end > head + 1 and possessive else end


def _is_office(parse: Parse, head: int) -> bool:
    """Whether "for" goes on naming: "a spokesman for X", but not "two generals for the massacre"."""
    noun = noun_at(parse, head)
    return noun is not None and noun.kind in ("office", "spokesperson")


def _speaks_of_time(parse: Parse, preposition: int) -> bool:
    objects = [c for c in parse.children[preposition] if parse.dep[c] == Dep.POBJ]
    return not objects or any(o in tokens.dated(parse) for o in objects)


def is_of_insurgents(parse: Parse, first: int, end: int) -> bool:
    """Whether an army, a front or forces are called as no state calls its own: "X Liberation Army", "rebel armies"."""
    told = [parse.lemma[t].lower() for t in range(first, end)]
    before = {parse.text[t].lower() for t in range(first, end)} & words.of("of_insurgents")
    return bool(before) and any(lemma in words.of("armies") for lemma in told)
