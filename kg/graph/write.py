"""Facts -> quads, by the table in docs/mapping.md."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg import reference
from kg.facts.model import Facts, Reading
from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.fact_writer import FactWriter, Quads
from kg.mentions.model import Entity, Mention, Tenure

__all__ = ["ArticleGraphs", "Provenance", "article_graphs", "kept_record"]

_CACHED: Final = 1 << 13
_OF_MENTION: Final = tuple(field.name for field in fields(Mention))


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
        keeps_text: whether the whole text is in it, not only the words of facts.
    """

    article: str
    quads: tuple[Quad, ...]
    reference: Mapping[str, tuple[Quad, ...]]
    actors: Mapping[str, tuple[Quad, ...]]
    kept: bytes
    keeps_text: bool = True

    def shared_quads(self) -> Iterator[Quad]:
        for group in (self.reference, self.actors):
            for quads in group.values():
                yield from quads

    def all_quads(self) -> Iterator[Quad]:
        yield from self.quads
        yield from self.shared_quads()


def kept_record(reading: Reading, *, keeps_text: bool = True) -> bytes:
    """Text, headings and mentions as canonical JSON: what the graph leaves with the kept text.

    Where no text may be kept, of it only the words of the facts, each at its place, and no mentions.
    """
    if not keeps_text:
        reading = replace(reading, text=_quoted(reading), facts=replace(reading.facts, mentions=()))
    record = {
        "article": reading.article,
        "headings": [list(span) for span in reading.headings],
        "mentions": [{name: getattr(mention, name) for name in _OF_MENTION} for mention in reading.facts.mentions],
        "text": reading.text,
        **({"given": list(reading.given)} if reading.given else {}),
        **({} if keeps_text else {"quoted": True}),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _quoted(reading: Reading) -> str:
    """The text with blanks for all that is the words of no fact."""
    text = list(" " * len(reading.text))
    for fact in reading.facts.all:
        text[fact.start : fact.end] = reading.text[fact.start : fact.end]
    return "".join(text)


def article_graphs(
    reading: Reading, provenance: Provenance, base: str = ns.DEFAULT_BASE, *, keeps_text: bool = True
) -> ArticleGraphs:
    """The quads of one reading. A function of its arguments alone: no clock, no order of sets."""
    kept = kept_record(reading, keeps_text=keeps_text)
    own = Quads(ns.article_graph(reading.article))
    _article(own, reading, provenance, hashlib.sha256(kept).hexdigest(), base)
    named: list[Entity | Tenure] = [*reading.facts.entities, *reading.facts.tenures]
    if reading.publisher:
        named.append(_publisher(reading.publisher, base))
    told = {described.iri for described in named}
    sides = (reference.entity(iri, base) for iri in sorted(_facts(own, reading, base) - told))
    named += [side for side in sides if side]
    for described in named:
        if described.iri.startswith(reading.article + "#"):
            _describe(own, described, base)
    graph = ns.reference_graph(base)
    shared = _descriptions((d for d in named if not d.iri.startswith(reading.article + "#")), base)
    shared["reference"][graph] = _licensed(graph)
    quads = tuple(dict.fromkeys(own.quads))
    return ArticleGraphs(reading.article, quads, shared["reference"], shared["actors"], kept, keeps_text)


def _descriptions(named: Iterable[Entity | Tenure], base: str) -> dict[str, dict[str, tuple[Quad, ...]]]:
    """Shared graph -> what it says of what an article names, and of the bodies that those belong to."""
    shared: dict[str, dict[str, tuple[Quad, ...]]] = {"reference": {}, "actors": {}}
    known = {described.iri: described for described in named}
    waiting = list(known.values())
    while waiting:
        described = waiting.pop()
        where = "actors" if isinstance(described, Entity) and described.provisional else "reference"
        shared[where][described.iri] = _description(described, where, base)
        for body in _bodies(described, base):
            if body.iri not in known:
                known[body.iri] = body
                waiting.append(body)
    return shared


@lru_cache(_CACHED)
def _description(described: Entity | Tenure, where: str, base: str) -> tuple[Quad, ...]:
    writer = Quads(ns.reference_graph(base) if where == "reference" else ns.actors_graph(base))
    _describe(writer, described, base)
    return tuple(writer.quads)


@lru_cache(1)
def _licensed(graph: str) -> tuple[Quad, ...]:
    """What the graph of reference facts says of itself: every article names it, so that this stays as long as one."""
    w, node = Quads(graph), NamedNode(graph)
    whole, *others = reference.sources()
    w.add(node, t.TITLE, Literal("Reference facts of kg: states, people, organisations, posts, places"))
    w.add(node, t.LICENCE, NamedNode(whole.licence))
    for source in (whole, *others):
        w.add(node, t.RIGHTS, Literal(source.rights))
    for source in others:
        w.add(node, t.SOURCE, NamedNode(source.page))
    return tuple(w.quads)


def _bodies(described: Entity | Tenure, base: str) -> Iterator[Entity]:
    if described.body and (body := reference.entity(described.body, base)):
        yield body
    if isinstance(described, Entity) and described.type == "state":
        yield from reference.memberships(described.iri, base)


def _publisher(name: str, base: str) -> Entity:
    return Entity(ns.actor(base, name, "media-outlet", None), name, "media-outlet", provisional=True)


def _article(w: Quads, reading: Reading, provenance: Provenance, kept: str, base: str) -> None:
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
    w.add(node, t.RIGHTS, Literal(reading.rights) if reading.rights else None)
    w.kg(node, "restriction", *map(Literal, reading.restrictions))
    w.kg(node, "origin", Literal(reading.origin) if reading.origin else None)
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
    w.add(extraction, t.SOURCE, NamedNode(ns.reference_graph(base)))
    w.kg(extraction, "extractor", Literal(provenance.extractor))
    w.kg(extraction, "settingsHash", Literal(provenance.settings))
    for number, unread in enumerate(sorted(reading.facts.unread, key=lambda unread: unread.reason), 1):
        left = NamedNode(f"{reading.article}#unread-{number}")
        w.kg(extraction, "unread", left)
        w.add(left, t.RDF_TYPE, t.kg("Unread"))
        w.kg(left, "unreadReason", Literal(unread.reason))
        w.kg(left, "unreadFacts", t.integer(unread.number))


def _describe(w: Quads, described: Entity | Tenure, base: str) -> None:
    node = NamedNode(described.iri)
    w.add(node, t.LABEL, Literal(described.label))
    w.kg(node, "provisional", t.TRUE if described.provisional else None)
    w.kg(node, "ofState", NamedNode(described.state) if described.state and described.state != described.iri else None)
    w.kg(node, "ofBody", NamedNode(described.body) if described.body and described.body != described.iri else None)
    if isinstance(described, Tenure):
        _describe_tenure(w, node, described)
    else:
        _describe_entity(w, node, described, base)


def _describe_tenure(w: Quads, node: NamedNode, tenure: Tenure) -> None:
    w.add(node, t.RDF_TYPE, t.kg("Tenure"))
    w.kg(node, "holder", NamedNode(tenure.holder))
    w.kg(node, "position", NamedNode(tenure.position) if tenure.position else None)
    w.kg(node, "postKind", t.code("post", tenure.role.replace("_", "-")) if tenure.role else None)
    for name, day in (("from", tenure.start), ("to", tenure.end), ("knownUntil", tenure.known_until)):
        w.kg(node, name, t.date(day) if day else None)


def _describe_entity(w: Quads, node: NamedNode, entity: Entity, base: str) -> None:
    w.add(node, t.RDF_TYPE, t.kg(t.CLASSES[entity.type]))
    if entity.type not in t.NO_ACTORS:
        w.add(node, t.RDF_TYPE, t.kg("Actor"))
    w.kg(node, "private", t.TRUE if entity.private else None)
    for name in reference.other_names(entity.iri, base):
        w.add(node, t.ALT_LABEL, Literal(name))
    if entity.type == "state":
        w.kg(node, "memberOf", *(NamedNode(body.iri) for body in reference.memberships(entity.iri, base)))
    w.kg(node, "anonymous", t.TRUE if entity.anonymous else None)
    w.kg(node, "countryCode", Literal(entity.country) if entity.type == "state" and entity.country else None)
    if entity.latitude is not None and entity.longitude is not None:
        w.add(node, t.schema("latitude"), t.number(entity.latitude))
        w.add(node, t.schema("longitude"), t.number(entity.longitude))
    if same := ns.geonames(entity.iri):
        w.add(node, t.EXACT_MATCH, NamedNode(same))
    w.kg(node, "coordinatePrecision", Literal(entity.precision) if entity.precision else None)
    if entity.type == "place":  # a state whose recognition is disputed acts all the same
        w.kg(node, "claimant", *map(NamedNode, entity.claimants))
        w.kg(node, "heldBy", *map(NamedNode, entity.held_by))


def _facts(own: Quads, reading: Reading, base: str) -> set[str]:
    """Writes the facts; the sides on which they stand, since a post of its day may lead to one that no fact names."""
    writer = FactWriter(own, reading, base)
    for fact in reading.facts.all:
        writer.write(kinds.kind_of(fact), fact)
    amounts = {amount.id: amount for amount in reading.facts.amounts}
    for id in sorted(_used_amounts(reading.facts)):
        writer.amount(amounts[id])
    return writer.sided


def _used_amounts(facts: Facts) -> set[str]:
    return {id for fact in facts.all for id in getattr(fact, "amounts", ())}
