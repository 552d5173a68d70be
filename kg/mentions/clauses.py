"""The clauses around a pronoun: which verb it belongs to, and which share their subject with that."""

from kg.document import Parse
from kg.english import tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.definite import is_assault

_SUBJECTS = (Dep.NSUBJ, Dep.NSUBJPASS)


def verbs_of(parse: Parse, token: int) -> tuple[int, ...]:
    """The verb above a token, and those above that share its subject: coordinated, "accused Y, saying", "wants to"."""
    verb = verb_of(parse, token)
    if verb is None:
        return ()
    found = [verb]
    while _shares_subject(parse, found[-1]):
        found.append(parse.head[found[-1]])
    return tuple(found)


def _shares_subject(parse: Parse, verb: int) -> bool:
    """Whether a verb has the subject of the one above it."""
    above, label = parse.head[verb], parse.dep[verb]
    if above == verb or tokens.child(parse, verb, *_SUBJECTS) is not None:
        return False
    participle = label == Dep.ADVCL and parse.tag[verb] == Tag.VBG
    wanted = label == Dep.XCOMP and tokens.child(parse, above, Dep.DOBJ) is None
    return (label == Dep.CONJ or participle or wanted) and parse.pos[above] in (Pos.VERB, Pos.AUX)


def verb_of(parse: Parse, token: int) -> int | None:
    """The verb above a token."""
    return next((a for a in tokens.ancestors(parse, token) if parse.pos[a] in (Pos.VERB, Pos.AUX)), None)


def owner(parse: Parse, token: int) -> int | None:
    """Whose a possessive is by the verb above: of those asked to end it, accused of it, helped in it.

    "China asked North Korea to stop its tests", "accused Putin of lying about his attack", "backs Mali in its war".
    """
    deed = is_assault(parse, parse.head[token])
    for at in tokens.ancestors(parse, token):
        above = parse.head[at]
        held = tokens.child(parse, above, Dep.DOBJ, Dep.DATIVE)
        if held is not None and held < at:
            if parse.dep[at] == Dep.XCOMP and verbs.has_to(parse, at):
                ends = any(parse.lemma[at].lower() in words.of(group) for group in ("ceasing", "ending"))
                return held if ends else None
            leads = parse.dep[at] == Dep.PREP and parse.pos[above] == Pos.VERB and deed
            if leads and _is_about_object(parse, at, parse.lemma[above].lower()):
                return held
        if verbs.is_finite(parse, at):
            return None
    return None


def _is_about_object(parse: Parse, preposition: int, verb: str) -> bool:
    """Whether a preposition tells what the object of a verb does: "accused X of", "helped X in"."""
    word = parse.text[preposition].lower()
    if verb in words.of("accusing"):
        return word in words.of("charge_prepositions")
    return word == "in" and (verb in words.of("helping") or verb in words.of("backing"))
