"""The example of docs/curation.md is true: its files are written, its commands run, on a terminal of 120 columns."""

import os
import re
from pathlib import Path

import golden
import pytest
from shell import on_a_terminal

from kg.curation import grammar

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_CLEARED = re.compile(r"^[^\n]*\r\x1b\[K", re.MULTILINE)


def _block(page: str, language: str) -> str:
    (found,) = re.findall(rf"(?<=^```{language}\n).*?(?=^```$)", page, re.MULTILINE | re.DOTALL)
    return found


def test_the_commands_print_what_the_page_shows(checkout: Path, tmp_path: Path) -> None:
    page = checkout / "docs" / "curation.md"
    text = page.read_text("utf-8")
    (tmp_path / "articles.jsonl").write_text(_block(text, "json"), "utf-8")
    (tmp_path / "decisions.txt").write_text(_block(text, "text"), "utf-8")

    def played(block: re.Match[str]) -> str:
        shown = ""
        for command in re.findall(r"^\$ kg (.*)$", block[0], re.MULTILINE):
            printed, code = on_a_terminal(*command.split(), cwd=tmp_path, columns=120)
            assert code == 0, f"kg {command}: {printed}"
            shown += f"$ kg {command}\n{_CLEARED.sub('', printed)}"
        return shown

    golden.holds(page, _CONSOLE.sub(played, text))


def test_the_page_tells_of_every_form(checkout: Path) -> None:
    page = (checkout / "docs" / "curation.md").read_text("utf-8")
    for form in grammar.FORMS.values():
        assert f"`{form}`" in page, form
