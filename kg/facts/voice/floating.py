"""Quotations that no cue claims: they go on with whoever was quoted last, or belong to whoever stands before them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.english import cues, tree
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos
from kg.english.quotes import goes_on
from kg.facts.model import Factuality
from kg.facts.scene import Scene
from kg.facts.voice import quoting
from kg.facts.voice.frames import Frame
from kg.facts.voice.saying import Saying
from kg.facts.voice.signed import signed
from kg.facts.voice.sources import Source
from kg.spans import Span

_QUOTED = Cue("", None, "assert", ("quotation",))
_FLOATING_WORDS = 4
# Characters between a sentence and the quotation that goes on behind it: a blank, the opening mark.
_NEXT = 3
_MARKS = "\n \"“”„«»‘’'`"


def with_floating(scene: Scene, found: list[Saying]) -> list[Saying]:
    """The sayings with the quotations of whole sentences that no cue claims: they go on with whoever was quoted last.

    Right behind a quotation and its cue, one is a further piece of the same statement; elsewhere it is a new one.
    """
    done = _Done(scene, found)
    for quotation in scene.quotes:
        if any(_claims(scene, saying, quotation) for saying in done.with_words_of(quotation)):
            continue
        tokens = scene.tokens_in(quotation.start, quotation.end)
        if len(tokens) >= _FLOATING_WORDS and (by := signed(scene, quotation)) is not None:
            done.add(_floating(by, quotation, tokens, 0.6))
            continue
        lead = _lead(scene, tokens) if len(tokens) >= _FLOATING_WORDS else None
        if lead is None or not (lead.colon or _is_sentence(scene, tokens)):
            continue
        introduced = None if not done.cues.isdisjoint(lead.tokens) else _introduced(scene, lead)
        if introduced is not None:
            done.add(_floating(introduced, quotation, tokens, 0.6 if lead.colon else 0.5))
        elif (speaker := done.last_quoted(quotation)) is not None:
            last = done.sayings[speaker]
            if last.manner != "indirect" and _follows(scene, last, quotation):
                done.stretch(speaker, quotation)
            else:
                done.add(_floating(last.source, quotation, tokens, 0.6))
    return done.sayings


class _Done:
    """The statements found so far, and where they have words: in which paragraphs, at which tokens."""

    def __init__(self, scene: Scene, found: Iterable[Saying]) -> None:
        self._scene = scene
        self._inside: dict[int, list[int]] = {}
        self._at: dict[int, list[int]] = {}
        self.sayings: list[Saying] = []
        self.cues: set[int] = set()
        for saying in found:
            self.add(saying)

    def add(self, saying: Saying) -> None:
        """Takes in one more."""
        self.sayings.append(saying)
        self.cues.add(saying.token)
        for piece in saying.pieces:
            self._note(len(self.sayings) - 1, piece)

    def stretch(self, index: int, quotation: Span) -> None:
        """Gives one a further piece."""
        self.sayings[index] = replace(self.sayings[index], pieces=(*self.sayings[index].pieces, quotation))
        self._note(index, quotation)

    def _note(self, index: int, piece: Span) -> None:
        paragraph_at = self._scene.document.paragraph_at
        for paragraph in range(paragraph_at(piece.start), paragraph_at(piece.end - 1) + 1):
            self._inside.setdefault(paragraph, []).append(index)
        for token in self._scene.tokens_over(piece):
            self._at.setdefault(token, []).append(index)

    def with_words_of(self, quotation: Span) -> Iterator[Saying]:
        """Those that have words of a quotation."""
        indices = {index for token in self._scene.tokens_over(quotation) for index in self._at.get(token, ())}
        return (self.sayings[index] for index in indices)

    def last_quoted(self, quotation: Span) -> int | None:
        """The last one with quoted words before a quotation, in its paragraph or the one before."""
        document = self._scene.document
        here = document.paragraph_at(quotation.start)
        floor, begin = document.paragraphs[max(0, here - 1)].start, document.paragraphs[here].start
        near = sorted({*self._inside.get(here - 1, ()), *self._inside.get(here, ())})
        before = [
            index
            for index in near
            if floor <= (start := self.sayings[index].pieces[-1].start) < quotation.start
            and (self.sayings[index].manner != "indirect" or start >= begin)
            and self.sayings[index].source.participant is not None
        ]
        return max(before, key=lambda index: self.sayings[index].token) if before else None


def _claims(scene: Scene, saying: Saying, quotation: Span) -> bool:
    """Whether a statement from outside a quotation has words of it."""
    if quotation.start <= scene.parse.start[saying.token] < quotation.end and saying.words is not None:
        return False
    return any(p.start < quotation.end and quotation.start < p.end for p in saying.pieces)


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


def _follows(scene: Scene, saying: Saying, quotation: Span) -> bool:
    """Whether a quotation goes on with a statement: in the next sentence, or paragraph where none has closed it."""
    text = scene.document.text
    if goes_on(scene.document, saying.pieces[-1]):
        return not text[saying.pieces[-1].end : quotation.start].strip(_MARKS)
    end = max(saying.pieces[-1].end, scene.sentence_span(saying.token).end)
    return end <= quotation.start <= end + _NEXT and "\n" not in text[end : quotation.start]


def _floating(source: Source, quotation: Span, tokens: range, score: float) -> Saying:
    return Saying(
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
