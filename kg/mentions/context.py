"""What the rest of a text tells of a name in it: a town, a surname, that of a well-known person, an abbreviation."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, tables, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions import either, headlines, initials, name_words, standing, surnames, whereabouts
from kg.mentions.names import Name

_UNDERGOING = frozenset({Dep.DOBJ, Dep.NSUBJPASS, Dep.POBJ})
_DOUBTFUL = frozenset({"person", "organisation", "people"})
_DOUBTFUL_OR_PLACE = _DOUBTFUL | {"place"}
_LEAST_TOWN = 4


def corrected(document: Document, names: list[Name]) -> list[Name]:
    """The names of a text, corrected and completed by each other, in reading order."""
    names = [name for name in names if not headlines.is_no_name(document.parse, name)]
    names = [_of_named_state(_without_former(document.parse, name), names) for name in names]
    names = _with_first_names(document, names)
    names = whereabouts.placed(document, names)
    names = _with_well_known_surnames(document, _with_towns(document, _with_places(document, names)))
    names = either.without(document, surnames.corrected(document, names))
    return initials.with_initials(document, _with_abbreviations(document, names))


def _without_former(parse: Parse, name: Name) -> Name:
    """The name; the adjective of what was once a state's tells no state: "former Soviet republics"."""
    former = name.first > 0 and parse.text[name.first - 1].lower() in words.of("former")
    realm = parse.lemma[parse.head[name.head]].lower() in tables.load("names")["realms"]
    if not (name.adjective and name.label == "state" and former and realm):
        return name
    return replace(name, label="people", known=())


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
    places = {n.head for n in names if n.label == "place"}
    doubtful = {n.first: _text(document, n) for n in names if _may_be_place(document.parse, n)}
    seen = (n for n in names if n.first in doubtful and _stands_for_place(document.parse, n, places))
    texts = {doubtful[n.first] for n in seen} | _told_places(document, names) | _standing_places(document, names)
    taken = _tokens_of(names)
    missed = [Name(a, b, b - 1, "place") for a, b in _before_landmarks(document.parse) if taken.isdisjoint(range(a, b))]
    names = sorted([*names, *missed], key=lambda name: name.first)
    return [replace(n, label="place") if doubtful.get(n.first) in texts else n for n in names]


def _standing_places(document: Document, names: Sequence[Name]) -> set[str]:
    """The unknown names that stand where only a place's does."""
    parse = document.parse
    people = (n for n in names if n.label == "person")
    sure = (n for n in people if not _is_word(n) or posts.is_person_title(parse, n.first - 1))
    surnames = {parse.text[t] for n in sure for t in range(n.first, n.end)}
    surnames |= {parse.text[n.head] for n in names if standing.is_of_person(parse, n.head)}
    unknown = (n for n in names if not n.known and (n.label == "place" or _may_be_place(parse, n)))
    found = {_text(document, n) for n in unknown if either.is_place(document, n, surnames, names)}
    return found | {parse.text[t] for t in standing.on_ways(parse)} - surnames


def _text(document: Document, name: Name) -> str:
    return tokens.text(document, name.first, name.end)


def _may_be_place(parse: Parse, name: Name) -> bool:
    """Whether the kind of an unknown name is a mere guess of the model, and it is written as places are."""
    return name.label in _DOUBTFUL and not name.known and _is_capitalised(parse, name)


def _stands_for_place(parse: Parse, name: Name, places: Collection[int]) -> bool:
    """Whether a name stands where a place does: "in X", "raids on Sanaa, X and Saada"."""
    return (name.label == "organisation" and _is_within(parse, name.head)) or _is_listed(parse, name.head, places)


def _told_places(document: Document, names: Sequence[Name]) -> set[str]:
    """The names of several words that the text itself tells to be places': "the city of X Y", "the X Y crossing"."""
    parse = document.parse
    found = {_text(document, n) for n in names if not _is_word(n) and not n.known and _is_of_place_noun(parse, n)}
    return found | {tokens.text(document, first, end) for first, end in _before_landmarks(parse)}


