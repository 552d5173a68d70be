"""Which words name a measure of sanction, as a verb, a noun or a participle before what it takes hold of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.document import Parse
from kg.english import tables, tree, verbs
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos, Tag
from kg.english.words import Naming

_BEFORE = frozenset({Dep.AMOD, Dep.COMPOUND, Dep.NMOD})
# What "an arms embargo" and the like may be built on without being itself the whole name.
_LOOK_BACK = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure named from ``first`` to ``token``.

    Attributes:
        held: what a verb or participle takes hold of.
        status: of the step that a verb is by itself.
        aimed: a measure only where somebody is hit; taken: only where a verb takes or undoes it.
        official: only where a state, a body of states or of a government takes it.
    """

    token: int
    first: int
    names: tuple[str, ...]
    kind: Literal["verb", "noun", "participle", "list"]
    held: int | None = None
    status: str = "imposed"
    aimed: bool = False
    taken: bool = False
    official: bool = False


def measure(parse: Parse, token: int) -> Measure | None:
    """The measure that the word at a token names, if any."""
    lemma, pos = parse.lemma[token].lower(), parse.pos[token]
    if pos == Pos.VERB and parse.dep[token] != Dep.AMOD:
        return _verb(parse, token, lemma)
    if pos in (Pos.ADJ, Pos.VERB) and parse.dep[token] == Dep.AMOD:
        return _participle(parse, token)
    if pos in (Pos.NOUN, Pos.PROPN):
        return _list(parse, token, lemma) or _noun(parse, token, lemma)
    return None


def bundle(parse: Parse, noun: int) -> int:
    """The noun that counts or bundles a measure: in "a twelfth package of sanctions" the package, else the measure."""
    above = parse.head[noun]
    if parse.dep[noun] == Dep.POBJ and parse.text[above].lower() == "of":
        outer = parse.head[above]
        if parse.lemma[outer].lower() in dictionary.of("bundles") and parse.pos[outer] in (Pos.NOUN, Pos.PROPN):
            return outer
    return noun


@cache
def deciding() -> dict[str, str]:
    """Verbs with which a step is taken though it stands in an infinitive -> status of "agreed to impose"."""
    return {entry.lemma: entry.decides for entry in dictionary.entries().values() if entry.decides}


def words(group: str) -> Any:
    """A table of sanctions: "coding", "objectives" ..., and "deciding"."""
    return deciding() if group == "deciding" else tables.load("sanctions")[group]


def _verb(parse: Parse, token: int, lemma: str) -> Measure | None:
    for naming in _namings("verb", lemma):
        held = tree.objects(parse, token) or (_told(parse, token) if naming.to is not None else [])
        if not held or not _stands(parse, token, naming) or _is_of_network(parse, held[0]):
            continue
        if (
            naming.object is None
            or _is(parse, held[0], naming.object)
            or _counted(parse, token, held[0], naming.object)
        ):
            return Measure(
                token,
                token,
                (naming.measure,),
                "verb",
                held[0],
                naming.status,
                aimed=naming.aimed,
                official=naming.official,
            )
    return None


def _stands(parse: Parse, verb: int, naming: Naming) -> bool:
    """Whether what a naming asks for is there: a word "from" what one is barred, another measure in the sentence."""
    if naming.beside is not None:
        first, last = parse.sentences[parse.sentence[verb]]
        if not any(_is(parse, t, naming.beside) for t in range(first, last)):
            return False
    if naming.label is not None and not _is_labelled(parse, verb, naming.label):
        return False
    if naming.to is not None and not _is_told_to(parse, verb, naming.to):
        return False
    return naming.source is None or any(_is(parse, n, naming.source) for n in tree.prepositional(parse, verb, "from"))


def _is_labelled(parse: Parse, verb: int, wanted: str) -> bool:
    """Whether the object is called what is wanted, or, for "-", nothing: "designated X a terrorist group"."""
    called = [*tree.children(parse, verb, Dep.OPRD, Dep.DOBJ, Dep.ATTR), *tree.prepositional(parse, verb, "as")]
    held = tree.objects(parse, verb)
    called += [a for n in held for a in (*tree.children(parse, n, Dep.APPOS), *tree.prepositional(parse, n, "as"))]
    called = [n for n in called if n not in held]
    if wanted == "-":
        return not called and not any(verbs.has_to(parse, c) for c in parse.children[verb])
    return any(_is(parse, t, wanted) for n in called for t in (n, *parse.children[n]))


