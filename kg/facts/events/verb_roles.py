"""The roles around a verb of happening: agents initiate, patients and those whom prepositions bring in receive."""

from dataclasses import dataclass
from typing import Final

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events import causes, parties, places
from kg.facts.events.roles import Roles, add_prepositional, towards
from kg.facts.meaning import fits
from kg.facts.meaning.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_MOVING: Final = frozenset({"RETREAT", "MOBILIZE", "SANCTION", "AID"})
# An envoy who is recalled was sent by those whose he is.
_RECALL: Final = ("SANCTION", ("withdraw",))
# Where a right, a measure or a law is the object, it is done to those whose it is: "suspended Syria's membership".
_TO_OWNERS: Final = frozenset(
    {"CONCEDE", "SANCTION", "COERCE", "REJECT", "ACCUSE", "AID", "AGREE", "SUPPORT", "PROTEST"}
)

# Types whose forces stand against whoever is beyond the border to or from which they are moved.
_AT_BORDERS: Final = frozenset({"MOBILIZE", "RETREAT"})
_BORDERS: Final = frozenset({"border", "frontier", "boundary"})


@dataclass(frozen=True, slots=True)
class _Objects:
    """A verb's objects by the part that they play.

    Attributes:
        patients: those to whom it is done: "arrested a minister".
        things: what is sent, held or signed, behind a preposition too: "lodged a protest", "withdrew from the talks".
        own: the initiator's own, whom he moves: "pulled its staff out".
    """

    all: list[int]
    patients: list[int]
    things: list[int]
    own: list[int]


def of_verb(scene: Scene, verb: int, sense: Sense) -> Roles:
    """The roles around a verb: of "Russia attacked Odesa in Ukraine" the initiator and the place."""
    roles = Roles(initiators=_agents(scene, verb))
    if sense.giver is not None:
        return _received(scene, verb, sense.giver, roles.initiators)
    objects = _objects(scene, verb, sense, roles.initiators)
    _add_patients(scene, verb, sense, objects, roles)
    if sense.type == "MOBILIZE" and tree.is_passive(scene.parse, verb) and not tree.agents(scene.parse, verb):
        roles.initiators.extend(p for noun in objects.all for p in scene.modifiers(noun))
    for at in _with_prepositions(scene, verb, sense, objects):
        add_prepositional(scene, at, sense, roles)
    if objects.things:
        _add_owners(scene, verb, sense, objects.things, roles)
    if not roles.tidy().recipients:
        roles.recipients.extend(_embedded_recipients(scene, verb, sense))
    roles.unresolved_target = _has_unresolved_target(scene, verb, sense, objects.all)
    roles.aimed_at = places.object_place(scene, objects.all, sense) or places.target_place(scene, verb, sense)
    if not roles.recipients:
        roles.recipients.extend(places.struck_state(scene, roles.aimed_at, sense, roles.initiators))
    roles.place = _place(scene, verb, sense, objects.all, roles.aimed_at)
    return roles.tidy()


def _agents(scene: Scene, verb: int) -> list[Participant]:
    if _is_helped(scene.parse, verb) or _is_asked_for(scene.parse, verb):
        return []
    found = parties.agents(scene, tree.actives(scene.parse, verb) or parties.lost_subject(scene, verb))
    asking = {p.actor for p in _asking_for(scene, verb)}
    return [p for p in found if p.actor not in asking]


def _asking_for(scene: Scene, verb: int) -> list[Participant]:
    """Who asks others for it, or for leave to do it himself, which nobody can tell: "a request by X to withdraw"."""
    parse, noun = scene.parse, scene.parse.head[verb]
    if parse.dep[verb] not in (Dep.ACL, Dep.RELCL) or parse.lemma[noun].lower() not in words.of("requesting"):
        return []
    if parse.tag[verb] != Tag.VB or parse.pos[noun] != Pos.NOUN:
        return []
    return [*scene.modifiers(noun), *scene.participants(tree.prepositional(parse, noun, "by", "from", "of"))]


def _is_asked_for(parse: Parse, verb: int) -> bool:
    """Whether it is what somebody asks others for, who does not do it himself: "called for boosting aid"."""
    above = parse.head[verb]
    asking = parse.dep[verb] == Dep.PCOMP and parse.text[above].lower() == "for"
    return asking and parse.lemma[parse.head[above]].lower() in words.of("requesting")


