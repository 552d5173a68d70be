"""Mends of relative clauses: what "which" and "that" stand for, and as what."""

from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import Tree, is_time, mend


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
