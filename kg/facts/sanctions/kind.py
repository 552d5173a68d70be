"""Sanctions as a kind of fact."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import ClassVar

from kg import codes
from kg.facts import fields
from kg.facts.fields import Json
from kg.facts.kind import Found, Kind, Page, Search
from kg.facts.model import Coding, Sanction, Time
from kg.facts.sanctions import build, find
from kg.facts.sanctions.find import SanctionDraft
from kg.facts.voice.voices import Voice
from kg.mentions.model import Entity


class Sanctions(Kind[SanctionDraft, Sanction]):
    """Steps in the lives of sanctions; the saying that is such a step keeps its own words."""

    name, letter, form = "sanctions", "x", Sanction
    leaves = ("statements",)
    refers: ClassVar = {"follows": ("events", "sanctions")}
    codes: ClassVar = {"status": codes.STATUSES, "measures": codes.MEASURES, "objective": codes.OBJECTIVES}

    def find(self, page: Page, taken: Collection[int]) -> Search[SanctionDraft]:
        return find.search(page.scene, page.voices)

    def takes(self, drafts: Sequence[SanctionDraft]) -> frozenset[int]:
        return find.triggers(drafts)

    def also_dated(self, draft: SanctionDraft) -> int | None:
        return draft.step.token

    def voice(self, page: Page, index: int, draft: SanctionDraft) -> Voice | None:
        return build.voice_of(page.voices, draft)

    def settled(
        self, drafts: Sequence[SanctionDraft], voices: Sequence[Voice]
    ) -> tuple[Sequence[SanctionDraft], Sequence[Voice]]:
        return find.vouched_for([*drafts], [*voices])

    def build(
        self, page: Page, drafts: Sequence[SanctionDraft], voices: Sequence[Voice], found: Found
    ) -> Sequence[Sanction]:
        events = found.ids["events"]
        return build.sanctions(page.scene, drafts, voices, found.dated, page.amounts, events, page.voices)

    def family(self, fact: Sanction) -> Hashable:
        sides = build.sides(fact)
        return (fact.status, fact.measures, sides) if all(sides) else None

    def same(self, one: Sanction, other: Sanction, times: Mapping[str, Time]) -> bool:
        return build.same_step(one, other, times)

    def key(self, fact: Sanction, text: str, voice: str) -> str:
        return "|".join((text[fact.start : fact.end], fact.trigger.text, fact.status, voice, *fact.measures))

    def event(self, fact: Sanction, entities: Mapping[str, Entity]) -> Json | None:
        return _event(fact, fact.coding) if fact.coding else None

    def json(self, fact: Sanction, entities: Mapping[str, Entity]) -> Json:
        return {
            "id": fact.id,
            "start": fact.start,
            "end": fact.end,
            "trigger": [fact.trigger.start, fact.trigger.end],
            "measures": list(fact.measures),
            "status": fact.status,
            "proposers": [fields.participant(p) for p in fact.proposers],
            "imposers": [fields.participant(p) for p in fact.imposers],
            "targets": [fields.participant(p) for p in fact.targets],
            "beneficiaries": [fields.participant(p) for p in fact.beneficiaries],
            "asset": fields.words(fact.asset),
            "amounts": list(fact.amounts),
            "scope_as_stated": fact.scope_as_stated.text if fact.scope_as_stated else None,
            "objective": fact.objective,
            "reason": fields.words(fact.reason),
            "condition": fields.words(fact.condition),
            "legal_basis": fields.words(fact.legal_basis),
            "programme": fields.participant(fact.programme) if fact.programme else None,
            "time": fact.time,
            "follows": list(fact.follows),
            "factuality": fields.factuality(fact.factuality),
            "according_to": fact.according_to,
            "happening": fact.happening,
            "background": fact.background,
            "score": round(fact.score, 6),
        }


def _event(x: Sanction, coding: Coding) -> Json:
    """The step as an event: who asks another for a sanction acts on the other, who threatens one on its target."""
    asked = coding.type == "REQUEST" and x.proposers
    acting = x.proposers if asked or (coding.type == "THREATEN" and x.proposers) else x.imposers or x.proposers
    return {
        "id": "e-" + x.id,
        "start": x.start,
        "end": x.end,
        "trigger": [x.trigger.start, x.trigger.end],
        **fields.coding(coding),
        "statement": None,
        "actors": [{**fields.participant(p), "role": "initiator"} for p in acting],
        "recipients": [fields.participant(p) for p in (x.imposers if asked and x.imposers else x.targets)],
        "place": None,
        "time": x.time,
        "condition": fields.words(x.condition),
        "factuality": fields.factuality(x.factuality),
        "according_to": x.according_to,
        "happening": x.happening,
        "counts": [],
        "amounts": list(x.amounts),
        "background": x.background,
        "score": round(x.score, 6),
    }
