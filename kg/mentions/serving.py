"""The bodies for which people act without being a state's: "NATO officials", "Hamas spokesman X", "an EU envoy"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from kg.english import belonging, words
from kg.english.labels import Dep
from kg.mentions.drafts import MentionDraft, Stage
from kg.mentions.model import Position
from kg.reference.model import side
from kg.spans import Words

_SERVING = frozenset({"office", "spokesperson", "source", "person", "body", "troops", "collective"})
_MODIFIERS = frozenset({Dep.COMPOUND, Dep.NMOD, Dep.AMOD, Dep.POSS})
_LINKS = frozenset({"of", "for", "from"})


def add_bodies(stage: Stage) -> None:
    """Gives phrases and posts of this text alone the body that owns them, where no state does."""
    by_head = {draft.head: draft for draft in stage.drafts}
    for draft in stage.drafts:
        if draft.noun in _SERVING and draft.chain.entity.iri.startswith(stage.document.iri):
            _add_to_phrase(stage, draft, by_head)
    in_order = sorted((d for d in stage.drafts if d.kind != "pronoun"), key=lambda d: d.first)
    states = sorted(stage.states)
    for draft in stage.drafts:
        for position in (draft.position, draft.chain.position):
            if position is not None and position.words is not None and not _names_state(stage, states, position.words):
                inside = (d for d in _within(stage, in_order, position.words) if d is not draft)
                _add_to_post(stage, position, inside)


def _add_to_phrase(stage: Stage, draft: MentionDraft, by_head: Mapping[int, MentionDraft]) -> None:
    entity = draft.chain.entity
    if entity.state or entity.body or entity.private or belonging.is_on_side_of(stage.parse, draft.head):
        return
    body = next(_owners(stage, draft, by_head), None)
    if body is not None:
        draft.chain.entity = replace(entity, body=body, country=None)


def _owners(stage: Stage, draft: MentionDraft, by_head: Mapping[int, MentionDraft]) -> Iterator[str]:
    """The bodies that own what a noun stands for; one that only describes it ("UN-backed") is no child of the noun."""
    parse, head = stage.parse, draft.head
    if parse.lemma[head].lower() in words.of("of_others") and parse.lemma[head].lower() not in words.of("diplomats"):
        return
    for child in parse.children[head]:
        if parse.dep[child] in _MODIFIERS and child in by_head:
            yield from _body(stage, by_head[child])
    for preposition in parse.children[head]:
        if parse.text[preposition].lower() in _LINKS:
            yield from (b for c in parse.children[preposition] if c in by_head for b in _body(stage, by_head[c]))


def _body(stage: Stage, draft: MentionDraft) -> Iterator[str]:
    """The body that a name is, or in whose post somebody is: "his spokesman", of the Secretary-General's."""
    entity, position = draft.chain.entity, draft.chain.position
    if position is not None and (body := stage.tenures[position.tenure].body):
        yield body
    elif entity.type not in ("state", "government-body") and (found := side(entity)) is not None:
        yield found


def _add_to_post(stage: Stage, position: Position, inside: Iterator[MentionDraft]) -> None:
    """The body that the words of a post name: of "Hamas leader X" Hamas, though the facts may know X's passport."""
    tenure = stage.tenures[position.tenure]
    if not tenure.provisional or tenure.body:
        return
    body = next((found for draft in inside for found in _body(stage, draft)), None)
    if body is not None:
        stage.tenures[tenure.iri] = replace(tenure, body=body, state=None, country=None)


def _names_state(stage: Stage, states: Sequence[int], words: Words) -> bool:
    """Whether one of the tokens that name a state, in their order, begins within the words."""
    start = stage.parse.start
    first = bisect_left(states, words.start, key=lambda token: start[token])
    return first < len(states) and start[states[first]] < words.end


def _within(stage: Stage, drafts: Sequence[MentionDraft], words: Words) -> Iterator[MentionDraft]:
    """Those of the mentions, in the order of the text, that lie within the words."""
    start, end = stage.parse.start, stage.parse.end
    first = bisect_left(drafts, words.start, key=lambda draft: start[draft.first])
    for draft in islice(drafts, first, None):
        if start[draft.first] >= words.end:
            return
        if end[draft.end - 1] <= words.end:
            yield draft
