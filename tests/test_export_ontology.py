"""The ontology leaves with the data: its blank nodes in every format, under labels that every store gives alike."""

import io
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, parse
from rdflib.compare import isomorphic

from kg.cli.rdf import Leaving, written
from kg.graph import FORMATS, UNION
from kg.store import Store, dump, open_store

Export = Callable[[str], bytes]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Two new stores, whose engines label blank nodes as they like."""
    folder = tmp_path_factory.mktemp("stores")
    with open_store(folder / "one") as one, open_store(folder / "other") as other:
        yield one, other


@pytest.fixture
def exported(stores: tuple[Store, Store]) -> Export:
    return partial(export, stores[0])


def export(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    written(Leaving(store), format, out, ontology=True)
    return out.getvalue()


def canonical(data: bytes, format: str) -> Dataset:
    dataset = Dataset(parse(data, format=FORMATS[format]))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("format", FORMATS)
def test_two_stores_give_the_same_bytes(stores: tuple[Store, Store], format: str) -> None:
    one, other = (export(store, format) for store in stores)
    assert b"_:c14n0" in one
    assert one == other


def test_the_labels_of_an_engine_differ(stores: tuple[Store, Store]) -> None:
    """The guard can fail: without labels of ours the lines do differ."""
    one, other = (list(dump(store, ontology=True)) for store in stores)
    assert one != other


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in UNION])
def test_every_format_holds_the_same_quads(exported: Export, format: str) -> None:
    ours = canonical(exported("nquads"), "nquads")
    assert any("_:" in str(quad) for quad in ours)
    assert canonical(exported(format), format) == ours


@pytest.mark.parametrize("format", UNION)
def test_formats_without_graphs_hold_the_union(exported: Export, format: str) -> None:
    union = Dataset(Quad(*quad.triple) for quad in parse(exported("nquads"), format=FORMATS["nquads"]))
    union.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert canonical(exported(format), format) == union


@pytest.mark.parametrize(("format", "name"), [("nquads", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same(exported: Export, format: str, name: str) -> None:
    read = rdflib.Dataset()
    read.parse(data=exported(format), format=name)
    expected = rdflib.Dataset()
    expected.parse(data=exported("nquads"), format="nquads")
    graph = rdflib.URIRef("https://w3id.org/geopolitical-kg/graph/ontology")
    assert len(read.graph(graph)) > 1000
    assert isomorphic(read.graph(graph), expected.graph(graph))
