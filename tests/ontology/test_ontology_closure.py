"""Reasoning: ontology, alignments and a whole article, closed under OWL 2 RL, are consistent."""

from collections.abc import Callable, Iterator

import owlrl
import pytest
from ontology_files import HERE, KG
from owlrl.Namespaces import ERRNS
from rdflib import ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg import namespaces

Plant = Callable[[Graph, str], Graph]
PROSE = (
    RDFS.label,
    SKOS.prefLabel,
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.editorialNote,
    SKOS.historyNote,
    RDFS.isDefinedBy,
)


def closed(graph: Graph) -> Graph:
    """The closure under OWL 2 RL; prose entails nothing and is left out for speed."""
    lean = Graph()
    for triple in graph:
        if triple[1] not in PROSE:
            lean.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False).expand(lean)
    return lean


def clashes(graph: Graph) -> list[str]:
    """What is wrong in a closed graph: what the reasoner reports, and what we look for on our own account."""
    return sorted({*_reported(graph), *_disjoint(graph), *_same(graph), *_datatypes(graph)})


def _reported(graph: Graph) -> Iterator[str]:
    for message in graph.objects(None, ERRNS.error):
        yield f"reasoner: {message}"


def _disjoint(graph: Graph) -> Iterator[str]:
    for one, other in graph.subject_objects(OWL.disjointWith):
        for node in set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other)):
            yield f"disjoint: {node}"


def _same(graph: Graph) -> Iterator[str]:
    """Two names for one thing where that cannot be: declared different, or two codes of one list, or two numbers."""
    for one, other in graph.subject_objects(OWL.sameAs):
        if one == other:
            continue
        if (one, OWL.differentFrom, other) in graph or (other, OWL.differentFrom, one) in graph:
            yield f"same and different: {one}"
        if set(graph.objects(one, SKOS.inScheme)) & set(graph.objects(other, SKOS.inScheme)):
            yield f"two codes in one: {one}"
        if isinstance(one, Literal) and isinstance(other, Literal) and one.value != other.value:
            yield f"two values in one: {one}"


def _datatypes(graph: Graph) -> Iterator[str]:
    for predicate, datatype in graph.subject_objects(RDFS.range):
        if str(datatype).startswith(str(XSD)):
            for value in graph.objects(None, predicate):
                if not isinstance(value, Literal) or (value.datatype or XSD.string) != datatype:
                    yield f"datatype: {predicate}"
    for node in set(graph.objects()):
        if isinstance(node, Literal) and node.ill_typed:
            yield f"ill-typed: {node}"


@pytest.fixture(scope="module")
def everything(whole: Graph, alignments: Graph, sample: Graph) -> Graph:
    """Ontology, alignments, what the other vocabularies say of their terms, and the sample article."""
    return whole + alignments + Graph().parse(HERE / "foreign-axioms.ttl") + sample


@pytest.fixture(scope="module")
def closure(everything: Graph) -> Graph:
    return closed(everything)


def test_the_closure_is_consistent(everything: Graph, closure: Graph) -> None:
    assert len(closure) > len(everything) > 2000
    assert clashes(closure) == []


def test_the_closure_infers_the_superclasses(closure: Graph) -> None:
    statements = set(closure.subjects(RDF.type, KG.Statement))

    assert statements
    assert statements <= set(closure.subjects(RDF.type, KG.Fact))
    assert set(closure.subjects(RDF.type, KG.Tenure)) <= set(
        closure.subjects(RDF.type, URIRef("http://www.w3.org/ns/org#Membership"))
    )


def test_reasoning_makes_no_claim_an_event(closure: Graph, sample: Graph) -> None:
    claimed = set(sample.subjects(RDF.type, KG.ClaimedEvent))

    assert claimed
    assert not claimed & set(closure.subjects(RDF.type, KG.Event))
    assert not claimed & set(closure.subjects(RDF.type, URIRef("http://www.w3.org/ns/prov#Activity")))


def test_reasoning_makes_no_code_a_class_and_no_sanction_a_designation(closure: Graph) -> None:
    plover = URIRef(namespaces.PLOVER + "ASSAULT")

    assert not list(closure.subjects(RDF.type, plover))
    assert not list(closure.subjects(RDF.type, URIRef("https://schema.followthemoney.tech/#Sanction")))


def test_reasoning_makes_no_class_or_property_a_concept(
    closure: Graph, classes: set[str], properties: set[str]
) -> None:
    concepts = {str(concept).removeprefix(namespaces.KG) for concept in closure.subjects(RDF.type, SKOS.Concept)}

    assert "code/act-deny" in concepts
    assert concepts & (classes | properties) == set()


def test_a_match_of_skos_would_make_a_class_a_concept(ground: Graph, plus: Plant) -> None:
    planted = closed(plus(ground, "kg:State skos:closeMatch schema:Country ."))

    assert (KG.State, RDF.type, SKOS.Concept) in planted


def test_a_state_where_something_happens_is_no_place(closure: Graph, sample: Graph) -> None:
    states = set(sample.subjects(RDF.type, KG.State))

    assert states
    assert not states & set(closure.subjects(RDF.type, KG.Place))


def test_a_member_is_one_of_org_and_a_kind_of_post_is_a_role(closure: Graph) -> None:
    assert (KG["code/post-foreign-minister"], RDF.type, ORG.Role) in closure
    assert set(closure.subject_objects(KG.memberOf)) == set(closure.subject_objects(ORG.memberOf)) != set()


