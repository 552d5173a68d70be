"""Questions to a verb and its clause: its form, its particle, and the conjunction that opens it.

They read a parse and one that is being mended alike.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from kg.english.labels import Dep, Tag

INDICATIVE: Final = frozenset({Tag.VBD, Tag.VBZ, Tag.VBP})
FINITE: Final = INDICATIVE | {Tag.MD}
FORMS: Final = FINITE | {Tag.VB, Tag.VBG, Tag.VBN}
_HELPING: Final = frozenset({Dep.AUX, Dep.AUXPASS})


class Labelled(Protocol):
    """What these questions read of a parse."""

    @property
    def lemma(self) -> Sequence[str]: ...
    @property
    def tag(self) -> Sequence[str]: ...
    @property
    def dep(self) -> Sequence[str]: ...
    @property
    def children(self) -> Sequence[Sequence[int]]: ...


def name(parse: Labelled, verb: int) -> str:
    """The lemma with its particle: "carry out", "shoot down"."""
    lemma = parse.lemma[verb].lower()
    particle = next((c for c in parse.children[verb] if parse.dep[c] == Dep.PRT), None)
    return f"{lemma} {parse.lemma[particle].lower()}" if particle is not None else lemma


def is_finite(parse: Labelled, verb: int) -> bool:
    """Whether a verb has a tense of its own, or a helping verb that has one: "left", "had left", "will leave"."""
    return parse.tag[verb] in FINITE or any(
        parse.tag[c] in FINITE for c in parse.children[verb] if parse.dep[c] in _HELPING
    )


def to(parse: Labelled, verb: int) -> int | None:
    """The "to" of an infinitive; what the tagger takes for one may be a preposition: "to Rome"."""
    return next((c for c in parse.children[verb] if parse.tag[c] == Tag.TO and parse.dep[c] == Dep.AUX), None)


def has_to(parse: Labelled, verb: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return to(parse, verb) is not None


def is_perfect(parse: Labelled, verb: int) -> bool:
    """Whether "have" helps a verb: "has left", "to have left"."""
    return any(parse.lemma[c].lower() == "have" for c in parse.children[verb] if parse.dep[c] == Dep.AUX)


def mark(parse: Labelled, verb: int, *conjunctions: str) -> int | None:
    """The subordinating conjunction that opens a clause, where it is one of these: "that", "whether", "while"."""
    marks = (c for c in parse.children[verb] if parse.dep[c] == Dep.MARK)
    return next((c for c in marks if parse.lemma[c].lower() in conjunctions), None)


def opens_with(parse: Labelled, verb: int, *conjunctions: str) -> bool:
    """Whether a clause is opened by one of these subordinating conjunctions."""
    return mark(parse, verb, *conjunctions) is not None


def is_as_clause(parse: Labelled, verb: int) -> bool:
    """Whether "as" opens a clause, be it tagged as a conjunction or as an adverb: "as officials said"."""
    opening = (c for c in parse.children[verb] if parse.dep[c] in (Dep.MARK, Dep.ADVMOD))
    return any(parse.lemma[c].lower() == "as" for c in opening)
