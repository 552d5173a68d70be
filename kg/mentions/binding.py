"""What binds a pronoun, and what leaves it open: a conjunct before it, whom its clause is told to, a new paragraph."""

from collections.abc import Callable, Mapping, Sequence

from kg.document import Document, Parse
from kg.english import cues, phrases, tokens
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.drafts import MentionDraft

_SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS})
_BODIES = frozenset({"state", "organisation", "armed-group", "group"})
_CLAUSES = frozenset({Dep.CCOMP, Dep.CONJ, Dep.XCOMP, Dep.ADVCL})


def conjoined(parse: Parse, token: int, at: Mapping[int, MentionDraft]) -> MentionDraft | None:
    """Whose "its" is by the conjunct before it: of "condemned [Iran] and its raids" Iran."""
    owned = parse.head[token]
    if parse.tag[token] != Tag.PRP_ or parse.dep[owned] != Dep.CONJ:
        return None
    before = at.get(parse.head[owned])
    bodies = before is not None and before.type in _BODIES and not before.chain.plural
    return before if bodies else None


def told_to(parse: Parse, token: int) -> int | None:
    """To whom the clause of a pronoun is said, who may be meant as well: "X told [Y] that Z would attack it".

    A subject is mostly the speaker: "X told Y that it would attack".
    """
    if parse.dep[token] in _SUBJECTS:
        return None
    for at in tokens.ancestors(parse, token):
        if parse.dep[at] == Dep.CCOMP and any(cues.uses(parse, parse.head[at])):
            held = tokens.child(parse, parse.head[at], Dep.DOBJ, Dep.DATIVE)
            return held if held is not None and held < at else None
        if parse.pos[at] in (Pos.VERB, Pos.AUX) and parse.dep[at] not in _CLAUSES:
            return None
    return None


def has_own_actor(parse: Parse, token: int) -> bool:
    """Whether a possessive stands in a clause about others who act, whose it may be: "the three resumed its war"."""
    if parse.tag[token] != Tag.PRP_:
        return False
    verb = next((a for a in tokens.ancestors(parse, token) if parse.pos[a] in (Pos.VERB, Pos.AUX)), None)
    subject = tokens.child(parse, verb, *_SUBJECTS) if verb is not None else None
    if subject is None or subject >= token:
        return False
    told = parse.pos[subject] in (Pos.PROPN, Pos.NUM) or phrases.is_actor_noun(parse.lemma[subject])
    return told or tokens.child(parse, subject, Dep.APPOS) is not None


def is_open_here(
    document: Document,
    token: int,
    found: MentionDraft,
    before: Sequence[int],
    at: Mapping[int, MentionDraft],
    fits: Callable[[MentionDraft], bool],
) -> bool:
    """Whether "he" opens a new paragraph behind one about two of his kind, of whom not the one found spoke last.

    ``before``: the sentences before, the nearest first.
    """
    parse = document.parse
    here = document.paragraph_at(parse.start[token])
    if not before or document.paragraph_at(parse.start[found.head]) == here:
        return False
    last = document.paragraph_at(parse.start[parse.sentences[before[0]][0]])
    near = [s for s in before if document.paragraph_at(parse.start[parse.sentences[s][0]]) == last]
    told = {id(at[t].chain) for s in near for t in range(*parse.sentences[s]) if t in at and fits(at[t])}
    if len(told) < 2:
        return False
    verb = parse.head[found.head]
    return parse.dep[found.head] not in _SUBJECTS or not any(cues.uses(parse, verb))