def test_what_the_alignments_entail_keeps_the_constraints_of_prov(closure: Graph) -> None:
    """Specialization is irreflexive, entities are no activities (PROV-CONSTRAINTS); no more is entailed."""
    entities, activities = (set(closure.subjects(RDF.type, class_)) for class_ in (PROV.Entity, PROV.Activity))
    special = set(closure.subject_objects(PROV.specializationOf))

    assert len(entities) > 10
    assert not activities
    assert special
    assert not [pair for pair in special if pair[0] == pair[1] or pair[::-1] in special]
    assert {node for pair in special for node in pair} <= entities
    assert {str(p) for p in closure.predicates() if p.startswith(PROV)} <= {
        str(PROV.specializationOf),
        str(PROV.alternateOf),
    }


def test_the_sample_uses_every_class_and_property(closure: Graph, classes: set[str], properties: set[str]) -> None:
    typed = {str(class_).removeprefix(namespaces.KG) for class_ in closure.objects(None, RDF.type)}
    used = {str(predicate).removeprefix(namespaces.KG) for predicate in closure.predicates()}

    assert classes - typed == set()
    assert properties - used == set()


def test_evidence_of_the_sample_is_as_long_as_its_words(sample: Graph) -> None:
    spans = list(sample.subjects(RDF.type, KG.Evidence))

    assert len(spans) > 5
    for span in spans:
        start, end = (int(str(sample.value(span, bound))) for bound in (KG.start, KG.end))
        assert end - start == len(str(sample.value(span, KG.exact)))
        assert str(span).endswith(f"#c{start}-{end}")


BASE = "@base <https://kg.example/article/1> . "
PLANTED = {
    "an event that only a statement vouches for": (
        "<#e> a kg:Event ; kg:accordingTo <#s> . <#s> a kg:Statement .",
        "disjoint: ",
    ),
    "an event both vouched for and claimed": ("<#e> a kg:Event, kg:ClaimedEvent .", "disjoint: "),
    "a sanction both vouched for and claimed": ("<#x> a kg:SanctionAct, kg:ClaimedSanctionAct .", "disjoint: "),
    "a person who is a state": ("<https://kg.example/a> a kg:Person, kg:State .", "disjoint: "),
    "a post that imposes": ("<#x> kg:imposer <#p> . <#p> a kg:Position .", "disjoint: "),
    "a place that speaks": ("<#s> kg:speaker <#p> . <#p> a kg:Place .", "disjoint: "),
    "a person whom a place belongs to": (
        "<https://kg.example/p> kg:ofState <https://kg.example/a> . <https://kg.example/a> a kg:Person .",
        "disjoint: ",
    ),
    "a side that is a place": ("<#s> kg:fromSide <#p> . <#p> a kg:Place .", "disjoint: "),
    "a state that holds a post": ("<#t> kg:holder <#a> . <#a> a kg:State .", "disjoint: "),
    "a body that is a group": ("<#a> kg:memberOf <#b> . <#b> a kg:Group .", "disjoint: "),
    "a ministry that is a party": ("<https://kg.example/a> a kg:GovernmentBody, kg:Party .", "disjoint: "),
    "a count that is an amount": ("<#n> a kg:Count, kg:Amount .", "disjoint: "),
    "an article that is a revision of itself": ("<> kg:revisionOf <> .", "disjoint: "),
    "evidence that is a fact": ("<#e> kg:evidence <#e> .", "disjoint: "),
    "a regime that is a happening": ("<#x> kg:programme <#h> . <#h> a kg:Happening .", "disjoint: "),
    "a fact as a speaker": ("<#s> kg:speaker <#e> . <#e> a kg:Event .", "disjoint: "),
    "two voices for one fact": (
        "<#e> kg:accordingTo <>, <#s> . <> a kg:Article . <#s> a kg:Statement .",
        "disjoint: ",
    ),
    "two polarities": (
        "<#e> kg:polarity code:polarity-positive, code:polarity-negative .",
        "two codes in one: ",
    ),
    "two starts of one span": ("<#c> kg:start 1, 2 .", "two values in one: "),
    "a start in words": ('<#c> kg:start "one" .', "datatype: "),
    "a day that is none": ('<#e> kg:latest "2024-02-30"^^xsd:date .', "ill-typed: "),
    "a declared difference": (
        "<https://kg.example/a> owl:sameAs <https://kg.example/b> ; owl:differentFrom <https://kg.example/b> .",
        "same and different: ",
    ),
    "facts as activities of PROV": ("kg:Event rdfs:subClassOf prov:Activity .", "disjoint: "),
    "tenures as roles of ORG": ("kg:Tenure rdfs:subClassOf <http://www.w3.org/ns/org#Role> .", "disjoint: "),
    "states as organisations and places as sites": (
        """kg:State rdfs:subClassOf <http://www.w3.org/ns/org#Organization> .
           kg:place rdfs:range <http://www.w3.org/ns/org#Site> .
           <#e> kg:place <https://kg.example/actor/kestria-kes-3e4f> .""",
        "disjoint: ",
    ),
}


@pytest.fixture(scope="module")
def ground(modules: Graph, codes: Graph, alignments: Graph, sample: Graph) -> Graph:
    """Enough to plant on: axioms, one code list, and the types of the sample's nodes."""
    graph = modules + alignments + Graph().parse(HERE / "foreign-axioms.ttl")
    graph += codes.triples((None, SKOS.inScheme, URIRef(namespaces.CODE + "polarity")))
    graph += sample.triples((None, RDF.type, None))
    return graph


def test_the_ground_to_plant_on_is_consistent(ground: Graph) -> None:
    assert clashes(closed(ground)) == []


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.filterwarnings("ignore:Failed to convert Literal lexical form:UserWarning")
def test_a_planted_inconsistency_is_found(name: str, ground: Graph, plus: Plant) -> None:
    turtle, expected = PLANTED[name]

    assert [found for found in clashes(closed(plus(ground, BASE + turtle))) if found.startswith(expected)]
