"""Signing, paying and wishing: one's own laws, trade and crime, and what somebody only asks for."""

from typing import Final

from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_PUBLIC: Final = frozenset({"state", "government-body", "international-organisation", "alliance", "armed-group"})
_PRIVATE: Final = frozenset({"person", "position", "company"})
_AHEAD: Final = frozenset({Tag.VBZ, Tag.VBP, Tag.MD, Tag.VB})


@exception(
    "own-paper",
    says="who signs his own law, charter or contract makes a deal with no other power",
    needs="The president of Syria signed a constitutional declaration.",
    spares="The president of Syria signed a declaration with Iraq.",
)
def _is_own_paper(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "sign-deal" or not tree.is_verb(parse, verb):
        return False
    signed = tree.objects(parse, verb)
    beside = [t for n in signed for t in (n, *tree.children(parse, n, Dep.AMOD, Dep.COMPOUND))]
    parties = [*draft.roles.initiators, *draft.roles.recipients]
    if len(parties) < 2 and any(parse.lemma[t].lower() in words.of("own_papers") for t in beside):
        return True
    sides = [scene.entities.get(p.actor) for p in parties]
    return any(parse.lemma[n].lower() == "contract" for n in signed) and not all(
        e is not None and (e.type in _PUBLIC or scene.state_of(e.iri) is not None) for e in sides
    )


@exception(
    "private-payment",
    says="what firms, banks, suspects and hackers pay, and what is paid to one man or into an account, is no aid",
    needs="The bank lent $300 million to the airline.",
    spares="The World Bank lent $300 million to Malawi.",
)
def _is_private_payment(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "AID" or not tree.is_verb(parse, verb):
        return False
    paid = tree.objects(parse, verb)
    if not any(parse.pos[n] == Pos.NUM or fits.is_any_of(parse, n, ("money", "goods")) for n in paid):
        return False
    if any(parse.lemma[n].lower() == "account" for n in tree.prepositional(parse, verb, "to", "into")):
        return True
    doers = [d for d in tree.actives(parse, verb) if parse.pos[d] == Pos.NOUN]
    if any(fits.is_any_of(parse, d, ("firms", "payers", "regulators")) for d in doers):
        return True
    given = [scene.entities.get(p.actor) for p in draft.roles.recipients]
    return bool(given) and all(e is not None and e.type in _PRIVATE for e in given)


@exception(
    "wished-for",
    says="what a government that somebody calls for, wants or dreams of would do is done by none",
    needs="Protesters called for a government that protects minorities.",
    spares="Protesters called for the government that protects minorities.",
)
def _is_wished_for(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    noun = parse.head[verb]
    if parse.dep[verb] != Dep.RELCL or not any(parse.lemma[c].lower() in ("a", "an") for c in parse.children[noun]):
        return False
    tags = {parse.tag[verb], *(parse.tag[c] for c in tree.children(parse, verb, Dep.AUX, Dep.AUXPASS))}
    above = parse.head[noun]
    if parse.dep[noun] == Dep.POBJ:
        above = parse.head[above]
    return bool(tags & _AHEAD) and parse.lemma[above].lower() in words.of("wishing_for")
