"""What many do that is no protest: they leave on foot, rob, or buy elsewhere."""

from typing import Final

from kg.english import tree, words
from kg.english.labels import Dep, Pos
from kg.facts.events.draft import EventDraft
from kg.facts.events.exceptions.register import exception
from kg.facts.meaning import fits
from kg.facts.scene import Scene

_OFFICIAL: Final = frozenset({"government-body", "international-organisation", "alliance", "party"})
_CHAMBERS: Final = ("walkouts", "meetings", "gatherings")


@exception(
    "walked-out-on-foot",
    says="who walks out of a prison, a house or a country leaves on foot, and stops no work",
    needs="Dozens of prisoners walked out of the jail in Goma.",
    spares="Dozens of nurses walked out of the hospital in Goma.",
)
def _is_walking_on_foot(scene: Scene, draft: EventDraft) -> bool:
    parse, verb = scene.parse, draft.token
    if draft.sense.name != "walk-out" or parse.lemma[verb].lower() != "walk" or "out" not in draft.sense.companions:
        return False
    doers = tree.actives(parse, verb)
    working = any(fits.is_of(parse, d, "stopping_work") for d in doers)
    left = tree.prepositional(parse, verb, "of", "out")
    if left:
        lands = all((e := scene.entity_at(n)) is not None and e.type in ("state", "place") for n in left)
        return lands or not (working or any(_is_left_in_protest(scene, n) for n in left))
    caused = bool(tree.prepositional(parse, verb, "over", "against")) or any(
        parse.lemma[n].lower() in words.of("causes") for n in tree.prepositional(parse, verb, "for", "in")
    )
    return not (working or caused or any(fits.is_of(parse, d, "visitors") for d in doers))


def _is_left_in_protest(scene: Scene, noun: int) -> bool:
    """Whether a meeting, a chamber or a place of work is left; a court may be so by the accused."""
    entity = scene.entity_at(noun)
    if entity is not None and entity.type in _OFFICIAL and not fits.is_of(scene.parse, noun, "judging"):
        return True
    return fits.is_any_of(scene.parse, noun, _CHAMBERS)


@exception(
    "robbery",
    says="robbers and thieves who loot neither protest nor fight",
    needs="Robbers looted a bank in Lagos.",
    spares="Soldiers looted a bank in Lagos.",
)
def _is_robbery(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if parse.lemma[token].lower() not in ("loot", "looting"):
        return False
    doers = tree.actives(parse, token) if tree.is_verb(parse, token) else tree.prepositional(parse, token, "by")
    return any(fits.is_of(parse, d, "robbers") for d in doers)


@exception(
    "boycott-in-business",
    says="firms and players that boycott a supplier, a fair or a match protest against nobody in power",
    needs="Retailers boycotted the supplier in France.",
    spares="Parties boycotted the vote in France.",
)
def _is_boycott_in_business(scene: Scene, draft: EventDraft) -> bool:
    parse, token = scene.parse, draft.token
    if draft.coding.modes != ("boycott",):
        return False
    doers = tree.actives(parse, token) if tree.is_verb(parse, token) else tree.prepositional(parse, token, "by")
    doers += [c for c in tree.children(parse, token, Dep.COMPOUND, Dep.POSS) if not tree.is_verb(parse, token)]
    return any(parse.pos[d] == Pos.NOUN and fits.is_of(parse, d, "traders") for d in doers)
