"""Which form of an answer a client gets."""

import pytest

from kg.serve.negotiation import NotAcceptableError, chosen, is_browser

FORMS = ["application/json", "text/csv"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("*/*;q=0.1, application/*;q=0", "text/csv"),
        ("application/json;q=nonsense, text/csv;q=0.1", "text/csv"),
    ],
)
def test_what_a_client_likes_best(accept: str, form: str) -> None:
    assert chosen(accept, FORMS) == form


def test_a_hundred_ranges_of_a_header_are_read_and_no_more() -> None:
    assert chosen("a/b," * 99 + "text/csv", FORMS) == "text/csv"
    with pytest.raises(NotAcceptableError):
        chosen("a/b," * 100 + "text/csv", FORMS)


def test_what_is_not_there_is_told_in_short() -> None:
    with pytest.raises(NotAcceptableError) as told:
        chosen("x" * 20_000, FORMS)
    assert len(str(told.value)) < 300


def test_a_browser_is_who_likes_pages_better() -> None:
    assert is_browser("text/html,application/xhtml+xml,*/*;q=0.8", "application/json")
    assert not is_browser("*/*", "application/json")
