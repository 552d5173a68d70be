"""Quotations as coreference sees them: which token stands in whose words."""

from bisect import bisect_right
from functools import cached_property

from kg.document import Document, Parse
from kg.english import cues
from kg.english.labels import Dep, Pos
from kg.english.quotes import quotations
from kg.spans import Span

_SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS})
_LEADING = frozenset({",", ":", ";", ".", "?", "!", "—", "–"})
_MARKS = "\"“”„«»‘’'` \n"


class Quoted:
    """The quotations of a document that are whole clauses of their own: "...," X said."""

    def __init__(self, document: Document) -> None:
        self._document, self._parse = document, document.parse

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(q for q in quotations(self._document) if self._is_direct(q))

    def at(self, token: int) -> Span | None:
        """The quotation that a token stands in."""
        start = self._parse.start[token]
        index = bisect_right(self._spans, start, key=lambda q: q.start) - 1
        return self._spans[index] if index >= 0 and start < self._spans[index].end else None

    def holds(self, quotation: Span, token: int) -> bool:
        """Whether a token stands in a quotation."""
        return quotation.start <= self._parse.start[token] < quotation.end

    def speaker(self, quotation: Span) -> int | None:
        """Who says a quotation by the words behind it, before it, or beside the one before it in its paragraph."""
        own = self._beside(quotation)
        if own is not None:
            return own
        index = bisect_right(self._spans, quotation.start, key=lambda q: q.start) - 1
        before = self._spans[index - 1] if index else None
        if before is None or "\n" in self._document.text[before.end : quotation.start]:
            return None
        return self._beside(before)

    def _is_direct(self, quotation: Span) -> bool:
        """Whether a quotation is set apart, and not woven into a sentence: "a man “who knows what he wants”"."""
        before = self._document.text[max(0, quotation.start - 4) : quotation.start].rstrip(_MARKS)
        return (
            not before
            or before[-1] in _LEADING
            or quotation.start < 4
            or "\n" in self._document.text[max(0, quotation.start - 3) : quotation.start]
        )

    def _leads_on(self, quotation: Span) -> bool:
        """Whether the words before a quotation bring it in, in a sentence of their own: "X said: ..."."""
        return self._document.text[max(0, quotation.start - 4) : quotation.start].rstrip(_MARKS).endswith((":", ","))

    def _beside(self, quotation: Span) -> int | None:
        """The subject of a word of saying in the sentences in which a quotation ends and begins."""
        parse = self._parse
        first = bisect_right(parse.start, quotation.start - 1)
        last = bisect_right(parse.start, quotation.end - 1) - 1
        if not first <= last < len(parse):
            return None
        _, end = parse.sentences[parse.sentence[last]]
        led = first and self._leads_on(quotation)
        start, _ = parse.sentences[parse.sentence[first - 2 if led and first > 1 else first]]
        behind = (t for t in range(last + 1, end) if self.at(t) is None)
        before = (t for t in range(first - 1, start - 1, -1) if self.at(t) is None)
        return next((t for t in (*behind, *before) if _speaks(parse, t)), None)


def _speaks(parse: Parse, token: int) -> bool:
    """Whether a token is the subject of a word of saying."""
    verb = parse.head[token]
    nominal = parse.pos[token] in (Pos.NOUN, Pos.PROPN, Pos.PRON)
    return nominal and parse.dep[token] in _SUBJECTS and any(cues.uses(parse, verb))
