"""The clauses around a pronoun: which verb it belongs to, and which share their subject with that."""

from kg.document import Parse
from kg.english import tokens
from kg.english.labels import Dep, Pos, Tag

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
