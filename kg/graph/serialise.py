"""Quads out: canonical N-Quads, and the formats that others read."""

import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import namespaces as ns
from kg import resources
from kg.errors import UsageError

FORMATS: Final = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""Format name -> pyoxigraph's."""

UNION: Final = {"turtle", "ntriples"}
"""Formats without graphs: they hold the union."""


def canonical(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads: one line a quad, sorted by code point. Unique, since data hold no blank nodes."""
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
        out.writelines(text.encode("utf-8") for text in _json_ld(quads))
    else:
        triples: Iterable[Quad] | Iterable[Triple] = (q.triple for q in quads) if format in UNION else quads
        serialize(triples, out, FORMATS[format], prefixes=None if format == "ntriples" else ns.PREFIXES)


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


def _json_ld(quads: Iterable[Quad]) -> Iterator[str]:
    """JSON-LD, compacted by our context: one object a named graph, in it one object a subject."""
    from pyld import jsonld

    context = json.loads(resources.path("ontology", "context.jsonld").read_text("utf-8"))
    empty = jsonld.compact([], context, {"graph": True})
    (name,) = empty.keys() - {"@context"}  # as the context calls @graph
    before, _, after = _indented(empty | {name: [None]}).rpartition("null")
    yield before.rstrip(" ") if (first := next(graphs := _graphs(quads), None)) else before.rstrip()
    separator = ""
    for body in chain((first,) if first else (), graphs):
        compact = jsonld.compact([body], context, {"graph": True})
        yield separator + "  " + _indented(compact[name][0]).replace("\n", "\n  ")
        separator = ",\n"
    yield (after if first else after.lstrip()) + "\n"


def _graphs(quads: Iterable[Quad]) -> Iterator[dict[str, object]]:
    for name, group in groupby(quads, key=lambda quad: quad.graph_name):
        nodes: dict[str, dict[str, list[object]]] = {}
        for quad in group:
            node = nodes.setdefault(_iri(quad.subject), {})
            if quad.predicate.value == ns.RDF + "type":
                node.setdefault("@type", []).append(_iri(quad.object))
            else:
                node.setdefault(quad.predicate.value, []).append(_json_value(quad.object))
        graph = name.value if isinstance(name, NamedNode) else "@default"
        yield {"@id": graph, "@graph": [{"@id": subject, **node} for subject, node in nodes.items()]}


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode), "data hold no blank nodes"
    return term.value


def _json_value(term: object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == ns.XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
