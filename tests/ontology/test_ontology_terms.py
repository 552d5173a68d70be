"""Terms: labelled, defined, named by the rules, within OWL 2 RL, and the same as docs/mapping.md writes."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ontology_files import FILES, KG, is_ours
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg import namespaces

Plant = Callable[[Graph, str], Graph]

NOT_WRITTEN = {
    "Fact",  # the common superclass
    "Revision",  # the newest is the article's graph; a former one stands in an exported history
    "revisionOf",
    "quadClass",  # of PLOVER's concepts
    "ploverScore",
    "cameoCode",
    "relatedCameoCode",
}
"""What the ontology defines and docs/mapping.md does not write into an article's graph."""

RL_VOCABULARY = {
    OWL.Class,
    OWL.Restriction,
    OWL.onProperty,
    OWL.allValuesFrom,
    OWL.disjointWith,
    OWL.Ontology,
    OWL.imports,
    OWL.versionIRI,
    OWL.versionInfo,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.FunctionalProperty,
    OWL.deprecated,
}
"""The constructs we use, all within OWL 2 RL; a restriction stands on the side of the superclass only."""

RL_DATATYPES = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal}
"""The datatypes we use as ranges. xsd:date is none of OWL 2 RL's."""


def undescribed(graph: Graph) -> list[str]:
    """Terms of ours without exactly one English label, one English definition and one ontology that defines them."""
    found = []
    for term in {s for s in graph.subjects() if is_ours(s)}:
        ontology = (term, RDF.type, OWL.Ontology) in graph
        label = SKOS.prefLabel if (term, RDF.type, SKOS.Concept) in graph else RDFS.label
        for predicate in (label, SKOS.definition):
            texts = list(graph.objects(term, predicate))
            if (
                len(texts) != 1
                or not isinstance(texts[0], Literal)
                or texts[0].language != "en"
                or not texts[0].strip()
            ):
                found.append(f"{term} {predicate}")
        defined_by = list(graph.objects(term, RDFS.isDefinedBy))
        if not ontology and (len(defined_by) != 1 or (defined_by[0], RDF.type, OWL.Ontology) not in graph):
            found.append(f"{term} {RDFS.isDefinedBy}")
    return sorted(found)


def outside_rl(graph: Graph) -> list[str]:
    """Constructs beyond those that we know to lie within OWL 2 RL."""
    used: set[Node] = {node for triple in graph for node in triple if str(node).startswith(str(OWL))}
    found = [str(node) for node in used - RL_VOCABULARY]
    found += [str(r) for r in graph.objects(None, RDFS.range) if str(r).startswith(str(XSD)) and r not in RL_DATATYPES]
    found += [f"restriction as subclass {s}" for s in graph.subjects(RDFS.subClassOf) if isinstance(s, BNode)]
    return sorted(found)


BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))
ENTITIES = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def undeclared(graph: Graph) -> set[str]:
    """Classes and properties that a file uses and does not declare, its own and others', as OWL 2 DL asks."""
    used: set[Node] = {predicate for predicate in graph.predicates() if predicate != RDF.type}
    used |= {
        node
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith, OWL.onProperty, OWL.allValuesFrom)
        for pair in graph.subject_objects(predicate)
        for node in pair
    }
    used |= set(graph.objects(None, RDFS.domain)) | set(graph.objects(None, RDFS.range))
    used |= set(graph.objects(None, RDF.type))
    declared = {node for type_ in ENTITIES for node in graph.subjects(RDF.type, type_)}
    return {str(n) for n in used - declared if isinstance(n, URIRef) and not str(n).startswith(BUILT_IN)}


def mapped(text: str) -> set[str]:
    """Every term of ours that docs/mapping.md names, with each phrase's start and the classes of entity types."""
    names = set(re.findall(r"kg:([A-Za-z]+)", text)) - {"P", "PStart"}
    phrases = re.search(r"P is one of (.*?)\n\n", text, re.DOTALL)
    assert phrases is not None
    for phrase in re.findall(r"`(\w+)`", phrases[1]):
        names |= {phrase, f"{phrase}Start"}
    types = re.search(r"Entity types to classes:(.*?)\n\n", text, re.DOTALL)
    assert types is not None
    return names | set(re.findall(r"`([A-Z]\w+)`", types[1]))


def test_every_term_is_labelled_defined_and_at_home(whole: Graph) -> None:
    assert undescribed(whole) == []


def test_a_term_without_a_definition_is_found(whole: Graph, plus: Plant) -> None:
    planted = plus(whole, 'kg:Envoy a owl:Class ; rdfs:label "envoy"@en, "Gesandter"@de .')

    assert undescribed(planted) == [
        f"{KG.Envoy} {RDFS.isDefinedBy}",
        f"{KG.Envoy} {RDFS.label}",
        f"{KG.Envoy} {SKOS.definition}",
    ]


