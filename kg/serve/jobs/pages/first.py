"""The first screen: what the store holds, and questions that it can answer."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from kg.cards import overview
from kg.query.actors import label_of, values
from kg.serve.jobs import Written
from kg.serve.jobs.pages import written
from kg.serve.links import Links
from kg.serve.sink import Sink
from kg.store.embedded import EmbeddedView

_SHOWN: Final = 3
_SAMPLE: Final = 200
"""Facts that are looked at for whom to ask about: to count all would take as long as there are many."""


class _Question(NamedTuple):
    """A question of the library, and the facts that it has rows for.

    Attributes:
        text: as people ask it, with the names of ``?one`` and ``?other`` in it.
        query: of the library.
        values: parameter -> a value, or the variable whose actor it is.
        pattern: finds a fact with whom it names.
    """

    text: str
    query: str
    values: tuple[tuple[str, str], ...]
    pattern: str


_QUESTIONS: Final = (
    _Question(
        "Who accuses {one} of what?",
        "who-said",
        (("target", "?one"), ("act", "accuse")),
        "?fact a kg:Statement ; kg:act code:act-accuse ; kg:target ?one",
    ),
    _Question(
        "Which sanctions are aimed at {one}?",
        "sanctions",
        (("target", "?one"),),
        "?fact a kg:SanctionDescription ; kg:target ?one",
    ),
    _Question(
        "What did {one} do to {other}?",
        "events-between",
        (("from", "?one"), ("to", "?other")),
        "?fact a kg:EventDescription ; kg:fromSide ?one ; kg:toSide ?other FILTER(?one != ?other)",
    ),
    _Question("What does {one} say?", "who-said", (("speaker", "?one"),), "?fact a kg:Statement ; kg:speaker ?one"),
    _Question(
        "In which events does {one} take part?",
        "actor-events",
        (("actor", "?one"),),
        "?fact a kg:EventDescription ; kg:initiator ?one",
    ),
    _Question("Which articles are there?", "articles", (), "?one a kg:Article"),
)


def first(view: EmbeddedView, sink: Sink, *, at: str) -> Written:
    """What is in the store, where to search, and what to ask."""
    links = Links(at, view.base)
    return written(sink, "first.html", links, overview=overview(view), questions=list(_questions(view, links)))


def _questions(view: EmbeddedView, links: Links) -> Iterator[tuple[str, str]]:
    """Questions that have rows, each with its address."""
    asked = ((question, _whom(view, question)) for question in _QUESTIONS)
    for question, whom in islice(((question, whom) for question, whom in asked if whom is not None), _SHOWN):
        iris = {f"?{role}": iri for role, (iri, _) in whom.items()}
        given = {name: [iris.get(value, value)] for name, value in question.values}
        yield (
            question.text.format(**{role: label for role, (_, label) in whom.items()}),
            links.query(question.query, given, offset=0),
        )


def _whom(view: EmbeddedView, question: _Question) -> dict[str, tuple[str, str]] | None:
    """Role -> IRI and label of those that a question has most rows for, among some facts; None where it has none."""
    found = list(values(f"SELECT ?one ?other {{ {question.pattern} }} LIMIT {_SAMPLE}", view))
    if not question.values:
        return {} if found else None
    counted = Counter(found)
    for pair, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        named = {
            role: (iri, label)
            for role, iri in zip(("one", "other"), pair, strict=True)
            if iri and (label := label_of(iri, view))
        }
        if len(named) == sum(1 for iri in pair if iri) and all("#" not in iri for iri in pair):
            return named
    return None
