"""What words do to a fact that hangs on them: turn it round, make it less sure, put it ahead; and when verbs are."""

from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import or_
from typing import Final

from kg.document import Parse
from kg.english import tables, tree, verbs, words
from kg.english.labels import Dep, Tag
from kg.english.memory import remembered
from kg.facts.model import Certainty, Tense

_ORDER: Final[tuple[Certainty, ...]] = ("certain", "presupposed", "probable", "possible", "unknown")


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to a fact: turned round, made no surer than ``certainty``, put ahead."""

    flip: bool = False
    certainty: Certainty = "certain"
    future: bool = False

    def __or__(self, other: "Effect") -> "Effect":
        if other == NONE:
            return self
        return Effect(
            self.flip != other.flip,
            max(self.certainty, other.certainty, key=_ORDER.index),
            self.future or other.future,
        )


NONE: Final = Effect()
_ADJUNCTS: Final = frozenset({Dep.PREP, Dep.NPADVMOD, Dep.ADVMOD, Dep.ADVCL})
# Where the parser hangs what marks a noun: "no", "planned", "due" behind it.
_BEHIND: Final = frozenset({Dep.AMOD, Dep.DET, Dep.ACL, Dep.PREP, Dep.ACOMP})
_EXCEPTED: Final = ("all", "everything", "anything")


def governed(parse: Parse, above: int, governor: Effect, beside: Effect) -> Effect:
    """What a word and what stands beside it do together: not to fail is to do, not to rule out is to leave open."""
    if governor.flip and beside.flip and parse.lemma[above].lower() not in words.of("two_way_implicative"):
        beside |= Effect(certainty="possible")
    return governor | beside


def governor(parse: Parse, above: int) -> Effect:
    """What a verb, noun or adjective does to its complement, by the lexicon."""
    lemma = parse.lemma[above].lower()
    known = _governors()
    if lemma in words.of("permitting") and _is_said_of(parse, above, "ruling", "bills", "orders"):
        return Effect(certainty="possible")
    told = known.get(verbs.name(parse, above)) or known.get(lemma, NONE)
    if lemma in words.of("ruling_verbs") and not told.flip and _is_said_of(parse, above, "ruling"):
        return Effect(certainty="possible", future=True)  # what an order bans is not done
    if lemma in words.of("edging") and parse.tag[above] == Tag.VBG:
        return Effect(certainty="possible", future=True)  # "is drifting into a war"
    return told


def _is_said_of(parse: Parse, verb: int, *classes: str) -> bool:
    """Whether a verb tells what a paper lays down: "the law lets", "a law [that] lets", "a law letting"."""
    papers = {parse.lemma[noun].lower() for noun in tree.actives(parse, verb)}
    return any(not papers.isdisjoint(words.of(name)) for name in classes)


@remembered
def beside(parse: Parse, token: int) -> Effect:
    """What negations, auxiliaries, adverbs and adjectives beside a word do to it."""
    effect = Effect(flip=_is_excepted(parse, token) or _is_never(parse, token))
    for at in parse.children[token]:
        label, word = parse.dep[at], parse.lemma[at].lower()
        if label == Dep.NEG or (label == Dep.PRECONJ and word == "neither") or _is_denying_subject(parse, at):
            effect |= Effect(flip=True)
        elif label == Dep.AUX and parse.tag[at] in (Tag.MD, Tag.VB, Tag.VBP):
            effect |= _modal(parse, token, word)
        elif label == Dep.ADVMOD and parse.text[at].lower() == "longer":
            effect |= Effect(flip=any(parse.lemma[c].lower() == "no" for c in parse.children[at]))
        elif label == Dep.ADVMOD:
            # "Hardly ever" is hardly.
            inner = [parse.lemma[c].lower() for c in tree.children(parse, at, Dep.ADVMOD)] if word == "ever" else [word]
            effect = reduce(or_, (effects("adv").get(w, NONE) for w in inner), effect)
        elif not tree.is_verb(parse, token) and at > token and label in _BEHIND and word in words.of("appointed"):
            effect |= Effect(
                certainty="probable", future=True
            )  # "an election, due on the 28th", "talks planned for May"
        elif label in (Dep.AMOD, Dep.DET) and not tree.is_verb(parse, token):
            effect |= Effect(flip=True) if word in words.of("negative") else effects("adj").get(word, NONE)
    if any(
        parse.lemma[c] == "have" and parse.tag[c] in (Tag.VBZ, Tag.VBP) for c in tree.children(parse, token, Dep.AUX)
    ):
        return effect
    if tree.is_verb(parse, token) and _goes_to(parse, token):
        effect |= Effect(certainty="probable", future=True)
    return effect


def _is_never(parse: Parse, token: int) -> bool:
    """Whether a phrase says that it never is so: "under no circumstances", "at no point", "in no way"."""
    nouns = (n for p in tree.children(parse, token, Dep.PREP) for n in tree.children(parse, p, Dep.POBJ))
    return any(
        parse.lemma[n].lower() in words.of("occasions")
        and any(parse.lemma[c].lower() == "no" for c in tree.children(parse, n, Dep.DET))
        for n in nouns
    )


def _marked(parse: Parse, noun: int, at: int) -> Effect:
    """What a determiner, an adjective or what stands behind a noun makes of it: "no attack", "talks due in May"."""
    word = parse.lemma[at].lower()
    if at > noun and word in words.of("appointed"):
        return Effect(certainty="probable", future=True)  # "an election, due on the 28th"
    if parse.dep[at] not in (Dep.AMOD, Dep.DET):
        return NONE
    return Effect(flip=True) if word in words.of("negative") else effects("adj").get(word, NONE)


def _is_excepted(parse: Parse, token: int) -> bool:
    """Whether a word is what was left undone: "all [but] left", "did everything [but] leave"."""
    before = [parse.text[t].lower() for t in range(max(0, token - 2), token)]
    return len(before) > 1 and before[1] == "but" and before[0] in _EXCEPTED


def _modal(parse: Parse, token: int, word: str) -> Effect:
    if word in ("wo", "’ll", "'ll", "’d"):
        word = "would" if word == "’d" else "will"
    if word == "would" and is_habit(parse, token):
        return NONE
    effect = effects("modal").get(word, NONE)
    if verbs.is_perfect(parse, token):  # "must have left", "might have left"
        return Effect(certainty="probable") if word == "must" else replace(effect, future=False)
    if word in ("can", "ca", "could") and tree.child(parse, token, Dep.NEG) is not None:
        return NONE  # who could not leave did not
    return effect


def is_habit(parse: Parse, verb: int) -> bool:
    """Whether "would" tells what somebody used to do: "every spring they would attack", "whenever X complained"."""
    if not any(parse.lemma[c].lower() in ("would", "’d") for c in tree.children(parse, verb, Dep.AUX)):
        return False
    before = [tree.subtree(parse, at) for at in parse.children[verb] if at < verb and parse.dep[at] in _ADJUNCTS]
    if parse.dep[verb] == Dep.RELCL:  # "every spring they would": the parser may make a noun with a clause of it
        before.append([parse.head[verb], *tree.children(parse, parse.head[verb], Dep.DET)])
    for phrase in before:
        opening = {parse.lemma[t].lower() for t in phrase}
        timed = not opening.isdisjoint(words.of("time_ends")) or not opening.isdisjoint(words.of("seasons"))
        if "whenever" in opening or (timed and not opening.isdisjoint(words.of("recurring"))):
            return True
    return False


def is_ended(parse: Parse, noun: int) -> bool:
    """Whether a noun is what a verb ends, which goes on, or did: "end the war", "wind down the war"."""
    verb, particle = parse.head[noun], ""
    if parse.dep[noun] == Dep.POBJ:
        verb, particle = parse.head[verb], f" {parse.lemma[verb].lower()}"  # a particle that the parser misread
    names = {f"{parse.lemma[verb].lower()}{particle}", verbs.name(parse, verb) if not particle else ""}
    return bool(names & words.of("ending"))


def _goes_to(parse: Parse, verb: int) -> bool:
    """Whether the verb stands below "is going to" or "is to"."""
    head = parse.head[verb]
    # "are to be removed", not "were to have met"
    passive = (
        parse.tag[verb] == Tag.VBN and verbs.has_to(parse, verb) and tree.child(parse, verb, Dep.AUXPASS) is not None
    )
    if parse.dep[verb] != Dep.XCOMP or not (passive or parse.tag[verb] == Tag.VB):
        return False
    is_to = parse.lemma[head] == "be" and parse.tag[head] in verbs.FINITE and tree.child(parse, head, Dep.ACOMP) is None
    return parse.text[head].lower() == "going" or is_to


def _is_denying_subject(parse: Parse, token: int) -> bool:
    return parse.dep[token] in (Dep.NSUBJ, Dep.NSUBJPASS) and _denies(parse, token)


def _denies(parse: Parse, noun: int) -> bool:
    """Whether a subject denies what is told of it: "nobody", "no soldier", "neither X nor Y", "hardly any troops"."""
    denying = words.of("negative")
    before = tree.children(parse, noun, Dep.DET, Dep.NEG, Dep.PRECONJ)
    hardly = (c for d in before if parse.lemma[d].lower() == "any" for c in tree.children(parse, d, Dep.ADVMOD))
    return (
        parse.lemma[noun].lower() in denying
        or _are_few(parse, noun)
        or any(parse.lemma[c].lower() in denying for c in before)
        or any(effects("adv").get(parse.lemma[c].lower(), NONE).flip for c in hardly)
    )


def _are_few(parse: Parse, noun: int) -> bool:
    """Whether hardly anybody is told: "few", "few Poles"; not "a few"."""
    marks = [t for t in (noun, *tree.children(parse, noun, Dep.AMOD)) if parse.text[t].lower() == "few"]
    return bool(marks) and not any(parse.tag[c] == Tag.DT for t in (noun, *marks) for c in parse.children[t])


@remembered
def tense(parse: Parse, token: int) -> Tense:
    """Of the nearest verb at or above the word that carries one."""
    for at in tree.upwards(parse, token):
        if not tree.is_verb(parse, at):
            continue
        tags = {parse.tag[c] for c in tree.children(parse, at, Dep.AUX, Dep.AUXPASS)} | {parse.tag[at]}
        lemmas = {parse.lemma[c] for c in tree.children(parse, at, Dep.AUX)}
        if Tag.VBD in tags or "have" in lemmas or is_habit(parse, at):
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
def effects(part_of_speech: str) -> dict[str, Effect]:
    """Word -> what it does, standing beside another as a modal, "adv", "adj" or "prep"."""
    return {word: _effect(part.effect) for word, part in words.parts(part_of_speech).items() if part.effect}


@cache
def acts() -> dict[str, Effect]:
    """Act of a statement -> what it does to its content."""
    return {act: _effect(words.effect(text, "acts")) for act, text in tables.load("acts")["effects"].items()}


@cache
def _governors() -> dict[str, Effect]:
    """Lemma -> what it does to its complement."""
    return {entry.lemma: _effect(entry.governs) for entry in words.entries().values() if entry.governs}


def _effect(known: words.Effect) -> Effect:
    return Effect(known.flip, next(c for c in _ORDER if c == known.certainty), known.future)
