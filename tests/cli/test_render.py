"""Tables fit a terminal, however the cells are; JSON is what it was."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.written import json_text
from kg.cli import render

cells = st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=8)


@given(cells)
def test_json_lines_put_together_are_the_rows(rows: list[list[str]]) -> None:
    written = "\n".join(render.rows(("a", "b", "c"), rows, "json"))
    assert json.loads(written) == [dict(zip("abc", row, strict=True)) for row in rows]


@given(cells, st.integers(40, 120))
def test_a_table_is_no_wider_than_the_terminal_or_a_word(rows: list[list[str]], width: int) -> None:
    words = [word for row in rows for cell in row for word in render._cell(cell).split(" ")]
    most = max([width, *(len("A  ") + render._width(word) for word in words)])
    assert all(render._width(line) <= most for line in render.table(("a", "b", "c"), rows, width))


@given(st.text())
def test_json_text_is_the_same_value_and_cannot_drive_a_terminal(text: str) -> None:
    written = json_text(text)
    assert json.loads(written) == text
    assert render.printable(written) == written


def test_texts_are_wrapped_at_spaces() -> None:
    rows = [["confiscation of assets", "the members of the G7 are asked to consider the confiscation of assets"]]
    assert list(render.table(("what", "said"), rows, 50)) == [
        "WHAT          SAID",
        "confiscation  the members of the G7 are asked to",
        "of assets     consider the confiscation of assets",
    ]


@pytest.mark.parametrize(
    "id", ["s-3fa9c1d2e0", "bank-messaging-exclusion", "https://kg.example/article/c0c5484d3d15007"]
)
@pytest.mark.parametrize("width", [20, 60, 80, 120, 200])
def test_ids_and_codes_are_never_broken(id: str, width: int) -> None:
    rows = [
        [id, f"{id} | travel-ban", "the members of the G7 are asked to consider the confiscation of assets", "article"]
    ]
    assert "".join(render.table(("id", "codes", "said", "voice"), rows, width)).count(id) == 2


def test_where_columns_do_not_fit_each_record_is_a_block_of_its_known_fields() -> None:
    rows = [["s-3fa9c1d2e0", "Russia denied that it was so", None], ["s-1111111111", "no", "article"]]
    assert list(render.table(("fact", "said", "voice"), rows, 24)) == [
        "FACT   s-3fa9c1d2e0",
        "SAID   Russia denied",
        "       that it was so",
        "",
        "FACT   s-1111111111",
        "SAID   no",
        "VOICE  article",
        "",
    ]
    assert next(render.table(("fact", "said", "voice"), rows, 80)).split() == ["FACT", "SAID", "VOICE"]
    assert next(render.rows(("fact", "said", "voice"), rows, "records")).startswith("FACT   s-")


def test_what_comes_after_the_measured_rows_is_wrapped_into_their_widths_but_not_broken() -> None:
    rows = [["1 2"]] * render.MEASURED + [["11 22"], ["12345"]]
    assert list(render.table(("n",), rows))[-3:] == ["11", "22", "12345"]


def test_wide_characters_take_two_columns() -> None:
    assert list(render.table(("who", "n"), [["習近平", "1"], ["Xi", "2"]])) == ["WHO     N", "習近平  1", "Xi      2"]


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "table", "records"])
def test_no_rows(format: str) -> None:
    assert (
        list(render.rows(("a", "b"), [], format))
        == {
            "json": ["[]"],
            "csv": ["a,b"],
            "tsv": ["a\tb"],
            "table": ["A  B"],
            "records": [],
        }[format]
    )


def test_a_text_that_would_be_too_narrow_to_read_is_a_record() -> None:
    rows = [["s-3fa9c1d2e0", "the members of the G7 are asked to consider the confiscation of assets", "article"]]
    columns = ("statement", "content", "voice")
    fits = list(render.table(columns, rows, 12 + 2 + 24 + 2 + 7))
    assert fits[0].startswith("STATEMENT ")
    assert len(fits) == 5
    assert next(render.table(columns, rows, 12 + 2 + 23 + 2 + 7)) == "STATEMENT  s-3fa9c1d2e0"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a.example","x")', "+1;cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_spreadsheet_runs_no_text_of_a_table(text: str, format: str) -> None:
    written = "\n".join(render.rows(("title",), [(text,)], format))
    cell = list(csv.reader(io.StringIO(written, newline=""), delimiter="," if format == "csv" else "\t"))[1][0]
    assert cell == f"'{text}"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_cell_of_several_lines_is_one_cell_of_csv(end: str) -> None:
    written = "\n".join(render.rows(("title", "b"), [(f"one{end}two", "x")], "csv"))
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"one{end}two", "x"]


@pytest.mark.parametrize("text", ["-5", "+1.5", "-1e9", "a=b", "'=1", ""])
def test_numbers_and_other_texts_of_a_table_stay_as_they_are(text: str) -> None:
    assert "\n".join(render.rows(("title", "b"), [(text, 1)], "csv")) == f"title,b\n{text},1"
