"""Where names stand: what the language model sees, what the reference facts know, and which of the two holds."""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import Literal

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, tables, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.reference.model import Candidate

Label = Literal["person", "organisation", "armed-group", "state", "seat", "place", "people", "bloc"]
Stretch = tuple[int, int]
Known = dict[Stretch, tuple[Candidate, ...]]

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
_LONGEST = 8
_OUTSIDE = frozenset({Pos.DET, Pos.PUNCT, Pos.SPACE, Pos.ADP, Pos.CCONJ})
_ELIDED = re.compile(r"[dl]['’][A-Z]")
_ORDINAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|I|[JS]r\.?)$")


@cache
def _joints() -> frozenset[str]:
    return frozenset(tables.load("names")["joints"])


@cache
def _short_names() -> dict[str, str]:
    names: dict[str, str] = tables.load("names")["short-names"]
    return names


@cache
def blocs() -> dict[str, str]:
    """Names and adjectives of blocs that are no organisation -> the label of the bloc."""
    return {form: label for label, forms in tables.load("names")["blocs"].items() for form in forms}


def find(document: Document) -> tuple[list[tuple[int, int, Label | None]], Known]:
    """The stretches of names in reading order, with the model's label, and what the reference facts offer for each."""
    guessed = {(first, end): label for first, end, label in _guessed(document)}
    known = dict(_known(document))
    return list(_without_overlaps(guessed, known)), known


def _guessed(document: Document) -> Iterator[tuple[int, int, Label]]:
    """The language model's names, without articles and final 's, parted where one name owns another."""
    parse = document.parse
    others = {t for a, b, label in parse.entities if label not in ("PERSON", "ORG") for t in range(a, b)}
    for first, end, label in parse.entities:
        if label in _LABELS:
            if label == "PERSON":
                first, end = _whole_person(parse, _behind_title(parse, first, end), end, others)
            end = next((t for t in range(first + 1, end) if parse.text[t] == "("), end)
            for start, stop, kind in _parted(document, first, end, label):
                yield from _trimmed(parse, start, stop, kind)


def _parted(document: Document, first: int, end: int, label: str) -> Iterator[tuple[int, int, Label]]:
    """The names in a stretch, of which each owns the next: "Russia's Defence Ministry" is two."""
    parse, start = document.parse, first
    for token in range(first, end):
        if parse.tag[token] == Tag.POS and token + 1 < end and _is_owner(document, start, token, label):
            yield start, token, "place" if label == "ORG" else _LABELS[label]
            start = token + 1
    yield start, end, _LABELS[label]


def _is_owner(document: Document, first: int, end: int, label: str) -> bool:
    """Whether what stands before 's is a name of its own: "Russia's Defence Ministry", but "Lord's Day Alliance"."""
    if label != "ORG":
        return True
    text = re.sub(r"^[Tt]he ", "", tokens.text(document, first, end))
    found = reference.candidates(text, document.base)
    return any(c.how != "contextual" for c in found) or bool(reference.places(text, document.base))


def _behind_title(parse: Parse, first: int, end: int) -> int:
    """Where a person's name begins behind the title that the model took with it: "Crown Prince X"."""
    titles = [t for t in range(first, end - 1) if posts.is_address(parse, t) and parse.tag[t + 1] != Tag.POS]
    return titles[-1] + 1 if titles and not posts.is_address(parse, first) else first


def _whole_person(parse: Parse, first: int, end: int, others: Container[int]) -> Stretch:
    """A person's whole name, if the model saw only a part: "Singh" of "Hardeep Singh", "Robert" of "Robert Jr."."""
    while first and _is_part_of_name(parse, first - 1) and first - 1 not in others:
        first -= 1
    while end < len(parse) and parse.pos[end] == Pos.PROPN and _ORDINAL.match(parse.text[end]):
        end += 1
    return first, end


def _is_part_of_name(parse: Parse, token: int) -> bool:
    text = parse.text[token]
    return (
        parse.pos[token] == Pos.PROPN
        and parse.dep[token] == Dep.COMPOUND
        and text[0].isupper()
        and (not text.isupper() or "." in text or len(text) == 1)
        and not posts.is_address(parse, token)
        and not phrases.is_actor_noun(parse.lemma[token])
    )


def _trimmed(parse: Parse, first: int, end: int, label: Label) -> Iterator[tuple[int, int, Label]]:
    while first < end and _cannot_begin(parse, first, end):
        first += 1
    while first < end and _cannot_end(parse, end - 1):
        end -= 1
    if first < end and any(c.isupper() or not c.isascii() for t in range(first, end) for c in parse.text[t]):
        yield first, end, label


