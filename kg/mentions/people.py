"""Names of people gathered: which of them are one person's in this text, and what stands around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import reference
from kg.document import Document, Parse
from kg.english import posts, tokens
from kg.english import words as dictionary
from kg.english.labels import Dep
from kg.english.posts import Post
from kg.mentions.drafts import Gender
from kg.mentions.name_words import first_names
from kg.mentions.names import Name
from kg.reference import names as forms

_AGES = {"younger": "younger_of_two", "elder": "elder_of_two"}
_FOREMOST = frozenset({"head_of_state", "head_of_government"})
_FORGOTTEN = 3
"""Sentences after which somebody who is not named any more is no longer meant by a surname alone."""
_INITIALS = 2
"""Letters of the middle initials of a name at most: "HW"."""


@dataclass(slots=True)
class Person:
    """One person of the text: the fullest name, its mentions in reading order, and the post beside each.

    ``byname`` is another name that the text gives: "X, known as Y". ``unsure``: a surname that several people of the
    text bear, of whom nobody can tell which is meant.
    """

    name: str
    words: tuple[str, ...]
    mentions: list[Name] = field(default_factory=list)
    posts: list[Post | None] = field(default_factory=list)
    byname: tuple[str, ...] = ()
    unsure: bool = False


def gather(document: Document, names: Sequence[Name], states: Mapping[int, str]) -> list[Person]:
    """People of a text in the order in which they appear; a surname alone ("Almonte") is its only bearer."""
    people: list[Person] = []
    numbers: dict[int, int] = {}
    by_word: dict[str, set[int]] = {}
    for name in names:
        words = _words_of(document, name)
        near = sorted(set().union(*(by_word.get(word, ()) for word in (*words[:1], *words[-1:]))))
        alike = [p for p in (people[number] for number in near) if _same(p.words, words) or p.byname == words]
        person = _bearer(document, name, alike, words)
        if person is None and (person := _known_as(document.parse, name, people)) is not None:
            person.byname = words
        elif person is None:
            person = Person(_text(document, name), words, unsure=bool(alike) and len(words) == 1)
            people.append(person)
        elif len(words) > len(person.words):
            person.name, person.words = _text(document, name), words
        number = numbers.setdefault(id(person), len(people) - 1)
        for word in {*words[:1], *words[-1:]}:
            by_word.setdefault(word, set()).add(number)
        person.mentions.append(name)
        person.posts.append(posts.around(document.text, document.parse, name.first, name.end, states))
    return people


def _bearer(document: Document, name: Name, alike: Sequence[Person], words: tuple[str, ...]) -> Person | None:
    """Whom a name means of those who may bear it; None where nobody can tell, and it stands for itself."""
    bearers = [p for p in alike if not p.unsure]
    if len(words) > 1:
        return next((p for p in bearers if p.words == words), bearers[-1] if bearers else None)
    fitting = _told_apart(document.parse, name, bearers)
    chosen = _busy_with(document, name, fitting) if len(fitting) > 1 else next(iter(fitting), None)
    return chosen or next((p for p in alike if p.unsure), None)


def _told_apart(parse: Parse, name: Name, bearers: Sequence[Person]) -> list[Person]:
    """Those whom the word before a surname fits: "Mrs Lai", "the younger Lai"."""
    before = parse.text[name.first - 1].lower() if name.first else ""
    if (gender := _gendered().get(before)) is not None:
        genders = [(p, gender_of(parse, p, p.name)) for p in bearers]
        sure = [p for p, known in genders if known == gender]
        return sure if len(sure) == 1 else [p for p, known in genders if known in (None, gender)]
    generation = next((g for g in _AGES if before in dictionary.of(_AGES[g])), None)
    if generation is None:
        return list(bearers)
    young = [p for p in bearers if _is_brought_in(parse, p, "offspring")]
    if len(bearers) == 1:  # "The elder Bush" is not the only Bush of the text, but his father
        return young if generation == "younger" else []
    if len(bearers) != 2 or len(young) != 1:
        return []
    return young if generation == "younger" else [p for p in bearers if p not in young]


def _busy_with(document: Document, name: Name, bearers: Sequence[Person]) -> Person | None:
    """Which of several a surname alone means: whom the text is busy with, the others not having been named since.

    Newsrooms keep the surname for whoever leads a state, unless the text calls another so, or goes on about another.
    """
    parse = document.parse
    latest = max(bearers, key=lambda p: p.mentions[-1].head)
    others = [p for p in bearers if p is not latest]
    here = parse.sentence[name.head]
    called = [p for p in bearers if any(n.end - n.first == 1 for n in p.mentions)]
    if called == [latest] or all(here - parse.sentence[p.mentions[-1].head] > _FORGOTTEN for p in others):
        return latest
    leaders = [p for p in bearers if _has_led(document, p)]
    if len(leaders) != 1 or called not in ([], leaders):
        return None
    return None if _goes_on(parse, latest, leaders[0], name) else leaders[0]


def _goes_on(parse: Parse, latest: Person, leader: Person, name: Name) -> bool:
    """Whether the sentence before is about another than a leader of the same name: about whom this one may go on."""
    before = latest.mentions[-1].head
    about = parse.sentence[before] != parse.sentence[leader.mentions[-1].head] and _opens(parse, before)
    return about and parse.sentence[name.head] - parse.sentence[before] == 1 and _opens(parse, name.head)


def _opens(parse: Parse, token: int) -> bool:
    """Whether a word stands before the main word of its sentence, as its subject does, or is that word."""
    _, end = parse.sentences[parse.sentence[token]]
    return any(parse.head[t] == t for t in range(token, end))


def _has_led(document: Document, person: Person) -> bool:
    """Whether somebody leads a state or government by the text, or leads or led one by the reference facts."""
    if any(post and not post.former and post.role in _FOREMOST for post in person.posts):
        return True
    known = reference.candidates(person.name, document.base)
    found = (c for c in known if c.entity.type == "person" and c.how != "contextual")
    return any(t.role in _FOREMOST for c in found for t in reference.tenures(c.entity.iri, document.base))


def _is_brought_in(parse: Parse, person: Person, group: str) -> bool:
    """Whether a person is brought in by a word of a class: "his niece Mary Trump" by a relative's."""
    beside = (t for n in person.mentions[:1] for t in (n.first - 1, parse.head[n.head]) if t >= 0)
    return any(parse.lemma[t].lower() in dictionary.of(group) for t in beside)


