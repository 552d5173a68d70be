"""Finds what happens: one pass over the tokens, each word of happening read with its roles, counts and modes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.document import Parse
from kg.facts import grammar, tree
from kg.facts.counts import Counted
from kg.facts.events import fits, senses
from kg.facts.events import roles as roles_
from kg.facts.events.roles import Roles
from kg.facts.events.senses import Sense
from kg.facts.model import Coding, Count
from kg.facts.scene import Scene

_HARMED = frozenset({"kill", "wound", "injure"})
# Types whose verbs say nothing where nobody is said to do it.
_DONE_BY_SOMEBODY = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE", "CONCEDE", "REJECT", "AGREE"})
# Of these, those that are told of whom they befall alone: "was pardoned".
_DONE_TO_SOMEBODY = frozenset({"AID", "CONCEDE", "COOPERATE"})


@dataclass(slots=True)
class Draft:
    """An event before voices are told apart."""

    token: int
    first: int
    coding: Coding
    roles: Roles
    sense: Sense
    counts: list[Count] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


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
    _join_counts(scene, found, counted)
    for token in [t for t in found if _is_doubled(parse, t, found)]:
        del found[token]
    for draft in found.values():
        if len(draft.places) > 1:
            draft.roles.place = None  # "one dead in A, six hurt in B": the attack is not in A
    return [draft for draft in found.values() if _stands(scene, draft)]


def _draft(scene: Scene, token: int) -> Draft | None:
    """The event that a word tells: its most specific sense for which the roles are there."""
    parse = scene.parse
    noun = parse.pos[token] in ("NOUN", "PROPN")
    if noun and _is_part_of_a_name(parse, token):
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
    return parse.dep[noun] == "compound" and not fits.is_of(parse, parse.head[noun], "people")


def _coding(scene: Scene, token: int, sense: Sense) -> Coding:
    parse = scene.parse
    if parse.pos[token] == "VERB":
        if sense.type == "COERCE" and sense.modes == ("seize",) and _takes_land(scene, token):
            return Coding("ASSAULT", (), ("military", "territory"))
        if sense.modes == ("troops",) and _is_for_help(parse, token):
            return Coding("AID", (), ("peacekeeping",))
        return Coding(sense.type, sense.modes, sense.contexts)
    if sense.type == "ASSAULT" and parse.lemma[token] == "strike" and _stops_work(parse, token):
        return Coding("PROTEST", ("strike",))
    return Coding(sense.type, *_coloured(parse, token, sense))


def _is_for_help(parse: Parse, verb: int) -> bool:
    """Whether troops are sent to help: PLOVER's aid includes protection and peacekeeping."""
    below = [verb, *tree.objects(parse, verb)]
    purposes = (c for at in below for c in tree.children(parse, at, "advcl", "xcomp", "acl", "relcl"))
    return any(parse.tag[c] == "VB" and parse.lemma[c].lower() in senses.words("helping") for c in purposes)


def _stops_work(parse: Parse, strike: int) -> bool:
    around = (*tree.prepositional(parse, strike, "by", "of"), *tree.children(parse, strike, "compound", "poss", "amod"))
    return any(parse.lemma[t].lower() in senses.words("labour") for t in around)


def _takes_land(scene: Scene, verb: int) -> bool:
    """Whether a place is seized: land is taken by force, property by order."""
    return any(
        (m := scene.mention_at(t)) is not None and m.type in ("place", "state") for t in tree.objects(scene.parse, verb)
    )


