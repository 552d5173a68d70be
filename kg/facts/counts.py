"""People counted: how many were killed, injured, detained ..., read off the words around what happened to them."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.amounts import qualifier
from kg.facts.meaning import fits
from kg.facts.model import Count
from kg.facts.scene import Scene

_NUMBER = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
_SINGLE = frozenset({"killed", "injured", "abducted", "missing"})
_PREDICATIVE = frozenset({Dep.ACOMP, Dep.OPRD, Dep.CCOMP, Dep.ADVCL, Dep.AMOD, Dep.ACL, Dep.CONJ})
_NO_MODIFIERS = frozenset({Pos.NUM, Pos.PUNCT, Pos.DET, Pos.ADP, Pos.CCONJ})
_YEARS = range(1900, 2100)
# Characters before a number in which its qualifier may stand; tokens from which on a phrase is too long to quote whole.
_LOOK_BACK = 24
_LONG = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the token that tells what happened to the people: the verb, noun or adjective."""

    token: int
    count: Count


@dataclass(frozen=True, slots=True)
class _Number:
    """Where a number stands, its least and its greatest value, and its qualifier: "more-than", "some"."""

    token: int
    low: int | None
    high: int | None
    how: str


def counts(scene: Scene) -> list[Counted]:
    """All counts outside title and headings, with ids "n1", "n2" ..."""
    parse = scene.parse
    found: list[Counted] = []
    for token in range(len(parse)):
        kinds = _kinds().get(parse.lemma[token].lower())
        if kinds is None or parse.heading[parse.sentence[token]]:
            continue
        for people, kind in _people(parse, token, kinds):
            count = _count(scene, people, kind, f"n{len(found) + 1}")
            if count is not None and all(count.start != c.count.start or count.kind != c.count.kind for c in found):
                found.append(Counted(token, count))
    return found


def _people(parse: Parse, token: int, kinds: dict[str, str]) -> list[tuple[int, str]]:
    """The heads of the phrases that may count people, each with the kind of what happened to them.

    Of "killed 12 and left six hurt" the patients of the verb, and whom the adjective is said of.
    """
    for use, part_of_speech, find in _COUNTED:
        if use in kinds and part_of_speech in (None, parse.pos[token]):
            return [(noun, kinds[use]) for noun in find(parse, token)]
    return []


def _patients(parse: Parse, verb: int) -> list[int]:
    """Whom a verb befalls: "killed 12", "12 were killed", "the 12 killed"."""
    if parse.dep[verb] == Dep.ACL and parse.tag[verb] == Tag.VBN:
        return [parse.head[verb]]
    return _own_subject(parse, verb) or tree.objects(parse, verb)


def _itself(parse: Parse, noun: int) -> list[int]:
    """The noun, which tells itself what happened: "25 deaths"."""
    return [noun]


def _said_of(parse: Parse, adjective: int) -> list[int]:
    """Of whom an adjective is said: "12 are missing", "left 12 dead", "shot dead two men"; else those it stands for."""
    label, above = parse.dep[adjective], parse.head[adjective]
    if label not in _PREDICATIVE:
        return [adjective]
    if label == Dep.AMOD and adjective + 1 < len(parse) and parse.pos[adjective + 1] == Pos.NUM:
        return [above]
    own = tree.children(parse, adjective, Dep.NSUBJ, Dep.NSUBJPASS)
    if not own and label == Dep.OPRD:
        own = tree.children(parse, above, Dep.DOBJ)
    return own or tree.subjects(parse, above)


def _own_subject(parse: Parse, verb: int) -> list[int]:
    """Who stands right before "were wounded" where the parser hung them elsewhere: "died in A and six were wounded"."""
    helpers = tree.children(parse, verb, Dep.AUXPASS, Dep.AUX)
    if parse.dep[verb] != Dep.CONJ or not helpers or tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE) is not None:
        return []
    before = helpers[0] - 1
    return [before] if before > parse.head[verb] and parse.pos[before] in (Pos.NUM, Pos.NOUN) else []


def _reached(parse: Parse, toll: int) -> list[int]:
    """The number to which a toll rose, or at which it stands."""
    verb = parse.head[toll]
    if parse.dep[toll] not in (Dep.NSUBJ, Dep.NSUBJPASS, Dep.DOBJ) or not tree.is_verb(parse, verb):
        return []
    reached = [*tree.prepositional(parse, verb, "to", "at"), *tree.children(parse, verb, Dep.DOBJ, Dep.ATTR)]
    return [at for at in reached if parse.pos[at] == Pos.NUM or tree.child(parse, at, Dep.NUMMOD) is not None]


# How a word may be used of harm, the part of speech that it then has, and whom it counts; the first that holds.
_COUNTED: Final[tuple[tuple[str, str | None, Callable[[Parse, int], list[int]]], ...]] = (
    ("verbs", Pos.VERB, _patients),
    ("undergone", Pos.VERB, tree.subjects),
    ("tolls", Pos.NOUN, _reached),
    ("nouns", Pos.NOUN, _itself),
    ("adjectives", None, _said_of),
)


