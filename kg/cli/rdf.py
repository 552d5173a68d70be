"""RDF on its way out, written as it is made: to stdout, or to a file that is whole or not there."""

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Quad

from kg import namespaces as ns
from kg.cli import render
from kg.errors import UsageError
from kg.graph import UNION, write_ordered
from kg.graph.blank import labelled
from kg.store import dump, dump_quads
from kg.store.base import Graphs


@dataclass(frozen=True, slots=True)
class Leaving:
    """Graphs as they leave kg: those of data as they are, that of the ontology with lasting labels."""

    graphs: Graphs

    @property
    def base(self) -> str:
        return self.graphs.base

    def articles(self) -> Iterator[str]:
        return self.graphs.articles()

    def quads(self, graph: str) -> Iterator[Quad]:
        quads = self.graphs.quads(graph)
        return iter(labelled(quads)) if graph == ns.ONTOLOGY_GRAPH else quads


def written(graphs: Graphs, format: str, out: BinaryIO, *, ontology: bool = False) -> None:
    """Writes all graphs in one of ``kg.graph.FORMATS``, in an order that depends on them alone."""
    graphs = Leaving(graphs)
    if format == "nquads":
        out.writelines(f"{line}\n".encode() for line in dump(graphs, ontology=ontology))
    else:
        write_ordered(dump_quads(graphs, union=format in UNION, ontology=ontology), format, out)


@contextmanager
def stdout() -> Iterator[BinaryIO]:
    """Standard output; a terminal gets nothing that could drive it."""
    if not sys.stdout.isatty():
        yield sys.stdout.buffer
        return
    safe = _Safe()
    yield cast("BinaryIO", safe)
    safe.flush()


@contextmanager
def file(path: Path) -> Iterator[BinaryIO]:
    """A file to write: whole or not at all, since a reader must never find half of it under the final name.

    Raises:
        UsageError: it cannot be written.
    """
    if path.is_dir():
        raise UsageError("this is a folder, not a file to write to", where=str(path))
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, which nothing can take the place of
            with path.open("wb") as out:
                yield out
            return
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as out:
                yield out
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", where=str(path)) from None


class _Safe(io.RawIOBase):
    """A terminal as a stream of bytes."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        sys.stdout.write(render.printable(self._decoder.decode(bytes(data))))
        return len(data)

    def flush(self) -> None:
        sys.stdout.flush()