def _cannot_begin(parse: Parse, token: int, end: int) -> bool:
    """Articles, marks and titles are no part of a name, but for "Lord's Day Alliance"."""
    owns = token + 1 < end and parse.tag[token + 1] == Tag.POS
    if parse.text[token].lower() in words.of("articles") and token + 1 < end:
        return True
    if parse.text[token].islower() and parse.pos[token] in (Pos.ADJ, Pos.NOUN) and token + 1 < end:
        return parse.text[token + 1][0].isupper()
    return parse.pos[token] in _OUTSIDE or (posts.is_address(parse, token) and not owns)


def _cannot_end(parse: Parse, token: int) -> bool:
    return (
        parse.tag[token] == Tag.POS
        or parse.text[token].endswith(("'s", "’s"))
        or (parse.pos[token] in _OUTSIDE and parse.text[token] != ".")
    )


def _known(document: Document) -> Iterator[tuple[Stretch, tuple[Candidate, ...]]]:
    """The longest stretches that the reference facts know as a name, from left to right."""
    parse, token = document.parse, 0
    while token < len(parse):
        known = _longest_known(document, token) if _may_begin(parse, token) else None
        if known is None:
            token += 1
        else:
            end, found = known
            yield (token, end), found
            token = end


def _may_begin(parse: Parse, token: int) -> bool:
    """Whether a name may begin here: a mention has no leading article, though the name may have one ("The Hague")."""
    return parse.text[token][0].isupper() and parse.pos[token] != Pos.DET


def _longest_known(document: Document, first: int) -> tuple[int, tuple[Candidate, ...]] | None:
    """Where the longest known name that begins here ends, and whose it may be: "Islamic State", not "Islamic"."""
    parse = document.parse
    for stop in range(_farthest(parse, first), first, -1):
        if not _may_stop(parse, first, stop):
            continue
        text = tokens.text(document, first, stop)
        if text in blocs():
            return stop, ()
        found = tuple(c for c in _known_as(text, document.base) if c.how != "contextual")
        if found and not (_are_people(found) and any(posts.is_address(parse, t) for t in range(first, stop - 1))):
            plain = text.removeprefix("The ")
            return None if plain != text and reference.candidates(plain, document.base) == found else (stop, found)
    return None


def _farthest(parse: Parse, first: int) -> int:
    """Where a name that begins here ends at the farthest."""
    limit = min(first + _LONGEST, tokens.sentence_end(parse, first))
    return next((end for end in range(first + 1, limit) if not _may_go_on(parse, end)), max(limit, first + 1))


def _may_stop(parse: Parse, first: int, stop: int) -> bool:
    """Whether a name may end before a token: no name ends in 's, none of several words in "of" or "and"."""
    if parse.tag[stop - 1] == Tag.POS:
        return False
    return stop - first == 1 or parse.text[stop - 1].lower() not in _joints()


def _known_as(text: str, base: str) -> tuple[Candidate, ...]:
    """Whom the reference facts know by a name, or by its long form: "St. Lucia" as Saint Lucia."""
    found = reference.candidates(text, base)
    if not found and text.startswith(("St ", "St. ")):
        found = reference.candidates(text.replace("St. ", "Saint ", 1).replace("St ", "Saint ", 1), base)
    if not found and (full := _short_names().get(text)):
        found = reference.candidates(full, base)
    return found


def _are_people(found: tuple[Candidate, ...]) -> bool:
    return all(candidate.entity.type == "person" for candidate in found)


def _may_go_on(parse: Parse, token: int) -> bool:
    text = parse.text[token]
    return text[0].isupper() or text[0].isdigit() or text.lower() in _joints() or bool(_ELIDED.match(text))


def _without_overlaps(guessed: dict[Stretch, Label], known: Known) -> Iterator[tuple[int, int, Label | None]]:
    """Stretches that do not overlap: a known name wins over one no longer, a longer guess over a known part."""
    taken: set[int] = set()
    chosen = []
    for first, end in sorted({*guessed, *known}, key=lambda s: (-_weight(s, known), s)):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            chosen.append((first, end, guessed.get((first, end))))
    yield from sorted(chosen)


def _weight(stretch: Stretch, known: Known) -> float:
    """Length, and half a word more for what is known: it wins over a guess of its own length that overlaps."""
    return stretch[1] - stretch[0] + (0.5 if stretch in known else 0)
