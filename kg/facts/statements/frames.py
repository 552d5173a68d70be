"""Where the content of a statement stands around its cue, who is addressed, and who is its target."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.document import Parse
from kg.facts import tree
from kg.facts.scene import Scene
from kg.facts.statements import cues
from kg.facts.statements.cues import Cue

_MARKS = frozenset({"that"})
# Participles that tell the outcome of what somebody is accused of.
_RESULTS = frozenset({"kill", "wound", "injure", "result", "cause", "leave", "destroy", "displace"})
# Characters that may lie between a quotation and its cue: the closing mark, a comma, a dash, blanks.
_GAP = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a content, the token that heads it, and the heads of addressees and targets.

    ``head`` is None for a quotation that the parse does not tie to its cue; ``content`` is empty then.
    """

    name: str
    content: tuple[int, ...]
    head: int | None
    targets: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()


_Finder = Callable[[Scene, int, str], Frame | None]


def frame(scene: Scene, token: int, cue: Cue) -> Frame | None:
    """The first of the cue's frames that fits the words around it."""
    for name in cue.frames:
        kind, _, preposition = name.partition(":")
        finders = _NOUN_FINDERS if scene.parse.pos[token] == "NOUN" else _VERB_FINDERS
        found = finders[kind](scene, token, preposition) if kind in finders else None
        found = _in_scope(scene, token, found) if found is not None else None
        if found is not None:
            return found
    return None


def _scope(scene: Scene, cue: int) -> range:
    """The tokens that a cue may report: a semicolon ends them on both sides, a colon before it, save in quotations."""
    parse = scene.parse
    first, last = parse.sentences[parse.sentence[cue]]
    left = (t for t in range(cue - 1, first - 1, -1) if parse.text[t] in (";", ":") and not _is_quoted(scene, t))
    right = (t for t in range(cue + 1, last) if parse.text[t] == ";" and not _is_quoted(scene, t))
    return range(next(left, first - 1) + 1, next(right, last))


def _in_scope(scene: Scene, cue: int, found: Frame) -> Frame | None:
    scope = _scope(scene, cue)
    if not found.content or (found.content[0] in scope and found.content[-1] in scope):
        return found
    content = tuple(t for t in found.content if t in scope)
    return replace(found, content=content) if content and found.head in (None, *scope) else None


