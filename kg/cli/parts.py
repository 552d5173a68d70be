"""An export in numbered files, for bulk loaders that read several at once."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import BinaryIO, Final

from pyoxigraph import BlankNode, Quad

from kg import namespaces as ns
from kg.cli.files import Folder, Form, compressed
from kg.graph import UNION, canonical, write_ordered
from kg.graph.serialise import union_order
from kg.store.base import Graphs, shared_graphs

_DIGITS: Final = 4


def write(
    graphs: Graphs, form: Form, size: int, folder: Folder, *, ontology: bool = False, dataset: bool = False
) -> None:
    """Writes all graphs as ``part-0001.nq`` and so on, each of ``size`` quads or fewer.

    A graph is torn in two only where it is larger than that; one with blank nodes never, since their labels are good
    for one file.
    """
    names: list[str] = []
    shared = shared_graphs(graphs.base, ontology=ontology, dataset=dataset)
    pieces = _numbered(_graphs(graphs, shared, union=form.format in UNION), size)
    for number, part in groupby(pieces, key=itemgetter(0)):
        names.append(f"part-{number:0{_DIGITS}}{form.suffix}")
        with folder.open(names[-1]) as file, compressed(file, form.compression) as out:
            _write((piece for _, piece in part), form.format, out)
    digits = len(str(len(names)))
    if digits > _DIGITS:  # so that the names sort as the numbers do
        folder.rename({name: f"part-{n:0{digits}}{form.suffix}" for n, name in enumerate(names, 1)})


def _graphs(graphs: Graphs, shared: list[str], *, union: bool) -> Iterator[list[Quad]]:
    """Each graph in order, in the order of its subjects; for ``union`` without its name, and nothing twice.

    Only shared graphs could say the same, since the subjects in an article's graph are its own.
    """
    seen: set[Quad] = set()
    for graph in sorted([*(ns.article_graph(article) for article in graphs.articles()), *shared]):
        quads: Iterable[Quad] = graphs.quads(graph)
        if union:
            quads = (Quad(*quad.triple) for quad in quads)
            if graph in shared:
                quads = set(quads) - seen
                seen |= quads
        yield sorted(quads, key=union_order)


def _write(pieces: Iterable[list[Quad]], format: str, out: BinaryIO) -> None:
    """Writes one part as its pieces come, holding none; N-Quads are in canonical form graph by graph."""
    if format == "nquads":
        out.writelines(canonical(piece) for piece in pieces)
    else:
        write_ordered(chain.from_iterable(pieces), format, out)


def _numbered(graphs: Iterable[list[Quad]], size: int) -> Iterator[tuple[int, list[Quad]]]:
    """Graphs, or pieces of those that are too large, each with the number of its part."""
    number, filled = 1, 0
    for graph in graphs:
        for piece in _pieces(graph, size):
            if filled and filled + len(piece) > size:
                number, filled = number + 1, 0
            filled += len(piece)
            yield number, piece


def _pieces(graph: list[Quad], size: int) -> Iterator[list[Quad]]:
    if any(isinstance(quad.subject, BlankNode) for quad in graph):
        yield graph
        return
    rest = iter(graph)
    while piece := list(islice(rest, size)):
        yield piece
