"""Names of one word that are somebody's of the text: "Wagner" after "Richard Wagner", "Jordan" after "Jim Jordan"."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, words
from kg.english.labels import Dep, Pos
from kg.mentions.names import Name

_OF_STATES = frozenset({"office", "spokesperson", "body", "troops"})


def corrected(document: Document, names: Sequence[Name]) -> list[Name]:
    """The same names, with surnames taken for people wherever they stand alone."""
    parse = document.parse
    people = [n for n in names if n.label == "person"]
    titled = [n for n in people if not _is_word(n) or posts.is_person_title(parse, n.first - 1)]
    surnames = {parse.text[n.end - 1] for n in titled}
    endings = {tuple(parse.text[first : n.end]) for n in titled for first in range(n.first + 1, n.end - 1)}
    first_names = {parse.text[n.first] for n in people if not _is_word(n)}
    meant = _instead_of_states(document, names)

    def is_surname(name: Name) -> bool:
        if name.label == "person":
            return False
        if _state_of(name) is not None:
            return meant.get(name.first, False)
        alone = _is_word(name) and parse.text[name.first] in surnames - first_names
        return alone or tuple(parse.text[name.first : name.end]) in endings

    known = [n for n in names if meant.get(n.first, True)]
    corrected = [replace(n, label="person", known=(), adjective=False) if is_surname(n) else n for n in known]
    missed = _missed(parse, names, surnames)
    return sorted([*corrected, *missed], key=lambda name: name.first)


def _instead_of_states(document: Document, names: Sequence[Name]) -> dict[int, bool]:
    """Where a word that may be a state's name may be that of somebody brought in before -> whether it surely is.

    A surname wins: "Jim Jordan ... Jordan said". Nobody can tell where the text names the state by another word too
    ("Jordanian troops"), or where it is the first name of somebody who is not called by his surname.
    """
    parse = document.parse
    by_last, by_first = _bearers(parse, names)
    told: dict[str, set[str]] = {}
    for name in names:
        if (state := _state_of(name)) is not None and name.label != "place":
            text = _text(parse, name)
            before = text in by_last and by_last[text][0].first > name.first
            told.setdefault(state, set()).add("" if before or _stands_as_place(parse, name) else text)
    found = {}
    for name in names:
        state, text = _state_of(name), _text(parse, name)
        if state is None or _stands_as_place(parse, name):
            continue
        alone = told.get(state, {text}) == {text}
        surname = [n for n in by_last.get(text, ()) if n.first < name.first and not _is_of_state(document, n, state)]
        first_name = [n for n in by_first.get(text, ()) if n.first < name.first]
        if surname:
            found[name.first] = alone
        elif alone and first_name and not any(_is_of_state(document, n, state) for n in first_name):
            found[name.first] = False
    return found


def _bearers(parse: Parse, names: Sequence[Name]) -> tuple[dict[str, list[Name]], dict[str, list[Name]]]:
    """Surname -> the full names that end in it; first name -> those that open with it, of whom no surname is used."""
    alone = {parse.text[n.first] for n in names if n.label == "person" and _is_word(n)}
    by_last: dict[str, list[Name]] = {}
    by_first: dict[str, list[Name]] = {}
    for person in (n for n in names if n.label == "person" and not _is_word(n)):
        by_last.setdefault(parse.text[person.end - 1], []).append(person)
        if parse.text[person.end - 1] not in alone:
            by_first.setdefault(parse.text[person.first], []).append(person)
    return by_last, by_first


def _state_of(name: Name) -> str | None:
    """The state that a word alone may stand for by its name, its people's, or its capital's (ISO 3166 alpha-3)."""
    if not _is_word(name) or name.label not in ("state", "people", "place"):
        return None
    return next((c.entity.country for c in name.known if c.entity.type == "state"), None)


def _stands_as_place(parse: Parse, name: Name) -> bool:
    """Whether a word stands behind a preposition of place, or as an adjective: "in Jordan", "Jordan valley"."""
    if parse.dep[name.head] == Dep.POBJ:
        above = parse.head[name.head]
        if parse.text[above].lower() == "of":  # "the king of Jordan", not "the wife of Jordan"
            noun = phrases.noun_at(parse, parse.head[above])
            return noun is not None and noun.kind in _OF_STATES
        return parse.text[above].lower() in words.of("locative_prepositions")
    return parse.dep[name.head] in (Dep.AMOD, Dep.COMPOUND, Dep.NMOD)


def _is_of_state(document: Document, person: Name, state: str) -> bool:
    """Whether somebody is known to be of the state whose name he bears: "Israel Katz"."""
    known = reference.candidates(_text(document.parse, person), document.base)
    return any(c.entity.country == state for c in known if c.entity.type == "person")


def _text(parse: Parse, name: Name) -> str:
    return " ".join(parse.text[name.first : name.end])


def _is_word(name: Name) -> bool:
    return name.end - name.first == 1


def _missed(parse: Parse, names: Sequence[Name], surnames: Collection[str]) -> list[Name]:
    """Surnames that the language model took for no name at all; not before a noun: "the Biden administration"."""
    taken = {t for name in names for t in range(name.first, name.end)}
    free = (t for t in range(len(parse)) if t not in taken and parse.text[t] in surnames)
    nominal = (Pos.PROPN, Pos.NOUN, Pos.ADJ)
    return [Name(t, t + 1, t, "person") for t in free if parse.pos[t] in nominal and parse.dep[t] != Dep.COMPOUND]
