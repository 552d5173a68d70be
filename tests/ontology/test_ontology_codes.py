"""Code lists: the values of the extract format and of docs/mapping.md, with IRIs made as the graph makes them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from ontology_files import KG
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from kg import codes as lexical
from kg import namespaces
from kg.facts import model
from kg.mentions.model import Running

Plant = Callable[[Graph, str], Graph]


def values(codes: Graph, scheme: str) -> set[str]:
    concepts = codes.subjects(SKOS.inScheme, URIRef(scheme))
    return {str(codes.value(concept, SKOS.notation)) for concept in concepts}


def code_values(codes: Graph, scheme: str) -> set[str]:
    return values(codes, namespaces.CODE + scheme)


def quoted(text: str, start: str, end: str) -> set[str]:
    """The values between backquotes in a stretch of a document."""
    return set(re.findall(r"`([a-z-]+)`", text[text.index(start) + len(start) : text.index(end, text.index(start))]))


SIZES = {
    "act": 20, "manner": 3, "measure": 27, "status": 23, "objective": 9, "role": 3, "polarity": 2, "certainty": 5,
    "tense": 3, "precision": 8, "relation": 6, "qualifier": 8, "count": 13, "amount": 3, "running": 3, "post": 27,
    "event": 3, "mode": 1,
}  # fmt: skip


def test_the_schemes_and_their_sizes(codes: Graph) -> None:
    schemes = {str(scheme) for scheme in codes.subjects(RDF.type, SKOS.ConceptScheme)}

    assert {s.removeprefix(namespaces.CODE) for s in schemes if s.startswith(namespaces.CODE)} == set(SIZES)
    assert {scheme: len(code_values(codes, scheme)) for scheme in SIZES} == SIZES


def test_a_concept_stands_in_one_scheme_under_its_own_notation(codes: Graph) -> None:
    for concept in codes.subjects(RDF.type, SKOS.Concept):
        (scheme,) = codes.objects(concept, SKOS.inScheme)
        (notation,) = codes.objects(concept, SKOS.notation)
        assert isinstance(notation, Literal)
        assert notation.datatype is None
        if str(scheme).startswith(namespaces.CODE):
            assert str(concept) == f"{scheme}-{notation}"


@pytest.mark.parametrize(
    ("scheme", "literal"),
    [
        ("manner", model.Manner),
        ("polarity", model.Polarity),
        ("certainty", model.Certainty),
        ("tense", model.Tense),
        ("running", Running),
        ("relation", model.Time.__annotations__["relation"]),
        ("amount", model.Amount.__annotations__["kind"]),
    ],
)
def test_values_are_those_of_the_model(codes: Graph, scheme: str, literal: object) -> None:
    assert code_values(codes, scheme) == set(get_args(literal))


@pytest.mark.parametrize(
    ("scheme", "known"),
    [
        ("act", lexical.ACTS),
        ("status", lexical.STATUSES),
        ("measure", lexical.MEASURES),
        ("count", lexical.COUNTS),
    ],
)
def test_codes_of_the_dictionary_are_those_of_the_ontology(codes: Graph, scheme: str, known: frozenset[str]) -> None:
    assert code_values(codes, scheme) == known


def test_types_modes_and_contexts_of_the_dictionary_are_those_of_plover_and_our_own(codes: Graph) -> None:
    types = values(codes, namespaces.PLOVER + "type") | {t.upper() for t in code_values(codes, "event")}
    modes = values(codes, namespaces.PLOVER + "mode") | code_values(codes, "mode")

    assert types == lexical.MODES_OF.keys()
    assert modes == {f"{type_}-{mode}" for type_, known in lexical.MODES_OF.items() for mode in known}
    assert values(codes, namespaces.PLOVER + "context") == lexical.CONTEXTS


@pytest.mark.parametrize(
    ("scheme", "start", "end"),
    [("act", "- `act`:", ".\n"), ("role", "with `role`", ", `recipients`"), ("manner", "- `manner`:", ".\n")],
)
def test_values_are_those_of_the_extract_format(
    checkout: Path, codes: Graph, scheme: str, start: str, end: str
) -> None:
    assert quoted((checkout / "docs" / "extract-format.md").read_text("utf-8"), start, end) == code_values(
        codes, scheme
    )


def test_the_other_values_are_those_of_the_mapping(checkout: Path, codes: Graph) -> None:
    text = " ".join(
        (checkout / "docs" / "mapping.md").read_text("utf-8").partition("Codes beyond the extract format:")[2].split()
    )
    listed = {
        name: set(re.split(r", ", found)) for name, found in re.findall(r"`?(\w+)`? ([a-z-]+(?:, [a-z-]+)+)[;.]", text)
    }

    assert set(listed) == {"qualifier", "count", "precision", "event", "running"}
    assert {scheme: code_values(codes, scheme) for scheme in listed} == listed


def test_plover_has_16_types_67_modes_and_37_contexts(codes: Graph) -> None:
    sizes = [len(values(codes, namespaces.PLOVER + scheme)) for scheme in ("type", "mode", "context")]

    assert sizes == [16, 67, 37]


def test_iris_of_plover_are_made_as_the_graph_makes_them(codes: Graph) -> None:
    for name in values(codes, namespaces.PLOVER + "type"):
        assert (URIRef(namespaces.event_type(name)), SKOS.notation, Literal(name)) in codes
    for name in values(codes, namespaces.PLOVER + "mode") | code_values(codes, "mode"):
        type_, _, mode = name.partition("-")
        concept = URIRef(namespaces.mode(type_, mode))
        assert (concept, SKOS.notation, Literal(name)) in codes
        assert (concept, SKOS.broader, URIRef(namespaces.event_type(type_))) in codes
    for name in values(codes, namespaces.PLOVER + "context"):
        assert (URIRef(namespaces.context(name)), SKOS.notation, Literal(name)) in codes
    for name in code_values(codes, "event"):
        assert (URIRef(namespaces.event_type(name.upper())), SKOS.notation, Literal(name)) in codes


def test_imposed_sanctions_follow_the_manual_of_plover(codes: Graph) -> None:
    discontinue = URIRef(namespaces.PLOVER + "SANCTION-discontinue")

    assert [str(code) for code in codes.objects(discontinue, KG.cameoCode)] == ["163"]
    assert "COERCE restrict" in str(codes.value(discontinue, SKOS.editorialNote))


def scores(codes: Graph, scheme: str) -> dict[str, float]:
    """Notation -> printed score, for the concepts of one of PLOVER's schemes that have one."""
    return {
        str(codes.value(concept, SKOS.notation)): float(score.toPython())
        for concept in codes.subjects(SKOS.inScheme, URIRef(namespaces.PLOVER + scheme))
        for score in codes.objects(concept, KG.ploverScore)
    }


