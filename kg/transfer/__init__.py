"""Graphs from one store or from files into another store: graph by graph, again and again without doing work twice.

What is there already is told by its size and its words in canonical form. So a transfer that was broken off goes on
where it was, whoever broke it off, and whatever else happened to the target meanwhile. At the end both are held against
each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from kg import namespaces as ns
from kg.errors import StoreError
from kg.transfer.parcel import Parcel, parcel
from kg.transfer.sources import Source, named_texts
from kg.transfer.targets import Target

__all__ = ["Done", "Parcel", "Progress", "transfer"]


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
    source: Source, target: Target, tell: Callable[[Progress], None] = lambda progress: None, *, words: bool = True
) -> Done:
    """Brings all graphs of a source into a target; graphs that only the target has stay.

    Args:
        source: a store, or files.
        target: the store to write to.
        tell: called as it goes on.
        words: at the end, compare what is there with what was sent, each graph in canonical form; else counts alone.

    Raises:
        StoreError: the target fails, or holds something else at the end than was sent.
        SourceError: a file cannot be read.
    """
    done = Done()
    # A store gets the ontology that is installed.
    wanted = {graph: size for graph, size in sorted(source.sizes().items()) if graph != ns.ONTOLOGY_GRAPH}
    plan = _plan(source, target, wanted, done, tell)
    joined = sum(_merge(source, target, graph) for graph in plan.merged)
    sizes = _sent(source, target, plan, tell)
    target.finish()
    _texts(source, target, wanted, done)
    _verify(source, target, plan, sizes, tell, words=words)
    done.graphs, done.quads = len(plan.whole) + joined, sum(sizes.values())
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
    equal = set(same) - set(_unlike(source, target, {graph: wanted[graph] for graph in same}, "comparing", tell))
    todo = [g for g in chain(shared, (g for g in wanted if g not in shared)) if g not in equal and g not in plan.merged]
    target.expect({graph for graph in todo if there.get(graph)})
    done.unchanged = len(equal)
    plan.whole = {graph: wanted[graph] for graph in todo}
    return plan


def _unlike(
    source: Source, target: Target, graphs: dict[str, int], phase: str, tell: Callable[[Progress], None]
) -> Iterator[str]:
    """Those of the graphs that source and target have otherwise."""
    seen, total = 0, sum(graphs.values())
    for found in target.fetched(list(graphs)):
        seen += graphs[found.graph]
        tell(Progress(phase, seen, total))
        if not parcel(found.graph, source.triples(found.graph)).equals(found):
            yield found.graph


def _sent(source: Source, target: Target, plan: _Plan, tell: Callable[[Progress], None]) -> dict[str, int]:
    """Sends the graphs of a plan; how many triples each has."""
    sizes: dict[str, int] = {}
    sent, total = 0, sum(plan.whole.values())
    for batch in _batches((parcel(graph, source.triples(graph)) for graph in plan.whole), target.batch):
        target.send(batch)
        # A target takes a batch when the one before has arrived.
        tell(Progress("loading", sent, total))
        sizes |= {item.graph: item.size for item in batch}
        sent = sum(sizes.values())
    return sizes


def _batches(parcels: Iterator[Parcel], most: int) -> Iterator[list[Parcel]]:
    batch: list[Parcel] = []
    size = 0
    for item in parcels:
        batch.append(item)
        size += item.size
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _merge(source: Source, target: Target, graph: str) -> bool:
    """Descriptions of the source take the place of those that the target has of the same nodes; others stay.

    Whether anything changes.
    """
    ours, theirs = parcel(graph, source.triples(graph)).quads(), set(target.quads(graph))
    subjects = {quad.subject for quad in ours}
    new, old = ours - theirs, {quad for quad in theirs - ours if quad.subject in subjects}
    target.insert(new)
    target.delete(old)
    return bool(new or old)


def _texts(source: Source, target: Target, wanted: dict[str, int], done: Done) -> None:
    """The kept texts of articles, of which a source has all, some or none."""
    for graph in filter(_is_article, wanted):
        for sha in named_texts(source.triples(graph)) if source.has_texts else ():
            try:
                record = source.kept(sha)
            except StoreError:
                done.missing += 1
            else:
                target.keep(sha, record)
                done.texts += 1


def _verify(
    source: Source,
    target: Target,
    plan: _Plan,
    sizes: dict[str, int],
    tell: Callable[[Progress], None],
    *,
    words: bool,
) -> None:
    there = target.sizes()
    wrong = [graph for graph, size in sizes.items() if there.get(graph) != size]
    wrong += [g for g in plan.merged if not parcel(g, source.triples(g)).quads() <= set(target.quads(g))]
    if words and not wrong:
        wrong = list(_unlike(source, target, sizes, "verifying", tell))
    if wrong:
        what = f"{len(wrong)} of {len(sizes)} graphs are there otherwise than they were sent, such as <{wrong[0]}>"
        raise StoreError(what, hint="run it again; does anybody else write to it?")


def _is_article(graph: str) -> bool:
    return "/graph/article/" in graph


def _is_shared(graph: str) -> bool:
    return graph.endswith(("/graph/reference", "/graph/actors"))