def _is_helped(parse: Parse, verb: int) -> bool:
    """Whether somebody only helps to do it, and nobody tells who does: "helped free the hostages"."""
    if any(parse.text[c].lower().startswith("help") for c in tree.children(parse, verb, Dep.AUX)):
        return True
    below = parse.dep[verb] in (Dep.XCOMP, Dep.CCOMP)
    return below and parse.lemma[parse.head[verb]] == "help" and tree.child(parse, verb, *tree.SUBJECT) is None


def _received(scene: Scene, verb: int, giver: str, receivers: list[Participant]) -> Roles:
    """The roles of a verb whose subject receives: "Ukraine got tanks from Germany"."""
    found = Roles(recipients=receivers)
    for noun in (verb, *tree.objects(scene.parse, verb)):
        found.initiators.extend(parties.agents(scene, tree.prepositional(scene.parse, noun, giver)))
    return found.tidy()


def _objects(scene: Scene, verb: int, sense: Sense, initiators: list[Participant]) -> _Objects:
    """The objects of a verb, each with its part."""
    found = [] if _talks_of(scene.parse, verb, sense) else tree.objects(scene.parse, verb)
    things = [noun for noun in (*found, *_oblique(scene.parse, verb)) if _is_thing(scene, noun, sense)]
    own = [noun for noun in found if _is_own(scene, noun, sense, initiators)]
    return _Objects(found, [noun for noun in found if noun not in things and noun not in own], things, own)


def _talks_of(parse: Parse, verb: int, sense: Sense) -> bool:
    """Whether an object is what is talked of, and takes no part: "discussed Syria with X"."""
    return sense.type == "CONSULT" and parse.lemma[verb].lower() in words.of("talking")


def _oblique(parse: Parse, verb: int) -> list[int]:
    """The nouns behind a verb's prepositions: "spoke by telephone", "withdrew from the talks", "came for talks"."""
    return [
        noun
        for preposition in tree.children(parse, verb, Dep.PREP, Dep.PRT)
        for noun in tree.objects_of(parse, preposition)
    ]


def _is_thing(scene: Scene, noun: int, sense: Sense) -> bool:
    """Whether an object is what is sent, held or signed, and no patient: "sent troops", "held talks"."""
    classes = {c.lstrip("!@") for c in sense.companions if "@" in c}
    if any(fits.is_of(scene.parse, noun, c, scene) for c in classes if c in tables.load("kinds")["conveyed"]):
        return True
    lemma = scene.parse.lemma[noun].lower()
    return lemma in sense.companions and (lemma in words.of("houses_abroad") or not scene.is_actor(noun))


def _is_own(scene: Scene, noun: int, sense: Sense, initiators: list[Participant]) -> bool:
    """Whether somebody moves his own people: "pulled its staff out"."""
    if sense.type not in _MOVING:
        return False
    acting = {p.actor for p in initiators}
    owners = (scene.mention_at(t) for t in tree.children(scene.parse, noun, Dep.POSS))
    return any(owner is not None and owner.actor in acting for owner in owners)


def _add_patients(scene: Scene, verb: int, sense: Sense, objects: _Objects, roles: Roles) -> None:
    """Adds the patients: direct and indirect objects, and the subject of a complement clause ("let X go")."""
    undergoing = parties.struck if sense.type == "ASSAULT" else parties.patients
    for noun in objects.patients:
        roles.recipients.extend(undergoing(scene, noun))
    roles.recipients.extend(scene.participants(tree.children(scene.parse, verb, Dep.DATIVE)))
    for noun in tree.receivers(scene.parse, verb):
        roles.recipients.extend(parties.patients(scene, noun))
    if any(c.startswith(">") for c in sense.companions):
        for noun in fits.doers_below(scene.parse, verb):
            roles.recipients.extend(parties.patients(scene, noun))


def _with_prepositions(scene: Scene, verb: int, sense: Sense, objects: _Objects) -> list[int]:
    """The words whose prepositions may bring others in: the verb, and its objects where they are no actors."""
    parse = scene.parse
    within = [n for thing in objects.things for n in tree.prepositional(parse, thing, "in", "of", "worth")]
    bare = [n for n in objects.all if sense.companions and not scene.is_actor(n)]
    whither = tree.children(parse, verb, Dep.ADVMOD)  # "flew home from Mali"
    return [verb, *whither, *objects.things, *objects.own, *within, *bare]


def _add_owners(scene: Scene, verb: int, sense: Sense, things: list[int], roles: Roles) -> None:
    """Adds those to whom the things belong, as recipients or, of an envoy recalled, as senders."""
    if (sense.type, sense.modes) == _RECALL and not (roles.initiators and roles.recipients):
        _add_recall(scene, verb, things, roles)
    elif not roles.recipients and sense.type in _TO_OWNERS:
        held = [n for n in things if not (sense.type == "AID" and _is_sent(scene, n))]
        roles.recipients.extend(p for noun in held for p in parties.owners(scene, noun))


