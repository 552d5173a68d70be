"""Which step in a sanction's life the words around a measure tell."""

from dataclasses import dataclass, replace
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning.measures import Measure, bundle, deciding, words
from kg.facts.sanctions.standing import stands
from kg.facts.voice.complements import is_licensed

# Words that lead from a step to what is said about it; climbing goes through these alone.
_UPWARD: Final = frozenset(
    {Dep.XCOMP, Dep.CCOMP, Dep.PCOMP, Dep.ACL, Dep.POBJ, Dep.DOBJ, Dep.PREP, Dep.CONJ, Dep.ACOMP}
)

# What is only talked of is so whether it is, will or would be.
_TALKED_OF: Final = frozenset({"under-discussion", "proposed", "called-for", "threatened"})


# How far above a measure the verb of letting may stand.
_NEAR: Final = 3
# Who lowers a limit tightens it.
_SCALED: Final = {"eased": "tightened", "tightened": "eased"}
# What is done against a measure, which nobody takes who does so.
_AGAINST: Final = frozenset({"evaded", "violated"})


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


def step_of(parse: Parse, measure: Measure) -> Step | None:
    """The step told of a measure; None where nothing says that it stands or is to come."""
    if measure.kind == "participle":
        return Step(measure.token, "in-force")
    if measure.kind == "verb":
        return _under_words_above(parse, Step(measure.token, measure.status, taking=measure.token))
    if measure.kind == "list":
        verb = parse.head[parse.head[measure.token]]
        return _under_words_above(parse, Step(verb, measure.status, taking=verb))
    return _noun_step(parse, bundle(parse, measure.token), measure.token)


def _noun_step(parse: Parse, noun: int, measure: int) -> Step | None:
    """The step told of a measure named by a noun, by the nearest words that tell one; else the measure stands.

    "imposed sanctions", "sanctions took effect", "sanctions imposed on X", "calls for sanctions", "US sanctions".
    """
    label, above = parse.dep[noun], parse.head[noun]
    if _is_only_called(parse, noun):
        return None
    found = _by_verb_above(parse, noun) or _by_effect(parse, noun) or _by_clause(parse, noun, measure)
    if found is None or found.status == "expired":
        found = _let_lapse(parse, noun) or found
    if found is not None:
        return _under_words_above(parse, found)
    if label == Dep.CONJ and parse.pos[above] == Pos.NOUN:
        return _noun_step(parse, above, measure)
    if label == Dep.POBJ and (behind := _prepositional(parse, above)) is not None:
        return behind
    bare = _under_words_above(parse, Step(measure, "in-force"))
    if bare is None or bare.status != "in-force" or stands(parse, noun) or stands(parse, measure):
        return bare
    return None


def _is_only_called(parse: Parse, noun: int) -> bool:
    """Whether something is only called so: "what it considers sanctions"."""
    verb = parse.head[noun]
    what = any(parse.text[c].lower() == "what" and c < verb for c in parse.children[verb])
    return what and parse.lemma[verb].lower() in dictionary.of("calling") | dictionary.of("naming")


def _by_verb_above(parse: Parse, noun: int) -> Step | None:
    """The step of the verb that has the measure as its argument: "lifted sanctions", "sanctions expired"."""
    label, verb = parse.dep[noun], parse.head[noun]
    if label not in (Dep.DOBJ, Dep.NSUBJPASS, Dep.NSUBJ, Dep.CONJ) or not tree.is_verb(parse, verb):
        return None
    status = _over(_verb_with_particle(parse, verb), "verb")
    if label == Dep.DOBJ and (wished := _wished_to_see(parse, verb)) is not None:
        return wished
    if status is None or (label == Dep.NSUBJ and status not in ("in-force", "expired", "extended")):
        return None
    if parse.lemma[verb].lower() == "remain" and _is_not_there(parse, verb):
        return Step(verb, "under-discussion", True)  # "remain out of reach"
    if parse.lemma[verb].lower() in dictionary.of("using") and (_is_known(parse, noun) or _is_as(parse, verb)):
        return None
    if parse.lemma[verb].lower() in dictionary.of("scaling") and parse.lemma[noun].lower() in dictionary.of("limits"):
        status = _SCALED.get(status, status)
    return Step(verb, status, taking=verb)


