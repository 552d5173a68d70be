"""Places as GeoSPARQL 1.1 wants them: a geometry with its WKT, made of the coordinates on the way out."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.graph import terms as t

GEO: Final = "http://www.opengis.net/ont/geosparql#"

_HAS_GEOMETRY: Final = NamedNode(GEO + "hasGeometry")
_AS_WKT: Final = NamedNode(GEO + "asWKT")
_GEOMETRY: Final = NamedNode(GEO + "Geometry")
_WKT: Final = NamedNode(GEO + "wktLiteral")


def geometries(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """For each place with coordinates its point, in the graph that gives them; longitude first, as CRS84 has it.

    The node of a place of the reference facts is the same for every user, as the place is; any other is under ``base``,
    since a place may bear the IRI of somebody else (Wikidata).
    """
    found: dict[tuple[NamedNode, NamedNode], dict[str, str]] = {}
    for quad in quads:
        if quad.predicate in (t.schema("latitude"), t.schema("longitude")):
            assert isinstance(quad.subject, NamedNode), "data hold no blank nodes"
            assert isinstance(quad.graph_name, NamedNode)
            assert isinstance(quad.object, Literal)
            found.setdefault((quad.subject, quad.graph_name), {})[quad.predicate.value] = t.plain(quad.object.value)
    for (place, graph), at in found.items():
        latitude, longitude = at.get(ns.SCHEMA + "latitude"), at.get(ns.SCHEMA + "longitude")
        if latitude is None or longitude is None:
            continue
        node = NamedNode(_node(place.value, base))
        yield Quad(place, _HAS_GEOMETRY, node, graph)
        yield Quad(node, t.RDF_TYPE, _GEOMETRY, graph)
        yield Quad(node, _AS_WKT, Literal(f"POINT({longitude} {latitude})", datatype=_WKT), graph)


def _node(place: str, base: str) -> str:
    key = place.removeprefix(ns.REFERENCE + "place-")
    return ns.reference(f"geometry-{key}") if key != place else f"{base}geometry/{ns.digest(place)}"
