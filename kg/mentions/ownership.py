"""Whose people or body a descriptive phrase means: a state's, or nobody's who governs a part of it or sits in it."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from kg import reference
from kg.document import Parse
from kg.english import belonging, tables, words
from kg.english.labels import Dep
from kg.english.phrases import Phrase
from kg.mentions.drafts import Chain, MentionDraft, Stage
from kg.reference.model import Entity, side

_HYPHENS = frozenset({"-", "–"})


@cache
def _governing_groups() -> frozenset[str]:
    """Armed groups whose government is that of a state."""
    return frozenset(tables.load("names")["governing-groups"])


def country(stage: Stage, phrase: Phrase, by_head: Mapping[int, MentionDraft]) -> str | None:
    """The state that a phrase's people belong to (ISO 3166 alpha-3); None where two are named side by side."""
    parse = stage.parse
    if belonging.is_apart_from_state(parse, phrase.head) or belonging.is_on_side_of(parse, phrase.head):
        return None
    if _governs_place(parse, phrase) or _is_of_part(stage, phrase, by_head):
        return None
    end = phrase.head if _are_elsewhere(parse, phrase, by_head) else phrase.end
    end = belonging.end_of_own(parse, phrase.first, end)
    named = [t for t in range(phrase.first, end) if t in stage.states]
    if named:
        return _of_named(stage, phrase, end, named, by_head)
    inside = (by_head[t] for t in range(phrase.head + 1, end) if t in by_head)
    located = next((d.chain.entity.country for d in inside if d.type == "place"), None)
    return located or next(possessors(stage, phrase.head, by_head), None)


def _of_named(
    stage: Stage, phrase: Phrase, end: int, named: list[int], by_head: Mapping[int, MentionDraft]
) -> str | None:
    """The state that owns a phrase in which states are named."""
    parse = stage.parse
    others = (t for t in named if stage.states[t] != stage.states[named[0]])
    if any(parse.dep[t] == Dep.CONJ or parse.text[t - 1] in _HYPHENS for t in others):
        return None
    owners = belonging.states_of(parse, phrase.first, end, stage.states)
    if not owners:
        return None
    abroad = phrase.noun.kind == "armed" and len(owners) > 1  # "Serb gunmen in Kosovo"
    return None if abroad or _is_of_body(phrase, by_head) else owners[0]


def _governs_place(parse: Parse, phrase: Phrase) -> bool:
    """Whether somebody governs a town or a region, and no state: "the mayor of London", "the Russian governor of"."""
    lemma = parse.lemma[phrase.head].lower()
    return all(lemma in words.of(group) for group in ("governing", "own_voice", "of_a_place"))


def _is_of_part(stage: Stage, phrase: Phrase, by_head: Mapping[int, MentionDraft]) -> bool:
    """Whether those govern only a part of a state: "the parliament of Catalonia", "Pakistan's Punjab government".

    Of "the Russian minister in Geneva" the town tells nothing; an armed group's government is no state's either.
    """
    parse = stage.parse
    if not any(parse.lemma[t].lower() in words.of("governing") for t in range(phrase.first, phrase.end)):
        return False
    own = {stage.states[t] for t in range(phrase.first, phrase.head) if t in stage.states}
    for token in range(phrase.first, phrase.end):
        if token in stage.states or token == phrase.head or (behind := _behind_governing(parse, token, phrase)) is None:
            continue
        draft = by_head.get(token)
        if _is_part(stage, token, draft, own) and (not own or behind in ("", "of")):
            return True
        if draft is not None and _is_of_fighters(draft):
            return True
    return False


def _is_part(stage: Stage, token: int, draft: MentionDraft | None, states: Collection[str]) -> bool:
    """Whether a word names a place or calls it a part of a state: "Catalonia", "[Punjab] government", "region"."""
    if draft is not None:
        return draft.type == "place"
    parse, text = stage.parse, stage.parse.text[token]
    if text.islower():
        return parse.lemma[token].lower() in words.of("parts_of_states")
    found = reference.places(text, stage.clues.base) if states else ()
    return any(c.entity.precision == "region" and c.entity.country in states for c in found)


