"""Finds what happens: one pass over the tokens, each word of happening read with its roles, counts and modes."""

from collections.abc import Collection, Iterable
from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.words import Sense
from kg.facts.counts import Counted
from kg.facts.events import exceptions, noun_roles, outcomes, verb_roles
from kg.facts.events.coding import coding
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import evidence
from kg.facts.events.merging import merged
from kg.facts.kind import Search
from kg.facts.meaning import fits, senses
from kg.facts.model import Participant
from kg.facts.scene import Scene

# Types whose verbs tell no event without an agent: "talks were held".
_WITH_AGENT: Final = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE", "CONCEDE", "REJECT", "AGREE"})
# Of these, those that an agentless passive tells too: "was pardoned".
_AGENTLESS: Final = frozenset({"AID", "CONCEDE", "COOPERATE"})
# Those that it tells where the place is told: "peacekeepers were deployed in Goma".
_PLACED: Final = frozenset({"MOBILIZE", "AGREE", "CONSULT", "SUPPORT", "AID"})
# What force strikes, though it is nobody.

NO_PARTIES: Final = "nobody told who does it, or to whom"
NO_EVENT: Final = "may be no event"
"""Why what a word of happening tells is not taken for an event; behind the second stands the exception's name."""


def search(scene: Scene, counted: list[Counted], taken: Collection[int]) -> Search[EventDraft]:
    """All events outside title and headings, in reading order: of "Russia shelled Kharkiv, killing two" the shelling.

    The tokens in ``taken`` are told otherwise: triggers of sanctions, cues of coded statements.
    """
    told = {token: there for token in _candidates(scene.parse, taken) if (there := _senses(scene, token))}
    found = {token: draft for token, there in told.items() if (draft := _draft(scene, token, there)) is not None}
    refused = {token: NO_PARTIES for token in told if token not in found}
    outcomes.join(scene, found, counted)
    found = merged(scene, found)
    for draft in found.values():
        if len(draft.places) > 1:
            draft.roles.place = None  # "one dead in A, six hurt in B": the attack is not in A
    doubts = {token: doubt for token, draft in found.items() if (doubt := _doubt(scene, draft)) is not None}
    return Search([draft for token, draft in found.items() if token not in doubts], {**refused, **doubts})


def _candidates(parse: Parse, taken: Collection[int]) -> list[int]:
    """The tokens that may tell of an event, by their lemmas and where they stand."""
    known = senses.lemmas()
    return [
        token
        for token in range(len(parse))
        if parse.lemma[token].lower() in known and token not in taken and not parse.heading[parse.sentence[token]]
    ]


def _senses(scene: Scene, token: int) -> list[Sense]:
    """The senses in which a word tells what happens, the most specific first."""
    parse = scene.parse
    if _is_noun(parse, token) and (_is_modifier(parse, token) or _gathers(scene, token)):
        return []
    return list(senses.all_(parse, token, scene))


def _is_noun(parse: Parse, token: int) -> bool:
    return parse.pos[token] in (Pos.NOUN, Pos.PROPN)


def _draft(scene: Scene, token: int, told: Iterable[Sense]) -> EventDraft | None:
    """The event that a word tells: its most specific sense for which the roles are there."""
    noun = _is_noun(scene.parse, token)
    for sense in told:
        roles = noun_roles.of_noun(scene, token, sense) if noun else verb_roles.of_verb(scene, token, sense)
        if roles.has(sense.needs):
            first = token - len(sense.companions) if noun else token
            return EventDraft(token, first, coding(scene, token, sense), roles, sense)
    return None


def _is_modifier(parse: Parse, noun: int) -> bool:
    """Whether a noun only tells the kind of another: "ceasefire talks", "attack ad"; not "attack victims"."""
    return parse.dep[noun] == Dep.COMPOUND and not fits.is_of(parse, parse.head[noun], "people")


def _gathers(scene: Scene, noun: int) -> bool:
    """Whether a noun only gathers others that happen: "a barrage of strikes"."""
    return any(senses.sense(scene.parse, n, scene) is not None for n in tree.gathered(scene.parse, noun)[1:])


def _doubt(scene: Scene, draft: EventDraft) -> str | None:
    """Why it is not called an event, where too little is told: better to miss one than to be wrong."""
    exception = exceptions.exception_for(scene, draft)
    if exception is not None:
        return f"{NO_EVENT}: {exception.name}"
    return None if _stands(scene, draft) else NO_PARTIES


