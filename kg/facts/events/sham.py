"""What reads like an event and is none: sport, business, words, ideas, disasters."""

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.draft import Draft
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_LEGAL = frozenset({"REJECT", "SANCTION", "ACCUSE", "COERCE"})
# What teams do to one another, and states too; those who die at a match die all the same.
_PLAYED = frozenset({"CONSULT", "AGREE", "RETREAT", "ASSAULT", "COOPERATE", "SUPPORT"})


def is_sham(scene: Scene, draft: Draft) -> bool:
    """Whether what the words around it tell is no event of politics, whatever the word."""
    parse, token = scene.parse, draft.token
    return (
        _is_dreaded(parse, token)
        or _is_war_of_words(scene, draft)
        or _is_lodged(parse, token)
        or _is_figurative(scene, draft)
        or (draft.coding.type in _PLAYED and not draft.counts and _is_played(parse, token))
        or (draft.coding.modes == ("visit",) and _is_mere_trip(parse, draft))
        or (parse.lemma[token].lower() == "arm" and parse.dep[token] in (Dep.ACL, Dep.AMOD))
        or (draft.coding.modes == ("destroy",) and (_is_scrap(parse, token) or _is_nothing(parse, token)))
        or (draft.coding.type == "CONSULT" and _is_address(scene, token))
        or (draft.coding.modes == ("withdraw",) and draft.coding.type == "RETREAT" and _is_stance(parse, token))
        or (draft.coding.modes == ("resign",) and _is_manager(scene, token))
        or (draft.coding.type in _LEGAL and _is_business(scene, token))
        or (tree.is_verb(parse, token) and any(_is_disaster(parse, doer) for doer in tree.actives(parse, token)))
    )


def _is_mere_trip(parse: Parse, draft: Draft) -> bool:
    """Whether a visit is told without its visitor, or only pointed back at: "during his trip"."""
    if not draft.roles.actors():
        return True
    owned = any(parse.tag[c] == Tag.PRP_ for c in parse.children[draft.token])
    return owned and draft.roles.place is None and not draft.roles.recipients


def _is_scrap(parse: Parse, token: int) -> bool:
    """Whether what is destroyed is of no use to anybody: "sank a decommissioned ship"."""
    if not tree.is_verb(parse, token):
        return False
    marks = (c for n in tree.objects(parse, token) for c in tree.children(parse, n, Dep.AMOD, Dep.COMPOUND))
    return any(parse.lemma[c].lower() in words.of("scrap") or parse.text[c].lower() in words.of("scrap") for c in marks)


def _is_nothing(parse: Parse, token: int) -> bool:
    """Whether what is destroyed can be neither seen nor touched: "the little that is left", "hopes"."""
    undergoing = tree.objects(parse, token) if tree.is_verb(parse, token) else []
    return bool(undergoing) and all(
        parse.pos[n] in (Pos.ADJ, Pos.PRON) or parse.lemma[n].lower() in words.of("intangible") for n in undergoing
    )


def _is_stance(parse: Parse, token: int) -> bool:
    """Whether it is a claim that is given up, and no land: "retreated from its position"."""
    left = tree.prepositional(parse, token, "from")
    return bool(left) and all(parse.lemma[n].lower() in words.of("stances") and parse.tag[n] == Tag.NN for n in left)


def _is_played(parse: Parse, token: int) -> bool:
    """Whether the sentence is one of sport."""
    first, end = parse.sentences[parse.sentence[token]]
    return any(
        (parse.pos[t] == Pos.NOUN and parse.lemma[t].lower() in words.of("games"))
        or (parse.text[t].lower() in ("final", "finals") and parse.text[t - 1] == "-")
        for t in range(first, end)
    )


def _is_address(scene: Scene, token: int) -> bool:
    """Whether somebody speaks to the public: "speaking to reporters"."""
    parse = scene.parse
    if parse.lemma[token].lower() not in ("speak", "talk") or not tree.is_verb(parse, token):
        return False
    heard = tree.prepositional(parse, token, "to", "with", "before")
    return bool(heard) and all(
        parse.lemma[n].lower() in words.of("listeners")
        or ((entity := scene.entity_at(n)) is not None and entity.type == "media-outlet")
        for n in heard
    )


