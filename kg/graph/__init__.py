"""Facts <-> quads, and the forms in which graphs leave kg."""

from kg.graph.read import read_facts
from kg.graph.serialise import FORMATS, canonical, serialise
from kg.graph.write import ArticleGraphs, article_graphs, kept_record, portable

__all__ = [
    "FORMATS",
    "ArticleGraphs",
    "article_graphs",
    "canonical",
    "kept_record",
    "portable",
    "read_facts",
    "serialise",
]
