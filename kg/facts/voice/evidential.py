"""Phrases that make their clause somebody's word: "according to X", "in the view of X", "by X's own account"."""

from kg.document import Parse
from kg.english import tree, verbs
from kg.english import words as dictionary
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos, Tag
from kg.facts.model import Factuality
from kg.facts.scene import Scene
from kg.facts.voice import content, sources
from kg.facts.voice.frames import Frame
from kg.facts.voice.saying import Saying
from kg.facts.voice.sources import Source
from kg.spans import Words

_ACCORDING = Cue("according", None, "assert", ("clause",))


def saying(scene: Scene, token: int) -> Saying | None:
    """What stands by somebody's word: the clause that the phrase opened by a token hangs on, without it."""
    parse = scene.parse
    word = parse.text[token].lower()
    if word == "according":
        named = tree.prepositional(parse, token, "to")
        return _saying(scene, token, sources.of_phrase(scene, *named), scene.words(token, token + 2)) if named else None
    if word in dictionary.of("evidential_prepositions"):
        for noun in tree.children(parse, token, Dep.POBJ):
            if parse.lemma[noun].lower() in dictionary.of("evidential"):
                return _saying(scene, token, _holder(scene, noun), scene.words(noun, noun + 1))
    return None


def _holder(scene: Scene, noun: int) -> Source | None:
    """Whose view it is; not "the view of the sea"."""
    parse = scene.parse
    held = tree.children(parse, noun, Dep.POSS) or tree.prepositional(parse, noun, "of")
    if not held or not (parse.tag[held[0]] == Tag.PRP_ or _speaks(scene, held[0])):
        return None
    return sources.of_phrase(scene, held[0])


def _speaks(scene: Scene, token: int) -> bool:
    return scene.is_actor(token) or scene.parse.lemma[token].lower() in dictionary.of("speakers")


def _told_by(parse: Parse, clause: int, token: int) -> int:
    """The clause told of: behind a comma at the end of a sentence the whole, with who is said to have said it."""
    while parse.text[token - 1] == "," and token > clause and parse.dep[clause] in (Dep.CCOMP, Dep.CONJ):
        above = parse.head[clause]
        if parse.tag[above] not in verbs.FORMS or above > clause:
            break
        clause = above
    return clause


def _published(parse: Parse, token: int, clause: int) -> int | None:
    """A participle that tells of the source alone: "according to the report, [published on Friday], X"."""
    for verb in (clause, *tree.children(parse, clause, Dep.ADVCL)):
        bare = parse.tag[verb] == Tag.VBN and parse.dep[verb] == Dep.ADVCL and verb < parse.head[verb]
        if bare and tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE, Dep.AUX, Dep.AUXPASS, Dep.MARK) is None:
            between = [t for t in range(token + 1, verb) if parse.tag[t] in verbs.FORMS]
            if token < verb and parse.text[verb - 1] == "," and not between:
                return verb
    return None


def _told_besides(parse: Parse, token: int, clause: int) -> list[int]:
    """Clauses with a subject of their own behind a phrase that ends its clause: "..., according to X, and Y left"."""
    found = []
    for verb in tree.conjuncts(parse, clause)[1:]:
        own = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE)
        if own is None or not clause < token < verb or parse.pos[tree.first(parse, verb) - 1] != Pos.CCONJ:
            continue
        if parse.text[tree.first(parse, verb) - 2] == ",":
            found.append(verb)
    return found


def _thrown_into(parse: Parse, token: int) -> tuple[int, tuple[int, ...]] | None:
    """The verb and tokens of the subordinate clause that a phrase between commas is thrown into.

    "He went to Goma, where a raid has left, according to officials, ten dead": they tell of the dead alone.
    """
    first, last = parse.sentences[parse.sentence[token]]
    closing = next((t for t in range(token, last) if parse.text[t] == ","), None)
    verb = next((t for t in range(token - 1, first - 1, -1) if parse.tag[t] in verbs.FORMS), None)
    if closing is None or verb is None or parse.text[token - 1] != "," or closing + 1 >= last - 1:
        return None
    own = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE, Dep.MARK)
    if parse.pos[verb] != Pos.VERB or not (
        parse.dep[verb] == Dep.RELCL or (parse.dep[verb] == Dep.ADVCL and own is None)
    ):
        return None
    start = min(t for t in tree.subtree(parse, verb) if t <= verb)
    main = next((a for a in tree.ancestors(parse, verb) if parse.tag[a] in verbs.FORMS), verb)
    ends = (t for t in range(closing + 1, last) if parse.text[t] == "," or parse.text[t] == ".")
    end = next(ends, last) if verb < main else last
    inside = (*range(start, token - 1), *range(closing + 1, end))
    return verb, tuple(t for t in inside if parse.pos[t] != Pos.SPACE)


def _behind_colon(parse: Parse, token: int) -> bool:
    """Whether a phrase opens what stands behind a colon or semicolon, and tells of nothing before it."""
    return token > 0 and parse.text[token - 1] in (":", ";")


def _saying(scene: Scene, token: int, source: Source | None, words: Words) -> Saying | None:
    parse = scene.parse
    if source is None or source.participant is None or parse.dep[token] not in (Dep.PREP, Dep.ADVMOD, Dep.ADVCL):
        return None
    clause = next((a for a in tree.ancestors(parse, token) if parse.tag[a] in verbs.FORMS), None)
    if clause is None:
        return None
    published = _published(parse, token, clause)
    if published == clause:
        clause = parse.head[clause]
    # "X killed A and took B, according to Y": Y tells of both.
    while parse.dep[clause] == Dep.CONJ and parse.tag[parse.head[clause]] in verbs.FORMS:
        clause = parse.head[clause]
    clause = _told_by(parse, clause, token)
    others = {token, *_told_besides(parse, token, clause)}
    tokens = tree.subtree(parse, clause, without=others if published is None else {*others, published})
    opens = _behind_colon(parse, token)
    inner = tuple(
        t for t in tokens if (parse.dep[t] != Dep.PUNCT or t not in (token - 1, token + 1)) and (not opens or t > token)
    )
    if (within := _thrown_into(parse, token)) is not None:
        clause, inner = within
    frame = Frame("according", inner, clause)
    pieces = content.pieces(scene, token, frame)
    if not pieces:
        return None
    return Saying(
        token=token,
        cue=_ACCORDING,
        words=words,
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
