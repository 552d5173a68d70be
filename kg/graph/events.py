"""Events in a graph."""

from pyoxigraph import NamedNode

from kg.facts.model import Event
from kg.facts.sides import Sides
from kg.graph import terms as t
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter, actors
from kg.graph.kind import GraphKind


def _write(w: FactWriter, node: NamedNode, e: Event) -> None:
    q = w.quads
    q.phrase(node, "trigger", e.trigger)
    for name, part in (
        ("initiator", e.initiators),
        ("orchestrator", e.orchestrators),
        ("backer", e.backers),
        ("recipient", e.recipients),
    ):
        q.kg(node, name, *actors(part))
    q.kg(node, "amount", *map(w.node, e.amounts))
    for count in e.counts:
        q.kg(node, "count", w.node(count.id))
        w.count(count)
    q.kg(node, "background", t.TRUE if e.background else None)
    w.happening(node, e.happening)


def _read(r: FactReader, node: str) -> Event:
    return Event(
        **r.common(node),  # type: ignore[arg-type]
        trigger=r.words(node, "trigger"),  # type: ignore[arg-type]
        initiators=r.part(node, "initiator"),
        orchestrators=r.part(node, "orchestrator"),
        backers=r.part(node, "backer"),
        recipients=r.part(node, "recipient"),
        place=r.place(node),
        happening=next(iter(r.ids(node, "happening")), None),
        counts=tuple(sorted((r.count(iri) for iri in r.all(node, "count")), key=lambda c: c.id)),
        amounts=r.ids(node, "amount"),
        background=r.one(node, "background") == "true",
    )


def _source(e: Event, sides: Sides) -> list[str]:
    return sides.acting(e.doers, sides.days(e.time))


def _target(e: Event, sides: Sides) -> list[str]:
    return sides.undergoing(e.recipients, sides.days(e.time))


EVENTS = GraphKind(Event, "EventDescription", _write, _read, _source, _target, vouched="Event", claimed="ClaimedEvent")
