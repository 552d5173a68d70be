"""What is one thing in two users' graphs, and what is not."""

from itertools import chain

import pyoxigraph as ox
import pytest

from kg import namespaces as ns
from kg.face import extract
from kg.graph.geometry import geometries
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.settings import load

ALICE, BOB = "https://alice.example/", "https://bob.example/"
PROVENANCE = Provenance("rules", "test", "test")
TOLD = {
    ALICE: "Russian Foreign Minister Sergey Lavrov accused Ukraine of shelling Belgorod. "
    "Arlo Quimby denied it in Lower Wobble.",
    BOB: "Lavrov spoke on Monday. Foreign Minister Sergey Lavrov of Russia condemned an attack on Belgorod. "
    "Arlo Quimby praised the attack in Lower Wobble.",
}


def graphs(base: str) -> ArticleGraphs:
    settings = load({"KG_BASE": base})
    read = extract(TOLD[base], published="2024-01-10T09:00:00Z", settings=settings)
    return article_graphs(read, PROVENANCE, base)


@pytest.fixture(scope="module")
def merged() -> ox.Store:
    """The graphs of two users in one store."""
    store = ox.Store()
    store.extend(chain.from_iterable(graphs(base).all_quads() for base in TOLD))
    return store


def in_both(store: ox.Store, pattern: str) -> list[str]:
    """What an article of each of them leads to."""
    both = " ".join(f"?{who} a kg:Article . {pattern.replace('?article', f'?{who}')} . " for who in ("a", "b"))
    rows = store.query(
        f'SELECT DISTINCT ?it {{ {both} FILTER(STRSTARTS(STR(?a), "{ALICE}") && STRSTARTS(STR(?b), "{BOB}")) }}',
        prefixes=ns.PREFIXES,
        use_default_graph_as_union=True,
    )
    return sorted(ns.short(row["it"].value) for row in rows)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("?article kg:mentions ?it . ?it a kg:Place", ["ref:place-578072"]),
        ("?article kg:mentions/skos:exactMatch ?it", ["https://sws.geonames.org/578072/"]),
        ("?article ^kg:article/kg:inTenure ?it", ["ref:tenure-T12981"]),
        ("?article ^kg:article/kg:inTenure/kg:position ?it", ["ref:position-P3856"]),
        ("?article kg:mentions ?it . ?it a kg:Person", ["wd:Q58217"]),
    ],
)
def test_places_posts_and_tenures_of_the_reference_facts_join(merged: ox.Store, pattern: str, found: list[str]) -> None:
    assert in_both(merged, pattern) == found


def test_what_only_texts_name_does_not_join(merged: ox.Store) -> None:
    named = {
        quad.subject.value
        for quad in merged.quads_for_pattern(None, ox.NamedNode(ns.RDFS + "label"), None)
        if str(quad.object) in ('"Arlo Quimby"', '"Lower Wobble"')
    }
    assert {iri.split("/")[2] for iri in named} == {"alice.example", "bob.example"}
    assert len(named) == 4


def test_a_point_of_a_reference_place_is_one_node_for_everybody() -> None:
    points = {base: set(geometries(graphs(base).all_quads(), base)) for base in TOLD}
    nodes = {base: {q.subject for q in found if "geometry" in str(q.subject)} for base, found in points.items()}
    assert nodes[ALICE] == nodes[BOB] == {ox.NamedNode(ns.REFERENCE + "geometry-578072")}


def test_geonames_has_no_iri_of_a_place_that_it_does_not_know() -> None:
    known = [ns.geonames(ns.REFERENCE + f"place-{key}") for key in ("578072", "UA.11", "D2")]
    assert known == ["https://sws.geonames.org/578072/", None, None]
    assert ns.geonames(ns.DEFAULT_BASE + "place/578072") is None


def test_the_body_of_a_post_is_described_beside_it() -> None:
    told = extract("NATO Secretary General Jens Stoltenberg called it an outrage.", published="2024-01-10T09:00:00Z")
    reference = article_graphs(told, PROVENANCE).reference
    of_body = {q.object for quads in reference.values() for q in quads if q.predicate.value == ns.KG + "ofBody"}
    assert of_body == {ox.NamedNode(ns.WD + "Q7184")}
    assert ns.WD + "Q7184" in reference
