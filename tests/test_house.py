"""The rules of the house, each with a proof that its guard can fail."""

import subprocess
import sys
from pathlib import Path

import pytest
from literal_words import lists_of_words

LONGEST = 400
MOST_WORDS = 3


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


def test_ruff_finds_nothing(checkout: Path) -> None:
    checked = run("ruff", "check", "--no-cache", ".", cwd=checkout)
    assert checked.returncode == 0, checked.stdout


def test_the_code_is_formatted(checkout: Path) -> None:
    checked = run("ruff", "format", "--check", "--no-cache", ".", cwd=checkout)
    assert checked.returncode == 0, checked.stdout


def test_types_hold(checkout: Path) -> None:
    checked = run("mypy", cwd=checkout)
    assert checked.returncode == 0, checked.stdout


def test_data_flows_one_way(checkout: Path) -> None:
    checked = lint_imports(checkout)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("facts/planted.py", "import kg.store"),
        ("mentions/planted.py", "def late():\n    import rdflib"),
        ("graph/planted.py", "import click"),
    ],
)
def test_the_import_guard_notices_a_wrong_import(checkout: Path, tmp_path: Path, module: str, line: str) -> None:
    copied = tmp_path / "house"
    copied.mkdir()
    (copied / "pyproject.toml").write_text((checkout / "pyproject.toml").read_text())
    for path in (checkout / "kg").rglob("*.py"):
        target = copied / path.relative_to(checkout)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (copied / "kg" / module).write_text(line + "\n")
    assert lint_imports(copied).returncode != 0


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    call = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    return subprocess.run([sys.executable, "-c", call], cwd=folder, capture_output=True, text=True, check=False)


def test_no_module_is_too_long_to_read(checkout: Path) -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in (checkout / "kg").rglob("*.py")}
    assert len(sizes) > 30
    assert {str(path): size for path, size in sizes.items() if size > LONGEST} == {}


def test_lists_of_words_stand_in_the_dictionary(checkout: Path) -> None:
    """Rather a class with a telling name: ``kg/english/words/classes.yaml``."""
    found = []
    for room in ("english", "mentions", "facts"):
        for path in sorted((checkout / "kg" / room).rglob("*.py")):
            where = str(path.relative_to(checkout / "kg"))
            found += [(where, line, words) for line, words in lists_of_words(path.read_text("utf-8"), MOST_WORDS)]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'frozenset({"say", "tell", "add", "claim"})',
        'at in ("in", "at", "on", "near")',
        '["rescue team", "law", "ship", "boat"]',
        '{"last": -1, "past": -1, "next": 1, "coming": 1}',
        'set("war battle fight clash".split())',
        'type = ("person", "state", "place", "garden")',
    ],
)
def test_a_list_of_words_in_code_is_noticed(code: str) -> None:
    assert len(list(lists_of_words(code, MOST_WORDS))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'frozenset({"say", "tell", "add"})',
        "frozenset({Dep.DOBJ, Dep.POBJ, Dep.ATTR, Dep.OPRD})",
        'frozenset({"person", "state", "place", "armed-group"})',
        'frozenset({"imposed", "adopted", "lifted", "eased"})',
        '__all__ = ["sense", "find", "many", "more"]',
        'Kind = Literal["verb", "noun", "participle", "list"]',
        '("USA", "BEL", "FRA", "GBR")',
    ],
)
def test_labels_and_codes_are_no_words(code: str) -> None:
    assert list(lists_of_words(code, MOST_WORDS)) == []


@pytest.mark.parametrize("module", ["kg", "kg.cli.main", "kg.namespaces", "kg.settings"])
def test_starting_loads_no_heavy_library(checkout: Path, module: str) -> None:
    heavy = ["rdflib", "spacy", "pyshacl", "shacl", "pyoxigraph", "yaml", "numpy", "SPARQLWrapper"]
    heavy += ["pyarrow", "zstandard", "pyld"]
    probe = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], cwd=checkout, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
