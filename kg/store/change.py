"""What one article's arrival or departure changes: as sets of quads, to be written in one transaction.

Descriptions of actors, places and tenures stand once in the graphs that all articles share, and only as long as some
stored article names them, directly or through another description (a tenure names its holder, a place its state).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg import namespaces as ns

if TYPE_CHECKING:
    from kg.graph.write import ArticleGraphs

Descriptions = dict[NamedNode, frozenset[Quad]]
Describe = Callable[[NamedNode], frozenset[Quad]]


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

    def apply(self, store: Store) -> None:
        """Writes the change in one transaction."""
        if not (self.delete or self.drop):
            store.extend(self.insert)
            return
        steps = [f"DROP SILENT GRAPH <{self.drop}>"] if self.drop else []
        steps += [f"DELETE DATA {{ {_block(self.delete)} }}", f"INSERT DATA {{ {_block(self.insert)} }}"]
        store.update(";\n".join(steps))


def replacement(store: Store, base: str, graphs: "ArticleGraphs") -> Change:
    """What storing these graphs changes."""
    shared = _Shared(store, base)
    brought = {iri: frozenset(quads) for group in (graphs.reference, graphs.actors) for iri, quads in group.items()}
    change = _replacement(shared, graphs.article, frozenset(graphs.quads), brought)
    if change.delete:
        # Perhaps nothing but a literal in a form that the engine rewrites (0.50, en-GB): compare in its own forms.
        stored = {iri: _as_stored(quads) for iri, quads in brought.items()}
        change = _replacement(shared, graphs.article, _as_stored(graphs.quads), stored)
    return change


def _replacement(
    shared: "_Shared", article: str, own: frozenset[Quad], brought: Mapping[str, frozenset[Quad]]
) -> Change:
    former = shared.article(article)
    new = _closure(_objects(own), lambda node: brought.get(node.value) or shared.describe(node))
    old = _closure(_objects(former) | new.keys(), shared.describe)
    dead = shared.unnamed(article, {node: old[node] for node in old.keys() - new.keys()}, new.keys())
    stored = former.union(*(old[node] for node in old.keys() & new.keys()))
    wanted = own.union(*new.values())
    return Change(former, delete=(stored - wanted).union(*dead), insert=wanted - stored)


def removal(store: Store, base: str, article: str) -> Change:
    """What taking an article out changes; false where it is not stored."""
    shared = _Shared(store, base)
    former = shared.article(article)
    if not former:
        return Change(former)
    old = _closure(_objects(former), shared.describe)
    dead = shared.unnamed(article, old, ())
    return Change(former, delete=frozenset().union(*dead), drop=ns.article_graph(article))


class _Shared:
    """The stored graphs, as seen from one article."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._graphs = [NamedNode(ns.reference_graph(base)), NamedNode(ns.actors_graph(base))]
        self._articles = ns.article_graph(f"{base}article/")

    def article(self, article: str) -> frozenset[Quad]:
        return frozenset(self._store.quads_for_pattern(None, None, None, NamedNode(ns.article_graph(article))))

    def describe(self, node: NamedNode) -> frozenset[Quad]:
        return frozenset(
            quad for graph in self._graphs for quad in self._store.quads_for_pattern(node, None, None, graph)
        )

    def unnamed(self, article: str, suspects: Descriptions, certain: Iterable[NamedNode]) -> list[frozenset[Quad]]:
        """The descriptions among the suspects that nothing names once this article names them no more.

        ``certain`` are nodes whose new descriptions are known not to name a suspect.
        """
        but_by = suspects.keys() | set(certain)
        alive = {node for node in suspects if self._is_named(node, article, but_by)}
        reached = _closure(alive, lambda node: suspects.get(node, frozenset()))
        return [quads for node, quads in suspects.items() if node not in reached]

    def _is_named(self, node: NamedNode, article: str, but_by: set[NamedNode]) -> bool:
        own = ns.article_graph(article)
        for quad in self._store.quads_for_pattern(None, None, node, None):
            graph = quad.graph_name
            if graph in self._graphs:
                # Every stored description that is no suspect is named by an article: that is the store's invariant.
                if quad.subject not in but_by:
                    return True
            elif isinstance(graph, NamedNode) and graph.value != own and graph.value.startswith(self._articles):
                return True
        return False


def _as_stored(quads: Iterable[Quad]) -> frozenset[Quad]:
    engine = Store()
    engine.extend(quads)
    return frozenset(engine)


def _objects(quads: Iterable[Quad]) -> set[NamedNode]:
    return {quad.object for quad in quads if isinstance(quad.object, NamedNode)}


def _closure(start: Iterable[NamedNode], describe: Describe) -> Descriptions:
    """What is described of the nodes and of all that their descriptions name."""
    found: Descriptions = {}
    todo, seen = list(start), set(start)
    while todo:
        node = todo.pop()
        if quads := describe(node):
            found[node] = quads
            more = _objects(quads) - seen
            seen |= more
            todo += more
    return found


def _block(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL's ``QuadData``; N-Triples is a subset of what it takes."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    return "\n".join(f"GRAPH {name} {{\n{_triples(group)}}}" for name, group in graphs.items())


def _triples(quads: Iterable[Quad]) -> str:
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode("utf-8")
