"""Where graphs come from: a store, or files of quads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, Protocol, Self

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from kg import namespaces as ns
from kg.errors import SourceError, StoreError
from kg.store import View

EXTENSIONS: Final = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
"""Extension -> format, of files that have graphs; ``.gz`` or ``.zst`` may follow."""


class Source(Protocol):
    """Graphs to read, and the texts of articles as far as it has them."""

    has_texts: bool

    def sizes(self) -> dict[str, int]:
        """Each graph, with how many triples it has."""

    def quads(self, graph: str) -> Iterator[Quad]: ...

    def kept(self, sha: str) -> bytes:
        """The record of a text.

        Raises:
            StoreError: it has none.
        """


class StoreSource:
    """A store: the graphs under its base."""

    has_texts = True

    def __init__(self, view: View) -> None:
        self._view = view

    def sizes(self) -> dict[str, int]:
        return {g: size for g, size in self._view.sizes().items() if g.startswith(f"{self._view.base}graph/")}

    def quads(self, graph: str) -> Iterator[Quad]:
        return self._view.quads(graph)

    def kept(self, sha: str) -> bytes:
        return self._view.kept(sha)


class FileSource:
    """Files of quads, read once and kept in a file without a name, graph by graph.

    Args:
        paths: N-Quads, TriG or JSON-LD, perhaps compressed.

    Raises:
        SourceError: one cannot be read, is no RDF with graphs, or has blank nodes outside of the ontology.
    """

    has_texts = False

    def __init__(self, paths: Iterable[Path]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for path in paths:
            self._read(path)
        self._sizes = {graph: len(set(self.quads(graph))) for graph in self._places}

    def sizes(self) -> dict[str, int]:
        return self._sizes

    def quads(self, graph: str) -> Iterator[Quad]:
        for start, length in self._places[graph]:
            self._file.seek(start)
            yield from parse(self._file.read(length), format=RdfFormat.N_QUADS)

    def kept(self, sha: str) -> bytes:
        raise StoreError("files have no texts", where=sha)

    def _read(self, path: Path) -> None:
        try:
            with closing(_opened(path)) as file:
                found = parse(file, format=_format(path))
                for graph, run in groupby(found, key=lambda quad: quad.graph_name):
                    self._keep(_name(graph, path), run, path)
        except SyntaxError as error:
            raise SourceError(f"not well-formed: {error.msg}", where=str(path)) from None
        except (OSError, EOFError) as error:
            told = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"cannot be read: {told}", where=str(path)) from None

    def _keep(self, graph: str, run: Iterable[Quad], path: Path) -> None:
        quads = list(run)
        if graph == ns.ONTOLOGY_GRAPH:  # a store gets the installed one
            return
        if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
            raise SourceError(f"<{graph}> has blank nodes, by which no graph is known again", where=str(path))
        written = serialize(quads, format=RdfFormat.N_QUADS)
        assert written is not None
        self._places[graph].append((self._file.tell(), len(written)))
        self._file.write(written)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _format(path: Path) -> RdfFormat:
    told = path.name.removesuffix(".gz").removesuffix(".zst")
    found = EXTENSIONS.get(Path(told).suffix.lower())
    if found is None:
        known = ", ".join(EXTENSIONS)
        raise SourceError("no RDF with graphs, by its extension", where=str(path), hint=f"{known}, or with .gz or .zst")
    return found


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        import gzip

        return gzip.open(path, "rb")  # type: ignore[return-value]
    if path.suffix == ".zst":
        import zstandard

        opened: Any = zstandard.open(path, "rb")
        return opened  # type: ignore[no-any-return]
    return path.open("rb")


def _name(graph: object, path: Path) -> str:
    if not isinstance(graph, NamedNode):
        raise SourceError("triples outside of all graphs", where=str(path), hint="export it as nquads")
    return graph.value
