"""How a voice puts a fact: did it happen, how sure is that, and when, read off the words above and beside it.

After the lexical signatures of implicative and factive predicates: each word above a fact passes its effect down,
from the fact up to the top of what the voice says (the content of a statement, or the sentence).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kg.document import Parse
from kg.english import grammar, lexicon, tree
from kg.english.labels import Dep, Tag
from kg.facts.model import Certainty, Factuality, Polarity, Tense

_ORDER: Final[tuple[Certainty, ...]] = ("certain", "presupposed", "probable", "possible", "unknown")
# A noun under one of these takes part in what its verb tells; under others it is taken for granted.
_SHARED: Final = frozenset({Dep.DOBJ, Dep.NSUBJPASS, Dep.ATTR, Dep.OPRD, Dep.ACOMP})
# What such an act is aimed at is not thereby vouched for, however deep it stands.
DENYING: Final = frozenset({"deny", "reject", "question"})
_FINITE: Final = frozenset({Tag.VBD, Tag.VBZ, Tag.VBP, Tag.MD})


@dataclass(frozen=True, slots=True)
class _Effect:
    flip: bool = False
    certainty: Certainty = "certain"
    future: bool = False

    def __or__(self, other: "_Effect") -> "_Effect":
        return _Effect(
            self.flip != other.flip,
            max(self.certainty, other.certainty, key=_ORDER.index),
            self.future or other.future,
        )


_NONE: Final = _Effect()


def factuality(parse: Parse, token: int, top: int | None = None, act: str | None = None) -> Factuality:
    """How a voice puts the fact named by ``token``.

    ``top`` heads what the voice says (None for the article's own voice), and ``act`` is the act of the statement that
    speaks: what is demanded or denied has not thereby happened.
    """
    effect = _beside(parse, token)
    at = token
    while at != top and (above := tree.governor(parse, at)) != at:
        if at != token and parse.lemma[at].lower() in grammar.words("leave") and parse.dep[at] in _SHARED:
            break
        passed = _passed(parse, at, above)
        if passed is None:
            break
        effect |= passed
        at = above
    if at == top and act is not None:
        effect |= _effects("acts").get(act, _NONE)
    elif top is not None and act in DENYING:
        effect |= _Effect(certainty="unknown")
    tense: Tense = "future" if effect.future else _tense(parse, token)
    polarity: Polarity = "negative" if effect.flip else "positive"
    return Factuality(polarity, effect.certainty, tense)


def _passed(parse: Parse, at: int, above: int) -> _Effect | None:
    """What the word above does to the one below; None where the two are told independently of each other."""
    label = parse.dep[at]
    if label == Dep.CONJ:
        return _NONE if _own_tense(parse, at) and not _is_nor(parse, at, above) else _beside(parse, above)
    if label in (Dep.RELCL, Dep.PARATAXIS, Dep.APPOS):
        return None
    if tree.is_verb(parse, at):
        return _clause(parse, at, above, label)
    if label == Dep.POBJ:
        return _prepositional(parse, at, above)
    if label in _SHARED and tree.is_verb(parse, above):
        return _object(parse, at, above)
    if label == Dep.NSUBJ and tree.is_verb(parse, above) and not _is_definite(parse, at):
        return _beside(parse, above)
    if label in (Dep.PREP, Dep.POSS, Dep.COMPOUND, Dep.AGENT, Dep.DATIVE):
        return _NONE
    return None


def _clause(parse: Parse, at: int, above: int, label: str) -> _Effect | None:
    if label == Dep.CCOMP and at < above:
        return _NONE
    if label == Dep.PCOMP:
        return _prepositional(parse, at, above) or _NONE
    if label in (Dep.CCOMP, Dep.XCOMP, Dep.ACL, Dep.CSUBJ, Dep.ATTR, Dep.OPRD, Dep.DEP):
        if label == Dep.ACL and parse.tag[at] in (Tag.VBN, Tag.VBG) and not _is_clause(parse, at):
            return None
        return _governor(parse, above) | (_beside(parse, above) if label != Dep.ACL else _noun_above(parse, above))
    if label == Dep.ADVCL:
        if _opens_condition(parse, at):
            return _Effect(certainty="possible")
        if any(parse.tag[c] == Tag.TO for c in parse.children[at]):
            return _Effect(certainty="possible", future=True)
        if _is_earlier(parse, at):
            return None
        return _NONE if _own_tense(parse, at) else _beside(parse, above)
    return None


def _is_earlier(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what came before: it has happened, whatever is demanded after it."""
    return _tense(parse, verb) == "past" and any(
        parse.lemma[c].lower() in ("after", "since", "because") for c in tree.children(parse, verb, Dep.MARK)
    )


def _object(parse: Parse, at: int, above: int) -> _Effect | None:
    """What a verb does to its object; None where it takes the object for granted."""
    if parse.lemma[above].lower() in grammar.words("foiling") and _is_single(parse, at):
        return _Effect(flip=True) | _beside(parse, above)  # "stopped an attack" that never came
    if parse.lemma[above].lower() in grammar.words("ending"):
        return None
    if parse.lemma[above].lower() in grammar.words("commanding") and _is_definite(parse, at):
        return _beside(parse, above)
    return _governor(parse, above) | _beside(parse, above)


def _is_single(parse: Parse, noun: int) -> bool:
    return any(parse.lemma[c].lower() in ("a", "an", "another") for c in tree.children(parse, noun, Dep.DET))


def _is_nor(parse: Parse, at: int, above: int) -> bool:
    """Whether a verb goes on with "nor", so that what denies the first denies it too."""
    return any(parse.lemma[c].lower() == "nor" and c < at for c in tree.children(parse, above, Dep.CC))


def _is_clause(parse: Parse, verb: int) -> bool:
    """Whether a participle under a noun ends a clause of its own: "claims it had attacked", not "claims made"."""
    return tree.child(parse, verb, Dep.MARK, *tree.SUBJECT, *tree.PASSIVE) is not None


def _noun_above(parse: Parse, noun: int) -> _Effect:
    return _beside(parse, noun)


def _prepositional(parse: Parse, at: int, preposition: int) -> _Effect | None:
    """A noun below a preposition: "without an attack", "called for talks", "prepared for war", "accused of attacks"."""
    above = parse.head[preposition]
    words = parse.lemma[preposition].lower()
    known = _effects("prepositions")
    if words == "without":
        return known["without"]
    if words == "on" and parse.lemma[at].lower() in ("visit", "trip", "tour"):
        return None  # "on a visit to X, called on Y"
    if words in ("in", "at") and parse.lemma[at].lower() in ("referendum", "election", "runoff", "vote"):
        return _beside(parse, above)  # where it was voted, it was voted
    if words == "of" and tree.whole(parse, at) != at:
        return _beside(parse, above)  # "dozens of strikes"
    if words in ("for", "of", "to", "on", "about", "against", "from", "in", "into"):
        if parse.lemma[above].lower() in grammar.words("siding") and _is_definite(parse, at):
            return None
        governed = _governor(parse, above)
        if governed == _NONE and words == "of" and parse.lemma[above].lower() in grammar.words("claims"):
            return _beside(parse, above)
        if governed == _NONE and words == "for" and not _is_definite(parse, at) and _is_infinitive(parse, preposition):
            return _NONE  # "leave to cross for an operation": what the infinitive is, its purpose is
        if governed.flip and words == "for":
            governed = known["for"]  # what is refused was asked for it
        return governed | _beside(parse, above) if governed != _NONE else None
    return None


def _is_infinitive(parse: Parse, token: int) -> bool:
    """Whether the nearest verb above is an infinitive."""
    verb = next((a for a in tree.ancestors(parse, token) if tree.is_verb(parse, a)), None)
    return (
        verb is not None
        and parse.tag[verb] == Tag.VB
        and not any(parse.tag[c] == Tag.MD for c in tree.children(parse, verb, Dep.AUX))
    )


def _governor(parse: Parse, above: int) -> _Effect:
    particle = tree.child(parse, above, Dep.PRT)
    lemma = parse.lemma[above].lower()
    known = _effects("governors")
    if lemma in grammar.words("permitting") and any(
        parse.lemma[s].lower() in grammar.words("ruling") for s in tree.children(parse, above, Dep.NSUBJ)
    ):
        return _Effect(certainty="possible")
    if particle is not None and (phrasal := f"{lemma} {parse.lemma[particle].lower()}") in known:
        return known[phrasal]
    return known.get(lemma, _NONE)


def _beside(parse: Parse, token: int) -> _Effect:
    """What negations, auxiliaries, adverbs and adjectives beside a word do to it."""
    effect = _NONE
    for at in parse.children[token]:
        label, word = parse.dep[at], parse.lemma[at].lower()
        if label == Dep.NEG or (label == Dep.PRECONJ and word == "neither"):
            effect |= _Effect(flip=True)
        elif label == Dep.AUX and parse.tag[at] in (Tag.MD, Tag.VB, Tag.VBP):
            effect |= _modal(parse, token, word)
        elif label == Dep.ADVMOD and parse.text[at].lower() == "longer":
            effect |= _Effect(flip=any(parse.lemma[c].lower() == "no" for c in parse.children[at]))
        elif label == Dep.ADVMOD:
            effect |= _effects("adverbs").get(word, _NONE)
        elif label in (Dep.AMOD, Dep.DET) and not tree.is_verb(parse, token):
            effect |= _Effect(flip=True) if word in _words()["determiners"] else _effects("adjectives").get(word, _NONE)
        elif label in (Dep.NSUBJ, Dep.NSUBJPASS) and _denies(parse, at):
            effect |= _Effect(flip=True)
    if any(
        parse.lemma[c] == "have" and parse.tag[c] in (Tag.VBZ, Tag.VBP) for c in tree.children(parse, token, Dep.AUX)
    ):
        return effect
    if tree.is_verb(parse, token) and _goes_to(parse, token):
        effect |= _Effect(certainty="probable", future=True)
    return effect


def _modal(parse: Parse, token: int, word: str) -> _Effect:
    effect = _effects("modals").get(word.replace("’ll", "will").replace("'ll", "will"), _NONE)
    if word in ("wo", "’ll", "'ll", "’d"):
        return _effects("modals")["would" if word == "’d" else "will"]
    return effect


def _goes_to(parse: Parse, verb: int) -> bool:
    """Whether the verb stands below "is going to" or "is to"."""
    head = parse.head[verb]
    if parse.dep[verb] != Dep.XCOMP or parse.tag[verb] != Tag.VB:
        return False
    return parse.text[head].lower() == "going" or (parse.lemma[head] == "be" and parse.tag[head] in _FINITE)


def _denies(parse: Parse, noun: int) -> bool:
    denying = _words()["determiners"]
    return parse.lemma[noun].lower() in denying or any(
        parse.lemma[c].lower() in denying for c in tree.children(parse, noun, Dep.DET, Dep.NEG)
    )


def _is_definite(parse: Parse, noun: int) -> bool:
    return any(
        parse.lemma[c].lower() in ("the", "this", "that", "these", "those") or parse.dep[c] == Dep.POSS
        for c in tree.children(parse, noun, Dep.DET, Dep.POSS)
    )


def _opens_condition(parse: Parse, verb: int) -> bool:
    return any(
        parse.lemma[c].lower() in _words()["conditions"]
        for c in tree.children(parse, verb, Dep.MARK, Dep.AUX, Dep.ADVMOD)
    )


def _own_tense(parse: Parse, verb: int) -> bool:
    return parse.tag[verb] in _FINITE or any(
        parse.tag[c] in _FINITE for c in tree.children(parse, verb, Dep.AUX, Dep.AUXPASS)
    )


def _tense(parse: Parse, token: int) -> Tense:
    """Of the nearest verb at or above the word that carries one."""
    for at in (token, *tree.ancestors(parse, token)):
        if not tree.is_verb(parse, at):
            continue
        tags = {parse.tag[c] for c in tree.children(parse, at, Dep.AUX, Dep.AUXPASS)} | {parse.tag[at]}
        lemmas = {parse.lemma[c] for c in tree.children(parse, at, Dep.AUX)}
        if Tag.VBD in tags or "have" in lemmas:
            return "past"
        if tags & {Tag.VBZ, Tag.VBP, Tag.MD}:
            return (
                "past"
                if not tree.is_verb(parse, token) and parse.dep[tree.whole(parse, token)] != Dep.DOBJ
                else "present"
            )
        if parse.tag[at] == Tag.VBN and parse.dep[at] in (Dep.ACL, Dep.AMOD):
            return "past"
    return "past"


@cache
def _words() -> Any:
    return lexicon.load("factuality")


@cache
def _effects(group: str) -> dict[str, _Effect]:
    """Lemma -> effect; a lemma in several groups of governors keeps the first."""
    if group != "governors":
        return {word: _effect(effect) for word, effect in _words()[group].items()}
    found: dict[str, _Effect] = {}
    for entry in _words()["governors"]:
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, _effect(entry["effect"]))
    return found


def _effect(given: dict[str, str]) -> _Effect:
    certainty = next(c for c in _ORDER if c == given.get("certainty", "certain"))
    return _Effect(given.get("polarity") == "flip", certainty, given.get("tense") == "future")
