"""`kg export --format webannotation`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from kg import namespaces as ns
from kg.errors import StoreError
from kg.graph.annotation import annotations, document
from kg.graph.nodes import Nodes
from kg.store import View


def write(view: View, articles: Iterable[str], iri: str, out: BinaryIO) -> None:
    """Writes the annotations of these articles as the collection ``iri``, holding one article at a time."""
    shared = Nodes(quad for graph in (ns.reference_graph, ns.actors_graph) for quad in view.quads(graph(view.base)))
    out.writelines(piece.encode("utf-8") for piece in document(_annotations(view, articles, shared), iri))


def _annotations(view: View, articles: Iterable[str], shared: Nodes) -> Iterator[dict[str, Any]]:
    for article in articles:
        nodes = Nodes(view.quads(ns.article_graph(article)), shared)
        yield from annotations(nodes, article, _text(view, nodes.first(article, ns.KG + "keptText")))


def _text(view: View, sha: str | None) -> str | None:
    """The text of an article, where the store holds it: one that was pulled from elsewhere may not."""
    try:
        return str(json.loads(view.kept(sha))["text"]) if sha else None
    except StoreError:
        return None
