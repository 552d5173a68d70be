"""What writers of facts have in common: nodes, evidence, voices, times, amounts, counts (docs/mapping.md)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.facts.model import Amount, Coding, Count, Fact, Participant, Place, Reading, Time
from kg.facts.sides import Sides
from kg.graph import terms as t
from kg.spans import Words

if TYPE_CHECKING:
    from kg.graph.kind import AnyGraphKind

Term = NamedNode | Literal


class Quads:
    """Collects quads of one graph."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self.quads: list[Quad] = []

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term | None) -> None:
        if value is not None:
            self.quads.append(Quad(subject, predicate, value, self.graph))

    def kg(self, subject: NamedNode, name: str, *values: Term | None) -> None:
        for value in values:
            self.add(subject, t.kg(name), value)

    def phrase(self, subject: NamedNode, name: str, words: Words | None) -> None:
        if words is not None:
            self.kg(subject, name, Literal(words.text))
            self.kg(subject, name + "Start", t.integer(words.start))


class FactWriter:
    """Writes the facts of one reading into its graph."""

    def __init__(self, quads: Quads, reading: Reading, base: str) -> None:
        self.quads, self.reading = quads, reading
        self.times = {time.id: time for time in reading.facts.times}
        self.sides = Sides(reading.facts, reading.published, base)
        self.sided: set[str] = set()

    def write(self, kind: "AnyGraphKind", fact: Fact) -> None:
        """A fact: its classes, what all facts have, and what its kind writes."""
        node = self.node(fact.id)
        leaf = kind.claimed if fact.according_to else kind.vouched
        for name in (kind.root, *([leaf] if leaf else [])):
            self.quads.add(node, t.RDF_TYPE, t.kg(name))
        self.common(node, fact, kind)
        kind.write(self, node, fact)

    def node(self, id: str) -> NamedNode:
        return NamedNode(f"{self.reading.article}#{id}")

    def evidence(self, start: int, end: int) -> NamedNode:
        node = NamedNode(ns.evidence(self.reading.article, start, end))
        self.quads.add(node, t.RDF_TYPE, t.kg("Evidence"))
        self.quads.kg(node, "article", NamedNode(self.reading.article))
        self.quads.kg(node, "start", t.integer(start))
        self.quads.kg(node, "end", t.integer(end))
        self.quads.kg(node, "exact", Literal(self.reading.text[start:end]))
        return node

    def common(self, node: NamedNode, fact: Fact, kind: "AnyGraphKind") -> None:
        """What every fact has, and what most have."""
        w, article = self.quads, NamedNode(self.reading.article)
        w.kg(node, "article", article)
        w.kg(node, "accordingTo", self.node(fact.according_to) if fact.according_to else article)
        w.kg(node, "evidence", self.evidence(fact.start, fact.end))
        w.kg(node, "polarity", t.code("polarity", fact.factuality.polarity))
        w.kg(node, "certainty", t.code("certainty", fact.factuality.certainty))
        w.kg(node, "tense", t.code("tense", fact.factuality.tense))
        w.kg(node, "score", t.number(fact.score))
        w.phrase(node, "condition", getattr(fact, "condition", None))
        coding: Coding | None = getattr(fact, "coding", None)
        if coding:
            w.kg(node, "eventType", NamedNode(ns.event_type(coding.type)))
            w.kg(node, "mode", *(NamedNode(ns.mode(coding.type, mode)) for mode in coding.modes))
            w.kg(node, "context", *(NamedNode(ns.context(context)) for context in coding.contexts))
        place: Place | None = getattr(fact, "place", None)
        w.kg(node, "place", NamedNode(place.iri) if place else None)
        source, target = kind.source(fact, self.sides), kind.target(fact, self.sides)
        w.kg(node, "fromSide", *map(NamedNode, source))
        w.kg(node, "toSide", *map(NamedNode, target))
        self.sided.update(source, target)
        self.time(node, self.times[fact.time] if fact.time else None, fact.factuality.tense)

    def time(self, node: NamedNode, time: Time | None, tense: str) -> None:
        w = self.quads
        if time is None:
            if self.reading.published:
                bound = "earliest" if tense == "future" else "latest"
                w.kg(node, bound, t.date(self.reading.published[:10]))
                w.kg(node, "timePrecision", t.code("precision", "publication"))
            return
        w.kg(node, "earliest", t.date(time.earliest) if time.earliest else None)
        w.kg(node, "latest", t.date(time.latest) if time.latest else None)
        w.kg(node, "timePrecision", t.code("precision", t.precision(time.value)))
        w.kg(node, "timeRelation", t.code("relation", time.relation))
        w.kg(node, "timeValue", Literal(time.value))
        w.phrase(node, "timeStated", Words(time.start, time.end, time.text))

    def happening(self, node: NamedNode, id: str | None) -> None:
        if id:
            self.quads.kg(node, "happening", self.node(id))
            self.quads.add(self.node(id), t.RDF_TYPE, t.kg("Happening"))

    def amount(self, amount: Amount) -> None:
        w, node = self.quads, self.node(amount.id)
        w.add(node, t.RDF_TYPE, t.kg("Amount"))
        w.kg(node, "amountKind", t.code("amount", amount.kind))
        w.kg(node, "value", t.decimal(amount.value))
        if amount.kind == "money":
            w.kg(node, "currency", NamedNode(ns.CURRENCY + amount.unit))
        else:
            w.kg(node, "unit", Literal(amount.unit))
        w.kg(node, "qualifier", t.code("qualifier", amount.qualifier))
        w.phrase(node, "text", Words(amount.start, amount.end, amount.text))

    def count(self, count: Count) -> None:
        w, node = self.quads, self.node(count.id)
        w.add(node, t.RDF_TYPE, t.kg("Count"))
        w.kg(node, "countKind", t.code("count", count.kind))
        w.kg(node, "min", t.integer(count.min) if count.min is not None else None)
        w.kg(node, "max", t.integer(count.max) if count.max is not None else None)
        w.kg(node, "qualifier", t.code("qualifier", count.qualifier))
        w.kg(node, "who", Literal(count.who) if count.who else None)
        w.phrase(node, "text", Words(count.start, count.end, count.text))


def actors(part: Iterable[Participant]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in dict.fromkeys(participant.actor for participant in part)]
