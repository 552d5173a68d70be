"""What the rest of a text tells of a name in it: a town, a surname, a family name that all know, an abbreviation."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, tables, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions import cues
from kg.mentions.names import Name

_UNDERGOING = frozenset({Dep.DOBJ, Dep.NSUBJPASS, Dep.POBJ})
_DOUBTFUL = frozenset({"person", "organisation", "people"})
_DOUBTFUL_OR_PLACE = _DOUBTFUL | {"place"}
_LEAST_TOWN = 4


def settled(document: Document, names: list[Name]) -> list[Name]:
    """The names of a text, corrected and completed by each other, in reading order."""
    names = _with_first_names(document, [_of_named_state(name, names) for name in names])
    names = _with_renowned(document, _with_towns(document, _with_places(document, names)))
    return _with_abbreviations(document, _with_surnames(document, names))


def _of_named_state(name: Name, names: Sequence[Name]) -> Name:
    """The name with the state in front that the text names otherwise too: "Congolese" where it tells of Kinshasa."""
    states = {c.entity.country for c in name.known if c.entity.type == "state"}
    if len(states) < 2:
        return name
    sure = {c.entity.country for n in names if len({k.entity.country for k in n.known}) == 1 for c in n.known}
    meant = states & sure or states & set(tables.load("names")["foremost"])
    if len(meant) != 1:
        return name
    return replace(name, known=tuple(sorted(name.known, key=lambda c: c.entity.country not in meant)))


def _with_places(document: Document, names: list[Name]) -> list[Name]:
    """The same names; one unknown that something happens "in", or that is listed among places, is a place."""
    parse = document.parse
    places = {n.head for n in names if n.label == "place"}
    doubtful = {
        n.first: tokens.text(document, n.first, n.end)
        for n in names
        if n.label in _DOUBTFUL and not n.known and _is_capitalised(parse, n)
    }
    found = {
        doubtful[n.first]
        for n in names
        if n.first in doubtful
        if (n.label == "organisation" and _is_within(parse, n.head)) or _is_listed(parse, n.head, places)
    }
    return [replace(n, label="place") if doubtful.get(n.first) in found else n for n in names]


def _is_within(parse: Parse, head: int) -> bool:
    return parse.dep[head] == Dep.POBJ and parse.text[parse.head[head]].lower() == "in"


def _is_listed(parse: Parse, head: int, places: Collection[int]) -> bool:
    """Whether a name stands in a list of places that something happens at, on, in: "raids on Sanaa, Taiz and Saada"."""
    listed = [head]
    while parse.dep[listed[-1]] == Dep.CONJ:
        listed.append(parse.head[listed[-1]])
    first = listed[-1]
    below = parse.dep[first] == Dep.POBJ and parse.text[parse.head[first]].lower() in words.of(
        "locative_prepositions"
    ) | {"on", "of"}
    return below and any(token in places for token in listed[1:])


def _is_capitalised(parse: Parse, name: Name) -> bool:
    """Whether a name is written as those of places are: in capitals at the beginning of its words alone, no noun."""
    return all(
        parse.text[t][:1].isupper() and not parse.text[t].isupper() and phrases.noun_at(parse, t) is None
        for t in range(name.first, name.end)
    )


def _with_towns(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with towns of the states that the text names which the language model took for something else."""
    parse, countries = document.parse, _countries(names)
    whole = {parse.text[t] for n in names if n.label == "person" and n.end - n.first > 1 for t in range(n.first, n.end)}
    taken = {t for name in names for t in range(name.first, name.end)}

    def is_mistaken(name: Name) -> bool:
        doubtful = (
            name.end - name.first == 1
            and name.label in _DOUBTFUL
            and not name.known
            and parse.tag[name.head] != Tag.NNPS
        )
        if not doubtful or parse.text[name.first] in whole:
            return False
        return _is_governed(document, name) or _is_town(
            document, name.first, countries, anywhere=name.label != "person"
        )

    mistaken = {parse.text[name.first] for name in names if is_mistaken(name)}

    def is_same(name: Name) -> bool:
        return name.end - name.first == 1 and parse.text[name.first] in mistaken and name.label in _DOUBTFUL

    kept = [replace(name, label="place") if is_same(name) and not name.known else name for name in names]
    missed = [
        Name(t, t + 1, t, "place")
        for t in range(len(parse))
        if t not in taken and parse.pos[t] == Pos.PROPN and _is_town(document, t, countries, anywhere=True)
    ]
    return sorted([*kept, *missed], key=lambda name: name.first)


def _with_first_names(document: Document, names: list[Name]) -> list[Name]:
    """The same names; what follows a first name that the language model left out is a person's."""
    parse = document.parse
    taken = {t for name in names for t in range(name.first, name.end)}

    def follows(name: Name) -> bool:
        before = name.first - 1
        if before < 0 or before in taken or name.label not in _DOUBTFUL_OR_PLACE or name.known:
            return False
        named = parse.text[before].lower() in cues.first_names() and parse.text[before][0].isupper()
        return (
            named
            and name.end - name.first == 1
            and parse.dep[before] == Dep.COMPOUND
            and parse.head[before] == name.head
        )

    return [replace(n, first=n.first - 1, label="person", adjective=False) if follows(n) else n for n in names]


