"""Where an unknown name stands that can only be a place's: "near X", "the road to X", "besieged X"."""

from collections.abc import Collection, Iterator
from functools import cache

from kg.document import Parse
from kg.english import posts, tables, tokens, words
from kg.english.labels import Dep, Pos
from kg.mentions import apposition
from kg.mentions.names import Name


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(tables.load("names")[section])


def is_of_place(parse: Parse, name: Name, surnames: Collection[str]) -> bool:
    """Whether a doubtful name is told to be a place's by its apposition, or by what it stands behind.

    ``surnames``: the words of names that are surely people's, which stand near others as well.
    """
    if apposition.kind(parse, name.first, name.end) == "place":
        return True
    alone = name.end - name.first == 1 and parse.text[name.first] not in surnames
    if not alone or posts.is_person_title(parse, name.first - 1):
        return False
    first = tokens.first_conjunct(parse, name.head)
    above = parse.head[first]
    if parse.dep[first] == Dep.POBJ:
        return name.label == "person" and parse.text[above].lower() in _listed("place-prepositions")
    undergoing = parse.dep[first] in (Dep.DOBJ, Dep.NSUBJPASS)
    return undergoing and parse.lemma[above].lower() in _listed("deeds-to-places")


def on_ways(parse: Parse) -> Iterator[int]:
    """The words alone to which or between which a way is told to go: "the road to X", "the border between X and Y"."""
    for token in range(len(parse)):
        first = tokens.first_conjunct(parse, token) if parse.pos[token] == Pos.PROPN else token
        if parse.dep[first] != Dep.POBJ or parse.text[parse.head[first]].lower() not in ("to", "between"):
            continue
        alone = tokens.child(parse, token, Dep.COMPOUND) is None
        if alone and parse.lemma[parse.head[parse.head[first]]].lower() in _listed("ways"):
            yield token


def is_of_person(parse: Parse, head: int) -> bool:
    """Whether a name acts, or undergoes what no place does: "X said", "arrested X"."""
    if parse.dep[head] in (Dep.DOBJ, Dep.NSUBJPASS):
        return parse.lemma[parse.head[head]].lower() not in words.of("verbs_of_place")
    return parse.dep[head] == Dep.NSUBJ and parse.lemma[parse.head[head]].lower() not in words.of("city_acts")
