"""A reading as one JSON object: what `kg extract --format jsonl` prints (docs/extract-format.md)."""

from typing import Final

from kg.facts import fields, kinds
from kg.facts.fields import Json
from kg.facts.model import Amount, Facts, Predicate, Reading, Time
from kg.mentions.model import Mention

FORMAT: Final = 1


def to_json(reading: Reading) -> Json:
    """The reading in the extract format: every key present, ``predicates`` where they were asked for."""
    facts = reading.facts
    predicates = {} if facts.predicates is None else {"predicates": [_predicate(p) for p in facts.predicates]}
    return {
        "format": FORMAT,
        "article": reading.article,
        "id": reading.id,
        "source": reading.source,
        "url": reading.url,
        "title": reading.title,
        "published": reading.published,
        "modified": reading.modified,
        "publisher": reading.publisher,
        "byline": list(reading.byline),
        "section": reading.section,
        "keywords": list(reading.keywords),
        "language": reading.language,
        "rights": reading.rights,
        "restrictions": list(reading.restrictions),
        "origin": reading.origin,
        "given": list(reading.given),
        "text": reading.text,
        "headings": [list(span) for span in reading.headings],
        "mentions": [_mention(m) for m in facts.mentions],
        **_facts(facts),
        "times": [_time(t) for t in facts.times],
        "amounts": [_amount(a) for a in facts.amounts],
        "unread": {unread.reason: unread.number for unread in facts.unread},
        **predicates,
    }


def _mention(m: Mention) -> Json:
    return {
        "id": m.id,
        "start": m.start,
        "end": m.end,
        "text": m.text,
        "type": m.type,
        "kind": m.kind,
        "actor": m.actor,
        "country": m.country,
        "anonymous": m.anonymous,
        "score": round(m.score, 6),
    }


def _facts(facts: Facts) -> dict[str, list[Json]]:
    """Each kind's facts under its name.

    Among the events are the twins of statements and sanctions that are events too (one node in the graph).
    """
    entities = {entity.iri: entity for entity in facts.entities}
    told = {kind.name: [kind.json(fact, entities) for fact in facts.of(kind.form)] for kind in kinds.KINDS}
    twins = (kind.event(fact, entities) for kind in kinds.KINDS for fact in facts.of(kind.form))
    told["events"] += (twin for twin in twins if twin is not None)
    told["events"].sort(key=lambda event: (event["start"], event["end"], event["id"]))
    return told


def _predicate(p: Predicate) -> Json:
    return {
        "start": p.start,
        "end": p.end,
        "factuality": fields.factuality(p.factuality),
        "according_to": p.according_to,
    }


def _time(t: Time) -> Json:
    return {
        "id": t.id,
        "start": t.start,
        "end": t.end,
        "text": t.text,
        "value": t.value,
        "earliest": t.earliest,
        "latest": t.latest,
        "relation": t.relation,
    }


def _amount(a: Amount) -> Json:
    return {
        "id": a.id,
        "start": a.start,
        "end": a.end,
        "text": a.text,
        "value": a.value,
        "unit": a.unit,
        "kind": a.kind,
        "qualifier": a.qualifier,
    }
