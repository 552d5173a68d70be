"""Events that two words tell between them, told once: "launch an attack", "voted in a referendum", "stopped firing"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Tag
from kg.facts.events import outcomes, parties
from kg.facts.events.draft import EventDraft
from kg.facts.events.light_verbs import agent_role
from kg.facts.meaning.senses import Sense
from kg.facts.model import Coding
from kg.facts.scene import Scene

Found = Mapping[int, EventDraft]

# What is done to a truce is told by its verb.
_ON_TRUCES: Final = frozenset({"CONCEDE", "SUPPORT", "AGREE"})
_HALT: Final = Coding("RETREAT", ("ceasefire",))
_HALTING: Final = Sense("RETREAT", ("ceasefire",), ())
# Letters that "invade" and "invasion" have in common.
_STEM: Final = 4
_ARGUMENTS: Final = frozenset({Dep.DOBJ, Dep.NSUBJPASS, Dep.POBJ})
_PURPOSES: Final = frozenset({Dep.ADVCL, Dep.XCOMP, Dep.ACL, Dep.RELCL})


def merged(scene: Scene, found: Found) -> dict[int, EventDraft]:
    """The events, each told once, in reading order; what another word knows of one has been handed over to it."""
    return _with_halts(scene, _with_ballots(scene.parse, _without_doubles(scene.parse, found)))


def _without_doubles(parse: Parse, found: Found) -> dict[int, EventDraft]:
    """The events without those that another word tells as well: "launch an attack", "the strike killed"."""
    doubles: set[int] = set()
    for token, draft in found.items():
        for find_twin, hand_over in _TWINS:
            twin = find_twin(parse, token, found)
            if twin is not None:
                hand_over(found[twin], draft)
                doubles.add(token)
                break
    return {token: draft for token, draft in found.items() if token not in doubles}


def _attacking_subject(parse: Parse, verb: int, found: Found) -> int | None:
    """The attack that is the agent of a verb of attack: "an air strike hit the house"."""
    if not tree.is_verb(parse, verb) or found[verb].coding.type != "ASSAULT":
        return None
    agent = next((n for n in tree.actives(parse, verb) if n in found), None)
    return agent if agent is not None and found[agent].coding.type == "ASSAULT" else None


def _coordinated_harm(parse: Parse, verb: int, found: Found) -> int | None:
    """The verb of harm coordinated with one of attack that has no object: "shot and wounded two men"."""
    draft = found[verb]
    if draft.coding.type != "ASSAULT" or not tree.is_verb(parse, verb):
        return None
    if draft.roles.recipients or draft.roles.place or draft.counts:
        return None
    harms = (c for c in tree.children(parse, verb, Dep.CONJ) if parse.lemma[c].lower() in outcomes.HARMED)
    return next((c for c in harms if c in found), None)


def _attack_behind_harm(parse: Parse, token: int, found: Found) -> int | None:
    """The attack whose outcome a word of harm tells: "25 were killed in the attack"."""
    lemma = parse.lemma[token].lower()
    if lemma not in outcomes.HARMED and lemma not in words.of("results"):
        return None
    cause = outcomes.outcome_of(parse, token, found)
    return cause if cause is not None and found[cause].coding.type == "ASSAULT" else None


def _attack_above_purpose(parse: Parse, verb: int, found: Found) -> int | None:
    """The attack whose purpose an infinitive of attack tells: "launched strikes to destroy what was left"."""
    if not verbs.has_to(parse, verb) or parse.dep[verb] not in _PURPOSES or found[verb].coding.type != "ASSAULT":
        return None
    above = parse.head[verb]
    attacks = [above, *(tree.objects(parse, above) if tree.is_verb(parse, above) else ())]
    return next((at for at in attacks if at in found and at < verb and found[at].coding.type == "ASSAULT"), None)


def _event_as_object(parse: Parse, verb: int, found: Found) -> int | None:
    """The event noun, of the verb's own type, that is the object of a light verb: "carry out an attack"."""
    if not tree.is_verb(parse, verb) or agent_role(parse, verb) is None:
        return None
    objects = (inner for noun in tree.objects(parse, verb) for inner in tree.gathered(parse, noun))
    return next((n for n in objects if n in found and found[n].coding.type == found[verb].coding.type), None)


def _verb_over_noun(parse: Parse, noun: int, found: Found) -> int | None:
    """The verb that tells what happens to its event noun, and so the event: "signed an agreement"."""
    if tree.is_verb(parse, noun):
        return None
    whole = tree.whole(parse, noun)
    verb = parse.head[whole]
    if parse.dep[whole] not in _ARGUMENTS or verb not in found:
        return None
    above, below = found[verb].coding, found[noun].coding
    is_same = (
        (above.type == below.type and agent_role(parse, verb) is None)
        or (above.type, below.type) == ("COOPERATE", "MOBILIZE")  # "held drills with X"
        or (above.type in _ON_TRUCES and below == _HALT)  # "declared a truce"
        or found[verb].sense.name == "announce-withdrawal"
    )
    return verb if is_same else None


