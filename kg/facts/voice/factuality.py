"""How a voice puts a fact: did it happen, how sure is that, and when, read off the words above and beside it.

After the lexical signatures of implicative and factive predicates: each word above a fact passes its effect down,
from the fact up to the top of what the voice says (the content of a statement, or the sentence).
"""

from dataclasses import replace
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.facts.model import Factuality, Polarity, Tense
from kg.facts.voice.complements import WH, adverbial, below_noun, finite, infinite, is_inverted, looking_ahead
from kg.facts.voice.effects import NONE, Effect, acts, beside, effects, governed, governor, is_ended, tense
from kg.facts.voice.shortfalls import short_of

# A noun under one of these takes part in what its verb tells; under others it is taken for granted.
_SHARED: Final = frozenset({Dep.DOBJ, Dep.NSUBJPASS, Dep.ATTR, Dep.OPRD, Dep.ACOMP})
# What such an act is aimed at is not thereby vouched for, however deep it stands.
DENYING: Final = frozenset({"deny", "reject", "question"})
_TRIPS: Final = frozenset({"visit", "trip", "tour"})
_MARKS: Final = frozenset({'"', "'", "”", "’", "»", "''", ")"})


def factuality(parse: Parse, token: int, top: int | None = None, act: str | None = None) -> Factuality:
    """How a voice puts the fact named by ``token``.

    ``top`` heads what the voice says (None for the article's own voice), and ``act`` is the act of the statement that
    speaks: what is demanded or denied has not thereby happened.
    """
    effect = beside(parse, token)
    at, reported = token, False
    while at != top and (above := tree.governor(parse, at)) != at:
        if at != token and parse.lemma[at].lower() in words.of("leave") and parse.dep[at] in _SHARED:
            break
        passed = _passed(parse, at)
        if passed is None:
            break
        effect |= _over_clause(passed) if reported else passed
        # To deny a claim is to deny what it tells; not to say something is not.
        reported = reported or (
            parse.dep[at] == Dep.CCOMP and verbs.is_finite(parse, at) and parse.pos[above] != Pos.NOUN
        )
        at = above
    if tree.is_verb(parse, at):
        effect |= _mood(parse, at)
    if at == top and act is not None:
        asked = acts().get(act, NONE)
        if act == "predict" and tense(parse, token) == "past":
            asked = Effect(certainty=asked.certainty)  # "fear that X has left"
        effect |= _over_clause(asked) if reported else asked
    elif top is not None and act in DENYING:
        effect |= Effect(certainty="unknown")
    when: Tense = "future" if effect.future else tense(parse, token)
    polarity: Polarity = "negative" if effect.flip else "positive"
    return Factuality(polarity, effect.certainty, when)


def _over_clause(effect: Effect) -> Effect:
    """What a word does beyond a clause that a word below it tells: "declined to say whether X had left"."""
    return Effect(certainty="unknown" if effect.flip else effect.certainty)


@remembered
def _passed(parse: Parse, at: int) -> Effect | None:
    """What the word above does to the one below; None where the two are told independently of each other."""
    above, label = parse.head[at], parse.dep[at]
    if label == Dep.CONJ:
        return NONE if verbs.is_finite(parse, at) and not _is_nor(parse, at, above) else beside(parse, above)
    if label == Dep.RELCL and verbs.has_to(parse, at):
        return below_noun(parse, at, above)  # "a way to leave"
    if label in (Dep.RELCL, Dep.PARATAXIS, Dep.APPOS):
        return None
    if tree.is_verb(parse, at):
        return _clause(parse, at, above, label)
    if label == Dep.POBJ:
        return _prepositional(parse, at, above)
    if label in _SHARED and tree.is_verb(parse, above):
        return _object(parse, at, above)
    if label == Dep.NSUBJ and tree.is_verb(parse, above) and not _is_definite(parse, at):
        return beside(parse, above)
    if label in (Dep.PREP, Dep.POSS, Dep.COMPOUND, Dep.AGENT, Dep.DATIVE):
        return NONE
    return None


