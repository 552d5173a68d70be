"""A post goes with a statement only where it may have been held when it was made."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("sentence", "running"),
    [
        ("Foreign Minister Sergey Lavrov accused Japan of lying.", "yes"),
        ("Foreign Minister Sergey Lavrov accused Japan of lying in March 2014.", "yes"),
        ("In 1998 Sergey Lavrov accused Japan of lying.", None),
    ],
)
def test_a_post_is_held_against_the_day_of_the_statement(sentence: str, running: str | None) -> None:
    (statement,) = reading(sentence).facts.statements
    assert (statement.position and statement.position.running) == running
