"""The closed table of foreign terms: it holds all that the files use, and data may use what the mapping writes."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from ontology_files import FILES, ONTOLOGY
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import GEO, ORG, PROV, SDO, TIME, DefinedNamespace

from kg import namespaces

Plant = Callable[[Graph, str], Graph]
CLOSED: dict[str, type[DefinedNamespace]] = {
    str(space): space for space in (RDF, RDFS, OWL, SKOS, DCTERMS, XSD, PROV, ORG, TIME, GEO, SDO)
}
"""The vocabularies that rdflib carries whole, so that a misspelt term is known for one."""

DOCUMENTS = {
    "https://www.apache.org/licenses/LICENSE-2.0",
    "https://creativecommons.org/licenses/by-sa/4.0/",
    "https://github.com/openeventdata/PLOVER",
}
"""Documents that headers point at: no terms."""


@dataclass(frozen=True, slots=True)
class Row:
    iri: str
    vocabulary: str
    checked: str
    data: str
    use: str


def foreign(graph: Graph) -> set[str]:
    """Every IRI of others in a graph, datatypes too."""
    iris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    iris |= {str(node.datatype) for node in graph.objects() if isinstance(node, Literal) and node.datatype}
    return {iri for iri in iris if not iri.startswith(namespaces.KG)} - DOCUMENTS


def unknown_to_rdflib(iris: set[str]) -> list[str]:
    """Terms that a vocabulary carried by rdflib does not have."""
    found = []
    for iri in iris:
        space = max((space for space in CLOSED if iri.startswith(space)), key=len, default=None)
        if space is not None and iri.removeprefix(space) not in CLOSED[space]:
            found.append(iri)
    return sorted(found)


def written(text: str) -> set[str]:
    """The foreign terms and datatypes of docs/mapping.md; "a" is rdf:type, "(string)" and "true" are datatypes."""
    spaces = {
        "schema": namespaces.SCHEMA,
        "dcterms": namespaces.DCTERMS,
        "rdfs": namespaces.RDFS,
        "skos": namespaces.SKOS,
        "xsd": namespaces.XSD,
        "void": namespaces.VOID,
        "dcat": namespaces.DCAT,
        "foaf": namespaces.FOAF,
    }
    found = {spaces[prefix] + name for prefix, name in re.findall(rf"\b({'|'.join(spaces)}):([A-Za-z]+)", text)}
    found |= {str(RDF.type)} if re.search(r"\ba `kg:", text) else set()
    found |= {str(XSD.string)} if "(string)" in text else set()
    return found | ({str(XSD.boolean)} if "`kg:provisional true`" in text else set())


@pytest.fixture(scope="module")
def table() -> list[Row]:
    with (ONTOLOGY / "foreign-terms.csv").open(encoding="utf-8", newline="") as lines:
        return [Row(**row) for row in csv.DictReader(lines)]


@pytest.fixture(scope="module")
def used() -> set[str]:
    return set().union(*(foreign(Graph().parse(path)) for path in FILES))


def test_every_foreign_term_stands_in_the_table(table: list[Row], used: set[str]) -> None:
    assert used - {row.iri for row in table} == set()


def test_the_table_has_no_row_that_nothing_uses(table: list[Row], used: set[str]) -> None:
    assert {row.iri for row in table if row.data == "no"} - used == set()
    assert {row.data for row in table} == {"yes", "no"}


def test_each_row_is_there_once_and_says_how_it_was_checked(table: list[Row]) -> None:
    assert len({row.iri for row in table}) == len(table) > 100
    assert all(row.checked and row.vocabulary and row.use for row in table)


def test_all_vocabularies_of_the_alignments_are_covered(table: list[Row]) -> None:
    assert {row.vocabulary for row in table} >= {
        "SEM", "PROV-O", "ORG", "OWL-Time", "GeoSPARQL", "Web Annotation", "NIF", "schema.org", "SKOS",
        "FollowTheMoney", "GRaSP", "GAF",
    }  # fmt: skip


def test_rdflib_knows_every_term_of_the_vocabularies_that_it_carries(table: list[Row]) -> None:
    assert unknown_to_rdflib({row.iri for row in table}) == []


def test_a_misspelt_or_unlisted_term_is_found(alignments: Graph, table: list[Row], plus: Plant) -> None:
    planted = foreign(plus(alignments, "kg:State skos:closeMatch schema:Contry ."))

    assert unknown_to_rdflib(planted) == ["https://schema.org/Contry"]
    assert planted - {row.iri for row in table} == {"https://schema.org/Contry"}


def test_data_may_use_exactly_what_the_mapping_writes(checkout: Path, table: list[Row]) -> None:
    allowed = {row.iri for row in table if row.data == "yes"}

    assert allowed == written((checkout / "docs" / "mapping.md").read_text("utf-8"))


def test_the_sample_uses_no_other_foreign_term(table: list[Row], sample: Graph) -> None:
    allowed = {row.iri for row in table if row.data == "yes"}
    predicates_and_classes = {str(p) for p in sample.predicates()} | {str(c) for c in sample.objects(None, RDF.type)}
    datatypes = {str(node.datatype) for node in sample.objects() if isinstance(node, Literal) and node.datatype}

    assert {iri for iri in predicates_and_classes | datatypes if not iri.startswith(namespaces.KG)} <= allowed