def _is_of_fighters(owner: MentionDraft) -> bool:
    """Whether those who govern are an armed group that governs no state."""
    return owner.type == "armed-group" and owner.chain.entity.label not in _governing_groups()


def _behind_governing(parse: Parse, token: int, phrase: Phrase) -> str | None:
    """The preposition by which a name hangs on a noun for those who govern, "" where it stands before it."""
    link, at = "", token
    while at != phrase.head:
        label, above = parse.dep[at], parse.head[at]
        if not phrase.first <= above < phrase.end or above == at:
            return None
        if label == Dep.PREP:
            link = parse.text[at].lower()
        at = above
        if parse.lemma[at].lower() in words.of("governing"):
            return link
    return None


def _is_of_body(phrase: Phrase, by_head: Mapping[int, MentionDraft]) -> bool:
    """Whether an international body owns what is somewhere: "the EU's court in Luxembourg"."""
    owners = (by_head[t] for t in range(phrase.first, phrase.head) if t in by_head)
    return any(owner.chain.entity.type == "international-organisation" for owner in owners)


def _are_elsewhere(parse: Parse, phrase: Phrase, by_head: Mapping[int, MentionDraft]) -> bool:
    """Whether what stands behind a noun is not whose its people are: "diplomats in Kyiv", "an ally of Russia"."""
    lemma = parse.lemma[phrase.head].lower()
    if lemma in words.of("of_others") and not _is_envoy_of(parse, phrase.head):
        return True
    if _is_of_body(phrase, by_head):
        return True
    private = phrase.noun.kind != "collective" and are_private(parse, phrase)
    return (lemma in words.of("guests") or private) and _has_owner(parse, phrase, by_head)


def are_private(parse: Parse, phrase: Phrase) -> bool:
    """Whether people are told by a state or body and do not act for it: journalists, settlers, lawmakers."""
    lemma = parse.lemma[phrase.head].lower()
    if lemma in words.of("own_voice"):
        return True
    return phrase.noun.kind in ("source", "person", "collective") and lemma not in words.of("in_service")


def _is_envoy_of(parse: Parse, noun: int) -> bool:
    """Whether an envoy is told of by those who sent him: "the ambassador of Chile"."""
    after = parse.text[min(noun + 1, len(parse) - 1)].lower()
    return parse.lemma[noun].lower() in ("ambassador", "envoy") and after == "of"


def _has_owner(parse: Parse, phrase: Phrase, by_head: Mapping[int, MentionDraft]) -> bool:
    """Whether guests are somewhere, or somebody's: "diplomats in Kyiv", "UN staff in Gaza"; not "the army of Mali"."""
    after = parse.text[phrase.head + 1].lower() if phrase.head + 1 < phrase.end else ""
    somewhere = after in words.of("seat_prepositions") and after != "from"
    return somewhere or any(t in by_head for t in range(phrase.first, phrase.head))


def possessors(
    stage: Stage, head: int, by_head: Mapping[int, MentionDraft], *, pronouns: bool = False
) -> Iterator[str]:
    """The states of those who own: "Mr Biden's spokeswoman", "the Biden administration", "its forces"; no ally's."""
    parse, lemma = stage.parse, stage.parse.lemma[head].lower()
    if lemma in words.of("of_others"):
        return
    governs, personal = (lemma in words.of(group) for group in ("governing", "personal"))
    for child in parse.children[head]:
        if parse.dep[child] in (Dep.POSS, Dep.COMPOUND, Dep.NMOD) and child in by_head:
            if pronouns and by_head[child].kind != "pronoun":
                continue
            chain = by_head[child].chain
            if governs and (chain.entity.type == "place" or _is_of_fighters(by_head[child])):
                continue
            if (personal and by_head[child].type == "person") or _is_side_of_its_own(chain.entity):
                continue
            found = _state_of(chain)
            if found:
                yield found


def _state_of(owner: Chain) -> str | None:
    """The state of an owner; of somebody with a post that of the post, and none where it is a body's."""
    return owner.position.country if owner.position else owner.entity.country


def _is_side_of_its_own(entity: Entity) -> bool:
    """Whether whoever belongs to a body acts for it, and for no state: "Hamas officials", "NATO forces"."""
    return entity.type not in ("state", "government-body") and side(entity) is not None
