"""The bodies for which people act without being a state's: "NATO officials", "Hamas spokesman X", "an EU envoy"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.english import belonging, words
from kg.english.labels import Dep
from kg.mentions.drafts import MentionDraft, Stage
from kg.mentions.model import Position
from kg.reference.model import side

_SERVING = frozenset({"office", "spokesperson", "source", "person", "body", "troops", "collective"})
_MODIFIERS = frozenset({Dep.COMPOUND, Dep.NMOD, Dep.AMOD, Dep.POSS})
_LINKS = frozenset({"of", "for", "from"})


def add_bodies(stage: Stage) -> None:
    """Gives phrases and posts of this text alone the body that owns them, where no state does."""
    by_head = {draft.head: draft for draft in stage.drafts}
    for draft in stage.drafts:
        if draft.noun in _SERVING and draft.chain.entity.iri.startswith(stage.document.iri):
            _add_to_phrase(stage, draft, by_head)
    for draft in stage.drafts:
        for position in (draft.position, draft.chain.position):
            if position is not None:
                _add_to_post(stage, draft, position)


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


def _add_to_post(stage: Stage, draft: MentionDraft, position: Position) -> None:
    """The body that the words of a post name: of "Hamas leader X" Hamas, though the facts may know X's passport."""
    tenure = stage.tenures[position.tenure]
    if position.words is None or not tenure.provisional or tenure.body or _names_state(stage, position):
        return
    inside = (d for d in stage.drafts if d.kind != "pronoun" and _lies_in(stage, d, position) and d is not draft)
    body = next((found for d in sorted(inside, key=lambda d: d.first) for found in _body(stage, d)), None)
    if body is not None:
        stage.tenures[tenure.iri] = replace(tenure, body=body, state=None, country=None)


def _names_state(stage: Stage, position: Position) -> bool:
    return position.words is not None and any(
        position.words.start <= stage.parse.start[token] < position.words.end for token in stage.states
    )


def _lies_in(stage: Stage, draft: MentionDraft, position: Position) -> bool:
    assert position.words is not None
    start, end = stage.parse.start[draft.first], stage.parse.end[draft.end - 1]
    return position.words.start <= start and end <= position.words.end