def _clause(parse: Parse, at: int, above: int, label: str) -> Effect | None:
    if label == Dep.CCOMP and at < above:
        return Effect(certainty="possible") if is_inverted(parse, at) else NONE
    if label == Dep.PCOMP:
        return _gerund(parse, at, above)
    if label == Dep.ACL:
        return below_noun(parse, at, above)
    if label in (Dep.CCOMP, Dep.XCOMP, Dep.CSUBJ, Dep.ATTR, Dep.OPRD, Dep.DEP):
        return finite(parse, at, above) if verbs.is_finite(parse, at) else infinite(parse, at, above)
    if label == Dep.ADVCL:
        return adverbial(parse, at, above)
    return None


def _gerund(parse: Parse, at: int, preposition: int) -> Effect | None:
    """What a preposition does to a verb below it: "without leaving"; None where it takes it for granted."""
    word, verb = parse.lemma[preposition].lower(), parse.head[preposition]
    if (short := short_of(parse, preposition)) != NONE:
        return short | beside(parse, verb)
    if word in words.of("presupposing_prepositions"):
        ahead = looking_ahead(parse, verb) if word in ("after", "upon") else NONE
        return ahead if ahead != NONE else None
    if word == "for" and parse.lemma[verb].lower() in words.of("blueprints"):
        return Effect(certainty="possible", future=True)
    if word == "with" and tree.child(parse, at, *tree.SUBJECT) is not None:
        return NONE  # "talked, with the premier stressing"
    if word in ("at", "with"):
        return governed(parse, verb, governor(parse, verb), beside(parse, verb))  # "aimed at leaving"
    effect = _prepositional(parse, at, preposition)
    return NONE if effect is None else effect


def _mood(parse: Parse, verb: int) -> Effect:
    """What is asked or bidden has not thereby happened: "Did X leave?", "Leave now"; "Why did X leave?" grants it."""
    if _is_question(parse, parse.sentence[verb]) and not any(parse.tag[c] in WH for c in parse.children[verb]):
        return Effect(certainty="unknown")
    bidden = (
        parse.tag[verb] == Tag.VB
        and parse.head[verb] == verb
        and parse.lemma[verb].lower() != "let"
        and tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE, Dep.AUXPASS, Dep.EXPL) is None
        and all(parse.lemma[c].lower() == "do" for c in tree.children(parse, verb, Dep.AUX))
    )
    return Effect(certainty="possible", future=True) if bidden else NONE


def _is_question(parse: Parse, sentence: int) -> bool:
    """Whether a sentence ends in a question mark, but for marks of quotation."""
    first, end = parse.sentences[sentence]
    said = (t for t in reversed(range(first, end)) if parse.pos[t] != Pos.SPACE and parse.text[t] not in _MARKS)
    return (last := next(said, None)) is not None and parse.text[last] == "?"


def _object(parse: Parse, at: int, above: int) -> Effect | None:
    """What a verb does to its object; None where it takes the object for granted."""
    if parse.lemma[above].lower() in words.of("foiling") and _is_single(parse, at):
        return Effect(flip=True) | beside(parse, above)  # "stopped an attack" that never came
    if is_ended(parse, at):
        return None
    if parse.lemma[above].lower() in words.of("commanding") and _is_definite(parse, at):
        # Who ordered the attack ordered one that took place, though there be no evidence of the order.
        return None if tree.is_verb(parse, above) and parse.tag[above] == Tag.VBN else beside(parse, above)
    return governed(parse, above, governor(parse, above), beside(parse, above))


def _is_single(parse: Parse, noun: int) -> bool:
    return any(parse.lemma[c].lower() in ("a", "an", "another") for c in tree.children(parse, noun, Dep.DET))


def _is_nor(parse: Parse, at: int, above: int) -> bool:
    """Whether a verb goes on with "nor", so that what denies the first denies it too."""
    return any(parse.lemma[c].lower() == "nor" and c < at for c in tree.children(parse, above, Dep.CC))