def quad_classes(codes: Graph) -> dict[str, int]:
    types = codes.subjects(SKOS.inScheme, URIRef(namespaces.PLOVER + "type"))
    return {str(codes.value(type_, SKOS.notation)): codes.value(type_, KG.quadClass).toPython() for type_ in types}


def test_every_type_has_a_quad_class_and_all_but_the_misprinted_one_a_score(codes: Graph) -> None:
    classes, found = quad_classes(codes), scores(codes, "type")

    assert len(classes) == 16
    assert set(classes.values()) == {1, 2, 3, 4}
    assert classes.keys() - found.keys() == {"ACCUSE"}
    assert "misprint" in str(next(codes.objects(URIRef(namespaces.PLOVER + "ACCUSE"), SKOS.editorialNote)))


@pytest.mark.parametrize(("quad_class", "sign"), [(1, 1), (2, 1), (3, -1), (4, -1)])
def test_scores_have_the_sign_of_their_quad_class(codes: Graph, quad_class: int, sign: int) -> None:
    classes, found = quad_classes(codes), scores(codes, "type")
    of_class = [found[type_] for type_, class_ in classes.items() if class_ == quad_class and type_ in found]

    assert sign * sum(of_class) / len(of_class) > 0
    assert all(sign * score >= 0 for score in of_class)


def test_only_requests_for_help_have_a_score_against_their_quad_class(codes: Graph) -> None:
    classes, found = quad_classes(codes), scores(codes, "mode")
    against = {
        mode
        for mode, score in found.items()
        if (score > 0) != (classes[mode.partition("-")[0]] in (1, 2)) and score != 0
    }

    assert len(found) == 66
    assert against == {"REQUEST-assist"}


