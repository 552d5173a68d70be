"""Journeys that are no visits: who speaks for nobody, or travels for something else than a meeting."""

from typing import Final

from kg.english import tokens, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import evidence
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits, senses
from kg.facts.scene import Scene

_VISITS: Final = frozenset({"visit", "visiting", "receive"})
_SPEAKING: Final = frozenset(
    {"state", "government-body", "international-organisation", "alliance", "party", "organisation", "company"}
)
_CONFERRING: Final = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
_MEETINGS: Final = ("meetings", "gatherings", "conferring")


@exception(
    "visitors-without-a-voice",
    says="only those who speak for a state, a body or a firm pay a visit: troops, migrants and tourists merely arrive",
    needs="Kenyan peacekeepers arrived in Goma on Friday.",
    spares="Kenyan officials arrived in Goma on Friday.",
)
def _are_without_a_voice(scene: Scene, draft: EventDraft) -> bool:
    if draft.sense.name not in _VISITS:
        return False
    received = draft.sense.name == "receive"
    visitors = tree.objects(scene.parse, draft.token) if received else evidence.sides(scene, draft).doers
    return bool(visitors) and not any(_speaks_for_others(scene, n) for n in visitors)


def _speaks_for_others(scene: Scene, noun: int) -> bool:
    """Whether somebody may speak for a state, a body or a firm: by his name, his post, or the word for him."""
    parse, entity = scene.parse, scene.entity_at(noun)
    if parse.pos[noun] == Pos.PRON:
        said = entity.label.lower().split() if entity is not None and entity.type == "group" else []
        return not said or any(w in words.of("visitors") or w.rstrip("s") in words.of("visitors") for w in said)
    if fits.is_of(parse, noun, "visitors"):
        return True
    if fits.is_of(parse, noun, "sent_to_look"):
        return bool(scene.modifiers(noun)) or bool(scene.participants(tree.prepositional(parse, noun, "from", "of")))
    if parse.pos[noun] == Pos.PROPN and (entity is None or entity.type != "group"):
        return not _is_of_no_rank(scene, noun)
    if parse.tag[noun] == Tag.NNS:
        return False
    forces = fits.is_any_of(parse, noun, ("soldiers", "police", "armed"))
    return entity is not None and (entity.type == "position" or (entity.type in _SPEAKING and not forces))


def _is_of_no_rank(scene: Scene, name: int) -> bool:
    """Whether a noun beside a name says that its bearer is somebody without a post: "the footballer X"."""
    parse = scene.parse
    beside = [parse.lemma[c].lower() for c in tree.children(parse, name, Dep.COMPOUND, Dep.APPOS, Dep.NMOD)]
    return any(w in words.of("folk") for w in beside) and not any(w in words.of("visitors") for w in beside)


@exception(
    "trip-for-something-else",
    says="who travels to watch, to speak or to be healed, and not to meet somebody, pays no visit",
    needs="The president of Poland flew to London to watch a match.",
    spares="The president of Poland flew to London to meet the king.",
)
def _is_trip_for_something_else(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "visit" or parse.lemma[verb].lower() not in words.of("travelling"):
        return False
    clauses = [c for c in tree.children(parse, verb, Dep.ADVCL, Dep.XCOMP) if verbs.has_to(parse, c) and c > verb]
    nouns = [
        n
        for n in tree.prepositional(parse, verb, "for")
        if n not in tokens.dated(parse) and parse.lemma[n].lower() not in words.of("spells")
    ]
    purposes = [*clauses, *nouns]
    return bool(purposes) and not any(_is_to_confer(scene, t) for p in purposes for t in tree.subtree(parse, p))


def _is_to_confer(scene: Scene, token: int) -> bool:
    """Whether a word of a purpose tells of talks, a summit, an accord."""
    if fits.is_any_of(scene.parse, token, _MEETINGS):
        return True
    sense = senses.sense(scene.parse, token, scene)
    return sense is not None and sense.type in _CONFERRING
