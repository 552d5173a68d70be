"""Against whom people protest, where no "against" tells: whose embassy, whose flag, whose resignation they demand."""

from collections.abc import Iterable
from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.events import parties
from kg.facts.meaning import fits, senses
from kg.facts.model import Participant
from kg.facts.scene import Scene

_CAUSES: Final = ("over", "at", "about")
_PURPOSES: Final = (Dep.ADVCL, Dep.XCOMP)
_ASKING: Final = frozenset({"demand", "request"})
_EMPLOYERS: Final = frozenset({"company", "organisation", "government-body", "international-organisation"})


def opponents(scene: Scene, token: int, modes: tuple[str, ...]) -> list[Participant]:
    """Against whom a word of protest tells that people act, the first that is told."""
    parse = scene.parse
    above = parse.head[tree.whole(parse, token)]
    heads = [token] if tree.is_verb(parse, token) else [token, above]
    for found in (_housed(scene, heads), _blamed(scene, heads), _pressed(scene, heads)):
        if found:
            return found
    return _employers(scene, heads) if modes == ("strike",) else []


def _housed(scene: Scene, heads: Iterable[int]) -> list[Participant]:
    """Those in front of whose house they stand: "outside the Saudi embassy"."""
    houses = (n for at in heads for n in tree.prepositional(scene.parse, at, *words.of("before_houses")))
    return [p for n in houses if fits.is_of(scene.parse, n, "houses_abroad") for p in parties.owners(scene, n)]


def _blamed(scene: Scene, heads: Iterable[int]) -> list[Participant]:
    """Those whose doing it is about: "over Israel's war", "at the government's plan"."""
    causes = (n for at in heads for n in tree.prepositional(scene.parse, at, *_CAUSES))
    # "Rallied at Bangkok's Victory Monument": whose a place is, is not blamed.
    blamed = [n for n in causes if not scene.is_actor(n) and scene.place(n) is None]
    return [p for n in blamed for p in scene.modifiers(n)]


def _pressed(scene: Scene, heads: Iterable[int]) -> list[Participant]:
    """Those of whom they demand something: "to demand the resignation of X", "calling on X to", "to press X for"."""
    parse, found = scene.parse, list[Participant]()
    clauses = [c for at in heads if tree.is_verb(parse, at) for c in tree.children(parse, at, *_PURPOSES)]
    for clause in (c for c in clauses if _asks(parse, c)):
        asked = [*tree.objects(parse, clause), *tree.prepositional(parse, clause, "on", "for", "from")]
        actors = [n for n in asked if scene.is_actor(n)]
        found.extend(scene.participants(actors) if actors else (p for n in asked for p in _whose(scene, n)))
    return found


def _asks(parse: Parse, verb: int) -> bool:
    """Whether a verb, with or without its particle, is one of asking and demanding."""
    lemma, parts = parse.lemma[verb].lower(), words.parts("verb")
    names = [lemma, *(f"{lemma} {parse.text[c].lower()}" for c in tree.children(parse, verb, Dep.PREP, Dep.PRT))]
    return any(cue.act in _ASKING for name in names if name in parts for cue in parts[name].says)


def _whose(scene: Scene, noun: int) -> Iterable[Participant]:
    """Whose deed is demanded: "the resignation of X", "the president's resignation"; not "the release of X"."""
    means = senses.sense(scene.parse, noun, scene)
    if means is None or means.of != "initiator":
        return ()
    return scene.modifiers(noun) or scene.participants(tree.prepositional(scene.parse, noun, "of", "by"))


def _employers(scene: Scene, heads: Iterable[int]) -> list[Participant]:
    """At whom those work who stop working: "workers at Boeing went on strike"."""
    parse = scene.parse
    strikers = (n for at in heads if tree.is_verb(parse, at) for n in tree.actives(parse, at))
    firms = [f for n in strikers for f in tree.prepositional(parse, n, "at", "of", "from")]
    known = [f for f in firms if (e := scene.entity_at(f)) is not None and e.type in _EMPLOYERS]
    return list(scene.participants(known))
