"""Finds what happens: one pass over the tokens, each word of happening read with its roles, counts and modes."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.counts import Counted
from kg.facts.events import exceptions, outcomes, parties
from kg.facts.events import roles as roles_
from kg.facts.events.draft import Draft
from kg.facts.meaning import fits, senses
from kg.facts.meaning.senses import Sense
from kg.facts.model import Coding
from kg.facts.scene import Scene

# What is done to a truce is told by its verb.
_ON_TRUCES = frozenset({"CONCEDE", "SUPPORT", "AGREE"})
_HALT = Coding("RETREAT", ("ceasefire",))
_HALTING = Sense("RETREAT", ("ceasefire",), ())
# Types whose verbs say nothing where nobody is said to do it.
_DONE_BY_SOMEBODY = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE", "CONCEDE", "REJECT", "AGREE"})
# Of these, those that are told of whom they befall alone: "was pardoned".
_DONE_TO_SOMEBODY = frozenset({"AID", "CONCEDE", "COOPERATE"})


def drafts(scene: Scene, counted: list[Counted], taken: Collection[int]) -> list[Draft]:
    """All events outside title and headings, in reading order.

    The tokens in ``taken`` are told otherwise: triggers of sanctions, cues of coded statements.
    """
    parse, known = scene.parse, senses.lemmas()
    found: dict[int, Draft] = {}
    for token in range(len(parse)):
        if parse.lemma[token].lower() not in known or token in taken or parse.heading[parse.sentence[token]]:
            continue
        draft = _draft(scene, token)
        if draft is not None:
            found[token] = draft
    outcomes.join(scene, found, counted)
    for token in [t for t in found if _is_doubled(parse, t, found)]:
        del found[token]
    for token, ballot in [(t, _ballot(parse, t, found)) for t in found]:
        if ballot is not None:
            found[ballot].verb = token
            del found[token]
    found = _with_stops(scene, found)
    for draft in found.values():
        if len(draft.places) > 1:
            draft.roles.place = None  # "one dead in A, six hurt in B": the attack is not in A
    return [draft for draft in found.values() if _stands(scene, draft)]


def _ballot(parse: Parse, token: int, found: Mapping[int, Draft]) -> int | None:
    """The poll, told itself, in which a vote is cast: "voted in a referendum"."""
    within = tree.prepositional(parse, token, "in", "at") if found[token].coding.type == "VOTE" else []
    return next((n for n in within if n in found and found[n].sense.calendar and found[n].roles.place), None)


def _with_stops(scene: Scene, found: Mapping[int, Draft]) -> dict[int, Draft]:
    """The events, those that are only told to have stopped put as a halt: "stopped firing at", "halted its strikes"."""
    parse, kept = scene.parse, dict(found)
    for token, draft in found.items():
        whole = tree.whole(parse, token)
        verb = parse.head[whole]
        if draft.coding.type != "ASSAULT" or parse.lemma[verb].lower() not in words.of("ceasing"):
            continue
        if parse.dep[whole] == Dep.XCOMP and parse.tag[whole] == Tag.VBG and verb not in found:
            stoppers = parties.doers(scene, tree.actives(parse, verb) or parties.lost_subject(scene, verb))
            stop = Draft(verb, verb, _HALT, replace(draft.roles, initiators=stoppers), _HALTING)
            kept[verb] = stop
        elif (
            parse.dep[whole] not in (Dep.DOBJ, Dep.NSUBJPASS)
            or parse.lemma[token].lower() in ("war", "conflict")
            or verb not in found
            or found[verb].coding != _HALT
        ):
            continue
        else:
            roles = found[verb].roles
            roles.recipients.extend(draft.roles.recipients)
            roles.place = roles.place or draft.roles.place
            roles.tidy()
        del kept[token]
    return dict(sorted(kept.items()))


def _draft(scene: Scene, token: int) -> Draft | None:
    """The event that a word tells: its most specific sense for which the roles are there."""
    parse = scene.parse
    noun = parse.pos[token] in (Pos.NOUN, Pos.PROPN)
    if noun and (_is_part_of_a_name(parse, token) or _gathers(scene, token)):
        return None
    for sense in senses.all_(parse, token, scene):
        found = roles_.of_noun(scene, token, sense) if noun else roles_.of_verb(scene, token, sense)
        if found.has(sense.needs):
            return Draft(
                token, token - len(sense.companions) if noun else token, _coding(scene, token, sense), found, sense
            )
    return None


def _is_part_of_a_name(parse: Parse, noun: int) -> bool:
    """Whether a noun only tells the kind of another: "ceasefire talks", "attack ad"; not "attack victims"."""
    return parse.dep[noun] == Dep.COMPOUND and not fits.is_of(parse, parse.head[noun], "people")


def _gathers(scene: Scene, noun: int) -> bool:
    """Whether a noun only gathers others that happen: "a barrage of strikes"."""
    return any(senses.sense(scene.parse, n, scene) is not None for n in tree.gathered(scene.parse, noun)[1:])


def _coding(scene: Scene, token: int, sense: Sense) -> Coding:
    parse = scene.parse
    if parse.pos[token] == Pos.VERB:
        if sense.type == "COERCE" and sense.modes == ("seize",) and _takes_land(scene, token):
            return Coding("ASSAULT", (), ("military", "territory"))
        recoded = _by_whom(scene, token, sense)
        if recoded is not None:
            return recoded
        if sense.modes == ("troops",) and _is_for_help(parse, token):
            return Coding("AID", (), ("peacekeeping",))
        return Coding(sense.type, sense.modes, sense.contexts)
    if sense.type == "ASSAULT" and parse.lemma[token] == "strike" and _stops_work(parse, token):
        return Coding("PROTEST", ("strike",))
    return Coding(sense.type, *_coloured(parse, token, sense))


def _by_whom(scene: Scene, verb: int, sense: Sense) -> Coding | None:
    """What the verb is for those who do it or whom it befalls: states protest in notes, crowds are deported."""
    parse = scene.parse
    if (sense.type, sense.modes) == ("PROTEST", ("demo",)) and parse.lemma[verb].lower() == "protest":
        doers = tree.actives(parse, verb)
        states = any(fits.is_of(parse, d, group, scene) for d in doers for group in ("organs", "states"))
        return Coding("ACCUSE", ("disapprove",), ("diplomatic",)) if states else None
    if (sense.type, sense.modes) == ("SANCTION", ("expel",)):
        objects = tree.objects(parse, verb)
        if any(fits.is_of(parse, n, group) for n in objects for group in ("craft", "navy")):
            return Coding("COERCE", ("restrict",))
        entities = [(n, scene.entity_at(n)) for n in objects if not fits.is_of(parse, n, "diplomats")]
        if any(e is not None and e.type == "group" and parse.tag[n] == Tag.NNPS for n, e in entities):
            return Coding("COERCE", ("deport",))
    return None


def _is_for_help(parse: Parse, verb: int) -> bool:
    """Whether troops are sent to help: PLOVER's aid includes protection and peacekeeping."""
    below = [verb, *tree.objects(parse, verb)]
    purposes = (c for at in below for c in tree.children(parse, at, Dep.ADVCL, Dep.XCOMP, Dep.ACL, Dep.RELCL))
    return any(parse.tag[c] == Tag.VB and parse.lemma[c].lower() in words.of("helping") for c in purposes)


