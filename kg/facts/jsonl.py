"""A reading as one JSON object: what `kg extract --format jsonl` prints (docs/extract-format.md)."""

from collections.abc import Iterable
from typing import Any, Final

from kg.facts.model import (
    Amount,
    Coding,
    Count,
    Event,
    Facts,
    Factuality,
    Participant,
    Place,
    Predicate,
    Reading,
    Sanction,
    Statement,
    Time,
)
from kg.mentions.model import Entity, Mention, Position
from kg.spans import Words

FORMAT: Final = 1

Json = dict[str, Any]


def to_json(reading: Reading) -> Json:
    """The reading in the extract format: every key present, ``predicates`` where they were asked for."""
    facts = reading.facts
    entities = {entity.iri: entity for entity in facts.entities}
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
        "given": list(reading.given),
        "text": reading.text,
        "headings": [list(span) for span in reading.headings],
        "mentions": [_mention(m) for m in facts.mentions],
        "statements": [_statement(s, entities) for s in facts.statements],
        "events": sorted(_events(facts, entities), key=lambda e: (e["start"], e["end"], e["id"])),
        "sanctions": [_sanction(x) for x in facts.sanctions],
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


def _statement(s: Statement, entities: dict[str, Entity]) -> Json:
    roles = {"addressees": s.addressees, "targets": s.targets, "about": s.about, "on_behalf_of": s.on_behalf_of}
    return {
        "id": s.id,
        "start": s.start,
        "end": s.end,
        "manner": s.manner,
        "act": s.act,
        "source": _participant(s.source) if s.source else None,
        "cue": _words(s.cue),
        "content": [list(piece) for piece in s.content],
        "content_text": s.content_text,
        **{role: [p.mention for p in part if p.mention] for role, part in roles.items()},
        "actors": {role: list(dict.fromkeys(p.actor for p in part)) for role, part in roles.items()},
        "position": _position(s.position),
        "condition": _words(s.condition),
        "venue": _words(s.venue),
        "time": s.time,
        "place": _place(s.place, entities),
        "reports": list(s.reports),
        "according_to": s.according_to,
        "factuality": _factuality(s.factuality),
        "score": round(s.score, 6),
    }


def _events(facts: Facts, entities: dict[str, Entity]) -> Iterable[Json]:
    """Events of their own, and the twins of statements and sanctions that are events too (one node in the graph)."""
    yield from (_event(e, entities) for e in facts.events)
    yield from (_verbal_event(s, s.coding, entities) for s in facts.statements if s.coding)
    yield from (_sanction_event(x, x.coding) for x in facts.sanctions if x.coding)


def _event(e: Event, entities: dict[str, Entity]) -> Json:
    roles = (("initiator", e.initiators), ("orchestrator", e.orchestrators), ("backer", e.backers))
    return {
        "id": e.id,
        "start": e.start,
        "end": e.end,
        "trigger": [e.trigger.start, e.trigger.end],
        **_coding(e.coding),
        "statement": None,
        "actors": [{**_participant(p), "role": role} for role, part in roles for p in part],
        "recipients": [_participant(p) for p in e.recipients],
        "place": _place(e.place, entities),
        "time": e.time,
        "condition": _words(e.condition),
        "factuality": _factuality(e.factuality),
        "according_to": e.according_to,
        "happening": e.happening,
        "counts": [_count(c) for c in e.counts],
        "amounts": list(e.amounts),
        "score": round(e.score, 6),
    }


def _verbal_event(s: Statement, coding: Coding, entities: dict[str, Entity]) -> Json:
    return {
        "id": "e-" + s.id,
        "start": s.start,
        "end": s.end,
        "trigger": [s.cue.start, s.cue.end] if s.cue else [s.start, s.end],
        **_coding(coding),
        "statement": s.id,
        "actors": [{**_participant(s.source), "role": "initiator"}] if s.source else [],
        "recipients": [_participant(p) for p in s.targets or s.addressees],
        "place": _place(s.place, entities),
        "time": s.time,
        "condition": _words(s.condition),
        "factuality": _factuality(s.factuality),
        "according_to": s.according_to,
        "happening": None,
        "counts": [],
        "amounts": [],
        "score": round(s.score, 6),
    }


