"""The coding of an event: that of its word's sense, or another by those who take part and by what modifies the noun."""

from collections.abc import Iterable
from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning import fits
from kg.facts.meaning.senses import Sense
from kg.facts.model import Coding
from kg.facts.scene import Scene

_PLACES: Final = frozenset({"place", "state"})


def coding(scene: Scene, token: int, sense: Sense) -> Coding:
    """The coding of the event that a verb or noun tells in this sense."""
    if scene.parse.pos[token] == Pos.VERB:
        return _of_verb(scene, token, sense)
    return _of_noun(scene.parse, token, sense)


def _of_verb(scene: Scene, verb: int, sense: Sense) -> Coding:
    """The sense's own coding, but for those who do it or undergo it: states protest in notes, crowds are deported."""
    match sense.type, sense.modes:
        case "COERCE", ("seize",) if _takes_land(scene, verb):
            return Coding("ASSAULT", (), ("military", "territory"))
        case "ASSAULT", ("abduct",) if scene.parse.lemma[verb].lower() == "seize" and _is_by_law(scene, verb):
            return Coding("COERCE", ("arrest",), ("legal",))
        case "PROTEST", ("riot",) if scene.parse.lemma[verb].lower() == "loot" and _are_armed(scene, verb):
            return Coding("ASSAULT")
        case "PROTEST", ("demo",) if scene.parse.lemma[verb].lower() == "protest" and _is_by_states(scene, verb):
            return Coding("ACCUSE", ("disapprove",), ("diplomatic",))
        case "SANCTION", ("expel",) if _is_of_ships(scene.parse, verb):
            return Coding("COERCE", ("restrict",))
        case "SANCTION", ("expel",) if _is_of_crowds(scene, verb):
            return Coding("COERCE", ("deport",))
        case _, ("troops",) if _is_for_help(scene.parse, verb):
            return Coding("AID", (), ("peacekeeping",))
    return Coding(sense.type, sense.modes, sense.contexts)


def _are_armed(scene: Scene, verb: int) -> bool:
    """Whether those under arms do it: gunmen and soldiers who loot rob, and do not protest."""
    doers = tree.actives(scene.parse, verb)
    if any(scene.parse.text[c].lower() == "armed" for d in doers for c in tree.children(scene.parse, d, Dep.AMOD)):
        return True
    return any(fits.is_any_of(scene.parse, d, ("armed", "soldiers"), scene) for d in doers)


def _takes_land(scene: Scene, verb: int) -> bool:
    """Whether a place is seized: land is taken by force, property by order."""
    mentions = (scene.mention_at(t) for t in tree.objects(scene.parse, verb))
    return any(m is not None and m.type in _PLACES for m in mentions)


def _is_by_law(scene: Scene, verb: int) -> bool:
    """Whether police or a state take people, whom they arrest; anybody else abducts them."""
    doers = tree.actives(scene.parse, verb)
    return any(fits.is_any_of(scene.parse, d, ("states", "police", "organs"), scene) for d in doers)


def _is_by_states(scene: Scene, verb: int) -> bool:
    """Whether states or their organs do it: "Japan protested the patrols" in a note."""
    doers = tree.actives(scene.parse, verb)
    return any(fits.is_any_of(scene.parse, d, ("organs", "states"), scene) for d in doers)


def _is_of_ships(parse: Parse, verb: int) -> bool:
    """Whether craft are driven out: "expelled a Chinese boat"."""
    return any(fits.is_any_of(parse, n, ("craft", "navy")) for n in tree.objects(parse, verb))


def _is_of_crowds(scene: Scene, verb: int) -> bool:
    """Whether people of a nation are driven out, and no diplomats: "expelled thousands of Afghans"."""
    parse = scene.parse
    peoples = [n for n in tree.objects(parse, verb) if parse.tag[n] == Tag.NNPS]
    entities = (scene.entity_at(n) for n in peoples if not fits.is_of(parse, n, "diplomats"))
    return any(entity is not None and entity.type == "group" for entity in entities)


def _is_for_help(parse: Parse, verb: int) -> bool:
    """Whether troops are sent to help: PLOVER's aid includes protection and peacekeeping."""
    below = [verb, *tree.objects(parse, verb)]
    purposes = (c for at in below for c in tree.children(parse, at, Dep.ADVCL, Dep.XCOMP, Dep.ACL, Dep.RELCL))
    return any(parse.tag[c] == Tag.VB and parse.lemma[c].lower() in words.of("helping") for c in purposes)


def _of_noun(parse: Parse, noun: int, sense: Sense) -> Coding:
    """The sense's coding with what modifiers add: "a drone attack", "a terrorist attack"; workers strike in protest."""
    if sense.type == "ASSAULT" and parse.lemma[noun] == "strike" and stops_work(parse, noun):
        return Coding("PROTEST", ("strike",))
    if sense.modes == ("riot",) and parse.lemma[noun].lower() == "looting" and _is_of_armed(parse, noun):
        return Coding("ASSAULT")
    modes, contexts = _of_modifiers(parse, noun)
    contexts = [*sense.contexts, *contexts]
    if sense.type != "ASSAULT":
        return Coding(sense.type, _unique(sense.modes), _unique(contexts))
    if not {"terrorism", "cyber"}.isdisjoint(contexts):
        contexts = [c for c in contexts if c != "military"]
    return Coding(sense.type, _unique(sense.modes or modes), _unique(contexts))


def _is_of_armed(parse: Parse, looting: int) -> bool:
    """Whether those under arms loot: "looting by gunmen", "soldiers' looting"."""
    doers = [*tree.prepositional(parse, looting, "by"), *tree.children(parse, looting, Dep.POSS, Dep.COMPOUND)]
    return any(fits.is_any_of(parse, d, ("armed", "soldiers")) for d in doers)


def _of_modifiers(parse: Parse, noun: int) -> tuple[list[str], list[str]]:
    """The modes and contexts that a noun's modifiers tell: "drone", "terrorist"."""
    lemmas = (parse.lemma[at].lower() for at in tree.children(parse, noun, Dep.COMPOUND, Dep.AMOD, Dep.NMOD))
    entries = [entry for lemma in lemmas if (entry := words.entries().get(lemma)) is not None]
    return [entry.mode for entry in entries if entry.mode], [entry.context for entry in entries if entry.context]


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def stops_work(parse: Parse, strike: int) -> bool:
    """Whether a strike is one of workers: "a strike by pilots", "workers staged a two-hour strike"."""
    around = [
        *tree.prepositional(parse, strike, "by", "of"),
        *tree.children(parse, strike, Dep.COMPOUND, Dep.POSS, Dep.AMOD),
    ]
    if parse.dep[strike] == Dep.DOBJ:
        around.extend(tree.actives(parse, parse.head[strike]))
    return any(parse.lemma[t].lower() in words.of("stopping_work") for t in around)
