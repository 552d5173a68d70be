"""Graphs from one store or from files into another store: graph by graph, again and again without doing work twice.

What is there already is told by its size and its digest, so that a transfer that was broken off goes on where it was,
whoever broke it off, and whatever else happened to the target meanwhile. At the end both are held against each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from pyoxigraph import Quad

from kg import namespaces as ns
from kg.errors import StoreError
from kg.transfer.parcel import Parcel, parcel
from kg.transfer.sources import Source
from kg.transfer.targets import Target

__all__ = ["Done", "Parcel", "Progress", "transfer"]

BATCH: Final = 100_000
"""Quads that are sent at a time."""


@dataclass(slots=True)
class Progress:
    """How far a transfer is: ``phase`` is "comparing", "loading" or "verifying"; quads of that phase."""

    phase: str
    done: int
    total: int


@dataclass(slots=True)
class Done:
    """What a transfer did: graphs and quads that were sent, graphs that were there already, texts that came along.

    ``missing`` counts articles whose text the source does not have.
    """

    graphs: int = 0
    quads: int = 0
    unchanged: int = 0
    texts: int = 0
    missing: int = 0


@dataclass(slots=True)
class _Plan:
    """What is to be sent: graphs as they are, and shared ones whose descriptions join those of other articles."""

    whole: dict[str, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def transfer(
    source: Source, target: Target, tell: Callable[[Progress], None] = lambda progress: None, *, hashes: bool = True
) -> Done:
    """Brings all graphs of a source into a target; graphs that only the target has stay.

    Args:
        source: a store, or files.
        target: the store to write to.
        tell: called as it goes on.
        hashes: compare what arrived word by word; else its counts alone.

    Raises:
        StoreError: the target fails, or holds something else at the end than was sent.
        SourceError: a file cannot be read.
    """
    done = Done()
    wanted = {graph: size for graph, size in sorted(source.sizes().items()) if graph != ns.ONTOLOGY_GRAPH}
    plan = _plan(source, target, wanted, done, tell)
    digests: dict[str, str] = {}
    sent = 0
    total = sum(plan.whole.values())
    joined = sum(_merge(source, target, graph) for graph in plan.merged)
    for batch in _batches(_parcels(source, plan.whole)):
        digests |= {item.graph: item.digest for item in batch}
        target.send(batch)
        sent += sum(item.size for item in batch)
        tell(Progress("loading", sent, total))
    target.finish()
    _texts(source, target, wanted, done)
    _verify(source, target, plan, digests if hashes else None, tell)
    done.graphs, done.quads = len(plan.whole) + joined, sent
    done.unchanged += len(plan.merged) - joined
    return done


def _plan(
    source: Source, target: Target, wanted: dict[str, int], done: Done, tell: Callable[[Progress], None]
) -> _Plan:
    """What the target has not, or has otherwise; the shared graphs first, since articles name what they describe."""
    there = target.sizes()
    shared = [graph for graph in wanted if _is_shared(graph)]
    others = any(_is_article(graph) and graph not in wanted for graph in there)
    plan = _Plan(merged=[graph for graph in shared if others and there.get(graph)])
    same = [g for g, size in wanted.items() if there.get(g) == size and g not in plan.merged]
    total, seen = sum(wanted[graph] for graph in same), 0
    equal = set()
    for graph, digest in target.digests(same):
        seen += wanted[graph]
        tell(Progress("comparing", seen, total))
        if parcel(graph, source.quads(graph)).digest == digest:
            equal.add(graph)
    todo = [g for g in chain(shared, (g for g in wanted if g not in shared)) if g not in equal and g not in plan.merged]
    target.expect({graph for graph in todo if there.get(graph)})
    done.unchanged = len(equal)
    plan.whole = {graph: wanted[graph] for graph in todo}
    return plan


def _parcels(source: Source, graphs: dict[str, int]) -> Iterator[Parcel]:
    return (parcel(graph, source.quads(graph)) for graph in graphs)


def _batches(parcels: Iterator[Parcel]) -> Iterator[list[Parcel]]:
    batch: list[Parcel] = []
    size = 0
    for item in parcels:
        batch.append(item)
        size += item.size
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _merge(source: Source, target: Target, graph: str) -> bool:
    """Descriptions of the source take the place of those that the target has of the same nodes; others stay.

    Whether anything changes.
    """
    ours, theirs = set(source.quads(graph)), set(target.quads(graph))
    subjects = {quad.subject for quad in ours}
    new, old = ours - theirs, {quad for quad in theirs - ours if quad.subject in subjects}
    target.insert(new)
    target.delete(old)
    return bool(new or old)


def _texts(source: Source, target: Target, wanted: dict[str, int], done: Done) -> None:
    """The kept texts of articles, of which a source has all, some or none."""
    for graph in filter(_is_article, wanted):
        for sha in _named_texts(source.quads(graph)) if source.has_texts else ():
            try:
                record = source.kept(sha)
            except StoreError:
                done.missing += 1
            else:
                target.keep(sha, record)
                done.texts += 1


def _named_texts(quads: Iterator[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate.value == ns.KG + "keptText"}  # type: ignore[union-attr]


def _verify(
    source: Source, target: Target, plan: _Plan, digests: dict[str, str] | None, tell: Callable[[Progress], None]
) -> None:
    there = target.sizes()
    wrong = [graph for graph, size in plan.whole.items() if there.get(graph) != size]
    wrong += [graph for graph in plan.merged if not set(source.quads(graph)) <= set(target.quads(graph))]
    if digests is not None and not wrong:
        seen, total = 0, sum(plan.whole.values())
        for graph, digest in target.digests(list(plan.whole)):
            seen += plan.whole[graph]
            tell(Progress("verifying", seen, total))
            if digests[graph] != digest:
                wrong.append(graph)
    if wrong:
        what = f"{len(wrong)} of {len(plan.whole)} graphs are there otherwise than they were sent, such as <{wrong[0]}>"
        raise StoreError(what, hint="run it again; does anybody else write to it?")


def _is_article(graph: str) -> bool:
    return "/graph/article/" in graph


def _is_shared(graph: str) -> bool:
    return graph.endswith(("/graph/reference", "/graph/actors"))
