"""Quads out: canonical N-Quads, and the formats that others read."""

import json
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg import namespaces as ns
from kg import resources
from kg.errors import UsageError

FORMATS: Final = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""Format name -> pyoxigraph's; Turtle has no graphs and so holds the union."""


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
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}", hint=f"one of {', '.join(FORMATS)}")
    ordered = sorted(set(quads), key=_key)
    if format == "nquads":
        return canonical(ordered)
    if format == "jsonld":
        return _json_ld(ordered)
    if format == "turtle":
        ordered = sorted({Quad(q.subject, q.predicate, q.object) for q in ordered}, key=_key)
    return _bytes(ordered, FORMATS[format], prefixes=ns.PREFIXES)


def _key(quad: Quad) -> tuple[str, str, bool, str, str]:
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate.value != ns.RDF + "type",
        str(quad.predicate),
        str(quad.object),
    )


def _bytes(quads: Iterable[Quad], format: RdfFormat, prefixes: dict[str, str] | None = None) -> bytes:
    written = serialize(quads, format=format, prefixes=prefixes)
    assert written is not None
    return written


def _json_ld(quads: list[Quad]) -> bytes:
    """JSON-LD, compacted by our context: one object a named graph, in it one object a subject."""
    from pyld import jsonld

    context = json.loads(resources.path("ontology", "context.jsonld").read_text("utf-8"))
    graphs: dict[str, dict[str, dict[str, list[object]]]] = {}
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else "@default"
        node = graphs.setdefault(graph, {}).setdefault(_iri(quad.subject), {})
        if quad.predicate.value == ns.RDF + "type":
            node.setdefault("@type", []).append(_iri(quad.object))
        else:
            node.setdefault(quad.predicate.value, []).append(_json_value(quad.object))
    body = [
        {"@id": graph, "@graph": [{"@id": subject, **node} for subject, node in nodes.items()]}
        for graph, nodes in graphs.items()
    ]
    compact = jsonld.compact(body, context, {"graph": True})
    return (json.dumps(compact, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


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
