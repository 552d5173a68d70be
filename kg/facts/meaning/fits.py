"""Whether the words around a word of happening are those that a sense of it asks for."""

from collections.abc import Iterable, Sequence
from functools import cache

from kg.document import Parse
from kg.english import quotes, tables, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene

_COMPANIONS = (
    Dep.PRT,
    Dep.PREP,
    Dep.DOBJ,
    Dep.ACOMP,
    Dep.ADVMOD,
    Dep.ATTR,
    Dep.OPRD,
    Dep.NSUBJPASS,
    Dep.DATIVE,
    Dep.XCOMP,
    Dep.NPADVMOD,
)


class Around:
    """The words around a verb, read once for all its senses."""

    def __init__(self, parse: Parse, verb: int, scene: Scene | None = None) -> None:
        self._parse, self._verb, self._scene = parse, verb, scene
        self._objects = tree.objects(parse, verb)
        self._nouns = [*self._objects, *_nouns_brought_in(parse, verb)]
        self._words = frozenset(_words_below(parse, verb))
        self._known: dict[str, bool] = {}

    def has(self, companions: Sequence[str], subjects: Sequence[str]) -> bool:
        """Whether the verb has all these companions, and only such doers."""
        if not all(self._companion(wanted) for wanted in companions):
            return False
        return not subjects or any(self._doer(wanted) for wanted in subjects)

    def _companion(self, wanted: str) -> bool:
        if wanted == "-":
            return not self._objects
        if wanted[0] not in "@!>":
            return wanted in self._words
        if wanted not in self._known:
            self._known[wanted] = self._is_there(wanted)
        return self._known[wanted]

    def _is_there(self, wanted: str) -> bool:
        if wanted.startswith(">"):
            return any(self._meets(doer, wanted[1:]) for doer in doers_below(self._parse, self._verb))
        if wanted.startswith("!@"):
            return bool(self._objects) and not any(self._meets(noun, wanted[1:]) for noun in self._objects)
        if wanted.startswith("!"):
            return wanted[1:] not in self._words
        return any(self._meets(noun, wanted) for noun in (self._objects if _is_someone(wanted[1:]) else self._nouns))

    def _doer(self, wanted: str) -> bool:
        """Whether somebody of a class does it; a pronoun, or nobody at all, may be of any class."""
        key = f"by {wanted}"
        if key not in self._known:
            doers = tree.actives(self._parse, self._verb)
            self._known[key] = (not doers and wanted[0] == "@") or any(
                self._meets(doer, wanted) or (wanted[0] == "@" and self._parse.pos[doer] == Pos.PRON) for doer in doers
            )
        return self._known[key]

    def _meets(self, noun: int, wanted: str) -> bool:
        if wanted.startswith("@"):
            return is_of(self._parse, noun, wanted[1:], self._scene)
        return self._parse.lemma[noun].lower() == wanted


def noun(parse: Parse, noun: int, companions: Sequence[str]) -> bool:
    """Whether a compound ("missile test") stands whole, and is no idiom ("heart attack")."""
    before = [parse.lemma[t].lower() for t in range(max(0, noun - len(companions)), noun)]
    if list(companions) != before:
        return False
    return not _is_idiom(parse, noun)


def has_inside(parse: Parse, noun: int, group: str, scene: Scene | None = None) -> bool:
    """Whether "N of N2" has a noun of a class as N2."""
    return any(is_of(parse, n, group, scene) for n in tree.prepositional(parse, noun, "of"))


def is_of(parse: Parse, noun: int, group: str, scene: Scene | None = None) -> bool:
    """Whether a noun is of a class: by its word, by whom it names, or by what it counts ("a team of experts")."""
    lemma = parse.lemma[noun].lower()
    nouns, pairs = _class(group)
    if lemma in nouns:
        return not _is_idiom(parse, noun)
    if pairs and any(
        f"{parse.lemma[c].lower()} {lemma}" in pairs for c in tree.children(parse, noun, Dep.COMPOUND, Dep.AMOD)
    ):
        return True
    if _is_named(parse, noun, group, scene):
        return True
    if lemma in _class("measures")[0] or parse.pos[noun] == Pos.NUM:
        return any(is_of(parse, n, group, scene) for n in tree.prepositional(parse, noun, "of", "in"))
    return False


def is_any_of(parse: Parse, noun: int, groups: Iterable[str], scene: Scene | None = None) -> bool:
    """Whether a noun is of one of several classes."""
    return any(is_of(parse, noun, group, scene) for group in groups)


def _is_idiom(parse: Parse, noun: int) -> bool:
    """Whether a modifier makes a word of happening none: "a rescue operation", "a verbal attack"."""
    beside = {parse.lemma[c].lower() for c in tree.children(parse, noun, Dep.COMPOUND, Dep.AMOD, Dep.NMOD)}
    return not beside.isdisjoint(_idioms(parse.lemma[noun].lower()))


