"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from kg import namespaces as ns
from kg.serve.jobs import Written, rdf
from kg.serve.jobs.sparql import GRAPHS
from kg.serve.sink import Sink
from kg.store.embedded import EmbeddedView

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
_TYPE: Final = NamedNode(f"{ns.RDF}type")


def service(view: EmbeddedView, sink: Sink, *, at: str, type: str) -> Written:
    """The endpoint in the terms of the Service Description: what it speaks, and what its default graph is."""
    prefixes = {"sd": SD, "void": ns.VOID, "rdf": ns.RDF, "formats": _FORMATS}
    rdf.write(_triples(view, at), sink, GRAPHS[type], prefixes)
    return Written(type)


def _triples(view: EmbeddedView, at: str) -> Iterator[Triple]:
    node, dataset = NamedNode(f"{at}/sparql#service"), NamedNode(f"{at}/sparql#dataset")
    default = NamedNode(f"{at}/sparql#default-graph")
    yield Triple(node, _TYPE, _sd("Service"))
    yield Triple(node, _sd("endpoint"), NamedNode(f"{at}/sparql"))
    for language in ("SPARQL10Query", "SPARQL11Query"):
        yield Triple(node, _sd("supportedLanguage"), _sd(language))
    for feature in ("UnionDefaultGraph",):
        yield Triple(node, _sd("feature"), _sd(feature))
    for form in _FORMS:
        yield Triple(node, _sd("resultFormat"), NamedNode(_FORMATS + form))
    yield Triple(node, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    for graph in (ns.reference_graph(view.base), ns.actors_graph(view.base), ns.ONTOLOGY_GRAPH):
        named = NamedNode(f"{at}/sparql#{graph.rpartition('/')[2]}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph))
    yield Triple(
        NamedNode(f"{at}/.well-known/void"), NamedNode(ns.FOAF + "primaryTopic"), NamedNode(ns.dataset(view.base))
    )
    yield Triple(NamedNode(ns.dataset(view.base)), NamedNode(ns.VOID + "sparqlEndpoint"), NamedNode(f"{at}/sparql"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
