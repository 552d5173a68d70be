"""What the words of a name tell that it is: a party, a county, a person with a first name that many bear."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from kg.document import Parse
from kg.english import tables, tokens
from kg.english import words as dictionary
from kg.english.labels import Dep, Tag
from kg.mentions.stretches import Label

_ACRONYM = 3
_CALLED = 5
_PERSON_WORDS = range(2, 5)
_WITH_PREFIX = re.compile(r"[ODN]['’][A-Z][a-zé]{2,}")
_WITH_ARTICLE = re.compile(r"[Aa]l-[A-Z][a-z]{2,}")


@cache
def _listed(section: str) -> frozenset[str]:
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


def is_of_law(parse: Parse, first: int, end: int) -> bool:
    """Whether a name of several words is a law's or a treaty's: "the Magnitsky Act"; not "State of Law"."""
    last = parse.text[end - 1].lower()
    return end - first > 1 and last in _listed("thing-words") and parse.text[end - 2].lower() != "of"


def may_be_state(text: str) -> bool:
    """Whether a word with accents is a spelling of a state's or its capital's name, and nobody's: not "Jordán"."""
    return text.isascii() or " " in text or text in _listed("accented-states")


def machines() -> frozenset[str]:
    """Nouns that say of the name before them that it is a make: "Black Hawk helicopters"."""
    return dictionary.of("makes")


def is_called(parse: Parse, end: int) -> bool:
    """Whether words that say how somebody is called end at a token: "call sign", "nicknamed", "goes by the name"."""
    before = " ".join(parse.text[max(0, end - _CALLED + 1) : end + 1]).lower()
    return any(f" {before}".endswith(f" {called}") for called in _listed("callings"))


def kind(parse: Parse, first: int, end: int, label: str | None) -> Label | None:
    """The kind of a name unknown to the reference facts by its own words; None where they tell none.

    "Vela Party" is an organisation, "Kent County" a place, "John Vela" a person, whatever the ``label`` of the model.
    """
    if label is None:
        return None
    words = [parse.text[t].lower() for t in range(first, end)]
    found = _by_noun(words, label) if len(words) > 1 else None
    if found is not None:
        return found
    if label != "person" and _is_surname(parse, first, end, label):
        return "person"
    if label == "place" and parse.tag[end - 1] == Tag.NNPS:
        return "people"
    if label == "place" and len(words) == 1 and _is_acronym(parse.text[first]):
        return "organisation"
    if label == "organisation" and _has_foreign_first_name(words):
        return "person"
    return "person" if label in ("organisation", "place") and _is_personal(words) else None


def _is_surname(parse: Parse, first: int, end: int, label: str) -> bool:
    """Whether a word is somebody's surname by how it is written: "O'Neill", or "al-Assad" where it acts."""
    word = "".join(parse.text[first:end])
    if _WITH_PREFIX.fullmatch(word):
        return True
    acts = parse.dep[tokens.head_of(parse, first, end)] in (Dep.NSUBJ, Dep.NSUBJPASS, Dep.DOBJ, Dep.POSS)
    return label == "organisation" and acts and _WITH_ARTICLE.fullmatch(word) is not None


def _by_noun(words: Sequence[str], label: str) -> Label | None:
    """The kind that a noun in a name of several words tells: "Vela Party", "Bank of Vela", "West Bank", "Mount X"."""
    if label == "place" and words[-1] == "bank" and words[0] in dictionary.of("riversides"):
        return "place"
    if _head_before_preposition(words) in _listed("organisation-words"):
        return "organisation"
    if words[-1] in _listed("organisation-words") or words[0] in _listed("organisation-openings"):
        return "organisation"
    opened = words[0] in _listed("place-openings") and words[1] not in _listed("joints")
    is_place = words[-1] in _listed("place-words") or opened
    return "place" if is_place else None


def _head_before_preposition(words: Sequence[str]) -> str | None:
    """The noun that a preposition in a name follows, unless it opens the name: of "Vela Bank of India" the bank."""
    link = next((i for i, word in enumerate(words) if word in dictionary.of("name_prepositions")), 0)
    return words[link - 1] if link > 1 else None


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and len(text) >= _ACRONYM


def _is_personal(words: Sequence[str]) -> bool:
    """Whether words are those of a person's name, a frequent first name and one to three more: "John F. Vela"."""
    return len(words) in _PERSON_WORDS and words[0] in first_names() and all(_is_name_part(w) for w in words)


def _has_foreign_first_name(words: Sequence[str]) -> bool:
    """Whether a name begins with a first name that is written with an apostrophe: "N'Golo", "Sa'ad"."""
    before, mark, after = words[0].replace("’", "'").partition("'")
    inner = bool(mark) and before.isalpha() and len(after) > 1 and after.isalpha()
    return inner and len(words) in _PERSON_WORDS and all(_is_name_part(w) for w in words[1:])


def _is_name_part(word: str) -> bool:
    return word.strip("'’.").isalpha()
