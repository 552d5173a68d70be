"""Which step in a sanction's life the words around a measure tell."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.document import Parse
from kg.facts import grammar, tree
from kg.facts.sanctions.measures import Measure, bundle, words

# Words that lead from a step to what is said about it; climbing goes through these alone.
_UPWARD: Final = frozenset({"xcomp", "ccomp", "pcomp", "acl", "pobj", "dobj", "prep", "conj", "acomp"})
_MODALS: Final = frozenset({"may", "might", "could", "can", "will", "would", "shall", "should", "must"})

_AHEAD: Final = frozenset({"will", "would", "shall", "to"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the words tell it.

    Attributes:
        token: the verb or noun that tells it, or the measure itself.
        status: of the measure; of the step, where that has been taken.
        outlook: whether the status comes from words that look ahead ("consider imposing").
        negated: whether the step has not been taken.
        taking: the verb of taking a measure or of undoing it, whose subject imposes and whose object suffers.
        permitted: whether somebody only may take it, by a law or by leave.
    """

    token: int
    status: str
    outlook: bool = False
    negated: bool = False
    taking: int | None = None
    permitted: bool = False


def step(parse: Parse, measure: Measure) -> Step | None:
    """The step told of a measure; None where nothing says that it stands or is to come."""
    if measure.kind == "participle":
        return Step(measure.token, "in-force")
    if measure.kind == "verb":
        return _looked_at(parse, Step(measure.token, "imposed", taking=measure.token))
    return _noun_step(parse, bundle(parse, measure.token), measure.token)


def _noun_step(parse: Parse, noun: int, measure: int) -> Step | None:
    label, above = parse.dep[noun], parse.head[noun]
    if label in ("dobj", "nsubjpass", "nsubj", "conj") and tree.is_verb(parse, above):
        status = _verbs().get(_name(parse, above))
        if status is not None and not (label == "nsubj" and status not in ("in-force", "expired", "extended")):
            return _looked_at(parse, Step(above, status, taking=above))
    if label == "nsubj" and _takes_effect(parse, above):
        ahead = any(parse.lemma[c].lower() in _AHEAD for c in tree.children(parse, above, "aux"))
        return _looked_at(parse, Step(above, "announced" if ahead else "in-force", ahead))
    for participle in (p for at in dict.fromkeys((noun, measure)) for p in tree.children(parse, at, "acl", "relcl")):
        status = _verbs().get(_name(parse, participle))
        if status is not None and (_undergone(parse, participle) or _in_relation(parse, participle)):
            return _looked_at(parse, Step(participle, status, taking=participle))
    if label == "conj" and parse.pos[above] == "NOUN":
        return _noun_step(parse, above, measure)
    if label == "pobj":
        found = _prepositional(parse, above)
        if found is not None:
            return found
    return _looked_at(parse, Step(measure, "in-force"))


def _takes_effect(parse: Parse, verb: int) -> bool:
    """Whether the verb tells from when on a measure holds: "take effect", "come into force"."""
    into = tree.prepositional(parse, verb, "into")
    return parse.lemma[verb].lower() in ("take", "come", "enter", "go") and any(
        parse.lemma[n].lower() in ("effect", "force") for n in (*tree.objects(parse, verb), *into)
    )


def _undergone(parse: Parse, verb: int) -> bool:
    """Whether the noun above undergoes the verb: "sanctions imposed by", "sanctions that were imposed"."""
    return (parse.dep[verb] == "acl" and parse.tag[verb] == "VBN") or tree.is_passive(parse, verb)


def _in_relation(parse: Parse, verb: int) -> bool:
    """Whether the noun above is the verb's object in a relative clause: "sanctions (that) the US imposed"."""
    if parse.dep[verb] != "relcl" or not tree.subjects(parse, verb):
        return False
    objects = tree.children(parse, verb, "dobj")
    return not objects or all(parse.tag[o] in ("WDT", "WP") for o in objects)


