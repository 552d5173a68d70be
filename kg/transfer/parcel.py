"""A graph on its way, as lines of N-Triples."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.errors import StoreError
from kg.store.forms import as_stored, parsed


@dataclass(frozen=True, slots=True)
class Parcel:
    """A graph: ``lines`` are its triples, each once, sorted, without their line feeds; each ends in " ."."""

    graph: str
    lines: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return len(self.lines)

    def ntriples(self) -> bytes:
        return b"".join(line + b"\n" for line in self.lines)

    def nquads(self) -> bytes:
        tail = b"<" + self.graph.encode("utf-8") + b"> .\n"
        return b"".join(line[:-1] + tail for line in self.lines)

    def quads(self) -> frozenset[Quad]:
        """The graph in canonical form, whatever form its literals had."""
        try:
            return as_stored(parsed(self.ntriples(), self.graph))
        except SyntaxError as error:
            raise StoreError(f"this is no N-Triples: {error.msg}", where=self.graph) from None

    def equals(self, other: "Parcel") -> bool:
        """Whether both are the same graph. Mostly their lines are the same, which saves the reading of them."""
        return self.lines == other.lines or self.quads() == other.quads()


def parcel(graph: str, triples: bytes) -> Parcel:
    """The graph that these N-Triples are."""
    # Tabulators only part terms, since within them they are escaped: Virtuoso writes so. Not splitlines(): a literal
    # may hold U+2028 or U+0085.
    return Parcel(graph, tuple(sorted(set(triples.replace(b"\t", b" ").split(b"\n")) - {b""})))


def joined(parcels: Iterable[Parcel]) -> bytes:
    """All graphs as N-Quads."""
    return b"".join(item.nquads() for item in parcels)
