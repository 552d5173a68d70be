"""Which quotations stand beside a cue, read off the text rather than the parse, which quotation marks derail."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene

_SUBORDINATE = frozenset({Dep.RELCL, Dep.ACL, Dep.APPOS})
_ENDS = frozenset({".", ";", "?", "!"})
_HANDING_OVER = ",!?—–-…"
_MARKS = "\"“”„«»‘’'` "
_MODIFIERS = frozenset(
    {Dep.COMPOUND, Dep.AMOD, Dep.POSS, Dep.NMOD, Dep.NUMMOD, Dep.DET, Dep.CASE, Dep.ADVMOD, Dep.PUNCT, Dep.QUANTMOD}
)
_NOUNS = frozenset({Pos.NOUN, Pos.PROPN, Pos.PRON})
# Words of a quotation that needs no comma to stand before its cue.
_LONG = 4
# Words that may lie between a cue and the head of its inverted subject.
_PHRASE = 10


def quotation_at(scene: Scene, token: int) -> int | None:
    """The index of the quotation that a token stands in."""
    start = scene.parse.start[token]
    index = bisect_right(scene.quotes, start, key=lambda q: q.start) - 1
    return index if index >= 0 and start < scene.quotes[index].end else None


def beside(scene: Scene, verb: int) -> Iterator[int]:
    """Indices of the quotations that end right before the cue's clause, or begin right behind it."""
    if quotation_at(scene, verb) is not None:
        return
    for found in (before(scene, verb), _behind(scene, verb)):
        if found is not None:
            yield found


def before(scene: Scene, verb: int) -> int | None:
    """The quotation that a clause behind it claims: "...," X said; "...," said X."""
    parse = scene.parse
    if parse.tag[verb] == Tag.VBG:
        return None  # "...," he said, adding
    for token in range(verb - 1, -1, -1):
        if "\n" in scene.document.text[parse.end[token] : parse.start[token + 1]]:
            return None
        index = quotation_at(scene, token)
        if index is not None:
            return index if _hands_over(scene, index, token + 1) else None
        if parse.text[token] in _ENDS or parse.text[token] == ":" or _is_clause(parse, token, verb):
            return None
    return None


def _behind(scene: Scene, verb: int) -> int | None:
    parse = scene.parse
    for token in range(verb + 1, len(parse)):
        if "\n" in scene.document.text[parse.end[token - 1] : parse.start[token]]:
            return None
        index = quotation_at(scene, token)
        if index is not None:
            return index if _is_handed(scene, verb, index) else None
        if parse.text[token] in _ENDS or _is_clause(parse, token, verb) or _speaks(parse, token):
            return None
    return None


def _is_clause(parse: Parse, token: int, verb: int) -> bool:
    """Whether a finite verb that is no part of the cue's own words nor of an aside stands here."""
    if parse.tag[token] not in verbs.FINITE or (
        parse.head[token] == verb and parse.dep[token] in (Dep.AUX, Dep.AUXPASS)
    ):
        return False
    verb_of = parse.head[token] if parse.dep[token] in (Dep.AUX, Dep.AUXPASS) else token
    return not any(parse.dep[a] in _SUBORDINATE for a in tree.upwards(parse, verb_of) if a != verb)


def _speaks(parse: Parse, token: int) -> bool:
    """Whether a participle takes over: "issued a statement saying: ..."."""
    return parse.tag[token] == Tag.VBG and parse.lemma[token].lower() in words.of("quoting")


def _hands_over(scene: Scene, index: int, following: int) -> bool:
    """Whether a quotation's end leads on to a cue: by a comma, a question mark; a full stop ends its sentence."""
    parse, text, quotation = scene.parse, scene.document.text, scene.quotes[index]
    first = next((t for t in range(following, len(parse)) if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)), following)
    if parse.pos[first] in (Pos.CCONJ, Pos.SCONJ) or parse.tag[first] in (Tag.WDT, Tag.WP, Tag.CC):
        return False
    if text[quotation.start : quotation.end].rstrip()[-1:] in _HANDING_OVER:
        return True
    between = text[quotation.end : parse.start[first]]
    if "," in between or "—" in between or "–" in between:
        return True
    long = len(scene.tokens_in(quotation.start, quotation.end)) >= _LONG
    return long and not between.strip(_MARKS) and text[quotation.end - 1] != "."


def _is_handed(scene: Scene, verb: int, index: int) -> bool:
    """Whether a cue leads on to a quotation: by a colon or comma, or right away to a sentence."""
    text, quotation = scene.document.text, scene.quotes[index]
    lead = text[scene.parse.end[verb] : quotation.start].rstrip(_MARKS)
    if lead[-1:] == "," and scene.parse.dep[verb] == Dep.RELCL and tree.child(scene.parse, verb, Dep.DOBJ) is not None:
        return False  # "Egypt, which opposes the dam, "is playing with fire""
    if lead[-1:] in (",", ":", "—", "–"):
        return True
    return not lead and text[quotation.start].isupper() and len(scene.tokens_in(*quotation)) >= _LONG


def speaker_beside(scene: Scene, verb: int) -> int | None:
    """The head of the phrase that speaks by its place: "...," said [X]; "...," [X] said; "...," [X], who is Y, said."""
    parse = scene.parse
    left = verb - 1
    while left > 0 and parse.pos[left] in (Pos.ADV, Pos.AUX):
        left -= 1
    if parse.pos[left] in _NOUNS and quotation_at(scene, left) is None:
        return left
    between = _between(scene, verb)
    if between:
        return next((t for t in between if parse.pos[t] in _NOUNS and parse.dep[t] not in _MODIFIERS), None)
    for token in range(verb + 1, min(verb + _PHRASE, len(parse))):
        if parse.pos[token] in _NOUNS and parse.dep[token] not in _MODIFIERS:
            return token
        goes_on = token == verb + 1 and parse.text[token].lower() == "on" and parse.lemma[verb].lower() == "go"
        if parse.pos[token] in (Pos.PUNCT, Pos.VERB, Pos.CCONJ, Pos.ADP) and not goes_on:
            return None
    return None


def _between(scene: Scene, verb: int) -> list[int]:
    """The words between the quotation before a cue and the cue."""
    parse, index = scene.parse, before(scene, verb)
    if index is None:
        return []
    behind = range(bisect_left(parse.start, scene.quotes[index].end), verb)
    return [t for t in behind if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)]


def is_inverted(scene: Scene, verb: int) -> bool:
    """Whether the cue stands right behind a quotation or comma, its subject behind it: "...," said X."""
    parse = scene.parse
    if verb == 0 or parse.pos[verb - 1] not in (Pos.PUNCT, Pos.SPACE) or parse.tag[verb] not in verbs.FINITE:
        return False
    if before(scene, verb) is not None:
        return not _between(scene, verb)
    return parse.text[verb - 1] == ","
