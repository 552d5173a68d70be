"""Which words name a measure of sanction, as a verb, a noun or a participle before what it takes hold of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.document import Parse
from kg.english import lexicon, tree
from kg.english.labels import Dep, Pos

_BEFORE = frozenset({Dep.AMOD, Dep.COMPOUND, Dep.NMOD})
# What "an arms embargo" and the like may be built on without being itself the whole name.
_LOOK_BACK = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure named from ``first`` to ``token``.

    Attributes:
        held: what a verb or participle takes hold of.
        status: of the step that a verb is by itself.
        aimed: a measure only where somebody is hit.
    """

    token: int
    first: int
    names: tuple[str, ...]
    kind: Literal["verb", "noun", "participle", "list"]
    held: int | None = None
    status: str = "imposed"
    aimed: bool = False


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
        if parse.lemma[outer].lower() in words("bundles") and parse.pos[outer] in (Pos.NOUN, Pos.PROPN):
            return outer
    return noun


def words(group: str) -> Any:
    """A table of the lexicon: "steps", "outlooks", "coding" ..."""
    return lexicon.load("sanctions")[group]


def _verb(parse: Parse, token: int, lemma: str) -> Measure | None:
    for entry in _verbs().get(lemma, ()):
        held = tree.objects(parse, token)
        if not held or not _stands(parse, token, entry):
            continue
        if (
            not entry["objects"]
            or parse.lemma[held[0]].lower() in entry["objects"]
            or _counted(parse, token, held[0], entry)
        ):
            status, aimed = entry.get("status", "imposed"), entry.get("aimed", False)
            return Measure(token, token, (entry["measure"],), "verb", held[0], status, aimed)
    return None


def _stands(parse: Parse, verb: int, entry: dict[str, Any]) -> bool:
    """Whether what the entry asks for is there: a word "from" what one is barred, another measure in the sentence."""
    if "beside" in entry:
        first, last = parse.sentences[parse.sentence[verb]]
        if not any(parse.lemma[t].lower() in entry["beside"] for t in range(first, last)):
            return False
    if "from" not in entry:
        return True
    return any(parse.lemma[n].lower() in entry["from"] for n in tree.prepositional(parse, verb, "from"))


def _counted(parse: Parse, verb: int, noun: int, entry: dict[str, Any]) -> bool:
    """Whether the object counts what the verb takes hold of: "$300 billion in assets", "dozens of yachts"."""
    beside = tree.prepositional(parse, verb, "in") if any(parse.pos[c] == Pos.NUM for c in parse.children[noun]) else []
    counted = (*tree.prepositional(parse, noun, "in", "of"), *beside)
    return any(parse.lemma[n].lower() in entry["objects"] for n in counted)


def _participle(parse: Parse, token: int) -> Measure | None:
    text, noun = parse.text[token].lower(), parse.head[token]
    for entry in words("adjectives"):
        if text in entry["lemmas"] and parse.lemma[noun].lower() in entry["nouns"]:
            return Measure(token, token, (entry["measure"],), "participle", noun)
    return None


def _list(parse: Parse, token: int, lemma: str) -> Measure | None:
    """A list of those under sanctions, on which a verb puts somebody, or from which it takes him."""
    lists = words("lists")
    if lemma not in lists["nouns"] or parse.dep[token] != Dep.POBJ:
        return None
    before = {parse.lemma[t].lower() for t in range(max(0, token - _LOOK_BACK), token) if parse.dep[t] in _BEFORE}
    inside = {parse.lemma[n].lower() for n in tree.prepositional(parse, token, "of")}
    if lemma == "list" and not before & set(lists["before"]) and not inside & set(lists["of"]):
        return None
    word = parse.text[parse.head[token]].lower()
    verb = parse.head[parse.head[token]]
    for status, verbs in (("imposed", lists["entering"]), ("delisted", lists["leaving"])):
        held = tree.objects(parse, verb)
        if word in verbs.get(parse.lemma[verb].lower(), ()) and held:
            return Measure(token, token, ("entity-listing",), "list", held[0], status)
    return None


def _noun(parse: Parse, token: int, lemma: str) -> Measure | None:
    names, compounds = _nouns()
    before = [t for t in range(max(0, token - _LOOK_BACK), token) if parse.dep[t] in _BEFORE]
    for first in before:
        phrase = " ".join(parse.lemma[t].lower() for t in range(first, token + 1))
        if phrase in compounds:
            return Measure(token, first, compounds[phrase], "noun")
    name = _banned(parse, token, lemma) or names.get(lemma)
    return Measure(token, token, name, "noun") if name else None


def _banned(parse: Parse, token: int, lemma: str) -> tuple[str, ...] | None:
    """The measure that a ban is by what it is on: "a ban on gas imports", "a freeze on assets"."""
    bans = words("bans")
    if lemma not in bans["nouns"]:
        return None
    things = {parse.lemma[n].lower() for n in tree.prepositional(parse, token, "on")}
    return next(((name,) for name, known in bans["on"].items() if things & set(known)), None)


@cache
def _nouns() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Single nouns and compounds -> measures."""
    single: dict[str, tuple[str, ...]] = {}
    compound: dict[str, tuple[str, ...]] = {}
    for name, entries in words("nouns").items():
        for entry in entries:
            (compound if " " in entry else single)[entry] = (name,)
    return single, compound


@cache
def _verbs() -> dict[str, tuple[dict[str, Any], ...]]:
    return _by_lemma(words("verbs"))


def _by_lemma(entries: Iterable[dict[str, Any]]) -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(all_) for lemma, all_ in found.items()}
