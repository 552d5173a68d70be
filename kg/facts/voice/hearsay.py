"""What only somebody's word stands for, though no statement could be made of it: it is left out, never vouched for."""

from functools import cache

from kg.document import Parse
from kg.english import lexicon, tree
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene

_COMPLEMENTS = frozenset({Dep.CCOMP, Dep.XCOMP, Dep.PCOMP, Dep.CSUBJ, Dep.OPRD, Dep.ACOMP})
_NOUN_COMPLEMENTS = frozenset({Dep.ACL, Dep.CCOMP})


def is_hearsay(scene: Scene, token: int) -> bool:
    """Whether the article itself does not say what is told at a token outside all statements.

    So it is with what stands below a word of claiming or accusing, in a quotation, or in a question.
    """
    parse = scene.parse
    _, end = parse.sentences[parse.sentence[token]]
    if parse.text[end - 1] == "?" or (parse.text[end - 1] in "\"”’'" and parse.text[max(0, end - 2)] == "?"):
        return True
    start = parse.start[token]
    if any(q.start <= start < q.end for q in scene.quotes):
        return True
    return claim_above(parse, token) is not None


def claim_above(parse: Parse, token: int) -> int | None:
    """The nearest word above a token that makes it a mere claim."""
    at = below = token
    for above in tree.ancestors(parse, token):
        if _claims(parse, at, above) or _accuses(parse, below, at, above) or _punishes(parse, below, at, above):
            return above
        at, below = above, at
    return None


def _accuses(parse: Parse, below: int, at: int, above: int) -> bool:
    """Whether the parser hung the charge on the accused: "accused [the general of having approved]"."""
    return (
        parse.dep[at] == Dep.DOBJ
        and parse.dep[below] == Dep.PREP
        and parse.lemma[above].lower() in _words("accusing")
        and parse.lemma[below].lower() in _words("prepositions")
    )


def _punishes(parse: Parse, below: int, at: int, above: int) -> bool:
    """Whether it is the charge for which somebody is punished: "sanctioned [the firm] for supplying drones"."""
    if parse.dep[below] != Dep.PCOMP or parse.lemma[at].lower() != "for":
        return False
    carrier = parse.head[above] if parse.dep[above] in (Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS) else above
    words = {parse.lemma[above].lower(), parse.lemma[carrier].lower(), parse.lemma[parse.head[carrier]].lower()}
    return not words.isdisjoint(_words("punishing"))


def _claims(parse: Parse, at: int, above: int) -> bool:
    """Whether a word makes what hangs on it by one dependant a mere claim."""
    label, lemma = parse.dep[at], parse.lemma[above].lower()
    if label in _COMPLEMENTS and any(parse.lemma[c].lower() == "whether" for c in tree.children(parse, at, Dep.MARK)):
        return True
    if tree.is_verb(parse, above):
        if lemma in _words("naming"):
            return label in (Dep.OPRD, Dep.CCOMP) or (label == Dep.PREP and parse.lemma[at].lower() == "as")
        if label == Dep.PREP:
            return lemma in _words("accusing") and parse.lemma[at].lower() in _words("prepositions")
        if lemma not in _words("verbs"):
            return False
        return label in _COMPLEMENTS or (label in (Dep.DOBJ, Dep.NSUBJPASS) and lemma in _words("of_object"))
    if label == Dep.PREP and lemma in _words("fearful"):
        return parse.lemma[at].lower() in ("of", "about")
    if parse.pos[above] in (Pos.NOUN, Pos.PROPN) and lemma in _words("nouns"):
        if label == Dep.PREP:
            return parse.lemma[at].lower() in _words("noun_prepositions")
        relative = any(parse.tag[c] in (Tag.WDT, Tag.WP) for c in parse.children[at])
        return (
            label in _NOUN_COMPLEMENTS
            and not relative
            and tree.child(parse, at, Dep.MARK, *tree.SUBJECT, *tree.PASSIVE) is not None
        )
    return False


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon.load("hearsay")[group])