def test_cameo_codes_are_strings_and_none_is_close_to_two_concepts_of_one_scheme(codes: Graph) -> None:
    close = [(code, codes.value(concept, SKOS.inScheme)) for concept, code in codes.subject_objects(KG.cameoCode)]

    assert all(re.fullmatch(r"\d{2,4}", code) for code, _ in close)
    assert len(close) == len(set(close)) > 40


MATCHES = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def broken(graph: Graph) -> set[str]:
    """Where a graph breaks an integrity condition of the SKOS reference, or a habit that its readers count on."""
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    above = {(c, b) for c, b in graph.subject_objects(SKOS.broader)}
    while more := {(c, a) for c, b in above for d, a in above if b == d} - above:
        above |= more
    found = {f"S9 scheme and concept: {node}" for node in concepts & schemes}
    found |= {
        f"S13 two roles of one label: {node}"
        for node in concepts
        for label in graph.objects(node, SKOS.prefLabel)
        if (node, SKOS.altLabel, label) in graph or (node, SKOS.hiddenLabel, label) in graph
    }
    found |= {
        f"S14 two preferred labels: {node}"
        for node in concepts | schemes
        if len(languages := [x.language for x in graph.objects(node, SKOS.prefLabel) if isinstance(x, Literal)])
        != len(set(languages))
    }
    found |= {f"S27 related and above: {a}" for a, b in graph.subject_objects(SKOS.related) if {(a, b), (b, a)} & above}
    found |= {
        f"S46 exact and other match: {a}"
        for a, b in graph.subject_objects(SKOS.exactMatch)
        if (a, SKOS.broadMatch, b) in graph or (a, SKOS.relatedMatch, b) in graph
    }
    found |= {f"circle: {a}" for a, b in above if a == b}
    found |= {f"in no scheme: {node}" for node in concepts if not set(graph.objects(node, SKOS.inScheme)) & schemes}
    found |= {f"broader than nothing known: {a}" for a, b in graph.subject_objects(SKOS.broader) if b not in concepts}
    tops = set(graph.subject_objects(SKOS.topConceptOf))
    found |= {f"top on one side: {c}" for c, s in tops ^ {(c, s) for s, c in graph.subject_objects(SKOS.hasTopConcept)}}
    found |= {f"top and below: {c}" for c, _ in tops if (c, SKOS.broader, None) in graph}
    found |= {
        f"neither top nor below: {c}" for c in concepts - {c for c, _ in tops} if (c, SKOS.broader, None) not in graph
    }
    found |= {f"match within: {a}" for match in MATCHES for a, b in graph.subject_objects(match) if b in concepts}
    return found


def test_the_code_lists_keep_the_conditions_of_skos(codes: Graph, alignments: Graph) -> None:
    assert broken(codes + alignments) == set()


@pytest.mark.parametrize(
    ("turtle", "found"),
    [
        ("code:act a skos:Concept ; skos:inScheme code:act ; skos:broader code:act-deny .", "S9 "),
        ('code:act-deny skos:altLabel "deny"@en .', "S13 "),
        ('code:act-deny skos:prefLabel "refuse"@en .', "S14 "),
        ("plover:ACCUSE-allege skos:related plover:ACCUSE .", "S27 "),
        ("code:act-deny skos:exactMatch plover:REJECT ; skos:relatedMatch plover:REJECT .", "S46 "),
        ("plover:ACCUSE skos:broader plover:ACCUSE-allege .", "circle"),
        ("code:act-sing a skos:Concept ; skos:topConceptOf code:act .", "in no scheme"),
        ("code:act-deny skos:broader code:act-sing .", "broader than nothing"),
        ("plover:ACCUSE-allege skos:topConceptOf plover:mode .", "top on one side"),
        ("plover:ACCUSE-allege skos:topConceptOf plover:mode .", "top and below"),
        ("code:act-sing a skos:Concept ; skos:inScheme code:act .", "neither top"),
        ("code:act-deny skos:closeMatch plover:REJECT .", "match within"),
    ],
)
def test_a_broken_condition_of_skos_is_found(codes: Graph, plus: Plant, turtle: str, found: str) -> None:
    assert [said for said in broken(plus(codes, turtle)) if said.startswith(found)]