def _count(scene: Scene, noun: int, kind: str, id: str) -> Count | None:
    """The count that a noun phrase tells: "at least 25 civilians", or people harmed without a number."""
    parse = scene.parse
    first, last = tree.phrase(parse, noun)
    number = _number_of(scene, noun)
    if number is None:
        return _uncounted(scene, noun, kind, id)
    end = max(noun + 1, last) if last - first < _LONG else noun + 1
    words = scene.words(min(number.token, first), end)
    who = _who(parse, noun, number.token)
    return Count(id, words.start, words.end, words.text, kind, number.low, number.high, number.how, who)


def _uncounted(scene: Scene, noun: int, kind: str, id: str) -> Count | None:
    """People harmed whose number is not told: "civilian casualties", "civilians were killed"."""
    parse = scene.parse
    first, last = tree.phrase(parse, noun)
    if kind in _SINGLE and _is_single(scene, noun) and not _denied(parse, noun):
        words = scene.words(*_with_article(parse, noun))
        return Count(id, words.start, words.end, words.text, kind, 1, 1, "exact", parse.text[noun])
    if _denied(parse, noun) or not (kind == "casualties" or _some(parse, noun, kind)):
        return None
    who = parse.text[noun]
    if kind == "casualties":
        before = [parse.text[t] for t in tree.children(parse, noun, Dep.AMOD, Dep.COMPOUND) if t >= first]
        who = " ".join(before)
    words = scene.words(first, last)
    return Count(id, words.start, words.end, words.text, kind, 1, None, "some", _plural(who or None))


def _is_single(scene: Scene, noun: int) -> bool:
    """Whether one person is told with "a": "a policeman was killed"; not "a family"."""
    parse = scene.parse
    article = any(parse.lemma[c].lower() in ("a", "an") for c in tree.children(parse, noun, Dep.DET))
    alone = parse.tag[noun] in (Tag.NN, Tag.NNP) and parse.lemma[noun].lower() not in words.of("many_in_one")
    return article and alone and _is_people(scene, noun)


def _with_article(parse: Parse, noun: int) -> tuple[int, int]:
    """The tokens of a phrase with its article: "a policeman"."""
    first, last = tree.phrase(parse, noun)
    return (first - 1 if first and parse.lemma[first - 1].lower() in ("a", "an") else first), last


def _some(parse: Parse, noun: int, kind: str) -> bool:
    """Whether people were harmed, though without a number: "civilians were killed and wounded"."""
    bare = parse.tag[noun] == Tag.NNS and tree.child(parse, noun, Dep.DET, Dep.POSS) is None
    passive = parse.dep[noun] == Dep.NSUBJPASS
    return (
        kind in ("killed", "injured") and bare and passive and parse.lemma[noun].lower() in words.of("counted_people")
    )


def _number_of(scene: Scene, noun: int) -> _Number | None:
    """The number of a phrase, if it may count people: "at least 25 civilians", "dozens of people", "25 deaths"."""
    numbers = _numbers(scene.parse, noun)
    if noun in numbers or _is_people(scene, noun) or _counts_itself(scene.parse, noun):
        exact = (_exact(scene, at, noun) for at in numbers)
        found = next((number for number in exact if number is not None), None)
        if found is not None:
            return found
    return _indefinite(scene, noun)


def _numbers(parse: Parse, noun: int) -> list[int]:
    """The numbers in a phrase: its head ("of whom 12"), or those before it."""
    if parse.pos[noun] == Pos.NUM:
        return [noun]
    return [c for c in tree.children(parse, noun, Dep.NUMMOD, Dep.AMOD) if parse.pos[c] == Pos.NUM]


def _exact(scene: Scene, at: int, noun: int) -> _Number | None:
    """A number with its qualifier: "25", "more than 25", "between 20 and 30"; none that may be a year."""
    parse = scene.parse
    value = _value(parse.text[at])
    if value is None or (at == noun and _may_be_year(parse.text[at], value)):
        return None
    upper = [v for c in tree.children(parse, at, Dep.CONJ) if (v := _value(parse.text[c])) is not None]
    if upper and upper[0] > value:
        return _Number(at, value, upper[0], "between")
    return _bounded(at, value, _qualifier_of(scene, at))


def _may_be_year(text: str, value: int) -> bool:
    return text.isdigit() and len(text) == 4 and value in _YEARS


def _qualifier_of(scene: Scene, at: int) -> str:
    """The qualifier right before a number, or before all that belongs to it: "at least some 25"."""
    parse = scene.parse
    start = min([parse.start[at], *(parse.start[t] for t in tree.subtree(parse, at)[:1])])
    near = _qualifier_before(scene, parse.start[at])
    return near if near != "exact" else _qualifier_before(scene, start)


def _qualifier_before(scene: Scene, start: int) -> str:
    return qualifier(scene.document.text[max(0, start - _LOOK_BACK) : start])


def _bounded(at: int, value: int, how: str) -> _Number:
    """A number with the least and the greatest value that its qualifier leaves: of "more than 25" 26 and none."""
    low = {"more-than": value + 1, "at-most": None, "less-than": None}.get(how, value)
    high = {"more-than": None, "at-least": None, "less-than": value - 1}.get(how, value)
    return _Number(at, low, high, how)


