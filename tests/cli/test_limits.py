"""A query that costs too much ends, in words; and Ctrl-C and SIGTERM end any."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KG = (sys.executable, "-m", "kg")
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d"


def ask(store: Path, sparql: str, *options: str) -> "subprocess.Popen[str]":
    command = [*KG, "query", "-", "--store", str(store), *options]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin
    process.stdin.write(sparql)
    process.stdin.close()
    process.stdin = None
    return process


def test_a_query_that_takes_too_long_ends_in_words(store: Path) -> None:
    began = time.monotonic()
    with ask(store, LONG, "--timeout", "1") as process:
        out, told = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, "")
    assert told == (
        "error: the query took longer than 1 s (ask for less, or give --timeout SECONDS; 0 sets no limit)\n"
    )
    assert time.monotonic() - began < 20


def test_a_query_that_needs_too_much_memory_ends_in_words(store: Path) -> None:
    with ask(store, LARGE, "--memory", "0.3") as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told == ("error: the query needs more than 0.3 GB (ask for less, or give --memory GB; 0 sets no limit)\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_query_at_once(store: Path, number: signal.Signals) -> None:
    with ask(store, LONG) as process:
        time.sleep(2)
        assert process.poll() is None
        os.kill(process.pid, number)
        began = time.monotonic()
        process.communicate(timeout=30)
    assert time.monotonic() - began < 2
    assert process.returncode == -number


def test_what_stays_below_the_limits_is_answered(store: Path) -> None:
    with ask(store, "SELECT (COUNT(*) AS ?n) { ?s a kg:Article }", "--timeout", "0", "--memory", "0") as process:
        out, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, "")
    assert '"n"' in out


def test_whoever_does_not_read_stderr_holds_up_no_limit(store: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b" " * 4096)
    os.set_blocking(writing, True)
    command = [*KG, "query", "-", "--store", str(store), "--timeout", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=writing) as process:
        process.communicate(LONG.encode(), timeout=30)
    assert process.returncode == 2
    os.close(reading)
    os.close(writing)


def test_a_word_that_nobody_writes_is_refused_at_once(store: Path) -> None:
    with ask(store, f"SELECT * FROM <http://a> {{ ?s ?p {'1' * 150_000} }}", "--timeout", "5") as process:
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (2, "error: this query has a word of more than 1,000 characters\n")
