"""People counted: how many were killed, injured, detained ..., read off the words around what happened to them."""

import re
from dataclasses import dataclass
from functools import cache

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.amounts import qualifier
from kg.facts.meaning import fits
from kg.facts.model import Count
from kg.facts.scene import Scene

_NUMBER = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
_SINGLE = frozenset({"killed", "injured", "abducted", "missing"})
_OPEN_TOP = frozenset({"at-least", "more-than"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the token that tells what happened to the people: the verb, noun or adjective."""

    token: int
    count: Count


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
    """The heads of the phrases that may count people, each with the kind of what happened to them."""
    pos = parse.pos[token]
    if pos == Pos.VERB and "verbs" in kinds:
        undergo = _own_subject(parse, token) or tree.objects(parse, token)
        if parse.dep[token] == Dep.ACL and parse.tag[token] == Tag.VBN:
            undergo = [parse.head[token]]
        return [(noun, kinds["verbs"]) for noun in undergo]
    if pos == Pos.VERB and "undergone" in kinds:
        return [(noun, kinds["undergone"]) for noun in tree.subjects(parse, token)]
    if pos == Pos.NOUN and "tolls" in kinds:
        return [(number, kinds["tolls"]) for number in _reached(parse, token)]
    if pos == Pos.NOUN and "nouns" in kinds:
        return [(token, kinds["nouns"])]
    if "adjectives" in kinds:
        if parse.dep[token] in (Dep.ACOMP, Dep.OPRD, Dep.CCOMP, Dep.ADVCL, Dep.AMOD, Dep.ACL, Dep.CONJ):
            subjects = tree.children(parse, token, Dep.NSUBJ, Dep.NSUBJPASS)
            if parse.dep[token] == Dep.OPRD and not subjects:  # "left 12 dead"
                subjects = tree.children(parse, parse.head[token], Dep.DOBJ)
            subjects = subjects or tree.subjects(parse, parse.head[token])
            if parse.dep[token] == Dep.AMOD and token + 1 < len(parse) and parse.pos[token + 1] == Pos.NUM:
                subjects = [parse.head[token]]  # "shot dead two men"
            return [(noun, kinds["adjectives"]) for noun in subjects]
        return [(token, kinds["adjectives"])]
    return []


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


def _count(scene: Scene, noun: int, kind: str, id: str) -> Count | None:
    parse = scene.parse
    first, last = tree.phrase(parse, noun)
    number = _number_of(scene, noun)
    if number is None:
        return _uncounted(scene, noun, kind, id)
    at, low, high, how = number
    words = scene.words(min(at, first), max(noun + 1, last) if last - first < 8 else noun + 1)
    return Count(id, words.start, words.end, words.text, kind, low, high, how, _who(parse, noun, at))


def _uncounted(scene: Scene, noun: int, kind: str, id: str) -> Count | None:
    """People harmed whose number is not told: "civilian casualties", "civilians were killed"."""
    parse = scene.parse
    first, last = tree.phrase(parse, noun)
    if kind in _SINGLE and _is_single(scene, noun):
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
    first, last = tree.phrase(parse, noun)
    return (first - 1 if first and parse.lemma[first - 1].lower() in ("a", "an") else first), last


def _some(parse: Parse, noun: int, kind: str) -> bool:
    """Whether people without a number were harmed for all that: "civilians were killed and wounded"."""
    bare = parse.tag[noun] == Tag.NNS and tree.child(parse, noun, Dep.DET, Dep.POSS) is None
    passive = parse.dep[noun] == Dep.NSUBJPASS
    return (
        kind in ("killed", "injured") and bare and passive and parse.lemma[noun].lower() in words.of("counted_people")
    )


def _number_of(scene: Scene, noun: int) -> tuple[int, int | None, int | None, str] | None:
    """Where the number of a phrase stands, its least and greatest value, and its qualifier."""
    parse = scene.parse
    if parse.pos[noun] == Pos.NUM:
        numbers = [noun]
    else:
        numbers = [c for c in tree.children(parse, noun, Dep.NUMMOD, Dep.AMOD) if parse.pos[c] == Pos.NUM]
    if noun not in numbers and not _is_people(scene, noun) and not _counts_itself(parse, noun):
        return _indefinite(scene, noun)
    for at in numbers:
        value = _value(parse.text[at])
        if value is None or (
            parse.text[at].isdigit() and len(parse.text[at]) == 4 and 1900 <= value <= 2099 and at == noun
        ):
            continue
        below = tree.subtree(parse, at)
        start = parse.start[below[0]] if below else parse.start[at]
        start = min(start, parse.start[at])
        how = qualifier(scene.document.text[max(0, parse.start[at] - 24) : parse.start[at]])
        if how == "exact":
            how = qualifier(scene.document.text[max(0, start - 24) : start])
        upper = [v for c in tree.children(parse, at, Dep.CONJ) if (v := _value(parse.text[c])) is not None]
        if upper and upper[0] > value:
            return at, value, upper[0], "between"
        low = value + 1 if how == "more-than" else None if how in ("at-most", "less-than") else value
        high = None if how in _OPEN_TOP else value - 1 if how == "less-than" else value
        return at, low, high, how
    return _indefinite(scene, noun)


def _indefinite(scene: Scene, noun: int) -> tuple[int, int | None, int | None, str] | None:
    """Dozens, hundreds of people, several soldiers."""
    parse, words = scene.parse, tables.load("units")["indefinite"]
    for at in (noun, *tree.children(parse, noun, Dep.AMOD, Dep.NUMMOD, Dep.QUANTMOD)):
        text = parse.text[at].lower()
        inner = next((parse.text[n].lower() for n in tree.prepositional(parse, at, "of")), "")
        before = f"{parse.text[at - 2].lower()} of {text}" if at > 1 else ""
        if (tens := next((t for t in (f"{text} of {inner}", before) if t in words), None)) is not None:
            text = tens  # "hundreds of thousands"
        elif text == "dozen" and at != noun:
            return _dozen(scene, at)
        if text not in words or words[text] is None:
            continue
        if text == "several" and at == noun:
            return None
        if at != noun or parse.text[noun].lower() in words:
            return at, words[text], None, "some"
    return None


def _is_people(scene: Scene, noun: int) -> bool:
    lemma = scene.parse.lemma[noun].lower()
    if lemma in words.of("counted_people") or lemma.removesuffix("s") in words.of("counted_people"):
        return True
    return any(fits.is_of(scene.parse, noun, group, scene) for group in ("people", "foe"))


def _dozen(scene: Scene, at: int) -> tuple[int, int | None, int | None, str]:
    """A dozen, "two dozen", "more than a dozen"."""
    parse = scene.parse
    before = [v for c in tree.children(parse, at, Dep.NUMMOD, Dep.COMPOUND) if (v := _value(parse.text[c])) is not None]
    value = 12 * (before[0] if before else 1)
    how = qualifier(
        scene.document.text[max(0, parse.start[at] - 24) : parse.start[at]].removesuffix(" ").removesuffix(" a") + " "
    )
    low = value + 1 if how == "more-than" else value
    return at, low, value if how == "exact" else None, how if how != "exact" else "about"


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
    gathers = parse.pos[noun] == Pos.NUM or parse.text[noun].lower() in tables.load("units")["indefinite"]
    inner = tree.prepositional(parse, noun, "of") if gathers else []
    head = inner[0] if inner else noun
    if parse.pos[head] == Pos.NUM or parse.text[head].lower() in tables.load("units")["indefinite"]:
        return None
    if "nouns" in _kinds().get(parse.lemma[head].lower(), {}):
        return _plural(
            " ".join(parse.text[c] for c in tree.children(parse, head, Dep.AMOD, Dep.COMPOUND) if c != number) or None
        )
    plain = (t for t in tree.subtree(parse, head) if number < t < head and parse.tag[t] != Tag.PRP_)
    before = [t for t in plain if parse.pos[t] not in (Pos.NUM, Pos.PUNCT, Pos.DET, Pos.ADP, Pos.CCONJ)]
    return " ".join(parse.text[t] for t in [*before, head])


def _plural(word: str | None) -> str | None:
    return (
        f"{word}s"
        if word in ("civilian", "military", "police", "Palestinian", "Israeli", "Russian", "Ukrainian")
        else word
    )


def _denied(parse: Parse, noun: int) -> bool:
    return any(parse.lemma[c].lower() in ("no", "any") for c in tree.children(parse, noun, Dep.DET, Dep.NEG))


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """Lemma -> its part of speech ("undergone" of a verb whose subject undergoes it) -> kind of count."""
    found: dict[str, dict[str, str]] = {}
    for pos, part_of_speech in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adj")):
        for lemma, part in words.parts(part_of_speech).items():
            kinds = {pos: part.count, "undergone": part.undergoes, "tolls": part.toll}
            found.setdefault(lemma, {}).update({name: kind for name, kind in kinds.items() if kind})
    return {lemma: kinds for lemma, kinds in found.items() if kinds}
