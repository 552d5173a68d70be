"""Statements as a kind of fact: found before all others, since they are the voices."""

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, get_args

from kg import codes
from kg.facts import fields
from kg.facts.fields import Json
from kg.facts.kind import Found, Kind, Page, Search
from kg.facts.model import Coding, Manner, Statement
from kg.facts.statements import build
from kg.facts.statements.tenure import held
from kg.facts.voice.saying import Saying
from kg.facts.voice.voices import Voice
from kg.mentions.model import Entity


class Statements(Kind[Saying, Statement]):
    """Who says what; whose word they are is known before any fact is read."""

    name, letter, form = "statements", "s", Statement
    refers: ClassVar = {"reports": ()}
    codes: ClassVar = {"manner": frozenset(get_args(Manner)), "act": codes.ACTS}

    def find(self, page: Page, taken: Collection[int]) -> Search[Saying]:
        return Search(page.voices.sayings)

    def takes(self, drafts: Sequence[Saying]) -> frozenset[int]:
        return frozenset(d.token for d in drafts if d.coding is not None or d.frame.name == "clause")

    def voice(self, page: Page, index: int, draft: Saying) -> Voice | None:
        around = page.voices.parents[index]
        return Voice(around, around, draft.factuality)

    def build(self, page: Page, drafts: Sequence[Saying], voices: Sequence[Voice], found: Found) -> Sequence[Statement]:
        times = page.by_id()
        made = build.statements(page.scene, drafts, page.voices.parents, found.dated)
        return [held(page.scene, s, times.get(s.time or ""), page.day) for s in made]

    def key(self, fact: Statement, text: str, voice: str) -> str:
        return f"{fact.cue.text if fact.cue else ''}|{fact.content_text}"

    def faults(self, fact: Statement, text: str) -> list[str]:
        words = " ".join(text[start:end] for start, end in fact.content)
        told = [] if fact.content else ["no content"]
        if fact.content_text != words:
            told.append(f"content_text {fact.content_text!r:.60} where the text has {words!r:.60}")
        return told

    def event(self, fact: Statement, entities: Mapping[str, Entity]) -> Json | None:
        return _event(fact, fact.coding, entities) if fact.coding else None

    def json(self, fact: Statement, entities: Mapping[str, Entity]) -> Json:
        roles = {
            "addressees": fact.addressees,
            "targets": fact.targets,
            "about": fact.about,
            "on_behalf_of": fact.on_behalf_of,
        }
        return {
            "id": fact.id,
            "start": fact.start,
            "end": fact.end,
            "manner": fact.manner,
            "act": fact.act,
            "source": fields.participant(fact.source) if fact.source else None,
            "cue": fields.words(fact.cue),
            "content": [list(piece) for piece in fact.content],
            "content_text": fact.content_text,
            **{role: [p.mention for p in part if p.mention] for role, part in roles.items()},
            "actors": {role: list(dict.fromkeys(p.actor for p in part)) for role, part in roles.items()},
            "position": fields.position(fact.position),
            "condition": fields.words(fact.condition),
            "venue": fields.words(fact.venue),
            "time": fact.time,
            "place": fields.place(fact.place, entities),
            "reports": list(fact.reports),
            "according_to": fact.according_to,
            "factuality": fields.factuality(fact.factuality),
            "score": round(fact.score, 6),
        }


def _event(s: Statement, coding: Coding, entities: Mapping[str, Entity]) -> Json:
    return {
        "id": "e-" + s.id,
        "start": s.start,
        "end": s.end,
        "trigger": [s.cue.start, s.cue.end] if s.cue else [s.start, s.end],
        **fields.coding(coding),
        "statement": s.id,
        "actors": [{**fields.participant(s.source), "role": "initiator"}] if s.source else [],
        "recipients": [fields.participant(p) for p in s.targets or s.addressees],
        "place": fields.place(s.place, entities),
        "time": s.time,
        "condition": fields.words(s.condition),
        "factuality": fields.factuality(s.factuality),
        "according_to": s.according_to,
        "happening": None,
        "counts": [],
        "amounts": [],
        "score": round(s.score, 6),
    }