def _is_governed(document: Document, name: Name) -> bool:
    """Whether a name stands before a mayor, a region: "Kherson governor X" speaks of a town."""
    parse, above = document.parse, name.end
    if (
        above >= len(parse)
        or parse.lemma[above].lower() not in words.of("of_a_place")
        or not parse.text[above].islower()
    ):
        return False
    return len(reference.places(parse.text[name.first], document.base)) == 1


def _countries(names: Sequence[Name]) -> set[str | None]:
    """The states that names name (ISO 3166 alpha-3)."""
    return {c.entity.country for n in names if n.label == "state" for c in n.known if c.entity.type == "state"}


def _is_town(document: Document, token: int, countries: Collection[str | None], *, anywhere: bool) -> bool:
    """Whether a word in the place of a town is the name of one in a state that the text names.

    With ``anywhere`` the only town of its name will do, in whatever state.
    """
    parse, text = document.parse, document.parse.text[token]
    if len(text) < _LEAST_TOWN or not text[0].isupper() or text.isupper() or text.lower() in cues.first_names():
        return False
    first = tokens.first_conjunct(parse, token)
    if parse.dep[first] not in _UNDERGOING or posts.is_person_title(parse, token - 1):
        return False
    above = parse.text[parse.head[first]].lower()
    if parse.dep[first] == Dep.POBJ and above not in words.of("locative_prepositions"):
        return False
    if parse.dep[first] != Dep.POBJ and parse.lemma[parse.head[first]].lower() not in words.of("verbs_of_place"):
        return False
    found = reference.places(text, document.base)
    return any(c.entity.country in countries for c in found) or (anywhere and len(found) == 1)


def _with_renowned(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with family names taken for bodies or places that are those of people whom everybody knows."""
    parse, countries = document.parse, _countries(names)

    def is_renowned(name: Name) -> bool:
        if name.end - name.first > 1 or name.known or name.label not in ("organisation", "place"):
            return False
        if name.first and parse.pos[name.first - 1] == Pos.DET:
            return False
        found = reference.candidates(parse.text[name.first], document.base)
        return bool(found) and all(c.entity.type == "person" and c.entity.country in countries for c in found)

    return [replace(name, label="person") if is_renowned(name) else name for name in names]


def _with_surnames(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with the surnames of people named in full taken for people wherever they stand alone."""
    parse = document.parse
    people = [n for n in names if n.label == "person"]
    titled = [n for n in people if n.end - n.first > 1 or posts.is_person_title(parse, n.first - 1)]
    surnames = {parse.text[n.end - 1] for n in titled}
    endings = {tuple(parse.text[t] for t in range(t, n.end)) for n in titled for t in range(n.first + 1, n.end - 1)}
    first_names = {parse.text[n.first] for n in people if n.end - n.first > 1}
    corrected = [
        replace(name, label="person", known=(), adjective=False)
        if name.label not in ("person", "state")
        and (tuple(parse.text[name.first : name.end]) in endings
             or (name.end - name.first == 1 and parse.text[name.first] in surnames - first_names))
        else name
        for name in names
    ]  # fmt: skip
    taken = {t for name in names for t in range(name.first, name.end)}
    missed = [
        Name(t, t + 1, t, "person")
        for t in range(len(parse))
        if t not in taken and parse.text[t] in surnames and parse.pos[t] in (Pos.PROPN, Pos.NOUN, Pos.ADJ)
        and parse.dep[t] != Dep.COMPOUND
    ]  # fmt: skip
    return sorted([*corrected, *missed], key=lambda name: name.first)


def _with_abbreviations(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with abbreviations that the text itself explains: "Sea Watch Union (SWU) ... the SWU"."""
    parse = document.parse
    by_start = {name.first: name for name in names}
    short = {
        parse.text[name.end + 1]: name
        for name in names
        if name.end + 2 < len(parse) and parse.text[name.end] == "(" and parse.text[name.end + 2] == ")"
        and _abbreviates(parse.text[name.end + 1])
        and (name.end + 1 not in by_start or not by_start[name.end + 1].known or _are_initials(parse, name))
    }  # fmt: skip
    if not short:
        return names
    places = [t for t in range(len(parse)) if parse.text[t] in short]
    explained = [
        Name(t, t + 1, t, short[parse.text[t]].label, full=tokens.text(document, full.first, full.end))
        for t in places
        if (full := short[parse.text[t]]).first < t
    ]
    taken = {name.first for name in explained}
    kept = [name for name in names if taken.isdisjoint(range(name.first, name.end))]
    return sorted([*kept, *explained], key=lambda name: name.first)


def _are_initials(parse: Parse, name: Name) -> bool:
    """Whether what follows a name in brackets is made of its initials: so clear that nothing else can be meant."""
    initials = [parse.text[t][0] for t in range(name.first, name.end) if parse.text[t][0].isupper()]
    return "".join(initials) == parse.text[name.end + 1]


def _abbreviates(text: str) -> bool:
    return len(text) > 1 and text[0].isupper() and sum(c.isupper() for c in text) * 2 > len(text) and text.isalnum()
