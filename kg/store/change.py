"""What one article's arrival or departure changes: as sets of quads, to be written in one transaction.

Descriptions of actors, places and tenures stand once in the graphs that all articles share, and only as long as some
stored article names them, directly or through another description (a tenure names its holder, a place its state).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg import namespaces as ns
from kg.store.forms import as_stored

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

Descriptions = dict[NamedNode, frozenset[Quad]]
Describe = Callable[[Collection[NamedNode]], Descriptions]


class Stored(Protocol):
    """What must be known of a store to tell what an article changes in it."""

    @property
    def base(self) -> str: ...

    def quads(self, graph: str) -> Iterable[Quad]:
        """The quads of one named graph."""

    def described(self, iris: Collection[str]) -> Iterable[Quad]:
        """What the shared graphs say of these nodes."""

    def is_named(self, node: NamedNode, *, but_in: str, but_by: Collection[NamedNode]) -> bool:
        """Whether an article's graph other than ``but_in``, or a description other than ``but_by``, names a node."""


@dataclass(frozen=True, slots=True)
class Change:
    """Quads to delete and to insert; ``former`` is the article's graph as it was, ``drop`` names a graph that goes."""

    former: frozenset[Quad]
    delete: frozenset[Quad] = field(default_factory=frozenset)
    insert: frozenset[Quad] = field(default_factory=frozenset)
    drop: str | None = None

    def __bool__(self) -> bool:
        return bool(self.delete or self.insert or self.drop)

    def touches(self, article: str) -> bool:
        """Whether the article's own graph changes, not only descriptions that it shares with others."""
        own = NamedNode(ns.article_graph(article))
        return self.drop is not None or any(quad.graph_name == own for quad in self.delete | self.insert)

    def update(self) -> str:
        """The change as one SPARQL update."""
        steps = [f"DROP SILENT GRAPH <{self.drop}>"] if self.drop else []
        steps += [f"DELETE DATA {{ {block(self.delete)} }}"] if self.delete else []
        steps += [f"INSERT DATA {{ {block(self.insert)} }}"] if self.insert else []
        return ";\n".join(steps)


def replacement(stored: Stored, graphs: "ArticleGraphs") -> Change:
    """What storing these graphs changes."""
    brought = {iri: frozenset(quads) for group in (graphs.reference, graphs.actors) for iri, quads in group.items()}
    change = _replacement(stored, graphs.article, frozenset(graphs.quads), brought)
    if change.delete:
        # Perhaps nothing but a literal in a form that the engine rewrites (0.50, en-GB): compare in its own forms.
        brought = {iri: as_stored(quads) for iri, quads in brought.items()}
        change = _replacement(stored, graphs.article, as_stored(graphs.quads), brought)
    return change


def _replacement(stored: Stored, article: str, own: frozenset[Quad], brought: Mapping[str, frozenset[Quad]]) -> Change:
    def describe_new(nodes: Collection[NamedNode]) -> Descriptions:
        known = {node: brought[node.value] for node in nodes if brought.get(node.value)}
        return known | _described(stored, [node for node in nodes if node not in known])

    former = frozenset(stored.quads(ns.article_graph(article)))
    new = _closure(_objects(own), describe_new)
    old = _closure(_objects(former) | new.keys(), lambda nodes: _described(stored, nodes))
    dead = _unnamed(stored, article, {node: old[node] for node in old.keys() - new.keys()}, new.keys())
    was = former.union(*(old[node] for node in old.keys() & new.keys()))
    wanted = own.union(*new.values())
    return Change(former, delete=(was - wanted).union(*dead), insert=wanted - was)


def removal(stored: Stored, article: str) -> Change:
    """What taking an article out changes; false where it is not stored."""
    former = frozenset(stored.quads(ns.article_graph(article)))
    if not former:
        return Change(former)
    old = _closure(_objects(former), lambda nodes: _described(stored, nodes))
    dead = _unnamed(stored, article, old, ())
    return Change(former, delete=frozenset().union(*dead), drop=ns.article_graph(article))


def _described(stored: Stored, nodes: Iterable[NamedNode]) -> Descriptions:
    # No code of ours is described there, and each fact names several.
    asked = [node.value for node in nodes if not node.value.startswith((ns.CODE, ns.PLOVER))]
    found: dict[NamedNode, set[Quad]] = {}
    for quad in stored.described(asked) if asked else ():
        assert isinstance(quad.subject, NamedNode)
        found.setdefault(quad.subject, set()).add(quad)
    return {node: frozenset(quads) for node, quads in found.items()}


def _unnamed(
    stored: Stored, article: str, suspects: Descriptions, certain: Iterable[NamedNode]
) -> list[frozenset[Quad]]:
    """The descriptions among the suspects that nothing names once this article names them no more.

    ``certain`` are nodes whose new descriptions are known not to name a suspect. Every stored description that is no
    suspect is named by an article: that is the store's invariant.
    """
    but_by, own = suspects.keys() | set(certain), ns.article_graph(article)
    alive = {node for node in suspects if stored.is_named(node, but_in=own, but_by=but_by)}
    reached = _closure(alive, lambda nodes: {node: suspects[node] for node in nodes if node in suspects})
    return [quads for node, quads in suspects.items() if node not in reached]


def _objects(quads: Iterable[Quad]) -> set[NamedNode]:
    return {quad.object for quad in quads if isinstance(quad.object, NamedNode)}


def _closure(start: Iterable[NamedNode], describe: Describe) -> Descriptions:
    """What is described of the nodes and of all that their descriptions name."""
    found: Descriptions = {}
    todo = set(start)
    seen = set(todo)
    while todo:
        level = describe(todo)
        found |= level
        todo = _objects(quad for quads in level.values() for quad in quads) - seen
        seen |= todo
    return found


def block(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL's ``QuadData``; N-Triples is a subset of what it takes."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    return "\n".join(f"GRAPH {name} {{\n{_triples(group)}}}" for name, group in graphs.items())


def _triples(quads: Iterable[Quad]) -> str:
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode("utf-8")
