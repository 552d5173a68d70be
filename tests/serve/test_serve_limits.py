"""A request that costs too much is answered by an error that says so, and costs the others nothing."""

import asyncio
import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from serving import process, serving

from kg.serve import pool
from kg.serve.limits import BusyError, Limits
from kg.serve.pool import Lane
from kg.serve.work import Job
from kg.serve.worker import _told

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (!kg:a|!kg:b)* ?b . ?b (!kg:c|^!kg:d)* ?c }"
ROWS = "SELECT * { ?a ?b ?c }"
OPTIONALS = f"SELECT * {{ ?a ?b ?c {'OPTIONAL { ?a ?b ?c } ' * 40_000} }}"


@pytest.fixture(scope="module")
def narrow(store: Path) -> Iterator[str]:
    """A server whose limits are soon reached."""
    with serving(store, "--timeout", "1", "--memory", "0.4", "--rows", "5000", "--workers", "2") as address:
        yield address


def ask(address: str, query: str, **options: str) -> requests.Response:
    return requests.post(f"{address}/sparql", data={"query": query, **options}, timeout=60)


@pytest.mark.parametrize(
    ("query", "limit", "words"),
    [
        (PRODUCT, "seconds", "takes longer than 1 s"),
        (PATHS, "seconds", "takes longer than 1 s"),
        (SORTED, "gigabytes", "more than 0.4 GB"),
        (ROWS, "rows", "more than 5,000 rows"),
    ],
)
def test_a_limit_is_an_error_that_names_it(narrow: str, query: str, limit: str, words: str) -> None:
    answer = ask(narrow, query)
    assert answer.status_code == 422
    assert answer.headers["X-kg-Limit"] in ((limit,) if limit != "gigabytes" else (limit, "seconds"))
    assert words in answer.text or answer.headers["X-kg-Limit"] != limit
    assert ask(narrow, "ASK {}").json()["boolean"] is True


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_to_the_row_in_each_form(narrow: str, format: str) -> None:
    just = """SELECT ?s (',\\n},{"x' AS ?odd) { ?s ?p ?o } LIMIT %d"""
    assert ask(narrow, just % 5000, format=format).status_code == 200
    assert ask(narrow, just % 5001, format=format).status_code == 422


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_rows_without_a_value_are_counted_too(narrow: str, format: str) -> None:
    just = "SELECT (1/0 AS ?x) { ?s ?p ?o } LIMIT %d"
    assert ask(narrow, just % 5000, format=format).status_code == 200
    assert ask(narrow, just % 5001, format=format).status_code == 422


@pytest.mark.parametrize("format", ["ntriples", "turtle", "jsonld", "rdfxml"])
def test_triples_are_counted_too(narrow: str, format: str) -> None:
    just = "CONSTRUCT {{ ?s ?p ?o }} {{ SELECT * {{ ?s ?p ?o }} LIMIT {} }}"
    assert ask(narrow, just.format(4000), format=format).status_code == 200
    assert ask(narrow, just.format(9000), format=format).headers["X-kg-Limit"] == "rows"


def test_the_form_for_sparql_waits_for_no_query(store: Path) -> None:
    with serving(store, "--timeout", "6", "--workers", "1") as address:
        bombs = [threading.Thread(target=ask, args=(address, PRODUCT)) for _ in range(3)]
        for bomb in bombs:
            bomb.start()
        time.sleep(0.5)
        began = time.monotonic()
        page = requests.get(f"{address}/sparql", headers={"Accept": "text/html"}, timeout=30)
        assert (page.status_code, time.monotonic() - began < 4) == (200, True)
        for bomb in bombs:
            bomb.join()


def test_long_answers_that_a_killed_server_left_are_cleared_away_by_the_next(store: Path, tmp_path: Path) -> None:
    left = Path(tempfile.gettempdir())
    with process(store) as (_, server):
        (spool,) = left.glob(f"kg-serve-{server.pid}-*")
        server.kill()
        server.wait(10)
        assert spool.exists()
    with process(store):
        assert not spool.exists()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (OPTIONALS, 400),
        ("SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }", 400),
        ("SELECT * { ?s " + "/".join(["kg:a*"] * 20_000) + " ?o }", 400),
        ("SELECT * { ?s ?p " + "1" * 900_000 + " }", 400),
        ("x" * 1_900_000, 400),
        ("x" * 2_100_000, 413),
    ],
    ids=["optionals", "braces", "path", "number", "long", "too-long"],
)
def test_bombs_in_the_text(narrow: str, query: str, status: int) -> None:
    answer = requests.post(
        f"{narrow}/sparql", data=query.encode(), headers={"Content-Type": "application/sparql-query"}, timeout=60
    )
    assert answer.status_code == status, answer.text[:200]
    assert ask(narrow, "ASK {}").status_code == 200


