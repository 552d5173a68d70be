"""What goes wrong between kg and a store behind SPARQL: one clear line each, and no login where it does not belong."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from servers import free_port

from kg.errors import KgError, QueryError, StoreError
from kg.remote import Remote
from kg.store import View, open_view

SECRET = "s3cr3t-and-long"
JSON = {"Content-Type": "application/sparql-results+json"}
ROWS = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "x"}}]}}'

YES = b'{"head": {}, "boolean": true}'
NO = b'{"head": {}, "boolean": false}'

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def listening(answer: Callable[[BaseHTTPRequestHandler], Answer], *, asks: bool = False) -> Iterator[str]:
    """A server that gives this answer to whatever is asked, but yes to each ASK, unless ``asks``.

    No to whether its graphs are of the former model. Yields its address.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = self.rfile.read(length)
            truth = NO if b"fromState" in asked else YES
            status, headers, body = (200, JSON, truth) if b"query=ASK" in asked and not asks else answer(self)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 (http.server's name)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # so that closing waits for those that still answer
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def logged_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE_USER", "me")
    monkeypatch.setenv("KG_STORE_PASSWORD", SECRET)


def view(url: str, timeout: int = 5) -> View:
    return open_view(Remote(url, product="graphdb", timeout=timeout))


def asked(url: str, **told: int) -> KgError:
    with view(url, **told) as opened, pytest.raises(KgError) as refused:
        list(opened.query("SELECT ?a { ?a ?b ?c }"))  # type: ignore[call-overload]
    line = str(refused.value)
    assert "\n" not in line
    assert SECRET not in line
    assert refused.value.exit_code == 2
    return refused.value


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, b"Unauthorized", "the store refuses this login"),
        (403, b"", "the store refuses this login"),
        (404, b"<html>nothing</html>", "nothing here takes this request"),
        (400, b"Virtuoso 37000 Error SP030: syntax error at 'MIN'\n\nSPARQL query:\nSELECT", "syntax error at 'MIN'"),
        (500, b"<title>Oops</title> java.lang.NullPointerException\n\tat x.y.Z", "java.lang.NullPointerException"),
        (500, b"IO error: No space left on device: while appending", "the disk of the store is full"),
        (503, b"", "too busy"),
        (302, b"", "sends to another address"),
        (200, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type"', "breaks off"),
        (200, b"<html>a page</html>", "breaks off, or is none"),
        (200, b'{"head": {}, "boolean": true}', "answers a SELECT with a truth value"),
    ],
)
def test_each_answer_is_told_in_one_line(status: int, body: bytes, told: str) -> None:
    with listening(lambda _: (status, {**JSON, "Location": "http://127.0.0.1:1/"}, body)) as url:
        assert told in str(asked(url))


def test_a_refused_query_is_the_query_s_fault_and_a_fallen_store_is_not() -> None:
    with listening(lambda _: (400, {}, b"no such function")) as url:
        assert isinstance(asked(url), QueryError)
    with listening(lambda _: (500, {}, b"no such function")) as url:
        assert isinstance(asked(url), StoreError)


def test_nothing_there() -> None:
    with pytest.raises(StoreError, match="connection refused"):
        view(f"http://127.0.0.1:{free_port()}/sparql")


def test_silence_ends_by_the_time_out() -> None:
    def silent(_: object) -> Answer:
        time.sleep(3)
        return 200, JSON, ROWS

    with listening(silent) as url:
        began = time.monotonic()
        assert "was silent for 1 seconds" in str(asked(url, timeout=1))
        assert time.monotonic() - began < 3


def test_a_login_is_sent_and_does_not_follow_a_redirect() -> None:
    seen: list[str | None] = []

    def elsewhere(handler: BaseHTTPRequestHandler) -> Answer:
        seen.append(handler.headers.get("Authorization"))
        return 200, JSON, ROWS

    with listening(elsewhere) as there:

        def here(handler: BaseHTTPRequestHandler) -> Answer:
            assert handler.headers["Authorization"].startswith("Basic ")
            return 307, {"Location": there}, b""

        with listening(here) as url:
            assert there not in str(asked(url))
    assert seen == []


def test_a_token_is_sent_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    seen = []

    def answer(handler: BaseHTTPRequestHandler) -> Answer:
        seen.append(handler.headers["Authorization"])
        return 200, JSON, ROWS

    with listening(answer) as url, view(url) as opened:
        assert [row[0].value for row in opened.query("SELECT ?a { ?a ?b ?c }")] == ["x"]  # type: ignore[union-attr]
    assert seen == ["Bearer t0ken"]


