"""Names in a text: what the language model sees, what the reference facts know, and where both are wrong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg import lexicon, reference
from kg.document import Document, Parse
from kg.mentions import apposition, phrases, posts, tokens
from kg.reference.model import Candidate

Label = Literal["person", "organisation", "armed-group", "state", "seat", "place", "people", "bloc"]
Stretch = tuple[int, int]
Known = dict[Stretch, tuple[Candidate, ...]]

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
_PREFERENCES: dict[Label, tuple[Label, ...]] = {
    "person": ("person", "state", "people", "seat", "organisation", "armed-group", "place"),
    "organisation": ("organisation", "armed-group", "state", "seat", "people", "person", "place"),
    "place": ("state", "place", "people", "seat", "organisation", "armed-group", "person"),
    "people": ("state", "people", "organisation", "armed-group", "person", "place", "seat"),
}
_LONGEST = 8
_SURE = 0.9
_CERTAIN = frozenset({"state", "seat", "organisation", "armed-group"})
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent"})
_JOINTS = frozenset(lexicon.load("names")["joints"])


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its tokens.

    Attributes:
        known: what the reference facts offer for it, of the kind that the label says, the surest first.
        adjective: "Russian", not "Russia".
    """

    first: int
    end: int
    head: int
    label: Label
    known: tuple[Candidate, ...] = ()
    adjective: bool = False


def recognise(document: Document) -> list[Name]:
    """The names of a text in reading order; none crosses another."""
    parse = document.parse
    found = {(first, end): label for first, end, label in _entities(parse)}
    known = dict(_known(document))
    names = [_name(document, first, end, label, known) for first, end, label in _settled(found, known)]
    return _with_surnames(document, [name for name in names if name])


def _entities(parse: Parse) -> Iterator[tuple[int, int, Label]]:
    """The language model's names, without articles and final 's, parted where one name owns another."""
    for first, end, label in parse.entities:
        if label not in _LABELS:
            continue
        if label == "PERSON":
            first = _whole_person(parse, first)
        start = first
        for token in range(first, end):
            if parse.tag[token] == "POS" and token + 1 < end:
                yield from _trimmed(parse, start, token, "place" if label == "ORG" else _LABELS[label])
                start = token + 1
        yield from _trimmed(parse, start, end, _LABELS[label])


def _whole_person(parse: Parse, first: int) -> int:
    """Where a person's name begins, if the model saw only its end ("Singh" of "Hardeep Singh")."""
    labelled = {t for a, b, label in parse.entities if label not in ("PERSON", "ORG") for t in range(a, b)}
    while first and _is_part_of_name(parse, first - 1) and first - 1 not in labelled:
        first -= 1
    return first


def _is_part_of_name(parse: Parse, token: int) -> bool:
    return (
        parse.pos[token] == "PROPN"
        and parse.dep[token] == "compound"
        and parse.text[token][0].isupper()
        and not parse.text[token].isupper()
        and not posts.is_address(parse, token)
        and not phrases.is_actor_noun(parse.lemma[token])
    )


def _trimmed(parse: Parse, first: int, end: int, label: Label) -> Iterator[tuple[int, int, Label]]:
    while first < end and (
        parse.pos[first] in ("DET", "PUNCT", "SPACE", "ADP", "CCONJ") or posts.is_address(parse, first)
    ):
        first += 1
    while first < end and (parse.tag[end - 1] == "POS" or parse.pos[end - 1] in ("PUNCT", "SPACE", "DET")):
        end -= 1
    if first < end and any(c.isupper() or not c.isascii() for t in range(first, end) for c in parse.text[t]):
        yield first, end, label


def _known(document: Document) -> Iterator[tuple[tuple[int, int], tuple[Candidate, ...]]]:
    """The longest stretches that the reference facts know as a name, from left to right."""
    parse, token = document.parse, 0
    while token < len(parse):
        known = _longest_known(document, token) if _may_begin(parse, token) else None
        if known is None:
            token += 1
        else:
            end, found = known
            yield (token, end), found
            token = end


def _may_begin(parse: Parse, token: int) -> bool:
    """Whether a name may begin here: a mention has no leading article, though the name may have one ("The Hague")."""
    return parse.text[token][0].isupper() and parse.pos[token] != "DET"


def _longest_known(document: Document, first: int) -> tuple[int, tuple[Candidate, ...]] | None:
    parse = document.parse
    limit = min(first + _LONGEST, tokens.sentence_end(parse, first))
    end = first + 1
    while end < limit and (
        parse.text[end][0].isupper() or parse.text[end].lower() in _JOINTS or parse.text[end][0].isdigit()
    ):
        end += 1
    for stop in range(end, first, -1):
        if parse.tag[stop - 1] == "POS" or (stop - first > 1 and parse.text[stop - 1].lower() in _JOINTS):
            continue
        text = tokens.text(document, first, stop)
        if text in blocs():
            return stop, ()
        found = reference.candidates(text, document.base)
        if found := tuple(c for c in found if c.how != "contextual"):
            return stop, found
    return None


def _settled(found: dict[Stretch, Label], known: Known) -> Iterator[tuple[int, int, Label | None]]:
    """Stretches that do not overlap: a known name wins over one no longer, a longer guess over a known part."""
    taken: set[int] = set()
    chosen = []
    ranked = sorted({*found, *known}, key=lambda s: (-_weight(s, found, known), s))
    for first, end in ranked:
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            chosen.append((first, end, found.get((first, end))))
    yield from sorted(chosen)


def _weight(span: Stretch, found: dict[Stretch, Label], known: Known) -> float:
    """Length, and half a word more for what is known: it wins over a guess of its own length that overlaps."""
    return span[1] - span[0] + (0.5 if span in known else 0)


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


@cache
def blocs() -> dict[str, str]:
    """Names and adjectives of blocs that are no organisation -> the label of the bloc."""
    return {form: label for label, forms in lexicon.load("metonyms")["blocs"].items() for form in forms}


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
    if _CERTAIN.isdisjoint(by_kind) and (told := apposition.kind(parse, first, end)):
        return told
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
    surnames = {parse.text[n.end - 1] for n in names if n.label == "person" and n.end - n.first > 1}
    first_names = {parse.text[n.first] for n in names if n.label == "person" and n.end - n.first > 1}
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
