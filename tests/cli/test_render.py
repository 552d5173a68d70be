"""Tables fit a terminal, however the cells are; JSON is what it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import render

cells = st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=8)


@given(cells)
def test_json_lines_put_together_are_the_rows(rows: list[list[str]]) -> None:
    written = "\n".join(render.rows(("a", "b", "c"), rows, "json"))
    assert json.loads(written) == [dict(zip("abc", row, strict=True)) for row in rows]


@given(cells, st.integers(40, 120))
def test_a_table_is_no_wider_than_the_terminal(rows: list[list[str]], width: int) -> None:
    lines = list(render.table(("a", "b", "c"), rows, width))
    assert all(render._width(line) <= width for line in lines)


@given(st.text())
def test_json_text_is_the_same_value_and_cannot_drive_a_terminal(text: str) -> None:
    written = render.json_text(text)
    assert json.loads(written) == text
    assert render.printable(written) == written


def test_words_are_broken_only_where_nothing_else_does() -> None:
    rows = [["confiscation of assets", "the members of the G7 are asked to consider the confiscation of assets"]]
    assert list(render.table(("what", "said"), rows, 50)) == [
        "WHAT          SAID",
        "confiscation  the members of the G7 are asked to",
        "of assets     consider the confiscation of assets",
    ]
    assert list(render.table(("n", "m"), [["abcdefghijkl", "12"]], 10))[1:] == ["abcdefgh  12", "ijkl"]


def test_what_comes_after_the_measured_rows_is_wrapped_into_their_widths() -> None:
    rows = [["1"]] * render._MEASURED + [["22"]]
    assert list(render.table(("n",), rows))[-2:] == ["2", "2"]


def test_wide_characters_take_two_columns() -> None:
    assert list(render.table(("who", "n"), [["習近平", "1"], ["Xi", "2"]])) == ["WHO     N", "習近平  1", "Xi      2"]


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "table"])
def test_no_rows(format: str) -> None:
    assert (
        list(render.rows(("a", "b"), [], format))
        == {
            "json": ["[]"],
            "csv": ["a,b"],
            "tsv": ["a\tb"],
            "table": ["A  B"],
        }[format]
    )