def _is_named(parse: Parse, noun: int, group: str, scene: Scene | None) -> bool:
    kinds = _kinds(group)
    if not kinds:
        return False
    if scene is None:
        return parse.pos[noun] == Pos.PROPN
    named = [noun] if scene.mention_at(noun) is not None else tree.children(parse, noun, Dep.APPOS)
    return any((entity := scene.entity_at(at)) is not None and entity.type in kinds for at in named)


def _is_someone(group: str) -> bool:
    """Whether a class is one of actors or people, who are meant only as a verb's very object."""
    kinds = tables.load("kinds")
    return group in kinds["themselves"] or (bool(_kinds(group)) and group not in kinds["anywhere"])


def doers_below(parse: Parse, verb: int) -> list[int]:
    """Who is let, made or kept from doing something: the subject of the clause below, or an object before it."""
    clauses = [c for c in tree.children(parse, verb, Dep.CCOMP, Dep.XCOMP) if parse.tag[c] in (Tag.VB, Tag.VBN)]
    doers = [doer for clause in clauses for doer in tree.children(parse, clause, Dep.NSUBJ, Dep.NSUBJPASS)]
    if doers:
        return doers
    objects = tree.objects(parse, verb)
    # The parser often takes the infinitive for a clause about the object.
    told = (c for noun in objects for c in tree.children(parse, noun, Dep.RELCL, Dep.ACL) if parse.tag[c] == Tag.VB)
    return objects if clauses or next(told, None) is not None else []


def _nouns_brought_in(parse: Parse, verb: int) -> Iterable[int]:
    for preposition in tree.children(parse, verb, Dep.PREP, Dep.PRT):
        if parse.lemma[preposition].lower() in words.of("bringing_prepositions"):
            yield from tree.objects_of(parse, preposition)


def _words_below(parse: Parse, verb: int) -> Iterable[str]:
    for noun in tree.objects(parse, verb):
        yield parse.lemma[noun].lower()
        for mark in tree.children(parse, noun, Dep.DET, Dep.POSS):
            lemma = parse.lemma[mark].lower()
            yield "single" if lemma in ("a", "an", "another") else f"the-{parse.lemma[noun].lower()}"
        if any(parse.tag[c] == Tag.PRP_ for c in parse.children[noun]):
            yield "own"
    waiting = [c for c in parse.children[verb] if parse.dep[c] in _COMPANIONS]
    for at in waiting:
        if parse.pos[at] != Pos.PROPN:  # "on March 3" is no march
            yield parse.lemma[at].lower()
        if parse.dep[at] in (Dep.PREP, Dep.PRT):
            waiting.extend(c for c in parse.children[at] if parse.dep[c] in (Dep.POBJ, Dep.PREP))
    if _is_labelled(parse, verb):
        yield "labelled"
    below = tree.children(parse, verb, Dep.XCOMP, Dep.CCOMP, Dep.ADVCL)
    for clause in below:
        if verbs.has_to(parse, clause):
            yield from ("to", f"to-{parse.lemma[clause].lower()}")  # "called him to discuss"


def _is_labelled(parse: Parse, verb: int) -> bool:
    """Whether it is told what a verb's object is called: "called him a hero", 'called the minister "a coward"'."""
    if len(tree.children(parse, verb, Dep.OPRD, Dep.DOBJ)) > 1 or tree.child(parse, verb, Dep.OPRD) is not None:
        return True
    noun = tree.child(parse, verb, Dep.DOBJ)
    if noun is None or noun + 2 >= len(parse):
        return False
    behind, end = noun + 1, parse.start[noun] + len(parse.text[noun])
    if parse.text[behind] in quotes.MARKS:
        return parse.start[behind] > end  # no space stands before the mark that ends a quotation
    named = tree.child(parse, noun, Dep.APPOS)
    return named is not None and parse.lemma[behind].lower() in ("a", "an") and parse.head[behind] == named


def _idioms(noun: str) -> tuple[str, ...]:
    """Words right beside a noun that make it no happening: "heart attack", "the war on drugs"."""
    part = words.parts("noun").get(noun)
    return part.idioms if part is not None else ()


@cache
def _kinds(group: str) -> frozenset[str]:
    """Types of entities of which a class has all."""
    return frozenset(tables.load("kinds")["kinds"].get(group, ()))


@cache
def _class(group: str) -> tuple[frozenset[str], frozenset[str]]:
    """Single nouns of a class, and its pairs of a modifier and a noun."""
    listed = words.of(tables.load("kinds")["same"].get(group, group))
    return frozenset(w for w in listed if " " not in w), frozenset(w for w in listed if " " in w)


def is_aimed_at_idea(parse: Parse, attack: int) -> bool:
    """Whether an attack is one on an idea, a freedom, a record: "its attack on poverty"."""
    aims = tree.prepositional(parse, attack, "on", "against", "upon")
    return bool(aims) and all(parse.pos[a] != Pos.PROPN and is_of(parse, a, "figurative") for a in aims)