def _coloured(parse: Parse, noun: int, sense: Sense) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Modes and contexts with what the modifiers of the noun add: "a drone attack", "a terrorist attack"."""
    modes, contexts = list(sense.modes), list(sense.contexts)
    for at in tree.children(parse, noun, "compound", "amod", "nmod"):
        word = parse.lemma[at].lower()
        mode = senses.words("modifiers").get(word)
        if sense.type == "ASSAULT" and mode and not sense.modes:
            modes.append(mode)
        context = senses.words("modifier_contexts").get(word)
        if context and context not in contexts:
            contexts.append(context)
    if sense.type == "ASSAULT" and {"terrorism", "cyber"} & set(contexts):
        contexts = [c for c in contexts if c != "military"]
    return tuple(dict.fromkeys(modes)), tuple(contexts)


def _join_counts(scene: Scene, found: Mapping[int, Draft], counted: list[Counted]) -> None:
    """Counts go to the event they tell the outcome of: "an attack killing 25", "25 were killed in the attack"."""
    for item in counted:
        owner = _outcome_of(scene.parse, item.token, found)
        if owner is None and item.token in found:
            owner = item.token
        if owner is not None:
            found[owner].counts.append(item.count)
            verb = _verb_over(scene.parse, item.token)
            around = (roles_.where(scene, at) for at in (verb, *tree.objects(scene.parse, verb)))
            found[owner].places |= {place.iri for place in around if place is not None}


def _verb_over(parse: Parse, token: int) -> int:
    """The verb that a word of harm is or hangs on."""
    if tree.is_verb(parse, token):
        return token
    return next((a for a in tree.ancestors(parse, token) if tree.is_verb(parse, a)), token)


def _outcome_of(parse: Parse, token: int, found: Mapping[int, Draft]) -> int | None:
    """The event whose result a word of harm tells."""
    verb = _verb_over(parse, token)
    if parse.lemma[verb].lower() not in senses.words("results") and verb not in found:
        return None
    # "25 were killed and 100 injured in the attack" tells one outcome.
    beside = [c for c in tree.children(parse, verb, "conj") if parse.tag[c] == "VBN"]
    causes = [n for at in (verb, *beside) for n in tree.prepositional(parse, at, "in", "by", "during", "after")]
    tolls = [n for s in tree.subjects(parse, verb) for n in tree.prepositional(parse, s, "from", "of", "in")]
    for at in (*tree.actives(parse, verb), *causes, *tolls):
        if parse.tag[at] == "WDT" and parse.dep[verb] == "relcl":
            at = parse.head[verb]  # "the clashes, in which 11 people died"
        if at in found and at != token and parse.pos[at] == "NOUN":
            return at
    meanwhile = (c for at in (verb, *beside) for c in tree.children(parse, at, "advcl") if _is_meanwhile(parse, c))
    if (strike := next((c for c in meanwhile if c in found and found[c].coding.type == "ASSAULT"), None)) is not None:
        return strike
    if parse.dep[verb] in ("advcl", "acl", "xcomp", "relcl") and parse.tag[verb] in ("VBG", "VBD", "VBN"):
        above = parse.head[verb]
        candidates = (
            [above, *tree.objects(parse, above), *tree.subjects(parse, above)]
            if tree.is_verb(parse, above)
            else [above]
        )
        return next((at for at in candidates if at in found and at != token), None)
    if parse.dep[verb] == "conj" and parse.head[verb] != verb and tree.is_verb(parse, parse.head[verb]):
        return _outcome_of(parse, parse.head[verb], found)
    return None


def _is_meanwhile(parse: Parse, clause: int) -> bool:
    """Whether a clause tells what did it: "were killed when missiles hit the town"."""
    opening = tree.children(parse, clause, "mark", "advmod")
    return any(parse.lemma[c].lower() in ("when", "after", "as") for c in opening)


def _is_doubled(parse: Parse, token: int, found: Mapping[int, Draft]) -> bool:
    """Whether another word tells the same event: "launch an attack", "the strike killed"."""
    draft = found[token]
    if parse.lemma[token].lower() in _HARMED or parse.lemma[token].lower() in senses.words("results"):
        owner = _outcome_of(parse, token, found)
        if owner is not None and found[owner].coding.type == "ASSAULT":
            _give(found[owner], draft)
            return True
    if tree.is_verb(parse, token):
        return any(_tells_more(found, noun, draft, parse, token) for noun in tree.objects(parse, token))
    verb = parse.head[token]
    return (
        parse.dep[token] in ("dobj", "nsubjpass", "pobj")
        and verb in found
        and found[verb].coding.type == draft.coding.type
        and not _carries(parse, verb)
    )


def _tells_more(found: Mapping[int, Draft], noun: int, draft: Draft, parse: Parse, verb: int) -> bool:
    return noun in found and found[noun].coding.type == draft.coding.type and _carries(parse, verb)


def _carries(parse: Parse, verb: int) -> bool:
    particle = tree.child(parse, verb, "prt")
    name = parse.lemma[verb].lower() + (f" {parse.lemma[particle].lower()}" if particle is not None else "")
    return any(name in verbs for verbs in senses.words("carriers").values())


def _give(owner: Draft, harmed: Draft) -> None:
    """What the word of harm knows and the event does not: who was harmed, where."""
    known = owner.roles.actors()
    owner.roles.recipients.extend(p for p in harmed.roles.recipients if p.actor not in known)
    owner.roles.place = owner.roles.place or harmed.roles.place
    owner.places |= harmed.places
    owner.counts.extend(c for c in harmed.counts if c not in owner.counts)


def _stands(scene: Scene, draft: Draft) -> bool:
    """Whether enough is told to call it an event: better to miss one than to be wrong."""
    parse, roles = scene.parse, draft.roles
    if draft.sense.calendar:
        return roles.place is not None or _has_year(parse, draft.token)
    if _is_dreaded(parse, draft.token) or _is_war_of_words(scene, draft) or _is_lodged(parse, draft.token):
        return False
    if tree.is_verb(parse, draft.token):
        return _verb_stands(scene, draft)
    if _is_figurative(scene, draft):
        return False
    if parse.lemma[draft.token].lower() in ("battle", "war", "fight", "campaign"):
        return bool(roles.recipients or roles.place)
    if draft.sense.mutual:
        return len(roles.actors()) > 1 or bool(roles.initiators and roles.place)
    return bool(roles.actors() or roles.place or draft.counts)


def _verb_stands(scene: Scene, draft: Draft) -> bool:
    parse, roles, type_ = scene.parse, draft.roles, draft.coding.type
    if parse.lemma[draft.token].lower() in _HARMED:
        return _is_violent(scene, draft)
    if draft.sense.mutual or type_ in _DONE_BY_SOMEBODY:
        granted = type_ in _DONE_TO_SOMEBODY and tree.is_passive(parse, draft.token)
        return bool(roles.initiators or (granted and roles.recipients))
    if draft.sense.giver is not None:
        return True
    doers = [doer for doer in tree.actives(parse, draft.token) if parse.pos[doer] not in ("PRON", "PROPN")]
    if doers and not roles.initiators:
        # Storms, scandals and laws strike, close and ban; arms strike for somebody, known or not.
        armed = type_ == "ASSAULT" and any(fits.is_of(parse, doer, "weapons") for doer in doers)
        return armed and bool(roles.recipients or roles.place or draft.counts)
    if any(_is_disaster(parse, doer) for doer in doers):
        return False
    return bool(roles.actors() or (roles.place and (draft.counts or type_ == "ASSAULT")))


def _is_disaster(parse: Parse, doer: int) -> bool:
    return any(fits.is_of(parse, t, "disasters") for t in (doer, *tree.children(parse, doer, "compound", "nmod")))


def _is_figurative(scene: Scene, draft: Draft) -> bool:
    """Whether an idea is attacked: "an attack on press freedom", "an assault on his record"."""
    if draft.coding.type != "ASSAULT":
        return False
    aims = tree.prepositional(scene.parse, draft.token, "on", "against", "upon")
    return bool(aims) and all(
        scene.mention_at(aim) is None and fits.is_of(scene.parse, aim, "figurative") for aim in aims
    )


def _is_dreaded(parse: Parse, noun: int) -> bool:
    """Whether a war is one that there is not: "cannot afford another war", "to avoid a war"."""
    if parse.lemma[noun].lower() not in ("war", "conflict") or parse.pos[noun] != "NOUN":
        return False
    marks = {parse.lemma[c].lower() for c in tree.children(parse, noun, "det")}
    above = parse.lemma[parse.head[noun]].lower()
    averted = parse.dep[noun] in ("dobj", "nsubjpass") and above in grammar.words("averting")
    return "another" in marks or (averted and not marks & {"the", "this", "that"})


def _is_war_of_words(scene: Scene, draft: Draft) -> bool:
    """Whether a person "attacks", "hits", "battles" somebody: with words, mostly."""
    parse = scene.parse
    if not tree.is_verb(parse, draft.token) or parse.lemma[draft.token].lower() not in grammar.words("wordy"):
        return False
    heads = [scene.entities.get(p.actor) for p in draft.roles.initiators]
    return bool(heads) and all(e is not None and e.type in ("person", "position") for e in heads)


def _is_lodged(parse: Parse, noun: int) -> bool:
    """Whether a protest is a diplomat's paper: "lodged a protest with Beijing"."""
    return parse.dep[noun] == "dobj" and parse.lemma[parse.head[noun]].lower() in grammar.words("lodging")


def _has_year(parse: Parse, noun: int) -> bool:
    return any(
        parse.pos[c] == "NUM" and len(parse.text[c]) == 4
        for c in tree.children(parse, noun, "nummod", "compound", "nmod")
    )


def _is_violent(scene: Scene, draft: Draft) -> bool:
    """Whether somebody killed them; accidents and disasters kill too."""
    parse = scene.parse
    actors = tree.actives(parse, draft.token)
    if actors:
        return bool(draft.roles.initiators) and bool(draft.roles.recipients or draft.counts)
    causes = tree.prepositional(parse, draft.token, "in", "by", "during", "when", "after")
    if any(parse.lemma[c].lower() in grammar.words("accidents") for c in causes):
        return False
    return bool(draft.roles.place and (draft.roles.recipients or draft.counts))
