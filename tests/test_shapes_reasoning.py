"""Shapes where a store reasons: with RDFS over ontology and alignments, what conforms conforms, and faults are found.

A reasoner adds superclasses, and types by domain and range, so that shapes must not count the classes of a node.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Dataset, Graph, Namespace, URIRef

from kg import namespaces as ns
from kg import resources
from kg.shapes.engines import shapes_text

HERE = Path(__file__).parent
CASES = HERE / "shapes"
CASE = "article/4b2d7c9e1a3f5d608172"
MODULES = ("core", "claim", "event", "sanction", "provenance", "alignments")
SH = Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in ns.PREFIXES.items())
DESCRIBED = (
    PREFIXES
    + """
@prefix actor: <https://kg.example/actor/> .
actor:atlantis-atl-3c4d a kg:Actor, kg:State ; rdfs:label "Atlantis" .
actor:ruritania-rur-5e6f a kg:Actor, kg:State ; rdfs:label "Ruritania" .
actor:sylvania-syl-88bb a kg:Actor, kg:State ; rdfs:label "Sylvania" .
actor:r-minister-rur-1a2b a kg:Actor, kg:Person ; rdfs:label "R. Minister" .
actor:gunboats-rur-77aa a kg:Actor, kg:GovernmentBody ; rdfs:label "Ruritanian Navy" .
actor:sea-league-x-1c2d a kg:Actor, kg:InternationalOrganisation ; rdfs:label "Sea League" .
actor:emergency-programme-atl-11dd a kg:SanctionRegime ; rdfs:label "Emergency programme" .
"""
)
"""What the passing cases name and, as articles do, leave to the shared graphs."""


def union(*files: Path) -> Graph:
    """The triples of files, whatever their graphs; each of the cases as an article of its own."""
    graph = Graph()
    for number, file in enumerate(files):
        own = f"article/{number:020x}" if file.is_relative_to(CASES) else CASE
        dataset = Dataset()
        dataset.parse(data=file.read_text("utf-8").replace(CASE, own), format="trig")
        for subject, predicate, value, _ in dataset.quads():
            graph.add((subject, predicate, value))
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for name in MODULES:
        graph.parse(resources.path("ontology", f"{name}.ttl"))
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


def violated(graph: Graph, shapes: Graph, ontology: Graph) -> list[str]:
    """The shapes that are violated, after closing the graph under RDFS."""
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=ontology, inference="rdfs", advanced=False)
    assert isinstance(report, Graph)
    results = report.subjects(SH.resultSeverity, SH.Violation)
    return sorted({str(report.value(result, SH.sourceShape)).removeprefix(ns.KG + "shapes/") for result in results})


def test_a_whole_article_with_its_actors_conforms(shapes: Graph, ontology: Graph) -> None:
    assert violated(union(HERE / "ontology" / "sample.trig"), shapes, ontology) == []


def test_a_golden_export_conforms(shapes: Graph, ontology: Graph) -> None:
    assert violated(union(HERE / "cli" / "golden" / "export.trig"), shapes, ontology) == []


def test_the_passing_cases_conform(shapes: Graph, ontology: Graph) -> None:
    graph = union(*sorted(CASES.rglob("*_PASS.ttl"))).parse(data=DESCRIBED, format="turtle")

    assert len(set(graph.subjects(RDF.type, URIRef(ns.KG + "Article")))) >= 30
    assert violated(graph, shapes, ontology) == []


ARTICLE = "<https://kg.example/article/5f0c1d2e3a4b59687766"
PLANTED = {
    "two leaf classes": (
        "actor:union-party-nov-6f70 a kg:Company .",
        ["Actor-leafShape"],
    ),
    "a person that is an organisation": (
        "actor:ada-lindqvist-nov-1a2b a kg:Organisation .",
        ["Actor-sortShape"],
    ),
    "a misspelt class": (
        "actor:norvania-nov-1c2d a kg:Stat .",
        ["Actor-typeShape"],
    ),
    "an actor of no kind": (
        'actor:nobody-xxx-0000 a kg:Actor ; rdfs:label "Nobody" .',
        ["Actor-typeShape"],
    ),
    "an event both vouched for and claimed": (
        f"{ARTICLE}#e-b3b3b3b3b3> a kg:ClaimedEvent .",
        ["ClaimedEvent-accordingToShape", "EventDescription-typeShape"],
    ),
    "a place that holds itself": (
        "place:nov-velm-9e0f kg:heldBy place:nov-velm-9e0f .",
        ["ActorShape", "Actor-typeShape", "Place-typeShape"],
    ),
    "a count that is an amount": (
        f"{ARTICLE}#n-c1c1c1c1c1> a kg:Amount .",
        ["Amount-typeShape", "Count-typeShape"],
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, shapes: Graph, ontology: Graph) -> None:
    turtle, expected = PLANTED[name]
    places = "@prefix actor: <https://kg.example/actor/> .\n@prefix place: <https://kg.example/place/> .\n"
    graph = union(HERE / "ontology" / "sample.trig").parse(data=PREFIXES + places + turtle, format="turtle")

    assert set(expected) <= set(violated(graph, shapes, ontology))


def test_without_reasoning_a_missing_root_is_found_and_with_it_there_is_none(shapes: Graph, ontology: Graph) -> None:
    graph = union(HERE / "ontology" / "sample.trig")
    graph.remove((URIRef("https://kg.example/actor/union-party-nov-6f70"), RDF.type, URIRef(ns.KG + "Actor")))
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none", advanced=False)

    assert "ActorKind-typeShape" in sources(report)
    assert violated(graph, shapes, ontology) == []


def sources(report: Graph) -> Iterable[str]:
    return {str(shape).removeprefix(ns.KG + "shapes/") for shape in report.objects(None, SH.sourceShape)}
