"""Where an event happens: where its words, its verb, its target or those who choose place it."""

from collections.abc import Iterable

from kg.english import tree, words
from kg.english.labels import Dep, Pos
from kg.facts.meaning import fits, senses
from kg.facts.meaning.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_PLACES = frozenset({"place", "state"})
# Types whose object is where they happen: "shelled the city".
_AT_OBJECT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
# Types that befall the state whose place they are aimed at.
_STRIKING = frozenset({"ASSAULT", "COERCE"})


def object_place(scene: Scene, objects: list[int], sense: Sense) -> Place | None:
    """The place that is an object of the verb: "shelled Kharkiv", "shelled the city of Kharkiv"."""
    if sense.type not in _AT_OBJECT and not sense.place_object:
        return None
    for noun in objects:
        mention = scene.mention_at(noun)
        if mention is not None and (mention.type == "place" or sense.place_object):
            return scene.place(noun)
        place = scene.place(noun)
        if place is not None and mention is None:
            return place
    return None


def where(scene: Scene, token: int, *, deep: bool = False) -> Place | None:
    """Where a word places what it tells: "in A", "near B"."""
    for noun in tree.prepositional(scene.parse, token, *words.of("event_prepositions")):
        place = scene.place(noun)
        if place is None and not deep and scene.parse.pos[noun] == Pos.NOUN:
            place = where(scene, noun, deep=True)  # "near a base outside Niamey"
        if place is not None:
            return place
    return None


def first_where(scene: Scene, nouns: Iterable[int]) -> Place | None:
    """The first place that one of these nouns tells: "the army in Mali"."""
    return next((place for noun in nouns if (place := where(scene, noun)) is not None), None)


def destination(scene: Scene, heads: Iterable[int], sense: Sense) -> Place | None:
    """Where forces are moved: "sent troops to Mali", "massed tanks along the Syrian border"."""
    if sense.type != "MOBILIZE":
        return None
    nouns = (n for head in heads for n in tree.prepositional(scene.parse, head, *words.of("direction_prepositions")))
    return next((place for noun in nouns if (place := scene.place(noun)) is not None), None)


def target_place(scene: Scene, token: int, sense: Sense) -> Place | None:
    """The place attacked, visited, left: "an attack on the city of X"; the open sea is nobody's."""
    parse = scene.parse
    if sense.type == "PROTEST":
        return None  # "marched against the war in Gaza": elsewhere
    inside = ("in", "into") if sense.place_object else ()
    prepositions = sense.towards or (*words.of("target_prepositions"), *inside)
    for inner in tree.prepositional(parse, token, *prepositions):
        mention = scene.mention_at(inner)
        if fits.is_of(parse, inner, "seas"):
            continue
        if mention is not None and mention.type == "place":
            return scene.place(inner)
        if (mention is None or mention.type not in _PLACES) and (
            place := scene.place(inner) or where(scene, inner)
        ) is not None:
            return place
    return None


def struck_state(
    scene: Scene, struck: Place | None, sense: Sense, initiators: Iterable[Participant]
) -> list[Participant]:
    """The state whose place is struck, by the words for the place: "Israel bombed Beirut", "attacked the Gaza Strip".

    Only by somebody of another state; an armed group without one may be at home there.
    """
    entity = scene.entities.get(struck.iri) if struck is not None and sense.type in _STRIKING else None
    if struck is None or entity is None or entity.type != "place" or entity.state is None or entity.claimants:
        return []
    states = {scene.state_of(p.actor) or p.actor for p in initiators}
    known = all((e := scene.entities.get(state)) is not None and e.type == "state" for state in states)
    if not states or not known or entity.state in states:
        return []
    return [Participant(entity.state, struck.start, struck.end)]


def calendar_place(scene: Scene, noun: int, before: list[Participant]) -> Place | None:
    """Where a poll is held: "the election in Chile", "Chile's election"; by its voters, where nothing else tells."""
    place = where(scene, noun) or _of_voters(scene, noun)
    if place is not None:
        return place
    if before:
        return Place(before[0].actor, before[0].start, before[0].end)
    modifiers = tree.children(scene.parse, noun, Dep.POSS, Dep.COMPOUND, Dep.NMOD, Dep.AMOD)
    return next((place for t in modifiers if (place := scene.place(t)) is not None), None)


def _of_voters(scene: Scene, noun: int) -> Place | None:
    """Where those live who choose: "Swiss voters rejected it in a referendum", "Senegal will hold elections"."""
    parse = scene.parse
    above = parse.head[noun] if parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS) else parse.head[parse.head[noun]]
    under = parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS) or (
        parse.dep[noun] == Dep.POBJ and parse.lemma[parse.head[noun]].lower() in ("in", "at", "to")
    )
    if not under or not tree.is_verb(parse, above) or parse.lemma[above].lower() not in words.of("polling"):
        return None
    for doer in tree.actives(parse, above):
        entity, part = scene.entity_at(doer), scene.participant(doer)
        if entity is not None and part is not None and entity.type in ("state", "group", "government-body"):
            state = entity.iri if entity.type == "state" else entity.state
            if state is not None:
                return Place(state)
    return None


def verb_place(scene: Scene, noun: int) -> Place | None:
    """Where the verb over the noun places it: "talks resumed in Vienna", "In Gaza, a strike killed ..."."""
    parse = scene.parse
    verb = parse.head[noun]
    if (
        parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJ, Dep.NSUBJPASS)
        and tree.is_verb(parse, verb)
        and not senses.sense(parse, verb)
    ):
        return where(scene, verb)
    return None
