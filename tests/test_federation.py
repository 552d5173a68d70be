"""The query that asks Wikidata, against an endpoint on this machine; without leave, nothing goes out."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from kg import namespaces as ns
from kg import query
from kg.errors import QueryError
from kg.store import EmbeddedView
from kg.store.shelf import MemoryShelf

WIKIDATA = "https://query.wikidata.org/sparql"
OURS = f"""
<{ns.WD}Q30> <{ns.RDFS}label> "United States" .
<{ns.WD}Q159> <{ns.RDFS}label> "Russia" .
"""
THEIRS = f"""
<{ns.WD}Q30> <{ns.RDFS}label> "États-Unis"@fr, "США"@uk .
<{ns.WD}Q159> <{ns.RDFS}label> "Russie"@fr .
<{ns.WD}Q145> <{ns.RDFS}label> "Royaume-Uni"@fr .
"""


class Endpoint(BaseHTTPRequestHandler):
    """SPARQL 1.1 protocol over a few labels."""

    asked: list[str]

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode("utf-8")
        is_form = "form" in self.headers["content-type"]
        self._answer(parse_qs(body)["query"][0] if is_form else body)

    def _answer(self, sparql: str) -> None:
        self.asked.append(sparql)
        found = store(THEIRS).query(sparql, prefixes=ns.PREFIXES)
        body = found.serialize(format=ox.QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def store(turtle: str) -> ox.Store:
    made = ox.Store()
    made.load(turtle, format=ox.RdfFormat.TURTLE)
    return made


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[str]]]:
    Endpoint.asked = []
    with HTTPServer(("127.0.0.1", 0), Endpoint) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql", Endpoint.asked
        server.shutdown()


@pytest.fixture
def view() -> EmbeddedView:
    return EmbeddedView(store(OURS), MemoryShelf(), ns.DEFAULT_BASE)


def at(address: str) -> query.Query:
    found = query.load("wikidata-labels")
    assert WIKIDATA in found.text
    return found._replace(text=found.text.replace(WIKIDATA, address))


def test_names_come_from_the_other_endpoint(view: EmbeddedView, endpoint: tuple[str, list[str]]) -> None:
    address, asked = endpoint
    values = {"actor": ["wd:Q30", "wd:Q159"], "language": "fr"}
    found = query.run(view, at(address), values, allow_service=True)
    names = [(row[0].text, row[2].text) for row in found if row[0] and row[2]]
    assert names == [("Russia", "Russie"), ("United States", "États-Unis")]
    assert len(asked) == 1
    assert "Russia" not in asked[0], "only ids leave this machine"


def test_rdflib_gives_the_same_names(view: EmbeddedView, endpoint: tuple[str, list[str]]) -> None:
    text = query.bound(at(endpoint[0]), {"actor": "wd:Q30", "language": "uk"}, view)
    graph = rdflib.Graph().parse(data=OURS, format="turtle")
    assert [str(row[2]) for row in graph.query(text)] == ["США"]  # type: ignore[index]


def test_without_leave_nothing_is_asked(view: EmbeddedView, endpoint: tuple[str, list[str]]) -> None:
    address, asked = endpoint
    with pytest.raises(QueryError, match="--allow-service"):
        list(query.run(view, at(address), {"actor": "wd:Q30", "language": "fr"}))
    assert asked == []