def test_a_deprecated_term_is_still_defined_and_names_what_takes_its_place(
    modules: Graph, properties: set[str], classes: set[str]
) -> None:
    replaced = {
        str(term).removeprefix(KG): [
            str(other).removeprefix(KG) for other in modules.objects(term, DCTERMS.isReplacedBy)
        ]
        for term in modules.subjects(OWL.deprecated, Literal(True))
    }

    assert replaced == {"fromState": ["fromSide"], "toState": ["toSide"]}
    assert {name for names in replaced.values() for name in names} <= properties | classes


def test_classes_are_upper_camel_and_properties_lower_camel(classes: set[str], properties: set[str]) -> None:
    assert len(classes) > 25
    assert len(properties) > 90
    assert [name for name in classes if not re.fullmatch(r"[A-Z][a-z]+([A-Z][a-z]+)*", name)] == []
    assert [name for name in properties if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name)] == []


def test_the_modules_stay_within_owl_2_rl(whole: Graph) -> None:
    assert outside_rl(whole) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_declares_what_it_uses(path: Path, plus: Plant) -> None:
    graph = Graph().parse(path)

    assert undeclared(graph) == set()
    assert undeclared(plus(graph, 'kg:Envoy a owl:Class ; dcterms:subject "x" ; rdfs:subClassOf prov:Soul .')) == {
        str(DCTERMS.subject),
        str(PROV) + "Soul",
    }


def test_no_term_is_of_two_kinds(whole: Graph, alignments: Graph) -> None:
    kinds = [
        {str(term) for term in (whole + alignments).subjects(RDF.type, kind)}
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.Concept)
    ]

    assert len(set().union(*kinds)) == sum(map(len, kinds)) > 300


def test_only_codes_are_matched_by_skos(whole: Graph, alignments: Graph) -> None:
    matches = {SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.exactMatch}
    matched = {subject for subject, predicate in alignments.subject_predicates() if predicate in matches}

    assert matched
    assert matched <= set(whole.subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize(
    ("turtle", "found"),
    [
        ("kg:Actor rdfs:subClassOf [ a owl:Class ; owl:unionOf ( kg:Person kg:State ) ] .", [str(OWL.unionOf)]),
        ("kg:from rdfs:range xsd:date .", [str(XSD.date)]),
    ],
)
def test_what_owl_2_rl_does_not_know_is_found(whole: Graph, plus: Plant, turtle: str, found: list[str]) -> None:
    assert outside_rl(plus(whole, turtle)) == found


def test_domains_and_ranges_name_classes_that_exist(modules: Graph, classes: set[str]) -> None:
    known = {KG[name] for name in classes} | RL_DATATYPES | {SKOS.Concept}

    assert set(modules.objects(None, RDFS.domain)) | set(modules.objects(None, RDFS.range)) <= known


def test_a_property_has_at_most_one_domain_and_range(modules: Graph) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        subjects = list(modules.subjects(predicate))
        assert len(subjects) == len(set(subjects)) > 0


def test_claims_and_what_the_article_vouches_for_are_disjoint(modules: Graph) -> None:
    assert (KG.Event, OWL.disjointWith, KG.ClaimedEvent) in modules
    assert (KG.SanctionAct, OWL.disjointWith, KG.ClaimedSanctionAct) in modules


def test_the_ontology_defines_what_the_mapping_writes_and_no_more(
    checkout: Path, classes: set[str], properties: set[str]
) -> None:
    written = mapped((checkout / "docs" / "mapping.md").read_text("utf-8"))

    assert written - classes - properties == set()
    assert (classes | properties) - written == NOT_WRITTEN


def test_a_term_that_only_the_mapping_names_is_found() -> None:
    text = "P is one of `cue`.\n\n`kg:speaker`, `kg:PStart`\n\nEntity types to classes: person `Person`.\n\n"

    assert mapped(text) == {"cue", "cueStart", "speaker", "Person"}


def test_every_list_of_a_property_is_a_scheme(modules: Graph, codes: Graph) -> None:
    lists = set(modules.objects(None, KG.codeList))

    assert lists == set(codes.subjects(RDF.type, SKOS.ConceptScheme)) - {URIRef(namespaces.CODE + "role")}


def test_what_the_definitions_give_as_an_example_is_so_in_the_reference_facts(checkout: Path) -> None:
    with (checkout / "data" / "reference" / "organisations.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    types = {name: row["kind"] for row in rows for name in (row["name"], *row["aliases"].split("|"))}

    assert {types[name] for name in ("NATO", "G7", "BRICS")} == {"alliance"}
