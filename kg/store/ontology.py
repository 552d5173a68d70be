"""The ontology as a store has it, in a graph of its own."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg import namespaces as ns
from kg import resources
from kg.store.forms import as_stored


def quads() -> Iterator[Quad]:
    """The quads of its graph, each once: modules declare the same foreign terms."""
    graph = NamedNode(ns.ONTOLOGY_GRAPH)
    read = (
        quad for path in _files() for quad in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    yield from dict.fromkeys(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in read)


def named(quads: Iterable[Quad]) -> frozenset[Quad]:
    """Those without blank nodes, which each store names in its own way."""
    return as_stored(q for q in quads if not isinstance(q.subject, BlankNode) and not isinstance(q.object, BlankNode))


def hash() -> str:
    """Digits that change with the files."""
    return ns.digest(*(part for path in _files() for part in (path.name, path.read_text("utf-8"))))


def _files() -> list[Path]:
    # Alignments speak about other vocabularies, and no query of ours needs them.
    return sorted(path for path in resources.path("ontology").glob("*.ttl") if path.name != "alignments.ttl")
