"""Facts -> quads, by the table in docs/mapping.md."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.facts.model import Amount, Coding, Count, Event, Facts, Participant, Reading, Sanction, Statement, Time
from kg.graph import terms as t
from kg.graph.rollup import States
from kg.mentions.model import Entity, Tenure
from kg.spans import Words

__all__ = ["ArticleGraphs", "Provenance", "article_graphs", "kept_record"]

Fact = Statement | Event | Sanction
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Provenance:
    """What read the article: name and version of the extractor, version of kg, hash of the settings."""

    extractor: str
    version: str
    settings: str


@dataclass(frozen=True, slots=True)
class ArticleGraphs:
    """What one article brings to a store.

    Attributes:
        article: its IRI.
        quads: its own named graph.
        reference, actors: descriptions in the shared graphs, by the IRI that they describe.
        kept: the record that stays local (text, headings, mentions); its SHA-256 is the article's kg:keptText.
    """

    article: str
    quads: tuple[Quad, ...]
    reference: Mapping[str, tuple[Quad, ...]]
    actors: Mapping[str, tuple[Quad, ...]]
    kept: bytes

    def shared_quads(self) -> Iterator[Quad]:
        for group in (self.reference, self.actors):
            for quads in group.values():
                yield from quads

    def all_quads(self) -> Iterator[Quad]:
        yield from self.quads
        yield from self.shared_quads()


def kept_record(reading: Reading) -> bytes:
    """Text, headings and mentions as canonical JSON: what the graph leaves with the kept text."""
    record = {
        "article": reading.article,
        "headings": [list(span) for span in reading.headings],
        "mentions": [asdict(mention) for mention in reading.facts.mentions],
        "text": reading.text,
        **({"given": list(reading.given)} if reading.given else {}),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def article_graphs(reading: Reading, provenance: Provenance, base: str = ns.DEFAULT_BASE) -> ArticleGraphs:
    """The quads of one reading. A function of its arguments alone: no clock, no order of sets."""
    kept = kept_record(reading)
    own = _Writer(ns.article_graph(reading.article))
    shared: dict[str, dict[str, tuple[Quad, ...]]] = {"reference": {}, "actors": {}}
    graph_of = {"reference": ns.reference_graph(base), "actors": ns.actors_graph(base)}
    _article(own, reading, provenance, hashlib.sha256(kept).hexdigest(), base)
    described_all: list[Entity | Tenure] = [*reading.facts.entities, *reading.facts.tenures]
    if reading.publisher:
        described_all.append(_publisher(reading.publisher, base))
    for described in described_all:
        if described.iri.startswith(reading.article + "#"):
            _describe(own, described)
            continue
        where = "actors" if isinstance(described, Entity) and described.provisional else "reference"
        writer = _Writer(graph_of[where])
        _describe(writer, described)
        shared[where][described.iri] = tuple(writer.quads)
    _Facts(own, reading).write()
    return ArticleGraphs(reading.article, tuple(dict.fromkeys(own.quads)), shared["reference"], shared["actors"], kept)


class _Writer:
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


def _publisher(name: str, base: str) -> Entity:
    return Entity(ns.actor(base, name, "media-outlet", None), name, "media-outlet", provisional=True)


def _article(w: _Writer, reading: Reading, provenance: Provenance, kept: str, base: str) -> None:
    node = NamedNode(reading.article)
    w.add(node, t.RDF_TYPE, t.kg("Article"))
    w.add(node, t.RDF_TYPE, t.schema("NewsArticle"))
    texts = {
        "headline": [reading.title],
        "author": reading.byline,
        "articleSection": [reading.section],
        "keywords": reading.keywords,
        "inLanguage": [reading.language],
    }
    for name, values in texts.items():
        for value in values:
            w.add(node, t.schema(name), Literal(value) if value else None)
    w.add(node, t.IDENTIFIER, Literal(reading.id) if reading.id else None)
    w.add(node, t.schema("url"), NamedNode(ns.address(reading.url)) if reading.url else None)
    if reading.publisher:
        w.add(node, t.schema("publisher"), NamedNode(_publisher(reading.publisher, base).iri))
    if reading.published:
        w.add(node, t.schema("datePublished"), t.date_time(reading.published))
        w.kg(node, "publicationDay", t.date(reading.published[:10]))
    if reading.modified:
        w.add(node, t.schema("dateModified"), t.date_time(reading.modified))
    w.kg(node, "textHash", Literal(hashlib.sha256(reading.text.encode("utf-8")).hexdigest()))
    w.kg(node, "textLength", t.integer(len(reading.text)))
    w.kg(node, "keptText", Literal(kept))
    w.kg(node, "mentions", *(NamedNode(iri) for iri in sorted({m.actor for m in reading.facts.mentions})))
    extraction = NamedNode(reading.article + "#extraction")
    w.kg(node, "extraction", extraction)
    w.add(extraction, t.RDF_TYPE, t.kg("Extraction"))
    w.add(extraction, t.schema("softwareVersion"), Literal(f"kg {provenance.version}"))
    w.kg(extraction, "extractor", Literal(provenance.extractor))
    w.kg(extraction, "settingsHash", Literal(provenance.settings))
    unread = sum(unread.number for unread in reading.facts.unread)
    w.kg(extraction, "unreadFacts", t.integer(unread) if unread else None)


def _describe(w: _Writer, described: Entity | Tenure) -> None:
    node = NamedNode(described.iri)
    w.add(node, t.LABEL, Literal(described.label))
    w.kg(node, "provisional", t.TRUE if described.provisional else None)
    w.kg(node, "ofState", NamedNode(described.state) if described.state and described.state != described.iri else None)
    if isinstance(described, Tenure):
        _describe_tenure(w, node, described)
    else:
        _describe_entity(w, node, described)


def _describe_tenure(w: _Writer, node: NamedNode, tenure: Tenure) -> None:
    w.add(node, t.RDF_TYPE, t.kg("Tenure"))
    w.kg(node, "holder", NamedNode(tenure.holder))
    w.kg(node, "position", NamedNode(tenure.position) if tenure.position else None)
    for name, day in (("from", tenure.start), ("to", tenure.end), ("knownUntil", tenure.known_until)):
        w.kg(node, name, t.date(day) if day else None)


def _describe_entity(w: _Writer, node: NamedNode, entity: Entity) -> None:
    w.add(node, t.RDF_TYPE, t.kg(t.CLASSES[entity.type]))
    if entity.type not in t.NO_ACTORS:
        w.add(node, t.RDF_TYPE, t.kg("Actor"))
    w.kg(node, "anonymous", t.TRUE if entity.anonymous else None)
    w.kg(node, "countryCode", Literal(entity.country) if entity.type == "state" and entity.country else None)
    if entity.latitude is not None and entity.longitude is not None:
        w.add(node, t.schema("latitude"), t.number(entity.latitude))
        w.add(node, t.schema("longitude"), t.number(entity.longitude))
    w.kg(node, "coordinatePrecision", Literal(entity.precision) if entity.precision else None)
    if entity.type == "place":  # a state whose recognition is disputed acts all the same
        w.kg(node, "claimant", *map(NamedNode, entity.claimants))
        w.kg(node, "heldBy", *map(NamedNode, entity.held_by))


class _Facts:
    """Writes the facts of one reading into its graph."""

    def __init__(self, writer: _Writer, reading: Reading) -> None:
        self.w, self.reading, self.facts = writer, reading, reading.facts
        self.times = {time.id: time for time in reading.facts.times}
        self.amounts = {amount.id: amount for amount in reading.facts.amounts}
        self.states = States(reading.facts)

    def write(self) -> None:
        for statement in self.facts.statements:
            self._statement(statement)
        for event in self.facts.events:
            self._event(event)
        for sanction in self.facts.sanctions:
            self._sanction(sanction)
        for id in sorted(_used_amounts(self.facts)):
            self._amount(self.amounts[id])

    def _node(self, id: str) -> NamedNode:
        return NamedNode(f"{self.reading.article}#{id}")

    def _evidence(self, start: int, end: int) -> NamedNode:
        node = NamedNode(ns.evidence(self.reading.article, start, end))
        self.w.add(node, t.RDF_TYPE, t.kg("Evidence"))
        self.w.kg(node, "article", NamedNode(self.reading.article))
        self.w.kg(node, "start", t.integer(start))
        self.w.kg(node, "end", t.integer(end))
        self.w.kg(node, "exact", Literal(self.reading.text[start:end]))
        return node

    def _statement(self, s: Statement) -> None:
        w, node = self.w, self._node(s.id)
        w.add(node, t.RDF_TYPE, t.kg("Statement"))
        self._common(node, s, s.coding)
        w.kg(node, "act", t.code("act", s.act))
        w.kg(node, "manner", t.code("manner", s.manner))
        w.kg(node, "speaker", *_actors([s.source] if s.source else []))
        w.phrase(node, "cue", s.cue)
        self._content(node, s)
        for name, part in (
            ("addressee", s.addressees),
            ("target", s.targets),
            ("about", s.about),
            ("onBehalfOf", s.on_behalf_of),
        ):
            w.kg(node, name, *_actors(part))
        if s.position:
            w.kg(node, "inTenure", NamedNode(s.position.tenure))
            w.kg(node, "tenureRunning", t.code("running", s.position.running))
            w.phrase(node, "positionStated", s.position.words)
        w.phrase(node, "venue", s.venue)
        w.kg(node, "reports", *map(self._node, s.reports))

    def _content(self, node: NamedNode, s: Statement) -> None:
        """In one piece it is a phrase like any other; broken by its cue, each piece is evidence."""
        start, end = s.content[0]
        if len(s.content) == 1 and self.reading.text[start:end] == s.content_text:
            self.w.phrase(node, "content", Words(start, end, s.content_text))
        else:
            self.w.kg(node, "content", Literal(s.content_text))
            self.w.kg(node, "contentEvidence", *(self._evidence(*piece) for piece in s.content))

    def _event(self, e: Event) -> None:
        w, node = self.w, self._node(e.id)
        w.add(node, t.RDF_TYPE, t.kg("EventDescription"))
        w.add(node, t.RDF_TYPE, t.kg("ClaimedEvent" if e.according_to else "Event"))
        self._common(node, e, e.coding)
        w.phrase(node, "trigger", e.trigger)
        for name, part in (
            ("initiator", e.initiators),
            ("orchestrator", e.orchestrators),
            ("backer", e.backers),
            ("recipient", e.recipients),
        ):
            w.kg(node, name, *_actors(part))
        w.kg(node, "amount", *map(self._node, e.amounts))
        for count in e.counts:
            w.kg(node, "count", self._node(count.id))
            self._count(count)
        self._happening(node, e.happening)

    def _sanction(self, x: Sanction) -> None:
        w, node = self.w, self._node(x.id)
        w.add(node, t.RDF_TYPE, t.kg("SanctionDescription"))
        w.add(node, t.RDF_TYPE, t.kg("ClaimedSanctionAct" if x.according_to else "SanctionAct"))
        self._common(node, x, x.coding)
        w.phrase(node, "trigger", x.trigger)
        w.kg(node, "status", t.code("status", x.status))
        w.kg(node, "measure", *(t.code("measure", measure) for measure in x.measures))
        w.kg(node, "objective", t.code("objective", x.objective) if x.objective else None)
        for name, part in (
            ("proposer", x.proposers),
            ("imposer", x.imposers),
            ("target", x.targets),
            ("beneficiary", x.beneficiaries),
            ("programme", [x.programme] if x.programme else []),
        ):
            w.kg(node, name, *_actors(part))
        for name, words in (
            ("asset", x.asset),
            ("scopeAsStated", x.scope_as_stated),
            ("reason", x.reason),
            ("legalBasis", x.legal_basis),
        ):
            w.phrase(node, name, words)
        w.kg(node, "amount", *map(self._node, x.amounts))
        w.kg(node, "follows", *map(self._node, x.follows))
        self._happening(node, x.happening)

    def _common(self, node: NamedNode, fact: Fact, coding: Coding | None) -> None:
        w, article = self.w, NamedNode(self.reading.article)
        w.kg(node, "article", article)
        w.kg(node, "accordingTo", self._node(fact.according_to) if fact.according_to else article)
        w.kg(node, "evidence", self._evidence(fact.start, fact.end))
        w.kg(node, "polarity", t.code("polarity", fact.factuality.polarity))
        w.kg(node, "certainty", t.code("certainty", fact.factuality.certainty))
        w.kg(node, "tense", t.code("tense", fact.factuality.tense))
        w.kg(node, "score", t.number(fact.score))
        w.phrase(node, "condition", fact.condition)
        if coding:
            w.kg(node, "eventType", NamedNode(ns.event_type(coding.type)))
            w.kg(node, "mode", *(NamedNode(ns.mode(coding.type, mode)) for mode in coding.modes))
            w.kg(node, "context", *(NamedNode(ns.context(context)) for context in coding.contexts))
        if not isinstance(fact, Sanction) and fact.place:
            w.kg(node, "place", NamedNode(fact.place.iri))
        w.kg(node, "fromState", *map(NamedNode, self.states.source(fact)))
        w.kg(node, "toState", *map(NamedNode, self.states.target(fact)))
        self._time(node, self.times[fact.time] if fact.time else None, fact.factuality.tense)

    def _time(self, node: NamedNode, time: Time | None, tense: str) -> None:
        w = self.w
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

    def _happening(self, node: NamedNode, id: str | None) -> None:
        if id:
            self.w.kg(node, "happening", self._node(id))
            self.w.add(self._node(id), t.RDF_TYPE, t.kg("Happening"))

    def _amount(self, amount: Amount) -> None:
        w, node = self.w, self._node(amount.id)
        w.add(node, t.RDF_TYPE, t.kg("Amount"))
        w.kg(node, "amountKind", t.code("amount", amount.kind))
        w.kg(node, "value", t.decimal(amount.value))
        if amount.kind == "money":
            w.kg(node, "currency", NamedNode(ns.CURRENCY + amount.unit))
        else:
            w.kg(node, "unit", Literal(amount.unit))
        w.kg(node, "qualifier", t.code("qualifier", amount.qualifier))
        w.phrase(node, "text", Words(amount.start, amount.end, amount.text))

    def _count(self, count: Count) -> None:
        w, node = self.w, self._node(count.id)
        w.add(node, t.RDF_TYPE, t.kg("Count"))
        w.kg(node, "countKind", t.code("count", count.kind))
        w.kg(node, "min", t.integer(count.min) if count.min is not None else None)
        w.kg(node, "max", t.integer(count.max) if count.max is not None else None)
        w.kg(node, "qualifier", t.code("qualifier", count.qualifier))
        w.kg(node, "who", Literal(count.who) if count.who else None)
        w.phrase(node, "text", Words(count.start, count.end, count.text))


def _actors(part: Iterable[Participant]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in dict.fromkeys(participant.actor for participant in part)]


def _used_amounts(facts: Facts) -> set[str]:
    return {id for fact in facts.all for id in getattr(fact, "amounts", ())}
