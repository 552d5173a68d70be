"""How far an import is: how many of how many, how fast, how long still; and what is said of one that is broken off."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kg.article.extent import number_of_articles
from kg.cli import progress
from kg.cli.progress import Progress, duration
from kg.importing import Summary

TEXT = "China accused Japan of lying about the islands."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_line_tells_the_rate_and_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 0.0, 10.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    shown = Progress(2000, is_shown=True)
    summary = Summary()
    summary.outcomes["added"] = 20
    summary.facts["events"] = 1130
    shown(summary)
    assert shown.line(summary) == "20 of 2,000 articles · 1,130 facts · 2.0 a second · 16 min left"


def test_where_nobody_knows_how_many_there_are_the_line_tells_none() -> None:
    assert Progress(None, is_shown=False).line(Summary()) == "0 articles · 0 facts"


@pytest.mark.parametrize(("seconds", "told"), [(8, "8 s"), (840, "14 min"), (7500, "2 h 5 min")])
def test_lengths_of_time(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_articles_are_counted_before_they_are_read(folder: Path) -> None:
    Path("a.txt").write_text(TEXT)
    Path("b.jsonl").write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(3)))
    Path("c.csv").write_text(f"id,text\n1,{TEXT}\n2,{TEXT}\n")
    Path("d.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    with zipfile.ZipFile("e.zip", "w") as archive:
        archive.writestr("x/a.txt", TEXT)
        archive.writestr("x/b.txt", TEXT)
    assert number_of_articles(["."]) == 1 + 3 + 2 + 0 + 2


@pytest.mark.parametrize("source", ["-", "https://news.example/", "nowhere.txt"])
def test_of_some_sources_nobody_knows(folder: Path, source: str) -> None:
    assert number_of_articles([source]) is None


def test_on_a_terminal_the_total_stands_there_from_the_start(folder: Path) -> None:
    Path("a.jsonl").write_text("".join(json.dumps({"id": n, "text": f"{TEXT} {n}."}) + "\n" for n in range(5)))
    main, side = pty.openpty()
    command = [sys.executable, "-m", "kg", "import", "a.jsonl", "--store", "store"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=side) as process:
        os.close(side)
        shown = os.read(main, 1000).decode()
        process.wait()
    assert "0 of 5 articles" in shown


@pytest.mark.slow
def test_an_import_that_is_broken_off_says_how_much_is_stored(folder: Path) -> None:
    Path("a.jsonl").write_text("".join(json.dumps({"id": n, "text": f"{TEXT} {n}."}) + "\n" for n in range(300)))
    command = [sys.executable, "-m", "kg", "import", "a.jsonl", "--store", "store"]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and sum(1 for _ in Path("store/texts").glob("*/*")) < 10:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    first, last = told.splitlines()
    assert first.startswith("stored until here: ")
    assert first.endswith(" added; the same command goes on from there")
    assert last == "error: interrupted"
