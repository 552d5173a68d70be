"""What facts are made of as JSON (docs/extract-format.md): participants, words, codings, places, counts."""

from collections.abc import Mapping
from typing import Any

from kg.facts.model import Coding, Count, Factuality, Participant, Place
from kg.mentions.model import Entity, Position
from kg.spans import Words

Json = dict[str, Any]


def participant(p: Participant) -> Json:
    return {"start": p.start, "end": p.end, "mention": p.mention, "actor": p.actor}


def words(stretch: Words | None) -> Json | None:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text} if stretch else None


def coding(code: Coding) -> Json:
    return {"type": code.type, "modes": list(code.modes), "contexts": list(code.contexts)}


def factuality(f: Factuality) -> Json:
    return {"polarity": f.polarity, "certainty": f.certainty, "tense": f.tense}


def position(post: Position | None) -> Json | None:
    if post is None:
        return None
    stated = post.words
    return {
        "start": stated.start if stated else None,
        "end": stated.end if stated else None,
        "text": stated.text if stated else None,
        "tenure": post.tenure,
        "state": post.country,
        "running": post.running,
    }


def place(where: Place | None, entities: Mapping[str, Entity]) -> Json | None:
    if where is None:
        return None
    entity = entities[where.iri]
    return {
        "start": where.start,
        "end": where.end,
        "name": entity.label,
        "iri": where.iri,
        "country": entity.country,
        "disputed": bool(entity.claimants),
        "lat": entity.latitude,
        "lon": entity.longitude,
        "precision": entity.precision,
    }


def count(c: Count) -> Json:
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
