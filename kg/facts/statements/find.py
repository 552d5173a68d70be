"""Finds who says what: one pass over the tokens, each cue read with its frame, source, act and content."""

from dataclasses import dataclass, replace

from kg.document import Parse
from kg.facts import grammar, tree
from kg.facts.deeds import deed
from kg.facts.events import senses
from kg.facts.factuality import factuality
from kg.facts.model import Coding, Factuality, Manner
from kg.facts.sanctions import measures
from kg.facts.scene import Scene
from kg.facts.statements import content, cues, frames, sources
from kg.facts.statements.acts import act
from kg.facts.statements.cues import Cue
from kg.facts.statements.frames import Frame
from kg.facts.statements.sources import Source
from kg.spans import Span, Words

_ACCORDING = Cue("according", None, "assert", ("clause",))
_QUOTED = Cue("", None, "assert", ("quotation",))
_FINITE_ABOVE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB", "MD"})
_FLOATING_WORDS = 4
# Characters between a sentence and the quotation that goes on behind it: a blank, the opening mark.
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before voices are told apart; ``token`` is its cue, or the first word of a quotation without one."""

    token: int
    cue: Cue
    words: Words | None
    frame: Frame
    source: Source
    pieces: tuple[Span, ...]
    manner: Manner
    act: str
    coding: Coding | None
    targets: tuple[int, ...]
    factuality: Factuality
    score: float


def drafts(scene: Scene) -> list[Draft]:
    """All statements outside title and headings, in reading order."""
    parse = scene.parse
    found: list[Draft] = []
    for token in range(len(parse)):
        if parse.heading[parse.sentence[token]]:
            continue
        draft = _according(scene, token) if parse.text[token].lower() == "according" else _reported(scene, token)
        if draft is not None:
            found.append(draft)
    found = _with_floating(scene, _without_echoes(found))
    return sorted(found, key=lambda d: (d.token, d.pieces))


def _reported(scene: Scene, token: int) -> Draft | None:
    parse = scene.parse
    deed_there = senses.sense(parse, token)
    if deed_there is not None and deed_there.companions and parse.pos[token] == "VERB":
        return None  # "recalled its ambassador" tells a deed, not a memory
    for cue in cues.uses(parse, token):
        frame = frames.frame(scene, token, cue)
        if frame is None:
            continue
        if cue.act == "question" and frame.name == "object" and frame.head is not None and scene.is_actor(frame.head):
            continue  # the police question men
        if cue.lemma == "dismiss" and frame.name == "object" and _is_sacked(scene, token, frame):
            continue
        if cue.lemma in grammar.words("perceiving") and frame.name == "clause" and parse.tag[token] == "VB":
            continue  # whoever must "see it banned" says nothing
        noun = parse.pos[token] == "NOUN"
        source = sources.of_noun(scene, token, cue) if noun else sources.of_verb(scene, token, cue, frame)
        if source is None:
            continue
        draft = _draft(scene, token, cue, frame, source)
        if draft is not None:
            return draft
    return None


def _is_sacked(scene: Scene, verb: int, frame: Frame) -> bool:
    """Whether somebody is sent away from a post: a person, or "from office"."""
    parse, head = scene.parse, frame.head
    left = (*tree.prepositional(parse, verb, "from"), *(tree.prepositional(parse, head, "from") if head else ()))
    if any(parse.lemma[n].lower() in grammar.words("posts") for n in left):
        return True
    mention = scene.mention_at(head) if head is not None else None
    return mention is not None and mention.type in ("person", "position")


def _draft(scene: Scene, token: int, cue: Cue, frame: Frame, source: Source) -> Draft | None:
    parse = scene.parse
    if cue.lemma in measures.words("deciding") and _is_step(parse, frame):
        return None
    put = _told(scene.parse, frames.speaking(scene.parse, token))
    if put.polarity == "negative" and parse.dep[token] in ("xcomp", "pcomp", "acl", "advcl"):
        return None
    if put.certainty in ("possible", "unknown") and not _is_spoken(scene, token):
        return None
    pieces = content.pieces(scene, token, frame)
    if not pieces:
        return None
    done = act(scene, cue, frame, source)
    return Draft(
        token=token,
        cue=cue,
        words=_cue_words(scene, token, cue),
        frame=frame,
        source=source,
        pieces=pieces,
        manner=content.manner(scene, pieces),
        act=done.name,
        coding=done.coding,
        targets=done.targets,
        factuality=put,
        score=_score(frame, source),
    )


def _told(parse: Parse, cue: int) -> Factuality:
    """How the saying itself is put; nouns and participles tell of what has been said."""
    put = factuality(parse, cue)
    finite = parse.tag[cue] in ("VBZ", "VBP") or any(
        parse.tag[c] in ("VBZ", "VBP") for c in tree.children(parse, cue, "aux")
    )
    return replace(put, tense="past") if put.tense == "present" and not finite else put


def _is_step(parse: Parse, frame: Frame) -> bool:
    """Whether what is agreed is a step of sanction, which the sanction itself tells: "agreed to extend sanctions"."""
    done = deed(parse, frame.head) if frame.head is not None and frame.name == "infinitive" else None
    return done is not None and (done.type == "SANCTION" or (done.noun is None and _undoes(parse, done.token)))


def _undoes(parse: Parse, verb: int) -> bool:
    return any(measures.measure(parse, noun) is not None for noun in tree.children(parse, verb, "dobj"))


def _is_spoken(scene: Scene, token: int) -> bool:
    """Whether a cue below a modal is nevertheless said: "I must say", "would like to stress" are."""
    return any(scene.parse.lemma[a] == "like" for a in tree.ancestors(scene.parse, token))


def _score(frame: Frame, source: Source) -> float:
    score = 0.9 if frame.name in ("clause", "told", "target", "request", "infinitive", "according") else 0.8
    if source.participant is None:
        return score - 0.3
    return score


def _cue_words(scene: Scene, token: int, cue: Cue) -> Words:
    """The cue with its particle; with the noun that a participle hangs on: "statement indicating"."""
    parse = scene.parse
    first, last = token, token
    if cue.particle is not None and (particle := cues.particle(parse, token, cue)) is not None:
        last = particle if particle == token + 1 else token
    elif cue.frames and cue.frames[0] == "prep:to" and parse.text[min(token + 1, len(parse) - 1)].lower() == "to":
        last = token + 1
    if parse.dep[token] == "acl" and parse.head[token] == token - 1:
        first = token - 1
    return scene.words(first, last + 1)


def _according(scene: Scene, token: int) -> Draft | None:
    """What stands according to somebody: the clause that "according to X" hangs on, without it."""
    parse = scene.parse
    named = tree.prepositional(parse, token, "to")
    if not named or parse.dep[token] not in ("prep", "advmod", "advcl"):
        return None
    source = sources.of_phrase(scene, named[0])
    clause = next((a for a in tree.ancestors(parse, token) if parse.tag[a] in _FINITE_ABOVE), None)
    if source is None or clause is None or source.participant is None:
        return None
    # "X killed A and took B, according to Y": Y tells of both.
    while parse.dep[clause] == "conj" and parse.tag[parse.head[clause]] in _FINITE_ABOVE:
        clause = parse.head[clause]
    tokens = tree.subtree(parse, clause, without={token})
    frame = Frame(
        "according", tuple(t for t in tokens if parse.dep[t] != "punct" or t not in (token - 1, token + 1)), clause
    )
    pieces = content.pieces(scene, token, frame)
    if not pieces:
        return None
    return Draft(
        token=token,
        cue=_ACCORDING,
        words=scene.words(token, token + 2),
        frame=frame,
        source=source,
        pieces=pieces,
        manner=content.manner(scene, pieces),
        act="assert",
        coding=None,
        targets=(),
        factuality=Factuality(),
        score=0.9,
    )


def _without_echoes(found: list[Draft]) -> list[Draft]:
    """One statement a content: of two cues that share it the earlier keeps it; "voiced support" is told by its noun."""
    nouns = {draft.token for draft in found}
    kept: dict[tuple[bool, tuple[Span, ...]], Draft] = {}
    for draft in found:
        if draft.frame.name == "object" and draft.frame.head in nouns:
            continue
        key = draft.frame.name == "aside", draft.pieces
        known = kept.get(key)
        if known is None or (known.source.participant is None and draft.source.participant is not None):
            kept[key] = draft
    return list(kept.values())


def _with_floating(scene: Scene, found: list[Draft]) -> list[Draft]:
    """The drafts with the quotations of whole sentences that no cue claims: they go on with whoever was quoted last.

    Right behind a quotation and its cue, one is a further piece of the same statement; elsewhere it is a new one.
    """
    done = list(found)
    for quotation in scene.quotes:
        if any(p.start < quotation.end and quotation.start < p.end for draft in done for p in draft.pieces):
            continue
        tokens = scene.tokens_in(quotation.start, quotation.end)
        if len(tokens) < _FLOATING_WORDS or not _is_sentence(scene, tokens):
            continue
        speaker = _last_quoted(scene, done, quotation)
        if speaker is None:
            continue
        if speaker.manner != "indirect" and _follows(scene, speaker, quotation):
            done[done.index(speaker)] = replace(speaker, pieces=(*speaker.pieces, quotation))
        else:
            done.append(_continued(speaker, quotation, tokens))
    return done


def _follows(scene: Scene, draft: Draft, quotation: Span) -> bool:
    """Whether a quotation begins in the sentence behind the statement's last words, in the same paragraph."""
    end = max(draft.pieces[-1].end, scene.sentence_span(draft.token).end)
    return end <= quotation.start <= end + _NEXT and "\n" not in scene.document.text[end : quotation.start]


