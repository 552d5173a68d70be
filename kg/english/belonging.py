"""Whose people or body a phrase tells of, by the states that its words name."""

from collections.abc import Mapping

from kg.document import Parse
from kg.english import tables, tokens, words
from kg.english.labels import Dep, Pos, Tag

_HYPHENS = frozenset({"-", "–"})
_MODIFIERS = frozenset({Dep.AMOD, Dep.COMPOUND, Dep.NMOD})


def states_of(parse: Parse, first: int, end: int, states: Mapping[int, str]) -> list[str]:
    """The states that own what stands at these tokens, each once: of "the Iran-backed group in Iraq" Iraq.

    None owns whom its name only helps to describe ("Germany-based", "pro-Russian"); two names side by side tell of a
    people ("Bosnian Serb"), which is no state's.

    ``states`` gives ISO 3166 alpha-3 for the tokens that name a state.
    """
    named = [t for t in range(first, end) if t in states and not is_compounded(parse, t, states)]
    named = [t for t in named if not _leads_to_part(parse, t, states)]
    if any(_beside(parse, t, states) not in (None, states[t]) for t in named):
        return []
    return list(dict.fromkeys(states[t] for t in named))


def _leads_to_part(parse: Parse, token: int, states: Mapping[int, str]) -> bool:
    """Whether a state's name only tells where a part of it lies: "the president of [Iraqi] Kurdistan"."""
    above = parse.head[token]
    if parse.dep[token] not in (*_MODIFIERS, Dep.POSS) or parse.pos[above] != Pos.PROPN or above in states:
        return False
    behind = parse.dep[above] == Dep.POBJ and parse.text[parse.head[above]].lower() == "of"
    return behind and parse.text[above].lower() not in tables.load("names")["organisation-words"]


def is_compounded(parse: Parse, token: int, states: Mapping[int, str]) -> bool:
    """Whether a state's name is but a part of a describing word: "[Iran]-backed", "pro-[Russian]"."""
    before = token > 1 and parse.text[token - 1] in _HYPHENS and token - 2 not in states
    behind = token + 2 < len(parse) and parse.text[token + 1] in _HYPHENS and token + 2 not in states
    behind = behind and parse.text[token + 2].lower() != "led"  # "the Modi-led government"
    return before or behind


def is_of_a_people(parse: Parse, token: int, states: Mapping[int, str]) -> bool:
    """Whether a people is told by where it lives or by its descent, and so is no state's: "Kosovo [Serbs]"."""
    beside = _beside(parse, token, states) not in (None, states.get(token))
    return beside or (token > 0 and parse.text[token - 1].lower() in words.of("of_descent"))


def _beside(parse: Parse, token: int, states: Mapping[int, str]) -> str | None:
    """The state named just before: "[Kosovo] Serbs", "[Bosnia]'s Serb entity"."""
    before = token - 2 if token > 1 and parse.tag[token - 1] == Tag.POS else token - 1
    return states.get(before)


def is_apart_from_state(parse: Parse, noun: int) -> bool:
    """Whether a body stands beside, below or against the state in which it is: "the shadow government of X"."""
    below = (c for c in parse.children[noun] if parse.dep[c] in _MODIFIERS)
    told = {parse.text[t].lower() for c in below for t in (c, *parse.children[c])}
    apart = not told.isdisjoint(words.of("apart_from_state")) or _is_of_seat(parse, noun)
    return apart or _governs_part(parse, noun) or _is_of_region(parse, noun)


def is_on_side_of(parse: Parse, noun: int) -> bool:
    """Whether a noun tells on whose side people are, and not whose they are: "[allies] of X", "Iranian [proxies]"."""
    lemma = parse.lemma[noun].lower()
    return lemma in words.of("standing_for_another") and lemma in words.of("of_others")


def end_of_own(parse: Parse, first: int, end: int) -> int:
    """Where a phrase begins to tell on whose side its people are: "fighters loyal [to X]", "groups close [to X]"."""
    sided = (t for t in range(first, end) if parse.text[t].lower() == "to" and parse.pos[parse.head[t]] == Pos.ADJ)
    return next(sided, end)


def _is_of_seat(parse: Parse, noun: int) -> bool:
    """Whether a court is told by where it sits, and is no state's: "the Strasbourg court", not "a Strasbourg court"."""
    lemma = parse.lemma[noun].lower()
    if lemma not in ("court", "tribunal") and lemma not in words.of("of_court"):
        return False
    below = [(c, parse.text[c].lower()) for c in parse.children[noun]]
    if any(word in words.of("indefinite_determiners") for _, word in below):
        return False
    seats = tables.load("names")["seats-of-courts"]
    sitting = (n for c, word in below if word in ("in", "at") for n in parse.children[c])
    return any(parse.dep[c] in _MODIFIERS and word in seats for c, word in below) or any(
        parse.text[n].lower() in seats for n in sitting
    )


def _is_of_region(parse: Parse, noun: int) -> bool:
    """Whether those who govern are told by a part of a state: "Kerala's state government", "eastern Libyan officials".

    "South African" and "North Korean" are names.
    """
    if parse.lemma[noun].lower() not in words.of("governing"):
        return False
    below = {parse.text[c] for c in parse.children[noun] if parse.dep[c] in _MODIFIERS and c < noun}
    if "state" in below and parse.lemma[noun].lower() in words.of("of_regions"):
        return True
    return any(word.islower() and word.startswith(tuple(words.of("compass"))) for word in below)


def _governs_part(parse: Parse, noun: int) -> bool:
    """Whether those who govern are a people's, or sit in a part of a state: "the Kurdish-led administration in"."""
    lemma = parse.lemma[noun].lower()
    if lemma != "authority" and lemma not in words.of("governments"):
        return False
    if any(parse.dep[c] == Dep.PREP and parse.text[c].lower() == "of" for c in parse.children[noun]):
        return False
    ruled = (c for c in parse.children[noun] if parse.lemma[c].lower() in words.of("governed_by"))
    led = (c for c in ruled if parse.dep[c] in _MODIFIERS)
    peoples = tokens.named(parse, "NORP")
    if any(t in peoples for verb in led for t in parse.children[verb]):
        return True
    places = (
        place
        for at in parse.children[noun]
        if parse.dep[at] == Dep.PREP and parse.text[at].lower() == "in"
        for place in parse.children[at]
        if parse.dep[place] == Dep.POBJ
    )
    compass = tuple(words.of("compass"))
    return any(parse.text[c].lower().startswith(compass) for p in places for c in parse.children[p])