def _is_not_there(parse: Parse, verb: int) -> bool:
    """Whether what remains is something else than in place: "remain out of reach", "remain unlikely"."""
    adjective = tree.child(parse, verb, Dep.ACOMP)
    placed = tree.prepositional(parse, verb, "in", "under", "on", "against", "until", "for")
    out = any(parse.text[c].lower() in ("out", "off", "beyond") for c in tree.children(parse, verb, Dep.PREP))
    return not placed and (out or (adjective is not None and parse.lemma[adjective].lower() not in ("tight", "tough")))


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether an article or an owner tells that a measure is there already: "used its sanctions to"."""
    return tree.child(parse, noun, Dep.DET, Dep.POSS) is not None


def _is_as(parse: Parse, verb: int) -> bool:
    """Whether a verb tells as what something is used: "uses sanctions as an excuse"."""
    return bool(tree.prepositional(parse, verb, "as"))


def _wished_to_see(parse: Parse, verb: int) -> Step | None:
    """The step of who wants to see a measure: "would like to see sanctions"."""
    above = parse.head[verb]
    if parse.lemma[verb].lower() != "see" or parse.dep[verb] != Dep.XCOMP:
        return None
    wished = _outlook(parse.lemma[above].lower()) == "called-for" or _is_wish(parse, above)
    return Step(above, "called-for", True, taking=above, asking=above) if wished else None


def _is_wish(parse: Parse, verb: int) -> bool:
    return parse.lemma[verb].lower() in dictionary.of("wishing")


def _let_lapse(parse: Parse, noun: int) -> Step | None:
    """The end of a measure that somebody lets come: "let its sanctions lapse", "was allowed to lapse"."""
    ends = dictionary.of("lapsing")
    letting = next((a for a in list(tree.ancestors(parse, noun))[:_NEAR] if _lets(parse, a)), None)
    if letting is None or not any(t > noun and parse.lemma[t].lower() in ends for t in tree.subtree(parse, letting)):
        return None
    if tree.child(parse, letting, Dep.NEG) is not None:
        return Step(noun, "in-force", True)
    return Step(letting, "expired", taking=letting)


def _lets(parse: Parse, verb: int) -> bool:
    return tree.is_verb(parse, verb) and parse.lemma[verb].lower() in dictionary.of("permitting")


def _by_effect(parse: Parse, noun: int) -> Step | None:
    """The step of a measure that takes effect, or will: "the tariffs took effect"."""
    verb = parse.head[noun]
    if parse.dep[noun] != Dep.NSUBJ or not _takes_effect(parse, verb):
        return None
    ahead = any(parse.lemma[c].lower() in dictionary.of("future_markers") for c in tree.children(parse, verb, Dep.AUX))
    return Step(verb, "announced" if ahead else "in-force", ahead)


def _by_clause(parse: Parse, noun: int, measure: int) -> Step | None:
    """The step of a participle or relative clause: "sanctions imposed by X", "sanctions that X lifted"."""
    for at in dict.fromkeys((noun, measure)):
        for verb in tree.children(parse, at, Dep.ACL, Dep.RELCL):
            status = _over(_verb_with_particle(parse, verb), "verb")
            if status in ("refused", "vetoed") and parse.dep[verb] == Dep.RELCL:
                continue  # "sanctions, which X rejects": they stand, and are not X's
            if status is not None and (_is_undergone(parse, verb) or _has_antecedent_object(parse, verb)):
                return Step(verb, status, taking=verb)
    return None


def _takes_effect(parse: Parse, verb: int) -> bool:
    """Whether the verb tells from when on a measure holds: "take effect", "come into force"."""
    into = tree.prepositional(parse, verb, "into")
    return parse.lemma[verb].lower() in dictionary.of("taking_effect") and any(
        parse.lemma[n].lower() in ("effect", "force") for n in (*tree.objects(parse, verb), *into)
    )


def _is_undergone(parse: Parse, verb: int) -> bool:
    """Whether the noun above undergoes the verb: "sanctions imposed by", "sanctions that were imposed"."""
    return (parse.dep[verb] == Dep.ACL and parse.tag[verb] == Tag.VBN) or tree.is_passive(parse, verb)


def _has_antecedent_object(parse: Parse, verb: int) -> bool:
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
        return _under_words_above(parse, refused)
    if (status := _over(lemma, "verb", word)) is not None:
        return _under_words_above(
            parse,
            Step(above, status, taking=above if status in ("adopted", "imposed") or word in ("with", "from") else None),
        )
    if word == "under" and lemma == "be":
        return _under_words_above(parse, Step(above, "in-force"))
    if parse.pos[above] == Pos.NOUN and word in dictionary.of("step_prepositions"):
        status = _over(lemma, "noun")
        return _by_step_noun(parse, Step(above, status)) if status else None
    return None


def _by_step_noun(parse: Parse, step: Step) -> Step | None:
    """A step that a noun names: one that is a price or still to come is none, and what it would undo stands."""
    at = step.token
    for above in tree.ancestors(parse, step.token):
        bargained = parse.text[at].lower() == "for" and parse.lemma[above].lower() in dictionary.of("bargains")
        ahead = {parse.lemma[c].lower() for c in tree.children(parse, above, Dep.AUX)} & dictionary.parts(
            "modal"
        ).keys()
        if bargained or (tree.is_verb(parse, above) and (ahead or tree.child(parse, above, Dep.NEG) is not None)):
            return Step(step.token, "in-force", True) if step.status in words("presupposing") else None
        if tree.is_verb(parse, above) and parse.tag[above] in (Tag.VBD, Tag.VBZ, Tag.VBP):
            break
        at = above
    return _under_words_above(parse, step)


def _under_words_above(parse: Parse, step: Step) -> Step | None:
    """The step under the words above it: taken, to come, only considered, or refused; None of "if it imposes"."""
    at = step.token
    if _is_conditional(parse, at):
        return None
    if parse.dep[at] == Dep.ACL and (refused := _turned_down(parse, parse.head[at])) is not None:
        return refused
    if step.taking is not None and (laid_down := _laid_down(parse, step)) is not None:
        return laid_down
    if any(parse.dep[c] == Dep.NEG for c in parse.children[at]):
        return Step(step.token, step.status, step.outlook, True, step.taking)
    modal = _modal(parse, at)
    if modal is not None and not step.outlook:
        return _under_modal(parse, step, modal)
    return _under_governor(parse, step)


def _modal(parse: Parse, verb: int) -> str | None:
    auxiliaries = {parse.lemma[c].lower() for c in tree.children(parse, verb, Dep.AUX)}
    return min(auxiliaries & dictionary.parts("modal").keys(), default=None)


def _under_modal(parse: Parse, step: Step, modal: str) -> Step:
    """The step as its modal verb puts it: "will impose" announces, "will impose if" threatens, "may" discusses."""
    if step.status in _TALKED_OF:
        return replace(step, outlook=True)
    if modal == "will" and _has_condition(parse, step.token):
        return _ahead(step, "threatened")
    status = _outlook(modal) or ("announced" if modal == "would" else "under-discussion")
    return replace(_ahead(step, status), flat=modal == "will")


def _under_governor(parse: Parse, step: Step) -> Step:
    """The step as the nearest verb or noun above it puts it that looks ahead: "plans to impose", "wants X to lift"."""
    at = step.token
    if is_licensed(parse, at):
        return _licensed(parse, step, parse.head[at])
    for above in tree.ancestors(parse, at):
        lemma, label = parse.lemma[above].lower(), parse.dep[at]
        if label in (Dep.XCOMP, Dep.ADVCL) and lemma in deciding():
            return _ahead(step, "announced", lemma) if parse.tag[at] == Tag.VB else step
        if label not in _UPWARD or (label in (Dep.DOBJ, Dep.POBJ) and above != parse.head[step.token]):
            break
        if label in (Dep.XCOMP, Dep.CCOMP) and step.status not in _AGAINST and _permits(parse, above, at):
            return Step(step.token, "under-discussion", True, False, step.taking, permitted=True)
        status = _outlook(lemma)
        if status is not None and _is_complement(parse, at):
            return _asked_for(parse, _ahead(step, status, lemma), at, above)
        if label == Dep.CCOMP:
            break
        at = above
    return step


def _licensed(parse: Parse, step: Step, verb: int) -> Step:
    """A step that somebody is given power to take; who signs a decree that gives it announces it."""
    granting = verb if tree.is_verb(parse, verb) else parse.head[verb]
    paper = parse.head[granting]
    signing = parse.head[paper]
    ordered = parse.dep[granting] == Dep.ACL and parse.lemma[paper].lower() in dictionary.of("orders")
    if ordered and parse.lemma[signing].lower() in dictionary.of("enacting") and step.status == "imposed":
        return replace(_ahead(step, "announced"), signing=signing)
    return replace(_ahead(step, "under-discussion"), permitted=True)


def _is_complement(parse: Parse, verb: int) -> bool:
    """Whether a word stands in a complement without a tense: "to impose", "of imposing", "X to impose"."""
    if parse.dep[verb] == Dep.CCOMP:
        return parse.tag[verb] == Tag.VB
    return parse.dep[verb] in (Dep.XCOMP, Dep.PCOMP, Dep.ACL, Dep.ACOMP)


def _asked_for(parse: Parse, ahead: Step, verb: int, above: int) -> Step:
    """The step, with the verb of those who ask another to take it: "want X to impose"."""
    infinitive = parse.dep[verb] == Dep.CCOMP and parse.tag[verb] == Tag.VB
    return replace(ahead, asking=above) if infinitive and ahead.status == "called-for" else ahead


def _turned_down(parse: Parse, noun: int) -> Step | None:
    """The step of whoever does not let a proposal pass: "blocked a plan to sanction X", "rejected calls for a ban"."""
    verb = parse.head[noun]
    if parse.lemma[noun].lower() not in dictionary.of("proposals") or parse.dep[noun] not in (Dep.DOBJ, Dep.NSUBJPASS):
        return None
    part = dictionary.parts("verb").get(_verb_with_particle(parse, verb))
    blocked = part is not None and part.blocks and tree.is_verb(parse, verb)
    return Step(verb, part.blocks, taking=verb) if part is not None and blocked else None


def _laid_down(parse: Parse, step: Step) -> Step | None:
    """The step of a paper: "passed a bill that would impose" proposes it, "signed a decree imposing" takes it."""
    at = step.token
    papers = dictionary.of("bills") | dictionary.of("orders")
    paper = next((n for n in _papers(parse, at) if parse.lemma[n].lower() in papers), None)
    if paper is None:
        return None
    above = parse.head[paper]
    handled = parse.dep[paper] in (Dep.DOBJ, Dep.NSUBJPASS) and tree.is_verb(parse, above)
    if parse.lemma[paper].lower() in dictionary.of("bills"):
        return Step(at, "proposed", True, False, at, asking=above if handled else None)
    if handled and parse.lemma[above].lower() in dictionary.of("enacting") and step.status == "imposed":
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


def _ahead(step: Step, status: str, above: str = "") -> Step:
    if above in deciding():
        status = deciding()[above] if step.status == "imposed" else step.status
        return Step(step.token, status, True, False, step.taking)
    if status == "under-discussion" and step.status == "tightened":
        return Step(step.token, status, True, False, step.taking)  # "considers raising tariffs" that there may not be
    if step.status in words("presupposing") or step.status == "in-force":
        return Step(step.token, "in-force", True, False, step.taking)
    return Step(step.token, status, True, False, step.taking)


def _verb_with_particle(parse: Parse, verb: int) -> str:
    particle = tree.child(parse, verb, Dep.PRT)
    lemma = parse.lemma[verb].lower()
    return f"{lemma} {parse.lemma[particle].lower()}" if particle is not None else lemma


def _over(name: str, pos: str, preposition: str = "") -> str | None:
    """The status that a verb or noun tells of a measure below it, or below its preposition."""
    part = dictionary.parts(pos).get(name)
    uses = (use.partition(" ") for use in part.step) if part is not None else ()
    return next((status for status, _, word in uses if word == preposition), None)


def _outlook(lemma: str) -> str | None:
    """The status of a measure below a word that looks ahead."""
    entry = dictionary.entries().get(lemma)
    return entry.outlook or None if entry is not None else None
