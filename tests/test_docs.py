"""The pages that a user reads are true: their examples are run."""

import doctest
import shutil
from pathlib import Path

import pytest

import kg


@pytest.fixture
def folder(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(checkout / "data" / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_page(checkout: Path, folder: Path) -> None:
    done = doctest.testfile(str(checkout / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 15
    assert done.failed == 0


def test_the_package_docstring(folder: Path) -> None:
    done = doctest.testmod(kg)
    assert done.attempted >= 3
    assert done.failed == 0