def test_an_answer_that_is_cut_off_is_asked_for_page_by_page() -> None:
    """As Virtuoso does it: status 200, as many rows as it gives, and a header."""
    sizes = iter([3, 3, 1])
    queries: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> Answer:
        size = next(sizes)
        bindings = ", ".join(['{"a": {"type": "bnode", "value": "nodeID://b1"}}'] * size)
        body = f'{{"head": {{"vars": ["a"]}},\n"results": {{"bindings": [{bindings}]}}}}'.encode()
        return 200, {**JSON, **({"X-SPARQL-MaxRows": "3"} if size == 3 else {})}, body

    with listening(answer) as url, open_view(Remote(url, product="virtuoso")) as opened:
        client = opened._client  # type: ignore[attr-defined]
        sent = client.query
        client.query = lambda sparql, *args, **more: (queries.append(sparql), sent(sparql, *args, **more))[1]
        rows = list(opened.query("PREFIX x: <http://x/> SELECT ?a { ?a x:b ?c } ORDER BY ?a # end"))  # type: ignore[arg-type]
    assert len(rows) == 7
    assert [row[0].value for row in rows] == ["b1"] * 7
    assert queries[2].startswith("PREFIX x: <http://x/> SELECT ?a WHERE { { SELECT ?a")
    assert queries[2].endswith("LIMIT 3 OFFSET 6")


@pytest.mark.parametrize("product", ["fuseki", "virtuoso"])
def test_a_default_graph_that_is_no_union_is_refused(product: str) -> None:
    """Fuseki without tdb2:unionDefaultGraph, or a wrong product in kg.toml: each query would find nothing."""
    truths = iter([b"false", b"true", b"false"])

    def answer(_: object) -> Answer:
        return 200, JSON, b'{"head": {}, "boolean": ' + next(truths) + b"}"

    with listening(answer, asks=True) as url, pytest.raises(StoreError, match="is not the union of its graphs"):
        open_view(Remote(url, product=product))


def test_a_secret_stands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """As `kg -v` writes them: all that the libraries tell."""
    caplog.set_level("DEBUG")
    with listening(lambda _: (401, {"WWW-Authenticate": 'Digest realm="x", nonce="1", qop="auth"'}, b"")) as url:
        for login in ("basic", "digest"):
            with open_view(Remote(url, product="graphdb", login=login)) as opened, pytest.raises(StoreError):
                opened.triples("http://g")
            with open_view(Remote(url, product="graphdb", login=login)) as opened, pytest.raises(StoreError):
                list(opened.query("SELECT ?a { ?a ?b ?c }"))  # type: ignore[call-overload]
    assert "rdf-graphs/service" in caplog.text
    assert SECRET not in caplog.text


def test_what_a_store_answers_is_never_run_here(tmp_path: Path) -> None:
    """A hostile store gives a graph that goes on as an update: the copy keeps what it had."""
    from kg.store import dump, open_store
    from kg.transfer import transfer
    from kg.transfer.sources import StoreSource
    from kg.transfer.targets import FolderTarget

    graph, about = (
        "https://kg.example/graph/article/00000000000000000000",
        "https://kg.example/article/00000000000000000000",
    )
    good = f"<{about}> <http://p> <http://o> .\n"
    more = "DROP ALL ; INSERT DATA { GRAPH <http://e> { <http://e> <http://e> <http://e> ."
    evil = f"<{about}> <http://p> <http://x> . }} }} ; {more}\n"
    given = [good, "1"]

    def answer(handler: BaseHTTPRequestHandler) -> Answer:
        if handler.command == "GET":
            return 200, {}, given[0].encode()
        rows = f'[{{"g": {{"type": "uri", "value": "{graph}"}}, "n": {{"type": "literal", "value": "{given[1]}"}}}}]'
        head = b'{"head": {"vars": ["g", "n"]}, "results": {"bindings": '
        return 200, JSON, head + rows.encode() + b"}}"

    with listening(answer) as url, open_store(tmp_path / "copy", "https://kg.example/") as copy:
        with view(url) as source:
            source.__dict__["base"] = "https://kg.example/"
            transfer(StoreSource(source), FolderTarget(copy))  # type: ignore[arg-type]
            before = list(dump(copy, ontology=True))
            assert good.strip()[:-2] in before[0] or any(about in line for line in before)
            given[:] = [evil, "2"]
            with pytest.raises(StoreError, match="no N-Triples"):
                transfer(StoreSource(source), FolderTarget(copy))  # type: ignore[arg-type]
        assert list(dump(copy, ontology=True)) == before


@pytest.mark.parametrize("rows", ["-1", "abc", "0", "99999999999999"])
def test_a_page_of_no_size_is_refused(rows: str) -> None:
    with listening(lambda _: (200, {**JSON, "X-SPARQL-MaxRows": rows}, ROWS)) as url:
        assert "which is no number" in str(asked(url))


def test_an_answer_without_end_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.solutions._PAGES", 3)
    with listening(lambda _: (200, {**JSON, "X-SPARQL-MaxRows": "1"}, ROWS)) as url:
        assert "more than 3 pages" in str(asked(url))


def test_a_count_that_is_none_is_the_store_s_fault() -> None:
    with listening(lambda _: (200, JSON, ROWS)) as url, view(url) as opened:
        with pytest.raises(StoreError) as refused:
            opened.counts()
        assert "no number" in str(refused.value)


def test_an_error_of_any_length_is_told_in_one_line() -> None:
    with listening(lambda _: (500, {}, b"x" * 5_000_000)) as url, view(url) as opened:
        with pytest.raises(StoreError) as refused:
            opened.triples("http://g")
        assert len(str(refused.value)) < 500
