"""Where the ontology lies, and how the tests read it."""

import importlib.util
from pathlib import Path
from types import ModuleType

from rdflib import OWL, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

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
    found = {term for type_ in types for term in graph.subjects(RDF.type, type_) if is_ours(term)} - former
    return {str(term).removeprefix(namespaces.KG) for term in found}


def is_ours(term: Node) -> bool:
    """Whether it is a term of ours; the files declare those of others too, and say no more of them."""
    return isinstance(term, URIRef) and term.startswith(namespaces.KG)


def load_script(name: str) -> ModuleType:
    """One of the scripts beside the ontology, which are no package."""
    spec = importlib.util.spec_from_file_location(name, ONTOLOGY / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
