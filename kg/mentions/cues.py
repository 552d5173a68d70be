"""What the words of a name tell that it is: a party, a county, a person with a first name that many bear."""

from functools import cache
from typing import Literal

from kg.document import Parse
from kg.english import tables
from kg.english import words as dictionary
from kg.english.labels import Tag
from kg.mentions.stretches import Label

_ACRONYM = 3
_PERSON_WORDS = range(2, 5)


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(tables.load("names")[section])


@cache
def first_names() -> dict[str, Literal["male", "female"]]:
    """Frequent first names, in lower case, and the sex that they tell."""
    names = tables.load("first-names")
    return {name: sex for sex in ("male", "female") for name in names[sex]}


@cache
def thing_endings() -> tuple[str, ...]:
    """How words end that name a law, a teaching, an affair: "Obamacare", "Reaganomics"."""
    return tuple(tables.load("names")["thing-endings"])


@cache
def ships() -> frozenset[str]:
    """What the names of ships begin with: "HMS", "USS"."""
    return frozenset(tables.load("names")["ships"])


def machines() -> frozenset[str]:
    """Nouns that say of the name before them that it is a make: "Black Hawk helicopters"."""
    return dictionary.of("makes")


def kind(parse: Parse, first: int, end: int, label: str | None) -> Label | None:
    """The kind of a name unknown to the reference facts by its own words; None where they tell none."""
    words = [parse.text[t].lower() for t in range(first, end)]
    if label is None:
        return None
    if len(words) > 1:
        if label == "place" and words[-1] == "bank" and words[0] in dictionary.of("riversides"):
            return "place"
        link = next((i for i, word in enumerate(words) if word in dictionary.of("name_prepositions")), 0)
        if link > 1 and words[link - 1] in _words("organisation-words"):
            return "organisation"
        if words[-1] in _words("organisation-words") or words[0] in _words("organisation-openings"):
            return "organisation"
        if words[-1] in _words("place-words") or (words[0] in _words("place-openings") and words[1] != "'s"):
            return "place"
    text = parse.text[first]
    if label == "place" and parse.tag[end - 1] == Tag.NNPS:
        return "people"
    if label == "place" and len(words) == 1 and text.isupper() and text.isalpha() and len(text) >= _ACRONYM:
        return "organisation"
    is_name = len(words) in _PERSON_WORDS and words[0] in first_names() and all(_is_name_part(w) for w in words)
    if label in ("organisation", "place") and is_name:
        return "person"
    return None


def _is_name_part(word: str) -> bool:
    return word.strip("'’.").isalpha()
