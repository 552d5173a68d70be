"""Data files of the package: nothing stands in one twice, and no key that nobody reads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import datafile
from kg.article import formats, keys, language, mending, naming
from kg.article.page import charset, refusals
from kg.errors import ResourceError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "words.yaml"


def test_words_are_words_whatever_yaml_makes_of_them(file: Path) -> None:
    file.write_text("no: [on, 1.0, 2024-01-01, null]")
    assert datafile.read_words(file) == {"no": ["on", "1.0", "2024-01-01", "null"]}


def test_values_are_numbers_and_truth_values(file: Path) -> None:
    file.write_text("a: [1.5, true]")
    assert datafile.read_values(file) == {"a": [1.5, True]}


@pytest.mark.parametrize(
    ("text", "told"),
    [("a: 1\nb: 2\na: 3", "line 3: 'a' stands twice"), ("a: [", "no YAML"), ("x: {a: 1, a: 2}", "line 1: 'a'")],
)
def test_a_fault_is_told_in_one_line(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(ResourceError) as raised:
        datafile.read_words(file)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_missing_is_told(file: Path) -> None:
    with pytest.raises(ResourceError, match="missing"):
        datafile.read_values(file)


def test_a_key_that_nobody_reads_is_refused() -> None:
    datafile.hold_known({"a": 1}, ("a", "b"), "words.yaml")
    with pytest.raises(ResourceError, match=r"words.yaml: unknown key 'c' \(one of a, b\)"):
        datafile.hold_known({"a": 1, "c": 2}, ("a", "b"), "words.yaml")


def test_a_word_that_stands_twice_is_refused() -> None:
    datafile.hold_distinct(["a", "b"], "words.yaml")
    with pytest.raises(ResourceError, match=r"words\.yaml: .a. stands twice"):
        datafile.hold_distinct(["a", "b", "a"], "words.yaml")


@pytest.mark.parametrize(
    ("module", "table", "read", "fault"),
    [
        (refusals, "_TABLE", refusals._kinds.__wrapped__, "said: {what: a, advice: b, sayd: [c]}"),
        (keys, "_TABLE", keys._known.__wrapped__, "fields: {}\nignord: []"),
        (formats, "_TABLE", formats.table.__wrapped__, "pdf: {reader: pdf, names: [.pdf], typs: []}"),
        (formats, "_TABLE", formats.table.__wrapped__, "pdf: {names: [.pdf]}"),
        (charset, "_TABLE", charset._names.__wrapped__, "cp1252: [latin1]\ncp1254: [latin1]"),
        (mending, "_WORDS", lambda: mending._words.__wrapped__("tags"), "tags: [a, b, a]"),
        (naming, "_TABLE", naming._known.__wrapped__, "section_words: [a, b, a]"),
    ],
)
def test_each_reader_refuses_what_it_does_not_know(
    file: Path, monkeypatch: pytest.MonkeyPatch, module: object, table: str, read: Callable[[], object], fault: str
) -> None:
    file.write_text(fault)
    monkeypatch.setattr(module, table, file)
    with pytest.raises(ResourceError):
        read()


def test_the_files_of_the_package_are_read() -> None:
    assert formats.table()["pdf"].reader == "pdf"
    assert refusals._kinds()["login"].said
    assert language._names()["fr"] == "French"
