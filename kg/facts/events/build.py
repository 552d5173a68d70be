"""From drafts to events: whose voice, how sure, when, and which descriptions are of one happening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.circumstances import amounts_below, condition
from kg.facts.events.draft import Draft
from kg.facts.model import Amount, Coding, Event, Factuality, Place, Time
from kg.facts.scene import Scene
from kg.facts.voice.voices import Voice

_SURE = 0.8
_NOUN = 0.7
_CLAIMED = 0.95
_SURENESS = {"certain": 1.0, "presupposed": 1.0, "probable": 0.9, "possible": 0.75, "unknown": 0.6}
_LEADING_DOWN = frozenset({Dep.XCOMP, Dep.ACOMP, Dep.DOBJ, Dep.ACL, Dep.CCOMP, Dep.ATTR})
_WITH_AMOUNTS = frozenset({"AID", "SANCTION", "AGREE", "COOPERATE"})
# PLOVER's rule for what is announced: future cooperation is AGREE, a future withdrawal or release is CONCEDE.
_TO_COME = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "SUPPORT": "AGREE", "RETREAT": "CONCEDE"}


def events(
    scene: Scene,
    drafts: Sequence[Draft],
    voices: Sequence[Voice],
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
) -> list[Event]:
    """The events of the drafts in their order, with ids "e1", "e2" ..."""
    return [
        _event(scene, draft, f"e{i + 1}", voices[i], times.get(draft.token), amounts) for i, draft in enumerate(drafts)
    ]


def _event(scene: Scene, draft: Draft, id: str, voice: Voice, time: Time | None, amounts: Sequence[Amount]) -> Event:
    roles, parse = draft.roles, scene.parse
    trigger = scene.words(draft.first, draft.token + 1)
    sentence = scene.sentence_span(draft.token)
    verb = tree.is_verb(parse, draft.token)
    put = _dated(scene, draft, voice.factuality, time)
    paid = draft.coding.type in _WITH_AMOUNTS
    return Event(
        id=id,
        start=sentence.start,
        end=sentence.end,
        trigger=trigger,
        coding=_announced(parse, draft, put, voice),
        initiators=tuple(roles.initiators),
        orchestrators=tuple(roles.orchestrators),
        backers=tuple(roles.backers),
        recipients=tuple(roles.recipients),
        place=roles.place,
        time=time.id if time else None,
        condition=condition(scene, draft.token) if verb else None,
        factuality=put,
        according_to=f"s{voice.speaker + 1}" if voice.speaker is not None else None,
        counts=tuple(draft.counts),
        amounts=amounts_below(scene, amounts, tree.subtree(parse, draft.token)) if paid else (),
        score=_score(_SURE if verb else _NOUN, put, voice),
    )


def _score(base: float, put: Factuality, voice: Voice) -> float:
    return round(base * _SURENESS[put.certainty] * (1 if voice.speaker is None else _CLAIMED), 3)


def _announced(parse: Parse, draft: Draft, put: Factuality, voice: Voice) -> Coding:
    """The coding of the draft, or PLOVER's plain type for what is announced and not yet done."""
    type_ = _TO_COME.get(draft.coding.type)
    expected = put.certainty in ("certain", "probable") or (
        put.certainty == "possible" and _is_meant(parse, draft.token)
    )
    expected = expected and put.tense == "future" and put.polarity == "positive"
    if type_ is None or not expected or (voice.within is not None and voice.speaker is None):
        return draft.coding
    return Coding(type_, (), draft.coding.contexts)


def _is_meant(parse: Parse, token: int) -> bool:
    """Whether somebody is said to be ready or about to do it: "is willing to", "plans to"."""
    for at in (token, *tree.ancestors(parse, token)):
        if parse.lemma[at].lower() in words.of("about_to"):
            return at != token
        if parse.dep[at] not in _LEADING_DOWN:
            return False
    return False


def _dated(scene: Scene, draft: Draft, put: Factuality, time: Time | None) -> Factuality:
    """What is dated after publication is to come, whatever tense speaks of it; an election's year until it is over."""
    published = scene.document.article.published
    bound = (time.latest if draft.sense.calendar else time.earliest) if time else None
    if published is None or bound is None:
        return put
    if draft.sense.calendar and bound < published.date().isoformat() and put.certainty == "probable":
        return replace(put, certainty="certain", tense="past")
    if bound <= published.date().isoformat():
        return put
    return replace(put, tense="future")


def same_happening(one: Event, other: Event, times: Mapping[str, Time]) -> bool:
    """Whether two descriptions are safely of one occurrence: same type and place, nothing that disagrees."""
    if one.coding.type != other.coding.type or _differ(one.time, other.time, times):
        return False
    if set(one.coding.modes) and set(other.coding.modes) and not set(one.coding.modes) & set(other.coding.modes):
        return False
    if _negated(one) or _negated(other):
        return False
    place = _place(one.place), _place(other.place)
    if place[0] != place[1] and None not in place:
        return False
    acting = {p.actor for p in one.initiators}, {p.actor for p in other.initiators}
    suffering = {p.actor for p in one.recipients}, {p.actor for p in other.recipients}
    if acting[0] and acting[1] and not acting[0] & acting[1] and one.according_to == other.according_to:
        return False
    if suffering[0] and suffering[1] and not suffering[0] & suffering[1]:
        return False
    shared_place = place[0] is not None and place[0] == place[1]
    return shared_place and (one.time is not None or bool(suffering[0] & suffering[1]) or bool(acting[0] & acting[1]))


def _differ(one: str | None, other: str | None, times: Mapping[str, Time]) -> bool:
    return one is not None and other is not None and times[one].value != times[other].value


def _negated(event: Event) -> bool:
    return event.factuality.polarity == "negative" or event.factuality.certainty in ("possible", "unknown")


def _place(place: Place | None) -> str | None:
    return place.iri if place else None