def _is_told_to(parse: Parse, verb: int, wanted: str) -> bool:
    """Whether the object is told to do what is wanted, by those whose people it is not: "ordered them to leave"."""
    held = tree.objects(parse, verb) or _told(parse, verb)
    clauses = [
        c
        for at in (verb, *held)
        for c in tree.children(parse, at, Dep.XCOMP, Dep.CCOMP, Dep.ACL, Dep.RELCL)
        if verbs.has_to(parse, c) and parse.lemma[c].lower() == wanted
    ]
    left = [n for c in clauses for n in tree.objects(parse, c)]
    own = any(parse.tag[c] == Tag.PRP_ or _is_indispensable(parse, c) for n in held for c in parse.children[n])
    return bool(clauses) and not own and all(_is(parse, n, "@state_nouns") for n in left)


def _told(parse: Parse, verb: int) -> list[int]:
    """Who is told to do something, where the parser has him as its subject: "ordered all envoys to leave"."""
    clauses = [c for c in tree.children(parse, verb, Dep.XCOMP, Dep.CCOMP) if verbs.has_to(parse, c)]
    return [n for c in clauses for n in tree.children(parse, c, Dep.NSUBJ)]


def _is_indispensable(parse: Parse, modifier: int) -> bool:
    """Whether it tells which of one's own staff: "non-essential diplomats", "non-emergency"."""
    return parse.text[modifier].lower().endswith(("essential", "emergency", "own"))


def _is_of_network(parse: Parse, noun: int) -> bool:
    """Whether an account is one of a social network: what is told beside it is."""
    if parse.lemma[noun].lower() != "account":
        return False
    first, last = parse.sentences[parse.sentence[noun]]
    return any(parse.lemma[t].lower() in dictionary.of("networking") for t in range(first, last))


def _is(parse: Parse, token: int, wanted: str) -> bool:
    """Whether a word is the one that is wanted, or of the class: "import", "@frozen"."""
    lemma = parse.lemma[token].lower()
    return lemma in dictionary.of(wanted[1:]) if wanted.startswith("@") else lemma == wanted


def _counted(parse: Parse, verb: int, noun: int, wanted: str) -> bool:
    """Whether the object counts what the verb takes hold of: "$300 billion in assets", "dozens of yachts"."""
    beside = tree.prepositional(parse, verb, "in") if any(parse.pos[c] == Pos.NUM for c in parse.children[noun]) else []
    return any(_is(parse, n, wanted) for n in (*tree.prepositional(parse, noun, "in", "of"), *beside))


def _participle(parse: Parse, token: int) -> Measure | None:
    noun = parse.head[token]
    for naming in _namings("adj", parse.text[token].lower()):
        if naming.object is not None and _is(parse, noun, naming.object):
            return Measure(token, token, (naming.measure,), "participle", noun)
    return None


def _list(parse: Parse, token: int, lemma: str) -> Measure | None:
    """A list of those under sanctions, on which a verb puts somebody, or from which it takes him."""
    if lemma not in dictionary.of("lists") or parse.dep[token] != Dep.POBJ:
        return None
    before = {parse.lemma[t].lower() for t in range(max(0, token - _LOOK_BACK), token) if parse.dep[t] in _BEFORE}
    inside = {parse.lemma[n].lower() for n in tree.prepositional(parse, token, "of")}
    told = before & dictionary.of("list_modifiers") or inside & dictionary.of("list_contents")
    if lemma == "list" and not told:
        return None
    word = parse.text[parse.head[token]].lower()
    verb = parse.head[parse.head[token]]
    part, held = dictionary.parts("verb").get(parse.lemma[verb].lower()), tree.objects(parse, verb)
    if part is None or not held:
        return None
    for status, prepositions in (("imposed", part.lists), ("delisted", part.delists)):
        if word in prepositions:
            return Measure(token, token, ("entity-listing",), "list", held[0], status)
    return None


def _noun(parse: Parse, token: int, lemma: str) -> Measure | None:
    namings = {naming.before: naming for naming in _namings("noun", lemma)}
    for first in range(max(0, token - _LOOK_BACK), token):
        before = tuple(parse.lemma[t].lower() for t in range(first, token))
        if parse.dep[first] in _BEFORE and before in namings:
            return Measure(token, first, (namings[before].measure,), "noun", taken=namings[before].taken)
    if banned := _banned(parse, token, lemma):
        return Measure(token, token, (banned,), "noun")
    plain = namings.get(())
    return Measure(token, token, (plain.measure,), "noun", taken=plain.taken) if plain is not None else None


def _banned(parse: Parse, token: int, lemma: str) -> str | None:
    """The measure that a ban is by what it is on: "a ban on gas imports", "a freeze on assets"."""
    if lemma not in dictionary.of("ban_nouns"):
        return None
    nouns = dictionary.parts("noun")
    things = (nouns.get(parse.lemma[n].lower()) for n in tree.prepositional(parse, token, "on"))
    return next((thing.banned for thing in things if thing is not None and thing.banned), None)


def _namings(pos: str, lemma: str) -> Iterable[Naming]:
    part = dictionary.parts(pos).get(lemma)
    return part.measure if part is not None else ()
