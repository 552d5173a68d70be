"""Terms that a form of answers cannot hold: an error in words, never a document that no parser reads."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from test_sparql_protocol import raw

from kg import namespaces as ns
from kg.serve.jobs import graphs, rdf
from kg.serve.jobs.sparql import query
from kg.serve.limits import Limits
from kg.serve.negotiation import NotAcceptableError
from kg.serve.sink import Sink
from kg.store.embedded import EmbeddedView
from kg.store.shelf import MemoryShelf

ROWS, TRIPLES, JSON_LD = "application/sparql-results+xml", "application/rdf+xml", "application/ld+json"
CHARACTER, NAME = b"a character that XML cannot", b"a property that RDF/XML has no name for"


def answered(served: str, asked: str, accept: str) -> tuple[int, str, bytes]:
    return raw(served, "GET", f"/sparql?{urlencode({'query': asked})}", Accept=accept)


@pytest.mark.parametrize(
    ("asked", "accept", "words"),
    [
        (r"SELECT ('a\u0001b' AS ?x) {}", ROWS, CHARACTER),
        (r"SELECT ('\u0000' AS ?x) {}", "application/xml", CHARACTER),
        (r"SELECT ('a\uFFFE' AS ?x) {}", "text/xml", CHARACTER),
        (r"SELECT (<<( <a:a> <a:b> '\uFFFF' )>> AS ?x) {}", ROWS, CHARACTER),
        (r"CONSTRUCT { <a:a> <a:b> 'a\u001Fb' } {}", TRIPLES, CHARACTER),
        (r"CONSTRUCT { <a:a> <a:b> '\uFFFF'@en } {}", "application/xml", CHARACTER),
        ("CONSTRUCT { <a:a> <http://x/1> 'a' } {}", TRIPLES, NAME),
        ("CONSTRUCT { <a:a> kg: 'a' } {}", TRIPLES, NAME),
        ("CONSTRUCT { <a:a> <http://x/p/> <a:b> } {}", TRIPLES, NAME),
        ("CONSTRUCT { <a:a> <http://www.w3.org/2000/xmlns/a> 1 } {}", TRIPLES, NAME),
        ("CONSTRUCT { <a:a> <a:b> <<( <a:a> <urn:1> 1 )>> } {}", TRIPLES, NAME),
        ("CONSTRUCT { <a:a> rdf:li 'a' } {}", TRIPLES, b"cannot be in RDF/XML"),
        ("CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 1 )>> } {}", JSON_LD, b"cannot be in JSON-LD"),
    ],
)
def test_what_a_form_cannot_hold_is_refused_in_words(served: str, asked: str, accept: str, words: bytes) -> None:
    status, type, told = answered(served, asked, accept)
    assert (status, words in told) == (406, True), told
    assert type in ("text/plain", "application/problem+json")
    assert b"ask for" in told
    assert b"Traceback" not in told


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "text/tab-separated-values"])
def test_other_forms_hold_any_character(served: str, accept: str) -> None:
    assert answered(served, r"SELECT ('a\u0001b\uFFFE' AS ?x) {}", accept)[0] == 200


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", JSON_LD])
def test_other_forms_hold_any_character_and_property(served: str, accept: str) -> None:
    status, _, body = answered(served, r"CONSTRUCT { <a:a> <http://x/1> 'a\u0001b\uFFFE' } {}", accept)
    assert status == 200
    (triple,) = ox.parse(body, format=ox.RdfFormat.from_media_type(accept))
    assert (triple.predicate.value, triple.object.value) == ("http://x/1", "a\x01b\ufffe")


def test_a_triple_as_an_object_goes_in_turtle_and_rdf_xml(served: str) -> None:
    asked = "CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 1 )>> } {}"
    for accept in ("text/turtle", TRIPLES):
        status, _, body = answered(served, asked, accept)
        (triple,) = ox.parse(body, format=ox.RdfFormat.from_media_type(accept))
        assert (status, isinstance(triple.object, ox.Triple)) == (200, True)


def test_texts_come_through_xml_as_they_are(served: str) -> None:
    odd = "a\rb\r\nc\td <&>\"' é \u0085 \U0001f600 \ufffd \x7f"
    text = "".join(f"\\U{ord(sign):08X}" for sign in odd)
    status, _, body = answered(served, f"SELECT ('{text}' AS ?x) {{}}", ROWS)
    assert (status, ET.fromstring(body).findtext(".//{*}literal")) == (200, odd)
    assert body.count(b"&#xD;") == 2
    status, _, body = answered(served, f"CONSTRUCT {{ <a:a> <a:b-1> '{text}' }} {{}}", TRIPLES)
    assert (status, ET.fromstring(body)[0][0].text) == (200, odd)


@pytest.mark.parametrize("odd", [b"a\x01b", b"a\xef\xbf\xbfb", b"<oxprefix: x", b"<xmlns:a>", b"<kg:/>"])
def test_what_is_torn_between_two_pieces_is_seen(odd: bytes) -> None:
    for cut in range(1, len(odd)):
        take = rdf.Xml("Turtle", has_names=True)
        with pytest.raises(NotAcceptableError):
            [take(piece) for piece in (b"before", odd[:cut], odd[cut:])]
    good = rdf.Xml("Turtle", has_names=True)
    pieces = (b"<kg:a x='", b"\xef", b"\xbf", b"\xbd'>a: > b \t\n\r", b"</kg:a><b/>")
    assert b"".join(map(good, pieces)) == b"".join(pieces).replace(b"\r", b"&#xD;")


def test_a_fault_of_the_disk_is_no_fault_of_the_form(tmp_path: Path) -> None:
    (tmp_path / "none").touch()
    sink = Sink(tmp_path / "none" / "answer", Limits())
    with pytest.raises(FileExistsError), rdf.file(sink, ox.RdfFormat.RDF_XML) as out:
        out.write(b"x" * 100_000)


@pytest.mark.parametrize("job", ["graph", "union", "node"])
@pytest.mark.parametrize(
    ("predicate", "object", "type", "is_told"),
    [
        ("http://x/p", ox.Literal("a\x01b"), TRIPLES, False),
        ("http://x/1", ox.Literal("a"), "application/xml", False),
        ("http://x/p", ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("a")), JSON_LD, False),
        ("http://x/p", ox.Literal("a\rb"), TRIPLES, True),
        ("http://x/1", ox.Literal("a\x01b"), "text/turtle", True),
    ],
)
def test_graphs_and_nodes_likewise(
    tmp_path: Path, job: str, predicate: str, object: Any, type: str, is_told: bool
) -> None:
    engine, graph = ox.Store(), ox.NamedNode("http://x/graph")
    engine.add(ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode(predicate), object, graph))
    view, sink = EmbeddedView(engine, MemoryShelf(), ns.DEFAULT_BASE), Sink(tmp_path / "answer", Limits())

    def write() -> None:
        if job == "node":
            graphs.node(view, sink, iri="http://x/s", type=type)
        else:
            graphs.graph(view, sink, iri=graph.value if job == "graph" else None, type=type)

    if not is_told:
        with pytest.raises(NotAcceptableError):
            write()
        return
    write()
    (triple,) = ox.parse(sink.finish(), format=ox.RdfFormat.from_media_type(type))
    assert (triple.predicate.value, triple.object) == (predicate, object)


def test_rows_are_bounded_where_carriage_returns_are_written(tmp_path: Path) -> None:
    sink = Sink(tmp_path / "answer", Limits(rows=2))
    view = EmbeddedView(ox.Store(), MemoryShelf(), ns.DEFAULT_BASE)
    graph: dict[str, Any] = {"default_graphs": (), "named_graphs": (), "format": None, "allow_service": False}
    query(view, sink, text=r"SELECT * { VALUES ?x { 'a\rb' 'c\rd' } }", accept=ROWS, **graph)
    assert sink.count == 2
    assert len(ET.fromstring(sink.finish() or b"").findall(".//{*}result")) == 2