def _continued(speaker: Draft, quotation: Span, tokens: range) -> Draft:
    return Draft(
        token=tokens[0],
        cue=_QUOTED,
        words=None,
        frame=Frame("quotation", tuple(tokens), None),
        source=speaker.source,
        pieces=(quotation,),
        manner="direct",
        act="assert",
        coding=None,
        targets=(),
        factuality=Factuality(),
        score=0.6,
    )


def _is_sentence(scene: Scene, tokens: range) -> bool:
    """Whether the words begin and end as sentences do, and the sentence holds nothing else."""
    parse = scene.parse
    first, _ = parse.sentences[parse.sentence[tokens[0]]]
    _, last = parse.sentences[parse.sentence[tokens[-1]]]
    outside = [
        t for t in (*range(first, tokens[0]), *range(tokens[-1] + 1, last)) if parse.pos[t] not in ("PUNCT", "SPACE")
    ]
    return not outside and parse.text[tokens[0]][:1].isupper()


def _last_quoted(scene: Scene, found: list[Draft], quotation: Span) -> Draft | None:
    """The last statement with quoted words before a quotation, in its paragraph or the one before."""
    paragraphs = scene.document.paragraphs
    here = next((i for i, p in enumerate(paragraphs) if p.start <= quotation.start < p.end), 0)
    floor = paragraphs[max(0, here - 1)].start
    before = [
        d
        for d in found
        if floor <= d.pieces[-1].start < quotation.start
        and (d.manner != "indirect" or d.pieces[-1].start >= paragraphs[here].start)
        and d.source.participant is not None
    ]
    return max(before, key=lambda d: d.token) if before else None
