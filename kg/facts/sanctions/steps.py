"""Which step in a sanction's life the words around a measure tell."""

from dataclasses import dataclass, replace
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning.measures import Measure, bundle, deciding, words

# Words that lead from a step to what is said about it; climbing goes through these alone.
_UPWARD: Final = frozenset(
    {Dep.XCOMP, Dep.CCOMP, Dep.PCOMP, Dep.ACL, Dep.POBJ, Dep.DOBJ, Dep.PREP, Dep.CONJ, Dep.ACOMP}
)

# What is only talked of is so whether it is, will or would be.
_TALKED_OF: Final = frozenset({"under-discussion", "proposed", "called-for", "threatened"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the words tell it.

    Attributes:
        token: the verb or noun that tells it, or the measure itself.
        status: of the measure; of the step, where that has been taken.
        outlook: whether the status comes from words that look ahead ("consider imposing").
        negated: whether the step has not been taken.
        taking: the verb of taking a measure or of undoing it, whose subject imposes and whose object suffers.
        asking: the verb of those who ask for it or bring it in.
        signing: the verb of whoever takes it by a paper: "signed a decree imposing".
        flat: whether it is told as settled, though yet to come, and on no condition: "will impose".
        permitted: whether somebody only may take it, by a law or by leave.
    """

    token: int
    status: str
    outlook: bool = False
    negated: bool = False
    taking: int | None = None
    permitted: bool = False
    asking: int | None = None
    signing: int | None = None
    flat: bool = False


def step(parse: Parse, measure: Measure) -> Step | None:
    """The step told of a measure; None where nothing says that it stands or is to come."""
    if measure.kind == "participle":
        return Step(measure.token, "in-force")
    if measure.kind == "verb":
        return _looked_at(parse, Step(measure.token, measure.status, taking=measure.token))
    if measure.kind == "list":
        verb = parse.head[parse.head[measure.token]]
        return _looked_at(parse, Step(verb, measure.status, taking=verb))
    return _noun_step(parse, bundle(parse, measure.token), measure.token)


def _noun_step(parse: Parse, noun: int, measure: int) -> Step | None:
    label, above = parse.dep[noun], parse.head[noun]
    if label in (Dep.DOBJ, Dep.NSUBJPASS, Dep.NSUBJ, Dep.CONJ) and tree.is_verb(parse, above):
        status = _over(verbs.name(parse, above), "verb")
        if status is not None and not (label == Dep.NSUBJ and status not in ("in-force", "expired", "extended")):
            return _looked_at(parse, Step(above, status, taking=above))
    if label == Dep.NSUBJ and _takes_effect(parse, above):
        ahead = any(
            parse.lemma[c].lower() in dictionary.of("future_markers") for c in tree.children(parse, above, Dep.AUX)
        )
        return _looked_at(parse, Step(above, "announced" if ahead else "in-force", ahead))
    for participle in (
        p for at in dict.fromkeys((noun, measure)) for p in tree.children(parse, at, Dep.ACL, Dep.RELCL)
    ):
        status = _over(verbs.name(parse, participle), "verb")
        if status is not None and (_undergone(parse, participle) or _in_relation(parse, participle)):
            return _looked_at(parse, Step(participle, status, taking=participle))
    if label == Dep.CONJ and parse.pos[above] == Pos.NOUN:
        return _noun_step(parse, above, measure)
    if label == Dep.POBJ:
        found = _prepositional(parse, above)
        if found is not None:
            return found
    return _looked_at(parse, Step(measure, "in-force"))


def _takes_effect(parse: Parse, verb: int) -> bool:
    """Whether the verb tells from when on a measure holds: "take effect", "come into force"."""
    into = tree.prepositional(parse, verb, "into")
    return parse.lemma[verb].lower() in dictionary.of("taking_effect") and any(
        parse.lemma[n].lower() in ("effect", "force") for n in (*tree.objects(parse, verb), *into)
    )


def _undergone(parse: Parse, verb: int) -> bool:
    """Whether the noun above undergoes the verb: "sanctions imposed by", "sanctions that were imposed"."""
    return (parse.dep[verb] == Dep.ACL and parse.tag[verb] == Tag.VBN) or tree.is_passive(parse, verb)


def _in_relation(parse: Parse, verb: int) -> bool:
    """Whether the noun above is the verb's object in a relative clause: "sanctions (that) the US imposed"."""
    if parse.dep[verb] != Dep.RELCL or not tree.subjects(parse, verb):
        return False
    objects = tree.children(parse, verb, Dep.DOBJ)
    return not objects or all(parse.tag[o] in (Tag.WDT, Tag.WP) for o in objects)


def _prepositional(parse: Parse, preposition: int) -> Step | None:
    """Steps told through a preposition: "calls for sanctions", "hit X with sanctions", "the lifting of sanctions"."""
    above, word = parse.head[preposition], parse.text[preposition].lower()
    lemma = parse.lemma[above].lower()
    if parse.pos[above] == Pos.NOUN and (refused := _turned_down(parse, above)) is not None:
        return _looked_at(parse, refused)
    if (status := _over(lemma, "verb", word)) is not None:
        return _looked_at(parse, Step(above, status, taking=above if status == "adopted" or word == "with" else None))
    if word == "under" and lemma == "be":
        return _looked_at(parse, Step(above, "in-force"))
    if parse.pos[above] == Pos.NOUN and word in dictionary.of("step_prepositions"):
        status = _over(lemma, "noun")
        return _named(parse, Step(above, status)) if status else None
    return None


def _named(parse: Parse, told: Step) -> Step | None:
    """A step that a noun names: one that is a price or still to come is none, and what it would undo stands."""
    at = told.token
    for above in tree.ancestors(parse, told.token):
        bargained = parse.text[at].lower() == "for" and parse.lemma[above].lower() in dictionary.of("bargains")
        ahead = {parse.lemma[c].lower() for c in tree.children(parse, above, Dep.AUX)} & dictionary.parts(
            "modal"
        ).keys()
        if bargained or (tree.is_verb(parse, above) and (ahead or tree.child(parse, above, Dep.NEG) is not None)):
            return Step(told.token, "in-force", True) if told.status in words("presupposing") else None
        if tree.is_verb(parse, above) and parse.tag[above] in (Tag.VBD, Tag.VBZ, Tag.VBP):
            break
        at = above
    return _looked_at(parse, told)


def _looked_at(parse: Parse, told: Step) -> Step | None:
    """The step under the words above it: taken, to come, only considered, or refused."""
    at = told.token
    if _is_conditional(parse, at):
        return None
    if parse.dep[at] == Dep.ACL and (refused := _turned_down(parse, parse.head[at])) is not None:
        return refused
    if told.taking is not None and (laid_down := _laid_down(parse, told)) is not None:
        return laid_down
    auxiliaries = {parse.lemma[c].lower() for c in tree.children(parse, at, Dep.AUX)}
    if any(parse.dep[c] == Dep.NEG for c in parse.children[at]):
        return Step(told.token, told.status, told.outlook, True, told.taking)
    modal = next((m for m in sorted(auxiliaries & dictionary.parts("modal").keys())), None)
    if modal is not None and not told.outlook:
        if told.status in _TALKED_OF:
            return replace(told, outlook=True)
        if modal == "will" and _has_condition(parse, at):
            return _ahead(told, "threatened")
        ahead = _ahead(told, _outlook(modal) or ("announced" if modal == "would" else "under-discussion"))
        return replace(ahead, flat=modal == "will")
    return _below(parse, told)


def _below(parse: Parse, told: Step) -> Step:
    """The step as the nearest verb or noun above it puts it that looks ahead: "plans to impose", "wants X to lift"."""
    at = told.token
    for above in tree.ancestors(parse, at):
        lemma = parse.lemma[above].lower()
        if parse.dep[at] in (Dep.XCOMP, Dep.ADVCL) and lemma in deciding():
            return _ahead(told, "announced", lemma) if parse.tag[at] == Tag.VB else told
        if parse.dep[at] not in _UPWARD or (parse.dep[at] in (Dep.DOBJ, Dep.POBJ) and above != parse.head[told.token]):
            break
        if parse.dep[at] in (Dep.XCOMP, Dep.CCOMP) and _permits(parse, above, at):
            return Step(told.token, "under-discussion", True, False, told.taking, permitted=True)
        infinitive = parse.dep[at] == Dep.CCOMP and parse.tag[at] == Tag.VB
        status = _outlook(lemma)
        if status is not None and (infinitive or parse.dep[at] in (Dep.XCOMP, Dep.PCOMP, Dep.ACL, Dep.ACOMP)):
            ahead = _ahead(told, status, lemma)
            return replace(ahead, asking=above) if infinitive and ahead.status == "called-for" else ahead
        if parse.dep[at] == Dep.CCOMP:
            break
        at = above
    return told


def _turned_down(parse: Parse, noun: int) -> Step | None:
    """The step of whoever does not let a proposal pass: "blocked a plan to sanction X", "rejected calls for a ban"."""
    verb = parse.head[noun]
    if parse.lemma[noun].lower() not in dictionary.of("proposals") or parse.dep[noun] not in (Dep.DOBJ, Dep.NSUBJPASS):
        return None
    part = dictionary.parts("verb").get(verbs.name(parse, verb))
    blocked = part is not None and part.blocks and tree.is_verb(parse, verb)
    return Step(verb, part.blocks, taking=verb) if part is not None and blocked else None


def _laid_down(parse: Parse, told: Step) -> Step | None:
    """The step of a paper: "passed a bill that would impose" proposes it, "signed a decree imposing" takes it."""
    at = told.token
    papers = dictionary.of("bills") | dictionary.of("orders")
    paper = next((n for n in _papers(parse, at) if parse.lemma[n].lower() in papers), None)
    if paper is None:
        return None
    above = parse.head[paper]
    handled = parse.dep[paper] in (Dep.DOBJ, Dep.NSUBJPASS) and tree.is_verb(parse, above)
    if parse.lemma[paper].lower() in dictionary.of("bills"):
        return Step(at, "proposed", True, False, at, asking=above if handled else None)
    if handled and parse.lemma[above].lower() in dictionary.of("enacting") and told.status == "imposed":
        return Step(at, "imposed", taking=at, signing=above)
    return None


def _papers(parse: Parse, verb: int) -> list[int]:
    """The nouns that may name the paper in which a step stands."""
    auxiliaries = tree.children(parse, verb, Dep.AUX)
    if any(parse.lemma[c].lower() == "would" for c in auxiliaries):
        return tree.actives(parse, verb)
    to = verbs.to(parse, verb)
    if to is not None and parse.dep[verb] in (Dep.ADVCL, Dep.XCOMP, Dep.RELCL):
        return [to - 1]
    return [parse.head[verb]] if parse.dep[verb] == Dep.ACL and parse.tag[verb] in (Tag.VB, Tag.VBG) else []


def _permits(parse: Parse, verb: int, complement: int) -> bool:
    """Whether a verb only gives leave to do what its complement tells: "allows the president to seize"."""
    return parse.lemma[verb].lower() in dictionary.of("permitting") and parse.tag[complement] == Tag.VB


def _has_condition(parse: Parse, verb: int) -> bool:
    """Whether a step hangs on a condition: "will impose sanctions if"."""
    return any(_is_conditional(parse, clause) for clause in tree.children(parse, verb, Dep.ADVCL))


def _is_conditional(parse: Parse, verb: int) -> bool:
    """Whether the step stands in an "if" clause: it is somebody's condition, and no step that anybody takes."""
    return parse.dep[verb] == Dep.ADVCL and verbs.opens_with(parse, verb, "if", "unless")


def _ahead(told: Step, status: str, above: str = "") -> Step:
    if above in deciding():
        status = deciding()[above] if told.status == "imposed" else told.status
        return Step(told.token, status, True, False, told.taking)
    if told.status in words("presupposing") or told.status == "in-force":
        return Step(told.token, "in-force", True, False, told.taking)
    return Step(told.token, status, True, False, told.taking)


def _over(name: str, pos: str, preposition: str = "") -> str | None:
    """The status that a verb or noun tells of a measure below it, or below its preposition."""
    part = dictionary.parts(pos).get(name)
    told = (step.partition(" ") for step in part.step) if part is not None else ()
    return next((status for status, _, word in told if word == preposition), None)


def _outlook(lemma: str) -> str | None:
    """The status of a measure below a word that looks ahead."""
    entry = dictionary.entries().get(lemma)
    return entry.outlook or None if entry is not None else None
