"""Who is meant by the rank or trade with which the text brought somebody in: "General X ... The general"."""

from collections.abc import Callable, Iterator

from kg.document import Parse
from kg.english import words
from kg.english.labels import Dep, Pos, Tag
from kg.english.phrases import Phrase
from kg.mentions.drafts import Chain, MentionDraft

_TITLE = 3
"""Words of a title at most that stand before a name: "Lieutenant General"."""


def bearer(parse: Parse, phrase: Phrase, known: Iterator[MentionDraft]) -> Chain | None:
    """The one person of the text who was brought in so; None where there are two, or an unnamed one."""
    lemma = parse.lemma[phrase.head].lower()
    fits = _fits(parse, phrase, lemma)
    if phrase.plural or fits is None:
        return None
    named: dict[int, Chain] = {}
    for draft in known:
        if draft.kind == "name" and draft.type == "person":
            titles = set(_titles(parse, draft))
            if "counterpart" in titles:
                return None
            if fits(titles):
                named[id(draft.chain)] = draft.chain
        elif draft.noun and parse.lemma[draft.head].lower() == lemma and id(draft.chain) not in named:
            return None
    return next(iter(named.values())) if len(named) == 1 else None


def _fits(parse: Parse, phrase: Phrase, lemma: str) -> Callable[[set[str]], bool] | None:
    """Which titles a phrase may point back at: its own noun, any rank for "the officer", "the military official".

    "The military spokesman" is no spokesman of a ministry.
    """
    before = [parse.lemma[t].lower() for t in range(phrase.first, phrase.head)]
    if phrase.end != phrase.head + 1 or before not in ([], ["military"]):
        return None
    ranks = words.of("army_ranks") if before or lemma in words.of("army_men") else frozenset[str]()
    of_army = frozenset({"army", "military"}) if before else None
    return lambda titles: (
        not ranks.isdisjoint(titles) or (lemma in titles and (of_army is None or not of_army.isdisjoint(titles)))
    )


def is_counterpart(parse: Parse, draft: MentionDraft) -> bool:
    """Whether somebody is brought in as the holder of the same post elsewhere: "her Turkish counterpart X"."""
    return draft.kind == "name" and "counterpart" in _titles(parse, draft)


def _titles(parse: Parse, draft: MentionDraft) -> Iterator[str]:
    """The nouns right before a name, and those in apposition to it, in lower case."""
    for token in range(draft.first - 1, max(draft.first - 1 - _TITLE, -1), -1):
        if parse.pos[token] not in (Pos.NOUN, Pos.PROPN):
            break
        yield parse.lemma[token].lower()
    beside = [c for c in parse.children[draft.head] if parse.dep[c] == Dep.APPOS]
    if parse.dep[draft.head] == Dep.APPOS:
        beside.append(parse.head[draft.head])
    yield from (parse.lemma[t].lower() for t in beside if parse.tag[t] == Tag.NN)
