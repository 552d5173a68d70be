"""Mends of relative clauses: what "which" and "that" stand for, and as what."""

from kg.english import phrases, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, is_time, mend

_FAR = 40
_PRESENT = frozenset({Tag.VBZ, Tag.VBP})


@mend(
    "which-as-object",
    Pos.VERB,
    says='a clause with a fronted "which" as object is a relative clause, no adverbial one',
    needs="Ukraine said a plant in Tula was hit, which the governor of the region, Dmitry Milyayev, denied.",
    spares="Ukraine said a plant in Tula was hit, though the governor of the region, Dmitry Milyayev, denied it.",
)
def _which_as_object(tree: Tree, verb: int) -> bool:
    parse, which = tree.parse, tree.child(verb, Dep.DOBJ)
    if tree.dep[verb] != Dep.ADVCL or which is None or which > verb or parse.tag[which] != Tag.WDT:
        return False
    if parse.text[which].lower() != "which" or parse.text[which - 1] != ",":
        return False
    tree.relabel(verb, Dep.RELCL)
    return True


@mend(
    "which-behind-time",
    Pos.VERB,
    says="a relative clause behind a day belongs to what took place on it",
    needs="Russia launched an attack on Kharkiv on Monday, which killed seven people.",
    spares="Russia launched an attack on Kharkiv on Monday, which was a holiday.",
)
def _which_behind_time(tree: Tree, verb: int) -> bool:
    parse, time = tree.parse, tree.head[verb]
    if not _has_which(tree, verb) or not is_time(tree, time) or parse.lemma[verb] == "be":
        return False
    above = tree.head[tree.head[time]]
    held = tree.child(above, Dep.DOBJ) if parse.pos[above] == Pos.VERB else above
    if held is None or held >= verb:
        return False
    tree.hang(verb, held, Dep.RELCL)
    return True


def _has_which(tree: Tree, verb: int) -> bool:
    """Whether a verb heads a relative clause with its pronoun, behind the noun of a prepositional phrase."""
    which = tree.child(verb, Dep.NSUBJ, Dep.DOBJ)
    relative = which is not None and tree.parse.tag[which] in (Tag.WDT, Tag.WP)
    return relative and tree.dep[verb] == Dep.RELCL and tree.dep[tree.head[verb]] == Dep.POBJ


@mend(
    "relative-verb",
    Pos.NOUN,
    says="the head of a relative clause with a subject is a verb, even if it looks like a plural",
    needs="Rights groups say many were beaten in custody, a claim the ministry disputes.",
    spares="The president signed a memorandum that orders sanctions back into force after 90 days.",
)
def _relative_verb(tree: Tree, noun: int) -> bool:
    parse, subject = tree.parse, tree.child(noun, Dep.NSUBJ)
    if tree.dep[noun] != Dep.RELCL or parse.tag[noun] != Tag.NNS:
        return False
    if subject is None or parse.pos[subject] not in (Pos.NOUN, Pos.PROPN, Pos.PRON):
        return False
    tree.retag(noun, Pos.VERB, Tag.VBZ)
    return True


@mend(
    "past-in-relative",
    Pos.VERB,
    says="a verb in the past goes on with the relative clause in the past, not with the verb in the present above that",
    needs="Mexico says it hopes to disarm the Reds, a militia which kidnapped a mayor, and killed his guards.",
    spares="Mexico said it hoped to disarm the Reds, a militia which kidnaps mayors, and killed their guards.",
)
def _past_in_relative(tree: Tree, verb: int) -> bool:
    above = tree.head[verb]
    if not _goes_on(tree, verb) or not _is_present(tree, above) or tree.dep[above] == Dep.RELCL:
        return False
    before = _last_past_of_relative(tree, verb)
    if before is None:
        return False
    tree.join(verb, before)
    tree.retag(verb, Pos.VERB, Tag.VBD)
    return True


@mend(
    "list-in-relative",
    Pos.VERB,
    says="what stands behind a comma alone goes on with the clause about whom a noun deeper in the sentence names",
    needs="Kenya vowed to hunt the gang that robbed a bank, killed two guards, and took five hostage.",
    spares="Kenya shelled the camp that housed the gang, killed two guards, and took five hostage.",
)
def _list_in_relative(tree: Tree, verb: int) -> bool:
    if not _goes_on(tree, verb) or tree.parse.text[verb - 1] != "," or tree.parse.tag[tree.head[verb]] != Tag.VBD:
        return False
    before = _last_past_of_relative(tree, verb)
    if before is None or tree.dep[before] != Dep.RELCL or not _is_restrictive(tree, before):
        return False
    if tree.head[tree.head[before]] == tree.head[verb]:
        return False  # of "shot the men who fled, killed two and left" nobody can tell
    tree.join(verb, before)
    return True


