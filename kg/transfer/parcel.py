"""A graph on its way: its triples in canonical form, and the digest by which it is known again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, serialize

from kg.store.forms import as_stored


@dataclass(frozen=True, slots=True)
class Parcel:
    """A graph: ``triples`` are its canonical N-Triples, a line each, by code point."""

    graph: str
    triples: tuple[bytes, ...]
    digest: str

    @property
    def size(self) -> int:
        return len(self.triples)

    def ntriples(self) -> bytes:
        return b"".join(line + b"\n" for line in self.triples)

    def nquads(self) -> bytes:
        # Canonical N-Triples end in " .".
        tail = b" <" + self.graph.encode("utf-8") + b"> .\n"
        return b"".join(line[:-2] + tail for line in self.triples)


def parcel(graph: str, quads: Iterable[Quad]) -> Parcel:
    """The quads of one graph as a parcel, whatever form a store has of their literals."""
    written = serialize((quad.triple for quad in as_stored(quads)), format=RdfFormat.N_TRIPLES)
    assert written is not None
    # Not splitlines(): a literal may hold U+2028 or U+0085.
    lines = tuple(sorted(written.split(b"\n")[:-1]))
    return Parcel(graph, lines, hashlib.sha256(b"\n".join(lines)).hexdigest())
