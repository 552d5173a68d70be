"""Quads -> facts: the way back, for exports, for `kg explain`, and to show that the mapping loses nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pyoxigraph import Quad

from kg.facts.model import Fact, Facts
from kg.graph import kinds
from kg.graph.fact_reader import FactReader
from kg.graph.portable import fact_order, time_order


def read_facts(quads: Iterable[Quad], article: str) -> Facts:
    """The facts of one article from its graph and the shared graphs that describe its actors.

    Args:
        quads: the article's graph, and of the graphs reference and actors whatever it names (more does no harm
            beyond being returned as entities).
        article: IRI of the article.
    """
    reader = FactReader(quads, article)
    read = [kind.read(reader, node) for kind in kinds.KINDS for node in reader.of_class(kind.root)]
    times = sorted(reader.times.values(), key=time_order)
    names = {time.id: f"t{number}" for number, time in enumerate(times, 1)}
    facts = Facts(
        times=tuple(replace(time, id=names[time.id]) for time in times),
        amounts=tuple(sorted((reader.amount(iri) for iri in reader.of_class("Amount")), key=lambda a: a.id)),
        entities=tuple(sorted(reader.entities.values(), key=lambda entity: entity.iri)),
        tenures=tuple(sorted(reader.tenures.values(), key=lambda tenure: tenure.iri)),
        unread=reader.unread(),
    )
    return facts.holding(sorted((_dated(fact, names) for fact in read), key=fact_order))


def _dated(fact: Any, names: Mapping[str, str]) -> Fact:
    dated: Fact = replace(fact, time=names[fact.time]) if fact.time else fact
    return dated
