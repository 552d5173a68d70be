"""A rule that fails on a sentence costs that sentence: every other fact is there, at its place, in the text's words."""

from collections.abc import Callable

import pytest
from reading import document, reading

import kg.facts.events.find
import kg.facts.rules
import kg.mentions.casting
from kg import salvage
from kg.document import Document
from kg.errors import RefusedError
from kg.facts.model import Facts
from kg.facts.rules import RuleExtractor
from kg.pipeline import reading as read_whole

GOOD = (
    "China accused Japan of lying on Tuesday.",
    "France expelled two envoys of Mali for $3 million.",
    "Iran attacked Israel in 2023.",
)
BAD = "The fragile dam broke in May 1999 for $9 million."
WORSE = "Egypt met the fragile envoy of Qatar."


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], list[int]]:
    """Makes a stage fail where a word is among the tokens; the list grows with each time that it runs."""

    def plant(stage: str, word: str) -> list[int]:
        module, name = {
            "facts": (kg.facts.events.find, "search"),
            "mentions": (kg.mentions.casting, "cast"),
            "times": (kg.facts.rules, "read_times"),
        }[stage]
        rule, runs = getattr(module, name), []

        def failing(first, *rest):
            runs.append(1)
            holder = first if isinstance(first, Document) else first.document
            if stage == "times" and word in holder.text:
                raise ValueError("planted")
            if stage != "times" and word in holder.parse.text:
                raise KeyError("planted")
            return rule(first, *rest)

        monkeypatch.setattr(module, name, failing)
        return runs

    return plant


def told(facts: Facts) -> list[tuple[object, ...]]:
    """What facts there are, by their words and places in the text."""
    return [
        *((s.act, s.start, s.end, s.content_text) for s in facts.statements),
        *((e.coding.type, e.start, e.end, e.trigger) for e in facts.events),
        *((x.status, x.start, x.end, x.trigger) for x in facts.sanctions),
        *((t.text, t.start, t.value) for t in facts.times),
        *((a.text, a.start, a.value) for a in facts.amounts),
    ]


@pytest.mark.parametrize("stage", ["facts", "mentions", "times"])
@pytest.mark.parametrize("at", range(4))
def test_all_facts_of_the_other_sentences_are_there(breaking, stage, at):
    sentences = [*GOOD[:at], BAD, *GOOD[at:]]
    whole = document(" ".join(sentences))
    start = whole.text.index(BAD)
    expected = [fact for fact in told(reading(" ".join(sentences)).facts) if not start <= fact[1] < start + len(BAD)]
    breaking(stage, "fragile")
    facts, (skipped,) = salvage.read(whole, RuleExtractor())
    assert len(expected) > 5
    assert [fact for fact in told(facts) if fact[0] != "May 1999"] == expected
    assert (skipped.start, skipped.end) == (start, start + len(BAD))
    assert skipped.words == "The fragile dam broke in May 1999 for ..."
    assert "planted" in skipped.error


def test_times_and_amounts_of_the_sentence_are_not_read(breaking):
    breaking("facts", "fragile")
    facts, _ = salvage.read(document(f"{BAD} {GOOD[2]}"), RuleExtractor())
    assert [t.text for t in facts.times] == ["2023"]
    assert facts.amounts == ()


def test_two_sentences_at_fault(breaking):
    breaking("facts", "fragile")
    facts, skipped = salvage.read(document(GOOD[0], f"{BAD} {GOOD[1]}", WORSE, GOOD[2]), RuleExtractor())
    assert [s.words.split()[0] for s in skipped] == ["The", "Egypt"]
    assert {e.coding.type for e in facts.events} >= {"ASSAULT"}
    assert [s.act for s in facts.statements] == ["accuse"]
    assert len(facts.sanctions) == 1


def test_a_heading_at_fault(breaking):
    breaking("mentions", "fragile")
    facts, skipped = salvage.read(document(*GOOD, title="A fragile peace"), RuleExtractor())
    assert [s.words for s in skipped] == ["A fragile peace"]
    assert [s.act for s in facts.statements] == ["accuse"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            '"We met Iran. The fragile dam broke. Iran attacked Israel," Sergei Lavrov said.',
            "We met Iran. The fragile dam broke. Iran attacked Israel",
        ),
        ('"The fragile dam broke. Iran attacked Israel," Sergei Lavrov said.', "Iran attacked Israel"),
    ],
)
def test_a_quotation_over_the_sentence_keeps_its_words_and_stays_a_quotation(breaking, text, content):
    breaking("facts", "fragile")
    facts, _ = salvage.read(document(text), RuleExtractor())
    (statement,) = facts.statements
    assert statement.content_text == content == text[statement.content[0].start : statement.content[0].end]
    assert [(e.trigger.text, e.according_to) for e in facts.events] == [("attacked", statement.id)]


def test_where_the_speaker_is_left_out_the_article_does_not_vouch_for_the_quotation(breaking):
    breaking("facts", "fragile")
    whole = document('"Iran attacked Israel. It was wrong," the fragile minister said. Egypt attacked Mali.')
    facts, _ = salvage.read(whole, RuleExtractor())
    assert [e.start for e in facts.events] == [whole.text.index("Egypt")]


def test_blanks_keep_every_offset():
    whole = document('"Iran didn\'t agree on May 5," he said. Egypt left on May 6.')
    blank = salvage.blanked(whole, {0})
    assert len(blank.text) == len(whole.text)
    assert blank.text.split() == ['"', '"', "Egypt", "left", "on", "May", "6."]
    assert (blank.parse.start, blank.parse.end) == (whole.parse.start, whole.parse.end)
    assert (blank.parse.sentence, blank.parse.sentences) == (whole.parse.sentence, whole.parse.sentences)


def test_the_cost_is_of_faults_alone(breaking):
    runs = breaking("facts", "fragile")
    salvage.read(document(*GOOD * 5), RuleExtractor())
    assert len(runs) == 1
    runs.clear()
    salvage.read(document(*GOOD * 5, BAD, *GOOD * 5), RuleExtractor())
    assert len(runs) <= 10


def test_where_every_sentence_is_at_fault_the_article_is_refused(breaking):
    runs = breaking("facts", "Japan")
    with pytest.raises(KeyError, match="planted"):
        salvage.read(document(*GOOD[:1] * 30), RuleExtractor())
    assert len(runs) <= 60


def test_where_no_other_sentence_is_left_the_article_is_refused(breaking):
    breaking("facts", "fragile")
    with pytest.raises(KeyError, match="planted"):
        salvage.read(document(BAD, title="On dams"), RuleExtractor())


def test_what_fails_on_anything_is_raised_after_two_readings():
    runs = []

    class Broken:
        name, version = "broken", "0"

        def __call__(self, document):
            runs.append(1)
            raise ValueError("always")

    with pytest.raises(ValueError, match="always"):
        salvage.read(document(*GOOD), Broken())
    assert len(runs) == 2


def test_a_refusal_is_no_fault():
    class Refusing:
        name, version = "refusing", "0"

        def __call__(self, document):
            raise RefusedError("not this one")

    with pytest.raises(RefusedError):
        read_whole(document(*GOOD), Refusing())
