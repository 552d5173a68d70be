"""What a name is told to be: "Bakhmut, a city in the east", "the ruling party, Georgian Dream", "the port of Odesa"."""

from kg.document import Parse
from kg.english import phrases, posts, tokens, words
from kg.english.labels import Dep, Tag
from kg.mentions.stretches import Label


def kind(parse: Parse, first: int, end: int) -> Label | None:
    """What the noun in apposition to a name says that it is; None where there is none, or it tells nothing."""
    head = tokens.head_of(parse, first, end)
    if posts.apposed_to(parse, head) is not None:
        return "person"
    nouns = [c for c in parse.children[head] if parse.dep[c] == Dep.APPOS and c >= end]
    above = parse.head[head]
    if parse.dep[head] == Dep.APPOS and above < first:
        nouns.append(above)
    if parse.dep[head] == Dep.POBJ and parse.text[above].lower() == "of" and _is_place(parse, parse.head[above]):
        return "place"
    return next((label for noun in nouns if (label := _kind_of_noun(parse, noun))), None)


def _kind_of_noun(parse: Parse, noun: int) -> Label | None:
    if _is_place(parse, noun):
        return "place"
    found = phrases.noun_at(parse, noun)
    if found is None or parse.tag[noun] in (Tag.NNS, Tag.NNPS):
        return None
    if found.kind in phrases.OF_PEOPLE:
        return "person"
    return "armed-group" if found.kind == "armed" else "organisation" if found.type == "organisation" else None


def _is_place(parse: Parse, noun: int) -> bool:
    return parse.lemma[noun].lower() in words.of("place_nouns")