def _is_manager(scene: Scene, token: int) -> bool:
    """Whether who resigns runs a firm or a team."""
    parse = scene.parse
    who = tree.actives(parse, token) if tree.is_verb(parse, token) else tree.prepositional(parse, token, "of", "by")
    beside = [t for w in who for t in (w, *tree.children(parse, w, Dep.COMPOUND, Dep.APPOS, Dep.NMOD))]
    owners = [
        t for w in beside for t in (*tree.children(parse, w, Dep.POSS), *tree.prepositional(parse, w, "of", "at"))
    ]
    return any(parse.lemma[t].lower() in words.of("managers") for t in beside) or any(
        _is_firm(scene, t) for t in owners
    )


def _is_business(scene: Scene, token: int) -> bool:
    """Whether a court deals with firms of no name: "fined the carmaker", "a lawsuit against the airline"."""
    parse = scene.parse
    if not tree.is_verb(parse, token):
        aims = tree.prepositional(parse, token, "against", "of", "by")
        return any(parse.lemma[n].lower() in words.of("firms") for n in aims)
    doers = tree.actives(parse, token)
    if not any(parse.lemma[d].lower() in words.of("judging") for d in doers):
        return False
    objects = tree.objects(parse, token)
    sides = [n for o in objects for n in (o, *tree.prepositional(parse, o, "by", "against", "of", "from"))]
    return any(parse.lemma[n].lower() in words.of(group) for n in sides for group in ("firms", "managers"))


def _is_firm(scene: Scene, token: int) -> bool:
    entity = scene.entity_at(token)
    return scene.parse.lemma[token].lower() in words.of("firms") or (entity is not None and entity.type == "company")


def _is_disaster(parse: Parse, doer: int) -> bool:
    return any(fits.is_of(parse, t, "disasters") for t in (doer, *tree.children(parse, doer, Dep.COMPOUND, Dep.NMOD)))


def _is_figurative(scene: Scene, draft: Draft) -> bool:
    """Whether an idea is attacked: "an attack on press freedom", "an assault on his record"."""
    if draft.coding.type != "ASSAULT" or tree.is_verb(scene.parse, draft.token):
        return False
    aims = tree.prepositional(scene.parse, draft.token, "on", "against", "upon")
    return bool(aims) and all(
        scene.mention_at(aim) is None and fits.is_of(scene.parse, aim, "figurative") for aim in aims
    )


def _is_dreaded(parse: Parse, noun: int) -> bool:
    """Whether a war is one that there is not: "cannot afford another war", "to avoid a war"."""
    if parse.lemma[noun].lower() not in ("war", "conflict") or parse.pos[noun] != Pos.NOUN:
        return False
    marks = {parse.lemma[c].lower() for c in tree.children(parse, noun, Dep.DET)}
    above = parse.lemma[parse.head[noun]].lower()
    averted = parse.dep[noun] in (Dep.DOBJ, Dep.NSUBJPASS) and above in words.of("averting")
    return "another" in marks or (averted and not marks & {"the", "this", "that"})


def _is_war_of_words(scene: Scene, draft: Draft) -> bool:
    """Whether a person "attacks", "hits", "battles" somebody: with words, mostly."""
    parse = scene.parse
    if not tree.is_verb(parse, draft.token) or parse.lemma[draft.token].lower() not in words.of("wordy"):
        return False
    heads = [scene.entities.get(p.actor) for p in draft.roles.initiators]
    return bool(heads) and all(e is not None and e.type in ("person", "position") for e in heads)


def _is_lodged(parse: Parse, noun: int) -> bool:
    """Whether a protest is a diplomat's paper: "lodged a protest with Beijing"."""
    return parse.dep[noun] == Dep.DOBJ and parse.lemma[parse.head[noun]].lower() in words.of("lodging")
