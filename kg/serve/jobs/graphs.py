"""Graphs and nodes as RDF: what the Graph Store Protocol reads, what an IRI leads to, what the store is."""

from typing import IO, Any, Final, cast

from pyoxigraph import NamedNode, Quad, serialize

from kg import namespaces as ns
from kg.errors import UsageError
from kg.query.terms import iri as written_iri
from kg.serve.jobs import Written
from kg.serve.jobs.sparql import GRAPHS
from kg.serve.sink import Sink
from kg.store.dataset import description
from kg.store.embedded import EmbeddedView


def graph(view: EmbeddedView, sink: Sink, *, iri: str | None, type: str) -> Written:
    """One named graph, or with None the default graph of queries, which is the union of all.

    Raises:
        UsageError: there is no such graph.
    """
    if iri is None:
        _write(view.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), sink, type)
        return Written(type)
    node = _node(iri)
    if next(view.engine.quads_for_pattern(None, None, None, node), None) is None:
        raise UsageError(f"the store has no graph <{iri}>")
    view.engine.dump(cast("IO[bytes]", sink), format=GRAPHS[type], from_graph=node, prefixes=ns.PREFIXES)
    return Written(type)


def node(view: EmbeddedView, sink: Sink, *, iri: str, type: str) -> Written:
    """What the store says of a node; of an article, all that its graph says.

    Raises:
        UsageError: it says nothing.
    """
    if iri.startswith(f"{view.base}article/") and "#" not in iri:
        return graph(view, sink, iri=ns.article_graph(iri), type=type)
    own = {quad.triple for quad in view.engine.quads_for_pattern(_node(iri), None, None, None)}
    if not own:
        raise UsageError(f"the store says nothing of <{iri}>")
    ordered = sorted(own, key=str)
    serialize(ordered, cast("IO[bytes]", sink), format=GRAPHS[type], prefixes=ns.PREFIXES)
    return Written(type)


def void(view: EmbeddedView, sink: Sink, *, type: str) -> Written:
    """The store described in VoID: how much of what it holds, whose it is, which graphs it has."""
    quads: list[Quad] = list(description(view))
    serialize((quad.triple for quad in quads), cast("IO[bytes]", sink), format=GRAPHS[type], prefixes=_PREFIXES)
    return Written(type)


_PREFIXES: Final = {**ns.PREFIXES, "void": ns.VOID, "dcat": ns.DCAT, "foaf": ns.FOAF}


def _write(found: Any, sink: Sink, type: str) -> None:
    found.serialize(sink, format=GRAPHS[type])


def _node(iri: str) -> NamedNode:
    found = written_iri(iri)
    if found is None:
        raise UsageError(f"{iri[:200]!r} is no IRI")
    return found
