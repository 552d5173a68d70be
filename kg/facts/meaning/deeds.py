"""What a clause is about to do: the deed behind "is ready to", "plans to consider", "will launch"."""

from dataclasses import dataclass
from typing import Literal

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Pos
from kg.facts.meaning import fits, measures, senses
from kg.facts.scene import Scene

_DEPTH = 5
# Steps that undo a measure.
_UNDOING = frozenset({"lifted", "eased", "suspended", "annulled"})
# Sums of money are numbers: "pledged $10 million".
_NOMINAL = frozenset({Pos.NOUN, Pos.NUM})


@dataclass(frozen=True, slots=True)
class Deed:
    """The deed's word, its kind for those it is done to, and its coding where it has one.

    ``noun`` is the word that tells it where that is a noun under a verb ("launch an attack"); ``ready`` whether words
    of readiness lead to it.
    """

    token: int
    kind: Literal["harm", "help"] | None
    type: str | None = None
    mode: str | None = None
    seizure: bool = False
    noun: int | None = None
    ready: bool = False


def deed(parse: Parse, head: int, scene: Scene | None = None) -> Deed | None:
    """The deed of the clause or noun phrase headed by a token; with a scene, names are known for what they are."""
    at, ready = head, False
    for _ in range(_DEPTH):
        ready = ready or parse.lemma[at].lower() in words.of("ready")
        found = _at(parse, at, ready, scene)
        if found is not None and not (parse.lemma[at] in words.of("leading") and found.noun is None):
            return found
        below = _below(parse, at)
        if below is None:
            return None
        at = below
    return None


def _below(parse: Parse, at: int) -> int | None:
    lemma = parse.lemma[at].lower()
    if lemma in words.of("ready") or parse.lemma[at] in words.of("leading"):
        complement = tree.child(parse, at, Dep.XCOMP, Dep.ACL, Dep.ACOMP, Dep.ATTR, Dep.CCOMP)
        return complement if complement is not None and complement > at else None
    return None


def _at(parse: Parse, at: int, ready: bool, scene: Scene | None) -> Deed | None:
    objects = [n for n in tree.children(parse, at, Dep.DOBJ) if parse.pos[n] in _NOMINAL]
    for noun in ([at] if parse.pos[at] in _NOMINAL else []) + objects:
        named = _named(parse, noun, ready, scene)
        if named is not None and (noun == at or parse.pos[at] in (Pos.VERB, Pos.AUX)):
            if noun != at and _undone(parse, at):
                return Deed(at, "help", "CONCEDE", ready=ready)
            own = senses.sense(parse, at, scene) if noun != at else None
            return named if own is None else _coded(at, own, ready, noun)
    return _named(parse, at, ready, scene)


def _named(parse: Parse, at: int, ready: bool, scene: Scene | None) -> Deed | None:
    measure = measures.measure(parse, at)
    if measure is not None and measure.kind != "participle":
        seizure = bool(set(measure.names) & set(tables.load("acts")["seizures"]))
        noun = at if measure.kind == "noun" else None
        return Deed(at, "harm", "SANCTION", "discontinue", seizure, noun, ready)
    sense = senses.sense(parse, at, scene)
    if sense is not None and sense.type == "ASSAULT" and fits.is_aimed_at_idea(parse, at):
        return None
    if sense is not None:
        return _coded(at, sense, ready, noun=at if parse.pos[at] == Pos.NOUN else None)
    if parse.pos[at] in _NOMINAL and (fits.is_of(parse, at, "money") or fits.is_of(parse, at, "relief")):
        return Deed(at, "help", "AID", noun=at, ready=ready)
    lemma = parse.lemma[at].lower()
    if parse.pos[at] == Pos.VERB and lemma in words.of("harmful_deeds"):
        return Deed(at, "harm", seizure=lemma in ("seize", "confiscate"), ready=ready)
    if parse.pos[at] == Pos.VERB and lemma in words.of("helpful_deeds"):
        return Deed(at, "help", ready=ready)
    return None


def _undone(parse: Parse, verb: int) -> bool:
    """Whether a verb undoes the measure that is its object: "lift sanctions"."""
    part = words.parts("verb").get(parse.lemma[verb].lower())
    return part is not None and not _UNDOING.isdisjoint(part.step)


def _coded(at: int, sense: senses.Sense, ready: bool, noun: int | None = None) -> Deed:
    kind: Literal["harm", "help"] | None = None
    if sense.type in tables.load("acts")["harmful"]:
        kind = "harm"
    elif sense.type in tables.load("acts")["helpful"]:
        kind = "help"
    return Deed(at, kind, sense.type, sense.modes[0] if sense.modes else None, sense.modes == ("seize",), noun, ready)
