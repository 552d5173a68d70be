"""What shows that force is meant literally: who uses it, whom or what it hurts, how many."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events import parties
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import topics
from kg.facts.meaning import fits
from kg.facts.model import Participant
from kg.facts.scene import Scene

_UNDER_ARMS = ("armed", "fighter", "police", "soldiers", "forces", "weapons")
_EMPOWERED = ("organs", "power", "public")
_RULING = frozenset({"state", "government-body", "armed-group", "alliance", "international-organisation"})
STRUCK = ("sites", "touchable", "craft", "navy")
_BODIES = ("people", "folk", "foe", "soldiers", "hostages", "counted_people", "captives")
_IN_WORDS = ("abstract", "figurative", "intangible", "stances")


@dataclass(frozen=True, slots=True)
class Sides:
    """The heads of those who are said to do what a draft tells, and of those whom or what it befalls."""

    doers: tuple[int, ...]
    undergo: tuple[int, ...]


def sides(scene: Scene, draft: EventDraft) -> Sides:
    """Agents and patients of a verb or noun of happening, actors or not."""
    parse, token = scene.parse, draft.token
    if tree.is_verb(parse, token):
        doers = tree.actives(parse, token) or parties.lost_subject(scene, token)
        aims = [*tree.objects(parse, token), *tree.prepositional(parse, token, "on", "at", "against")]
        aims += tree.prepositional(parse, token, "with", "into", "to")
        return Sides(tuple(doers), tuple(aims))
    whole = tree.whole(parse, token)
    above = parse.head[whole]
    carried = parse.dep[whole] == Dep.DOBJ and parse.lemma[above].lower() in words.of("carrying_out")
    doers = [*tree.prepositional(parse, token, "by"), *_heads(scene, _acting(draft))]
    before = [n for n in tree.children(parse, token, Dep.COMPOUND, Dep.POSS) if _is_party(scene, draft, n)]
    sites = [n for n in before if fits.is_any_of(scene.parse, n, STRUCK)]
    doers += [n for n in before if n not in sites]
    aims = [*sites, *tree.prepositional(parse, token, "on", "at", "against")]
    aims += tree.prepositional(parse, token, "with", "between", "of")
    if carried:
        doers += tree.actives(parse, above)
    return Sides(tuple(doers), tuple(aims or _heads(scene, draft.roles.recipients)))


def _is_party(scene: Scene, draft: EventDraft, noun: int) -> bool:
    """Whether a noun before one of happening tells a party to it, and is no part of its name ("car bomb")."""
    if scene.parse.lemma[noun].lower() in draft.sense.companions:
        return False
    return scene.parse.pos[noun] == Pos.NOUN or scene.is_actor(noun)


def _acting(draft: EventDraft) -> list[Participant]:
    return [*draft.roles.initiators, *draft.roles.orchestrators, *draft.roles.backers]


def _heads(scene: Scene, parts: Iterable[Participant]) -> list[int]:
    return [t for p in parts if p.start is not None for t in scene.tokens_in(p.start, p.end or p.start)]


def is_force(scene: Scene, noun: int) -> bool:
    """Whether a noun names who has others under arms, or who is so; an "army of fans" is none."""
    parse = scene.parse
    if is_swarm(scene, noun) or (topics.is_of_play(scene, noun) and parse.pos[noun] == Pos.PROPN):
        return False
    if any(fits.is_of(parse, c, "masked") for c in tree.children(parse, noun, Dep.AMOD)):
        return True
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in _RULING and not (entity.provisional and topics.topic(scene, noun)):
        return True
    if entity is not None and entity.type in ("position", "person", "group") and scene.state_of(entity.iri):
        return topics.topic(scene, noun) is None
    return parse.pos[noun] != Pos.PROPN and fits.is_any_of(scene.parse, noun, _UNDER_ARMS)


def is_power(scene: Scene, noun: int) -> bool:
    """Whether a noun names those who may coerce by law, or by force."""
    return is_force(scene, noun) or (
        scene.parse.pos[noun] == Pos.NOUN and fits.is_any_of(scene.parse, noun, _EMPOWERED)
    )


def is_swarm(scene: Scene, noun: int) -> bool:
    """Whether a unit is a multitude of people, animals or things that are not under arms."""
    parse = scene.parse
    if not fits.is_of(parse, noun, "swarms"):
        return False
    inner = tree.prepositional(parse, noun, "of")
    if not inner:
        entity = scene.entity_at(noun)
        named = (entity is not None and not entity.provisional) or bool(scene.modifiers(noun))
        return topics.topic(scene, noun) in ("scientific", "artistic", "homely") and not named
    plain = all(parse.pos[n] in (Pos.NOUN, Pos.ADJ) or parse.text[n].islower() for n in inner)
    return (plain or topics.topic(scene, noun) is not None) and not any(fits.is_of(parse, n, "armed") for n in inner)


def is_body(scene: Scene, noun: int) -> bool:
    """Whether a noun names people, whom force may hurt."""
    if is_swarm(scene, noun):
        return False
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in ("person", "group", "position", "armed-group"):
        return True
    return scene.parse.pos[noun] == Pos.NUM or (
        scene.parse.pos[noun] == Pos.NOUN and fits.is_any_of(scene.parse, noun, _BODIES)
    )


def is_person_by_word(scene: Scene, noun: int) -> bool:
    """Whether a name, a number or a noun of people stands there; a name of a place is none."""
    if scene.parse.pos[noun] == Pos.PROPN:
        return not _is_of_type(scene, noun, "place") and not _is_of_type(scene, noun, "state")
    return scene.parse.pos[noun] == Pos.NUM or fits.is_any_of(scene.parse, noun, _BODIES)


def can_be_struck(scene: Scene, noun: int) -> bool:
    """Whether a noun names people, a place, a site, a craft or a state."""
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in (*_RULING, "place"):
        return not topics.is_of_play(scene, noun)
    return is_body(scene, noun) or (scene.parse.pos[noun] != Pos.PROPN and fits.is_any_of(scene.parse, noun, STRUCK))


def is_thing(scene: Scene, noun: int) -> bool:
    """Whether a noun is a common one of nothing that force can hurt."""
    return scene.parse.pos[noun] == Pos.NOUN and not can_be_struck(scene, noun) and not is_force(scene, noun)


def are_many(scene: Scene, noun: int) -> bool:
    """Whether a noun names people in number."""
    parse = scene.parse
    if is_swarm(scene, noun):
        return False
    if parse.pos[noun] == Pos.NUM or parse.tag[noun] == Tag.NNPS:
        return True
    if parse.pos[noun] == Pos.NOUN and parse.tag[noun] != Tag.NNS:
        return fits.is_of(parse, noun, "many_in_one") or fits.is_of(parse, noun, "measures")
    if parse.pos[noun] == Pos.NOUN:
        return fits.is_of(parse, noun, "multitudes") or is_body(scene, noun)
    return bool(tree.children(parse, noun, Dep.CONJ))


def is_told_of(scene: Scene, draft: EventDraft) -> bool:
    """Whether somebody uses force by trade or power, or somebody or something is struck."""
    around = sides(scene, draft)
    struck = [n for n in around.undergo if can_be_struck(scene, n) or is_force(scene, n)]
    if draft.counts or is_with_arms(scene, draft) or "terrorism" in draft.coding.contexts:
        return True
    if topics.is_of_play(scene, draft.token) and not any(scene.parse.pos[n] in (Pos.NOUN, Pos.NUM) for n in struck):
        return False
    if any(is_forceful(scene, doer) for doer in around.doers):
        return not _befalls_words(scene, draft)
    if _befalls_things(scene, draft):
        return False
    if topics.topic(scene, draft.token) is not None:
        return fits.is_of(scene.parse, draft.token, "bodily") and bool(struck)
    return _are_harmed(scene, draft, around, struck)


def _are_harmed(scene: Scene, draft: EventDraft, around: Sides, struck: list[int]) -> bool:
    """Whether what is struck is so by somebody who may, where he is not told to be under arms."""
    parse = scene.parse
    told = [d for d in around.doers if parse.pos[d] != Pos.PRON]
    if told and all(fits.is_of(parse, d, "talkers") for d in told):
        return fits.is_of(parse, draft.token, "bodily")
    if not told:
        if not tree.is_verb(parse, draft.token):
            hurt = any(is_force(scene, n) or not _is_of_type(scene, n, "person") for n in struck)
            return hurt or (not struck and draft.roles.place is not None)
        return bool(struck) or (not around.doers and draft.roles.place is not None)
    if all(is_body(scene, d) for d in told) and any(parse.pos[d] == Pos.NOUN or _is_group(scene, d) for d in told):
        return bool(struck)
    if any(fits.is_of(parse, d, "firms") or _is_of_type(scene, d, "company") for d in told):
        return False
    if all(_is_of_type(scene, d, "person") for d in told):
        return fits.is_of(parse, draft.token, "bodily")
    return fits.is_of(parse, draft.token, "bodily") or any(is_force(scene, n) for n in struck)


def _is_group(scene: Scene, noun: int) -> bool:
    return _is_of_type(scene, noun, "group")


def _is_of_type(scene: Scene, noun: int, type_: str) -> bool:
    entity = scene.entity_at(noun)
    return entity is not None and entity.type == type_


def is_forceful(scene: Scene, doer: int) -> bool:
    """Whether a doer is under arms; a pronoun, where somebody before it is."""
    if scene.parse.pos[doer] != Pos.PRON:
        return is_force(scene, doer)
    entity = scene.entity_at(doer)
    if entity is not None and entity.type in ("company", "organisation", "party"):
        return False
    first, _ = scene.parse.sentences[scene.parse.sentence[doer]]
    named = any(is_force(scene, t) for t in range(first, doer) if scene.parse.pos[t] in (Pos.NOUN, Pos.PROPN))
    return named or is_force(scene, doer)


def is_with_arms(scene: Scene, draft: EventDraft) -> bool:
    """Whether arms are in the hands of a doer, or the means: "a man with a rifle", "killed with an axe"."""
    parse = scene.parse
    held = (n for at in (draft.token, *sides(scene, draft).doers) for n in tree.prepositional(parse, at, "with"))
    return any(fits.is_of(parse, n, "sidearms") for n in held)


def _befalls_words(scene: Scene, draft: EventDraft) -> bool:
    """Whether the object is only something said, thought, owned or measured; where others use such words, any thing."""
    if not tree.is_verb(scene.parse, draft.token):
        return False
    objects = tree.objects(scene.parse, draft.token)
    if topics.topic(scene, draft.token) is not None:
        return _befalls_things(scene, draft)
    return bool(objects) and all(is_in_words(scene, n) for n in objects)


def is_in_words(scene: Scene, noun: int) -> bool:
    """Whether a noun names only something said, thought, owned or measured."""
    return (
        scene.parse.pos[noun] == Pos.NOUN
        and fits.is_any_of(scene.parse, noun, _IN_WORDS)
        and not can_be_struck(scene, noun)
    )


def _befalls_things(scene: Scene, draft: EventDraft) -> bool:
    """Whether a verb has an object, which can be neither hurt nor struck; what is launched or fired is its means."""
    parse, verb = scene.parse, draft.token
    if not tree.is_verb(parse, verb):
        stakes = tree.prepositional(parse, verb, "over", "for", "about")
        stakes += tree.prepositional(parse, verb, "of")
        return bool(stakes) and all(is_thing(scene, n) for n in stakes)
    objects = tree.objects(parse, verb)
    if any(is_in_words(scene, n) for n in (*objects, *tree.prepositional(parse, verb, "with"))):
        return True
    if draft.coding.modes == ("crowd-control",):
        return False
    if parse.lemma[verb].lower() in ("launch", "fire"):
        return bool(objects) and not draft.roles.has(["aim"])
    if any(fits.is_of(parse, n, "sidearms") for n in objects):
        return False
    return bool(objects) and all(is_thing(scene, n) for n in objects)
