"""Events as a kind of fact."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from kg.facts import fields
from kg.facts.counts import counts
from kg.facts.events import build, find
from kg.facts.events.draft import EventDraft
from kg.facts.fields import Json
from kg.facts.kind import Found, Kind, Page, Search
from kg.facts.model import Event, Time
from kg.facts.voice.voices import Voice
from kg.mentions.model import Entity


class Events(Kind[EventDraft, Event]):
    """What happens; a saying that is an event and a sanction are told by those kinds."""

    name, letter, form = "events", "e", Event
    leaves = ("statements", "sanctions")

    def find(self, page: Page, taken: Collection[int]) -> Search[EventDraft]:
        return find.search(page.scene, counts(page.scene), taken)

    def also_dated(self, draft: EventDraft) -> int | None:
        return draft.verb

    def voice(self, page: Page, index: int, draft: EventDraft) -> Voice | None:
        return page.voices.of(draft.token, appointed=draft.sense.calendar)

    def build(self, page: Page, drafts: Sequence[EventDraft], voices: Sequence[Voice], found: Found) -> Sequence[Event]:
        return build.events(page.scene, drafts, voices, found.dated, page.amounts, page.voices.sayings)

    def family(self, fact: Event) -> Hashable:
        return fact.coding.type

    def same(self, one: Event, other: Event, times: Mapping[str, Time]) -> bool:
        return build.same_happening(one, other, times)

    def key(self, fact: Event, text: str, voice: str) -> str:
        return "|".join((text[fact.start : fact.end], fact.trigger.text, fact.coding.type, voice))

    def json(self, fact: Event, entities: Mapping[str, Entity]) -> Json:
        roles = (("initiator", fact.initiators), ("orchestrator", fact.orchestrators), ("backer", fact.backers))
        return {
            "id": fact.id,
            "start": fact.start,
            "end": fact.end,
            "trigger": [fact.trigger.start, fact.trigger.end],
            **fields.coding(fact.coding),
            "statement": None,
            "actors": [{**fields.participant(p), "role": role} for role, part in roles for p in part],
            "recipients": [fields.participant(p) for p in fact.recipients],
            "place": fields.place(fact.place, entities),
            "time": fact.time,
            "condition": fields.words(fact.condition),
            "factuality": fields.factuality(fact.factuality),
            "according_to": fact.according_to,
            "happening": fact.happening,
            "counts": [fields.count(c) for c in fact.counts],
            "amounts": list(fact.amounts),
            "background": fact.background,
            "score": round(fact.score, 6),
        }
