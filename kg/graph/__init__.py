"""Facts <-> quads, and the forms in which graphs leave kg."""

from kg.graph.read import read_facts
from kg.graph.serialise import FORMATS, UNION, canonical, graph_order, serialise, union_order, write_ordered
from kg.graph.write import ArticleGraphs, article_graphs, kept_record, portable

__all__ = [
    "FORMATS",
    "UNION",
    "ArticleGraphs",
    "article_graphs",
    "canonical",
    "graph_order",
    "kept_record",
    "portable",
    "read_facts",
    "serialise",
    "union_order",
    "write_ordered",
]
