"""Forms in which graphs pass between stores: N-Triples, and literals as the embedded engine keeps them."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize


def as_stored(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The quads as an embedded store gives them back: stores rewrite some literals (0.50, 007, en-GB)."""
    engine = Store()
    engine.extend(quads)
    return frozenset(engine)


def ntriples(quads: Iterable[Quad]) -> bytes:
    """The quads as N-Triples, their graph left out."""
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written


def parsed(triples: bytes, graph: str) -> Iterator[Quad]:
    """N-Triples as quads of a graph."""
    name = NamedNode(graph)
    for quad in parse(triples, format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, name)
