"""Articles that nobody wrote are read, or refused, in no time to speak of; a long one is read like a short one."""

import re
import time
from cProfile import Profile

import pytest

from kg import salvage
from kg.article.model import Article, Block
from kg.document import documents
from kg.errors import RefusedError
from kg.facts.model import Facts, Skipped
from kg.facts.rules import RuleExtractor
from kg.settings import Settings

SIZE = 32_000
SECONDS = 20
"""Against a crash: each takes a few seconds at most."""


def read(*paragraphs: str) -> tuple[Facts, tuple[Skipped, ...]]:
    article = Article("long", tuple(Block("paragraph", text) for text in paragraphs), id="long")
    return salvage.read(next(documents([article], Settings())), RuleExtractor())


@pytest.mark.parametrize(
    "text", ["that Japan said ", "who said ", "Lavrov said Putin said ", '"Yes," he said. ', "of the attack "]
)
def test_a_page_of_nothing_but_this_is_read(text: str) -> None:
    began = time.process_time()
    read((text * SIZE)[:SIZE])
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "text", ["Lavrov said Putin said", "who said", "that Japan said", "the president of", "killed five,", "and wounded"]
)
def test_a_long_sentence_takes_little_more_calls_than_four_of_a_quarter_of_its_length(text: str) -> None:
    quarter = " ".join([text] * (36 // len(re.findall(r"\w+|,", text))))
    calls(quarter)  # the dictionary is read
    assert calls(" ".join([quarter] * 4)) < 1.9 * calls(*[quarter] * 4)


def calls(*paragraphs: str) -> int:
    """How often functions are called when these are read, which no busy machine changes."""
    profile = Profile()
    profile.runcall(read, *paragraphs)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("mark", ['"', "“", "(", "‘", '" ', "“ ", "( ", ". "])
def test_a_page_of_marks_is_refused(mark: str) -> None:
    with pytest.raises(RefusedError, match="marks in a row"):
        read(mark * 1_000)


def test_an_endless_sentence_is_skipped_and_told_and_the_others_are_read() -> None:
    facts, skipped = read("Japan accused Russia of an attack on Kyiv.", "that Japan said " * 400)
    assert [s.act for s in facts.statements] == ["accuse"]
    assert [s.error for s in skipped] == ["ValueError: 1200 words, more than 300"]
    _, none = read("Japan accused Russia of an attack on Kyiv.", "that Japan said " * 40)
    assert none == ()


def test_a_paragraph_longer_than_any_is_refused() -> None:
    with pytest.raises(RefusedError, match="a paragraph of 30000 words and marks, more than 15000"):
        read("Japan, " * 15_000)


def test_a_rule_of_dashes_is_no_page_of_marks() -> None:
    facts, _ = read("Japan accused Russia of an attack on Kyiv.", "-" * 80)
    assert len(facts.statements) == 1
