"""Courts, laws, treaties and offices: what is done on paper, in principle or by anybody's general task."""

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions import evidence
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_BELOW = (Dep.DOBJ, Dep.NSUBJPASS)


@exception(
    "appeal-against-judgment",
    says="who appeals against a judgment accuses nobody",
    needs="The prosecutor in Lima filed an appeal against the verdict.",
    spares="The prosecutor in Lima filed charges against the minister.",
)
def _is_appeal_against_judgment(scene: Scene, draft: EventDraft) -> bool:
    if draft.coding.type != "ACCUSE":
        return False
    parse, token = scene.parse, draft.token
    papers = tree.objects(parse, token) if tree.is_verb(parse, token) else [token]
    beside = [t for n in papers for t in (n, *tree.children(parse, n, Dep.COMPOUND, Dep.AMOD))]
    aims = [n for at in (token, *papers) for n in tree.prepositional(parse, at, "against", "over", "to")]
    return _are_of(parse, beside, "appeals") or _are_of(parse, aims, "judgments")


def _are_of(parse: Parse, tokens: list[int], group: str) -> bool:
    return any(parse.lemma[t].lower() in words.of(group) for t in tokens)


@exception(
    "called-to-court",
    says="who is called by a court, a lawyer or a committee comes to testify, and is not rung up",
    needs="An expert called by the court examined the letter.",
    spares="An expert called by the ambassador examined the letter.",
)
def _is_called_to_court(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    return draft.sense.name == "phone" and _are_of(parse, tree.actives(parse, token), "summoning")


@exception(
    "mere-note",
    says="a note or a letter that is handed over is a protest only where it is called so",
    needs="Albania's ambassador was handed a note by Serbia.",
    spares="Albania's ambassador was handed a protest note by Serbia.",
)
def _is_mere_note(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.sense.name != "protest-formally" or "note" not in draft.sense.companions:
        return False
    notes = [n for n in tree.objects(parse, token) if parse.lemma[n].lower() == "note"]
    told = [t for n in notes for t in (*tree.children(parse, n, Dep.COMPOUND, Dep.AMOD), *_of(parse, n))]
    return not any(parse.lemma[t].lower() in words.of("protesting") for t in told)


def _of(parse: Parse, noun: int) -> list[int]:
    return tree.prepositional(parse, noun, "of")


@exception(
    "questioned-in-court",
    says="lawyers and judges who question witnesses investigate nobody",
    needs="The lawyer in Lima questioned the witness.",
    spares="The police in Lima questioned the minister.",
)
def _is_questioned_in_court(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "investigate" or parse.lemma[verb].lower() not in ("question", "interrogate", "probe"):
        return False
    asked, asking = tree.objects(parse, verb), tree.actives(parse, verb)
    heads = (verb, *asked)
    where = [n for at in heads for n in tree.prepositional(parse, at, "in", "at", "on", "before", "during")]
    if any(fits.is_of(parse, n, "witnesses") for n in asked) or _are_of(parse, where, "hearings"):
        return True
    return _are_of(parse, asking, "pleaders")


@exception(
    "attack-in-principle",
    says="an attack that is, or would be taken for, one on somebody else is one in principle",
    needs="NATO would treat an attack on Estonia as an attack on Norway.",
    spares="NATO condemned an attack on Estonia.",
)
def _is_attack_in_principle(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    if draft.coding.type not in ("ASSAULT", "COERCE") or parse.pos[noun] != Pos.NOUN or draft.counts:
        return False
    if any(n != noun and parse.lemma[n].lower() == parse.lemma[noun].lower() for n in _equal(parse, noun)):
        return True
    above, label = parse.head[noun], parse.dep[noun]
    if label == Dep.NSUBJ and parse.lemma[above].lower() == "be":
        above, label = next(iter(tree.children(parse, above, Dep.XCOMP)), above), Dep.NSUBJPASS  # "is to be seen as"
    if label == Dep.POBJ and parse.text[above].lower() == "as":
        regarding, indefinite = parse.head[above], True
    else:
        regarding, indefinite = above, label in (*_BELOW, Dep.NSUBJ) and _is_indefinite(parse, noun)
    if not tree.is_verb(parse, regarding) or parse.lemma[regarding].lower() not in words.of("regarding"):
        return False
    beside = {parse.tag[c] for c in tree.children(parse, regarding, Dep.AUX, Dep.AUXPASS)} | {parse.tag[regarding]}
    return indefinite and bool(beside & {Tag.MD, Tag.VBZ, Tag.VBP, Tag.VB})


def _equal(parse: Parse, noun: int) -> list[int]:
    """What a noun is said to be, or what is said to be it: "an attack on one is an attack on all"."""
    above = parse.head[noun]
    if parse.lemma[above].lower() == "be":
        return tree.children(parse, above, Dep.ATTR, Dep.NSUBJ)
    # "considers an attack on X an attack on Y": the parser takes the second for a clause about the first.
    return [*([above] if parse.dep[noun] == Dep.NSUBJ else []), *tree.children(parse, noun, Dep.NSUBJ)]


def _is_indefinite(parse: Parse, noun: int) -> bool:
    return not any(
        parse.lemma[c].lower() in words.of("definite_determiners") or parse.dep[c] == Dep.POSS
        for c in tree.children(parse, noun, Dep.DET, Dep.POSS)
    )


@exception(
    "general-remit",
    says="what somebody is known, noted or in general responsible for is no event",
    needs="The general is noted for his attacks on journalists.",
    spares="The general was blamed for his attacks on journalists.",
)
def _is_general_remit(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    whole = tree.whole(parse, noun)
    preposition = parse.head[whole]
    if draft.coding.type not in ("ASSAULT", "COERCE"):
        return False
    overseen = parse.dep[whole] == Dep.DOBJ and parse.pos[noun] == Pos.NOUN
    if overseen and parse.lemma[preposition].lower() in words.of("overseeing"):
        in_office = parse.tag[preposition] in (Tag.VBZ, Tag.VBP)
        return in_office and parse.tag[noun] == Tag.NNS and _is_indefinite(parse, noun) and not draft.counts
    if parse.text[preposition].lower() != "for":
        return False
    renowned = parse.head[preposition]
    if parse.text[renowned].lower() in words.of("renowned"):
        return True
    being = parse.head[renowned]
    general = parse.tag[noun] in (Tag.NNS, Tag.VBG) and not tree.children(parse, noun, Dep.DET, Dep.POSS, Dep.NUMMOD)
    in_office = parse.lemma[renowned].lower() == "responsible" and parse.tag[being] in (Tag.VBZ, Tag.VBP)
    return general and in_office and not draft.counts


@exception(
    "targeted-by-law",
    says="whom a government or a law targets, and nobody under arms, is not struck",
    needs="The government targeted journalists with a law.",
    spares="The army targeted rebels with shells.",
)
def _is_targeted_by_law(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or parse.lemma[verb].lower() != "target" or draft.counts:
        return False
    if evidence.is_with_arms(scene, draft):
        return False
    means = tree.prepositional(parse, verb, "with", "by", "through")
    if any(fits.is_any_of(parse, n, ("laws", "papers")) for n in (*means, *tree.actives(parse, verb))):
        return True
    aims = tree.objects(parse, verb)
    armed = any(fits.is_any_of(parse, n, ("armed", "soldiers")) for n in tree.actives(parse, verb))
    return bool(aims) and not armed and all(fits.is_of(parse, n, "critics") for n in aims)


@exception(
    "participle-behind-speaker",
    says="of a participle behind who told something nobody can tell whether the speaker does it, or whom he tells of",
    needs="Armed men seized two guides near the park late on Sunday, Kenyan police said, freeing one of the guides.",
    spares="Armed men seized two guides near the park late on Sunday, freeing one of the guides, Kenyan police said.",
)
def _is_behind_speaker(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    said = parse.head[verb]
    if parse.dep[verb] != Dep.ADVCL or parse.tag[verb] != Tag.VBG or not said < verb or parse.text[verb - 1] != ",":
        return False
    told = parse.head[said] if parse.dep[said] == Dep.PARATAXIS else tree.child(parse, said, Dep.CCOMP)
    speaks = parse.lemma[said].lower() in words.of("speech")
    return speaks and told is not None and told < said and tree.child(parse, verb, Dep.MARK) is None
