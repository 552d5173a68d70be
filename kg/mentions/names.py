"""What kind of name stands at a stretch: by its words, what stands around it, the reference facts, and the model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import reference
from kg.document import Document, Parse
from kg.mentions import apposition, cues, phrases, posts, tokens
from kg.mentions.stretches import Known, Label, blocs, find
from kg.reference.model import Candidate

_PREFERENCES: dict[Label, tuple[Label, ...]] = {
    "person": ("person", "state", "people", "seat", "organisation", "armed-group", "place"),
    "organisation": ("organisation", "armed-group", "state", "seat", "people", "person", "place"),
    "place": ("state", "place", "people", "seat", "organisation", "armed-group", "person"),
    "people": ("state", "people", "organisation", "armed-group", "person", "place", "seat"),
}
_COMPASS = frozenset({"north", "south", "east", "west"})
_SURE = 0.9
_CERTAIN = frozenset({"state", "seat", "organisation", "armed-group"})
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its tokens.

    Attributes:
        known: what the reference facts offer for it, of the kind that the label says, the surest first.
        adjective: "Russian", not "Russia".
        full: the name that this is short for in this text.
    """

    first: int
    end: int
    head: int
    label: Label
    known: tuple[Candidate, ...] = ()
    adjective: bool = False
    full: str | None = None


def recognise(document: Document) -> list[Name]:
    """The names of a text in reading order; none crosses another."""
    stretches, known = find(document)
    found = [_name(document, first, end, label, known) for first, end, label in stretches]
    names = _with_places(document, [name for name in found if name and not _is_thing(document.parse, name)])
    return _with_abbreviations(document, _with_surnames(document, names))


def _is_thing(parse: Parse, name: Name) -> bool:
    """Whether the ending of an unknown word tells that it names a law or a teaching: "Obamacare"."""
    word = parse.text[name.first].lower()
    return name.end - name.first == 1 and not name.known and word.endswith(cues.thing_endings())


def _with_places(document: Document, names: list[Name]) -> list[Name]:
    """The same names; an unknown one taken for a body that something happens "in" is a place, wherever it stands."""
    parse = document.parse
    unknown = [n for n in names if n.label == "organisation" and not n.known]
    within = {
        tokens.text(document, n.first, n.end)
        for n in unknown
        if parse.dep[n.head] == "pobj" and parse.text[parse.head[n.head]].lower() == "in" and _is_capitalised(parse, n)
    }
    return [
        replace(n, label="place")
        if n.label == "organisation" and not n.known and tokens.text(document, n.first, n.end) in within
        else n
        for n in names
    ]


def _is_capitalised(parse: Parse, name: Name) -> bool:
    """Whether a name is written as those of places are: in capitals at the beginning of its words alone, no noun."""
    return all(
        parse.text[t][:1].isupper() and not parse.text[t].isupper() and phrases.noun_at(parse, t) is None
        for t in range(name.first, name.end)
    )


def _name(document: Document, first: int, end: int, label: Label | None, known: Known) -> Name | None:
    parse = document.parse
    head = tokens.head_of(parse, first, end)
    if tokens.text(document, first, end) in blocs():
        return Name(first, end, head, "bloc", adjective=_is_adjective(parse, head))
    by_kind: dict[Label, list[Candidate]] = {}
    for candidate in known.get((first, end), ()):
        by_kind.setdefault(_kind(parse, head, candidate), []).append(candidate)
    kind = _chosen(parse, first, end, label, by_kind)
    if kind is None:
        return None
    known_so = by_kind.get(kind, ())
    if kind == "people" and not known_so and (group := _adherents(document, first, end)):
        return Name(first, end, head, "armed-group", group, _is_adjective(parse, head))
    adjective = kind in ("state", "people") and _is_adjective(parse, head, known_so) and not _are_people(parse, head)
    return Name(first, end, head, kind, tuple(known_so), adjective)


def _adherents(document: Document, first: int, end: int) -> tuple[Candidate, ...]:
    """The armed group or party that a word for its adherents means: "Houthi" and "Houthis"."""
    text = tokens.text(document, first, end)
    for form in (text, f"{text}s", text.removesuffix("s")):
        known = [c for c in reference.candidates(form, document.base) if c.entity.type in ("armed-group", "party")]
        if len(known) == 1:
            return tuple(known)
    return ()


def _is_adjective(parse: Parse, head: int, known: Sequence[Candidate] = ()) -> bool:
    """Whether a name is used as an adjective: "Russian", "Western"."""
    if known:
        return known[0].how in ("adjective", "demonym")
    return parse.pos[head] == "ADJ" or parse.dep[head] == "amod"


def _kind(parse: Parse, head: int, candidate: Candidate) -> Label:
    kind = candidate.entity.type
    if kind == "state":
        if candidate.how == "capital":
            return "place"
        if candidate.how == "metonym":
            return "seat"
        return "people" if candidate.how in ("demonym", "adjective") and _are_people(parse, head) else "state"
    return kind if kind in ("person", "place", "armed-group") else "organisation"