def _stops_work(parse: Parse, strike: int) -> bool:
    around = [
        *tree.prepositional(parse, strike, "by", "of"),
        *tree.children(parse, strike, Dep.COMPOUND, Dep.POSS, Dep.AMOD),
    ]
    if parse.dep[strike] == Dep.DOBJ:
        around.extend(tree.actives(parse, parse.head[strike]))
    return any(parse.lemma[t].lower() in words.of("stopping_work") for t in around)


def _takes_land(scene: Scene, verb: int) -> bool:
    """Whether a place is seized: land is taken by force, property by order."""
    return any(
        (m := scene.mention_at(t)) is not None and m.type in ("place", "state") for t in tree.objects(scene.parse, verb)
    )


def _coloured(parse: Parse, noun: int, sense: Sense) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Modes and contexts with what the modifiers of the noun add: "a drone attack", "a terrorist attack"."""
    modes, contexts = list(sense.modes), list(sense.contexts)
    for at in tree.children(parse, noun, Dep.COMPOUND, Dep.AMOD, Dep.NMOD):
        word = parse.lemma[at].lower()
        entry = words.entries().get(word)
        if entry is None:
            continue
        if sense.type == "ASSAULT" and entry.mode and not sense.modes:
            modes.append(entry.mode)
        if entry.context and entry.context not in contexts:
            contexts.append(entry.context)
    if sense.type == "ASSAULT" and {"terrorism", "cyber"} & set(contexts):
        contexts = [c for c in contexts if c != "military"]
    return tuple(dict.fromkeys(modes)), tuple(contexts)


def _is_doubled(parse: Parse, token: int, found: Mapping[int, Draft]) -> bool:
    """Whether another word tells the same event: "launch an attack", "the strike killed"."""
    draft = found[token]
    struck = [n for n in tree.actives(parse, token) if n in found] if tree.is_verb(parse, token) else []
    if draft.coding.type == "ASSAULT" and struck and found[struck[0]].coding.type == "ASSAULT":
        outcomes.give(found[struck[0]], draft)  # "an air strike hit the house"
        return True
    if (joint := _shot_and_wounded(parse, token, found)) is not None:
        found[joint].coding = draft.coding if not found[joint].coding.modes else found[joint].coding
        return True
    if parse.lemma[token].lower() in outcomes.HARMED or parse.lemma[token].lower() in words.of("results"):
        owner = outcomes.outcome_of(parse, token, found)
        if owner is not None and found[owner].coding.type == "ASSAULT":
            outcomes.give(found[owner], draft)
            return True
    if tree.is_verb(parse, token):
        objects = [inner for noun in tree.objects(parse, token) for inner in tree.gathered(parse, noun)]
        told = next((noun for noun in objects if _tells_more(found, noun, draft, parse, token)), None)
        if told is not None:
            outcomes.give(found[told], draft)
            found[told].verb = token
        return told is not None
    whole = tree.whole(parse, token)
    verb = parse.head[whole]
    return (
        parse.dep[whole] in (Dep.DOBJ, Dep.NSUBJPASS, Dep.POBJ)
        and verb in found
        and (
            (found[verb].coding.type == draft.coding.type and not _carries(parse, verb))
            or (found[verb].coding.type, draft.coding.type) == ("COOPERATE", "MOBILIZE")  # "held drills with X"
            or (found[verb].coding.type in _ON_TRUCES and draft.coding == _HALT)  # "declared a truce"
        )
    )


def _shot_and_wounded(parse: Parse, token: int, found: Mapping[int, Draft]) -> int | None:
    """The verb that tells the end of what this one begins: "shot and wounded two men"."""
    draft = found[token]
    if draft.coding.type != "ASSAULT" or draft.roles.recipients or draft.roles.place or draft.counts:
        return None
    harmed = (c for c in tree.children(parse, token, Dep.CONJ) if parse.lemma[c].lower() in outcomes.HARMED)
    return next((c for c in harmed if c in found), None) if tree.is_verb(parse, token) else None


def _tells_more(found: Mapping[int, Draft], noun: int, draft: Draft, parse: Parse, verb: int) -> bool:
    return noun in found and found[noun].coding.type == draft.coding.type and _carries(parse, verb)


def _carries(parse: Parse, verb: int) -> bool:
    return any(verbs.name(parse, verb) in words.of(group) for group in ("carrying_out", "orchestrating", "backing"))


def _stands(scene: Scene, draft: Draft) -> bool:
    """Whether enough is told to call it an event: better to miss one than to be wrong."""
    parse, roles = scene.parse, draft.roles
    if exceptions.is_no_event(scene, draft):
        return False
    if draft.sense.calendar:
        return roles.place is not None or _has_year(parse, draft.token)
    if tree.is_verb(parse, draft.token):
        return _verb_stands(scene, draft)
    if parse.lemma[draft.token].lower() in words.of("warfare"):
        return bool(roles.recipients or roles.place)
    if draft.sense.mutual:
        together = roles.place is not None or draft.coding.type == "COOPERATE"  # "joint drills" are nobody's alone
        return len(roles.actors()) > 1 or bool(roles.initiators and together)
    return bool(roles.actors() or roles.place or draft.counts)


def _verb_stands(scene: Scene, draft: Draft) -> bool:
    parse, roles, type_ = scene.parse, draft.roles, draft.coding.type
    if parse.lemma[draft.token].lower() in outcomes.HARMED:
        return _is_violent(scene, draft)
    if draft.sense.mutual or type_ in _DONE_BY_SOMEBODY:
        granted = type_ in _DONE_TO_SOMEBODY and tree.is_passive(parse, draft.token)
        return bool(roles.initiators or (granted and roles.recipients))
    if draft.sense.giver is not None:
        return True
    doers = [doer for doer in tree.actives(parse, draft.token) if parse.pos[doer] not in (Pos.PRON, Pos.PROPN)]
    if doers and not roles.initiators:
        # Storms, scandals and laws strike, close and ban; arms strike for somebody, known or not.
        armed = type_ == "ASSAULT" and any(fits.is_of(parse, doer, "weapons") for doer in doers)
        return armed and bool(roles.recipients or roles.place or draft.counts)
    return bool(roles.actors() or (roles.place and (draft.counts or type_ == "ASSAULT")))


def _has_year(parse: Parse, noun: int) -> bool:
    return any(
        parse.pos[c] == Pos.NUM and len(parse.text[c]) == 4
        for c in tree.children(parse, noun, Dep.NUMMOD, Dep.COMPOUND, Dep.NMOD)
    )


def _is_violent(scene: Scene, draft: Draft) -> bool:
    """Whether somebody killed them; accidents and disasters kill too."""
    parse = scene.parse
    actors = tree.actives(parse, draft.token)
    if actors:
        return bool(draft.roles.initiators) and bool(draft.roles.recipients or draft.counts)
    causes = tree.prepositional(parse, draft.token, "in", "by", "during", "when", "after")
    if any(parse.lemma[c].lower() in words.of("accidents") for c in causes):
        return False
    if parse.lemma[draft.token].lower() == "injure":
        return False  # nobody knows by what
    return bool(draft.roles.place and (draft.roles.recipients or draft.counts))
