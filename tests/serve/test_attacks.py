"""Clients that mean ill, or are slow: none stops the server, or takes from others what is theirs."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from serving import process

HEAD_SECONDS, BODY_SECONDS, TAKING_SECONDS = 10, 30, 30


@pytest.fixture(scope="module")
def attacked(store: Path) -> Iterator[str]:
    with process(store, "--workers", "2") as (address, server):
        yield address
        assert server.poll() is None
        assert requests.get(f"{address}/health", timeout=10).text == "ok\n"


def connected(address: str) -> socket.socket:
    host, port = urlsplit(address).netloc.split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def answer(client: socket.socket, sent: bytes, seconds: float = 2) -> bytes:
    """All that comes until the server closes, or so many seconds without more."""
    client.sendall(sent)
    client.settimeout(seconds)
    got = b""
    try:
        while piece := client.recv(65536):
            got += piece
    except TimeoutError:
        pass
    return got


def lasts(client: socket.socket) -> float:
    """Seconds until the server closes a connection."""
    began = time.monotonic()
    client.settimeout(90)
    try:
        while client.recv(4096):
            pass
    except OSError:
        pass
    return time.monotonic() - began


def test_a_thousand_open_connections_keep_nobody_waiting(attacked: str) -> None:
    with ExitStack() as stack:
        for _ in range(1000):
            stack.enter_context(closing(connected(attacked)))
        began = time.monotonic()
        assert requests.get(f"{attacked}/queries/articles?limit=1", timeout=30).status_code == 200
        assert time.monotonic() - began < 5


@pytest.mark.slow
def test_slow_heads_bodies_and_readers_are_let_go(attacked: str) -> None:
    told: dict[str, float] = {}

    def head() -> None:
        with closing(connected(attacked)) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            told["head"] = lasts(client)

    def body(path: str) -> None:
        with closing(connected(attacked)) as client:
            client.sendall(
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n".encode()
            )
            client.sendall(b"Content-Length: 1000\r\n\r\nSELECT")
            told[path] = lasts(client)

    def stray() -> None:
        with closing(connected(attacked)) as client:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            assert b"200" in client.recv(4096)
            time.sleep(0.5)
            client.sendall(b"\r\n")
            told["stray"] = lasts(client)

    def reader() -> None:
        query = "SELECT * { ?a ?b ?c . ?d a kg:State } LIMIT 90000"
        with closing(connected(attacked)) as client:
            client.sendall(f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            head = client.recv(100)
            assert b" 200 " in head
            time.sleep(TAKING_SECONDS + 10)
            told["reader"] = lasts(client)

    tasks = [
        threading.Thread(target=task) for task in (head, lambda: body("/sparql"), lambda: body("/mcp"), stray, reader)
    ]
    for task in tasks:
        task.start()
    for _ in range(20):
        assert requests.get(f"{attacked}/health", timeout=10).status_code == 200
        time.sleep(0.5)
    for task in tasks:
        task.join()
    assert HEAD_SECONDS - 1 < told["head"] < HEAD_SECONDS + 5
    assert told["/sparql"] < BODY_SECONDS + 15
    assert told["/mcp"] < BODY_SECONDS + 15
    assert told["stray"] < HEAD_SECONDS + 5
    assert told["reader"] < 10


def test_bodies_that_never_end_are_held_within_bounds(attacked: str) -> None:
    with ExitStack() as stack:
        refused = 0
        for _ in range(90):
            client = stack.enter_context(closing(connected(attacked)))
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n")
            client.settimeout(5)
            try:
                client.sendall(b"Content-Length: 2000000\r\n\r\n" + b"x" * 1_900_000)
                client.settimeout(0.05)
                refused += b" 503 " in client.recv(100)
            except TimeoutError:
                pass
            except OSError:
                refused += 1
        assert refused > 10
    time.sleep(1.5)
    assert requests.get(f"{attacked}/sparql?query=ASK%7B%7D", timeout=30).status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"431"),
        (b"GET /sparql?query=" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"414"),
        (b"GET /" + b"x" * 65_535 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"414"),
        (b"GET /" + b"x" * 65_534 + b" HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 30_000 + b"\r\n\r\n", b"404"),
        (b"GET /" + b"x" * 60_000 + b" HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"431"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"400",
        ),
        (b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"GET /static/../app.py HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /static/%2e%2e/app.py HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET //evil.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /article/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"405"),
    ],
)
def test_odd_requests_are_answered_as_such(attacked: str, sent: bytes, status: bytes) -> None:
    with closing(connected(attacked)) as client:
        told = answer(client, sent)
    assert told.split(b" ")[1:2] == [status], told[:300]


@pytest.mark.parametrize(
    "path",
    [
        "/queries/who-said%0d%0aX-Evil:%20yes",
        "/queries/who-said?act=accuse%0d%0aX-Evil:%20yes",
        "/queries/sanctions?format=csv%0d%0aX-Evil:%20yes",
        "/fact/s-1%0d%0aX-Evil:%20yes",
        "/about?iri=http://a.example/%0d%0aX-Evil:%20yes",
        "/sparql?query=SELECT%20*%20%7B%20?s%20a%20kg:Nope%0d%0aX-Evil:%20yes%20%7D",
    ],
)
def test_no_line_of_a_header_is_made_of_what_is_asked(attacked: str, path: str) -> None:
    told = requests.get(attacked + path, timeout=30)
    assert "X-Evil" not in told.headers
    assert told.status_code in (400, 404, 406)


@pytest.mark.parametrize("accept", ["x" * 20_000, ",".join(["a/b"] * 5000), "*/*;q=nan", "text/html;q=9e99", ";;;,,,"])
def test_odd_wishes_are_answered(attacked: str, accept: str) -> None:
    told = requests.get(f"{attacked}/sparql?query=ASK%7B%7D", headers={"Accept": accept}, timeout=30)
    assert told.status_code in (200, 406)


def test_a_form_of_many_escapes_is_refused_and_the_same_query_goes_as_it_stands(attacked: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    few, many = "query=ASK%7B%7D" + "%20" * 150_000, "query=ASK%7B%7D" + "%20" * 200_000
    assert requests.post(f"{attacked}/sparql", data=few, headers=form, timeout=30).status_code == 200
    told = requests.post(f"{attacked}/sparql", data=many, headers=form, timeout=30)
    assert (told.status_code, "more than 200,000 escaped signs" in told.text) == (413, True)
    whole = "ASK{}" + " " * 200_000
    as_query = {"Content-Type": "application/sparql-query"}
    assert requests.post(f"{attacked}/sparql", data=whole, headers=as_query, timeout=30).status_code == 200


@pytest.mark.parametrize("accept", ["text/plain", "application/json"])
def test_an_error_does_not_give_back_all_that_was_asked(attacked: str, accept: str) -> None:
    asked = {"query": f"SELECT * {{ ?s <http://a.example/{'x' * 30_000}\\> ?o }}"}
    told = requests.post(f"{attacked}/sparql", data=asked, headers={"Accept": accept}, timeout=30)
    assert told.status_code == 400
    assert len(told.content) < 4000
