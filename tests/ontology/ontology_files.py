"""Where the ontology lies, and how the tests read it."""

from pathlib import Path

from rdflib import OWL, RDF, Graph, Literal, Namespace, URIRef

from kg import namespaces

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent.parent / "ontology"
FILES = sorted(ONTOLOGY.glob("*.ttl"))
KG = Namespace(namespaces.KG)
MODULES = ("core", "claim", "event", "sanction", "provenance")


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


def terms(graph: Graph, *types: URIRef) -> set[str]:
    """Local names of our terms of these types; without those that are deprecated, which are not written any more."""
    former = set(graph.subjects(OWL.deprecated, Literal(True)))
    found = {term for type_ in types for term in graph.subjects(RDF.type, type_) if isinstance(term, URIRef)} - former
    return {str(term).removeprefix(namespaces.KG) for term in found}
