"""Small questions to a parse, by token index."""

from collections.abc import Iterator

from kg.document import Document, Parse
from kg.english import words
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered

_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 12
_ACRONYM = 2
_NOT_IN_PHRASE = frozenset(
    {Dep.RELCL, Dep.ACL, Dep.APPOS, Dep.CONJ, Dep.CC, Dep.PUNCT, Dep.ADVCL, Dep.PRECONJ, Dep.PARATAXIS, Dep.DEP}
)


def text(document: Document, first: int, end: int) -> str:
    """The words of tokens first to end - 1, as they stand in the article."""
    return document.text[document.parse.start[first] : document.parse.end[end - 1]]


def left_edge(parse: Parse, token: int) -> int:
    """The first token of the phrase headed by this one."""
    edge = token
    while (lefts := parse.children[edge]) and lefts[0] < edge:
        edge = lefts[0]
    return edge


def core_right_edge(parse: Parse, token: int) -> int:
    """The last token of the phrase headed by this one, its clauses, appositions and conjuncts left out."""
    edge = token
    for child in parse.children[token]:
        if child > edge and parse.dep[child] not in _NOT_IN_PHRASE:
            edge = core_right_edge(parse, child)
    return edge


def ancestors(parse: Parse, token: int) -> Iterator[int]:
    """The heads above a token, from the next one to the root of its sentence."""
    while (above := parse.head[token]) != token:
        token = above
        yield token


def upwards(parse: Parse, token: int) -> Iterator[int]:
    """The token and the heads above it."""
    yield token
    yield from ancestors(parse, token)


def child(parse: Parse, token: int, *labels: str) -> int | None:
    """The first child with one of these labels."""
    return next((c for c in parse.children[token] if parse.dep[c] in labels), None)


@remembered
def named(parse: Parse, *labels: str) -> frozenset[int]:
    """The tokens of the names with one of these labels ("PERSON"), as the language model sees them."""
    return frozenset(t for first, end, label in parse.entities if label in labels for t in range(first, end))


def dated(parse: Parse) -> frozenset[int]:
    """The tokens of days, months, years and times of day, as the language model sees them."""
    return named(parse, "DATE", "TIME")


def dateline_end(parse: Parse, first: int) -> int:
    """The dash of the dateline that a sentence begins with ("KYIV, June 6 - "); its first token where it has none."""
    begin = first + 1 if parse.text[first] in _DASHES and first + 1 < len(parse) else first
    if (dash := _listed_city_end(parse, begin) or _date_first_end(parse, first)) is not None:
        return dash
    if not (parse.text[first].isupper() and parse.text[first].isalpha() and len(parse.text[first]) > _ACRONYM):
        return first
    for at in range(first + 1, min(first + _DATELINE, len(parse))):
        if parse.text[at] in _DASHES and parse.start[at] > parse.end[at - 1]:
            return at
        if parse.pos[at] in (Pos.VERB, Pos.AUX):
            return first
    return first


def _listed_city_end(parse: Parse, first: int) -> int | None:
    """The colon behind a city in capitals that opens an item of a list: "BUENOS AIRES: ..."."""
    at = first
    while at < min(first + _DATELINE, len(parse)) and (parse.text[at].isupper() or parse.text[at] in _DASHES):
        at += 1
    long = any(len(parse.text[t]) > _ACRONYM for t in range(first, at))
    return at if long and at < len(parse) and parse.text[at] == ":" else None


def _date_first_end(parse: Parse, first: int) -> int | None:
    """The dash of a dateline that begins with the day: "March 5, 2024 (KHARTOUM) - ...", "5 March 2024 - ..."."""
    days = dated(parse)
    for at in range(first, min(first + _DATELINE, len(parse))):
        text = parse.text[at]
        if text in _DASHES and at > first and parse.start[at] > parse.end[at - 1]:
            return at if first in days else None
        city = text.isupper() and text.isalpha()
        if not (at in days or text[0].isdigit() or city or parse.pos[at] == Pos.PUNCT):
            return None
    return None


def first_conjunct(parse: Parse, token: int) -> int:
    """The first member of the coordination that a token belongs to: what decides the part that all of them play."""
    while parse.dep[token] == Dep.CONJ:
        token = parse.head[token]
    return token


def sentence_start(parse: Parse, token: int) -> int:
    return parse.sentences[parse.sentence[token]][0]


def sentence_end(parse: Parse, token: int) -> int:
    return parse.sentences[parse.sentence[token]][1]


def is_plural(parse: Parse, token: int) -> bool:
    """Whether a noun is in the plural; "people" counts as one."""
    return parse.tag[token] in (Tag.NNS, Tag.NNPS) or parse.lemma[token].lower() == "people"


def is_definite(parse: Parse, token: int) -> bool:
    """Whether a noun stands with "the", "this" or "that"."""
    return any(
        parse.dep[c] == Dep.DET and parse.text[c].lower() in words.of("definite_determiners")
        for c in parse.children[token]
    )


def head_of(parse: Parse, first: int, end: int) -> int:
    """The token of a stretch whose head lies outside it (the last such one)."""
    for token in range(end - 1, first - 1, -1):
        if not first <= parse.head[token] < end or parse.head[token] == token:
            return token
    return end - 1
