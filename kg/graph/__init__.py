"""Facts <-> quads, and the forms in which graphs leave kg.

What reads and writes facts is imported when it is first asked for: who only writes quads out need not wait for it.
"""

from typing import TYPE_CHECKING, Any

from kg.graph.serialise import FORMATS, UNION, canonical, graph_order, serialise, union_order, write_ordered

if TYPE_CHECKING:
    from kg.graph.read import read_facts
    from kg.graph.write import ArticleGraphs, article_graphs, kept_record

__all__ = [
    "FORMATS",
    "UNION",
    "ArticleGraphs",
    "article_graphs",
    "canonical",
    "graph_order",
    "kept_record",
    "read_facts",
    "serialise",
    "union_order",
    "write_ordered",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.graph import read, write

    return getattr(read if name == "read_facts" else write, name)
