"""What only somebody's word stands for, though no statement could be made of it: it is left out, never vouched for."""

from functools import cache

from kg.document import Parse
from kg.english import lexicon, tree
from kg.facts.scene import Scene

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "oprd", "acomp"})
_NOUN_COMPLEMENTS = frozenset({"acl", "ccomp"})


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
        parse.dep[at] == "dobj"
        and parse.dep[below] == "prep"
        and parse.lemma[above].lower() in _words("accusing")
        and parse.lemma[below].lower() in _words("prepositions")
    )


def _punishes(parse: Parse, below: int, at: int, above: int) -> bool:
    """Whether it is the charge for which somebody is punished: "sanctioned [the firm] for supplying drones"."""
    if parse.dep[below] != "pcomp" or parse.lemma[at].lower() != "for":
        return False
    carrier = parse.head[above] if parse.dep[above] in ("dobj", "pobj", "nsubjpass") else above
    words = {parse.lemma[above].lower(), parse.lemma[carrier].lower(), parse.lemma[parse.head[carrier]].lower()}
    return not words.isdisjoint(_words("punishing"))


def _claims(parse: Parse, at: int, above: int) -> bool:
    """Whether a word makes what hangs on it by one dependant a mere claim."""
    label, lemma = parse.dep[at], parse.lemma[above].lower()
    if label in _COMPLEMENTS and any(parse.lemma[c].lower() == "whether" for c in tree.children(parse, at, "mark")):
        return True
    if tree.is_verb(parse, above):
        if lemma in _words("naming"):
            return label in ("oprd", "ccomp") or (label == "prep" and parse.lemma[at].lower() == "as")
        if label == "prep":
            return lemma in _words("accusing") and parse.lemma[at].lower() in _words("prepositions")
        if lemma not in _words("verbs"):
            return False
        return label in _COMPLEMENTS or (label in ("dobj", "nsubjpass") and lemma in _words("of_object"))
    if label == "prep" and lemma in _words("fearful"):
        return parse.lemma[at].lower() in ("of", "about")
    if parse.pos[above] in ("NOUN", "PROPN") and lemma in _words("nouns"):
        if label == "prep":
            return parse.lemma[at].lower() in _words("noun_prepositions")
        relative = any(parse.tag[c] in ("WDT", "WP") for c in parse.children[at])
        return (
            label in _NOUN_COMPLEMENTS
            and not relative
            and tree.child(parse, at, "mark", *tree.SUBJECT, *tree.PASSIVE) is not None
        )
    return False


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon.load("hearsay")[group])
