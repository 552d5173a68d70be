"""Whom a noun stands for as agent or patient: actors, those whose arms or organs they are, those counted."""

from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning import fits
from kg.facts.model import Participant
from kg.facts.scene import Scene

# Modifiers that name a maker, a backer or a mere likeness, not an owner: "an Iranian-made drone".
_MAKING = frozenset({Tag.VBN, Tag.VBG})


def agents(scene: Scene, nouns: list[int]) -> list[Participant]:
    """The agents that nouns tell: actors, the owners of arms or organs that act, and people whom no mention covers.

    Of "Israeli jets struck" Israel, of "gunmen struck" the gunmen.
    """
    found: list[Participant] = []
    for noun in nouns:
        part = scene.participant(noun)
        if part is not None and not fits.is_of(scene.parse, noun, "weapons"):
            found.append(part)
        elif part is not None or fits.is_any_of(scene.parse, noun, ("fighter", "craft"), scene):
            found.extend(owners(scene, noun) or ([part] if part is not None else []))
        else:
            found.extend(_known_otherwise(scene, noun) or _speaking(scene, noun))
    return list({part.actor: part for part in reversed(found)}.values())[::-1]


def lost_subject(scene: Scene, verb: int) -> list[int]:
    """The subject before a finite verb that the parser did not see as one: "In May, X on Sunday freed"."""
    parse = scene.parse
    if parse.tag[verb] not in (Tag.VBD, Tag.VBZ, Tag.VBP) or tree.is_passive(parse, verb):
        return []
    found = _taken_for_conjunct(scene, verb)
    if found is None:
        found = _taken_for_apposition(scene, verb)
    return [found] if found is not None else []


def _taken_for_conjunct(scene: Scene, verb: int) -> int | None:
    """A subject coordinated with a place, no conjunction between: "In Lebanon, Hezbollah, an ally of X, stopped"."""
    parse = scene.parse
    for preposition in tree.children(parse, verb, Dep.PREP):
        for noun in tree.children(parse, preposition, Dep.POBJ):
            actors = (at for at in tree.children(parse, noun, Dep.CONJ) if noun < at < verb and scene.is_actor(at))
            actor = next(actors, None)
            if actor is not None and tree.child(parse, noun, Dep.CC) is None:
                return actor
    return None


def _taken_for_apposition(scene: Scene, verb: int) -> int | None:
    """A subject behind the last comma that hangs on what stands before: "In May, X on Sunday freed"."""
    parse = scene.parse
    for at in range(verb - 1, parse.sentences[parse.sentence[verb]][0], -1):
        if parse.text[at] == "," or tree.is_verb(parse, at):
            return None
        if parse.dep[at] == Dep.APPOS and scene.is_actor(at):
            return at
    return None


def patients(scene: Scene, noun: int) -> list[Participant]:
    """The patient that a noun tells: an actor, or the one whose troops, bases, citizens they are."""
    part = scene.participant(noun)
    if part is not None:
        return [part]
    return _known_otherwise(scene, noun) or owners(scene, noun)


def struck(scene: Scene, noun: int) -> list[Participant]:
    """The patient of force: as in ``patients``, but a camp or a quarter is where it happens, and no group of people."""
    entity = scene.entity_at(noun)
    place = fits.is_any_of(scene.parse, noun, ("sites", "place_nouns"))
    if place and entity is not None and entity.type == "group" and scene.parse.pos[noun] == Pos.NOUN:
        return owners(scene, noun)
    return patients(scene, noun)


def _known_otherwise(scene: Scene, noun: int) -> list[Participant]:
    """Actors that no mention of this very noun tells: by number, by a name behind it, by what they are."""
    named = _named_behind(scene, noun)
    return _counted(scene, noun) or ([named] if named is not None else _minted(scene, noun))


def _named_behind(scene: Scene, noun: int) -> Participant | None:
    """The name that tells who a noun is: "gas giant Gazprom"."""
    if fits.is_any_of(scene.parse, noun, ("craft", "sites", "navy")):
        return None  # a ship's name is no actor
    return next(iter(scene.participants(tree.children(scene.parse, noun, Dep.APPOS))), None)


def _counted(scene: Scene, noun: int) -> list[Participant]:
    """Those of whom a number or a group is told: "thousands of Iraqis"."""
    parse = scene.parse
    if parse.pos[noun] != Pos.NUM and not fits.is_of(parse, noun, "measures"):
        return []
    one = parse.tag[noun] == Tag.NN and parse.lemma[noun].lower() not in words.of("many_in_one")
    if one and fits.is_of(parse, noun, "people"):
        return []  # "a member of the Church" is not the Church
    return list(scene.participants([n for n in tree.prepositional(parse, noun, "of") if scene.is_actor(n)]))


def _minted(scene: Scene, noun: int) -> list[Participant]:
    """People and bodies whom no mention covers ("a Saudi teenager", "a grand jury"), as actors of this article."""
    known = fits.is_any_of(scene.parse, noun, ("people", "organs", "folk"), scene) or _is_crowd(scene, noun)
    if not known or scene.parse.pos[noun] != Pos.NOUN or scene.mention_at(noun) is not None:
        return []
    if fits.is_of(scene.parse, noun, "scientific") and not fits.is_of(scene.parse, noun, "people"):
        return []
    if any(scene.parse.tag[c] == Tag.PRP_ and scene.mention_at(c) is None for c in scene.parse.children[noun]):
        return []  # "our embassy", where nobody knows whose
    return [scene.mint(noun)]


def _speaking(scene: Scene, noun: int) -> list[Participant]:
    """Bodies that may speak for themselves, and so sue, refuse, agree: "the campaign filed a lawsuit"."""
    may = scene.parse.pos[noun] == Pos.NOUN and fits.is_of(scene.parse, noun, "speakers")
    may = may and not fits.is_any_of(scene.parse, noun, ("measures", "partitives"))
    return [scene.mint(noun)] if may and scene.mention_at(noun) is None else []


def _is_crowd(scene: Scene, noun: int) -> bool:
    """Whether a round number stands for people who do something: "thousands rallied"."""
    numbers = scene.parse.tag[noun] == Tag.NNS and scene.parse.dep[noun] == Dep.NSUBJ
    return numbers and all(fits.is_of(scene.parse, noun, group) for group in ("measures", "multitudes", "partitives"))


def owners(scene: Scene, noun: int) -> list[Participant]:
    """Whose it is: "Israel's", "Syrian", "of the Houthis"; not who made it."""
    parse = scene.parse
    before = [p for p in scene.modifiers(noun) if not _is_maker(scene, p)]
    links = ("of", "from", "by") if fits.is_of(parse, noun, "proposals") or parse.lemma[noun] == "pressure" else ("of",)
    return before or list(scene.participants([n for n in tree.prepositional(parse, noun, *links) if scene.is_actor(n)]))


def _is_maker(scene: Scene, part: Participant) -> bool:
    at = scene.tokens_in(part.start or 0, part.end or 0)
    return bool(at) and scene.parse.tag[scene.parse.head[at[-1]]] in _MAKING