def _prepositional(parse: Parse, preposition: int) -> Step | None:
    """Steps told through a preposition: "calls for sanctions", "hit X with sanctions", "the lifting of sanctions"."""
    above, word = parse.head[preposition], parse.text[preposition].lower()
    lemma = parse.lemma[above].lower()
    for status, verbs in words("prepositional_steps").items():
        if verbs.get(lemma) == word:
            return _looked_at(parse, Step(above, status))
    if word == "under" and lemma == "be":
        return _looked_at(parse, Step(above, "in-force"))
    if word == "with":
        status = next((s for s, verbs in words("with_steps").items() if lemma in verbs), None)
        return _looked_at(parse, Step(above, status, taking=above)) if status else None
    if parse.pos[above] == "NOUN" and word in ("of", "on", "for", "to"):
        status = next((s for s, nouns in words("nouns_of_step").items() if lemma in nouns), None)
        return _looked_at(parse, Step(above, status)) if status else None
    return None


def _looked_at(parse: Parse, told: Step) -> Step | None:
    """The step under the words above it: taken, to come, only considered, or refused."""
    at = told.token
    if _is_conditional(parse, at):
        return None
    auxiliaries = {parse.lemma[c].lower() for c in tree.children(parse, at, "aux")}
    if any(parse.dep[c] == "neg" for c in parse.children[at]):
        return Step(told.token, told.status, told.outlook, True, told.taking)
    modal = next((m for m in sorted(auxiliaries & _MODALS)), None)
    if modal is not None and not told.outlook:
        return _ahead(told, _outlooks().get(modal, "announced" if modal == "would" else "under-discussion"))
    for above in tree.ancestors(parse, at):
        if parse.dep[at] in ("xcomp", "advcl") and parse.lemma[above].lower() in words("deciding"):
            return _ahead(told, "announced", parse.lemma[above].lower()) if parse.tag[at] == "VB" else told
        if parse.dep[at] not in _UPWARD or (parse.dep[at] in ("dobj", "pobj") and above != parse.head[told.token]):
            break
        if parse.dep[at] in ("xcomp", "ccomp") and _permits(parse, above, at):
            return Step(told.token, "under-discussion", True, False, told.taking, permitted=True)
        status = _outlooks().get(parse.lemma[above].lower())
        if status is not None and parse.dep[at] in ("xcomp", "pcomp", "acl", "acomp"):
            return _ahead(told, status, parse.lemma[above].lower())
        if parse.dep[at] == "ccomp":
            break
        at = above
    return told


def _permits(parse: Parse, verb: int, complement: int) -> bool:
    """Whether a verb only gives leave to do what its complement tells: "allows the president to seize"."""
    return parse.lemma[verb].lower() in grammar.words("permitting") and parse.tag[complement] == "VB"


def _is_conditional(parse: Parse, verb: int) -> bool:
    """Whether the step stands in an "if" clause: it is somebody's condition, and no step that anybody takes."""
    return parse.dep[verb] == "advcl" and any(
        parse.lemma[c].lower() in ("if", "unless") for c in tree.children(parse, verb, "mark")
    )


def _ahead(told: Step, status: str, above: str = "") -> Step:
    if above in words("deciding"):
        status = words("deciding")[above] if told.status == "imposed" else told.status
        return Step(told.token, status, True, False, told.taking)
    if told.status in words("presupposing") or told.status == "in-force":
        return Step(told.token, "in-force", True, False, told.taking)
    return Step(told.token, status, True, False, told.taking)


def _name(parse: Parse, verb: int) -> str:
    particle = tree.child(parse, verb, "prt")
    lemma = parse.lemma[verb].lower()
    return f"{lemma} {parse.lemma[particle].lower()}" if particle is not None else lemma


@cache
def _verbs() -> dict[str, str]:
    return {verb: status for status, verbs in words("steps").items() for verb in verbs}


@cache
def _outlooks() -> dict[str, str]:
    return {lemma: status for status, lemmas in words("outlooks").items() for lemma in lemmas}
