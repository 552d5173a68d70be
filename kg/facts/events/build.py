"""From drafts to events: whose voice, how sure, when, and which descriptions are of one happening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.english import tree
from kg.facts.background import is_background
from kg.facts.circumstances import amounts_below, condition
from kg.facts.events.announcing import announced
from kg.facts.events.draft import EventDraft
from kg.facts.model import Amount, Event, Factuality, Participant, Time, disjoint
from kg.facts.scene import Scene
from kg.facts.voice.saying import Saying
from kg.facts.voice.voices import Voice

_SURE = 0.8
_NOUN = 0.7
_CLAIMED = 0.95
_SURENESS = {"certain": 1.0, "presupposed": 1.0, "probable": 0.9, "possible": 0.75, "unknown": 0.6}
_WITH_AMOUNTS = frozenset({"AID", "SANCTION", "AGREE", "COOPERATE"})


def events(
    scene: Scene,
    drafts: Sequence[EventDraft],
    voices: Sequence[Voice],
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
    sayings: Sequence[Saying],
) -> list[Event]:
    """The events of the drafts in their order, with ids "e1", "e2" ..."""
    found = []
    for i, draft in enumerate(drafts):
        voice = voices[i]
        event = _event(scene, draft, f"e{i + 1}", voice, times.get(draft.token), amounts)
        said = sayings[voice.speaker] if voice.speaker is not None else None
        found.append(replace(event, coding=announced(scene.parse, draft, event.factuality, voice, said)))
    return found


def _event(
    scene: Scene, draft: EventDraft, id: str, voice: Voice, time: Time | None, amounts: Sequence[Amount]
) -> Event:
    """One event as its voice tells it: of "Iran may have attacked" a possible attack of a lower score."""
    roles, parse = draft.roles, scene.parse
    trigger = scene.words(draft.first, draft.token + 1)
    sentence = scene.sentence_span(draft.token)
    verb = tree.is_verb(parse, draft.token)
    factuality = _dated(scene, draft, voice.factuality, time)
    paid = draft.coding.type in _WITH_AMOUNTS
    return Event(
        id=id,
        start=sentence.start,
        end=sentence.end,
        trigger=trigger,
        coding=draft.coding,
        initiators=tuple(roles.initiators),
        orchestrators=tuple(roles.orchestrators),
        backers=tuple(roles.backers),
        recipients=tuple(roles.recipients),
        place=roles.place,
        time=time.id if time else None,
        condition=condition(scene, draft.token) if verb else None,
        factuality=factuality,
        according_to=f"s{voice.speaker + 1}" if voice.speaker is not None else None,
        counts=tuple(draft.counts),
        amounts=amounts_below(scene, amounts, tree.subtree(parse, draft.token)) if paid else (),
        background=is_background(scene, draft.token, time, voice),
        score=_score(_SURE if verb else _NOUN, factuality, voice),
    )


def _score(base: float, factuality: Factuality, voice: Voice) -> float:
    return round(base * _SURENESS[factuality.certainty] * (1 if voice.speaker is None else _CLAIMED), 3)


def _dated(scene: Scene, draft: EventDraft, factuality: Factuality, time: Time | None) -> Factuality:
    """What is dated after publication is to come, whatever tense speaks of it; an election's year until it is over."""
    published = scene.document.article.published
    bound = (time.latest if draft.sense.calendar else time.earliest) if time else None
    if published is None or bound is None:
        return factuality
    if draft.sense.calendar and bound < published.date().isoformat() and factuality.tense == "future":
        return replace(factuality, certainty="certain", tense="past")
    if bound <= published.date().isoformat():
        return factuality
    return replace(factuality, tense="future")


def same_happening(one: Event, other: Event, times: Mapping[str, Time]) -> bool:
    """Whether two descriptions of one type are safely of one occurrence: place, or day and parties, in common.

    "Russia shelled Kharkiv on Monday" and "Russia's shelling of Kharkiv" are, whoever tells them; so are two that have
    no place, but the very day and two parties in common.
    """
    if _is_unsure(one) or _is_unsure(other):
        return False
    if differ(one, other, times) or _are_apart(set(one.coding.modes), set(other.coding.modes)):
        return False
    if one.place is None or other.place is None:
        return _on_one_day(one, other, times) and len(_all_actors(one) & _all_actors(other)) > 1
    if one.place.iri != other.place.iri:
        return False
    shared = _actors(one.recipients) & _actors(other.recipients) or _actors(one.initiators) & _actors(other.initiators)
    return one.time is not None or bool(shared)


def _on_one_day(one: Event, other: Event, times: Mapping[str, Time]) -> bool:
    """Whether both are dated to one day."""
    if one.time is None or other.time is None:
        return False
    days = {(times[t].earliest, times[t].latest) for t in (one.time, other.time)}
    return len(days) == 1 and all(first is not None and first == last for first, last in days)


def _all_actors(event: Event) -> set[str]:
    return _actors(event.initiators) | _actors(event.recipients)


def _is_unsure(event: Event) -> bool:
    """Whether an event is denied, or only may have happened."""
    return event.factuality.polarity == "negative" or event.factuality.certainty in ("possible", "unknown")


def differ(one: Event, other: Event, times: Mapping[str, Time]) -> bool:
    """Whether two descriptions differ in day, agent or patient, as far as both tell them.

    Two speakers may blame two agents for one attack.
    """
    if one.time is not None and other.time is not None and disjoint(times[one.time], times[other.time]):
        return True
    if one.according_to == other.according_to and _are_apart(_actors(one.initiators), _actors(other.initiators)):
        return True
    return _are_apart(_actors(one.recipients), _actors(other.recipients))


def _are_apart(some: set[str], others: set[str]) -> bool:
    """Whether both are told and have nothing in common."""
    return bool(some and others) and some.isdisjoint(others)


def _actors(parts: Sequence[Participant]) -> set[str]:
    return {part.actor for part in parts}
