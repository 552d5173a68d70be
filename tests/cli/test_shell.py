"""Real processes: pipes, signals, full disks, terminals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import on_a_terminal

GOOD = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."
KG = [sys.executable, "-m", "kg"]

posix = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX")
pytestmark = posix


def run(command: str, **kwargs: object) -> subprocess.CompletedProcess[str]:
    """A line of bash in which $KG is the command."""
    environment = {**os.environ, "KG": " ".join(KG), "COLUMNS": "100"}
    arguments = ["bash", "-o", "pipefail", "-c", command]
    return subprocess.run(arguments, capture_output=True, text=True, env=environment, timeout=120, **kwargs)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    records = [{"id": f"{n}", "text": f"{GOOD} Britain denied it, case {n}."} for n in range(1000)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come so far"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    "command",
    [
        "query who-said --format csv",
        "export",
        "export --format trig",
        "export --format jsonld",
        "export --format webannotation",
        "query billions.rq --format json",
        "query billions.rq --format sparql-json",
        "query billions.rq --format table",
    ],
)
def test_a_reader_that_leaves_is_no_failure(store: Path, tmp_path: Path, command: str) -> None:
    """Also: a result of billions of rows comes row by row."""
    (tmp_path / "billions.rq").write_text("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    done = run(f"$KG {command} --store {store} | head -2", cwd=tmp_path)
    assert done.stdout.count("\n") == 2
    assert (done.returncode, done.stderr) == (0, "")


def test_head_of_an_extraction_ends_it_quietly(many: Path) -> None:
    done = run(f"$KG extract {many} | head -1")
    assert json.loads(done.stdout)["id"] == "0"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_told_in_one_line(store: Path) -> None:
    done = run(f"$KG stats --store {store} > /dev/full")
    assert (done.returncode, done.stderr) == (2, "error: output: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_closed_streams_break_nothing(store: Path, closed: str) -> None:
    assert run(f"$KG stats --store {store} {closed}").returncode == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_import_leaves_a_good_store_and_no_worker(many: Path, workers: int, tmp_path: Path) -> None:
    store = tmp_path / "store"
    command = [*KG, "import", str(many), "--store", str(store), "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        until((store / "store.json").exists)
        readers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    *stored, error = told.strip().splitlines()
    assert error == "error: interrupted"
    assert all(line.endswith("the same command goes on from there") for line in stored)
    assert len(readers) == (0 if workers == 1 else workers)
    assert not any(map(is_alive, readers))
    assert run(f"$KG validate --store {store} --format csv").returncode in (0, 1)  # 1: nothing was stored yet
    assert run(f"$KG import -q {many} --store {store}").returncode == 0
    assert not (store / "unclean").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_run_however_it_ends(many: Path, number: int, tmp_path: Path) -> None:
    command = [*KG, "extract", str(many), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until(lambda: len(children(process.pid)) == 2)
        time.sleep(0.5)
        readers = children(process.pid)
        process.send_signal(number)
        process.wait(timeout=60)
    until(lambda: not any(map(is_alive, readers)), seconds=15)


def test_a_worker_that_dies_is_told_in_one_line(many: Path) -> None:
    command = [*KG, "extract", str(many), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        until(lambda: len(children(process.pid)) == 2)
        os.kill(children(process.pid)[0], signal.SIGKILL)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 3
    assert told == (
        "error: a process that reads articles was killed, perhaps for want of memory "
        "(what is stored stays: run it again, with fewer --workers)\n"
    )


def test_ctrl_c_ends_a_query_that_would_run_for_hours(store: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with subprocess.Popen([*KG, "query", "-", "--store", str(store)], stdin=subprocess.PIPE, text=True) as process:
        assert process.stdin
        process.stdin.write(endless)
        process.stdin.close()
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) in (-signal.SIGINT, 130)


HOSTILE = "\x1b[31m\x1b]0;owned\x07\x9b31m\u202e"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    record = {
        "id": f"x{HOSTILE}",
        "title": f"Title {HOSTILE}",
        "publisher": f"Outlet {HOSTILE}",
        "text": f"{GOOD} Dmitry Peskov said {HOSTILE} Britain attacked Belgorod.",
        "published": "2024-01-01",
    }
    path = folder / "hostile.jsonl"
    path.write_text(json.dumps(record))
    assert run(f"$KG import {path} --store {folder / 'store'}").returncode == 0
    return folder / "store"


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_nothing_that_an_article_says_drives_a_terminal(hostile: Path, format: str) -> None:
    query = "SELECT ?s ?o { ?s ?p ?o FILTER(isLiteral(?o)) }"
    (hostile.parent / "all.rq").write_text(query)
    shown, code = on_a_terminal("query", str(hostile.parent / "all.rq"), "--store", str(hostile), "--format", format)
    assert code == 0
    assert "Dmitry Peskov" in shown
    assert not set(HOSTILE) & set("\x1b\x07\x9b\u202e") & set(shown)


def test_show_and_explain_are_safe_in_a_pipe_too(hostile: Path) -> None:
    rows = json.loads(run(f"$KG query who-said --store {hostile}").stdout)
    shown = "".join(
        run(f"$KG {command} '{id}' --store {hostile}").stdout
        for command, id in [("show", rows[0]["article"]), *(("explain", row["statement"]) for row in rows)]
    )
    assert "Title" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


def test_the_name_of_a_file_does_not_drive_a_terminal() -> None:
    shown, code = on_a_terminal("extract", "absent\x1b[31m.txt")
    assert code == 2
    assert "absent" in shown
    assert "\x1b" not in shown


def test_a_terminal_gets_a_table_and_a_pipe_json(store: Path) -> None:
    shown, _ = on_a_terminal("stats", "--store", str(store))
    assert shown.startswith("WHAT")
    assert json.loads(run(f"$KG stats --store {store}").stdout)["articles"] > 10
