"""Graphs and nodes as RDF: what the Graph Store Protocol reads, what an IRI leads to, what the store is."""

from typing import Any, Final, cast

from pyoxigraph import NamedNode, Quad

from kg import namespaces as ns
from kg.errors import UsageError
from kg.query.terms import iri as written_iri
from kg.serve.jobs import Written, rdf
from kg.serve.jobs.sparql import GRAPHS
from kg.serve.sink import Sink
from kg.store.dataset import description
from kg.store.embedded import EmbeddedView


def graph(view: EmbeddedView, sink: Sink, *, iri: str | None, type: str) -> Written:
    """One named graph, or with None the default graph of queries, which is the union of all.

    Raises:
        UsageError: there is no such graph.
        NotAcceptableError: it holds what this form cannot.
    """
    if iri is None:
        found = cast("Any", view.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
        with rdf.file(sink, GRAPHS[type]) as out:
            found.serialize(out, format=GRAPHS[type])
        return Written(type)
    node = _node(iri)
    if next(view.engine.quads_for_pattern(None, None, None, node), None) is None:
        raise UsageError(f"the store has no graph <{iri}>")
    with rdf.file(sink, GRAPHS[type]) as out:
        view.engine.dump(out, format=GRAPHS[type], from_graph=node, prefixes=ns.PREFIXES)
    return Written(type)


def node(view: EmbeddedView, sink: Sink, *, iri: str, type: str) -> Written:
    """What the store says of a node; of an article, all that its graph says.

    Raises:
        UsageError: it says nothing.
        NotAcceptableError: it says what this form cannot.
    """
    if iri.startswith(f"{view.base}article/") and "#" not in iri:
        return graph(view, sink, iri=ns.article_graph(iri), type=type)
    own = {quad.triple for quad in view.engine.quads_for_pattern(_node(iri), None, None, None)}
    if not own:
        raise UsageError(f"the store says nothing of <{iri}>")
    ordered = sorted(own, key=str)
    rdf.write(ordered, sink, GRAPHS[type], ns.PREFIXES)
    return Written(type)


def void(view: EmbeddedView, sink: Sink, *, type: str) -> Written:
    """The store described in VoID: how much of what it holds, whose it is, which graphs it has."""
    quads: list[Quad] = list(description(view))
    rdf.write((quad.triple for quad in quads), sink, GRAPHS[type], _PREFIXES)
    return Written(type)


_PREFIXES: Final = {**ns.PREFIXES, "void": ns.VOID, "dcat": ns.DCAT, "foaf": ns.FOAF}


def _node(iri: str) -> NamedNode:
    found = written_iri(iri)
    if found is None:
        raise UsageError(f"{iri[:200]!r} is no IRI")
    return found
