"""When, and from where, articles came into a store: a graph of its own, which no export and no comparison has.

Else the same articles would not give the same bytes. It is written in one transaction with the article, so that what it
tells of an article is so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns

IMPORTED_AT, IMPORT_DIGEST, IMPORTED_FROM = (
    NamedNode(ns.KG + name) for name in ("importedAt", "importDigest", "importedFrom")
)
AMONG: Final = "!"
"""Behind the path of a file that holds several articles."""

_DATE_TIME: Final = NamedNode(ns.XSD + "dateTime")
_KEPT: Final = 16
"""Digits of the kept text's hash that a digest ends in."""


@dataclass(frozen=True, slots=True)
class Import:
    """How an article came in.

    Attributes:
        at: when, with a zone; written down only where its graph changes.
        digest: of all that what is read depends on: the article's fields and text, settings, versions.
        place: the file that holds it alone, by its absolute path; or one of several articles, with ``AMONG`` behind it;
            None where it came from no file.
    """

    at: datetime
    digest: str
    place: str | None = None


class Noted(Protocol):
    """What must be known of a store to tell what it notes of imports."""

    @property
    def base(self) -> str: ...

    def about(self, iri: str, graph: str) -> Iterable[Quad]:
        """The quads of one graph with this subject."""


def noted(stored: Noted, article: str) -> frozenset[Quad]:
    """What a store notes of an article's import."""
    return frozenset(stored.about(article, ns.imports_graph(stored.base)))


def notes(
    base: str, article: str, came: Import, sha: str, size: int, former: Iterable[Quad], *, is_new: bool
) -> frozenset[Quad]:
    """What is to be noted of an article; a graph that stays as it was keeps its time, and each file that held it stays.

    Args:
        base: what data are minted under.
        article: its IRI.
        came: how it came now.
        sha: the hash of its kept text.
        size: how many triples its graph has.
        former: what was noted of it.
        is_new: whether its graph is another one than before.
    """
    at = Literal(came.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=_DATE_TIME)
    times = [quad.object for quad in former if quad.predicate == IMPORTED_AT]
    files = {quad.object for quad in former if quad.predicate == IMPORTED_FROM}
    digest = Literal(_digest(came.digest, sha, size))
    told = [(IMPORTED_AT, at if is_new or not times else times[0]), (IMPORT_DIGEST, digest)]
    told += [(IMPORTED_FROM, file) for file in files | ({Literal(came.place)} if came.place else set())]
    node, graph = NamedNode(article), NamedNode(ns.imports_graph(base))
    return frozenset(Quad(node, predicate, value, graph) for predicate, value in told)


def tells(former: Iterable[Quad], came: Import, sha: str, size: int) -> bool:
    """Whether an article of this text, and with so many triples, was noted as read so, and from this place."""
    values = {quad.object.value for quad in former if isinstance(quad.object, Literal)}
    return _digest(came.digest, sha, size) in values and (came.place is None or came.place in values)


def places_of(former: Iterable[Quad]) -> Iterator[str]:
    """The places that an article was noted to come from."""
    return (q.object.value for q in former if q.predicate == IMPORTED_FROM and isinstance(q.object, Literal))


def note_of(base: str, article: str, place: str) -> Quad:
    """The note that an article came from a place."""
    return Quad(NamedNode(article), IMPORTED_FROM, Literal(place), NamedNode(ns.imports_graph(base)))


def _digest(digest: str, sha: str, size: int) -> str:
    return f"{digest}-{sha[:_KEPT]}-{size}"
