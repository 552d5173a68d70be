"""The README's examples are true: each command is run, in order, on a terminal of 120 columns."""

import os
import re
import shutil
from functools import partial
from pathlib import Path

import golden
import pytest
from shell import on_a_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ kg (.*)$", re.MULTILINE)
_EVENT = re.compile(r"\be-[0-9a-f]{10}\b")
_CLEARED = re.compile(r"^.*\r\x1b\[K", re.MULTILINE | re.DOTALL)
"""The progress of an import, which a terminal has wiped away at its end."""


@pytest.fixture
def folder(checkout: Path, tmp_path: Path) -> Path:
    shutil.copytree(checkout / "data" / "samples", tmp_path / "data" / "samples")
    return tmp_path


def test_the_examples_print_what_the_readme_shows(checkout: Path, folder: Path) -> None:
    readme = checkout / "README.md"
    text = readme.read_text("utf-8")
    assert len(_COMMAND.findall(text)) >= 5
    golden.holds(readme, _BLOCK.sub(lambda block: _played(block[0], folder), text))


def _played(block: str, folder: Path) -> str:
    """A block's commands, each with what it prints now; an event to explain is one that the command before it shows."""
    shown = ""
    for line in _COMMAND.findall(block):
        seen = _EVENT.findall(shown)
        command = _EVENT.sub(partial(_shown, seen), line)
        printed, code = on_a_terminal(*command.split(), cwd=folder, columns=120)
        assert code == 0, f"kg {command}: {printed}"
        shown += f"$ kg {command}\n{_CLEARED.sub('', printed)}"
    return shown


def _shown(seen: list[str], id: re.Match[str]) -> str:
    return id[0] if id[0] in seen or not seen else seen[0]


def test_what_is_not_true_is_found(folder: Path) -> None:
    """The guard can fail: a block that shows something else is played to another end."""
    block = "$ kg stats --help\nno such output\n"
    assert _played(block, folder) != block
