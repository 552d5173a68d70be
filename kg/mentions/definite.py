"""Small questions to nouns that pronouns stand beside: a deed of violence, "the country"."""

from kg.document import Parse
from kg.english import words
from kg.english.labels import Pos, Tag


def is_assault(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of violence: "raid", "offensive"."""
    part = words.parts("noun").get(parse.lemma[noun].lower())
    known = words.happenings()
    return part is not None and any(known[m.happening].type == "ASSAULT" for m in part.means)


def is_the_country(parse: Parse, token: int) -> bool:
    """Whether "the country" stands alone, which points back at a state: not "the country of X", "the whole country"."""
    if parse.pos[token] != Pos.NOUN or parse.lemma[token].lower() not in words.of("state_nouns"):
        return False
    below = [c for c in parse.children[token] if parse.tag[c] != Tag.POS]
    return [parse.text[c].lower() for c in below] == ["the"] and parse.tag[token] == Tag.NN
