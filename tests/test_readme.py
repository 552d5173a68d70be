"""The README's examples are true: each command is run, in order, on a terminal of 120 columns, over real servers."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import golden
import pytest
import servers
from shell import on_a_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SCRIPT = re.compile(r"(?<=^```sh\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ kg (.*)$", re.MULTILINE)
_EVENT = re.compile(r"\be-[0-9a-f]{10}\b")
_CLEARED = re.compile(r"^[^\n]*\r\x1b\[K", re.MULTILINE)
"""The progress of an import, which a terminal has wiped away at its end."""

_SECONDS = re.compile(r"sent in [0-9.]+ s")
_OXIGRAPH, _VIRTUOSO = "http://localhost:7878", "http://localhost:8890/sparql"

ENVIRONMENT = {"KG_STORE": "example", "KG_STORE_USER": "dba", "KG_STORE_PASSWORD": servers.PASSWORD}
Addresses = dict[str, str]


@pytest.fixture
def folder(checkout: Path, tmp_path: Path) -> Path:
    shutil.copytree(checkout / "data" / "samples", tmp_path / "data" / "samples")
    return tmp_path


@pytest.fixture
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """What the page calls two servers, and where they are here: new ones, as a reader's."""
    data = tmp_path_factory.mktemp("readme")
    with servers.oxigraph(data / "oxigraph") as one, servers.virtuoso(data / "virtuoso") as two:
        yield {_OXIGRAPH: one.query.removesuffix("/query"), _VIRTUOSO: two.query}


def test_the_examples_print_what_the_readme_shows(checkout: Path, folder: Path, addresses: Addresses) -> None:
    readme = checkout / "README.md"
    text = readme.read_text("utf-8")
    assert len(_COMMAND.findall(text)) >= 10
    golden.holds(readme, _BLOCK.sub(lambda block: _played(block[0], folder, addresses), text))
    _curl_gives_what_kg_gives(text, folder, addresses)
    _rdflib_too(text, folder)


def _played(block: str, folder: Path, addresses: Addresses) -> str:
    """A block's commands, each with what it prints now; an event to explain is one that the command before it shows."""
    shown = ""
    for line in _COMMAND.findall(block):
        seen = _EVENT.findall(shown)
        command = _EVENT.sub(partial(_shown, seen), line)
        printed, code = on_a_terminal(*_here(command, addresses).split(), cwd=folder, columns=120, **ENVIRONMENT)
        assert code == 0, f"kg {command}: {printed}"
        for name, address in addresses.items():
            printed = printed.replace(address, name)
        printed = _SECONDS.sub("sent in 0.4 s", _CLEARED.sub("", printed))
        shown += f"$ kg {command}\n{printed}"
    return shown


def _here(command: str, addresses: Addresses) -> str:
    for name, address in addresses.items():
        command = command.replace(name, address)
    return command


def _shown(seen: list[str], id: re.Match[str]) -> str:
    return id[0] if id[0] in seen or not seen else seen[0]


def _curl_gives_what_kg_gives(text: str, folder: Path, addresses: Addresses) -> None:
    (script,) = (block for block in _SCRIPT.findall(text) if "curl" in block)
    script = _here(script, addresses).replace("kg query", f"{sys.executable} -m kg query")
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=True,
    )
    statements = re.findall(r"#(s-[0-9a-f]{10})", done.stdout)
    assert len(statements) == 16, done.stdout
    assert statements[:8] == statements[8:]


def _rdflib_too(text: str, folder: Path) -> None:
    (example,) = re.findall(r"(?<=^```python\n).*?(?=^```$)", text, re.MULTILINE | re.DOTALL)
    before = Path.cwd()
    os.chdir(folder)
    try:
        test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
        done = doctest.DocTestRunner().run(test)
    finally:
        os.chdir(before)
    assert (done.attempted, done.failed) == (3, 0)


def test_what_is_not_true_is_found(folder: Path) -> None:
    """The guard can fail: a block that shows something else is played to another end."""
    block = "$ kg stats --help\nno such output\n"
    assert _played(block, folder, {}) != block
