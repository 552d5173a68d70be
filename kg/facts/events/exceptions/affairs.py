"""Affairs that are no politics, whatever their word: of sport, business, nature, of words and ideas."""

from collections.abc import Iterable

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.coding import stops_work
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import evidence
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_LEGAL = frozenset({"REJECT", "SANCTION", "ACCUSE", "COERCE"})
# What firms do as well as states.
_DEALT = frozenset({"AGREE", "CONCEDE", "CONSULT", "REJECT", "SUPPORT"})
# What teams do to one another, and states too; those who die at a match die all the same.
_PLAYED = frozenset({"CONSULT", "AGREE", "RETREAT", "ASSAULT", "COOPERATE", "SUPPORT"})


@exception(
    "feared-war",
    says="another war, or one to be averted, is one that there is not",
    needs="Lebanon said it could not afford another war with Israel.",
    spares="Lebanon said it could not afford the war with Israel.",
)
def _is_feared_war(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    if parse.lemma[noun].lower() not in ("war", "conflict") or parse.pos[noun] != Pos.NOUN:
        return False
    marks = {parse.lemma[c].lower() for c in tree.children(parse, noun, Dep.DET)}
    above = parse.lemma[parse.head[noun]].lower()
    averted = parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS) and above in words.of("averting")
    return "another" in marks or (averted and not marks & {"the", "this", "that"})


