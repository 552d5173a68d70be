"""Figures of speech: the words of force, of protest and of retreat where nobody uses force, protests or retreats."""

from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import evidence, topics
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

# Coercion by law has its own words; that by force borrows those of war.
_COERCING = frozenset({"seize", "restrict"})
_CALLED_UP = ("armed", "forces", "foe", "soldiers", "police", "organs", "navy")
_YIELDING = frozenset({"disarm", "withdraw"})
_MEANS = ("arms", "fired", "sidearms")
_SITES = ("craft", "navy", "sites", "raided")
_ASIDE = frozenset({"out", "off", "up"})


@exception(
    "figure-of-force",
    says="where neither who does it is under arms nor what it befalls can be hurt, a word of war is a figure of speech",
    needs="The company invaded Brazil.",
    spares="The army invaded Brazil.",
)
def _is_figure_of_force(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "ASSAULT":
        return False
    parse, token = scene.parse, draft.token
    if fits.is_of(parse, token, "bodily") and topics.topic(scene, token) is None:
        return tree.is_verb(parse, token) and any(evidence.is_in_words(scene, n) for n in tree.objects(parse, token))
    return not evidence.is_told_of(scene, draft)


@exception(
    "figure-of-coercion",
    says="a thing is besieged, seized or raided in words alone by whoever has no power to",
    needs="Supporters besieged the minister.",
    spares="Troops besieged the town.",
)
def _is_figure_of_coercion(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "COERCE" or not set(draft.coding.modes) & _COERCING:
        return False
    around = evidence.sides(scene, draft)
    if any(evidence.is_power(scene, n) for n in around.doers):
        return False
    if topics.topic(scene, draft.token) is not None:
        return fits.is_of(scene.parse, draft.token, "besieging")
    if draft.coding.modes == ("seize",) and tree.is_verb(scene.parse, draft.token):
        return any(evidence.is_in_words(scene, n) for n in tree.objects(scene.parse, draft.token))
    return scene.parse.lemma[draft.token].lower() in ("siege", "besiege")


@exception(
    "march-for-no-cause",
    says="one person, a team, soldiers or models who march, rally or gather do not protest",
    needs="A teacher marched through Leith.",
    spares="Teachers marched through Leith.",
)
def _is_march_for_no_cause(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.type != "PROTEST" or not fits.is_of(parse, token, "marching"):
        return False
    if not tree.is_verb(parse, token):
        return topics.topic(scene, token) is not None and not tree.prepositional(parse, token, "against", "over")
    if tree.objects(parse, token) or tree.prepositional(parse, token, "around", "round", "behind"):
        return True
    doers = tree.actives(parse, token)
    if any(parse.pos[d] == Pos.NOUN and fits.is_of(parse, d, "soldiers") for d in doers):
        return True  # they take the palace, or parade
    if topics.topic(scene, token) is not None:
        causes = tree.prepositional(parse, token, "against", "over", "for")
        outside = tree.prepositional(parse, token, "outside")
        return not (causes or outside) or not any(fits.is_of(parse, d, "multitudes") for d in doers)
    return bool(doers) and not any(evidence.are_many(scene, d) for d in doers)


@exception(
    "run-riot",
    says="who runs riot does as he likes, and breaks nothing",
    needs="Children ran riot in Cardiff.",
    spares="Children started a riot in Cardiff.",
)
def _is_running_riot(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    return draft.coding.modes == ("riot",) and parse.pos[noun] == Pos.NOUN and parse.lemma[parse.head[noun]] == "run"


@exception(
    "mobilised-helpers",
    says="who mobilises volunteers, support or himself calls up no troops",
    needs="The mayor of Riga mobilised volunteers.",
    spares="The president of Latvia mobilised reservists.",
)
def _is_mobilising_helpers(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.modes != ("troops",) or not tree.is_verb(parse, token):
        return False
    around = evidence.sides(scene, draft)
    objects = tree.objects(parse, token)
    if any(fits.is_any_of(parse, n, _CALLED_UP) for n in objects):
        return False
    if any(parse.pos[n] == Pos.NOUN for n in objects):
        return True
    return topics.topic(scene, token) is not None or not any(evidence.is_force(scene, d) for d in around.doers)


@exception(
    "surrendered-thing",
    says="who surrenders a lead or withdraws a product gives up neither arms nor land",
    needs="Anna Berg surrendered to a rival.",
    spares="Rebels surrendered to the army.",
)
def _is_surrendering_a_thing(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "RETREAT" or not set(draft.coding.modes) & _YIELDING or draft.counts:
        return False
    parse, token = scene.parse, draft.token
    doers = evidence.sides(scene, draft).doers
    objects = tree.objects(parse, token) if tree.is_verb(parse, token) else []
    given_to = tree.prepositional(parse, token, "to")
    if topics.topic(scene, token) is None and any(parse.pos[d] == Pos.PROPN for d in doers):
        given_to += tree.prepositional(parse, token, "from")
    if objects and all(evidence.is_thing(scene, n) and not fits.is_of(parse, n, "arms") for n in objects):
        return True
    if any(evidence.is_forceful(scene, d) for d in doers) or any(evidence.is_power(scene, n) for n in given_to):
        return False
    return bool(doers) or topics.topic(scene, token) is not None


@exception(
    "resigned-game",
    says="who resigns at a board, or from a firm, leaves no office of state",
    needs="The grandmaster Ivan Berg resigned after a knight took his rook.",
    spares="The minister Ivan Berg resigned after a journalist took his notes.",
)
def _is_resigning_a_game(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.modes != ("resign",) or topics.topic(scene, draft.token) is None:
        return False
    around = evidence.sides(scene, draft)
    named = [scene.entity_at(n) for n in (*around.doers, *around.undergo)]
    return not any(e is not None and (e.type == "position" or scene.state_of(e.iri)) for e in named)


@exception(
    "thing-held-hostage",
    says="what is held hostage and is no person is only kept waiting",
    needs="Rebels in Mali held the timetable hostage.",
    spares="Rebels in Mali held the cashier hostage.",
)
def _is_thing_held_hostage(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("abduct",) or not tree.is_verb(parse, verb) or draft.counts:
        return False
    if not {"hostage", "captive", "prisoner"} & set(draft.sense.companions):
        return False
    held = [n for n in tree.objects(parse, verb) if parse.pos[n] != Pos.PRON]
    held += [c for n in held for c in tree.children(parse, n, Dep.COMPOUND)]
    held = [n for n in held if not fits.is_of(parse, n, "hostages")]
    return bool(held) and not any(evidence.is_person_by_word(scene, n) for n in held)


@exception(
    "harm-to-oneself",
    says="who shoots himself in the foot, or beats himself up, attacks nobody else",
    needs="The soldier shot himself in the foot.",
    spares="The soldier shot him in the foot.",
)
def _is_harm_to_oneself(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or not tree.is_verb(parse, verb) or draft.coding.modes == ("suicide-attack",):
        return False
    objects = tree.objects(parse, verb)
    return bool(objects) and all(parse.text[n].lower().endswith(("self", "selves")) for n in objects)


@exception(
    "fiction",
    says="what is done in a novel, a play or a game is done by nobody",
    needs="In the opera, pirates kidnap a nurse.",
    spares="In the gulf, pirates kidnapped a nurse.",
)
def _is_fiction(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.type not in ("ASSAULT", "COERCE"):
        return False
    around = (token, *evidence.sides(scene, draft).doers)
    return any(fits.is_of(parse, n, "works") for at in around for n in tree.prepositional(parse, at, "in"))


@exception(
    "struck-out",
    says="who strikes out a claim, or hits out or back at somebody, strikes nobody, unless with arms",
    needs="The Spanish police struck out the witness.",
    spares="The Spanish police struck the witness.",
)
def _is_striking_out(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or parse.lemma[verb].lower() not in ("strike", "hit"):
        return False
    if any(fits.is_any_of(parse, n, _MEANS) for n in tree.prepositional(parse, verb, "with")):
        return False
    beside = tree.children(parse, verb, Dep.PRT, Dep.ADVMOD)
    return any(parse.lemma[c].lower() in ("back", *_ASIDE) for c in beside)


@exception(
    "target-of-spies",
    says="who is targeted by spies and hackers is not struck",
    needs="Iran is targeting universities to steal data.",
    spares="Iran is targeting universities in Haifa with rockets.",
)
def _is_target_of_spies(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or parse.lemma[verb].lower() != "target" or draft.counts:
        return False
    if any(fits.is_any_of(parse, n, _MEANS) for n in tree.prepositional(parse, verb, "with")):
        return False
    first, last = parse.sentences[parse.sentence[verb]]
    return any(parse.lemma[t].lower() in words.of("spying") for t in range(first, last))


@exception(
    "taken-aboard",
    says="who is brought to a ship, a hospital or another prison is handed over to nobody",
    needs="Two sailors were transferred to a Danish frigate.",
    spares="Two sailors were transferred to Danish police.",
)
def _is_taken_aboard(scene: Scene, draft: EventDraft) -> bool:
    if draft.sense.name != "surrender-suspect" or not tree.is_verb(scene.parse, draft.token):
        return False
    heads = (draft.token, *tree.objects(scene.parse, draft.token))
    ends = [n for at in heads for n in tree.prepositional(scene.parse, at, "to")]
    return bool(ends) and all(fits.is_any_of(scene.parse, n, _SITES) for n in ends)


@exception(
    "attack-without-arms",
    says="an attack with migrants, lies, words or sanctions is none with arms",
    needs="Belarus attacked Lithuania with migrants.",
    spares="Belarus attacked Lithuania with drones.",
)
def _is_attack_without_arms(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or draft.counts:
        return False
    means = tree.prepositional(parse, token, "with", "through", "by")
    return bool(means) and all(parse.lemma[n].lower() in words.of("no_arms") for n in means)


@exception(
    "order-to-guards",
    says="who orders guards or soldiers to do what moves no troops mobilises none",
    needs="The president of Mali ordered soldiers to remove a chair.",
    spares="The president of Mali ordered soldiers to enter the town.",
)
def _is_order_to_guards(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "mobilise-troops" or parse.lemma[verb].lower() != "order" or not tree.is_verb(parse, verb):
        return False
    heads = (verb, *tree.objects(parse, verb))
    below = [c for at in heads for c in tree.children(parse, at, Dep.XCOMP, Dep.CCOMP, Dep.ACL, Dep.RELCL)]
    tasks = [c for c in below if verbs.has_to(parse, c)]
    return bool(tasks) and not any(parse.lemma[c].lower() in words.of("moving_troops") for c in tasks)


@exception(
    "taken-somewhere",
    says="who is flown, driven or brought somewhere pays no visit",
    needs="The minister was flown to Germany for treatment.",
    spares="The minister flew to Germany for talks.",
)
def _is_taken_somewhere(scene: Scene, draft: EventDraft) -> bool:
    return draft.coding.modes == ("visit",) and tree.is_passive(scene.parse, draft.token)


@exception(
    "given-back-by-force",
    says="who is put back into office by force is granted nothing",
    needs="Rebels in Chad reinstated the governor by force.",
    spares="Judges in Chad reinstated the governor.",
)
def _is_given_back_by_force(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "CONCEDE" or parse.lemma[verb].lower() not in ("reinstate", "restore"):
        return False
    forced = any(parse.lemma[n].lower() == "force" for n in tree.prepositional(parse, verb, "by", "with"))
    doers = tree.actives(parse, verb)
    beside = [t for d in doers for t in (d, *tree.children(parse, d, Dep.COMPOUND))]
    return forced or any(fits.is_any_of(parse, t, ("armed", "plotters")) for t in beside)


@exception(
    "moved-prisoners",
    says="prisoners who are taken from one town to another are handed over to nobody",
    needs="Prisoners were transferred to Kyiv from Odesa.",
    spares="Prisoners were transferred to Russia from Kazakhstan.",
)
def _is_moving_prisoners(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "surrender-suspect" or not tree.is_verb(parse, verb):
        return False
    heads = (verb, *tree.objects(parse, verb))
    ends = [n for at in heads for n in tree.prepositional(parse, at, "to")]
    starts = [n for at in heads for n in tree.prepositional(parse, at, "from")]
    starts += [n for end in ends for n in tree.prepositional(parse, end, "from")]
    home = {
        scene.entities[p.iri].state for n in starts if (p := scene.place(n)) is not None and p.iri in scene.entities
    }
    return any(part.actor in home for part in draft.roles.recipients)


@exception(
    "campaign-rally",
    says="a rally that a politician holds, or somebody speaks at, is a campaign's and no protest",
    needs="Ruto held a rally in Eldoret on Monday.",
    spares="Teachers held a rally in Eldoret against the cuts.",
)
def _is_campaign_rally(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    if draft.coding.type != "PROTEST" or parse.lemma[noun].lower() != "rally" or tree.is_verb(parse, noun):
        return False
    if tree.prepositional(parse, noun, "against", "over") or tree.prepositional(parse, parse.head[noun], "against"):
        return False
    held_by = [scene.entities.get(part.actor) for part in draft.roles.initiators]
    return all(entity is not None and entity.type in ("person", "party", "position") for entity in held_by)