def _is_sent(scene: Scene, noun: int) -> bool:
    """Whether arms or helpers are sent, whose owner sends them or has made them: "German jets were sent up"."""
    return fits.is_any_of(scene.parse, noun, ("arms", "helpers"))


def _add_recall(scene: Scene, verb: int, envoys: list[int], roles: Roles) -> None:
    """Adds who called his envoy home, and whence: "Sweden's envoy was recalled", "recalled its envoy in Minsk"."""
    if not roles.initiators:
        roles.initiators.extend(p for noun in envoys for p in parties.owners(scene, noun))
    if not roles.recipients:
        roles.recipients.extend(_host_states(scene, verb, envoys, roles.initiators))


def _host_states(scene: Scene, verb: int, envoys: list[int], senders: list[Participant]) -> list[Participant]:
    """The states of the places that envoys are recalled from, but for the senders' own."""
    own = {a for p in senders for a in (p.actor, scene.state_of(p.actor))}
    posts = [n for envoy in envoys for n in tree.prepositional(scene.parse, envoy, "from", "in", "to")]
    posts.extend(tree.prepositional(scene.parse, verb, "from"))
    hosts = (e for n in posts if (e := scene.entity_at(n)) is not None and e.type == "place")
    return [Participant(host.state) for host in hosts if host.state and host.state not in own]


def _embedded_recipients(scene: Scene, verb: int, sense: Sense) -> list[Participant]:
    """Recipients a phrase deeper: of "filed a complaint against X", "ended its role in X", "came for talks with X"."""
    parse = scene.parse
    if sense.type == "ACCUSE":
        return _behind(scene, _oblique(parse, verb), "against")
    if sense.type == "SANCTION":
        belongings = [n for n in tree.objects(parse, verb) if parse.lemma[n].lower() in words.of("belonging")]
        bodies = (n for thing in belongings for n in tree.prepositional(parse, thing, "in", "of", "to"))
        return [p for body in bodies for p in scene.participants([body])]
    if sense.type in _AT_BORDERS:
        return _beyond_border(scene, verb)
    if sense.type == "PROTEST":
        return causes.opponents(scene, verb, sense.modes)
    if sense.modes == ("visit",):
        purposes = tree.prepositional(parse, verb, "for")
        return _behind(scene, [n for n in purposes if fits.is_of(parse, n, "meetings")], "with")
    return []


def _beyond_border(scene: Scene, verb: int) -> list[Participant]:
    """On whose border forces are moved: "massed troops on the border with X"; "along X's border", if not their own."""
    parse = scene.parse
    heads = (verb, *tree.objects(parse, verb))
    borders = [
        n
        for at in heads
        for n in tree.prepositional(parse, at, *words.of("along_borders"))
        if parse.lemma[n].lower() in _BORDERS
    ]
    own = {scene.state_of(p.actor) or p.actor for p in _agents(scene, verb)}
    found = [p for n in borders for p in scene.participants(tree.prepositional(parse, n, "with"))]
    found = found or [p for n in borders for p in scene.modifiers(n)]
    return [p for p in found if own and (scene.state_of(p.actor) or p.actor) not in own]


def _behind(scene: Scene, nouns: list[int], preposition: str) -> list[Participant]:
    """The actors behind a preposition of one of these nouns: "talks with X"."""
    return [p for noun in nouns for p in scene.participants(tree.prepositional(scene.parse, noun, preposition))]


def _has_unresolved_target(scene: Scene, verb: int, sense: Sense, objects: list[int]) -> bool:
    """Whether the target is told, though no actor or place is known there: "fired at the Hope", "bombed a depot"."""
    if any(scene.parse.pos[noun] == Pos.PROPN for noun in tree.prepositional(scene.parse, verb, *towards(sense))):
        return True
    return any(fits.is_any_of(scene.parse, noun, ("sites", "foe", "navy"), scene) for noun in objects)


def _place(scene: Scene, verb: int, sense: Sense, objects: list[int], aimed_at: Place | None) -> Place | None:
    """Where it happens: where the verb places it, or whither, or what it is aimed at, or where its nouns place it."""
    place = places.where(scene, verb) or places.destination(scene, (verb, *objects), sense) or aimed_at
    if place is not None:
        return place
    parse = scene.parse
    beside = tree.prepositional(parse, verb, "with") if sense.type == "CONSULT" else tree.agents(parse, verb)
    return places.first_where(scene, (*objects, *beside))
