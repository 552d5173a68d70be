"""Documents: what the fact readers get from the language model."""

import pytest
from reading import document


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("Protesters staged a rally.", "staged", "stage"),
        ("The group is waging a war.", "waging", "wage"),
        ("The court fined the bank.", "fined", "fine"),
        ("Ministers hoped for peace.", "hoped", "hope"),
        ("The minister stopped the talks.", "stopped", "stop"),
        ("The minister visited Rome.", "visited", "visit"),
        ("The troops hit a school.", "hit", "hit"),
    ],
)
def test_the_lemma_of_a_verb_keeps_its_last_e(sentence, word, lemma):
    parse = document(sentence).parse
    assert parse.lemma[parse.text.index(word)] == lemma


def test_headings_are_told_from_paragraphs():
    parse = document("It rains.", title="Rain").parse
    assert parse.heading == (True, False)