def _known_as(parse: Parse, name: Name, people: Sequence[Person]) -> Person | None:
    """The person whom the text says to be known by this name too."""
    above = parse.head[name.head]
    known = parse.head[above]
    if parse.dep[name.head] != Dep.POBJ or parse.text[above].lower() != "as" or parse.lemma[known].lower() != "know":
        return None
    holder = parse.head[known] if parse.dep[known] in (Dep.ACL, Dep.RELCL) else None
    return next((p for p in people if any(holder == m.head for m in p.mentions)), None)


def _words_of(document: Document, name: Name) -> tuple[str, ...]:
    return tuple(forms.key(_text(document, name)).split())


def _text(document: Document, name: Name) -> str:
    """A name, in full where the text has only the initials here."""
    return name.full or tokens.text(document, name.first, name.end)


def _same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one word or the last words in common, or first names that agree."""
    if not known or not words:
        return False
    if len(words) == 1 or len(known) == 1:
        short, long = sorted((known, words), key=len)
        return short[0] in (long[0], long[-1])
    short, long = sorted((known, words), key=len)
    if short == long[-len(short) :]:
        return True
    if _initials(known) and _initials(words) and _initials(known) != _initials(words):
        return False  # George W. Bush and George H.W. Bush
    return known[-1] == words[-1] and forms.same_first_name(known[0], words[0])


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The initials between a first name and a surname."""
    return tuple(c for word in words[1:-1] if len(word) <= _INITIALS for c in word)


@cache
def _gendered() -> dict[str, Gender]:
    kinds: tuple[Gender, ...] = ("male", "female")
    return {word: kind for kind in kinds for word in dictionary.of(kind)}


def gender_of(parse: Parse, person: Person, label: str) -> Gender | None:
    """Told by titles and nouns beside the name (Mrs, spokeswoman, king), else by the first name of ``label``."""
    for name, post in zip(person.mentions, person.posts, strict=True):
        before = [name.first - 1] if name.first else []
        beside = [*range(post.first, post.end), *before] if post else before
        if found := next((_gendered()[w] for t in beside if (w := parse.text[t].lower()) in _gendered()), None):
            return found
    first, *more = label.lower().split()
    return first_names().get(first) if more else None


def gender_of_noun(lemma: str) -> Gender | None:
    """Told by the noun itself: spokesman, queen."""
    return _gendered().get(lemma.lower())