def _is_of_place_noun(parse: Parse, name: Name) -> bool:
    above = parse.head[name.head]
    of = parse.dep[name.head] == Dep.POBJ and parse.text[above].lower() == "of"
    return of and parse.lemma[parse.head[above]].lower() in words.of("place_nouns")


def _before_landmarks(parse: Parse) -> Iterator[tuple[int, int]]:
    """The stretches of several proper nouns before the noun for a landmark."""
    for noun in range(2, len(parse)):
        if parse.lemma[noun] not in _landmarks() or not parse.text[noun].islower():
            continue
        first = noun
        while first and parse.pos[first - 1] == Pos.PROPN and parse.text[first - 1][0].isupper():
            first -= 1
        if noun - first > 1 and parse.text[first].lower() not in name_words.first_names():
            yield first, noun


@cache
def _landmarks() -> frozenset[str]:
    return frozenset(tables.load("names")["landmarks"])


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
    full = {parse.text[t] for n in names if n.label == "person" and not _is_word(n) for t in range(n.first, n.end)}
    mistaken = {
        parse.text[n.first]
        for n in names
        if _is_doubtful_word(n) and parse.text[n.first] not in full and _is_mistaken(document, n, countries)
    }
    mistaken |= {_text(document, n) for n in names if _is_town_of_words(document, n, countries)}
    mistaken |= {_text(document, n) for n in names if n.label == "place" and _is_known_town_of_words(document, n)}
    doubtful = (n.label in _DOUBTFUL and not n.known and _text(document, n) in mistaken for n in names)
    kept = [replace(n, label="place") if is_doubtful else n for n, is_doubtful in zip(names, doubtful, strict=True)]
    return sorted([*kept, *_missed_towns(document, names, countries)], key=lambda name: name.first)


def _is_town_of_words(document: Document, name: Name, countries: Collection[str | None]) -> bool:
    """Whether a name of several words, taken for somebody or a body, is a town's where one is told: "Khan Younis"."""
    parse, text = document.parse, _text(document, name)
    if _is_word(name) or name.known or name.label not in _DOUBTFUL or _has_first_name(parse, name):
        return False
    found = reference.places(text, document.base)
    if not found or not (len(found) == 1 or any(c.entity.country in countries for c in found)):
        return False
    return _stands_as_town(parse, name.head)


def _is_known_town_of_words(document: Document, name: Name) -> bool:
    named = not _is_word(name) and not _has_first_name(document.parse, name)
    return named and bool(reference.places(_text(document, name), document.base))


def _has_first_name(parse: Parse, name: Name) -> bool:
    return parse.text[name.first].lower() in name_words.first_names()


def _is_word(name: Name) -> bool:
    return name.end - name.first == 1


def _is_doubtful_word(name: Name) -> bool:
    """Whether a name of one word is unknown, and its kind a guess of the model."""
    return _is_word(name) and name.label in _DOUBTFUL and not name.known


def _is_mistaken(document: Document, name: Name, countries: Collection[str | None]) -> bool:
    """Whether a single unknown word, taken for somebody or a body, is a town's name where a town is told."""
    if document.parse.tag[name.head] == Tag.NNPS and len(reference.places(_text(document, name), document.base)) != 1:
        return False
    anywhere = name.label != "person"
    return _is_governed(document, name) or _is_town(document, name.first, countries, anywhere=anywhere)


def _missed_towns(document: Document, names: list[Name], countries: Collection[str | None]) -> list[Name]:
    """Towns that the language model took for no name at all."""
    parse, taken = document.parse, _tokens_of(names)
    free = (t for t in range(len(parse)) if t not in taken and parse.pos[t] == Pos.PROPN)
    return [Name(t, t + 1, t, "place") for t in free if _is_town(document, t, countries, anywhere=True)]


def _tokens_of(names: Sequence[Name]) -> set[int]:
    return {t for name in names for t in range(name.first, name.end)}


