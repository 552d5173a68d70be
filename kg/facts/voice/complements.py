"""What a word does to the clause below it: complement clauses, infinitives, clauses under nouns and beside others."""

from dataclasses import replace
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.voice.effects import NONE, Effect, beside, governed, governor, tense
from kg.facts.voice.shortfalls import chosen_against

# "The warning that X has left": as whoever warned puts it, X has.
_REPORTS: Final = frozenset({"agreement", "reason", "warning"})
_UNDERGOING: Final = frozenset({Dep.DOBJ, Dep.NSUBJPASS})
WH: Final = frozenset({Tag.WRB, Tag.WP, Tag.WDT, Tag.WP_})


def finite(parse: Parse, at: int, above: int) -> Effect | None:
    """What a word does to the clause that is its complement: "said that X had left", "asked whether X had left".

    None where it is taken for granted: "asked why X had left", "did not know that X had left".
    """
    if _opening(parse, at) & {"whether", "if"}:
        return Effect(certainty="unknown")
    lemma, past = parse.lemma[above].lower(), tense(parse, at) == "past"
    if past and (lemma in words.of("semifactive") or any(parse.tag[c] in WH and c < at for c in parse.children[at])):
        return None
    does, around = governor(parse, above), beside(parse, above)
    if lemma in words.of("indicative") and tree.is_verb(parse, above):
        does = NONE
    if around.flip and does == NONE:
        around = _denied(parse, above, lemma, around)
    effect = governed(parse, above, does, around)
    return replace(effect, future=effect.future and not past)


def _denied(parse: Parse, above: int, lemma: str, around: Effect) -> Effect:
    """What a negated word does to its complement: "did not say that X had left" leaves open whether X has."""
    if lemma in words.of("neg_raising"):
        return around | Effect(certainty="probable")
    judged = tree.children(parse, above, Dep.ACOMP)
    if lemma == "be" and all(parse.lemma[j].lower() in words.of("true") for j in judged):
        return around  # "it is not true that X has left", "it is not that X has left"
    return Effect(certainty="unknown")


def infinite(parse: Parse, at: int, above: int) -> Effect:
    """What a word does to an infinitive or participle that is its complement: "refused to leave"."""
    lemma, to = parse.lemma[above].lower(), verbs.has_to(parse, at) and not verbs.is_perfect(parse, at)
    if lemma == "able" and parse.tag[parse.head[above]] == Tag.VBD:
        return beside(parse, above)  # who was able to leave left
    if to and lemma == "use" and tree.child(parse, above, Dep.DOBJ) is not None:
        return _purpose(parse, above)  # "used gas to kill"
    effect = governed(parse, above, governor(parse, above), beside(parse, above))
    if is_licensed(parse, at):
        return effect | Effect(certainty="possible", future=True)
    if to and lemma == "have":
        if _is_yet(parse, at) or _is_yet(parse, above):
            return effect | Effect(flip=True)  # "has yet to leave"
        if parse.tag[above] in (Tag.VB, Tag.VBZ, Tag.VBP):
            return effect | Effect(certainty="possible", future=True)  # "has to leave"; who had to leave left
    if to and _is_valued(parse, above):
        return effect | Effect(certainty="possible")
    return effect


def is_licensed(parse: Parse, verb: int) -> bool:
    """Whether an infinitive tells what somebody may do: "gave him [power to] leave", wherever the parser hangs it."""
    to = verbs.to(parse, verb)
    return to is not None and to > 0 and parse.lemma[to - 1].lower() in words.of("leave")


def _is_yet(parse: Parse, verb: int) -> bool:
    return any(parse.lemma[c].lower() == "yet" for c in tree.children(parse, verb, Dep.ADVMOD))


def _is_valued(parse: Parse, above: int) -> bool:
    """Whether a word says what it is like to do something at all: "it is hard to leave"."""
    verb = above if tree.is_verb(parse, above) else parse.head[above]
    adjective = above if parse.pos[above] == Pos.ADJ else tree.child(parse, above, Dep.ACOMP)
    return (
        adjective is not None
        and parse.tag[verb] in (Tag.VBZ, Tag.VBP)
        and any(parse.lemma[c].lower() == "it" for c in tree.children(parse, verb, Dep.NSUBJ, Dep.EXPL))
    )