def _prepositional(parse: Parse, at: int, preposition: int) -> Effect | None:
    """A noun below a preposition: "without an attack", "called for talks", "prepared for war", "accused of attacks"."""
    if (short := short_of(parse, preposition)) != NONE:
        return short
    if is_ended(parse, at):
        return None
    above = parse.head[preposition]
    if parse.lemma[above].lower() == "be" and parse.dep[preposition] == Dep.PREP and not _is_definite(parse, at):
        return beside(parse, above)  # "is not at war"
    word, ahead = parse.lemma[preposition].lower(), parse.lemma[above].lower() == "ahead"
    if word in words.of("preceding") or (word == "of" and ahead):
        return _still_to_come(parse, parse.head[above] if ahead else above)
    if word in ("in", "during") and parse.tag[above] == Tag.VB and _is_occasion(parse, at):
        return _in_course_of(parse, at, above)
    return _governed_through(parse, at, preposition)


def _governed_through(parse: Parse, at: int, preposition: int) -> Effect | None:
    """What a preposition, and through it the word above, does to a noun."""
    above = parse.head[preposition]
    word = parse.lemma[preposition].lower()
    known = effects("prep")
    if word == "without" or (word == "of" and _is_instead(parse, preposition)):
        return known["without"]
    if word == "on" and parse.lemma[at].lower() in _TRIPS:
        return None  # "on a visit to X, called on Y"
    if _is_where_it_happened(parse, at, above, word):
        return beside(parse, above)
    if word in words.of("governed_prepositions"):
        if _is_definite(parse, at) and _grants(parse.lemma[above].lower(), word):
            return None
        does = governor(parse, above)
        if does == NONE and word == "of" and parse.lemma[above].lower() in words.of("claims"):
            return beside(parse, above)
        if does == NONE and word == "for" and not _is_definite(parse, at) and _is_infinitive(parse, preposition):
            return NONE  # "leave to cross for an operation": what the infinitive is, its purpose is
        if does.flip and word == "for":
            does = known["for"]  # what is refused was asked for it
        return governed(parse, above, does, beside(parse, above)) if does != NONE else None
    return None


def _grants(above: str, preposition: str) -> bool:
    """Whether a word takes the definite noun behind its preposition for granted: "an appeal against the verdict"."""
    return above in words.of("siding") or (preposition == "against" and above in words.of("appeals"))


def _in_course_of(parse: Parse, at: int, above: int) -> Effect | None:
    """What an infinitive, or a verb to come, does to the talks or the trip in which it is done: "to settle it in"."""
    if not _is_definite(parse, at):
        return replace(beside(parse, above), flip=False)
    ahead = looking_ahead(parse, above)
    return None if ahead == NONE else ahead


def _is_occasion(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of talks or a trip, in the course of which something is done."""
    return parse.lemma[noun].lower() in words.of("meetings") or parse.lemma[noun].lower() in _TRIPS


def _still_to_come(parse: Parse, verb: int) -> Effect | None:
    """What is done before something tells of it: who does so now, or will, has it still before him."""
    if not tree.is_verb(parse, verb):
        return None
    ahead = looking_ahead(parse, verb)
    if ahead == NONE and tense(parse, verb) == "present":
        ahead = Effect(certainty="probable", future=True)
    return None if ahead == NONE else ahead


def _is_where_it_happened(parse: Parse, at: int, above: int, word: str) -> bool:
    """Whether a happening is what another is part of: "freed in a raid", "agreed in a vote", "dozens of strikes"."""
    voted = word in ("in", "at") and parse.lemma[at].lower() in words.of("votes")
    counted = word == "of" and tree.whole(parse, at) != at
    return voted or counted or (word == "in" and tree.is_passive(parse, above))


def _is_instead(parse: Parse, of: int) -> bool:
    return any(parse.lemma[t].lower() == "instead" for t in (parse.head[of], *parse.children[of]))


def _is_infinitive(parse: Parse, token: int) -> bool:
    """Whether the nearest verb above is an infinitive."""
    verb = next((a for a in tree.ancestors(parse, token) if tree.is_verb(parse, a)), None)
    return (
        verb is not None
        and parse.tag[verb] == Tag.VB
        and not any(parse.tag[c] == Tag.MD for c in tree.children(parse, verb, Dep.AUX))
    )


def _is_definite(parse: Parse, noun: int) -> bool:
    return any(
        parse.lemma[c].lower() in words.of("definite_determiners") or parse.dep[c] == Dep.POSS
        for c in tree.children(parse, noun, Dep.DET, Dep.POSS)
    )