def _with_first_names(document: Document, names: list[Name]) -> list[Name]:
    """The same names; what follows a first name that the language model left out is a person's: "Robert X"."""
    parse = document.parse
    taken = {t for name in names for t in range(name.first, name.end)}

    def follows(name: Name) -> bool:
        before = name.first - 1
        if before < 0 or before in taken or name.label not in _DOUBTFUL_OR_PLACE or name.known:
            return False
        named = parse.text[before].lower() in name_words.first_names() and parse.text[before][0].isupper()
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
    text = document.parse.text[token]
    if not _is_written_as_town(text) or not _stands_as_town(document.parse, token):
        return False
    found = reference.places(text, document.base)
    return any(c.entity.country in countries for c in found) or (anywhere and len(found) == 1)


def _is_written_as_town(text: str) -> bool:
    """Whether a word may be a town's name by its letters: no acronym, nobody's first name."""
    if len(text) < _LEAST_TOWN or text.lower() in name_words.first_names():
        return False
    return text[0].isupper() and not text.isupper()


def _stands_as_town(parse: Parse, token: int) -> bool:
    """Whether a word stands where a place does: "in X", "bombed X", in their lists; not "in General X"."""
    first = tokens.first_conjunct(parse, token)
    if parse.dep[first] not in _UNDERGOING or posts.is_person_title(parse, token - 1):
        return False
    above = parse.head[first]
    if parse.dep[first] == Dep.POBJ:
        return parse.text[above].lower() in words.of("locative_prepositions")
    return parse.lemma[above].lower() in words.of("verbs_of_place")


def _with_well_known_surnames(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with well-known people's surnames that the model took for bodies or places: "Zelensky" alone."""
    parse, countries = document.parse, _countries(names)

    def is_well_known(name: Name) -> bool:
        if name.end - name.first > 1 or name.known or name.label not in ("organisation", "place"):
            return False
        if name.first and parse.pos[name.first - 1] == Pos.DET:
            return False
        found = reference.candidates(parse.text[name.first], document.base)
        return bool(found) and all(c.entity.type == "person" and c.entity.country in countries for c in found)

    return [replace(name, label="person") if is_well_known(name) else name for name in names]


def _with_abbreviations(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with abbreviations that the text itself explains: "Sea Watch Union (SWU) ... the SWU"."""
    parse, long = document.parse, _abbreviated(document.parse, names)
    if not long:
        return names
    explained = [
        Name(t, t + 1, t, full.label, full=_text(document, full))
        for t in range(len(parse))
        if (full := long.get(parse.text[t])) is not None and full.first < t
    ]
    taken = {name.first for name in explained}
    kept = [name for name in names if taken.isdisjoint(range(name.first, name.end))]
    return sorted([*kept, *explained], key=lambda name: name.first)


def _abbreviated(parse: Parse, names: Sequence[Name]) -> dict[str, Name]:
    """Abbreviation -> the name that it follows in brackets; one known itself only where it is clear."""
    known = {name.first for name in names if name.known}
    return {
        parse.text[name.end + 1]: name
        for name in names
        if _has_abbreviation(parse, name) and (name.end + 1 not in known or _are_initials(parse, name))
    }


def _has_abbreviation(parse: Parse, name: Name) -> bool:
    """Whether an abbreviation in brackets follows a name."""
    if name.end + 2 >= len(parse) or (parse.text[name.end], parse.text[name.end + 2]) != ("(", ")"):
        return False
    return _abbreviates(parse.text[name.end + 1])


def _are_initials(parse: Parse, name: Name) -> bool:
    """Whether what follows a name in brackets is made of its initials: so clear that nothing else can be meant."""
    initials = [parse.text[t][0] for t in range(name.first, name.end) if parse.text[t][0].isupper()]
    return "".join(initials) == parse.text[name.end + 1]


def _abbreviates(text: str) -> bool:
    return len(text) > 1 and text[0].isupper() and sum(c.isupper() for c in text) * 2 > len(text) and text.isalnum()
