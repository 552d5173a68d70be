"""From the tokens of a content to its characters: pieces, quotation marks, and how directly the words are given."""

from bisect import bisect_right
from itertools import pairwise

from kg.english.labels import Pos
from kg.english.quotes import covered
from kg.english.tokens import dateline_end
from kg.facts.model import Manner
from kg.facts.scene import Scene
from kg.facts.voice import quoting
from kg.facts.voice.frames import Frame
from kg.facts.voice.remarks import without_remark
from kg.spans import Span

_EDGES = " ,.;:–—-\n\u00a0"
_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}
_TWOFOLD = ("''", "``")
_NEARLY = 0.9
# Words of a quotation inside a sentence at most: where it is cut in two, the parse is wrong.
_SHORT = 12


def pieces(scene: Scene, token: int, frame: Frame) -> tuple[Span, ...]:
    """The stretches of text that a statement's content consists of, trimmed, in reading order.

    A quotation counts whole, though it may run over several sentences, and with what follows a cue that breaks it.
    """
    said = _behind_dateline(scene, without_remark(scene, token, frame))
    spans = _runs(scene, _closed(scene, said))
    spans = [_widened(scene, span, token) for span in spans]
    if frame.name in ("clause", "quotation"):
        spans.extend(scene.quotes[index] for index in quoting.beside(scene, token))
    cue = Span(scene.parse.start[token], scene.parse.end[token])
    return tuple(
        trimmed
        for span in _merged(spans)
        if not (span.start <= cue.start and cue.end <= span.end) and (trimmed := _trimmed(scene.document.text, span))
    )


def manner(scene: Scene, spans: tuple[Span, ...]) -> Manner:
    """Direct where all stands in quotation marks, mixed where some does."""
    share = covered(spans, scene.quotes_near(spans[0].start, spans[-1].end))
    return "direct" if share > _NEARLY else "mixed" if share > 0 else "indirect"


def _behind_dateline(scene: Scene, said: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens without the dateline that their sentence begins with: "KYIV, May 7 - "."""
    if not said:
        return said
    first = scene.parse.sentences[scene.parse.sentence[said[0]]][0]
    dash = dateline_end(scene.parse, first)
    return said if dash == first else tuple(token for token in said if token > dash)


def _closed(scene: Scene, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens without the "and" at their end, which leads on to something else."""
    end = len(tokens)
    while end and scene.parse.pos[tokens[end - 1]] in (Pos.CCONJ, Pos.PUNCT, Pos.SPACE):
        end -= 1
    joint = any(scene.parse.pos[t] == Pos.CCONJ for t in tokens[end:])
    return tokens[:end] if joint else tokens


def _runs(scene: Scene, tokens: tuple[int, ...]) -> list[Span]:
    """Neighbouring tokens as spans; what lies between two tokens of a run is punctuation at most."""
    parse = scene.parse
    begins = [
        at
        for at, (last, token) in enumerate(pairwise(tokens), 1)
        if token != last + 1 and not all(parse.pos[t] in (Pos.PUNCT, Pos.SPACE) for t in range(last + 1, token))
    ]
    runs = pairwise([0, *begins, len(tokens)]) if tokens else ()
    found = [Span(parse.start[tokens[first]], parse.end[tokens[end - 1]]) for first, end in runs]
    return [s for s in found if any(c.isalnum() for c in scene.document.text[s.start : s.end])]


def _widened(scene: Scene, span: Span, cue: int) -> Span:
    """A span that ends or lies in a quotation, to that quotation's ends, unless the cue is part of it."""
    for quotation in scene.quotes_near(*span):
        if quotation.start <= scene.parse.start[cue] < quotation.end:
            continue
        if quotation.end <= span.start or span.end <= quotation.start:
            continue
        text = scene.document.text
        rest = text[span.end : quotation.end] if span.end <= quotation.end else ""
        if span.start < quotation.start <= span.end <= quotation.end and not any(c.isalnum() for c in rest):
            return Span(span.start, min(quotation.end + 1, len(text)))
        if (
            span.start < quotation.start < span.end < quotation.end
            and len(scene.tokens_in(quotation.start, quotation.end)) < _SHORT
        ):
            return Span(span.start, min(quotation.end + 1, len(text)))
        starts_inside = quotation.start - 1 <= span.start
        ends_inside = span.end <= quotation.end + 1
        if starts_inside and ends_inside and span.end > quotation.end - 3:
            return Span(min(span.start, quotation.start), max(span.end, quotation.end))
        if not starts_inside and ends_inside and _begins_sentence(scene, span.end, quotation.end):
            return Span(span.start, quotation.end)
    return span


def _begins_sentence(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence begins between two offsets."""
    following = bisect_right(scene.sentence_starts, start)
    return following < len(scene.sentence_starts) and scene.sentence_starts[following] < end


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without outer blanks and punctuation; quotation marks go where they enclose all, or stand alone."""
    start, end = span
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if start >= end:
            return None
        start, end = _without_marks(text, start, end)
        if (start, end) == before:
            return Span(start, end)


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    for mark in _TWOFOLD:
        if text.startswith(mark, start, end) and mark not in text[start + 2 : end - 2] and start + 2 < end:
            return start + 2, end
        if text.endswith(mark, start, end) and mark not in text[start : end - 2] and start + 2 < end:
            return start, end - 2
    first, last, inner = text[start], text[end - 1], text[start + 1 : end - 1]
    if first in _PAIRS and _PAIRS[first] not in inner + last:
        return start + 1, end
    if (
        first in _PAIRS
        and last == _PAIRS[first]
        and first not in inner
        and last not in inner.replace("’s", "").replace("s’", "")
    ):
        return start + 1, end - 1
    opener = next((o for o, c in _PAIRS.items() if c == last), None)
    if (
        opener is not None
        and opener not in text[start : end - 1]
        and not (last in "’'" and end - 2 > start and text[end - 2] == "s")
    ):
        return start, end - 1
    return start, end
