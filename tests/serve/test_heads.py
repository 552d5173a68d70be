"""Heads of requests as HTTP has them (RFC 9110, RFC 9112): lines of one header, and what none may lack."""

import gzip
import http.client
from contextlib import closing
from urllib.parse import quote, urlsplit

import pytest
import requests
from test_attacks import answer, connected

ROWS = f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 500')}"


def asked(
    address: str, path: str, *fields: tuple[str, str], method: str = "GET"
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """A request with these lines of headers, each as it stands here."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in fields:
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return response.status, response.headers, response.read()


@pytest.mark.parametrize("path", [ROWS, "/queries/sanctions?limit=3", "/sparql", "/queries", "/search?q=lavrov"])
def test_lines_of_accept_are_one_list(served: str, path: str) -> None:
    lines = [
        ("Accept", "application/json;q=0.1"),
        ("X-Between", "a"),
        ("accept", "text/turtle;q=0.2, text/csv;q=0.3, text/html;q=0.5"),
    ]
    joined = ", ".join(value for name, value in lines if name.lower() == "accept")
    one, other = asked(served, path, *lines), asked(served, path, ("Accept", joined))
    assert (one[0], one[1]["Content-Type"], one[2]) == (other[0], other[1]["Content-Type"], other[2])
    assert one[1].get_content_type() == "text/html"


def test_lines_of_accept_encoding_are_one_list(served: str) -> None:
    plain = asked(served, ROWS)
    packed = asked(served, ROWS, ("Accept-Encoding", "br"), ("Accept-Encoding", "gzip"))
    assert (packed[1]["Content-Encoding"], gzip.decompress(packed[2])) == ("gzip", plain[2])
    assert asked(served, ROWS, ("Accept-Encoding", "br"), ("Accept-Encoding", "zstd"))[1]["Content-Encoding"] is None


@pytest.mark.parametrize("path", [ROWS, "/static/style.css"])
def test_lines_of_if_none_match_are_one_list(served: str, path: str) -> None:
    tag = asked(served, path)[1]["ETag"]
    assert asked(served, path, ("If-None-Match", '"other"'), ("If-None-Match", tag))[0] == 304
    assert asked(served, path, ("If-None-Match", '"other"'), ("If-None-Match", 'W/"another"'))[0] == 200


def told(address: str, *lines: bytes) -> bytes:
    """What comes for these lines, until nothing comes for a second, or the server closes."""
    with closing(connected(address)) as client:
        return answer(client, b"\r\n".join(lines) + b"\r\n\r\n", seconds=1)


@pytest.mark.parametrize("path", [b"/health", b"/mcp", b"/sparql", b"/none"])
@pytest.mark.parametrize(
    "hosts", [(), (b"Host: a", b"Host: b"), (b"Host: a", b"host: a"), (b"Host: a b",), (b"Host: a/b",)]
)
def test_a_request_names_its_host_once(served: str, path: bytes, hosts: tuple[bytes, ...]) -> None:
    assert told(served, b"GET " + path + b" HTTP/1.1", *hosts).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("host", [b"localhost", b"127.0.0.1:80", b"[::1]:8000", b"kg_1.example:", b""])
def test_any_name_of_a_host_is_one(served: str, host: bytes) -> None:
    assert told(served, b"GET /health HTTP/1.1", b"Host: " + host).startswith(b"HTTP/1.1 200 ")


def test_http_1_0_has_no_host(served: str) -> None:
    assert told(served, b"GET /health HTTP/1.0").split(b" ")[1] == b"200"
    assert told(served, b"GET /health HTTP/1.0", b"Host: a", b"Host: a").split(b" ")[1] == b"400"


@pytest.mark.parametrize("path", ["/sparql", "/mcp", "/queries"])
@pytest.mark.parametrize("coding", ["gzip", "identity, br", "x"])
def test_a_body_comes_without_a_coding(served: str, path: str, coding: str) -> None:
    status, headers, body = asked(served, path, ("Content-Encoding", coding), method="POST")
    assert (status, headers["Accept-Encoding"], b"Content-Encoding" in body) == (415, "identity", True)


def test_identity_is_no_coding(served: str) -> None:
    assert asked(served, ROWS, ("Content-Encoding", "Identity"))[0] == 200


@pytest.mark.parametrize("path", [b"/sparql", b"/mcp", b"/none"])
def test_a_body_that_is_too_long_is_not_asked_for(served: str, path: bytes) -> None:
    got = told(
        served,
        b"POST " + path + b" HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Content-Type: application/sparql-query",
        b"Content-Length: 2000001",
        b"Expect: 100-continue",
    )
    assert got.startswith(b"HTTP/1.1 413 ")
    assert b"100 Continue" not in got
    assert b"connection: close" in got.lower()


def test_a_body_that_is_not_is_asked_for(served: str) -> None:
    lines = (b"POST /sparql HTTP/1.1", b"Host: a", b"Content-Type: application/sparql-query", b"Content-Length: 6")
    assert told(served, *lines, b"Expect: 100-continue").startswith(b"HTTP/1.1 100 Continue\r\n")


ANY = ("If-None-Match", "*")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path", [ROWS, "/graphs?default", "/queries/sanctions", "/terms.json", "/static/style.css", "/", "/sparql"]
)
def test_who_wants_nothing_of_what_there_is_gets_nothing(served: str, method: str, path: str) -> None:
    status, headers, body = asked(served, path, ANY, method=method)
    assert (status, body) == (304, b"")
    assert headers["ETag"] == asked(served, path, method=method)[1]["ETag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/about?iri=http://a.example/", 404),
        ("/static/none.css", 404),
        ("/fact/s-0000000000", 404),
        ("/queries/none", 404),
        ("/sparql?query=none", 400),
        ("/queries/who-said?about=Rusia&format=html", 404),
        (f"/sparql?query={quote('SELECT (NOW() AS ?t) {}')}", 200),  # has no ETag
        ("/health", 200),
    ],
)
def test_what_is_not_there_or_has_no_tag_is_told(served: str, path: str, status: int) -> None:
    assert asked(served, path, ANY)[0] == status


def test_posts_are_answered_whatever_is_known(served: str) -> None:
    body = "query=ASK%7B%7D"
    headers = {"If-None-Match": "*", "Content-Type": "application/x-www-form-urlencoded"}
    assert requests.post(f"{served}/sparql", data=body, headers=headers, timeout=30).status_code == 200
