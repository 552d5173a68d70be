"""The JSON-LD context: two implementations read the same triples as Turtle gives, in compact names and short codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from ontology_files import ONTOLOGY
from pyld import jsonld
from rdflib import SKOS, Graph, URIRef

from kg import namespaces

DOCUMENT = {
    "id": "https://kg.example/article/1#x-1",
    "type": ["SanctionDescription", "SanctionAct"],
    "accordingTo": "https://kg.example/article/1",
    "status": "in-force",
    "measure": ["asset-freeze", "travel-ban"],
    "context": "human_rights",
    "eventType": "plover:SANCTION",
    "mode": "plover:SANCTION-discontinue",
    "imposer": "wd:Q1",
    "latest": "2031-03-11",
    "score": "0.75",
    "trigger": "froze",
    "triggerStart": 12,
    "evidence": {"id": "https://kg.example/article/1#c10-40", "type": "Evidence", "start": 10, "end": 40},
}
TURTLE = """
@base <https://kg.example/article/1> .
<#x-1> a kg:SanctionDescription, kg:SanctionAct ; kg:accordingTo <> ; kg:status code:status-in-force ;
  kg:measure code:measure-asset-freeze, code:measure-travel-ban ; kg:context plover:context-human_rights ;
  kg:eventType plover:SANCTION ; kg:mode plover:SANCTION-discontinue ; kg:imposer wd:Q1 ;
  kg:latest "2031-03-11"^^xsd:date ; kg:score 0.75 ; kg:trigger "froze" ; kg:triggerStart 12 ; kg:evidence <#c10-40> .
<#c10-40> a kg:Evidence ; kg:start 10 ; kg:end 40 .
"""


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    return context


def by_pyld(document: dict[str, Any]) -> set[Any]:
    return set(Graph().parse(data=jsonld.to_rdf(document, {"format": "application/n-quads"}), format="nt"))


def by_rdflib(document: dict[str, Any]) -> set[Any]:
    return set(Graph().parse(data=json.dumps(document), format="json-ld"))


def test_both_implementations_read_what_turtle_says(context: dict[str, Any]) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in namespaces.PREFIXES.items())
    expected = set(Graph().parse(data=prefixes + TURTLE, format="turtle"))
    document = {"@context": context, **DOCUMENT}

    assert by_pyld(document) == expected
    assert by_rdflib(document) == expected


def test_a_whole_article_survives_the_way_there_and_back(context: dict[str, Any], sample: Graph) -> None:
    expanded = jsonld.from_rdf(sample.serialize(format="nt"), {"format": "application/n-quads"})
    document = jsonld.compact(expanded, context)

    assert by_pyld(document) == set(sample)
    assert by_rdflib(document) == set(sample)


def test_a_compact_article_has_short_names_alone(context: dict[str, Any], sample: Graph) -> None:
    expanded = jsonld.from_rdf(sample.serialize(format="nt"), {"format": "application/n-quads"})
    nodes = jsonld.compact(expanded, context)["graph"]
    keys = {key for node in nodes for key in node}

    assert len(keys) > 100
    assert sorted(key for key in keys if ":" in key) == []
    assert {node["status"] for node in nodes if "status" in node} == {"in-force", "evaded"}


def test_every_class_and_property_has_its_own_name(
    context: dict[str, Any], classes: set[str], properties: set[str]
) -> None:
    named = {
        name: term if isinstance(term, str) else term["@id"] for name, term in context.items() if name != "@version"
    }

    assert {name: named.get(name) for name in classes | properties} == {n: f"kg:{n}" for n in classes | properties}


def test_each_short_code_is_read_as_the_concept_of_its_list(context: dict[str, Any], codes: Graph) -> None:
    """Also where a code ("about", "exact") is spelt like a term: a value is looked up among the terms first."""
    coded = {n: t["@context"]["@vocab"] for n, t in context.items() if isinstance(t, dict) and "@context" in t}

    assert len(coded) > 10
    for name, prefix in coded.items():
        concepts = list(codes.subjects(SKOS.inScheme, URIRef(prefix[:-1])))
        values = [str(codes.value(concept, SKOS.notation)) for concept in concepts]
        document = {"@context": context, "id": "https://kg.example/s", name: values}

        assert concepts
        for read in (by_pyld, by_rdflib):
            assert {object_ for _, _, object_ in read(document)} == set(concepts)


def test_prefixes_are_those_of_the_package(context: dict[str, Any]) -> None:
    prefixes = {name: iri for name, iri in context.items() if name in namespaces.PREFIXES}

    assert len(prefixes) > 5
    assert prefixes == {name: namespaces.PREFIXES[name] for name in prefixes}


def test_the_file_is_one_entry_a_line() -> None:
    lines = Path(ONTOLOGY / "context.jsonld").read_text("utf-8").splitlines()
    entries = json.loads("\n".join(lines))["@context"]

    assert len(lines) == len(entries) + 4
