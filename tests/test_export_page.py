"""The examples of docs/export.md are true: each command is run, in order, by a shell."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import golden
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix" or shutil.which("bash") is None, reason="commands for bash")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


class Shell:
    """A folder with the samples; what a block exports, the next ones know."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        shutil.copytree(checkout / "data" / "samples", folder / "data" / "samples")
        (folder / "bin").mkdir()
        kg = folder / "bin" / "kg"
        kg.write_text(f'#!/bin/sh\nexec {sys.executable} -m kg "$@"\n')
        kg.chmod(0o755)
        self._folder = folder
        self._kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
        self._kept |= {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "COLUMNS": "120"}

    def played(self, block: str) -> str:
        """A block's commands, each with what it prints now."""
        return "".join(f"$ {command}\n{self._run(command)}" for command in _COMMAND.findall(block))

    def _run(self, command: str) -> str:
        if exported := re.fullmatch(r"export (\w+)=(\S+)", command):
            self._kept[exported[1]] = exported[2]
            return ""
        call = ["bash", "-o", "pipefail", "-c", command]
        done = subprocess.run(call, cwd=self._folder, env=self._kept, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == done.stderr.startswith("error: "), f"{command}: {done.stderr}"
        return done.stdout + done.stderr


def test_the_examples_print_what_the_page_shows(checkout: Path, tmp_path: Path) -> None:
    page = checkout / "docs" / "export.md"
    text = page.read_text("utf-8")
    shell = Shell(tmp_path, checkout)
    assert len(_COMMAND.findall(text)) >= 10
    golden.holds(page, _BLOCK.sub(lambda block: shell.played(block[0]), text))


def test_what_is_not_true_is_found(checkout: Path, tmp_path: Path) -> None:
    """The guard can fail: a block that shows something else is played to another end, a command that fails is told."""
    shell = Shell(tmp_path, checkout)
    assert shell.played("$ echo so\nnot so\n") == "$ echo so\nso\n"
    with pytest.raises(AssertionError, match="no-such-command"):
        shell.played("$ no-such-command\n")
