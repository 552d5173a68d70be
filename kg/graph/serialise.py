"""Quads out: canonical N-Quads, and the formats that others read."""

import io
from collections.abc import Iterable
from typing import BinaryIO, Final

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg import namespaces as ns
from kg.errors import UsageError
from kg.graph.jsonld import json_ld

FORMATS: Final = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""Format name -> pyoxigraph's."""

_PREFIXES: Final = ns.PREFIXES | {"void": ns.VOID, "dcat": ns.DCAT, "foaf": ns.FOAF}

UNION: Final = ("turtle", "ntriples")
"""Formats without graphs: they hold the union."""


def canonical(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads: one line a quad, sorted by code point. Unique where there are no blank nodes, as in data."""
    # Not splitlines(): literals may hold U+2028 and other line ends that N-Quads does not escape.
    lines = _bytes(quads, RdfFormat.N_QUADS).split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def serialise(quads: Iterable[Quad], format: str) -> bytes:
    """Quads in one of ``FORMATS``, in an order that depends on the quads alone.

    Raises:
        UsageError: an unknown format.
    """
    out = io.BytesIO()
    unique = {Quad(*quad.triple) for quad in quads} if format in UNION else set(quads)
    write_ordered(sorted(unique, key=graph_order), format, out)
    return out.getvalue()


def write_ordered(quads: Iterable[Quad], format: str, out: BinaryIO) -> None:
    """Writes quads as they come, holding none: each once, by ``graph_order``, for ``UNION`` by ``union_order``.

    JSON-LD holds one graph at a time. N-Quads are sorted as lines, which is not this order, and so are held.

    Raises:
        UsageError: an unknown format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}", hint=f"one of {', '.join(FORMATS)}")
    if format == "nquads":
        out.write(canonical(quads))
    elif format == "jsonld":
        out.writelines(text.encode("utf-8") for text in json_ld(quads))
    else:
        triples: Iterable[Quad] | Iterable[Triple] = (q.triple for q in quads) if format in UNION else quads
        serialize(triples, out, FORMATS[format], prefixes=None if format == "ntriples" else _PREFIXES)


def union_order(quad: Quad) -> tuple[str, bool, str, str]:
    """Subjects in turn, each with its types first."""
    return (str(quad.subject), quad.predicate.value != ns.RDF + "type", str(quad.predicate), str(quad.object))


def graph_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Graphs in turn, in each the subjects."""
    return (str(quad.graph_name), *union_order(quad))


def _bytes(quads: Iterable[Quad], format: RdfFormat) -> bytes:
    written = serialize(quads, format=format)
    assert written is not None
    return written