@exception(
    "attack-to-prevent",
    says="an attack that somebody tries, or is sent, to prevent has not been made, whoever fears it",
    needs="Police in Novi Sad were trying to prevent an attack on the mosque.",
    spares="Police in Novi Sad could not prevent the attack on the mosque.",
)
def _is_attack_to_prevent(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    whole = tree.whole(parse, noun)
    verb = parse.head[whole]
    if draft.coding.type not in ("ASSAULT", "COERCE", "PROTEST") or parse.pos[noun] != Pos.NOUN or draft.counts:
        return False
    if parse.dep[whole] != Dep.DOBJ or parse.lemma[verb].lower() not in words.of("preventing"):
        return False
    known = {parse.lemma[c].lower() for c in tree.children(parse, whole, Dep.DET, Dep.POSS)} - {"a", "an", "any"}
    return verbs.has_to(parse, verb) and not known and not tree.children(parse, whole, Dep.POSS)


@exception(
    "war-of-words",
    says="a person who attacks, hits or battles somebody mostly does so with words",
    needs="Donald Trump attacked Joe Biden at a rally in Ohio.",
    spares="Russia attacked Ukraine.",
)
def _is_war_of_words(scene: Scene, draft: EventDraft) -> bool:
    parse = scene.parse
    if not tree.is_verb(parse, draft.token) or parse.lemma[draft.token].lower() not in words.of("wordy"):
        return False
    if evidence.is_with_arms(scene, draft):
        return False
    heads = [scene.entities.get(p.actor) for p in draft.roles.initiators]
    return bool(heads) and all(e is not None and e.type in ("person", "position") for e in heads)


@exception(
    "note-of-protest",
    says="a protest that is lodged is a diplomat's paper",
    needs="Japan lodged a protest with China over the patrols.",
    spares="Students held a protest in Tokyo over the patrols.",
)
def _is_note_of_protest(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    if parse.dep[noun] == Dep.POBJ and parse.lemma[noun].lower() == "protest":
        paper = parse.head[parse.head[noun]]  # "a note of protest"
        return parse.lemma[parse.head[noun]].lower() == "of" and _is_of(parse, [paper], "notes")
    return parse.dep[noun] == Dep.DOBJ and _is_of(parse, [parse.head[noun]], "lodging")


@exception(
    "attack-on-idea",
    says="an attack on a freedom, a record or a right hurts nobody's body",
    needs="Hungary's attack on press freedom was condemned by the European Union.",
    spares="Hungary's attack on Slovakia was condemned by the European Union.",
)
def _is_attack_on_idea(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "ASSAULT" or tree.is_verb(scene.parse, draft.token):
        return False
    aims = tree.prepositional(scene.parse, draft.token, "on", "against", "upon")
    return fits.is_aimed_at_idea(scene.parse, draft.token) and all(scene.mention_at(aim) is None for aim in aims)


@exception(
    "sport",
    says="what teams do to one another in a match is no politics",
    needs="France and Germany met in the semi-final in Munich.",
    spares="France and Germany met in the final hours of the summit in Munich.",
)
def _is_sport(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type not in _PLAYED or draft.counts:
        return False
    parse = scene.parse
    if draft.coding.type == "ASSAULT" and evidence.is_told_of(scene, draft):
        return False
    if draft.coding.type == "CONSULT" and any(_is_in_office(scene, n) for n in evidence.sides(scene, draft).doers):
        return False
    first, end = parse.sentences[parse.sentence[draft.token]]
    return any(
        (parse.pos[t] == Pos.NOUN and parse.lemma[t].lower() in words.of("games"))
        or (parse.text[t].lower() in ("final", "finals") and parse.text[t - 1] == "-")
        for t in range(first, end)
    )


@exception(
    "trip-pointed-at",
    says="a visit without its visitor, or one that is only pointed back at, is not told",
    needs="Blinken met Abbas during his visit.",
    spares="Blinken met Abbas during his visit to Jordan.",
)
def _is_trip_pointed_at(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.modes != ("visit",):
        return False
    owned = any(scene.parse.tag[c] == Tag.PRP_ for c in scene.parse.children[draft.token])
    pointed_at = owned and draft.roles.place is None and not draft.roles.recipients
    return pointed_at or not draft.roles.actors()


@exception(
    "armed-people",
    says="to be armed is how somebody is, and nothing that happened",
    needs="Militias armed by Iran left Syria.",
    spares="Iran armed militias in Syria.",
)
def _is_armed_people(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    return parse.lemma[token].lower() == "arm" and parse.dep[token] in (Dep.ACL, Dep.AMOD)


@exception(
    "destroyed-scrap",
    says="what is of no use to anybody any more is sunk and blown up for no enemy",
    needs="The United States sank a decommissioned ship.",
    spares="The United States sank an Iranian ship.",
)
def _is_destroyed_scrap(scene: Scene, draft: EventDraft) -> bool:
    parse = scene.parse
    if draft.coding.modes != ("destroy",) or not tree.is_verb(parse, draft.token):
        return False
    destroyed = tree.objects(parse, draft.token)
    marks = [c for n in destroyed for c in tree.children(parse, n, Dep.AMOD, Dep.COMPOUND)]
    scrap = words.of("scrap")
    return any(parse.lemma[c].lower() in scrap or parse.text[c].lower() in scrap for c in marks)


@exception(
    "destroyed-hopes",
    says="what is destroyed can be seen and touched: not hopes, not the little that is left",
    needs="Israel destroyed the little that was left.",
    spares="Israel destroyed bridges.",
)
def _is_destroyed_hopes(scene: Scene, draft: EventDraft) -> bool:
    parse = scene.parse
    if draft.coding.modes != ("destroy",) or not tree.is_verb(parse, draft.token):
        return False
    destroyed = tree.objects(parse, draft.token)
    return bool(destroyed) and all(
        parse.pos[n] in (Pos.ADJ, Pos.PRON) or _is_of(parse, [n], "intangible") for n in destroyed
    )


@exception(
    "address-to-listeners",
    says="to speak to reporters, or to the public, is no talk between two sides",
    needs="Sergei Lavrov spoke to reporters in Moscow.",
    spares="Sergei Lavrov spoke to diplomats in Moscow.",
)
def _is_address_to_listeners(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.type != "CONSULT" or not tree.is_verb(parse, token):
        return False
    heard = tree.prepositional(parse, token, "to", "with", "before")
    if parse.lemma[token].lower() not in ("speak", "talk"):
        return False
    if not heard and _is_of(parse, tree.prepositional(parse, token, "on"), "terms"):
        return True  # "spoke on condition of anonymity"
    return bool(heard) and all(
        _is_of(parse, [n], "listeners") or ((e := scene.entity_at(n)) is not None and e.type == "media-outlet")
        for n in heard
    )


@exception(
    "change-of-position",
    says="who retreats from a position, a promise or a claim gives up no land",
    needs="Hungary retreated from its position.",
    spares="Hungary retreated from its positions.",
)
def _is_change_of_position(scene: Scene, draft: EventDraft) -> bool:
    parse = scene.parse
    if draft.coding.modes != ("withdraw",) or draft.coding.type != "RETREAT":
        return False
    left = tree.prepositional(parse, draft.token, "from")
    return bool(left) and all(parse.tag[n] == Tag.NN and _is_of(parse, [n], "stances") for n in left)


@exception(
    "manager-resigns",
    says="who resigns runs a firm or a team, and no state",
    needs="The manager Jane Smith resigned on Monday.",
    spares="The minister Jane Smith resigned on Monday.",
)
def _is_manager_resigning(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.modes != ("resign",):
        return False
    who = tree.actives(parse, token) if tree.is_verb(parse, token) else tree.prepositional(parse, token, "of", "by")
    beside = [t for w in who for t in (w, *tree.children(parse, w, Dep.COMPOUND, Dep.APPOS, Dep.NMOD))]
    owners = (
        t for w in beside for t in (*tree.children(parse, w, Dep.POSS), *tree.prepositional(parse, w, "of", "at"))
    )
    return _is_of(parse, beside, "managers") or any(_is_firm(scene, t) for t in owners)


@exception(
    "lawsuit-of-business",
    says="what a court does to firms without a name is business",
    needs="A court in France fined the carmaker.",
    spares="A court in France fined the minister.",
)
def _is_lawsuit_of_business(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.type not in _LEGAL:
        return False
    if not tree.is_verb(parse, token):
        return _is_of(parse, tree.prepositional(parse, token, "against", "of", "by"), "firms")
    if not _is_of(parse, tree.actives(parse, token), "judging"):
        return False
    objects = tree.objects(parse, token)
    sides = [n for o in objects for n in (o, *tree.prepositional(parse, o, "by", "against", "of", "from"))]
    return _is_of(parse, sides, "firms") or _is_of(parse, sides, "managers")


@exception(
    "disaster",
    says="a storm or a quake that kills, hits and destroys is nobody's deed",
    needs="Typhoon Haiyan killed 6,000 people in the Philippines.",
    spares="Rebels killed 6,000 people in the Philippines.",
)
def _is_disaster(scene: Scene, draft: EventDraft) -> bool:
    parse = scene.parse
    if not tree.is_verb(parse, draft.token):
        return False
    doers = tree.actives(parse, draft.token)
    named = (t for doer in doers for t in (doer, *tree.children(parse, doer, Dep.COMPOUND, Dep.NMOD)))
    return any(fits.is_of(parse, t, "disasters") for t in named)


@exception(
    "not-guilty",
    says="who is found not guilty is convicted of nothing",
    needs="Found not guilty of arson, the beekeeper hugged his lawyer.",
    spares="Found guilty of arson, the beekeeper hugged his lawyer.",
)
def _is_not_guilty(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("convict",) or not tree.is_verb(parse, verb):
        return False
    first, last = parse.sentences[parse.sentence[verb]]
    guilty = (t for t in range(max(verb, first + 1), last) if parse.lemma[t].lower() == "guilty")
    return any(parse.lemma[t - 1].lower() == "not" for t in guilty)


@exception(
    "end-of-strike",
    says="workers who end their strike cease no fire",
    needs="Nurses in Malawi ended a two-week strike.",
    spares="Rebels in Malawi ended hostilities.",
)
def _is_end_of_strike(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("ceasefire",) or not tree.is_verb(parse, verb):
        return False
    objects = tree.objects(parse, verb)
    own = any(fits.is_of(parse, d, "stopping_work") for d in tree.actives(parse, verb))
    return any(parse.lemma[n] == "strike" and (own or stops_work(parse, n)) for n in objects)


def _is_in_office(scene: Scene, noun: int) -> bool:
    entity = scene.entity_at(noun)
    in_office = entity is not None and entity.type in ("position", "government-body")
    return in_office or (scene.parse.pos[noun] == Pos.NOUN and fits.is_of(scene.parse, noun, "delegates"))


def _is_of(parse: Parse, tokens: Iterable[int], group: str) -> bool:
    """Whether one of these words is of a class of the lexicon."""
    return any(parse.lemma[t].lower() in words.of(group) for t in tokens)


def _is_firm(scene: Scene, token: int) -> bool:
    entity = scene.entity_at(token)
    return _is_of(scene.parse, [token], "firms") or (entity is not None and entity.type == "company")


@exception(
    "arrest-sought",
    says="an arrest that is ordered, or that a warrant is for, has not been made",
    needs="The judge ordered the arrest of Milan Petrov.",
    spares="The judge deplored the arrest of Milan Petrov.",
)
def _is_arrest_sought(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    above = parse.head[noun]
    if "arrest" not in draft.coding.modes or parse.pos[noun] != Pos.NOUN:
        return False
    if parse.dep[noun] == Dep.POBJ:
        return parse.lemma[above].lower() == "for" and parse.lemma[parse.head[above]].lower() in words.of("warrants")
    return parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS) and parse.lemma[above].lower() in words.of("commanding")


@exception(
    "released-from-hospital",
    says="whom a hospital releases was nobody's prisoner",
    needs="The minister was released from hospital on Monday.",
    spares="The minister was released from prison on Monday.",
)
def _is_released_from_hospital(scene: Scene, draft: EventDraft) -> bool:
    if "release" not in draft.coding.modes:
        return False
    left = tree.prepositional(scene.parse, draft.token, "from")
    return any(scene.parse.lemma[n].lower() in words.of("clinics") for n in left)


@exception(
    "deal-of-firms",
    says="what firms agree, call off or concede among themselves is business",
    needs="The two airlines called a truce in their price war.",
    spares="The two militias called a truce in their war.",
)
def _is_deal_of_firms(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type not in _DEALT or draft.roles.recipients or not draft.roles.initiators:
        return False
    heads = [
        t for p in draft.roles.initiators if p.start is not None for t in scene.tokens_in(p.start, p.end or p.start)
    ]
    entities = [scene.entities.get(p.actor) for p in draft.roles.initiators]
    named = all(entity is not None and entity.type == "company" for entity in entities)
    # "A team of experts" is no firm.
    heads = [
        t for t in heads if not (tree.prepositional(scene.parse, t, "of") and _is_of(scene.parse, [t], "measures"))
    ]
    return named or (bool(heads) and any(fits.is_of(scene.parse, t, "firms") for t in heads))
