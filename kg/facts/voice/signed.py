"""Whoever a quotation is signed by: a name behind a dash, or a line that ends in a colon above it."""

from kg.english import verbs
from kg.english.labels import Dep, Pos
from kg.facts.scene import Scene
from kg.facts.voice.sources import Source
from kg.spans import Span

# Tokens of a line that only names a speaker at most.
_LINE = 16
_DASHES = "-–—―"
_MARKS = " \u00a0\"”“»«'’‘,."
_SPEAKERS = ("person", "position")


def signed(scene: Scene, quotation: Span) -> Source | None:
    """The speaker named behind a quotation, or above it: "“...” – Foreign Minister X", "From Minister X:"."""
    return _behind_dash(scene, quotation) or _in_line_above(scene, quotation)


def _behind_dash(scene: Scene, quotation: Span) -> Source | None:
    here = scene.document.paragraphs[scene.document.paragraph_at(quotation.start)]
    rest = scene.document.text[quotation.end : here.end].lstrip(_MARKS)
    if rest[:1] not in tuple(_DASHES):
        return None
    tokens = scene.tokens_in(quotation.end, here.end)
    names = [t for t in tokens if scene.parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)]
    return _speaker(scene, names) if names else None


def _in_line_above(scene: Scene, quotation: Span) -> Source | None:
    paragraph = scene.document.paragraph_at(quotation.start)
    if paragraph < 1 or scene.document.text[scene.document.paragraphs[paragraph].start : quotation.start].strip(_MARKS):
        return None
    above = scene.document.paragraphs[paragraph - 1]
    if not scene.document.text[above.start : above.end].rstrip().endswith(":"):
        return None
    tokens = scene.tokens_in(above.start, above.end)
    names = [t for t in tokens if scene.parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)]
    led = next((i + 1 for i, t in enumerate(names) if scene.parse.lemma[t].lower() in ("from", "by")), 0)
    return _speaker(scene, names[led:])


def _speaker(scene: Scene, tokens: list[int]) -> Source | None:
    """The one person whom a line without a verb names right away."""
    parse = scene.parse
    if not tokens or len(tokens) > _LINE or any(parse.tag[t] in verbs.FINITE for t in tokens):
        return None
    for at in tokens:
        mention = scene.mention_at(at)
        if mention is not None and mention.type in _SPEAKERS and mention.kind != "pronoun":
            inside = [t for t in scene.tokens_in(mention.start, mention.end) if t in tokens]
            head = next((t for t in inside if parse.head[t] not in inside), inside[-1])
            participant = scene.participant(head)
            return Source(head, participant) if participant is not None else None
        if parse.dep[at] not in _BEFORE_NAME and parse.pos[at] not in (Pos.PROPN, Pos.NOUN, Pos.ADJ, Pos.DET):
            return None
    return None


_BEFORE_NAME = frozenset({Dep.COMPOUND, Dep.AMOD, Dep.DET, Dep.POSS, Dep.CASE, Dep.PREP})
