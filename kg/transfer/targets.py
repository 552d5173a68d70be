"""Where graphs go: a store behind SPARQL, in the way that its product takes many at once, or a folder."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

from pyoxigraph import Literal, Quad

from kg.errors import StoreError, UsageError
from kg.store.remote import RemoteStore
from kg.store.remote.writer import sight
from kg.store.writer import EmbeddedStore
from kg.transfer.parcel import Parcel, joined, parcel

_BATCH: Final = 100_000
_FILE: Final = 250_000
"""Quads of a file for a bulk loader, which takes large ones faster: 68,000 quads a second, and 50,000 of 100,000."""

_AHEAD: Final = 100
"""Graphs that are fetched before they are looked at."""

_AT_ONCE: Final = 4
"""Graphs that are fetched together."""


class Target(Protocol):
    """A store to write graphs to; it takes some ``batch`` quads at a time."""

    batch: int

    def sizes(self) -> dict[str, int]:
        """Each graph, with how many triples it has."""

    def quads(self, graph: str) -> Iterable[Quad]: ...

    def fetched(self, graphs: Sequence[str]) -> Iterator[Parcel]:
        """These graphs as they are there, in this order."""

    def expect(self, graphs: Collection[str]) -> None:
        """Names graphs that are to come and are there otherwise."""

    def send(self, parcels: Sequence[Parcel]) -> None:
        """Takes graphs, perhaps before they are written: ``finish`` ends when they are."""

    def insert(self, quads: Collection[Quad]) -> None: ...

    def delete(self, quads: Collection[Quad]) -> None: ...

    def keep(self, sha: str, record: bytes) -> None:
        """Keeps the text of an article."""

    def finish(self) -> None: ...


class FolderTarget:
    """A store in a folder."""

    batch = _BATCH

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.sizes, self.quads, self.keep = store.sizes, store.quads, store.keep
        self.insert, self.delete, self.finish = store.insert, store.delete, store.flush

    def fetched(self, graphs: Sequence[str]) -> Iterator[Parcel]:
        return (parcel(graph, self._store.triples(graph)) for graph in graphs)

    def expect(self, graphs: Collection[str]) -> None:
        """Nothing: each graph takes the place of what is there, in a transaction."""

    def send(self, parcels: Sequence[Parcel]) -> None:
        for item in parcels:
            item.quads()  # what another store answered is read before anything is written
            self._store.put_graph(item.graph, item.ntriples())


class RemoteTarget:
    """A store behind SPARQL.

    Args:
        store: the store.
        bulk: a folder that the store's own bulk loader may read; None loads over HTTP.

    Raises:
        UsageError: its product has no bulk loader that kg drives.
    """

    def __init__(self, store: RemoteStore, bulk: Path | None = None) -> None:
        self._store, self._product = store, store.product
        self.sizes, self.quads, self.keep = store.sizes, store.quads, store.keep
        self.insert, self.delete = store.insert, store.delete
        if bulk is not None and self._product.bulk != "ld_dir":
            raise UsageError(f"kg drives no bulk loader of {self._product.name}", hint="leave --bulk out")
        if bulk is not None and not str(bulk.resolve()).isascii():
            raise UsageError("Virtuoso bears no folder of other letters than ASCII", where=ascii(str(bulk)))
        self._bulk = bulk.resolve() if bulk else None
        self.batch = _FILE if bulk else _BATCH
        self._there: Collection[str] = ()
        # One batch is sent while the next one is made ready.
        self._sender = ThreadPoolExecutor(1)
        self._under_way: Future[None] | None = None
        self._readers, self._writers = ThreadPoolExecutor(_AT_ONCE), ThreadPoolExecutor(self._product.connections)

    def fetched(self, graphs: Sequence[str]) -> Iterator[Parcel]:
        for at in range(0, len(graphs), _AHEAD):
            some = graphs[at : at + _AHEAD]
            for graph, found in zip(some, self._readers.map(self._store.whole, some), strict=True):
                # An answer that is read row by row belongs to the thread that asked: not to one of those.
                yield parcel(graph, self._store.triples(graph) if found is None else found)

    def expect(self, graphs: Collection[str]) -> None:
        self._there = set(graphs)

    def send(self, parcels: Sequence[Parcel]) -> None:
        self._arrived()
        self._under_way = self._sender.submit(self._send, list(parcels))

    def finish(self) -> None:
        self._arrived()
        if self._bulk is not None:
            self._call('bif:exec("checkpoint")')

    def close(self) -> None:
        """Ends the threads; what is under way is waited for."""
        for pool in (self._sender, self._readers, self._writers):
            pool.shutdown(cancel_futures=True)

    def _arrived(self) -> None:
        if self._under_way is not None:
            under_way, self._under_way = self._under_way, None
            under_way.result()

    def _send(self, parcels: list[Parcel]) -> None:
        if self._product.transactions:
            self._put([item for item in parcels if not self._product.loads or item.graph in self._there])
            parcels = [item for item in parcels if self._product.loads and item.graph not in self._there]
        # What comes in many requests, or in one that is no transaction, is out of sight until it is all there.
        seen = [item.graph for item in parcels if (line := _line(item.graph)) and line in item.lines]
        self._store.delete([_sight(graph) for graph in seen if graph in self._there])
        self._load([_hidden(item) for item in parcels])
        self._store.insert([_sight(graph) for graph in seen])

    def _load(self, parcels: Sequence[Parcel]) -> None:
        if self._bulk is not None:
            for item in parcels:
                if item.graph in self._there:
                    self._store.drop_graph(item.graph)
            self._load_file(self._bulk, parcels)
        elif not self._product.loads:
            self._put(parcels)
        elif parcels:
            self._store.load(joined(parcels))

    def _put(self, parcels: Sequence[Parcel]) -> None:
        for _ in self._writers.map(lambda item: self._store.put_graph(item.graph, item.ntriples()), parcels):
            pass

    def _load_file(self, folder: Path, parcels: Sequence[Parcel]) -> None:
        """By Virtuoso's own loader, which takes files that it has not seen under that name."""
        path = folder / f"kg-{uuid4().hex}.nq"
        try:
            path.write_bytes(joined(parcels))
            self._call(f'sql:ld_dir({Literal(str(folder))}, "{path.name}", "")')
            self._call("sql:rdf_loader_run(1)")
        except OSError as error:
            raise StoreError(f"no file for the bulk loader: {error.strerror}", where=str(folder)) from None
        finally:
            path.unlink(missing_ok=True)

    def _call(self, function: str) -> None:
        """A procedure of Virtuoso's administrator, which it lets SPARQL call at the address for updates."""
        self._store.call(f"SELECT ({function} AS ?done) WHERE {{ }}")


def _sight(graph: str) -> Quad:
    return sight(graph.replace("/graph/article/", "/article/"))


def _line(graph: str) -> bytes | None:
    """The triple by which an article is there; None of a graph that is no article's."""
    if "/graph/article/" not in graph:
        return None
    quad = _sight(graph)
    return f"{quad.subject} {quad.predicate} {quad.object} .".encode()


def _hidden(item: Parcel) -> Parcel:
    """The graph without the triple by which its article is there."""
    line = _line(item.graph)
    return Parcel(item.graph, tuple(triple for triple in item.lines if triple != line))
