"""Boarding, seizing and sending back, where nobody is forced: travellers, evidence, people on their way home."""

from typing import Final

from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_BOARDING: Final = ("armed", "soldiers", "police", "forces", "organs", "customs")
_RULING: Final = frozenset({"state", "government-body", "armed-group"})
_GROUPS: Final = frozenset({"organisation", "party", "media-outlet", "company", "government-body", "armed-group"})
_ABROAD: Final = frozenset({"state", "place"})


@exception(
    "boarded-as-traveller",
    says="who boards a plane or a ship and is not under arms goes on a journey",
    needs="Migrants boarded a plane to Rwanda.",
    spares="Commandos boarded a ship off Yemen.",
)
def _is_traveller(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "seize" or parse.lemma[verb].lower() != "board":
        return False
    if any((e := scene.entity_at(n)) is not None and e.type in _ABROAD for n in tree.objects(parse, verb)):
        return True  # nobody boards a state: "boarded it" is a ship that was taken for its state
    return not any(_may_board_by_force(scene, d) for d in tree.actives(parse, verb))


def _may_board_by_force(scene: Scene, doer: int) -> bool:
    entity = scene.entity_at(doer)
    if entity is not None and entity.type in _RULING:
        return True
    return fits.is_any_of(scene.parse, doer, _BOARDING)


@exception(
    "evidence-seized",
    says="phones, data and papers that are taken as evidence are taken from nobody who is told",
    needs="French police seized the data.",
    spares="French police seized the data of Greenpeace.",
)
def _is_evidence(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes not in (("seize",), ("abduct",)) or not tree.is_verb(parse, verb):
        return False
    taken = tree.objects(parse, verb)
    if not taken or not all(parse.pos[n] == Pos.NOUN and fits.is_of(parse, n, "evidence") for n in taken):
        return False
    owners = [scene.entities.get(part.actor) for part in draft.roles.recipients]
    return not any(entity is not None and entity.type in (*_GROUPS, "group", "person") for entity in owners)


@exception(
    "sent-back-home",
    says="who is sent back to the mainland, to his unit or to school is driven out of no country",
    needs="Taiwan sent back two fishermen to the mainland.",
    spares="Taiwan sent back two migrants to Vietnam.",
)
def _is_sent_back_home(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("deport",) or "back" not in draft.sense.companions:
        return False
    sent = tree.objects(parse, verb)
    ends = [n for at in (verb, *tree.children(parse, verb, Dep.ADVMOD, Dep.PRT), *sent) for n in _ends(scene, at)]
    if ends:
        return not any((e := scene.entity_at(n)) is not None and e.type in _ABROAD for n in ends)
    return not any(fits.is_of(parse, n, "expelled_people") for n in sent)


def _ends(scene: Scene, at: int) -> list[int]:
    return tree.prepositional(scene.parse, at, "to", "into", "across")


@exception(
    "sent-back",
    says="who sends back a thing or people helps nobody",
    needs="Ghana sent back a helicopter to Togo.",
    spares="Ghana sent a helicopter to Togo.",
)
def _is_sending_back(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.type != "AID" or parse.lemma[verb].lower() not in ("send", "give", "hand"):
        return False
    beside = tree.children(parse, verb, Dep.PRT, Dep.ADVMOD)
    return any(parse.lemma[c].lower() == "back" for c in beside)


@exception(
    "prison-break",
    says="gunmen who storm a prison let its inmates out, whom no authority released",
    needs="Gangs stormed the prison in Jos, freeing 40 inmates.",
    spares="Guards opened the prison in Jos, freeing 40 inmates.",
)
def _is_prison_break(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.coding.modes != ("release",) or not tree.is_verb(parse, verb):
        return False
    freed = [n for at in tree.objects(parse, verb) for n in tree.gathered(parse, at)]
    doers = [d for d in tree.actives(parse, verb) if parse.pos[d] != Pos.PRON]
    if not doers or any(_is_in_charge(scene, d) for d in doers):
        return False
    if any(parse.lemma[n].lower() in ("inmate", "convict") for n in freed):
        return True
    if any(fits.is_of(parse, n, "inmates") for n in freed) and any(fits.is_of(parse, d, "outlaws") for d in doers):
        return True
    told = [c for at in (verb, parse.head[verb], *doers) for c in tree.children(parse, at, Dep.CONJ, Dep.RELCL)]
    beside = (verb, parse.head[verb], *told, *freed)
    held_in = [
        n
        for at in beside
        for n in (*tree.objects(parse, at), *tree.prepositional(parse, at, *words.of("holding_prepositions")))
    ]
    return any(fits.is_of(parse, n, "jails") for n in held_in)


def _is_in_charge(scene: Scene, doer: int) -> bool:
    """Whether whoever opens a prison may do so: a state, a court, the police."""
    entity = scene.entity_at(doer)
    if entity is not None and entity.type in ("state", "government-body", "position", "person"):
        return True
    return not (
        (entity is not None and entity.type == "armed-group") or fits.is_any_of(scene.parse, doer, ("armed", "outlaws"))
    )


@exception(
    "search-by-police",
    says="a raid in which police or prosecutors seize or detain is a search, and no attack",
    needs="Prosecutors seized the ledgers of Greenpeace during raids in Izmir.",
    spares="Rebels seized the mayor during raids in Izmir.",
)
def _is_search_by_police(scene: Scene, draft: EventDraft) -> bool:
    parse, noun = scene.parse, draft.token
    if draft.coding.type != "ASSAULT" or parse.lemma[noun].lower() != "raid" or parse.pos[noun] != Pos.NOUN:
        return False
    if draft.roles.initiators or draft.counts or parse.dep[tree.whole(parse, noun)] != Dep.POBJ:
        return False
    verb = parse.head[parse.head[tree.whole(parse, noun)]]
    searching = [*tree.actives(parse, verb)] if tree.is_verb(parse, verb) else []
    return any(fits.is_any_of(parse, d, ("police", "customs", "searchers")) for d in searching)


@exception(
    "cut-short",
    says="what somebody cuts short he ends early, and breaks off no ties",
    needs="The premier cut short a visit to Saudi Arabia.",
    spares="The premier cut ties with Saudi Arabia.",
)
def _is_cut_short(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    return parse.lemma[verb].lower() == "cut" and parse.text[min(verb + 1, len(parse) - 1)].lower() == "short"


@exception(
    "left-to-do",
    says="whoever is left to do something is not left",
    needs="Slovakia blocked the move, leaving the Commission to suggest a ban.",
    spares="Slovak troops left Brussels to guard the border.",
)
def _is_left_to_do(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if parse.lemma[verb].lower() != "leave" or parse.tag[verb] != Tag.VBG:
        return False  # who left a town to do something left it
    objects = tree.children(parse, verb, Dep.DOBJ)
    told = [c for c in tree.children(parse, verb, Dep.XCOMP, Dep.CCOMP) if verbs.has_to(parse, c)]
    of_noun = [c for n in objects for c in tree.children(parse, n, Dep.ACL, Dep.RELCL) if verbs.has_to(parse, c)]
    return bool(told or of_noun)


@exception(
    "stopped-on-the-road",
    says="a convoy, a car or a train that is stopped is held up, and no exchange with anybody is ended",
    needs="A convoy of the World Food Programme was stopped at gunpoint and robbed.",
    spares="Aid to the World Food Programme was stopped.",
)
def _is_held_up(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if parse.lemma[verb].lower() not in ("stop", "halt") or draft.sense.type != "SANCTION":
        return False
    return any(fits.is_any_of(parse, n, ("craft", "convoys")) for n in tree.objects(parse, verb))
