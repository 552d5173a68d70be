"""Graphs of articles on their way out: on disk until all are there, since their order is told only then."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg import namespaces as ns

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs


class Spool:
    """Keeps articles' graphs in a file without a name; only what they share stays in memory."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._file = TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._articles: set[str] = set()
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._shared: dict[str, set[Quad]] = {ns.reference_graph(base): set(), ns.actors_graph(base): set()}

    @property
    def base(self) -> str:
        return self._base

    def add(self, graphs: "ArticleGraphs") -> None:
        written = serialize(graphs.quads, format=RdfFormat.N_QUADS)
        assert written is not None
        self._articles.add(graphs.article)
        places = self._places.setdefault(ns.article_graph(graphs.article), [])
        places.append((self._file.tell(), len(written)))
        self._file.write(written)
        self._shared[ns.reference_graph(self._base)].update(q for group in graphs.reference.values() for q in group)
        self._shared[ns.actors_graph(self._base)].update(q for group in graphs.actors.values() for q in group)

    def articles(self) -> Iterator[str]:
        return iter(sorted(self._articles))

    def quads(self, graph: str) -> Iterator[Quad]:
        """The quads of one graph, each once; of an article that was added twice all that either told."""
        if graph in self._shared:
            return iter(self._shared[graph])
        places = self._places.get(graph, ())
        return iter({quad for place in places for quad in parse(self._read(*place), format=RdfFormat.N_QUADS)})

    def _read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
