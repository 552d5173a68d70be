"""The clauses around a pronoun: which verb it belongs to, and which share their subject with that."""

from kg.document import Parse
from kg.english import tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.definite import is_assault

_SUBJECTS = (Dep.NSUBJ, Dep.NSUBJPASS)
_OBJECTS = (Dep.DOBJ, Dep.POBJ, Dep.DATIVE, Dep.POSS, Dep.AGENT)


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


def is_parenthetical(parse: Parse, token: int) -> bool:
    """Whether "he" speaks in a parenthetical clause, whose main clause hardly names him: "Putin, he said, would"."""
    return parse.dep[token] in _SUBJECTS and parse.dep[parse.head[token]] == Dep.PARATAXIS


def may_look_back(parse: Parse, token: int) -> bool:
    """Things are pointed back at from another sentence by subjects and owners; an object "it" is mostly a deed."""
    return parse.tag[token] == Tag.PRP_ or parse.dep[token] in _SUBJECTS


def reason_over(parse: Parse, token: int) -> int | None:
    """The "over" or "for" that brings in the reason to which a possessive pronoun belongs: "over its programme"."""
    if parse.tag[token] != Tag.PRP_:
        return None
    reason = next((a for a in tokens.ancestors(parse, token) if parse.pos[a] == Pos.ADP), None)
    if reason is None or parse.text[reason].lower() not in ("over", "for") or parse.dep[reason] != Dep.PREP:
        return None
    return reason


def behind(parse: Parse, token: int, *prepositions: str) -> list[int]:
    """What hangs on a word by one of these prepositions."""
    return [n for p in parse.children[token] if parse.text[p].lower() in prepositions for n in parse.children[p]]


def arguments_before(parse: Parse, above: int, token: int, own_verbs: tuple[int, ...]) -> list[int]:
    """What hangs on a word above a pronoun and stands before it, in the order in which the pronoun may mean it.

    The subject and the other objects of a pronoun's own verb are others than the pronoun: in "X told Y about him" Y is
    not he. Of coordinated verbs the object may be: "spoke to X and warned him".
    """
    before = [c for c in parse.children[above] if c < token]
    subjects = [c for c in before if parse.dep[c] in _SUBJECTS and above not in own_verbs]
    objects = [c for c in before if parse.dep[c] in _OBJECTS and above not in own_verbs[:1]]
    addressed: list[int] = []
    if above in own_verbs[1:]:
        behind = (c for c in before if parse.dep[c] == Dep.PREP and parse.text[c].lower() in ("to", "with", "by"))
        addressed = [n for c in behind for n in parse.children[c] if parse.dep[n] == Dep.POBJ]
    said = (c for c in before if parse.dep[c] == Dep.CCOMP)  # "The union will meet, its head said"
    theirs = [s for c in said for s in parse.children[c] if parse.dep[s] in _SUBJECTS and s < token]
    return [*subjects, *objects, *addressed, *theirs]


def is_empty(parse: Parse, token: int) -> bool:
    """Whether "it" stands for nothing: "it is unclear that", "it seems", "it will take years to"."""
    if parse.text[token].lower() != "it" or parse.dep[token] not in (Dep.NSUBJ, Dep.EXPL, Dep.NSUBJPASS):
        return False
    verb = parse.head[token]
    if parse.dep[token] == Dep.EXPL or parse.lemma[verb] in words.of("impersonal_verbs"):
        return True
    told = (Dep.ACOMP, Dep.CCOMP, Dep.ADVCL, Dep.ATTR)
    return parse.lemma[verb] == "be" and any(parse.dep[c] in told for c in parse.children[verb])
