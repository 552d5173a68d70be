"""Tables: a row is an article."""

import csv
import io
import sys
from datetime import UTC, datetime

import pyarrow
import pyarrow.parquet
import pytest
from formats.given import PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, mapping, one

from kg.article import Article, Options, sources
from kg.errors import FormatError, RefusedError, SourceError

LINK = "https://news.example/a"
ROW = {"title": TITLE, "text": TEXT, "url": LINK, "date": "2024-03-06 08:44:00", "author": "['Ann Quill', 'Bo Scribe']"}


def table(*rows: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def parquet(rows: list[dict[str, object]], **options: object) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file, **options)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_an_article_whatever_parts_its_cells(delimiter, end):
    for name in ("a.csv", "a", "a.tsv"):
        found = articles(name, table(ROW, ROW, delimiter=delimiter, end=end))
        assert [blocks(article) for article in found] == [SAMPLE, SAMPLE]
        assert (found[0].url, found[0].byline) == (LINK, ("Ann Quill", "Bo Scribe"))
        assert found[0].published == datetime(2024, 3, 6, 8, 44, tzinfo=UTC)
    assert [article.source for article in found] == ["a.tsv:2", "a.tsv:7"]


def test_lines_that_end_as_they_did_on_a_macintosh_are_lines():
    assert blocks(one("a.csv", f'title,text\r{TITLE},"{PARAGRAPHS[0]}"\r')) == SAMPLE[:2]


def test_a_mark_of_utf_8_and_a_line_that_tells_the_delimiter_are_no_columns():
    assert blocks(one("a.csv", "\ufeffsep=;\r\n" + table(ROW, delimiter=";"))) == SAMPLE


def test_columns_are_known_however_people_write_them():
    row = {"Title": TITLE, "Content": TEXT, "Publication Date": "2024-03-06"}
    article = one("a.csv", table(row))
    assert blocks(article) == SAMPLE
    assert article.published == datetime(2024, 3, 6, tzinfo=UTC)


def test_columns_may_be_mapped():
    row = {"kopf": TITLE, "leib": TEXT, "wann": "2024-03-06"}
    article = one("a.csv", table(row), mapping(text="leib", title="kopf", published="wann"))
    assert blocks(article) == SAMPLE
    assert article.published == datetime(2024, 3, 6, tzinfo=UTC)


def test_a_column_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(SourceError, match=r'a\.csv: there is no column "textt" \(did you mean "text"\?\)'):
        items("a.csv", table(ROW), mapping(text="textt"))


def test_a_table_without_a_column_of_text_is_told_with_its_columns():
    with pytest.raises(SourceError, match=r"no column holds the text.*its columns are country, date"):
        items("a.csv", "country,date\nNorland,2024-01-01\n")


def test_columns_that_are_unknown_are_named_once(caplog):
    articles("a.csv", table(ROW | {"zork": "1", "qwz": "2"}, ROW | {"zork": "1", "qwz": "2"}))
    assert len(caplog.messages) == 1
    assert "'zork', 'qwz'" in caplog.text


def test_a_row_without_text_or_with_too_many_cells_is_refused_alone():
    data = table(ROW) + f",,{LINK},,\r\n" + "a,b,c,d,e,f\r\n" + "\r\n" + table(ROW).partition("\r\n")[2]
    found = items("a.csv", data)
    assert [type(item) for item in found] == [Article, RefusedError, RefusedError, Article]
    assert faults(found)[0].startswith('a.csv:7: it has no "text"')
    assert faults(found)[1].startswith("a.csv:8: this row has 6 cells, the first line names 5 columns")


def test_another_encoding_is_read_where_it_is_told():
    data = table(ROW).replace("“", '""').replace("”", '""').encode("cp1252")
    assert "café" in one("a.csv", data, Options(encoding="cp1252")).blocks[2].text


def test_a_mark_of_quotation_without_end_is_told_and_what_stands_before_it_read(monkeypatch):
    monkeypatch.setattr(sources, "LIMIT", 5000)
    data = table(ROW) + f'x,"{TEXT}\r\n' + table(ROW).partition("\r\n")[2].replace('"', "") * 30
    found = items("a.csv", data)
    assert isinstance(found[0], Article)
    assert "cannot be read" in faults(found)[0]


def test_a_line_without_end_is_an_error_of_its_source(monkeypatch):
    monkeypatch.setattr(sources, "LIMIT", 100)
    with pytest.raises(SourceError, match=r"a\.csv:2: this is larger"):
        items("a.csv", "title,text\n" + "x" * 1000)


@pytest.mark.parametrize("header", ["title,text,title\n", ",".join(f"c{n}" for n in range(2000)) + ",text\n"])
def test_headers_that_cannot_be_are_told(header):
    with pytest.raises(SourceError) as error:
        items("a.csv", header + "It rains.\n")
    assert str(error.value).startswith("a.csv: ")


@pytest.mark.parametrize("pipe", [False, True])
def test_parquet_is_a_table_as_well(pipe, tmp_path):
    moment = datetime(2024, 3, 6, 8, 44, tzinfo=UTC)
    row = {"title": TITLE, "text": TEXT, "url": LINK, "date": moment, "authors": ["Ann Quill", "Bo Scribe"]}
    data = parquet([row] * 200)
    found = [item for item in items("a.parquet", data, folder=None if pipe else tmp_path) if isinstance(item, Article)]
    assert len(found) == 200
    assert blocks(found[199]) == SAMPLE
    assert (found[0].published, found[0].byline) == (moment, ("Ann Quill", "Bo Scribe"))
    assert found[199].source.endswith("a.parquet[200]")


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch):
    data = parquet([{"text": TEXT}])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FormatError, match=r"pip install 'geopolitical-kg\[parquet\]'"):
        items("a.parquet", data)


def test_parquet_that_breaks_off_or_is_damaged_is_told():
    data = parquet([{"title": f"{TITLE} {n}", "text": TEXT * 20} for n in range(500)])
    with pytest.raises(SourceError, match=r"a\.parquet: this table cannot be read"):
        items("a.parquet", data[: len(data) // 2])
    damaged = bytearray(data)
    damaged[40:400] = b"\xff" * 360
    assert "damaged" in faults(items("a.parquet", bytes(damaged)))[-1]


def test_times_beyond_what_python_knows_are_refused_alone():
    late = pyarrow.array([10**16, 0], pyarrow.timestamp("ms"))
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT, TEXT], "date": late}), file)
    found = items("a.parquet", file.getvalue())
    assert [type(item) for item in found] == [RefusedError, Article]


def test_a_quotation_mark_that_nothing_closes_is_told_and_makes_no_article_of_all_rows():
    rows = "".join(f"{n},{PARAGRAPHS[n]}\n" for n in range(1, 3))
    found = items("a.csv", f'id,text\n1,{PARAGRAPHS[0]}\n2,"{PARAGRAPHS[0]}\n{rows}')
    assert [getattr(item, "id", None) for item in found] == ["1", None]
    (fault,) = faults(found)
    assert fault.startswith("a.csv:3: a quotation mark in this row has no second one, so that it takes 3 lines")


def test_a_quotation_mark_that_one_of_a_later_row_would_close_is_told_and_the_rows_behind_are_read():
    found = items("a.csv", f'id,text\n1,"{PARAGRAPHS[0]}\n2,"{PARAGRAPHS[1]}"\n3,"It rains.\n\n{PARAGRAPHS[2]}"\n')
    assert [getattr(item, "id", None) for item in found] == [None, "3"]
    assert "so that it takes 2 lines" in faults(found)[0]
