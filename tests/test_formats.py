"""Formats told by the bytes: articles are never taken for anything else, and what is no article is told apart."""

from pathlib import Path

import pytest
import yaml

from kg.article import formats

CASES = yaml.safe_load(Path(__file__).with_name("formats.yaml").read_text("utf-8"))
BODY = (
    "The foreign minister of Norland said on Monday that talks with its neighbour had failed.\n\n"
    "Officials in the capital declined to comment on the report; they said that it was too early.\n"
)
NAMES = ["a.txt", "-", "folder/article"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("begin", CASES["articles that begin with"])
def test_an_article_may_begin_in_any_way(begin, name):
    assert formats.detect(name, f"{begin}\n\n{BODY}".encode()).name == "text"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", CASES["articles"])
def test_an_article_may_look_like_something_else(text, name):
    assert formats.detect(name, text.encode()).name == "text"


@pytest.mark.parametrize("name", ["a.txt", "-"])
@pytest.mark.parametrize(
    ("format", "text"), [(format, text) for format, texts in CASES["others"].items() for text in texts]
)
def test_what_is_no_plain_text_is_told_by_its_content(format, text, name):
    assert formats.detect(name, text.encode()).name == format


@pytest.mark.parametrize(
    ("head", "format"),
    [
        (b"{\\rtf1\\ansi The minister said.}", "word"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"GIF89a\x01\x00\x01\x00", "image"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "sound"),
        (b"\x00\x00\x00\x18ftypmp42", "sound"),
        (b"PAR1\x15\x04\x15\x00", "parquet"),
        (b"PK\x03\x04\x14\x00\x00\x00word/document.xml", "docx"),
        (b"PK\x03\x04\x14\x00\x00\x00a.txt", "zip"),
        (b"\x00" * 257 + b"ustar", "tar"),
        (b"\x01\x02\x03\x00", "binary"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "warc"),
    ],
)
def test_marks_of_bytes_come_before_the_name(head, format):
    assert formats.detect("a.txt", head).name == format


@pytest.mark.parametrize(
    ("name", "format"),
    [("README.md", "readme"), ("readme.txt", "readme"), ("LICENSE", "readme"), ("SECURITY.md", "readme")],
)
def test_the_papers_of_software_are_no_articles(name, format):
    assert formats.detect(name, b"# kg\n\nRun it.\n").name == format


@pytest.mark.parametrize("name", ["security.txt", "authors.txt", "install.txt"])
def test_an_article_may_have_the_name_of_a_subject(name):
    assert formats.detect(name, BODY.encode()).name == "text"


@pytest.mark.parametrize(
    ("name", "format"), [("a.csv", "csv"), ("a.log", "code"), ("a.xlsx", "spreadsheet"), ("a.wacz", "wacz")]
)
def test_the_name_tells_where_the_bytes_do_not(name, format):
    head = b"PK\x03\x04\x14\x00\x00\x00a" if name.endswith(("x", "z")) else b"text\nThe minister said no.\n"
    assert formats.detect(name, head).name == format


def test_a_table_that_is_torn_off_within_a_row_is_one():
    row = f'1,"{"x" * (formats.HEAD // 2)}","It rains."\n'
    assert formats.detect("a.txt", f"id,text,title\n{row * 3}".encode()[: formats.HEAD]).name == "csv"


@pytest.mark.parametrize(
    "part", ["a: ", "SELECT ", "<!--", "{", "[", '"', "- a:\n", "x\t", "PREFIX a: <b>\n", "A(", "\\"]
)
def test_no_beginning_takes_long(part):
    formats.detect("-", (part * formats.HEAD).encode()[: formats.HEAD])
    formats.detect("-", (part + " " * formats.HEAD).encode()[: formats.HEAD])
