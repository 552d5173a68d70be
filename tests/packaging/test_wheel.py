"""What a user installs: the wheel carries its resources, and works in an empty environment."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ARTICLE = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."


VENDOR = "kg/serve/static/vendor/"


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel_without_npm(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(checkout, tmp_path_factory.mktemp("plain"), KG_WITHOUT_NPM="1")


def built(checkout: Path, out: Path, **variables: str) -> Path:
    call = [sys.executable, "-m", "uv", "build", "--wheel", "--quiet", "--out-dir", str(out), str(checkout)]
    subprocess.run(call, check=True, capture_output=True, text=True, env={**os.environ, **variables})
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
    assert {"kg/serve/templates/base.html", "kg/serve/static/style.css"} <= set(names)
    assert "kg/english/tables/happenings.yaml" in names
    assert not any(name.startswith(("tests/", "demo/", "kg-store/")) for name in names)


@pytest.mark.skipif(not shutil.which("npm"), reason="npm brings the editor")
def test_the_wheel_carries_the_editor_and_its_licences(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        files = {name.removeprefix(VENDOR): archive.read(name) for name in archive.namelist() if VENDOR in name}
    assert set(files) == {"yasgui.min.js", "yasgui.min.css", "LICENSES.txt", ".lock-hash"}
    assert len(files["yasgui.min.js"]) > 500_000
    locked = json.loads((checkout / "kg" / "serve" / "npm" / "package-lock.json").read_text())["packages"]
    for name in ("@zazuko/yasgui", "codemirror", "jquery", "datatables.net", "dompurify", "n3"):
        version = locked[f"node_modules/{name}"]["version"]
        assert f'"name": "{name}", "version": "{version}"' in files["LICENSES.txt"].decode()


def test_a_wheel_built_without_npm_is_the_same_but_for_the_editor(wheel: Path, wheel_without_npm: Path) -> None:
    plain = zipfile.ZipFile(wheel_without_npm).namelist()
    assert not [name for name in plain if VENDOR in name]
    assert set(plain) == {name for name in zipfile.ZipFile(wheel).namelist() if VENDOR not in name}
    assert {"kg/serve/static/editor.js", "kg/serve/static/editor.css"} <= set(plain)


def test_every_package_of_the_editor_is_locked_by_its_hash(checkout: Path) -> None:
    folder = checkout / "kg" / "serve" / "npm"
    asked = json.loads((folder / "package.json").read_text())["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert locked.pop("")["dependencies"] == asked
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())
    assert all(package["resolved"].startswith("https://registry.npmjs.org/") for package in locked.values())


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
