"""The redirect rules for w3id.org lead every IRI of ours to a file that describes it."""

import re
from pathlib import Path

import pytest
from ontology_files import ONTOLOGY
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg import namespaces

Rules = list[tuple[list[tuple[bool, str]], str, str]]
RELEASE = "https://kg.example/release/"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture(scope="module")
def rules(checkout: Path) -> Rules:
    """Conditions on the Accept header (whether it shall match, pattern), pattern of the path, target; in order."""
    found, conditions = [], []
    for line in (checkout / "docs" / "w3id" / ".htaccess").read_text("utf-8").splitlines():
        if condition := re.fullmatch(r"RewriteCond %\{HTTP_ACCEPT\} (!?)(\S+)", line):
            conditions.append((not condition[1], condition[2]))
        elif rule := re.fullmatch(r"RewriteRule (\S+) (\S+) \[R=30[23],L\]", line):
            found.append((conditions, rule[1], rule[2]))
            conditions = []
        else:
            assert not line or line.startswith(("#", "Options ", "RewriteEngine ")), line
    return found


def led(rules: Rules, iri: str, accept: str = "text/turtle") -> str | None:
    """Where an IRI leads to within a release; None where no rule takes it."""
    path = iri.removeprefix(namespaces.KG)
    for conditions, pattern, target in rules:
        match = re.search(pattern, path)
        if match and all(bool(re.search(asked, accept)) is wanted for wanted, asked in conditions):
            return match.expand(target.replace("$", "\\")).removeprefix(RELEASE)
    return None


def test_every_term_and_code_leads_to_a_file_that_defines_it(rules: Rules, whole: Graph, alignments: Graph) -> None:
    read: dict[str, Graph] = {}
    defined = {s for s in (whole + alignments).subjects(RDFS.isDefinedBy) if isinstance(s, URIRef)}
    for term in sorted(defined):
        target = led(rules, term)
        assert target, term
        assert target.startswith("latest/ontology/"), term
        name = target.removeprefix("latest/ontology/")
        if name not in read:
            read[name] = Graph().parse(ONTOLOGY / name, format="xml" if name.endswith(".owl") else "turtle")
        assert (term, RDFS.isDefinedBy, None) in read[name], term
    assert len(read) == 4


def test_ontologies_and_versions_lead_to_their_files(rules: Rules, whole: Graph, alignments: Graph) -> None:
    everything = whole + alignments
    for ontology in everything.subjects(RDF.type, OWL.Ontology):
        now, then = led(rules, str(ontology)), led(rules, str(everything.value(ontology, OWL.versionIRI)))
        assert now
        assert then == now.replace("latest", str(everything.value(ontology, OWL.versionInfo)))
        assert (ONTOLOGY.parent / now.removeprefix("latest/")).is_file()


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("Statement", BROWSER, "latest/ontology/README.md"),
        ("code/act-deny", BROWSER, "latest/ontology/README.md"),
        ("reference/place-707860", BROWSER, "latest/data/reference/README.md"),
        ("reference/place-707860", "application/n-triples", "latest/reference.nt"),
        ("shapes/ActorShape", BROWSER, "latest/ontology/shapes/README.md"),
        ("context.jsonld", "application/ld+json", "latest/ontology/context.jsonld"),
        ("Statement", "text/turtle,text/html;q=0.5", "latest/ontology/kg-merged.owl"),
        ("ontology/0.9.1", "*/*", "0.9.1/ontology/kg-merged.owl"),
        ("no/such/thing", "text/turtle", None),
    ],
)
def test_paths_lead_where_the_page_says(rules: Rules, path: str, accept: str, target: str | None) -> None:
    assert led(rules, namespaces.KG + path, accept) == target
