"""The roles around a noun of happening, with those that the verb above it brings in: "Iran backed the attack on X"."""

from typing import Final

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Tag
from kg.facts.events import causes, parties, places
from kg.facts.events.light_verbs import agent_role
from kg.facts.events.roles import Roles, add_prepositional
from kg.facts.meaning import fits
from kg.facts.meaning.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_ACCUSING: Final = frozenset({("accuse", "of"), ("suspect", "of"), ("blame", "for"), ("convict", "of")})
_OF_PERSONS: Final = frozenset({"targeted", "arrest", "abduct", "torture", "beat", "deport"})
# "The Armenian genocide", "the Kennedy assassination" is not theirs who stand before it.
_OF_VICTIMS: Final = frozenset({"targeted", "abduct", "sexual"})
_DONE_TO_PEOPLE: Final = _OF_PERSONS | {"expel", "convict", "release", "unconventional"}
_PEOPLE: Final = frozenset({"person", "position", "group"})
_POLLS: Final = frozenset({"ELECTION", "REFERENDUM", "VOTE"})


def of_noun(scene: Scene, noun: int, sense: Sense) -> Roles:
    """The roles around a noun: of "Israel's strikes on Gaza" the initiator and the place."""
    if sense.type in _POLLS:
        return Roles(place=places.calendar_place(scene, noun, list(scene.modifiers(noun))))
    undergoing = _undergoing(scene, noun, sense)
    roles = Roles(initiators=_initiators(scene, noun, sense, undergoing), recipients=list(undergoing))
    _add_of(scene, noun, sense, roles)
    add_prepositional(scene, noun, sense, roles)
    _add_from_above(scene, noun, sense, roles)
    if sense.type == "PROTEST" and not roles.recipients:
        roles.recipients.extend(causes.opponents(scene, noun, sense.modes))
    if sense.mutual and not roles.initiators:
        roles.initiators, roles.recipients = roles.recipients, []
    roles.aimed_at = places.target_place(scene, noun, sense)
    if not roles.recipients:
        roles.recipients.extend(places.struck_state(scene, roles.aimed_at, sense, roles.initiators))
    roles.place = roles.place or places.where(scene, noun) or roles.aimed_at or _place_beside(scene, noun)
    if sense.modes == ("ceasefire",) and not roles.actors():
        roles.initiators.extend(_belligerents(scene, noun))
    return roles.tidy()


def _undergoing(scene: Scene, noun: int, sense: Sense) -> tuple[Participant, ...]:
    """The people whose is what is done to people: "the journalist's arrest"; with "of" the owner does it."""
    done_to = set(sense.modes) & _DONE_TO_PEOPLE or fits.is_of(scene.parse, noun, "undergone")
    if not done_to or tree.prepositional(scene.parse, noun, "of"):
        return ()
    owners = (c for p in tree.children(scene.parse, noun, Dep.POSS) for c in tree.conjuncts(scene.parse, p))
    people = [t for t in owners if _may_be_people(scene, t)]
    if fits.is_of(scene.parse, noun, "undergone"):
        people = [t for t in people if not fits.is_of(scene.parse, t, "of_court")]  # "the prosecutor's indictment"
    return scene.participants(people)


def _may_be_people(scene: Scene, token: int) -> bool:
    """Whether a word names people, or somebody unknown: a bare surname may pass for a body."""
    entity = scene.entity_at(token)
    if entity is None:
        return False
    return entity.type in _PEOPLE or (entity.type == "organisation" and entity.provisional)


def _initiators(scene: Scene, noun: int, sense: Sense, undergoing: tuple[Participant, ...]) -> list[Participant]:
    """Those before the noun and behind its "by": "Israel's strikes", "an attack by rebels"."""
    by = parties.agents(scene, tree.prepositional(scene.parse, noun, "by"))
    if set(sense.modes) & _OF_VICTIMS and not tree.prepositional(scene.parse, noun, "of"):
        return by
    patients = {part.actor for part in undergoing}
    return [*(part for part in scene.modifiers(noun) if part.actor not in patients), *by]