def _stands(scene: Scene, draft: EventDraft) -> bool:
    """Whether enough is told to call it an event."""
    if draft.sense.calendar:
        return draft.roles.place is not None or _has_year(scene.parse, draft.token)
    if tree.is_verb(scene.parse, draft.token):
        return _verb_stands(scene, draft)
    return _noun_stands(scene, draft)


def _has_year(parse: Parse, noun: int) -> bool:
    """Whether a noun is modified by a year: "the 2024 election"."""
    return any(
        parse.pos[c] == Pos.NUM and len(parse.text[c]) == 4
        for c in tree.children(parse, noun, Dep.NUMMOD, Dep.COMPOUND, Dep.NMOD)
    )


def _noun_stands(scene: Scene, draft: EventDraft) -> bool:
    """Whether a noun of happening tells whose, where or how many: "the raid" alone points at nothing."""
    roles = draft.roles
    if scene.parse.lemma[draft.token].lower() in words.of("warfare"):
        return bool(roles.recipients or roles.place or len(roles.initiators) > 1)  # "the Russia-Ukraine war"
    if draft.sense.mutual:
        together = roles.place is not None or draft.coding.type == "COOPERATE"  # "joint drills" are nobody's alone
        several = together or any(_are_several(scene, part) for part in roles.initiators)
        return len(roles.actors()) > 1 or bool(roles.initiators and several)
    return bool(roles.actors() or roles.place or draft.counts)


def _are_several(scene: Scene, part: Participant) -> bool:
    """Whether one actor's words name several: "the ministers of A and B"."""
    return any(scene.parse.dep[t] == Dep.CONJ for t in scene.tokens_in(part.start or 0, part.end or 0))


def _verb_stands(scene: Scene, draft: EventDraft) -> bool:
    """Whether a verb of happening tells who does it, or to whom and where, as its type asks."""
    parse, roles, type_ = scene.parse, draft.roles, draft.coding.type
    if parse.lemma[draft.token].lower() in outcomes.HARMED:
        return _is_violent(parse, draft)
    passive = tree.is_passive(parse, draft.token)
    if draft.sense.mutual or type_ in _WITH_AGENT:
        granted = passive and type_ in _AGENTLESS and bool(roles.recipients)
        only_may = any(parse.tag[c] == Tag.MD for c in tree.children(parse, draft.token, Dep.AUX))
        placed = passive and not only_may and type_ in _PLACED and roles.place is not None
        return bool(roles.initiators) or granted or placed
    if draft.sense.giver is not None:
        return True
    if not roles.initiators and (agents := _common_agents(parse, draft.token)):
        return type_ == "ASSAULT" and _are_arms(parse, agents) and (_has_aim(draft) or _is_struck(parse, draft.token))
    struck = passive and type_ == "ASSAULT" and _is_struck(parse, draft.token)
    struck = struck and parse.lemma[draft.token].lower() not in words.of("struck_by_fate")
    placed = roles.place is not None and (bool(draft.counts) or type_ == "ASSAULT" or (passive and type_ == "COERCE"))
    return bool(roles.actors()) or placed or struck


def _is_struck(parse: Parse, verb: int) -> bool:
    """Whether a thing that can be is struck: "the village was shelled"."""
    return any(fits.is_any_of(parse, n, evidence.STRUCK) for n in tree.objects(parse, verb))


def _common_agents(parse: Parse, verb: int) -> list[int]:
    """A verb's agents that are common nouns: storms, scandals and laws strike, close and ban."""
    return [agent for agent in tree.actives(parse, verb) if parse.pos[agent] not in (Pos.PRON, Pos.PROPN)]


def _are_arms(parse: Parse, agents: list[int]) -> bool:
    """Whether arms are among the agents: they strike for somebody, known or not."""
    return any(fits.is_of(parse, agent, "weapons") for agent in agents)


def _has_aim(draft: EventDraft) -> bool:
    """Whether it is told whom it hit, where, or how many."""
    return bool(draft.roles.recipients or draft.roles.place or draft.counts)


def _is_violent(parse: Parse, draft: EventDraft) -> bool:
    """Whether somebody killed them: "were killed in Odesa"; accidents and disasters kill too, and who knows injures."""
    harmed = bool(draft.roles.recipients or draft.counts)
    if tree.actives(parse, draft.token):
        return bool(draft.roles.initiators) and harmed
    causes = tree.prepositional(parse, draft.token, "in", "by", "during", "when", "after")
    if any(parse.lemma[c].lower() in words.of("accidents") for c in causes):
        return False
    if parse.lemma[draft.token].lower() == "injure":
        return False  # accidents injure too
    return draft.roles.place is not None and harmed
