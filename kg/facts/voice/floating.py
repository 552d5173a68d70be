"""Quotations that no cue claims: they go on with whoever was quoted last, or belong to whoever stands before them."""

from dataclasses import dataclass, replace

from kg.english import cues, tree
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos
from kg.english.quotes import goes_on
from kg.facts.model import Factuality
from kg.facts.scene import Scene
from kg.facts.voice import quoting
from kg.facts.voice.frames import Frame
from kg.facts.voice.saying import Draft
from kg.facts.voice.sources import Source
from kg.spans import Span

_QUOTED = Cue("", None, "assert", ("quotation",))
_FLOATING_WORDS = 4
# Characters between a sentence and the quotation that goes on behind it: a blank, the opening mark.
_NEXT = 3
_MARKS = "\n \"“”„«»‘’'`"


def with_floating(scene: Scene, found: list[Draft]) -> list[Draft]:
    """The drafts with the quotations of whole sentences that no cue claims: they go on with whoever was quoted last.

    Right behind a quotation and its cue, one is a further piece of the same statement; elsewhere it is a new one.
    """
    done = list(found)
    for quotation in scene.quotes:
        if any(_claims(scene, draft, quotation) for draft in done):
            continue
        tokens = scene.tokens_in(quotation.start, quotation.end)
        lead = _lead(scene, tokens) if len(tokens) >= _FLOATING_WORDS else None
        if lead is None or not (lead.colon or _is_sentence(scene, tokens)):
            continue
        introduced = None if any(d.token in lead.tokens for d in done) else _introduced(scene, lead)
        if introduced is not None:
            done.append(_floating(introduced, quotation, tokens, 0.6 if lead.colon else 0.5))
        elif (speaker := _last_quoted(scene, done, quotation)) is not None:
            if speaker.manner != "indirect" and _follows(scene, speaker, quotation):
                done[done.index(speaker)] = replace(speaker, pieces=(*speaker.pieces, quotation))
            else:
                done.append(_floating(speaker.source, quotation, tokens, 0.6))
    return done


def _claims(scene: Scene, draft: Draft, quotation: Span) -> bool:
    """Whether a statement from outside a quotation has words of it."""
    if quotation.start <= scene.parse.start[draft.token] < quotation.end and draft.words is not None:
        return False
    return any(p.start < quotation.end and quotation.start < p.end for p in draft.pieces)


@dataclass(frozen=True, slots=True)
class _Lead:
    """The sentence before a quotation in its paragraph, empty where there is none."""

    tokens: range
    colon: bool


def _lead(scene: Scene, tokens: range) -> _Lead:
    parse, text = scene.parse, scene.document.text
    last = tokens[0] - 1
    while last >= 0 and not parse.text[last].strip(_MARKS):
        last -= 1
    if last < 0 or "\n" in text[parse.end[last] : parse.start[tokens[0]]] or quoting.quotation_at(scene, last):
        return _Lead(range(0), colon=False)
    first, _ = parse.sentences[parse.sentence[last]]
    return _Lead(range(first, last + 1), colon=parse.text[last] == ":")


def _introduced(scene: Scene, lead: _Lead) -> Source | None:
    """Whoever the sentence before a quotation is about: "He echoed the warning: ...", "Orban was blunt. ..."."""
    parse = scene.parse
    root = next((t for t in lead.tokens if parse.head[t] not in lead.tokens or parse.head[t] == t), None)
    if root is None or not tree.is_verb(parse, root) or tree.is_passive(parse, root):
        return None
    for subject in tree.subjects(parse, root):
        if (
            parse.lemma[subject].lower() in cues.nouns()
            and (holder := tree.child(parse, subject, Dep.POSS)) is not None
        ):
            subject = holder
        mention = scene.mention_at(subject)
        if mention is not None and (mention.type == "person" or (lead.colon and scene.is_actor(subject))):
            participant = scene.participant(subject)
            return Source(subject, participant) if participant is not None else None
    return None


def _follows(scene: Scene, draft: Draft, quotation: Span) -> bool:
    """Whether a quotation goes on with a statement: in the next sentence, or paragraph where none has closed it."""
    text = scene.document.text
    if goes_on(scene.document, draft.pieces[-1]):
        return not text[draft.pieces[-1].end : quotation.start].strip(_MARKS)
    end = max(draft.pieces[-1].end, scene.sentence_span(draft.token).end)
    return end <= quotation.start <= end + _NEXT and "\n" not in text[end : quotation.start]


def _floating(source: Source, quotation: Span, tokens: range, score: float) -> Draft:
    return Draft(
        token=tokens[0],
        cue=_QUOTED,
        words=None,
        frame=Frame("quotation", tuple(tokens), None),
        source=source,
        pieces=(quotation,),
        manner="direct",
        act="assert",
        coding=None,
        targets=(),
        factuality=Factuality(),
        score=score,
    )


def _is_sentence(scene: Scene, tokens: range) -> bool:
    """Whether the words begin and end as sentences do, and the sentence holds nothing else."""
    parse = scene.parse
    first, _ = parse.sentences[parse.sentence[tokens[0]]]
    _, last = parse.sentences[parse.sentence[tokens[-1]]]
    outside = [
        t
        for t in (*range(first, tokens[0]), *range(tokens[-1] + 1, last))
        if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)
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
