"""Governments called by whoever leads them: "the Biden administration", "the Sunak-led government"."""

from collections.abc import Iterator, Mapping, Sequence

from kg import reference
from kg.document import Document, Parse
from kg.english import tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.names import Name
from kg.reference.model import Candidate

_FOREMOST = frozenset({"head_of_state", "head_of_government"})
_HYPHENS = frozenset({"-", "–"})
_NAMING = frozenset({Pos.PROPN, Pos.ADJ, Pos.NOUN})
_FARTHEST = 4


def led(document: Document, names: Sequence[Name], day: str | None) -> dict[int, str]:
    """Token of a leader's name beside the noun for a government -> the state led on that day (ISO 3166 alpha-3)."""
    parse, found = document.parse, {}
    if day is None:
        return {}
    full, behind = _full_names(document, names), {parse.head[n.head]: n.end - 1 for n in names if n.label == "person"}
    for noun in range(1, len(parse)):
        if parse.lemma[noun].lower() not in words.of("governments"):
            continue
        last = _leader(parse, noun)
        if last is None and noun + 1 < len(parse) and parse.text[noun + 1].lower() == "of":
            last = behind.get(noun + 1)  # "the government of Emmanuel Macron"
        country = _country(document, full, last, day) if last is not None else None
        if last is not None and country:
            found[last] = country
    return found


def together(document: Document, names: Sequence[Name], day: str | None) -> dict[int, str]:
    """Tokens of leaders called by their family names, who meet or name one another -> the states that they lead.

    "Putin met Modi": beside another leader, a family name is that of its only bearer who leads a state on the day.
    """
    parse = document.parse
    if day is None:
        return {}
    by_verb: dict[int, dict[int, str]] = {}
    full = _full_names(document, names)
    taken = {t for n in names if n.end - n.first > 1 or n.label == "state" for t in range(n.first, n.end)}
    for token in range(len(parse)):
        alone = parse.pos[token] == Pos.PROPN and token not in taken
        if alone and (verb := _verb_of(parse, token)) is not None:
            country = _leads(document, full, token, day)
            if country:
                by_verb.setdefault(verb, {})[token] = country
    return {t: state for met in by_verb.values() if len(set(met.values())) > 1 for t, state in met.items()}


def _verb_of(parse: Parse, token: int) -> int | None:
    """The verb of which a word alone is the subject or an object: "Modi met Putin", "talks between" is none."""
    if any(parse.dep[c] in (Dep.COMPOUND, Dep.DET, Dep.AMOD) for c in parse.children[token]):
        return None
    first = tokens.first_conjunct(parse, token)
    above = parse.head[first]
    if parse.dep[first] == Dep.POBJ and parse.text[above].lower() in words.of("mutual_prepositions"):
        above = parse.head[above]
        above = parse.head[above] if parse.dep[above] == Dep.DOBJ else above  # "held talks with"
    elif parse.dep[first] not in (Dep.NSUBJ, Dep.DOBJ):
        return None
    return above if parse.pos[above] == Pos.VERB else None


def _leads(document: Document, full: Mapping[str, set[str]], token: int, day: str) -> str | None:
    """The state that the bearer of a family name leads on the day."""
    surname = document.parse.text[token]
    found = reference.candidates(surname, document.base)
    if not found or any(c.entity.type != "person" for c in found) or reference.places(surname, document.base):
        return None
    return _country(document, full, token, day)


def _leader(parse: Parse, noun: int) -> int | None:
    """The name before a government, or before what tells of it: "Sunak's war cabinet", "the Modi-led government"."""
    start = tokens.sentence_start(parse, noun)
    at = noun - 1
    while at > start and not parse.text[at][0].isupper() and _may_stand_between(parse, at):
        at -= 1
    if not parse.text[at][0].isupper() or parse.pos[at] not in _NAMING or noun - at > _FARTHEST:
        return None
    between = [parse.text[t].lower() for t in range(at + 1, noun)]
    if at > start and parse.text[at - 1].lower() in words.of("former"):
        return None
    tied = not between or parse.tag[at + 1] == Tag.POS or between[1:] == ["led"]
    return at if tied else None


def _may_stand_between(parse: Parse, token: int) -> bool:
    return parse.pos[token] in (Pos.ADJ, Pos.NOUN, Pos.PART, Pos.VERB) or parse.text[token] in _HYPHENS


def _full_names(document: Document, names: Sequence[Name]) -> dict[str, set[str]]:
    """The last word of each person's name of several words -> the names that end in it."""
    found: dict[str, set[str]] = {}
    for name in names:
        if name.label == "person" and name.end - name.first > 1:
            found.setdefault(document.parse.text[name.end - 1], set()).add(tokens.text(document, name.first, name.end))
    return found


def _country(document: Document, full: Mapping[str, set[str]], last: int, day: str) -> str | None:
    """The state that the only leader of this name led; None where the text names somebody else so."""
    surname = document.parse.text[last]
    called = full.get(surname, set())
    told = {c.entity.iri for text in called for c in _people(document, text)}
    others = any(not _people(document, text) for text in called)
    known = [c for c in _people(document, surname) if not told or c.entity.iri in told]
    for wanted in ("yes", "unknown"):
        states = {state for c in known for state in _led_by(document, c, day, wanted)}
        if states:
            return states.pop() if len(states) == 1 and not others else None
    return None


def _people(document: Document, text: str) -> list[Candidate]:
    return [c for c in reference.candidates(text, document.base) if c.entity.type == "person"]


def _led_by(document: Document, leader: Candidate, day: str, wanted: str) -> Iterator[str]:
    """The states that somebody led; no other than his own: the President of France is a prince of Andorra as well."""
    own = leader.entity.country
    for tenure in reference.tenures(leader.entity.iri, document.base):
        if (
            tenure.role in _FOREMOST
            and tenure.country
            and own in (None, tenure.country)
            and reference.running(tenure, day) == wanted
        ):
            yield tenure.country