def _clause(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    addressees = tuple(
        noun
        for noun in tree.prepositional(parse, verb, "to", "with")
        if scene.is_actor(noun) or _is_speaker(parse, noun)
    )
    scope = _scope(scene, verb)
    for complement in (c for c in tree.children(parse, verb, "ccomp") if c in scope):
        gerund = parse.tag[complement] == "VBG" and tree.child(parse, complement, "aux") is None
        if not _is_infinitive(parse, complement) and (not gerund or complement < verb):
            content = _clausal_content(parse, verb, complement)
            return Frame("clause", tuple(content), complement, addressees=addressees)
    around = _surrounding(parse, verb)
    if around is not None:
        return Frame("clause", tuple(around[1]), around[0], addressees=addressees)
    if _has_adjacent_quotation(scene, verb):
        return Frame("quotation", (), None, addressees=addressees)
    return None


def _told(scene: Scene, verb: int, _: str) -> Frame | None:
    found = _clause(scene, verb, "")
    addressees = tree.objects(scene.parse, verb) or tree.children(scene.parse, verb, "dative")
    if found is None or not addressees:
        return None
    return Frame(found.name, found.content, found.head, addressees=tuple(addressees))


def _clausal_content(parse: Parse, verb: int, complement: int) -> list[int]:
    """The clause without its "that", what is coordinated with it, and what the parser hung on the cue behind it."""
    further = [c for c in tree.children(parse, complement, "advcl") if is_further_cue(parse, c) and c > complement]
    asides = {t for t in tree.subtree(parse, complement) if parse.dep[t] == "relcl" and is_aside(parse, t)}
    tokens = tree.subtree(parse, complement, without={verb, *further, *asides})
    tokens = [t for t in tokens if not (parse.dep[t] == "mark" and t == tokens[0] and parse.lemma[t].lower() in _MARKS)]
    if complement < verb:
        return [t for t in tokens if t < verb]
    for other in tree.children(parse, verb, "conj"):
        if _continues(parse, verb, other):
            tokens.extend(tree.subtree(parse, other))
    for trailing in tree.children(parse, verb, "prep", "advcl", "npadvmod"):
        contrast = any(parse.lemma[c].lower() == "while" for c in tree.children(parse, trailing, "mark"))
        if trailing > tokens[-1] and parse.tag[trailing] != "VBG" and not contrast:
            below = tree.subtree(parse, trailing)
            if below[0] == tokens[-1] + 1:
                tokens.extend(below)
    return sorted(tokens)


def _continues(parse: Parse, verb: int, other: int) -> bool:
    """Whether a verb coordinated with the cue goes on with what was said: "said it is wary but is unprepared".

    It has no subject of its own, and stands in the present while the cue tells of the past.
    """
    if tree.child(parse, other, *tree.SUBJECT, *tree.PASSIVE) is not None or parse.tag[verb] != "VBD":
        return False
    return parse.tag[other] in ("VBZ", "VBP") or any(
        parse.tag[c] in ("MD", "VBZ", "VBP") for c in tree.children(parse, other, "aux")
    )


def is_further_cue(parse: Parse, verb: int) -> bool:
    """Whether a participle goes on reporting the same speaker: "said that ..., adding that ..."."""
    return (
        parse.tag[verb] == "VBG"
        and any("clause" in cue.frames for cue in cues.uses(parse, verb))
        and tree.child(parse, verb, "ccomp") is not None
        and not any(parse.pos[c] == "SCONJ" for c in tree.children(parse, verb, "mark"))
    )


def speaking(parse: Parse, verb: int) -> int:
    """The cue that a participle goes on with, where the parser hung it on what was said; else the verb itself."""
    outer = parse.head[verb]
    if parse.dep[verb] == "advcl" and parse.dep[outer] == "ccomp" and is_further_cue(parse, verb):
        return parse.head[outer]
    return verb


def _surrounding(parse: Parse, verb: int) -> tuple[int, list[int]] | None:
    """The clause that a cue is thrown into ("The strike, officials said, killed ...", "As he noted, ...")."""
    head = parse.head[verb]
    if head == verb or not tree.is_verb(parse, head):
        return None
    own = tree.child(parse, verb, *tree.SUBJECT)
    if tree.child(parse, verb, "dobj") is not None:
        return None  # "X said so; Y denied this" has its content elsewhere
    thrown = parse.dep[verb] == "parataxis" and own is not None
    as_told = parse.dep[verb] == "advcl" and any(
        parse.lemma[c].lower() == "as" for c in tree.children(parse, verb, "mark", "advmod")
    )
    if not thrown and not (as_told and own is not None):
        return None
    return head, [t for t in tree.subtree(parse, head, without={verb}) if parse.dep[t] != "punct" or t != verb - 1]


def _has_adjacent_quotation(scene: Scene, verb: int) -> bool:
    return any(True for _ in adjacent_quotations(scene, verb))


def adjacent_quotations(scene: Scene, verb: int) -> Iterator[int]:
    """Indices of the quotations that end right before the cue's clause, or begin right behind it."""
    parse, text = scene.parse, scene.document.text
    first, last = parse.sentences[parse.sentence[verb]]
    own = [t for t in tree.subtree(parse, verb) if first <= t < last and not _is_quoted(scene, t)]
    if not own:
        return
    start, end = parse.start[own[0]], parse.end[own[-1]]
    for index, quotation in enumerate(scene.quotes):
        between = text[quotation.end : start]
        if 0 <= start - quotation.end <= _GAP and "\n" not in between:
            # A full stop ends the quotation's sentence, so that what follows is no cue of it.
            if text[quotation.start : quotation.end].rstrip()[-1:] in ",!?—–" or "," in between:
                yield index
            continue
        between = text[parse.end[verb] : quotation.start]
        if parse.end[verb] <= quotation.start <= end + _GAP and between.rstrip("\"“‘'").rstrip()[-1:] in ":,":
            tokens = scene.tokens_in(parse.end[verb], quotation.start)
            if "\n" not in between and not any(parse.pos[t] == "VERB" for t in tokens):
                yield index


def _is_quoted(scene: Scene, token: int) -> bool:
    return any(q.start <= scene.parse.start[token] < q.end for q in scene.quotes)


def _infinitive(scene: Scene, token: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(parse, token, "xcomp", "acl", "advcl" if parse.pos[token] == "NOUN" else "xcomp"):
        if _is_infinitive(parse, complement) and complement > token:
            return Frame("infinitive", tuple(tree.subtree(parse, complement)), complement)
    return None


def _request(scene: Scene, verb: int, _: str) -> Frame | None:
    """Somebody is to do something: "urged X to", "X was urged to", "called on X to"."""
    parse = scene.parse
    for complement in tree.children(parse, verb, "xcomp", "ccomp", "advcl"):
        if not _is_infinitive(parse, complement):
            continue
        own = tree.child(parse, complement, "nsubj", "nsubjpass")
        if own is not None:
            without = tree.subtree(parse, own)
            content = [t for t in tree.subtree(parse, complement) if t not in without]
            return Frame("request", tuple(content), complement, addressees=tuple(tree.conjuncts(parse, own)))
        asked = tree.objects(parse, verb) or tree.prepositional(parse, verb, "on", "upon", "to", "with", "for")
        asked = [t for t in asked if scene.is_actor(t)] or asked[:1]
        if asked and (scene.is_actor(asked[0]) or parse.pos[asked[0]] in ("NOUN", "PRON")):
            return Frame("request", tuple(tree.subtree(parse, complement)), complement, addressees=tuple(asked))
    return None


def _target(scene: Scene, verb: int, preposition: str) -> Frame | None:
    parse = scene.parse
    targets = tree.objects(parse, verb)
    if not targets:
        return None
    for at in tree.children(parse, verb, "prep"):
        if parse.text[at].lower() == preposition and at > verb and (heads := tree.objects_of(parse, at)):
            content = [t for t in _without_asides(parse, at) if t != at]
            for result in tree.children(parse, verb, "advcl"):
                if parse.tag[result] == "VBG" and result > content[-1] and parse.lemma[result] in _RESULTS:
                    content.extend(tree.subtree(parse, result))
            return Frame("target", tuple(content), heads[0], targets=tuple(targets))
    return _target_through_object(scene, verb, targets, preposition)


def _blamed(scene: Scene, verb: int, preposition: str) -> Frame | None:
    """The reverse of "blamed X for the attack": "blamed the attack on X", "an attack blamed on X"."""
    parse = scene.parse
    happened = [t for t in tree.objects(parse, verb) if parse.pos[t] == "NOUN" and not scene.is_actor(t)]
    targets = [t for t in tree.prepositional(parse, verb, preposition) if scene.is_actor(t)]
    if not happened or not targets:
        return None
    asides = tree.children(parse, happened[0], "relcl", "acl")
    content = tree.subtree(parse, happened[0], without={verb, *asides})
    return Frame("blamed", tuple(content), happened[0], targets=tuple(targets))


def _without_asides(parse: Parse, head: int) -> list[int]:
    tokens = tree.subtree(parse, head)
    asides = {t for t in tokens if parse.dep[t] == "relcl" and is_aside(parse, t)}
    return tree.subtree(parse, head, without=asides) if asides else tokens


def _target_through_object(scene: Scene, verb: int, targets: list[int], preposition: str) -> Frame | None:
    """The same where the parser hung the preposition on the target: "blamed [Kyiv for the blast]"."""
    parse = scene.parse
    if not scene.is_actor(targets[-1]) and parse.lemma[verb] != "blame":
        return None  # "criticised its support for the war" is about the support
    for at in tree.children(parse, targets[-1], "prep"):
        if parse.text[at].lower() == preposition and preposition != "of":
            heads = tree.objects_of(parse, at)
            if heads:
                content = [t for t in tree.subtree(parse, at) if t != at]
                return Frame("target", tuple(content), heads[0], targets=tuple(targets))
    return None


def _as(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    for small in tree.children(parse, verb, "oprd", "ccomp", "xcomp"):
        subject = tree.child(parse, small, "nsubj")
        if not tree.is_verb(parse, small) and subject is not None:
            return Frame("as", tuple(tree.subtree(parse, small)), small, targets=(subject,))
    targets = tree.objects(parse, verb) or tree.prepositional(parse, verb, "to")
    label = next(
        (
            c
            for c in tree.children(parse, verb, "prep", "oprd", "advcl")
            if parse.dep[c] == "oprd" or parse.lemma[c] == "as"
        ),
        None,
    )
    if not targets or label is None or label < verb or parse.tag[targets[0]] in ("WP", "WDT"):
        return None
    content = {*tree.subtree(parse, targets[0], without={verb}), *tree.subtree(parse, label)}
    return Frame("as", tuple(sorted(content - {verb})), targets[0], targets=tuple(targets))


def is_aside(parse: Parse, verb: int) -> bool:
    """Whether a relative clause turns down all that was said before it: "..., which Iran denies"."""
    if parse.dep[verb] != "relcl" or parse.lemma[verb].lower() not in cues.words("turning_down"):
        return False
    which = tree.child(parse, verb, "dobj")
    if which is None or parse.text[which].lower() != "which":
        return False
    first = tree.subtree(parse, verb)[0]
    return parse.text[first - 1] == ","


def _aside(scene: Scene, verb: int) -> Frame | None:
    """What an aside turns down: what is claimed right above it, else the whole clause."""
    parse = scene.parse
    below = verb
    for above in tree.ancestors(parse, verb):
        told = parse.dep[below] == "prep" and tree.is_verb(parse, above) and cues.uses(parse, above)
        if tree.is_verb(parse, above) and (told or parse.dep[above] in ("ccomp", "ROOT") or parse.head[above] == above):
            head = below if told else above
            content = [t for t in tree.subtree(parse, head, without={verb}) if t < verb and not (told and t == below)]
            return Frame("aside", tuple(content), None) if content else None
        below = above
    return None


def _object(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    if is_aside(parse, verb):
        return _aside(scene, verb)
    heads = [t for t in tree.objects(parse, verb) if parse.pos[t] in ("NOUN", "PROPN", "NUM")]
    if not heads or (tree.is_passive(parse, verb) and (not tree.agents(parse, verb) or parse.dep[verb] == "acl")):
        return None
    aside = tree.children(parse, heads[0], "relcl") if scene.is_actor(heads[0]) else []
    content = tree.subtree(parse, heads[0], without={verb, *aside})
    label = next((c for c in tree.children(parse, verb, "prep") if parse.lemma[c] == "as" and c > verb), None)
    if label is not None:
        content = sorted({*content, *tree.subtree(parse, label)})
    return Frame("object", tuple(content), heads[0], targets=tuple(heads))


def _gerund(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(parse, verb, "xcomp", "ccomp", "pcomp"):
        if parse.tag[complement] == "VBG" and complement > verb:
            return Frame("gerund", tuple(tree.subtree(parse, complement)), complement)
    return None


def _prep(scene: Scene, token: int, preposition: str) -> Frame | None:
    parse = scene.parse
    for at in tree.children(parse, token, "prep", "prt"):
        if parse.text[at].lower() == preposition and at > token:
            heads = tree.objects_of(parse, at)
            if heads:
                content = [t for t in tree.subtree(parse, at) if t != at]
                return Frame("prep", tuple(content), heads[0], targets=(heads[0],))
    return None


def _readiness(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    for noun in tree.objects(parse, verb):
        if parse.lemma[noun].lower() in cues.words("ready") and tree.child(parse, noun, "acl", "prep") is not None:
            return Frame("readiness", tuple(tree.subtree(parse, noun)), noun)
    return None


def _noun_clause(scene: Scene, noun: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(parse, noun, "acl", "ccomp", "relcl"):
        mark = next((c for c in tree.children(parse, complement, "mark") if parse.lemma[c].lower() == "that"), None)
        if mark is not None:
            content = [t for t in tree.subtree(parse, complement) if t != mark]
            return Frame("clause", tuple(content), complement)
    return None


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == "TO" for c in tree.children(parse, verb, "aux"))


def _is_speaker(parse: Parse, noun: int) -> bool:
    return parse.lemma[noun].lower() in cues.words("speakers")


_VERB_FINDERS: dict[str, _Finder] = {
    "clause": _clause,
    "told": _told,
    "infinitive": _infinitive,
    "request": _request,
    "target": _target,
    "blamed": _blamed,
    "as": _as,
    "object": _object,
    "gerund": _gerund,
    "prep": _prep,
    "readiness": _readiness,
}
_NOUN_FINDERS: dict[str, _Finder] = {"clause": _noun_clause, "infinitive": _infinitive, "prep": _prep}
