"""What an export tells of itself, and what it says of a store."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from shell import Kg

from kg import __version__
from kg import namespaces as ns
from kg.cli.transferred import base_of
from kg.store import dump, open_view
from kg.store.dataset import description
from kg.transfer.sources import FileSource

BASE = ns.DEFAULT_BASE
GRAPH = ox.NamedNode(ns.dataset_graph(BASE))


@pytest.fixture
def exported(kg: Kg, store: Path) -> Callable[..., bytes]:
    """The bytes of an export of the samples."""

    def export(name: str, *options: str) -> bytes:
        done = kg("export", "--store", store, "-o", name, *options)
        assert (done.code, done.err) == (0, "")
        return Path(name).read_bytes()

    return export


def told(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    rows = store.query(
        query, prefixes={**ns.PREFIXES, "void": ns.VOID, "foaf": ns.FOAF}, use_default_graph_as_union=True
    )
    return [tuple(term.value for term in row) for row in rows]  # type: ignore[union-attr]


def loaded(text: bytes, format: ox.RdfFormat) -> ox.Store:
    store = ox.Store()
    store.load(text, format=format)
    return store


def test_an_export_counts_what_it_holds(exported: Callable[..., bytes]) -> None:
    store = loaded(exported("a.nq"), ox.RdfFormat.N_QUADS)
    bare = exported("b.nq", "--no-void").count(b"\n")
    assert told(store, "SELECT ?n { ?all a void:Dataset ; void:triples ?n }") == [(str(bare),)]
    counted = told(store, "SELECT ?n { ?part void:class kg:Statement ; void:entities ?n }")
    assert counted == told(store, "SELECT (COUNT(?s) AS ?n) { ?s a kg:Statement }")
    triples = told(store, "SELECT ?n { ?part void:property kg:speaker ; void:triples ?n }")
    assert triples == told(store, "SELECT (COUNT(*) AS ?n) { ?s kg:speaker ?who }")


def test_each_article_is_found_by_its_graph(exported: Callable[..., bytes]) -> None:
    store = loaded(exported("a.trig"), ox.RdfFormat.TRIG)
    found = told(store, "SELECT ?graph ?article { ?graph foaf:primaryTopic ?article } ORDER BY ?graph")
    assert found == told(store, "SELECT ?graph ?article { GRAPH ?graph { ?article a kg:Article } } ORDER BY ?graph")
    assert len(found) > 10


@pytest.mark.parametrize("name", ["a.nq", "a.trig", "a.ttl", "a.nt", "a.jsonld"])
def test_an_export_names_its_maker_and_its_sources(exported: Callable[..., bytes], name: str) -> None:
    text = exported(name).decode()
    assert "GeoNames (https://www.geonames.org/), CC BY 4.0" in text
    assert f'"kg {__version__}"' in text


def test_the_same_store_gives_the_same_bytes_and_lines_in_order(exported: Callable[..., bytes]) -> None:
    once = exported("a.nq")
    assert once == exported("b.nq")
    lines = once.decode().split("\n")[:-1]
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", ["a.nq", "a.trig", "a.jsonld"])
def test_without_it_an_export_is_what_the_store_holds(exported: Callable[..., bytes], store: Path, name: str) -> None:
    formats = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    format = formats[name.rpartition(".")[2]]
    whole, bare = loaded(exported(name), format), loaded(exported(name, "--no-void"), format)
    assert {quad.graph_name for quad in set(whole) - set(bare)} == {GRAPH}
    with open_view(store) as view:
        assert len(bare) == len(list(dump(view)))


def test_parts_hold_it_once(exported: Callable[..., bytes], kg: Kg, store: Path) -> None:
    assert kg("export", "--store", store, "--split", "5000", "-o", "parts").code == 0
    parts = sorted(Path("parts").iterdir())
    lines = sorted(line for part in parts for line in part.read_text("utf-8").split("\n")[:-1])
    assert "\n".join(lines) + "\n" == exported("a.nq").decode()


def test_an_export_conforms(exported: Callable[..., bytes], kg: Kg) -> None:
    exported("a.nq")
    assert kg("validate", "a.nq").code == 0


def test_a_store_is_described_by_kg_stats(kg: Kg, store: Path) -> None:
    described = loaded(kg("stats", "--store", store, "--format", "void").out.encode(), ox.RdfFormat.TURTLE)
    with open_view(store) as view:
        assert {quad.triple for quad in described} == {quad.triple for quad in description(view)}


@pytest.mark.parametrize("options", [("--format", "csv"), ("--format", "webannotation"), ("--article", "x")])
def test_what_has_none_anyway_takes_no_such_option(kg: Kg, store: Path, options: tuple[str, ...]) -> None:
    done = kg("export", "--store", store, "-o", "out", "--no-void", *options)
    assert done.code == 2
    assert "--no-void is for RDF of the whole store" in done.err


def test_what_is_loaded_elsewhere_is_the_data_alone(exported: Callable[..., bytes]) -> None:
    exported("a.nq")
    with FileSource([Path("a.nq")]) as source:
        assert GRAPH.value not in source.sizes()
        assert base_of(source, Path("a.nq")) == BASE