def _told_before(parse: Parse, noun: int, found: Found) -> int | None:
    """The verb that told an event before the noun made of it: "X shelled Y, and the shelling of Y killed nine"."""
    if tree.is_verb(parse, noun) or not _points_back(parse, noun):
        return None
    told = (v for v in tree.ancestors(parse, noun) if v in found and v < noun and tree.is_verb(parse, v))
    return next((v for v in told if _is_made_of(parse, noun, v) and _are_one(found[noun], found[v])), None)


def _are_one(later: EventDraft, earlier: EventDraft) -> bool:
    """Whether two drafts of one kind of event have the same aim; one that tells none, the same agents."""
    if later.coding.type != earlier.coding.type:
        return False
    aims = {p.actor for p in later.roles.recipients} | ({later.roles.place.iri} if later.roles.place else set())
    known = earlier.roles.actors() | ({earlier.roles.place.iri} if earlier.roles.place else set())
    return aims <= known if aims else bool(later.roles.actors() & known)


def _points_back(parse: Parse, noun: int) -> bool:
    """Whether a noun has an article or owner that takes it as known: "the attack", "its blockade"."""
    return any(parse.lemma[c].lower() in words.of("pointing") for c in tree.children(parse, noun, Dep.DET, Dep.POSS))


def _is_made_of(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun has the stem of a verb: "shelling" of "shell", "bombardment" of "bombard"."""
    return parse.lemma[noun].lower().startswith(parse.lemma[verb].lower()[:_STEM])


def _give_coding(owner: EventDraft, double: EventDraft) -> None:
    """Makes the means known that only the first of two verbs tells: "shot and wounded"."""
    if not owner.coding.modes:
        owner.coding = double.coding


def _give_with_date(owner: EventDraft, double: EventDraft) -> None:
    """Hands over what a light verb knows of its object, the date too: "launched an attack on Monday"."""
    outcomes.give(owner, double)
    owner.verb = double.token


def _give_nothing(owner: EventDraft, double: EventDraft) -> None:
    """The other word has read the roles already, or tells what the double only aims at."""


# How another word may tell the same event, the first that holds, and what that word is given of it.
_TWINS: Final[
    tuple[tuple[Callable[[Parse, int, Found], int | None], Callable[[EventDraft, EventDraft], None]], ...]
] = (
    (_attacking_subject, outcomes.give),
    (_coordinated_harm, _give_coding),
    (_attack_behind_harm, outcomes.give),
    (_attack_above_purpose, _give_nothing),
    (_event_as_object, _give_with_date),
    (_verb_over_noun, _give_nothing),
    (_told_before, outcomes.give),
)


def _with_ballots(parse: Parse, found: Found) -> dict[int, EventDraft]:
    """The events without votes cast in a poll told itself, which they date: "voted in a referendum"."""
    polls = {vote: poll for vote in found if (poll := _poll_of(parse, vote, found)) is not None}
    for vote, poll in polls.items():
        found[poll].verb = vote
    return {token: draft for token, draft in found.items() if token not in polls}


def _poll_of(parse: Parse, vote: int, found: Found) -> int | None:
    """The poll, told itself, in which a vote is cast."""
    adjuncts = tree.prepositional(parse, vote, "in", "at") if found[vote].coding.type == "VOTE" else []
    return next((n for n in adjuncts if n in found and found[n].sense.calendar and found[n].roles.place), None)


def _with_halts(scene: Scene, found: Found) -> dict[int, EventDraft]:
    """The events with a halt for each attack that is only told to have stopped: "halted its strikes"."""
    parse, kept = scene.parse, dict(found)
    for token, draft in found.items():
        whole = tree.whole(parse, token)
        verb = parse.head[whole]
        if draft.coding.type != "ASSAULT" or parse.lemma[verb].lower() not in words.of("ceasing"):
            continue
        if verb not in found and parse.dep[whole] == Dep.XCOMP and parse.tag[whole] == Tag.VBG:
            kept[verb] = _halt(scene, verb, draft)
        elif verb in found and found[verb].coding == _HALT and _is_halted(parse, token, whole):
            _aim(found[verb], draft)
        else:
            continue
        del kept[token]
    return dict(sorted(kept.items()))


def _is_halted(parse: Parse, attack: int, whole: int) -> bool:
    """Whether an attack is what a verb of ceasing ends; the end of a war is told by the war."""
    return parse.dep[whole] in (Dep.DOBJ, Dep.NSUBJPASS) and parse.lemma[attack].lower() not in ("war", "conflict")


def _halt(scene: Scene, verb: int, attack: EventDraft) -> EventDraft:
    """The halt that a verb tells of the attack in its gerund: "Hezbollah stopped firing at Israel"."""
    subjects = tree.actives(scene.parse, verb) or parties.lost_subject(scene, verb)
    roles = replace(attack.roles, initiators=parties.agents(scene, subjects))
    return EventDraft(verb, verb, _HALT, roles, _HALTING)


def _aim(halt: EventDraft, attack: EventDraft) -> None:
    """Hands over to a halt at whom, and where, the attacks were aimed that it ends: "halted its strikes on Gaza"."""
    halt.roles.recipients.extend(attack.roles.recipients)
    halt.roles.place = halt.roles.place or attack.roles.place
    halt.roles.tidy()
