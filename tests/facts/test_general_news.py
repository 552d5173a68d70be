"""General news speaks of war where there is none: how many events of conflict are read there, and what is found.

The paragraphs (data/examples/general-news.yaml) tell of sport, culture, business and the like in words of war, and of
no event of politics; in each of the twins one stands among such words.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import yaml
from examples import FOLDER, readings

from kg.document import Document
from kg.facts.model import Event, Facts, Sanction

_CONFLICT: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION"})
_MOST_FALSE = 6
_LEAST_FOUND = 19


def read_of(part: str) -> Iterator[tuple[dict[str, Any], Document, Facts]]:
    """Each entry of a part of the file, with its reading."""
    entries = yaml.safe_load((FOLDER / "general-news.yaml").read_text("utf-8"))[part]
    for entry, (document, facts) in zip(entries, readings(e["text"] for e in entries), strict=True):
        yield entry, document, facts


def conflicts(facts: Facts) -> list[Event | Sanction]:
    """Events of conflict, and sanctions."""
    return [*(e for e in facts.events if e.coding.type in _CONFLICT), *facts.sanctions]


def sentence(document: Document, at: int) -> str:
    parse = document.parse
    first, end = next((f, e) for f, e in parse.sentences if parse.end[e - 1] > at)
    return document.text[parse.start[first] : parse.end[end - 1]]


def is_found(told: dict[str, str], facts: Facts) -> bool:
    """Whether an event of the type told, or a sanction, is read off a word of the trigger told."""
    wanted = set(told["trigger"].split())
    found = [(e.coding.type, e.trigger.text) for e in facts.events]
    found += [("SANCTION", act.trigger.text) for act in facts.sanctions]
    return any(type_ == told["type"] and wanted & set(text.split()) for type_, text in found)


@pytest.fixture(scope="module")
def false() -> list[str]:
    return [
        f"{entry['topic']}: {fact.trigger.text}: {sentence(document, fact.trigger.start)}"
        for entry, document, facts in read_of("paragraphs")
        for fact in conflicts(facts)
    ]


def test_words_of_war_are_no_events_of_war_in_general_news(false: list[str]) -> None:
    assert len(false) <= _MOST_FALSE, "\n".join(["", *false])


def test_what_did_happen_among_such_words_is_found() -> None:
    twins = list(read_of("twins"))
    missed = [f"{twin['event']}: {twin['text']}" for twin, _, facts in twins if not is_found(twin["event"], facts)]
    assert len(twins) - len(missed) >= _LEAST_FOUND, "\n".join(["", *missed])
