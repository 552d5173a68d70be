"""What a user installs: the wheel carries its resources, and works in an empty environment."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ARTICLE = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    call = [sys.executable, "-m", "uv", "build", "--wheel", "--quiet", "--out-dir", str(out), str(checkout)]
    subprocess.run(call, check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel and what it asks for, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
    python = folder / "bin" / "python"
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", str(python), str(wheel)], check=True)
    return folder


def test_the_wheel_carries_its_resources(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder, suffix, least in (
        ("ontology", ".ttl", 9),
        ("ontology", ".owl", 1),
        ("ontology", "catalog-v001.xml", 1),
        ("ontology/shapes", ".ttl", 5),
        ("queries", ".rq", 5),
        ("data/reference", ".sqlite", 1),
        ("data/reference", "README.md", 1),
    ):
        prefix = f"kg/_resources/{folder}/"
        found = [n for n in names if n.startswith(prefix) and n.endswith(suffix) and "/" not in n.removeprefix(prefix)]
        assert len(found) >= least, (folder, found)
    assert "kg/py.typed" in names
    assert "kg/tables/schema.yaml" in names
    assert "kg/english/words/a.yaml" in names
    assert "kg/english/tables/happenings.yaml" in names
    assert not any(name.startswith(("tests/", "demo/", "kg-store/")) for name in names)


def test_an_installed_kg_goes_from_an_article_to_an_answer(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    kg = str(environment / "bin" / "kg")
    imported = call(kg, "import", "article.txt", cwd=tmp_path)
    assert imported.returncode == 0, imported.stderr
    asked = call(kg, "query", "who-said", "--format", "json", cwd=tmp_path)
    assert "Lavrov" in asked.stdout
    assert "waging war on Russia" in asked.stdout


def test_an_installed_kg_tells_its_version(environment: Path) -> None:
    from kg import __version__

    assert call(str(environment / "bin" / "kg"), "--version", cwd=environment).stdout == f"kg {__version__}\n"


def call(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(cwd)}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=bare)
