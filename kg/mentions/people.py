"""Names of people gathered: which of them are one person's in this text, and what stands around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

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

_INITIALS = 2
"""Letters of the middle initials of a name at most: "HW"."""


@dataclass(slots=True)
class Person:
    """One person of the text: the fullest name, its mentions in reading order, and the post beside each.

    ``byname`` is another name that the text gives: "X, known as Y".
    """

    name: str
    words: tuple[str, ...]
    mentions: list[Name] = field(default_factory=list)
    posts: list[Post | None] = field(default_factory=list)
    byname: tuple[str, ...] = ()


def gather(document: Document, names: Sequence[Name], states: Mapping[int, str]) -> list[Person]:
    """People of a text in the order in which they appear; a surname alone ("Almonte") is its last bearer."""
    people: list[Person] = []
    numbers: dict[int, int] = {}
    by_word: dict[str, set[int]] = {}
    for name in names:
        words = _words_of(document, name)
        near = sorted(set().union(*(by_word.get(word, ()) for word in (*words[:1], *words[-1:]))))
        alike = [p for p in (people[number] for number in near) if _same(p.words, words) or p.byname == words]
        person = _bearer(document, alike, words)
        if person is None and (person := _known_as(document.parse, name, people)) is not None:
            person.byname = words
        elif person is None:
            person = Person(tokens.text(document, name.first, name.end), words)
            people.append(person)
        elif len(words) > len(person.words):
            person.name, person.words = tokens.text(document, name.first, name.end), words
        number = numbers.setdefault(id(person), len(people) - 1)
        for word in {*words[:1], *words[-1:]}:
            by_word.setdefault(word, set()).add(number)
        person.mentions.append(name)
        person.posts.append(posts.around(document.text, document.parse, name.first, name.end, states))
    return people


def _bearer(document: Document, alike: Sequence[Person], words: tuple[str, ...]) -> Person | None:
    """Whom a name means of those who may bear it; None where nobody can tell, and it stands for itself.

    Of two, a surname alone means the one called so before, in office, known to the world, or whose kin the other is.
    """
    if len(alike) < 2 or len(words) > 1:
        same = (p for p in alike if p.words == words)
        return next(same, alike[-1] if alike else None)
    for tells in (_is_called_so, _is_in_office, partial(_is_renowned, document)):
        chosen = [p for p in alike if tells(p)]
        if len(chosen) == 1:
            return chosen[0]
    kin = [p for p in alike if _is_kin(document.parse, p)]
    return alike[0] if len(kin) == len(alike) - 1 and alike[0] not in kin else None


def _is_called_so(person: Person) -> bool:
    """Whether a person was called by one name alone before."""
    return any(n.end - n.first == 1 for n in person.mentions)


def _is_in_office(person: Person) -> bool:
    return any(post and not post.former for post in person.posts)


def _is_renowned(document: Document, person: Person) -> bool:
    """Whether the reference facts know somebody by this very name."""
    known = reference.candidates(person.name, document.base)
    return any(c.entity.type == "person" and c.how != "contextual" for c in known)


def _is_kin(parse: Parse, person: Person) -> bool:
    """Whether a person is brought in as somebody's relative: "his niece Mary Trump"."""
    beside = (t for n in person.mentions[:1] for t in (n.first - 1, parse.head[n.head]) if t >= 0)
    return any(parse.lemma[t].lower() in dictionary.of("kin") for t in beside)


def _known_as(parse: Parse, name: Name, people: Sequence[Person]) -> Person | None:
    """The person whom the text says to be known by this name too."""
    above = parse.head[name.head]
    known = parse.head[above]
    if parse.dep[name.head] != Dep.POBJ or parse.text[above].lower() != "as" or parse.lemma[known].lower() != "know":
        return None
    holder = parse.head[known] if parse.dep[known] in (Dep.ACL, Dep.RELCL) else None
    return next((p for p in people if any(holder == m.head for m in p.mentions)), None)


def _words_of(document: Document, name: Name) -> tuple[str, ...]:
    return tuple(forms.key(tokens.text(document, name.first, name.end)).split())


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
