"""What a store holds, told in VoID: for whoever finds the store or an export of it without its makers at hand."""

from collections.abc import Iterator
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg import namespaces as ns
from kg.graph import terms as t
from kg.store.base import View

_DCAT_DATASET: Final = NamedNode(ns.DCAT + "Dataset")
_PRIMARY_TOPIC: Final = NamedNode(ns.FOAF + "primaryTopic")

_OF_DATA: Final = (
    'FILTER(STRSTARTS(STR(?graph), "{base}graph/")'
    ' && STR(?graph) NOT IN ("{base}graph/dataset", "{base}graph/imports"))'
)
_BY_TERM: Final = "SELECT ?term (COUNT(?node) AS ?number) {{ GRAPH ?graph {{ {pattern} }} {of_data} }} GROUP BY ?term"
_ENTITIES: Final = "SELECT (COUNT(DISTINCT ?node) AS ?number) {{ GRAPH ?graph {{ ?node a ?class }} {of_data} }}"
_RIGHTS: Final = "SELECT ?rights {{ <{graph}> dcterms:rights ?rights }}"
_SPACES: Final = sorted(ns.PREFIXES.values(), key=len, reverse=True)


def description(view: View) -> Iterator[Quad]:
    """The dataset of a store, in a graph of its own: nothing of it depends on when, where or in which form it is made.

    How many triples, entities, and of each class and property; the vocabularies; whose rights; and which named graph is
    that of which article.
    """
    graph = NamedNode(ns.dataset_graph(view.base))
    for subject, predicate, value in _triples(view):
        yield Quad(subject, predicate, value, graph)


_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _triples(view: View) -> Iterator[_Triple]:
    node = NamedNode(ns.dataset(view.base))
    classes, properties = _counted(view, "?node a ?term"), _counted(view, "?node ?term ?value")
    yield node, t.RDF_TYPE, _void("Dataset")
    yield node, t.RDF_TYPE, _DCAT_DATASET
    yield node, t.TITLE, Literal("Statements, events and sanctions in news, read by kg")
    reference = ns.reference_graph(view.base)
    for row in _rows(view, _RIGHTS, graph=reference):
        yield node, t.RIGHTS, row["rights"]
    yield node, t.RIGHTS, Literal("Words quoted from an article are those of its publisher.")
    yield node, _void("uriSpace"), Literal(view.base)
    yield node, _void("triples"), t.integer(sum(properties.values()))
    yield node, _void("entities"), t.integer(_number(view))
    yield node, _void("subset"), NamedNode(reference)
    yield from _maker(node)
    for space in sorted({space for term in (*classes, *properties) if (space := _space(term))}):
        yield node, _void("vocabulary"), NamedNode(space)
    for kind, key, number, counts in (
        ("classPartition", "class", "entities", classes),
        ("propertyPartition", "property", "triples", properties),
    ):
        for term, count in sorted(counts.items()):
            part = NamedNode(f"{node.value}#{key}-{ns.short(term).replace(':', '-')}")
            yield node, _void(kind), part
            yield part, _void(key), NamedNode(term)
            yield part, _void(number), t.integer(count)
    for article in view.articles():
        yield NamedNode(ns.article_graph(article)), _PRIMARY_TOPIC, NamedNode(article)


def _maker(node: NamedNode) -> Iterator[_Triple]:
    maker = NamedNode(f"{node.value}#kg")
    yield node, NamedNode(ns.DCTERMS + "creator"), maker
    yield maker, t.RDF_TYPE, t.schema("SoftwareApplication")
    yield maker, t.schema("name"), Literal("kg")
    yield maker, t.schema("softwareVersion"), Literal(f"kg {__version__}")


def _void(name: str) -> NamedNode:
    return NamedNode(ns.VOID + name)


def _space(term: str) -> str | None:
    return next((space for space in _SPACES if term.startswith(space)), None)


def _counted(view: View, pattern: str) -> dict[str, int]:
    return {row["term"].value: int(row["number"].value) for row in _rows(view, _BY_TERM, pattern=pattern)}


def _number(view: View) -> int:
    return next((int(row["number"].value) for row in _rows(view, _ENTITIES)), 0)


def _rows(view: View, query: str, **parts: str) -> Iterator[Any]:
    return iter(view.query(query.format(of_data=_OF_DATA.format(base=view.base), **parts)))  # type: ignore[arg-type]