@mend(
    "who-are-people",
    Pos.VERB,
    Pos.AUX,
    says='a clause with "who" is about the people of a body, not about the body',
    needs="Two staff members of a partner organization, who had been seized by gunmen, were freed.",
    spares="Two staff members of a partner organization, which had been seized by gunmen, were freed.",
)
def _who_are_people(tree: Tree, verb: int) -> bool:
    parse, noun = tree.parse, tree.head[verb]
    who = tree.child(verb, *SUBJECTS)
    if tree.dep[verb] != Dep.RELCL or who is None or parse.text[who].lower() != "who" or tree.dep[noun] != Dep.POBJ:
        return False
    people = tree.head[tree.head[noun]]
    of = parse.text[tree.head[noun]].lower() in ("of", "from", "at")
    if not of or _is_people(tree, noun) or not _is_people(tree, people) or parse.pos[people] != Pos.NOUN:
        return False
    tree.hang(verb, people, Dep.RELCL)
    return True


def _is_people(tree: Tree, noun: int) -> bool:
    return tree.parse.lemma[noun].lower() in words.of("people") | words.of("folk")


@mend(
    "clause-behind-relative",
    Pos.VERB,
    says="what happened meanwhile, behind a comma, goes with the sentence, not with what others say of a noun",
    needs="Parliament passed a bill that critics say will muzzle the press, as police beat crowds outside.",
    spares="Critics say that the bill will muzzle the press as police beat crowds outside.",
)
def _clause_behind_relative(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    mark = tree.child(verb, Dep.MARK)
    if tree.dep[verb] != Dep.ADVCL or tree.dep[above] != Dep.CCOMP or mark is None or not above < mark < verb:
        return False
    said = tree.head[above]
    if parse.text[mark].lower() not in ("as", "while") or parse.text[mark - 1] != "," or tree.dep[said] != Dep.RELCL:
        return False
    main = tree.head[tree.head[said]]
    if parse.pos[main] != Pos.VERB or not main < said:
        return False
    tree.hang(verb, main, Dep.ADVCL)
    return True


@mend(
    "second-relative",
    Pos.VERB,
    Pos.AUX,
    says="a second relative clause, with its own pronoun, is about the noun, and no part of what others say of it",
    needs="He signed a law that critics say gags the press and which the EU has condemned.",
    spares="He signed a law that critics say gags the press and has angered the EU.",
)
def _second_relative(tree: Tree, verb: int) -> bool:
    parse, before = tree.parse, tree.head[verb]
    said = tree.head[before]
    if tree.dep[verb] != Dep.CONJ or tree.dep[before] != Dep.CCOMP or tree.dep[said] != Dep.RELCL:
        return False
    opening = min((verb, *tree.children[verb]))
    joint = parse.text[opening - 1].lower() in ("and", "but")
    if not joint or parse.text[opening].lower() not in ("which", "who", "that"):
        return False
    tree.join(verb, said)
    return True


def _is_present(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the present: "hopes", "is hoping"."""
    helper = tree.child(verb, Dep.AUX)
    return tree.tag[helper if helper is not None and tree.tag[verb] == Tag.VBG else verb] in _PRESENT


def _goes_on(tree: Tree, verb: int) -> bool:
    """Whether a verb in the past is coordinated with another one, and has no subject of its own."""
    past = tree.tag[verb] == Tag.VBD or (tree.tag[verb] == Tag.VBN and tree.child(verb, Dep.DOBJ) is not None)
    return past and tree.dep[verb] == Dep.CONJ and tree.child(verb, Dep.AUX, Dep.AUXPASS, *SUBJECTS) is None


def _last_past_of_relative(tree: Tree, verb: int) -> int | None:
    """The last verb in the past before another one that stands in a relative clause about an actor."""
    parse = tree.parse
    for at in range(verb - 1, max(tree.head[verb], verb - _FAR), -1):
        if tree.tag[at] == Tag.VBD and parse.pos[at] == Pos.VERB:
            top = at
            while tree.dep[top] == Dep.CONJ and parse.pos[tree.head[top]] == Pos.VERB:
                top = tree.head[top]
            if tree.dep[top] == Dep.RELCL and top > tree.head[verb] and _is_actor(tree, tree.head[top]):
                return at
    return None


def _is_actor(tree: Tree, noun: int) -> bool:
    return tree.pos[noun] == Pos.PROPN or phrases.names_people(tree.parse.lemma[noun])


def _is_restrictive(tree: Tree, verb: int) -> bool:
    """Whether no comma parts a relative clause, with its pronoun as subject, from its noun."""
    who = tree.child(verb, Dep.NSUBJ)
    return who is not None and who == tree.head[verb] + 1 and tree.tag[who] in (Tag.WDT, Tag.WP)
