"""Whether a measure of which no step is told stands: "the sanctions", "US sanctions", "despite sanctions on X"."""

from kg.document import Parse
from kg.english import tree
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos


def stands(parse: Parse, noun: int) -> bool:
    """Whether the words around a measure's noun take it for granted; "a ban", "further sanctions" may never come."""
    modifiers = [parse.lemma[c].lower() for c in tree.children(parse, noun, Dep.AMOD, Dep.DET)]
    if not dictionary.of("still_to_come").isdisjoint(modifiers):
        return False
    return _is_known(parse, noun) or _is_granted(parse, noun) or _is_had(parse, noun)


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether it is pointed at, somebody's, or said to stand: "these, US, existing sanctions"."""
    for below in parse.children[noun]:
        word, label = parse.text[below].lower(), parse.dep[below]
        if label == Dep.POSS or (label == Dep.DET and word in dictionary.of("definite_determiners")):
            return True
        if label in (Dep.AMOD, Dep.COMPOUND, Dep.NMOD) and below < noun:
            if word in dictionary.of("standing_measures") or parse.pos[below] == Pos.PROPN:
                return True
            if parse.text[below][:1].isupper() and below != parse.sentences[parse.sentence[noun]][0]:
                return True
    return False


def _is_granted(parse: Parse, noun: int) -> bool:
    """Whether what stands before it takes it for granted: "despite sanctions", "hit by sanctions"."""
    above = parse.head[noun]
    return parse.dep[noun] == Dep.POBJ and parse.lemma[above].lower() in dictionary.of("granting_prepositions")


def _is_had(parse: Parse, noun: int) -> bool:
    """Whether there is one, or somebody has one: "there is a ban on X", "the EU has an embargo on X"."""
    verb = parse.head[noun]
    if not tree.is_verb(parse, verb) or tree.child(parse, verb, Dep.NEG) is not None:
        return False
    if any(parse.lemma[c].lower() in dictionary.parts("modal") for c in tree.children(parse, verb, Dep.AUX)):
        return False
    there = tree.child(parse, verb, Dep.EXPL) is not None
    return there or (parse.dep[noun] == Dep.DOBJ and parse.lemma[verb].lower() in ("have", "keep", "maintain"))