def _sanction_event(x: Sanction, coding: Coding) -> Json:
    """The step as an event: who asks another for a sanction acts on the other, who threatens one on its target."""
    asked = coding.type == "REQUEST" and x.proposers
    acting = x.proposers if asked or (coding.type == "THREATEN" and x.proposers) else x.imposers or x.proposers
    return {
        "id": "e-" + x.id,
        "start": x.start,
        "end": x.end,
        "trigger": [x.trigger.start, x.trigger.end],
        **_coding(coding),
        "statement": None,
        "actors": [{**_participant(p), "role": "initiator"} for p in acting],
        "recipients": [_participant(p) for p in (x.imposers if asked and x.imposers else x.targets)],
        "place": None,
        "time": x.time,
        "condition": _words(x.condition),
        "factuality": _factuality(x.factuality),
        "according_to": x.according_to,
        "happening": x.happening,
        "counts": [],
        "amounts": list(x.amounts),
        "score": round(x.score, 6),
    }


def _sanction(x: Sanction) -> Json:
    return {
        "id": x.id,
        "start": x.start,
        "end": x.end,
        "trigger": [x.trigger.start, x.trigger.end],
        "measures": list(x.measures),
        "status": x.status,
        "proposers": [_participant(p) for p in x.proposers],
        "imposers": [_participant(p) for p in x.imposers],
        "targets": [_participant(p) for p in x.targets],
        "beneficiaries": [_participant(p) for p in x.beneficiaries],
        "asset": _words(x.asset),
        "amounts": list(x.amounts),
        "scope_as_stated": x.scope_as_stated.text if x.scope_as_stated else None,
        "objective": x.objective,
        "reason": _words(x.reason),
        "condition": _words(x.condition),
        "legal_basis": _words(x.legal_basis),
        "programme": _participant(x.programme) if x.programme else None,
        "time": x.time,
        "follows": list(x.follows),
        "factuality": _factuality(x.factuality),
        "according_to": x.according_to,
        "happening": x.happening,
        "score": round(x.score, 6),
    }


def _predicate(p: Predicate) -> Json:
    return {"start": p.start, "end": p.end, "factuality": _factuality(p.factuality), "according_to": p.according_to}


def _participant(p: Participant) -> Json:
    return {"start": p.start, "end": p.end, "mention": p.mention, "actor": p.actor}


def _words(words: Words | None) -> Json | None:
    return {"start": words.start, "end": words.end, "text": words.text} if words else None


def _coding(coding: Coding) -> Json:
    return {"type": coding.type, "modes": list(coding.modes), "contexts": list(coding.contexts)}


def _factuality(f: Factuality) -> Json:
    return {"polarity": f.polarity, "certainty": f.certainty, "tense": f.tense}


def _position(position: Position | None) -> Json | None:
    if position is None:
        return None
    words = position.words
    return {
        "start": words.start if words else None,
        "end": words.end if words else None,
        "text": words.text if words else None,
        "tenure": position.tenure,
        "state": position.country,
        "running": position.running,
    }


def _place(place: Place | None, entities: dict[str, Entity]) -> Json | None:
    if place is None:
        return None
    entity = entities[place.iri]
    return {
        "start": place.start,
        "end": place.end,
        "name": entity.label,
        "iri": place.iri,
        "country": entity.country,
        "disputed": bool(entity.claimants),
        "lat": entity.latitude,
        "lon": entity.longitude,
        "precision": entity.precision,
    }


def _count(c: Count) -> Json:
    return {
        "id": c.id,
        "kind": c.kind,
        "min": c.min,
        "max": c.max,
        "qualifier": c.qualifier,
        "who": c.who,
        "start": c.start,
        "end": c.end,
        "text": c.text,
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
