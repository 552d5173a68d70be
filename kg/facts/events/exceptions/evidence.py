"""What shows that force is meant literally: who uses it, whom or what it hurts, how many."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.english import tree
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events import parties
from kg.facts.events.draft import Draft
from kg.facts.events.exceptions import topics
from kg.facts.meaning import fits
from kg.facts.model import Participant
from kg.facts.scene import Scene

_UNDER_ARMS = ("armed", "fighter", "police", "soldiers", "forces", "weapons")
_RULING = frozenset({"state", "government-body", "armed-group", "alliance", "international-organisation"})
_STRUCK = ("people", "foe", "sites", "craft", "navy", "soldiers", "arms", "hostages", "counted_people", "place_nouns")
_BODIES = ("people", "foe", "soldiers", "hostages", "counted_people", "captives")


@dataclass(frozen=True, slots=True)
class Sides:
    """The heads of those who are said to do what a draft tells, and of those whom or what it befalls."""

    doers: tuple[int, ...]
    undergo: tuple[int, ...]


def sides(scene: Scene, draft: Draft) -> Sides:
    """Agents and patients of a verb or noun of happening, actors or not."""
    parse, token = scene.parse, draft.token
    if tree.is_verb(parse, token):
        doers = tree.actives(parse, token) or parties.lost_subject(scene, token)
        aims = [*tree.objects(parse, token), *tree.prepositional(parse, token, "on", "at", "against")]
        aims += tree.prepositional(parse, token, "with", "into", "to")
        return Sides(tuple(doers), tuple(aims))
    whole = tree.whole(parse, token)
    above = parse.head[whole]
    carried = parse.dep[whole] == Dep.DOBJ and tree.is_verb(parse, above)
    doers = [*tree.prepositional(parse, token, "by"), *_heads(scene, draft.roles.initiators)]
    doers += tree.children(parse, token, Dep.COMPOUND, Dep.POSS)
    aims = tree.prepositional(parse, token, "on", "at", "against")
    aims += tree.prepositional(parse, token, "with", "between", "of")
    if carried:
        doers += tree.actives(parse, above)
    return Sides(tuple(doers), (*aims, *_heads(scene, draft.roles.recipients)))


def _heads(scene: Scene, parts: Iterable[Participant]) -> list[int]:
    return [t for p in parts if p.start is not None for t in scene.tokens_in(p.start, p.end or p.start)]


def is_force(scene: Scene, noun: int) -> bool:
    """Whether a noun names who has others under arms, or who is so; an "army of fans" is none."""
    parse = scene.parse
    if _is_swarm(scene, noun):
        return False
    if topics.is_of_play(scene, noun) and parse.pos[noun] == Pos.PROPN:
        return False
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in _RULING:
        return True
    if entity is not None and entity.type in ("position", "person", "group") and scene.state_of(entity.iri):
        return topics.topic(scene, noun) is None
    return any(fits.is_of(parse, noun, group, scene) for group in _UNDER_ARMS) and parse.pos[noun] != Pos.PROPN


def _is_swarm(scene: Scene, noun: int) -> bool:
    """Whether a unit is a multitude of people, animals or things that are not under arms."""
    parse = scene.parse
    inner = tree.prepositional(parse, noun, "of")
    return (
        fits.is_of(parse, noun, "swarms")
        and bool(inner)
        and all(parse.pos[n] == Pos.NOUN and not fits.is_of(parse, n, "armed") for n in inner)
    )


def is_body(scene: Scene, noun: int) -> bool:
    """Whether a noun names people, whom force may hurt."""
    entity = scene.entity_at(noun)
    if entity is not None:
        return entity.type in ("person", "group", "position", "armed-group")
    if scene.parse.pos[noun] == Pos.NUM:
        return True
    return any(fits.is_of(scene.parse, noun, group, scene) for group in _BODIES)


def can_be_struck(scene: Scene, noun: int) -> bool:
    """Whether a noun names people, a place, a site, a craft, arms or a state."""
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in (*_RULING, "place"):
        return not topics.is_of_play(scene, noun)
    return is_body(scene, noun) or any(fits.is_of(scene.parse, noun, group, scene) for group in _STRUCK)


def is_thing(scene: Scene, noun: int) -> bool:
    """Whether a noun is a common one of nothing that force can hurt."""
    return scene.parse.pos[noun] == Pos.NOUN and not can_be_struck(scene, noun) and not is_force(scene, noun)


def are_many(scene: Scene, noun: int) -> bool:
    """Whether a noun names people in number."""
    parse = scene.parse
    if _is_swarm(scene, noun):
        return False
    if parse.pos[noun] == Pos.NUM or parse.tag[noun] == Tag.NNPS:
        return True
    if parse.pos[noun] == Pos.NOUN:
        many = parse.tag[noun] == Tag.NNS or parse.lemma[noun].lower() in ("people", "crowd")
        return fits.is_of(parse, noun, "multitudes") or (many and is_body(scene, noun))
    return bool(tree.children(parse, noun, Dep.CONJ))


def is_told_of(scene: Scene, draft: Draft) -> bool:
    """Whether somebody uses force by trade or power, somebody is harmed in number, or a body or place is struck."""
    if draft.counts:
        return True
    parse = scene.parse
    around = sides(scene, draft)
    objects = tree.objects(parse, draft.token) if tree.is_verb(parse, draft.token) else []
    if any(is_force(scene, doer) for doer in around.doers):
        return not objects or not all(fits.is_of(parse, n, "abstract") for n in objects)
    struck = [n for n in around.undergo if can_be_struck(scene, n) or is_force(scene, n)]
    if objects and all(is_thing(scene, n) for n in objects):
        return False
    told = [d for d in around.doers if parse.pos[d] != Pos.PRON]
    bodily = fits.is_of(parse, draft.token, "bodily")
    if topics.topic(scene, draft.token) is not None:
        return bodily and any(is_body(scene, n) or is_force(scene, n) for n in struck)
    if not told:
        return bool(struck) or draft.roles.place is not None
    if all(parse.pos[d] == Pos.NOUN and is_body(scene, d) for d in told):
        return bool(struck)
    return bodily or any(is_force(scene, n) for n in struck)