def test_the_library_is_answered_while_sparql_takes_all_that_it_may(store: Path) -> None:
    with serving(store, "--timeout", "4", "--workers", "2") as address:
        bombs = [threading.Thread(target=ask, args=(address, PRODUCT)) for _ in range(6)]
        for bomb in bombs:
            bomb.start()
        time.sleep(0.5)
        began = time.monotonic()
        answer = requests.get(f"{address}/queries/articles", timeout=30)
        assert (answer.status_code, time.monotonic() - began < 3) == (200, True)
        for bomb in bombs:
            bomb.join()


def test_what_nobody_waits_for_any_more_is_ended(store: Path) -> None:
    with process(store, "--timeout", "0", "--workers", "1") as (address, _):
        for _ in range(3):
            with pytest.raises(requests.Timeout):
                requests.post(f"{address}/sparql", data={"query": PRODUCT}, timeout=0.5)
        assert ask(address, "ASK {}").status_code == 200


def test_a_worker_that_dies_is_replaced(store: Path) -> None:
    with process(store, "--workers", "1") as (address, server):
        for worker in workers(server):
            os.kill(worker, signal.SIGKILL)
        answers = [ask(address, "ASK {}").status_code for _ in range(4)]
        assert answers[-1] == 200
        assert set(answers) <= {200, 500}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_server_ends(store: Path, number: signal.Signals) -> None:
    with process(store, "--timeout", "0", "--workers", "2") as (address, server):
        asking = threading.Thread(target=_until_it_ends, args=(address,))
        asking.start()
        time.sleep(0.5)
        left = workers(server)
        assert len(left) >= 4
        server.send_signal(number)
        server.wait(20)
        asking.join()
        if number != signal.SIGKILL:
            assert server.returncode == 0
        deadline = time.monotonic() + 10
        while any(_runs(each) for each in left) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [each for each in left if _runs(each)]


def workers(server: "subprocess.Popen[str]") -> list[int]:
    """The processes below a server that run the forked workers."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in told.splitlines())}
    below = {pid for pid, parent in parents.items() if parent == server.pid}
    return sorted(pid for pid, parent in parents.items() if parent in below)


def _until_it_ends(address: str) -> None:
    with suppress(requests.RequestException):
        ask(address, PRODUCT)


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_requests_are_logged_where_that_is_wanted(store: Path) -> None:
    with process(store, "--log") as (address, server):
        assert requests.get(f"{address}/queries/coverage?limit=1", timeout=30).status_code == 200
        assert server.stderr is not None
        assert '"GET /queries/coverage?limit=1 HTTP/1.1" 200' in server.stderr.readline()


def test_without_a_limit_of_rows_only_an_empty_answer_is_warned_of(store: Path) -> None:
    with serving(store, "--rows", "0") as address:
        query = "SELECT * {{ ?s a kg:Statement OPTIONAL {{ ?s kg:nosuch ?o }} {} }}"
        assert "X-kg-Warning" not in ask(address, query.format("")).headers
        assert "kg:nosuch" in ask(address, query.format("FILTER(false)")).headers["X-kg-Warning"]


def test_a_worker_that_was_killed_at_rest_costs_nobody_an_answer(store: Path) -> None:
    with process(store, "--workers", "1") as (address, server):
        assert ask(address, "ASK {}").status_code == 200
        for worker in workers(server):
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.5)
        assert [ask(address, "ASK {}").status_code for _ in range(2)] == [200, 200]
        assert requests.get(f"{address}/queries/articles?limit=1", timeout=30).status_code == 200


def test_who_clears_up_temporary_files_stops_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with process(store, "--timeout", "1", "--workers", "1") as (address, _):
        assert ask(address, "ASK {}").status_code == 200
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        assert ask(address, PRODUCT).headers["X-kg-Limit"] == "seconds"
        long = ask(address, "SELECT * { ?s ?p ?o } LIMIT 5000")
        assert (long.status_code, len(long.json()["results"]["bindings"])) == (200, 5000)
        assert requests.get(f"{address}/health", timeout=10).text == "ok\n"


def test_where_no_process_can_be_started_health_says_so_until_one_can(store: Path) -> None:
    """As where the system allows no more of them."""

    async def tried() -> list[bool]:
        lane = Lane([worker])
        worker.start = refuse  # type: ignore[method-assign]
        worker._process.kill()
        worker._process.join()
        with pytest.raises(BusyError, match="no process that works can be started"):
            await lane.do(Job("queries", {"at": ""}))
        await asyncio.sleep(0.1)
        down = lane.is_well
        worker.start = start  # type: ignore[method-assign]
        await asyncio.sleep(0.5)
        await lane.do(Job("queries", {"at": "http://a.example"}))
        return [down, lane.is_well]

    def refuse() -> None:
        raise BlockingIOError("no more processes")

    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as spool:
        patched.setattr(pool, "_PAUSE", 0.2)
        worker = pool.Worker(multiprocessing.get_context("fork"), store, Path(spool) / "0", Limits())
        start = worker.start
        assert asyncio.run(tried()) == [False, True]
        worker.close()


def test_a_disk_that_is_full_is_told_as_that() -> None:
    told = _told(OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(told, BusyError)
    assert "no room for long answers" in str(told)
