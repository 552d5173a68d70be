"""The pages that a user reads are true: their examples are run."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

import kg
from kg import query
from kg.store import memory_store


@pytest.fixture
def folder(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(checkout / "data" / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_page(checkout: Path, folder: Path) -> None:
    done = doctest.testfile(str(checkout / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 15
    assert done.failed == 0


def test_the_page_on_reading(checkout: Path) -> None:
    done = doctest.testfile(str(checkout / "docs" / "reading.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 4
    assert done.failed == 0


def test_the_package_docstring(folder: Path) -> None:
    done = doctest.testmod(kg)
    assert done.attempted >= 3
    assert done.failed == 0


def test_the_query_of_the_page_on_queries_runs(checkout: Path, tmp_path: Path) -> None:
    page = (checkout / "docs" / "queries.md").read_text("utf-8")
    (text,) = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    (tmp_path / "said.rq").write_text(text)
    found = query.load_file(tmp_path / "said.rq")
    with memory_store() as store:
        rows = query.run(store, found, {"speaker": "wd:Q58217", "about": ["wd:Q30", "wd:Q159"]})
        assert rows.columns == found.header.columns
        assert list(rows) == []


def test_the_pages_on_the_house_name_files_and_functions_that_exist(checkout: Path) -> None:
    pages = [(checkout / "docs" / name).read_text("utf-8") for name in ("architecture.md", "reading.md")]
    page = "".join(pages)
    named = re.findall(r"`(kg/[\w/]+\.py)(?::(\w+)(?:\.(\w+))?)?`", page)
    assert len(named) > 12
    for file, *definitions in named:
        code = (checkout / file).read_text("utf-8")
        for name in filter(None, definitions):
            assert re.search(rf"(def|class) {name}\b|^{name}\b", code, re.MULTILINE), f"{file} defines no {name}"
