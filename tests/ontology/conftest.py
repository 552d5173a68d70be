"""The ontology as the tests read it: each file once, and the sample article in the forms of docs/mapping.md."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from ontology_files import HERE, MODULES, ONTOLOGY, load_script, read, terms
from rdflib import OWL, Dataset, Graph

from kg import namespaces


@pytest.fixture(scope="session")
def ontology() -> Path:
    return ONTOLOGY


@pytest.fixture(scope="session")
def modules() -> Graph:
    return read(*MODULES)


@pytest.fixture(scope="session")
def codes() -> Graph:
    return read("vocabulary", "plover")


@pytest.fixture(scope="session")
def whole() -> Graph:
    return read("kg", *MODULES, "vocabulary", "plover")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    return read("alignments")


@pytest.fixture(scope="session")
def classes(modules: Graph) -> set[str]:
    return terms(modules, OWL.Class)


@pytest.fixture(scope="session")
def properties(modules: Graph) -> set[str]:
    return terms(modules, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="session")
def sample() -> Graph:
    """The sample article with its actors and reference facts, as one graph."""
    dataset = Dataset()
    dataset.parse(HERE / "sample.trig")
    graph = Graph()
    for subject, predicate, object_, _ in dataset.quads():
        graph.add((subject, predicate, object_))
    return graph


@pytest.fixture(scope="session")
def normalise() -> ModuleType:
    return load_script("normalise")


@pytest.fixture
def plus() -> Callable[[Graph, str], Graph]:
    """A copy of a graph with some more Turtle: how a test plants what a guard must find."""

    def plant(graph: Graph, turtle: str) -> Graph:
        prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in namespaces.PREFIXES.items())
        copy = Graph()
        for triple in graph:
            copy.add(triple)
        return copy.parse(data=prefixes + f"@prefix owl: <{OWL}> .\n" + turtle, format="turtle")

    return plant
