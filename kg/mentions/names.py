"""What kind of name stands at a stretch: by its words, what stands around it, the reference facts, and the model."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions import apposition, inhabitants, name_words
from kg.mentions.stretches import Known, Label, blocs, find
from kg.reference.model import Candidate

_PREFERENCES: dict[Label, tuple[Label, ...]] = {
    "person": ("person", "state", "people", "seat", "organisation", "armed-group", "place"),
    "organisation": ("organisation", "armed-group", "state", "seat", "people", "person", "place"),
    "place": ("state", "place", "people", "seat", "organisation", "armed-group", "person"),
    "people": ("state", "people", "organisation", "armed-group", "person", "place", "seat"),
}
_SURE = 0.9
_CERTAIN = frozenset({"state", "seat", "organisation", "armed-group"})
_QUOTES = frozenset("“”\"‘’'«»„")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its tokens.

    Attributes:
        known: what the reference facts offer for it, of the kind that the label says, the surest first.
        adjective: "Russian", not "Russia".
        full: the name that this is short for in this text.
        within: the state in which a place is told to lie (ISO 3166 alpha-3).
    """

    first: int
    end: int
    head: int
    label: Label
    known: tuple[Candidate, ...] = ()
    adjective: bool = False
    full: str | None = None
    within: str | None = None


def recognise(document: Document) -> list[Name]:
    """The names of a text in reading order, each by itself; none crosses another."""
    stretches, known = find(document)
    found = [_name(document, first, end, label, known) for first, end, label in stretches]
    return [name for name in found if name and not _is_thing(document.parse, name)]


def _is_thing(parse: Parse, name: Name) -> bool:
    """Whether a name is a law's or a teaching's by its ending ("Obamacare", "X Act"), a ship's, a machine's."""
    word = parse.text[name.first].lower()
    if name.end - name.first > 1 and not name.known and parse.text[name.first] in name_words.ships():
        return True
    if not name.known and (_is_byname(parse, name.first) or _is_vessel(parse, name)):
        return True
    if name.label != "person" and not name.known and name_words.is_of_law(parse, name.first, name.end):
        return True
    if not name.known and name.end < len(parse) and parse.lemma[name.end].lower() in name_words.machines():
        return parse.head[name.head] == name.end or parse.dep[name.head] == Dep.COMPOUND
    return name.end - name.first == 1 and not name.known and word.endswith(name_words.thing_endings())


def _is_vessel(parse: Parse, name: Name) -> bool:
    """Whether a name is told to be a ship's by the noun before it: "the tanker Eagle S"."""
    before = name.first - 1
    if before < 0 or not parse.text[before].islower() or parse.dep[before] not in (Dep.COMPOUND, Dep.NMOD):
        return False
    return parse.lemma[before] in words.of("craft") and name.first <= parse.head[before] < name.end


def _is_byname(parse: Parse, first: int) -> bool:
    """Whether a name is only what somebody or something is called: "the call sign “Walnut”"."""
    at = first - 1
    while at >= 0 and (parse.text[at] in _QUOTES or parse.text[at].lower() == "the"):
        at -= 1
    named = at >= 0 and parse.text[at].lower() in words.of("naming_participles")
    return named or (at >= 0 and name_words.is_called(parse, at))


def _name(document: Document, first: int, end: int, label: Label | None, known: Known) -> Name | None:
    """The name at a stretch, of one kind, with what is known of that kind: "Georgia" as a state, not as a town."""
    parse = document.parse
    head = tokens.head_of(parse, first, end)
    if tokens.text(document, first, end) in blocs():
        return Name(first, end, head, "bloc", adjective=_is_adjective(parse, head))
    by_kind: dict[Label, list[Candidate]] = {}
    for candidate in known.get((first, end), ()):
        if candidate.entity.type == "state" and not name_words.may_be_state(tokens.text(document, first, end)):
            continue
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
    return parse.pos[head] == Pos.ADJ or parse.dep[head] == Dep.AMOD


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
    """Whether the word for inhabitants means them: "Russians", "a Russian", "the Chinese"; not "Russian officials"."""
    if parse.tag[head] in (Tag.NNS, Tag.NNPS) or inhabitants.is_one(parse, head) or inhabitants.is_told(parse, head):
        return True
    if parse.text[head].endswith(("is", "ans")) and parse.dep[head] in (Dep.ATTR, Dep.CONJ, Dep.APPOS):
        return True  # "two of them were Pakistanis"
    return parse.pos[head] == Pos.ADJ and parse.dep[tokens.first_conjunct(parse, head)] in inhabitants.OF_NOUNS


def _chosen(
    parse: Parse, first: int, end: int, label: Label | None, by_kind: dict[Label, list[Candidate]]
) -> Label | None:
    """What kind of name this is: by what stands around it, by its words, what is known, and what the model says.

    "General Vela" is a person, "Vela fighters" are a body's, "the Putin" is not for the model to tell.
    """
    if posts.is_person_title(parse, first - 1) and ("state" not in by_kind or posts.is_courtesy(parse, first - 1)):
        return "person"
    if label == "person" and _leads_people(parse, first, end):
        return "organisation"
    word = end - first == 1
    if label == "person" and word and first and parse.text[first - 1].lower() == "the" and by_kind:
        label = None
    found = _told_by_text(parse, first, end, label, by_kind)
    if found is not None:
        return found
    if label == "place" and word and not by_kind and parse.text[first].lower() in words.of("compass"):
        return None
    return _most_likely(parse, first, end, label, by_kind) or label


def _told_by_text(
    parse: Parse, first: int, end: int, label: Label | None, by_kind: dict[Label, list[Candidate]]
) -> Label | None:
    """The kind that the words of an unknown name tell, or those in apposition to one not surely known."""
    found = name_words.kind(parse, first, end, label) if not by_kind else None
    if found is None and _CERTAIN.isdisjoint(by_kind):
        return apposition.kind(parse, first, end)
    return found


def _most_likely(
    parse: Parse, first: int, end: int, label: Label | None, by_kind: dict[Label, list[Candidate]]
) -> Label | None:
    """The kind that the reference facts know it as and that goes best with the model's label."""
    order = _PREFERENCES.get(label or "place", _PREFERENCES["place"])
    return next((k for k in order if k in by_kind and _is_likely(parse, first, end, label, k, by_kind[k])), None)


def _leads_people(parse: Parse, first: int, end: int) -> bool:
    """Whether a single word stands before the noun for its people, as a body does: "Wagner fighters"."""
    if end - first > 1 or end >= len(parse) or parse.sentence[end] != parse.sentence[first]:
        return False
    return (
        parse.text[end].islower() and parse.pos[end] in (Pos.NOUN, Pos.ADJ) and phrases.is_actor_noun(parse.lemma[end])
    )


def _is_likely(parse: Parse, first: int, end: int, label: Label | None, kind: Label, known: list[Candidate]) -> bool:
    """Whether a name of the reference facts may be meant here, with the language model's label beside it."""
    if label is None:
        return end - first > 1 or parse.pos[first] in (Pos.PROPN, Pos.ADJ) or parse.text[first].isupper()
    if label == "person" and kind == "place" and any(c.how == "capital" for c in known):
        return parse.text[first].lower() not in name_words.first_names()
    if label == "person" and kind != "person":
        return end - first > 1 or known[0].score >= _SURE
    return True
