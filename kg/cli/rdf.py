"""RDF on its way out, written as it is made."""

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, cast

from pyoxigraph import Quad

from kg import namespaces as ns
from kg.cli import render
from kg.graph import UNION, write_ordered
from kg.graph.blank import labelled
from kg.graph.geometry import geometries
from kg.store import dump, dump_quads
from kg.store.base import Graphs


@dataclass(frozen=True, slots=True)
class Leaving:
    """Graphs as they leave kg: those of data as they are, that of the ontology with lasting labels.

    With ``wkt``, places that have coordinates get a geometry. ``dataset`` describes the whole, in a graph of its own.
    """

    graphs: Graphs
    wkt: bool = False
    dataset: tuple[Quad, ...] = ()

    @property
    def base(self) -> str:
        return self.graphs.base

    def articles(self) -> Iterator[str]:
        return self.graphs.articles()

    def quads(self, graph: str) -> Iterator[Quad]:
        quads = self.graphs.quads(graph)
        if graph == ns.dataset_graph(self.base):
            return iter(self.dataset)
        if graph == ns.ONTOLOGY_GRAPH:
            return iter(labelled(quads))
        if self.wkt and graph in (ns.reference_graph(self.base), ns.actors_graph(self.base)):
            held = list(quads)
            return chain(held, geometries(held, self.base))
        return quads


def written(graphs: Graphs, format: str, out: BinaryIO, *, ontology: bool = False, dataset: bool = False) -> None:
    """Writes all graphs in one of ``kg.graph.FORMATS``, in an order that depends on them alone."""
    if format == "nquads":
        out.writelines(f"{line}\n".encode() for line in dump(graphs, ontology=ontology, dataset=dataset))
    else:
        quads = dump_quads(graphs, union=format in UNION, ontology=ontology, dataset=dataset)
        write_ordered(quads, format, out)


@contextmanager
def stdout() -> Iterator[BinaryIO]:
    """Standard output; a terminal gets nothing that could drive it."""
    if not sys.stdout.isatty():
        yield sys.stdout.buffer
        return
    safe = _Safe()
    yield cast("BinaryIO", safe)
    safe.flush()


class _Safe(io.RawIOBase):
    """A terminal as a stream of bytes."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        sys.stdout.write(render.printable(self._decoder.decode(bytes(data))))
        return len(data)

    def flush(self) -> None:
        sys.stdout.flush()
