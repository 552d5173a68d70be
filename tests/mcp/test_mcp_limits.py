"""What goes beyond a limit, or is no longer wanted, ends; a server leaves no process behind."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import pytest
from clients import (
    ENVIRONMENT,
    MODES,
    PRODUCT,
    Served,
    ask,
    below,
    call,
    command,
    over_http,
    over_stdio,
    text,
    until,
)
from mcp import Client


def test_time_and_rows(told: Path) -> None:
    with over_http(told, "--timeout", "1", "--rows", "50") as served:
        slow = call(served, "sparql", {"query": PRODUCT})
        assert slow.is_error
        assert text(slow) == "this takes longer than 1 s (ask for less) [limit: seconds]"
        assert slow.structured_content["limit"] == "seconds"
        many = call(served, "who_said", {"limit": 100})
        assert many.is_error
        assert many.structured_content["limit"] == "rows"
        few = call(served, "who_said", {"limit": 5}).structured_content
        assert (len(few["rows"]), few["total"], few["total_is_at_least"]) == (5, 50, True)
        assert few["cut"] == "5 of more than 50: these are not all"


def test_memory(told: Path) -> None:
    hungry = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    with over_http(told, "--memory", "0.3") as served:
        result = call(served, "sparql", {"query": hungry})
        assert result.structured_content["limit"] == "gigabytes"


def test_an_answer_that_is_too_long(served: Served) -> None:
    long = 'SELECT (GROUP_CONCAT(STR(?p); SEPARATOR=" ") AS ?all) { ?s ?p ?o }'
    result = call(served, "sparql", {"query": long})
    assert result.is_error
    assert text(result) == "the answer is longer than 500 kB (ask for fewer rows) [limit: megabytes]"


async def cancelled(client: Client) -> float:
    """Gives a query up, and asks another one of the same worker; seconds that this takes."""
    with anyio.move_on_after(1) as scope:
        await client.call_tool("sparql", {"query": PRODUCT})
    assert scope.cancelled_caught
    start = time.monotonic()
    assert (await client.call_tool("sparql", {"query": "ASK { ?s ?p ?o }"})).structured_content == {"answer": True}
    return time.monotonic() - start


@pytest.mark.parametrize("mode", MODES)
def test_a_call_that_is_given_up_over_http(told: Path, mode: str) -> None:
    with over_http(told) as served:
        before = set(below(served.process.pid))
        assert ask(served, cancelled, mode) < 5
        assert len(before - set(below(served.process.pid))) == 1, "its worker has ended"
        assert until(lambda: len(below(served.process.pid)) == len(before)), "another has taken its place"


@pytest.mark.parametrize("mode", MODES)
def test_a_call_that_is_given_up_over_stdio(told: Path, mode: str) -> None:
    async def asks(client: Client) -> tuple[float, int]:
        mine = set(below(os.getpid()))
        seconds = await cancelled(client)
        return seconds, len(mine - set(below(os.getpid())))

    seconds, ended = ask(over_stdio(told), asks, mode)
    assert seconds < 5
    assert ended == 1


def test_a_client_that_goes_is_not_worked_for(told: Path) -> None:
    with over_http(told) as served:
        before = set(below(served.process.pid))
        asked = ["curl", "-s", "-m", "1", served.url, "-H", "content-type: application/json"]
        asked += ["-H", "accept: application/json, text/event-stream", "-D", "-"]
        hello = (
            '{"jsonrpc":"2.0","id":1,"method":"initialize","params":'
            '{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}'
        )
        head = subprocess.run([*asked, "-d", hello], capture_output=True, text=True).stdout
        session = next(line for line in head.splitlines() if line.lower().startswith("mcp-session-id:"))
        call = '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sparql","arguments":{"query":"%s"}}}'
        done = subprocess.run([*asked, "-H", session, "-d", call % PRODUCT], capture_output=True, text=True)
        assert done.returncode == 28, done
        assert until(lambda: len(before - set(below(served.process.pid))) == 1)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("by", [("mcp",), ("mcp", "--http", "--port", "0"), ("serve", "--port", "0")])
def test_no_process_is_left_behind(told: Path, by: tuple[str, ...], number: int) -> None:
    started = command(*by, "--store", told, "--workers", "1")
    with subprocess.Popen(
        started, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        assert until(lambda: len(below(process.pid)) >= 3)
        time.sleep(0.5)
        left = below(process.pid)
        process.send_signal(number)
        assert until(lambda: process.poll() is not None)
        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left)), left


def test_the_server_ends_when_stdin_closes(told: Path) -> None:
    done = subprocess.run(command("mcp", "--store", told), env=ENVIRONMENT, input=b"", capture_output=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_server_that_cannot_start_tells_why(tmp_path: Path, told: Path) -> None:
    def said(*arguments: object) -> str:
        done = subprocess.run(command(*arguments), env=ENVIRONMENT, input="", capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        return done.stderr

    assert "no store here" in said("mcp", "--store", tmp_path / "none")
    assert "--port goes with --http" in said("mcp", "--store", told, "--port", "1")


def test_heads_of_requests_are_as_http_has_them(served: Served) -> None:
    host, port = urlsplit(served.url).netloc.split(":")
    heads = {
        b"GET /mcp HTTP/1.1": b" 400 ",
        b"GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1": b" 400 ",
        b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: gzip\r\nContent-Length: 0": b" 415 ",
        b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000001\r\nExpect: 100-continue": b" 413 ",
        b"GET /mcp HTTP/1.1\r\nHost: elsewhere.example": b" 421 ",  # which the protocol refuses itself
    }
    for head, status in heads.items():
        with socket.create_connection((host, int(port)), timeout=30) as client:
            client.sendall(head + b"\r\n\r\n")
            assert status in client.recv(4096).split(b"\r\n")[0], head
