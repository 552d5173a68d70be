"""What only a source claims never stands in the article's voice."""

import pytest
from reading import reading

ACCUSED = [
    "Lavrov accused the United States on Monday of waging war on Russia.",
    "Pakistan's prime minister accused India in an interview with the BBC of waging war on Pakistan.",
    "Burhan accused the United Arab Emirates last week at the United Nations of attacking Sudan.",
    "Myanmar's army has been accused of burning villages and killing civilians in Sagaing.",
]


@pytest.mark.parametrize("text", ACCUSED)
def test_an_accusation_survives_what_stands_between_the_accused_and_the_deed(text):
    found = reading(text)
    (accusation,) = found.facts.statements
    assert accusation.act == "accuse"
    assert len(accusation.targets) == 1
    assert found.facts.events
    assert {e.according_to for e in found.facts.events} == {accusation.id}


def test_a_verb_of_the_main_clause_is_no_part_of_the_accusation():
    found = reading("Erdogan accused Israel of committing genocide and called on the UN to impose an arms embargo.")
    asked = found.statement("called on")
    assert asked.according_to is None
    assert found.words(asked.source) == ["Erdogan"]


def test_an_object_behind_the_day_is_the_verbs():
    adopted = reading("BRUSSELS (Reuters) - The European Union adopted on Monday new sanctions against Russia.")
    assert adopted.words(*adopted.sanction("adopted").imposers) == ["European Union"]
