"""What reads like a concession and gives up nothing of one's own that another wants."""

from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene


@exception(
    "licence-in-passing",
    says="whoever is given a licence, a permit or a visa in the ordinary way wrested it from nobody",
    needs="Hungary granted licences to two operators.",
    spares="Hungary granted amnesty to two bishops.",
)
def _is_licence_in_passing(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "CONCEDE" or not tree.is_verb(scene.parse, draft.token):
        return False
    given = tree.children(scene.parse, draft.token, Dep.DOBJ) or tree.objects(scene.parse, draft.token)
    return any(fits.is_of(scene.parse, n, "licences") for n in given)


@exception(
    "not-let",
    says="who is not let do something is granted nothing, and nobody is told who does not let him",
    needs="Teachers would not be permitted to leave Mali.",
    spares="Teachers would be permitted to leave Mali.",
)
def _is_not_let(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if not tree.is_verb(parse, verb) or parse.lemma[verb].lower() not in words.of("permitting"):
        return False
    return tree.is_passive(parse, verb) and not draft.roles.initiators and tree.child(parse, verb, Dep.NEG) is not None


@exception(
    "eased-economy",
    says="a bank or a regulator that eases its policy, and whoever eases a rule of trade, gives way to nobody",
    needs="The central bank of Turkey eased monetary policy.",
    spares="The government of Turkey eased restrictions on Kurds.",
)
def _is_easing_the_economy(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "CONCEDE" or parse.lemma[verb].lower() not in ("ease", "relax", "loosen"):
        return False
    eased = tree.objects(parse, verb)
    beside = [c for n in eased for c in tree.children(parse, n, Dep.AMOD, Dep.COMPOUND)]
    beside += [n for at in (verb, *eased) for n in tree.prepositional(parse, at, "for", "on")]
    doers = tree.actives(parse, verb)
    return any(fits.is_of(parse, d, "regulators") for d in doers) or any(
        parse.lemma[t].lower() in words.of("commercial_rules") or fits.is_of(parse, t, "firms") for t in beside
    )


@exception(
    "taken-back-offer",
    says="what an offer or a promise was to bring does not come where it is taken back",
    needs="Qatar withdrew its offer to mediate.",
    spares="Qatar repeated its offer to mediate.",
)
def _is_of_an_offer_taken_back(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, scene.parse.head[draft.token]
    if parse.dep[draft.token] not in (Dep.ACL, Dep.RELCL) or not fits.is_of(parse, noun, "infinitive_nouns"):
        return False
    taken = parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS)
    return taken and parse.lemma[parse.head[noun]].lower() in words.of("taking_back")


@exception(
    "others-stopped",
    says="who stops the attacks of others lays down no arms himself",
    needs="Kenya sent soldiers to stop raids by Somali rebels.",
    spares="Kenya decided to stop its raids on Somali rebels.",
)
def _is_stopping_others(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("ceasefire",) or not tree.is_verb(parse, verb) or not draft.roles.initiators:
        return False
    acting = {part.actor for part in draft.roles.initiators}
    attackers = [
        part.actor
        for n in tree.objects(parse, verb)
        for part in (*scene.modifiers(n), *scene.participants(tree.prepositional(parse, n, "by")))
    ]
    return bool(attackers) and acting.isdisjoint(attackers)
