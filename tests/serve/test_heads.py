"""Heads of requests as HTTP has them (RFC 9110, RFC 9112): lines of one header, and what none may lack."""

import gzip
import http.client
from contextlib import closing
from urllib.parse import quote, urlsplit

import pytest

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
