"""What the graph relies on, whatever the text: ids resolve, words match their offsets, voices form a tree."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import Reading, reading

from kg.extractor import Extractor
from kg.facts.model import Event, Participant, Sanction, Statement
from kg.facts.rules import RuleExtractor
from kg.spans import Words

SENTENCES = [
    "Russian Foreign Minister Sergey Lavrov accused the US of orchestrating an attack on Belgorod.",
    '"We will not talk to Iran," Netanyahu told reporters. "They must leave Syria first," he added.',
    "Iran said Israel had claimed that Egypt threatened to impose sanctions on Qatar.",
    "The EU, Britain and Japan froze $2 billion in Russian assets on Monday over the war in Ukraine.",
    "At least 25 civilians were killed and dozens wounded in an air strike on Aleppo, a monitor said.",
    "A senior official, who declined to be named, warned of retaliation if Iran attacks.",
    "“Turkey,” Erdogan said, “will never recognise the annexation of Crimea.”",
    "China urged the EU to lift sanctions, saying Brussels should respect Beijing's interests.",
    "If talks fail, Japan's prime minister hinted, ‘other measures’ may follow by the end of 2025.",
    "Said. “ ” ‘ ' \" said: the; according to",
    "According to according to Iran, he said she said they denied denying it.",
]


def participants(fact: Statement | Event | Sanction) -> list[Participant]:
    groups = {
        Statement: ("addressees", "targets", "about", "on_behalf_of"),
        Event: ("initiators", "orchestrators", "backers", "recipients"),
        Sanction: ("proposers", "imposers", "targets", "beneficiaries"),
    }[type(fact)]
    found = [p for group in groups for p in getattr(fact, group)]
    if isinstance(fact, Statement) and fact.source is not None:
        found.append(fact.source)
    return found


def words(fact: Statement | Event | Sanction) -> list[Words]:
    return [v for name in fact.__slots__ if isinstance(v := getattr(fact, name), Words)]


def check(article: Reading) -> None:
    facts, text = article.facts, article.document.text
    entities = {e.iri: e for e in facts.entities}
    mentions = {m.id: m for m in facts.mentions}
    ids = {f.id for f in facts.all}
    assert len(ids) == len(facts.all)
    assert {e.state for e in facts.entities if e.state} <= set(entities)
    for mention in facts.mentions:
        assert mention.actor in entities
        assert text[mention.start : mention.end] == mention.text
    for fact in facts.all:
        assert 0 <= fact.start < fact.end <= len(text)
        for part in participants(fact):
            assert part.actor in entities
            assert part.mention is None or mentions[part.mention].actor == part.actor
        for phrase in words(fact):
            assert text[phrase.start : phrase.end] == phrase.text != ""
        if (place := getattr(fact, "place", None)) is not None:
            assert place.iri in entities
        assert fact.time is None or fact.time in {t.id for t in facts.times}
        assert fact.according_to is None or fact.according_to in {s.id for s in facts.statements}
    for statement in facts.statements:
        assert statement.content
        assert statement.content_text.strip()
        assert set(statement.reports) <= ids - {statement.id}
        assert all(0 <= a < b <= len(text) for a, b in statement.content)
        assert statement.position is None or statement.position.tenure in {t.iri for t in facts.tenures}
    for act in (*facts.events, *facts.sanctions):
        assert set(act.amounts) <= {a.id for a in facts.amounts}
    for sanction in facts.sanctions:
        assert set(sanction.follows) <= ids
    for event in facts.events:
        assert all(c.min is None or c.max is None or c.min <= c.max for c in event.counts)
    check_voices(article)


def check_voices(article: Reading) -> None:
    """Nobody tells, over however many steps, what he himself stands in."""
    above = {s.id: s.according_to for s in article.facts.statements}
    for start in above:
        seen, at = set(), above[start]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above[at]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3))
def test_facts_are_whole_whatever_the_order_of_sentences(paragraphs):
    check(reading(*paragraphs))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), st.integers(0, 200), st.integers(0, 200))
def test_facts_are_whole_in_a_text_that_is_cut(sentence, start, length):
    cut = sentence[start % len(sentence) :][: max(2, length)].strip()
    if cut:
        check(reading(cut))


def test_the_same_text_gives_the_same_facts():
    assert reading(*SENTENCES).facts == reading(*SENTENCES).facts


def test_the_extractor_keeps_the_protocol():
    extractor: Extractor = RuleExtractor()
    assert extractor.name == "rules"
    assert extractor(reading(SENTENCES[0]).document).statements
