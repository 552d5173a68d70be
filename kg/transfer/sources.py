"""Where graphs come from: a store, or files of quads."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, Protocol, Self

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import namespaces as ns
from kg.errors import SourceError, StoreError
from kg.store import View

EXTENSIONS: Final = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
"""Extension -> format, of files that have graphs; ``.gz`` or ``.zst`` may follow."""

_IRI: Final = rb"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*>"
_ESCAPE: Final = rb"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
_LITERAL: Final = rb"\"(?:[^\"\\\r\n\x00]|%s)*+\"(?:\^\^%s|@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?" % (_ESCAPE, _IRI)
_QUAD: Final = re.compile(rb"(%s %s (?:%s|%s) )<(%s)> \.\n?" % (_IRI, _IRI, _IRI, _LITERAL, _IRI[1:-1]))
"""A line as kg and most stores write it: a quad without blank nodes, one blank between terms."""


class Source(Protocol):
    """Graphs to read, and the texts of articles as far as it has them."""

    has_texts: bool

    def sizes(self) -> dict[str, int]:
        """Each graph, with how many triples it has."""

    def triples(self, graph: str) -> bytes:
        """A graph as N-Triples."""

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
        self.triples, self.kept = view.triples, view.kept

    def sizes(self) -> dict[str, int]:
        sizes = _without_description(self._view.sizes())
        ours, local = f"{self._view.base}graph/", ns.imports_graph(self._view.base)
        return {graph: size for graph, size in sizes.items() if graph.startswith(ours) and graph != local}


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
        self._sizes: dict[str, int] = defaultdict(int)
        try:
            for path in paths:
                self._read(path)
        except BaseException:
            self._file.close()
            raise

    def sizes(self) -> dict[str, int]:
        return _without_description(self._sizes)

    def triples(self, graph: str) -> bytes:
        return b"".join(self._piece(*place) for place in self._places[graph])

    def kept(self, sha: str) -> bytes:
        raise StoreError("files have no texts", where=sha)

    def _piece(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

    def _read(self, path: Path) -> None:
        format = _format(path)
        try:
            if format != RdfFormat.N_QUADS or not self._read_lines(path):
                self._read_parsed(path, format)
        except SyntaxError as error:
            raise SourceError(f"not well-formed: {error.msg}", where=str(path)) from None
        except UnicodeDecodeError:
            raise SourceError("this is no text in UTF-8", where=str(path)) from None
        except (OSError, EOFError, zlib.error) as error:
            told = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"cannot be read: {told}", where=str(path)) from None
        except Exception as error:
            if type(error).__module__.startswith("zstandard"):
                raise SourceError(f"cannot be read: {error}", where=str(path)) from None
            raise

    def _read_lines(self, path: Path) -> bool:
        """Takes lines as they are; False, and nothing taken, where one is not of the plain form."""
        taken: list[tuple[bytes, int, int, int]] = []
        first = start = self._file.seek(0, 2)
        with closing(_opened(path)) as file:
            for graph, run in groupby(map(_QUAD.fullmatch, file), key=_graph_of):
                if graph is None:
                    self._file.truncate(first)
                    return False
                lines = [match[1] for match in run if match]
                text = b".\n".join(lines) + b".\n"
                text.decode("utf-8")
                written = self._file.write(text)
                taken.append((graph, start, start + written, len(lines)))
                start += written
        for name, begin, end, size in taken:
            self._places[name.decode("utf-8")].append((begin, end - begin))
            self._sizes[name.decode("utf-8")] += size
        return True

    def _read_parsed(self, path: Path, format: RdfFormat) -> None:
        with closing(_opened(path)) as file:
            for graph, run in groupby(parse(file, format=format), key=lambda quad: quad.graph_name):
                name, quads = _name(graph, path), list(run)
                if name != ns.ONTOLOGY_GRAPH and any(map(_is_blank, quads)):
                    raise SourceError(
                        f"<{name}> has blank nodes or triple terms, by which no graph is known again", where=str(path)
                    )
                written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
                assert written is not None
                self._keep(name, [written], len(quads))

    def _keep(self, graph: str, pieces: list[bytes], size: int | None = None) -> None:
        start = self._file.seek(0, 2)
        self._file.writelines(pieces)
        self._places[graph].append((start, self._file.tell() - start))
        self._sizes[graph] += len(pieces) if size is None else size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _without_description(sizes: dict[str, int]) -> dict[str, int]:
    """What an export tells of itself is not true of the store that it is brought into."""
    return {graph: size for graph, size in sizes.items() if not graph.endswith(ns.dataset_graph("/"))}


def _graph_of(match: re.Match[bytes] | None) -> bytes | None:
    return None if match is None else match[2]


def _is_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode | Triple)


def _format(path: Path) -> RdfFormat:
    told = path.name.removesuffix(".gz").removesuffix(".zst")
    found = EXTENSIONS.get(Path(told).suffix.lower())
    if found is None:
        known = ", ".join(EXTENSIONS)
        raise SourceError("no RDF with graphs, by its extension", where=str(path), hint=f"{known}, or with .gz or .zst")
    return found


def _opened(path: Path) -> IO[bytes]:
    opened: Any
    if path.suffix == ".gz":
        import gzip

        opened = gzip.open(path, "rb")  # noqa: SIM115 (closed by whoever asks)
    elif path.suffix == ".zst":
        import io

        import zstandard

        opened = io.BufferedReader(zstandard.open(path, "rb"))
    else:
        opened = path.open("rb")
    return opened  # type: ignore[no-any-return]


def _name(graph: object, path: Path) -> str:
    if not isinstance(graph, NamedNode):
        raise SourceError("triples outside of all graphs", where=str(path), hint="export it as nquads")
    return graph.value


def named_texts(triples: bytes) -> Iterator[str]:
    """The hashes of the texts that an article's graph names."""
    return (match.decode("ascii") for match in _KEPT.findall(triples))


def is_of_former_model(source: Source) -> bool:
    """Whether some graph but the ontology's has terms that kg writes no more."""
    return any(_FORMER.search(source.triples(graph)) for graph in source.sizes() if graph != ns.ONTOLOGY_GRAPH)


_FORMER: Final = re.compile(rb"<%s(?:from|to)State>" % re.escape(ns.KG.encode()))
_KEPT: Final = re.compile(rb"<%s>[ \t]\"([0-9a-f]{64})\"" % re.escape((ns.KG + "keptText").encode()))
