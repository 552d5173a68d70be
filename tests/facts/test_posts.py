"""A post goes with a statement only where it may have been held when it was made."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("sentence", "running"),
    [
        ("Foreign Minister Sergey Lavrov accused Japan of lying.", "yes"),
        ("Foreign Minister Sergey Lavrov accused Japan of lying in March 2014.", "yes"),
        ("In 1998 Sergey Lavrov accused Japan of lying.", "yes"),
        ("In 1971 Sergey Lavrov accused Japan of lying.", None),
    ],
)
def test_a_post_is_held_against_the_day_of_the_statement(sentence: str, running: str | None) -> None:
    (statement,) = reading(sentence).facts.statements
    assert (statement.position and statement.position.running) == running


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("Milorad Dodik, who runs the Serb half of Bosnia, told supporters the trial had been a farce.", []),
        ("Narendra Modi told supporters the trial had been a farce.", ["Q668"]),
        ("Georgian President Salome Zourabichvili told supporters the trial had been a farce.", ["Q230"]),
    ],
)
def test_who_holds_a_post_of_a_part_of_a_state_does_not_speak_for_it(sentence, states):
    (said,) = reading(sentence).facts.statements
    assert [p.actor.rpartition("/")[2] for p in said.on_behalf_of] == states


@pytest.mark.parametrize(
    ("sentence", "label", "words"),
    [
        (
            "In February 2003, US Secretary of State Colin Powell accused Iraq of lying.",
            "Secretary of State of the United States",
            "US Secretary of State",
        ),
        ("In 1998 Sergey Lavrov accused Japan of lying.", "Permanent Representative", None),
        ("In 1998 Foreign Minister Sergey Lavrov accused Japan of lying.", "Permanent Representative", None),
    ],
)
def test_somebody_quoted_of_old_speaks_in_the_post_of_that_day(sentence: str, label: str, words: str | None) -> None:
    found = reading(sentence)
    (statement,) = found.facts.statements
    assert statement.position is not None
    (tenure,) = found.facts.tenures
    assert tenure.label.startswith(label)
    assert (statement.position.words.text if statement.position.words else None) == words
    assert {entity.iri for entity in found.facts.entities} >= {tenure.position, tenure.state}
