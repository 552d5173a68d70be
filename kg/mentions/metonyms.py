"""Whether the name of a capital stands for the government or for the city: read off what stands around it."""

from kg.document import Parse
from kg.english import phrases, tokens, words
from kg.english.labels import Dep, Pos


def is_government(parse: Parse, head: int) -> bool:
    """Whether the capital named at this token acts, feels, is addressed or owns as a government does: "Moscow said".

    Members of a coordination play the part of the first one. Where nothing tells, it is the city.
    """
    start = tokens.sentence_start(parse, head)
    if head < tokens.dateline_end(parse, start):
        return False
    token = tokens.first_conjunct(parse, head)
    label, above = parse.dep[token], parse.head[token]
    if label == Dep.NSUBJ:
        return _acts(parse, above)
    if label in (Dep.DOBJ, Dep.NSUBJPASS, Dep.DATIVE):
        return parse.lemma[above] in words.of("government_objects")
    if label == Dep.POSS:
        return parse.lemma[above].lower() not in words.of("city_possessions")
    if label in (Dep.COMPOUND, Dep.NMOD, Dep.AMOD):
        return phrases.noun_at(parse, above) is not None and parse.lemma[above].lower() not in words.of(
            "city_possessions"
        )
    if label == Dep.POBJ:
        return _after_preposition(parse, above)
    return False


def _acts(parse: Parse, verb: int) -> bool:
    """Whether what a verb says of its subject is said of a government: an act, or a mood."""
    if parse.pos[verb] not in (Pos.VERB, Pos.AUX):
        return False
    if parse.lemma[verb] not in words.of("city_acts"):
        return True
    complements = [c for c in parse.children[verb] if parse.dep[c] in (Dep.ACOMP, Dep.XCOMP, Dep.ATTR, Dep.OPRD)]
    return any(parse.text[c].lower() in words.of("moods") or parse.pos[c] == Pos.VERB for c in complements)


def _after_preposition(parse: Parse, preposition: int) -> bool:
    word = parse.text[preposition].lower()
    if word in words.of("government_prepositions"):
        return not (word == "by" and parse.dep[preposition] != Dep.AGENT)
    # Also of a word for a place: "the leadership in Beijing" is not a matter of the map.
    governor = words.entries().get(parse.lemma[parse.head[preposition]].lower())
    return governor is not None and word in governor.government
