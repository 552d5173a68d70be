"""Names of governments, places, bodies, states and people: which of those that may bear them is meant."""

import pytest
from test_mentions import label, mention, read

from kg.mentions import Entity


def entity(text: str, words: str, nth: int = 0, day: str | None = "2024-03-06") -> Entity:
    found = read(*text.split("\n\n"), day=day)
    return found.entities[mention(found, words, nth).actor]


def country(text: str, words: str, nth: int = 0) -> str | None:
    return entity(text, words, nth).country


# --- governments


@pytest.mark.parametrize(
    ("text", "body", "state"),
    [
        ("The Biden Administration blacklisted three banks.", "Biden Administration", "USA"),
        ("The Sunak government expelled two envoys.", "Sunak government", "GBR"),
        ("The Netanyahu cabinet met.", "Netanyahu cabinet", "ISR"),
        ("Scholz's war cabinet met.", "Scholz's war cabinet", "DEU"),
        ("The Modi-led government banned the firm.", "Modi-led government", "IND"),
        ("The government of Emmanuel Macron fell.", "government of Emmanuel Macron", "FRA"),
        ("Biden administration officials condemned it.", "Biden administration officials", "USA"),
        ("The Kim regime fired a missile.", "Kim regime", "PRK"),
        ("The Adams administration sued the firm.", "Adams administration", None),
        ("The Trump administration left the deal.", "Trump administration", None),
        ("The former Biden administration left the deal.", "former Biden administration", None),
        ("Mayor Eric Biden left. The Biden administration sued.", "Biden administration", None),
    ],
)
def test_a_government_called_by_its_head_is_of_the_state_led_on_the_day(text, body, state):
    assert country(text, body) == state


def test_a_leader_before_a_government_is_a_person():
    found = read("The Putin regime expelled two diplomats.")
    assert label(found, "Putin") == "Vladimir Putin"
