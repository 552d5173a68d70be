"""What is one thing in two users' graphs, and what is not."""

from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import namespaces as ns
from kg.face import extract
from kg.graph import read_facts
from kg.graph.geometry import geometries
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.settings import load
from kg.store import dump, open_store

ALICE, BOB = "https://alice.example/", "https://bob.example/"
PROVENANCE = Provenance("rules", "test", "test")
PESKOV = "Kremlin spokesman Dmitry Peskov accused the Asia-Pacific Economic Cooperation of ignoring Yugoslavia."
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


@pytest.fixture(scope="module")
def without_wikidata() -> ox.Store:
    """What two users read of a spokesman, a body and a state of the past that Wikidata's ids do not reach."""
    store, settings = ox.Store(), [load({"KG_BASE": base}) for base in TOLD]
    for each in settings:
        read = extract(PESKOV, published="2024-01-10T09:00:00Z", settings=each)
        store.extend(article_graphs(read, PROVENANCE, each.base).all_quads())
    return store


def test_a_tenure_has_one_holder_in_two_users_graphs(without_wikidata: ox.Store) -> None:
    held = without_wikidata.quads_for_pattern(None, ox.NamedNode(ns.KG + "holder"), None)
    holders = {(ns.short(q.subject.value), ns.short(q.object.value)) for q in held}  # type: ignore[union-attr]
    assert holders == {("ref:tenure-T16749", "ref:person-dmitry-peskov-RUS")}


def test_who_is_known_without_a_wikidata_id_is_one_and_not_provisional(without_wikidata: ox.Store) -> None:
    pattern = "?article kg:mentions ?it . ?it a kg:Actor FILTER(STRSTARTS(STR(?it), STR(ref:)))"
    known = in_both(without_wikidata, pattern)
    assert known == ["ref:organisation-O8", "ref:person-dmitry-peskov-RUS", "ref:state-YUG"]
    assert list(without_wikidata.quads_for_pattern(None, ox.NamedNode(ns.KG + "provisional"), None)) == []


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


NEBENZYA = "At the United Nations, Vassily Nebenzia of Russia accused the US and Britain of shelling Kharkiv. "
GERMANY = "Germany and the European Union condemned Russia. "


def told_by(*texts: str) -> list[ArticleGraphs]:
    read = (extract(text, published="2024-01-10T09:00:00Z") for text in texts)
    return [article_graphs(reading, PROVENANCE) for reading in read]


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Nebenzia", ns.WD + "Q1000053"),
        ("US", ns.WD + "Q30"),
        ("Britain", ns.WD + "Q145"),
        ("EU", ns.WD + "Q458"),
        ("Kharkov", ns.REFERENCE + "place-706483"),
    ],
)
def test_what_a_user_types_is_another_name_of_what_he_means(name: str, iri: str) -> None:
    (told,) = told_by(NEBENZYA + GERMANY)
    called = [
        q.subject.value
        for q in told.shared_quads()
        if q.predicate.value == ns.SKOS + "altLabel" and q.object == ox.Literal(name)
    ]
    assert called == [iri]


@pytest.mark.parametrize("name", ["Russian", "Russians", "Kremlin", "Moscow", "the bloc", "Brussels", "Russia"])
def test_an_adjective_a_capital_or_a_word_of_the_context_is_no_other_name(name: str) -> None:
    (told,) = told_by(NEBENZYA + GERMANY)
    names = {q.object for q in told.shared_quads() if q.predicate.value == ns.SKOS + "altLabel"}
    assert ox.Literal(name) not in names


def test_a_state_tells_the_bodies_that_it_belongs_to_and_they_are_described() -> None:
    (told,) = told_by(GERMANY)
    member = [q for q in told.shared_quads() if q.predicate.value == ns.KG + "memberOf"]
    of_germany = {q.object.value for q in member if q.subject.value == ns.WD + "Q183"}
    assert of_germany >= {ns.WD + q for q in ("Q458", "Q7184")}  # the European Union, NATO
    assert ns.WD + "Q1065" not in of_germany  # nearly every state is a member of the United Nations
    assert {q.object.value for q in member} <= {*told.reference, *told.actors}


def test_who_only_has_members_is_no_part_of_the_facts() -> None:
    (told,) = told_by(GERMANY)
    entities = {entity.iri for entity in read_facts(told.all_quads(), told.article).entities}
    assert ns.WD + "Q458" in entities  # the article names it
    assert ns.WD + "Q7184" not in entities


def test_other_names_and_memberships_are_written_the_same_in_any_order_and_swept(tmp_path: Path) -> None:
    graphs = told_by(NEBENZYA, GERMANY)
    dumps = []
    for number, order in enumerate((graphs, graphs[::-1])):
        with open_store(tmp_path / str(number)) as store:
            for each in order:
                store.replace(each)
            dumps.append(list(dump(store)))
            store.remove(graphs[0].article)
            left = list(dump(store))
            store.remove(graphs[1].article)
            assert list(dump(store)) == []
        assert not [line for line in left if "Q1000053" in line]
        assert [line for line in left if "memberOf" in line]
    assert dumps[0] == dumps[1]


def test_the_graph_of_reference_facts_carries_its_licence_and_attribution() -> None:
    (told,) = told_by(GERMANY)
    graph = ns.reference_graph(ns.DEFAULT_BASE)
    said = {(q.predicate.value.removeprefix(ns.DCTERMS), q.object.value) for q in told.reference[graph]}
    assert ("license", "https://creativecommons.org/licenses/by/4.0/") in said
    assert ("source", "https://www.geonames.org/") in said
    assert [
        text for name, text in said if name == "rights" and "GeoNames (https://www.geonames.org/), CC BY 4.0" in text
    ]
    assert len([name for name, _ in said if name == "license"]) == 1
    assert {quad.graph_name.value for quad in told.reference[graph]} == {graph}


def test_the_licence_stays_as_long_as_an_article(tmp_path: Path) -> None:
    one, other = told_by(GERMANY, "It rained in the valley all day and nobody said a word.")
    graph = ns.reference_graph(ns.DEFAULT_BASE)
    with open_store(tmp_path / "store") as store:
        for each in (one, other):
            store.replace(each)
        store.remove(one.article)
        assert set(store.quads(graph)) == set(one.reference[graph])
        store.remove(other.article)
        assert list(store.quads(graph)) == []