def _add_of(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    """Adds whom "of" brings in: agent, patient or place, "the arrival of X", "the arrest of X", "the bombing of X"."""
    for inner in tree.prepositional(scene.parse, noun, "of"):
        mention = scene.mention_at(inner)
        if mention is None or mention.type != "place":
            parts = (parties.struck if sense.type == "ASSAULT" else parties.patients)(scene, inner)
            if sense.type == "PROTEST" and _is_ruler(scene, inner):
                roles.recipients.extend(parts)
                continue
            (roles.initiators if sense.of == "initiator" else roles.recipients).extend(parts)
        elif not _is_person_unknown(scene, inner, sense):
            roles.place = scene.place(inner)


def _is_ruler(scene: Scene, noun: int) -> bool:
    """Whether one person or a government is meant, against whom others protest: "the protests of Assad"."""
    entity = scene.entity_at(noun)
    ruling = ("person", "position", "government-body")
    return entity is not None and entity.type in ruling and scene.parse.tag[noun] != Tag.NNS


def _is_person_unknown(scene: Scene, noun: int, sense: Sense) -> bool:
    """Whether an unknown name after "the killing of", "the arrest of" is hardly a place, whatever it was taken for."""
    if not set(sense.modes) & _OF_PERSONS:
        return False
    entity = scene.entity_at(noun)
    return entity is not None and entity.provisional


def _add_from_above(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    """Adds those whom the words above the noun make take part: "accused X of the attack", "X launched the attack"."""
    parse = scene.parse
    whole = tree.whole(parse, noun)
    above = parse.head[whole]
    if sense.modes == ("visit",) and not roles.initiators and parse.lemma[above].lower() in ("on", "during"):
        roles.initiators.extend(_visitors(scene, parse.head[above]))
    if parse.dep[whole] == Dep.POBJ and not roles.initiators:
        roles.initiators.extend(_accused(scene, above))
    if not roles.initiators and sense.type == "ASSAULT":
        roles.initiators.extend(_owning_up(scene, whole))
    if parse.dep[whole] in (Dep.DOBJ, Dep.NSUBJPASS) and tree.is_verb(parse, above):
        if whole != noun:
            add_prepositional(scene, whole, sense, roles)
        _add_agents(scene, above, sense, roles)


def _visitors(scene: Scene, above: int) -> tuple[Participant, ...]:
    """Who is on a visit: the subject of the verb that it modifies, or the noun; none of "urged X to act during"."""
    parse = scene.parse
    if parse.tag[above] == Tag.VB:
        return ()
    return scene.participants(tree.subjects(parse, above) if tree.is_verb(parse, above) else [above])


def _accused(scene: Scene, preposition: int) -> tuple[Participant, ...]:
    """Who is said to have done it: "accused Iran of the attack", "blamed Iran for the attack"."""
    parse = scene.parse
    verb, word = parse.head[preposition], parse.text[preposition].lower()
    if (parse.lemma[verb], word) in _ACCUSING:
        return scene.participants(tree.objects(parse, verb))
    return ()


def _owning_up(scene: Scene, attack: int) -> tuple[Participant, ...]:
    """Who says that he did it: "claimed the attack", "claimed responsibility for the attack"; not who never did."""
    parse = scene.parse
    burden, verb = attack, parse.head[attack]
    if parse.dep[attack] == Dep.POBJ and parse.text[verb].lower() == "for":
        burden, verb = parse.head[verb], parse.head[parse.head[verb]]
        if parse.lemma[burden].lower() not in words.of("burdens"):
            return ()
    elif parse.lemma[verb].lower() != "claim":
        return ()
    if parse.dep[burden] not in (Dep.DOBJ, Dep.NSUBJPASS) or parse.lemma[verb].lower() not in words.of("owning_up"):
        return ()
    if not verbs.is_finite(parse, verb) or tree.child(parse, verb, Dep.NEG) is not None or _may_only(parse, verb):
        return ()
    doers = [n for n in tree.actives(parse, verb) if not _is_nobody(parse, n)]
    return scene.participants(doers)


def _may_only(parse: Parse, verb: int) -> bool:
    """Whether a modal stands by a verb: "may claim"."""
    return any(parse.tag[c] == Tag.MD for c in tree.children(parse, verb, Dep.AUX))


def _is_nobody(parse: Parse, noun: int) -> bool:
    """Whether a noun stands for none: "no group", "neither side"."""
    return any(parse.lemma[c].lower() in words.of("negative") for c in tree.children(parse, noun, Dep.DET, Dep.PRECONJ))


def _add_agents(scene: Scene, verb: int, sense: Sense, roles: Roles) -> None:
    """Adds the agents of a light verb in the role that it gives them: who launched, orchestrated, backed the attack."""
    role = agent_role(scene.parse, verb)
    if role is None and _is_own_strike(scene, verb):
        role = "initiators"
    if role is not None:
        roles.of(role).extend(scene.participants(tree.actives(scene.parse, verb)))
        add_prepositional(scene, verb, sense, roles)


def _is_own_strike(scene: Scene, verb: int) -> bool:
    """Whether those who stop working end, or go on with, what is then their own strike: "the union will not end"."""
    parse = scene.parse
    if parse.lemma[verb].lower() not in words.of("ending"):
        return False
    return any(fits.is_of(parse, n, "stopping_work") for n in tree.actives(parse, verb))


def _place_beside(scene: Scene, noun: int) -> Place | None:
    """Where the verb above the noun, or those who take part, place it: "talks resumed in Vienna"."""
    parse = scene.parse
    beside = tree.prepositional(parse, noun, "by") or tree.prepositional(parse, noun, "with", "against", "on")
    return places.verb_place(scene, noun) or places.first_where(scene, beside)


def _belligerents(scene: Scene, truce: int) -> list[Participant]:
    """Between whom a truce is: those of the war that it halts, "in its war with Israel"."""
    parse, found = scene.parse, list[Participant]()
    for war in tree.prepositional(parse, truce, "in", "to", "of"):
        if parse.lemma[war].lower() in words.of("fought_with"):
            found.extend(scene.modifiers(war))
            found.extend(scene.participants(tree.prepositional(parse, war, "with", "between", "against")))
    return found