def _are_people(parse: Parse, head: int) -> bool:
    """Whether the word for inhabitants means them: "Russians", "the Chinese", but not "Russian officials"."""
    if parse.tag[head] in ("NNS", "NNPS"):
        return True
    return parse.pos[head] == "ADJ" and parse.dep[tokens.first_conjunct(parse, head)] in _OF_NOUNS


def _chosen(
    parse: Parse, first: int, end: int, label: Label | None, by_kind: dict[Label, list[Candidate]]
) -> Label | None:
    """What kind of name this is: by what stands before it, what is known, and what the language model says."""
    if posts.is_person_title(parse, first - 1) and "state" not in by_kind:
        return "person"
    if label == "person" and _leads_people(parse, first, end):
        return "organisation"
    told = cues.kind(parse, first, end, label) if not by_kind else None
    if told or (_CERTAIN.isdisjoint(by_kind) and (told := apposition.kind(parse, first, end))):
        return told
    if label == "place" and not by_kind and parse.text[first].lower() in _COMPASS and end - first == 1:
        return None
    order = _PREFERENCES.get(label or "place", _PREFERENCES["place"])
    return next((k for k in order if k in by_kind and _is_likely(parse, first, end, label, k, by_kind[k])), label)


def _leads_people(parse: Parse, first: int, end: int) -> bool:
    """Whether a single word stands before the noun for its people, as a body does: "Wagner fighters"."""
    if end - first > 1 or end >= len(parse) or parse.sentence[end] != parse.sentence[first]:
        return False
    return parse.text[end].islower() and parse.pos[end] in ("NOUN", "ADJ") and phrases.is_actor_noun(parse.lemma[end])


def _is_likely(parse: Parse, first: int, end: int, label: Label | None, kind: Label, known: list[Candidate]) -> bool:
    """Whether a name of the reference facts may be meant here, with the language model's label beside it."""
    if label is None:
        return end - first > 1 or parse.pos[first] in ("PROPN", "ADJ") or parse.text[first].isupper()
    if label == "person" and kind != "person":
        return end - first > 1 or known[0].score >= _SURE
    return True


def _with_surnames(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with the surnames of people named in full taken for people wherever they stand alone."""
    parse = document.parse
    people = [n for n in names if n.label == "person"]
    titled = [n for n in people if n.end - n.first > 1 or posts.is_person_title(parse, n.first - 1)]
    surnames = {parse.text[n.end - 1] for n in titled}
    first_names = {parse.text[n.first] for n in people if n.end - n.first > 1}
    corrected = [
        replace(name, label="person", known=(), adjective=False)
        if name.end - name.first == 1 and name.label != "person" and parse.text[name.first] in surnames
        and name.label != "state" and parse.text[name.first] not in first_names
        else name
        for name in names
    ]  # fmt: skip
    taken = {t for name in names for t in range(name.first, name.end)}
    missed = [
        Name(t, t + 1, t, "person")
        for t in range(len(parse))
        if t not in taken and parse.text[t] in surnames and parse.pos[t] in ("PROPN", "NOUN", "ADJ")
        and parse.dep[t] != "compound"
    ]  # fmt: skip
    return sorted([*corrected, *missed], key=lambda name: name.first)


def _with_abbreviations(document: Document, names: list[Name]) -> list[Name]:
    """The same names, with abbreviations that the text itself explains: "Sea Watch Union (SWU) ... the SWU"."""
    parse = document.parse
    by_start = {name.first: name for name in names}
    short = {
        parse.text[name.end + 1]: name
        for name in names
        if name.end + 2 < len(parse) and parse.text[name.end] == "(" and parse.text[name.end + 2] == ")"
        and _abbreviates(parse.text[name.end + 1])
        and (name.end + 1 not in by_start or not by_start[name.end + 1].known or _are_initials(parse, name))
    }  # fmt: skip
    if not short:
        return names
    places = [t for t in range(len(parse)) if parse.text[t] in short]
    explained = [
        Name(t, t + 1, t, short[parse.text[t]].label, full=tokens.text(document, full.first, full.end))
        for t in places
        if (full := short[parse.text[t]]).first < t
    ]
    taken = {name.first for name in explained}
    kept = [name for name in names if taken.isdisjoint(range(name.first, name.end))]
    return sorted([*kept, *explained], key=lambda name: name.first)


def _are_initials(parse: Parse, name: Name) -> bool:
    """Whether what follows a name in brackets is made of its initials: so clear that nothing else can be meant."""
    initials = [parse.text[t][0] for t in range(name.first, name.end) if parse.text[t][0].isupper()]
    return "".join(initials) == parse.text[name.end + 1]


def _abbreviates(text: str) -> bool:
    return len(text) > 1 and text[0].isupper() and sum(c.isupper() for c in text) * 2 > len(text) and text.isalnum()
