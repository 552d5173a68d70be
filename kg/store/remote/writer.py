"""Writes articles to a store behind SPARQL.

Where a request is a transaction, an article is replaced by one. Elsewhere it is taken out of sight first: an article
counts as stored while its graph says that it is a ``kg:Article``, which each query of the library asks. That triple
goes first and comes last, so that a reader may miss the article for a moment, and never sees half of it.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.store.change import Change, block
from kg.store.forms import ntriples, parsed
from kg.store.remote.view import RemoteView
from kg.store.replacing import KEPT_TEXT, Replacing


class RemoteStore(RemoteView, Replacing):
    """Writes over HTTP; texts and history lie on this machine."""

    def publish(self) -> None:
        """Nothing: readers see each change at once."""

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Puts N-Triples, a line each, in the place of a graph, or of none."""
        if self._client.endpoint.graphs is not None:
            self._client.put(graph, triples)
            return
        steps = [f"DROP SILENT GRAPH <{graph}>"]
        # Never as they are, since this is SPARQL.
        steps += [f"INSERT DATA {{ {block(some)} }}" for some in _pieces(parsed(triples, graph), self._piece)]
        for update in [";\n".join(steps)] if len(steps) == 2 else steps:
            self._client.update(update)

    def load(self, quads: bytes) -> None:
        """Adds N-Quads of graphs that are not there yet, by what its product has for many at once."""
        self._client.load(quads)

    def call(self, sparql: str) -> None:
        """Asks a query at the address for updates, where some products let their administrator call procedures."""
        self._client.call(sparql)

    def keep(self, sha: str, record: bytes) -> None:
        """Keeps the text of an article on this machine."""
        self._shelf.write(sha, record)

    def drop_graph(self, graph: str) -> None:
        self._client.update(f"DROP SILENT GRAPH <{graph}>")

    def insert(self, quads: Iterable[Quad]) -> None:
        """Adds quads, in as many updates as the store's limits ask for."""
        self._in_pieces("INSERT", quads)

    def delete(self, quads: Iterable[Quad]) -> None:
        """Takes quads away, likewise."""
        self._in_pieces("DELETE", quads)

    def is_named(self, node: NamedNode, *, but_in: str, but_by: Collection[NamedNode]) -> bool:
        """Whether an article's graph other than ``but_in``, or a description other than ``but_by``, names a node."""
        reference, actors = self._shared
        others = ", ".join(sorted(map(str, but_by)))
        articles = Literal(ns.article_graph(f"{self.base}article/"))
        return self._ask(
            f"GRAPH ?g {{ ?s ?p {node} }} FILTER((?g IN (<{reference}>, <{actors}>) && ?s NOT IN ({others}))"
            f" || (STRSTARTS(STR(?g), {articles}) && ?g != <{but_in}>))"
        )

    def names_text(self, sha: str) -> bool:
        return self._ask(f"?article {KEPT_TEXT} {Literal(sha)}")

    def _apply(self, todo: Change, article: str) -> None:
        product = self.product
        fits = not product.update_triples or len(todo.delete) + len(todo.insert) <= product.update_triples
        if product.transactions and fits:
            self._client.update(todo.update())
            return
        own = NamedNode(ns.article_graph(article))
        # Descriptions are there before the article that names them, and go after it.
        imports = NamedNode(ns.imports_graph(self.base))
        self.insert(quad for quad in todo.insert if quad.graph_name not in (own, imports))
        if todo.touches(article):
            self._replace_graph(article, todo)
        self.delete(quad for quad in todo.delete if quad.graph_name != own)
        # What is noted of an import is so: it comes last.
        self.insert(quad for quad in todo.insert if quad.graph_name == imports)

    def _replace_graph(self, article: str, todo: Change) -> None:
        own = ns.article_graph(article)
        shown = sight(article)
        if shown in todo.former:
            self.delete([shown])
        if todo.drop:
            self.drop_graph(own)
            return
        new = {quad for quad in (todo.former - todo.delete) | todo.insert if quad.graph_name == NamedNode(own)}
        self.put_graph(own, ntriples(new - {shown}))
        if shown in new:
            self.insert([shown])

    @property
    def _piece(self) -> int:
        """Triples of one update."""
        return self.product.update_triples or 5000

    def _in_pieces(self, verb: str, quads: Iterable[Quad]) -> None:
        for piece in _pieces(quads, self._piece):
            self._client.update(f"{verb} DATA {{ {block(piece)} }}")


def sight(article: str) -> Quad:
    """The triple by which an article is there for whoever asks."""
    graph = NamedNode(ns.article_graph(article))
    return Quad(NamedNode(article), NamedNode(ns.RDF + "type"), NamedNode(ns.KG + "Article"), graph)


def _pieces(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    rest = iter(quads)
    while piece := list(islice(rest, size)):
        yield piece