def _indefinite(scene: Scene, noun: int) -> _Number | None:
    """A number that is no figure: dozens, hundreds of people, several soldiers."""
    parse, words = scene.parse, tables.load("units")["indefinite"]
    for at in (noun, *tree.children(parse, noun, Dep.AMOD, Dep.NUMMOD, Dep.QUANTMOD)):
        text = _of_tens(parse, at, words) or parse.text[at].lower()
        if text == "dozen" and at != noun:
            return _dozen(scene, at)
        if words.get(text) is None:
            continue
        if text == "several" and at == noun:
            return None
        if at != noun or parse.text[noun].lower() in words:
            return _Number(at, words[text], None, "some")
    return None


def _of_tens(parse: Parse, at: int, words: Container[str]) -> str | None:
    """The words of a number of two that stand around one of them: "hundreds of thousands"."""
    text = parse.text[at].lower()
    inner = next((parse.text[n].lower() for n in tree.prepositional(parse, at, "of")), "")
    before = f"{parse.text[at - 2].lower()} of {text}" if at > 1 else ""
    return next((tens for tens in (f"{text} of {inner}", before) if tens in words), None)


def _is_people(scene: Scene, noun: int) -> bool:
    lemma = scene.parse.lemma[noun].lower()
    if lemma in words.of("counted_people") or lemma.removesuffix("s") in words.of("counted_people"):
        return True
    return fits.is_any_of(scene.parse, noun, ("people", "foe"), scene)


def _dozen(scene: Scene, at: int) -> _Number:
    """A dozen, "two dozen", "more than a dozen"."""
    parse = scene.parse
    before = [v for c in tree.children(parse, at, Dep.NUMMOD, Dep.COMPOUND) if (v := _value(parse.text[c])) is not None]
    value = 12 * (before[0] if before else 1)
    said = scene.document.text[max(0, parse.start[at] - _LOOK_BACK) : parse.start[at]]
    how = qualifier(said.removesuffix(" ").removesuffix(" a") + " ")
    low = value + 1 if how == "more-than" else value
    return _Number(at, low, value if how == "exact" else None, how if how != "exact" else "about")


def _counts_itself(parse: Parse, noun: int) -> bool:
    """Whether the noun is itself what is counted: "25 deaths", "three injuries", "40 dead"."""
    return "nouns" in _kinds().get(parse.lemma[noun].lower(), {}) or parse.lemma[noun].lower() in (
        "dead",
        "wounded",
        "injured",
    )


def _value(text: str) -> int | None:
    if _NUMBER.fullmatch(text):
        return int(text.replace(",", "").replace(".", ""))
    numbers: dict[str, int] = tables.load("times")["numbers"]
    parts = text.lower().split("-")
    if all(p in numbers for p in parts) and parts[0] not in ("a", "an"):
        return sum(numbers[p] for p in parts)
    return None


def _who(parse: Parse, noun: int, number: int) -> str | None:
    """The people, without their number: "civilians", "Israeli soldiers", of "dozens of people" the people."""
    inner = tree.prepositional(parse, noun, "of") if _is_number(parse, noun) else []
    head = inner[0] if inner else noun
    if _is_number(parse, head):
        return None
    if "nouns" in _kinds().get(parse.lemma[head].lower(), {}):  # "three civilian deaths"
        modifiers = (c for c in tree.children(parse, head, Dep.AMOD, Dep.COMPOUND) if c != number)
        return _plural(" ".join(parse.text[c] for c in modifiers) or None)
    between = (t for t in tree.subtree(parse, head) if number < t < head and parse.tag[t] != Tag.PRP_)
    before = [t for t in between if parse.pos[t] not in _NO_MODIFIERS]
    return " ".join(parse.text[t] for t in [*before, head])


def _is_number(parse: Parse, token: int) -> bool:
    """Whether a word only counts: "25", "dozens"."""
    return parse.pos[token] == Pos.NUM or parse.text[token].lower() in tables.load("units")["indefinite"]


def _plural(word: str | None) -> str | None:
    return (
        f"{word}s"
        if word in ("civilian", "military", "police", "Palestinian", "Israeli", "Russian", "Ukrainian")
        else word
    )


def _denied(parse: Parse, noun: int) -> bool:
    return any(parse.lemma[c].lower() in ("no", "any", "not") for c in tree.children(parse, noun, Dep.DET, Dep.NEG))


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """Lemma -> its part of speech ("undergone" of a verb whose subject undergoes it) -> kind of count."""
    found: dict[str, dict[str, str]] = {}
    for pos, part_of_speech in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adj")):
        for lemma, part in words.parts(part_of_speech).items():
            kinds = {pos: part.count, "undergone": part.undergoes, "tolls": part.toll}
            found.setdefault(lemma, {}).update({name: kind for name, kind in kinds.items() if kind})
    return {lemma: kinds for lemma, kinds in found.items() if kinds}