def below_noun(parse: Parse, at: int, noun: int) -> Effect | None:
    """What a noun does to the clause below it: "a plan to leave", "the claim that X has left", "the man killed"."""
    if parse.tag[at] in (Tag.VBN, Tag.VBG) and not _is_clause(parse, at):
        return None
    does = governor(parse, noun)
    if verbs.is_finite(parse, at):
        does = NONE if parse.lemma[noun].lower() in _REPORTS else does
        does = replace(does, future=does.future and tense(parse, at) != "past")
    foiled = parse.dep[noun] in _UNDERGOING and governor(parse, parse.head[noun]).flip  # the verb tells all
    if (
        does == NONE
        and verbs.has_to(parse, at)
        and not (foiled or verbs.is_perfect(parse, at) or _is_ranked(parse, noun))
    ):
        does = Effect(certainty="possible", future=True)  # "a place to meet"; but "the first to leave" left
    return governed(parse, noun, does, beside(parse, noun))


def _is_ranked(parse: Parse, noun: int) -> bool:
    return any(
        parse.tag[t] == Tag.JJS or parse.lemma[t].lower() in words.of("ranks") for t in (noun, *parse.children[noun])
    )


def _is_clause(parse: Parse, verb: int) -> bool:
    """Whether a participle under a noun ends a clause of its own: "claims it had attacked", not "claims made"."""
    return tree.child(parse, verb, Dep.MARK, *tree.SUBJECT, *tree.PASSIVE) is not None


def adverbial(parse: Parse, at: int, above: int) -> Effect | None:
    """What a clause beside another takes from it; None where it is told for itself."""
    opening = _opening(parse, at)
    if chosen_against(parse, at):
        return Effect(flip=True)
    if _opens_condition(parse, at) or is_inverted(parse, at) or {"as", "though"} <= opening:
        return Effect(certainty="possible")
    if verbs.has_to(parse, at):
        return Effect(certainty="possible", future=True) if is_licensed(parse, at) else _purpose(parse, above)
    if not verbs.is_finite(parse, at):
        return beside(parse, above)
    past = tense(parse, at) == "past" and not any(parse.tag[c] == Tag.MD for c in parse.children[at])
    if opening & words.of("independent_conjunctions") or (past and "after" in opening):
        return None
    if not opening:
        return NONE
    if "until" in opening and not (past and _is_in_past_tense(parse, at)):
        return Effect(certainty="possible", future=True)
    ahead = looking_ahead(parse, above)
    if past:
        return None if ahead == NONE else NONE
    return ahead


def _is_in_past_tense(parse: Parse, verb: int) -> bool:
    """Whether a clause is in the past, and not in the perfect: "until X left", not "until X has left"."""
    return all(parse.tag[c] not in (Tag.VBZ, Tag.VBP) for c in tree.children(parse, verb, Dep.AUX))


def is_inverted(parse: Parse, verb: int) -> bool:
    """Whether a clause is a condition by its order: "had X left", "were X attacked", "should X leave"."""
    subject = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE)
    helping = tree.child(parse, verb, Dep.AUX, Dep.AUXPASS)
    if subject is None or helping is None or helping > subject:
        return False
    return parse.text[helping].lower() in ("had", "were", "should")


def looking_ahead(parse: Parse, verb: int) -> Effect:
    """What a verb that looks ahead does to what comes before it: "will leave when Y arrives", "after meeting Y"."""
    around = beside(parse, verb)
    return Effect(certainty=around.certainty, future=True) if around.future else NONE


def _purpose(parse: Parse, above: int) -> Effect:
    """What a deed makes of its purpose: who met to talk most likely talked; who sent troops to fight need not have."""
    done = parse.tag[above] == Tag.VBD or (
        parse.tag[above] == Tag.VBN
        and any(parse.tag[c] == Tag.VBD for c in tree.children(parse, above, Dep.AUXPASS, Dep.AUX))
    )
    if done and parse.lemma[above].lower() not in words.of("sending_off") and beside(parse, above) == NONE:
        return Effect(certainty="probable")
    return Effect(certainty="possible", future=True)


def _opening(parse: Parse, verb: int) -> set[str]:
    """The words that open a clause: "whether", "when", "as though"."""
    return {
        parse.lemma[c].lower()
        for c in tree.children(parse, verb, Dep.MARK, Dep.ADVMOD)
        if c < verb and (parse.dep[c] == Dep.MARK or parse.tag[c] in WH)
    }


def _opens_condition(parse: Parse, verb: int) -> bool:
    return any(
        parse.lemma[c].lower() in words.of("conditions")
        for c in tree.children(parse, verb, Dep.MARK, Dep.AUX, Dep.ADVMOD)
    )
