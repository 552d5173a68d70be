"""Who speaks, and of whom: in "He fled, X said" he is hardly X, in "the prosecutor said he had fled" the accused."""

from kg.document import Parse
from kg.english import cues, tokens, words
from kg.english.labels import Dep

_SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS})


def speaker_behind(parse: Parse, token: int) -> int | None:
    """Whose words a pronoun stands in that are told before who says them: "He fled, [X] said"."""
    for above in tokens.ancestors(parse, token):
        if parse.dep[above] == Dep.CCOMP and any(cues.uses(parse, parse.head[above])):
            said_by = tokens.child(parse, parse.head[above], *_SUBJECTS)
            return said_by if said_by is not None and said_by > token else None
        behind = (c for c in parse.children[above] if c > token and parse.dep[c] == Dep.PARATAXIS)
        for saying in behind:
            said_by = tokens.child(parse, saying, *_SUBJECTS)
            if said_by is not None:
                return said_by
    return None


def tells_of_accused(parse: Parse, token: int, speaker: int) -> bool:
    """Whether a pronoun is the subject of a deed told by a speaker of a court, whose own deed it hardly is.

    What he will do himself is told so as well: "the prosecutor said he would appeal".
    """
    verb = parse.head[token]
    if parse.dep[token] not in _SUBJECTS or parse.dep[verb] != Dep.CCOMP:
        return False
    if tokens.child(parse, parse.head[verb], *_SUBJECTS) != speaker or not any(cues.uses(parse, parse.head[verb])):
        return False
    helpers = {parse.text[c].lower() for c in parse.children[verb] if parse.dep[c] == Dep.AUX}
    return _is_of_court(parse, speaker) and not helpers & words.of("future_modals")


def _is_of_court(parse: Parse, speaker: int) -> bool:
    """Whether somebody is called a prosecutor, a judge, a lawyer."""
    beside = [c for c in parse.children[speaker] if parse.dep[c] in (Dep.APPOS, Dep.COMPOUND)]
    named = (parse.head[speaker], *beside) if parse.dep[speaker] in (Dep.APPOS, Dep.COMPOUND) else beside
    return any(parse.lemma[t].lower() in words.of("of_court") for t in (speaker, *named))
