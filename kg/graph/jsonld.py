"""JSON-LD, compacted by our context."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg import namespaces as ns
from kg import resources


def json_ld(quads: Iterable[Quad]) -> Iterator[str]:
    """The document piece by piece: one object a named graph, in it one object a subject, in the order that they come.

    Blank nodes keep their labels.
    """
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
            node = nodes.setdefault(_id(quad.subject), {})
            if quad.predicate.value == ns.RDF + "type":
                node.setdefault("@type", []).append(_id(quad.object))
            else:
                node.setdefault(quad.predicate.value, []).append(_value(quad.object))
        graph = name.value if isinstance(name, NamedNode) else "@default"
        yield {"@id": graph, "@graph": [{"@id": subject, **node} for subject, node in nodes.items()]}


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _id(term: object) -> str:
    assert isinstance(term, NamedNode | BlankNode), "a literal names nothing"
    return term.value if isinstance(term, NamedNode) else str(term)


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == ns.XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
