"""Real articles: what is read from samples contradicts neither the ontology nor, under reasoning, the shapes."""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import owlready2
import pytest
from ontology_files import KG, MODULES, ONTOLOGY, read
from rdflib import RDF, Dataset, Graph
from test_ontology_closure import clashes, closed

from kg import namespaces
from kg.importing import import_articles
from kg.settings import load
from kg.store import dump, open_store, open_view

Plant = Callable[[Graph, str], Graph]
CHOSEN = (
    "2018-05-08-iran-deal-withdrawal.txt",
    "2023-06-06-kakhovka-dam.jsonl",
    "2023-12-18-eu-twelfth-package.jsonl",
)
"""Statements, a claimed attack, sanctions. All 18 samples close in 80 seconds, too long for a test."""


@pytest.fixture(scope="module")
def exported(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The union of the graphs that the chosen samples give, as an export holds them."""
    folder = tmp_path_factory.mktemp("chosen") / "store"
    summary = import_articles([str(samples / name) for name in CHOSEN], load({}), lambda: open_store(folder))
    assert summary.exit_code == 0, summary.refused
    dataset, graph = Dataset(), Graph()
    with open_view(folder) as view:
        dataset.parse(data="\n".join(dump(view)), format="nquads")
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def test_the_samples_contradict_nothing(exported: Graph) -> None:
    closure = closed(exported + read(*MODULES))

    assert len(set(closure.subjects(RDF.type, KG.Fact))) > 40
    assert clashes(closure) == []


@pytest.mark.parametrize("name", ["imposer", "speaker"])
def test_a_post_in_the_place_of_an_actor_is_found(exported: Graph, plus: Plant, name: str) -> None:
    fact = next(exported.subjects(KG[name]))
    post = f"{namespaces.REFERENCE}position-P0"
    few = exported.cbd(fact) + read(*MODULES)

    found = clashes(closed(plus(few, f"<{fact}> kg:{name} <{post}> . <{post}> a kg:Position .")))

    assert f"disjoint: {post}" in found


@pytest.mark.skipif(shutil.which("java") is None, reason="needs a Java virtual machine")
def test_a_reasoner_for_all_of_owl_2_finds_no_contradiction_and_a_planted_one(exported: Graph, plus: Plant) -> None:
    whole = exported + Graph().parse(ONTOLOGY / "kg-merged.owl", format="xml")
    fact = next(exported.subjects(KG.imposer))
    post = f"{namespaces.REFERENCE}position-P0"
    planted = f"<{fact}> kg:imposer <{post}> . <{post}> a kg:Position ."

    assert is_consistent(whole)
    assert not is_consistent(plus(whole, planted))


def is_consistent(graph: Graph) -> bool:
    """What HermiT says; it knows no xsd:date, whose values it leaves aside."""
    world = owlready2.World()
    world.get_ontology(namespaces.KG).load(fileobj=BytesIO(graph.serialize(format="xml", encoding="utf-8")))
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return True
