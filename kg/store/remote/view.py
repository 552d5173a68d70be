"""A view of a store behind SPARQL. Texts and history lie on this machine, in the profile's folder."""

import http.client
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Final, Self

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import QueryError, StoreError
from kg.store.base import Counts, Names, Result
from kg.store.counted import COUNTED, UNREAD
from kg.store.forms import as_stored, ntriples, parsed
from kg.store.opaque import names_dataset
from kg.store.remote import faults
from kg.store.remote.client import Client
from kg.store.remote.products import Product
from kg.store.remote.solutions import RemoteSolutions
from kg.store.shelf import Shelf
from kg.store.syntax import declared, fault, form

_MANY: Final = 200
"""Nodes that one request asks for."""

_NEVER_CUT: Final = 1000
"""Triples of an answer that is surely whole: a store that cuts off earlier could not be asked anything."""

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class RemoteView:
    """Reads a store over HTTP.

    Args:
        client: speaks to it.
        shelf: where the texts of articles are kept that were imported from here.
        base: the IRI that its data are minted under; None has one of its articles tell it.
        on_close: called once.
    """

    def __init__(
        self, client: Client, shelf: Shelf, base: str | None = None, on_close: Callable[[], None] = lambda: None
    ) -> None:
        self._client, self._shelf, self._given, self._on_close = client, shelf, base, on_close
        self._closed = False
        self._check_union()

    @cached_property
    def base(self) -> str:
        return self._given or self.base_of_data() or ns.DEFAULT_BASE

    @property
    def product(self) -> Product:
        """What store it is."""
        return self._client.endpoint.product

    @property
    def names(self) -> Names | None:
        """None: another store's names are searched for there."""
        return None

    def query(self, sparql: str) -> Result:
        word = form(sparql)
        if word not in _FORMS:
            raise QueryError(f"not a SPARQL query: {fault('', sparql)}")
        text = declared(sparql)

        def ask(text: str) -> http.client.HTTPResponse:
            return self._client.query(text, word, union=not names_dataset(sparql))

        try:
            if word == "SELECT":
                return RemoteSolutions(text, ask, self._broken, self._client.endpoint.product.blank_nodes)
            if word == "ASK":
                return self._truth(ask(text))
            return self._whole(self._triples(ask(text)))
        except QueryError as refused:
            raise self._explained(refused, sparql) from None

    def articles(self) -> Iterator[str]:
        prefix = f"{self.base}article/"
        graphs = self._column(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?a a <{ns.KG}Article> }} }} ORDER BY STR(?g)")
        start = ns.article_graph(prefix)
        return iter(sorted(prefix + g.removeprefix(start) for g in graphs if g.startswith(start)))

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        return iter(as_stored(self._graph(graph)))

    def triples(self, graph: str) -> bytes:
        found = self.whole(graph)
        return ntriples(self.quads(graph)) if found is None else found

    def whole(self, graph: str) -> bytes | None:
        """A graph as N-Triples in the store's own forms; None where it gives none, or has cut this one off."""
        if self._client.endpoint.graphs is None:
            return None
        found = self._client.get(graph)
        if self.product.rows and (lines := found.count(b"\n")) >= _NEVER_CUT:
            size = self.size(graph)
            return found if lines == size else None
        return found

    def described(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        rest = iter(sorted(iris))
        found: list[ox.Quad] = []
        while some := list(islice(rest, _MANY)):
            nodes = " ".join(str(ox.NamedNode(iri)) for iri in some)
            for graph in self._shared:
                select = f"SELECT ?s ?p ?o {{ VALUES ?s {{ {nodes} }} GRAPH <{graph}> {{ ?s ?p ?o }} }}"
                found += _quads(self._rows(select), ox.NamedNode(graph))
        return iter(as_stored(found))

    def about(self, iri: str, graph: str) -> Iterator[ox.Quad]:
        node, name = ox.NamedNode(iri), ox.NamedNode(graph)
        rows = self._rows(f"SELECT ?p ?o {{ GRAPH {name} {{ {node} ?p ?o }} }}")
        return iter(as_stored(ox.Quad(node, predicate, value, name) for predicate, value in rows))

    def size(self, graph: str) -> int:
        return self._counted(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def having(self, property: str, value: str, graph: str) -> list[str]:
        asked = f"{ox.NamedNode(property)} {ox.Literal(value)}"
        return sorted(self._column(f"SELECT ?s {{ GRAPH <{graph}> {{ ?s {asked} }} }}"))

    def sizes(self) -> dict[str, int]:
        select = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY STR(?g)"
        return {row[0].value: _count(row[1]) for row in self._rows(select) if isinstance(row[0], ox.NamedNode)}

    def counts(self) -> Counts:
        of = {name: self._number(f"?s a <{ns.KG}{type}>") for name, type in COUNTED.items()}
        ours, apart = f"{self.base}graph/", ns.imports_graph(self.base)
        quads = sum(number for graph, number in self.sizes().items() if graph.startswith(ours) and graph != apart)
        return Counts(articles=sum(1 for _ in self.articles()), quads=quads, unread=self._unread(), **of)

    def _unread(self) -> dict[str, int]:
        why, how_many = (f"<{ns.KG}{property}>" for property in UNREAD)
        select = f"SELECT ?why (SUM(?n) AS ?all) {{ ?s {why} ?why ; {how_many} ?n }} GROUP BY ?why ORDER BY ?why"
        return {row[0].value: _count(row[1]) for row in self._rows(select) if isinstance(row[0], ox.Literal)}

    def kept(self, sha: str) -> bytes:
        return self._shelf.read(sha)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._client.close()
            self._on_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- answers --------------------------------------------------------------------------------------------------

    @property
    def _shared(self) -> tuple[str, str]:
        return ns.reference_graph(self.base), ns.actors_graph(self.base)

    def _graph(self, graph: str) -> Iterable[ox.Quad]:
        name = ox.NamedNode(graph)
        if self._client.endpoint.graphs is None:
            return _quads(self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"), name)
        found = self.whole(graph)
        if found is None:
            # Only in an order are pages parts of one whole.
            return _quads(self._rows(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"), name)
        try:
            return list(parsed(found, graph))
        except SyntaxError as error:
            raise self._broken(error) from None

    def _truth(self, response: http.client.HTTPResponse) -> ox.QueryBoolean:
        try:
            with response:
                found = ox.parse_query_results(response, ox.QueryResultsFormat.JSON)
        except (OSError, SyntaxError, http.client.HTTPException) as error:
            raise self._broken(error) from None
        if not isinstance(found, ox.QueryBoolean):
            raise StoreError("the store answers an ASK with rows", where=self._client.endpoint.query)
        return found

    def _triples(self, response: http.client.HTTPResponse) -> Iterator[ox.Triple]:
        try:
            with response:
                yield from (quad.triple for quad in ox.parse(response, format=ox.RdfFormat.N_TRIPLES))
        except (OSError, SyntaxError, http.client.HTTPException) as error:
            raise self._broken(error) from None

    def _whole(self, triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
        """The triples, unless there are as many as a store gives that cuts its answers off without a word."""
        found = 0
        for triple in triples:
            found += 1
            yield triple
        if self.product.rows and found >= self.product.rows:
            what = f"{self.product.name} cuts off what has more than {self.product.rows:,} triples"
            raise StoreError(what, where=self._client.endpoint.query, hint="ask for less at a time, or by SELECT")

    def _rows(self, select: str) -> Iterator[Any]:
        return iter(self.query(select))  # type: ignore[arg-type]

    def _column(self, select: str) -> Iterator[str]:
        return (row[0].value for row in self._rows(select) if isinstance(row[0], ox.NamedNode))

    def _number(self, pattern: str) -> int:
        return self._counted(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}")

    def _counted(self, select: str) -> int:
        return _count(next((row[0] for row in self._rows(select)), None))

    def _ask(self, pattern: str) -> bool:
        return bool(self.query(f"ASK {{ {pattern} }}"))

    def base_of_data(self) -> str | None:
        """The IRI that one of its articles is minted under; None where it has none."""
        found = next(self._column(f"SELECT ?a {{ ?a a <{ns.KG}Article> }} LIMIT 1"), None)
        return found.rpartition("article/")[0] if found and "/article/" in found else None

    def _check_union(self) -> None:
        """Holds that the default graph is the union of all.

        Raises:
            StoreError: it is not, so that each query would find nothing, or lack names.
        """
        article = f"?a a <{ns.KG}Article>"
        # Asked twice, since an article may come in between.
        if not self._ask(article) and self._ask(f"GRAPH ?g {{ {article} }}") and not self._ask(article):
            what = "the default graph of this store is not the union of its graphs"
            raise StoreError(
                what, where=self._client.endpoint.query, hint="set it up so; or its product is another one"
            )

    def _broken(self, error: BaseException) -> StoreError:
        where = self._client.endpoint.query
        if isinstance(error, SyntaxError):
            return StoreError(f"the answer breaks off, or is none: {error.msg}", where=where)
        return faults.unreachable(error, where, self._client.endpoint.timeout)

    def _explained(self, refused: QueryError, sparql: str) -> QueryError:
        """What kg itself finds wrong in a query that the store refuses, else what the store says."""
        try:
            ox.Store().query(sparql, prefixes=ns.PREFIXES)
        except SyntaxError as error:
            return QueryError(f"not a SPARQL query: {fault(str(error.msg), sparql)}")
        except OSError:
            pass
        return refused


def _count(term: object) -> int:
    """The number that a store counted.

    Raises:
        StoreError: it answers something else.
    """
    if not isinstance(term, ox.Literal) or not re.fullmatch(r"[0-9]{1,18}", term.value):
        raise StoreError("the store counts, and answers no number")
    return int(term.value)


def _quads(triples: Any, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    return (ox.Quad(subject, predicate, object, graph) for subject, predicate, object in triples)
