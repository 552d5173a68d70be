"""What each command prints, on a terminal of 100 columns and for programs."""

import json
import re
from pathlib import Path

import golden
import pytest
from shell import Kg

from kg.cli.main import COMMANDS, cli

HERE = Path(__file__).parent / "golden"
ARTICLE = HERE / "article.json"


@pytest.fixture
def told(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """``kg`` in a folder whose store holds the one article of the golden outputs."""
    monkeypatch.setenv("COLUMNS", "100")
    assert kg("import", ARTICLE, "-q").code == 0
    return kg


CASES = {
    "query.txt": ["query", "who-said", "--format", "table"],
    "query.json": ["query", "who-said", "--format", "json"],
    "query.csv": ["query", "who-said", "--format", "csv"],
    "query.tsv": ["query", "who-said", "--format", "tsv"],
    "query-all.txt": ["query", "sanctions", "--all", "--format", "table"],
    "query-none.txt": ["query", "who-said", "-p", "act=praise", "--format", "table"],
    "query-none.json": ["query", "who-said", "-p", "act=praise"],
    "query-list.txt": ["query", "--format", "table"],
    "query-list.csv": ["query", "--format", "csv"],
    "query-describe.txt": ["query", "who-said", "--describe", "--format", "table"],
    "stats.txt": ["stats", "--format", "table"],
    "stats.json": ["stats", "--format", "json"],
    "validate.txt": ["validate", "--format", "table"],
    "export.nq": ["export"],
    "export.trig": ["export", "--format", "trig"],
    "show-actor.txt": ["show", "wd:Q159", "Golden Times"],
}


@pytest.mark.parametrize("name", CASES)
def test_output(told: Kg, name: str) -> None:
    done = told(*CASES[name])
    assert done.code == 0, done.err
    golden.holds(HERE / name, done.out)


def test_show_and_explain(told: Kg) -> None:
    rows = json.loads(told("query", "coverage").out)
    assert rows
    article = json.loads(told("query", "who-said").out)[0]["article"]
    shown = told("show", article).out
    facts = re.findall(r"^  ([sex]-[0-9a-f]{10})  ", shown, re.MULTILINE)
    assert len(facts) >= 4
    parts = [shown]
    for fact in facts:
        parts += [f"$ kg show {fact}\n{told('show', fact).out}", f"$ kg explain {fact}\n{told('explain', fact).out}"]
    golden.holds(HERE / "show-explain.txt", "\n".join(parts))


def test_import_tells_what_it_did(kg: Kg) -> None:
    Path("bad.txt").write_bytes(b"\0")
    first = kg("import", ARTICLE, "bad.txt", "--format", "table")
    again = kg("import", ARTICLE, "--format", "table")
    changed = json.loads(ARTICLE.read_text("utf-8")) | {"title": "Another title"}
    Path("changed.json").write_text(json.dumps(changed))
    replaced = kg("import", "changed.json", "--format", "table")
    assert [done.code for done in (first, again, replaced)] == [2, 0, 0]
    assert (
        first.err
        == "refused: bad.txt: this is no text, but binary (give articles as text, pages, feeds or JSON lines)\n"
    )
    golden.holds(HERE / "import.txt", "\n".join(done.out for done in (first, again, replaced)))
    assert first.out.startswith("articles: 1 added, 1 refused\n")
    assert again.out.startswith("articles: 1 unchanged, 0 refused\n")
    assert replaced.out.startswith("articles: 1 replaced, 0 refused\n")


def test_import_tells_programs_the_same(kg: Kg) -> None:
    report = json.loads(kg("import", ARTICLE, "absent.txt").out)
    assert report["articles"] == {"added": 1}
    assert set(report["facts"]) == {"statements", "events", "sanctions"}
    assert report["actors"]["linked"] > 2
    assert report["refused"] == ["absent.txt: cannot read it: no such file or directory"]


def test_retract_leaves_nothing(told: Kg) -> None:
    article = json.loads(told("query", "who-said").out)[0]["article"]
    assert told("retract", article).err.splitlines() == [
        f"retracted {article}",
        "words of it may still lie in the store's files: `kg compact --store kg-store` writes these anew",
    ]
    assert json.loads(told("stats").out)["quads"] == 0


def test_extract_prints_a_line_for_an_article(kg: Kg) -> None:
    done = kg("extract", ARTICLE)
    assert done.out.count("\n") == 1
    assert json.loads(done.out)["url"] == "https://news.example/2023/02/talks"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(kg: Kg, checkout: Path, command: str) -> None:
    done = kg(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: kg {command} ")
    assert f"kg {command}" in (checkout / "README.md").read_text("utf-8")
    assert f"  {command} " in kg("--help").out


def test_no_command_is_forgotten(checkout: Path) -> None:
    modules = {path.stem.rstrip("_") for path in (checkout / "kg" / "cli" / "commands").glob("[!_]*.py")}
    assert modules == set(COMMANDS) == set(cli.list_commands(None))  # type: ignore[arg-type]
