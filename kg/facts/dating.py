"""When: which fact each time expression belongs to."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from kg.document import Parse
from kg.english import timewords, tokens, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.model import Time
from kg.facts.scene import Scene

_YEAR: Final = len("2022")
_BARRIERS: Final = frozenset({Dep.CCOMP, Dep.PARATAXIS})


def times_of(scene: Scene, times: Iterable[Time], anchors: Mapping[int, int]) -> dict[int, Time]:
    """Which fact each time expression belongs to.

    ``anchors`` leads from the tokens that tell a fact to the fact's own token; a noun's verb may lead to it too. The
    result leads from that token to the first expression that belongs to the fact.
    """
    found: dict[int, Time] = {}
    shared: dict[int, Time] = {}
    told_by_verbs = frozenset(fact for token, fact in anchors.items() if token != fact)
    for time in times:
        stretch = scene.tokens_in(time.start, time.end)
        if stretch:
            head = _head(scene.parse, stretch)
            owner = _owner(scene.parse, head, anchors, told_by_verbs)
            if owner is not None:
                found.setdefault(owner, time)
            for verb in _shared(scene.parse, head, time):
                if verb in anchors:
                    shared.setdefault(anchors[verb], time)
    return {**shared, **found}


def _shared(parse: Parse, token: int, time: Time) -> Iterator[int]:
    """The verbs besides its own that a time holds for: those before the day at the end, those behind the one in front.

    "Rebels killed nine guards and seized four nurses on Oct. 7"; but "annexed X and invaded Y in 2022" are two years.
    """
    yield from _then(parse, token)
    verb = next((t for t in tree.ancestors(parse, token) if tree.is_verb(parse, t)), None)
    if verb is None or time.relation != "in":
        return
    subject = next(iter(tree.children(parse, verb, Dep.NSUBJ, Dep.NSUBJPASS)), None)
    if subject is not None and token < subject:
        yield from _joined_behind(parse, verb)
    elif token > verb and len(time.value) > _YEAR and not tree.children(parse, verb, Dep.CONJ):
        while _is_joined(parse, verb) and not _has_time(parse, parse.head[verb], verb):
            verb = parse.head[verb]
            yield verb


def _then(parse: Parse, token: int) -> Iterator[int]:
    """The verb of the clause right behind a time that says what was then: "in 2014, when troops seized the town"."""
    at = token + 1
    while at < len(parse) and (parse.text[at] == "," or parse.head[at] == token):
        at += 1
    if at < len(parse) and parse.text[at].lower() == "when" and tree.is_verb(parse, parse.head[at]):
        yield parse.head[at]


def _joined_behind(parse: Parse, verb: int) -> Iterator[int]:
    """The verbs joined to one that tell of the same subject, tense and mood."""
    for other in tree.children(parse, verb, Dep.CONJ):
        if _is_joined(parse, other):
            yield other
            yield from _joined_behind(parse, other)


def _is_joined(parse: Parse, verb: int) -> bool:
    """Whether a verb goes on with the subject and the tense of the one before: "killed nine and seized four"."""
    if parse.dep[verb] != Dep.CONJ or tree.children(parse, verb, Dep.NSUBJ, Dep.NSUBJPASS, Dep.EXPL):
        return False
    above = parse.head[verb]
    if tree.child(parse, above, Dep.CCOMP) is not None:
        return False  # "said it would not attack X and shelled Y on Monday"
    joint = next((parse.text[c].lower() for c in parse.children[above] if parse.dep[c] == Dep.CC and c < verb), "and")
    later = any(
        parse.text[c].lower() in timewords.words()["order-adverbs"] for c in parse.children[verb] if c < verb + 2
    )
    helped = [parse.lemma[c] for c in tree.children(parse, verb, Dep.AUX)]
    return (
        tree.is_verb(parse, above) and parse.tag[verb] == parse.tag[above] and joint == "and" and not (later or helped)
    )


def _has_time(parse: Parse, verb: int, end: int) -> bool:
    """Whether a verb has a time of its own, before the verb that is joined to it."""
    dated = tokens.dated(parse)
    return any(t in dated for c in parse.children[verb] if c < end for t in [c, *parse.children[c]])


def _head(parse: Parse, stretch: range) -> int:
    return next((t for t in stretch if parse.head[t] not in stretch or parse.head[t] == t), stretch[0])


def _owner(parse: Parse, token: int, anchors: Mapping[int, int], told_by_verbs: Container[int]) -> int | None:
    if token in anchors:
        return anchors[token]
    below = token
    for at in tree.ancestors(parse, token):
        if _is_apart(parse, below, at) or (_goes_on(parse, below, at) and token < below):
            return None
        clause = parse.dep[below] in (Dep.RELCL, Dep.ACL)
        if at in anchors:
            # "extended the sanctions that it imposed in 2014": the act has another verb, and another day.
            others = clause and at == anchors[at] and at in told_by_verbs
            return None if others or _is_thrown_in(parse, token, at) else anchors[at]
        if clause and not _is_where_said(parse, below, at):
            return None  # "talks on a dispute that began in 2019": the time is the dispute's
        if token in (below, *parse.children[below]) and _is_dated_itself(parse, below, at):
            return None
        if tree.is_verb(parse, at):
            party = _phase_of(parse, at, anchors)
            if party is not None:
                return party
        below = at
    return None


def _is_apart(parse: Parse, below: int, at: int) -> bool:
    """Whether a time that came up to a word is not that of the word above it."""
    if parse.dep[below] in _BARRIERS and not _is_own(parse, below, at):
        return True
    return _is_ahead(parse, below) or _is_bound(parse, below, at) or _is_deed_told(parse, below, at)


def _is_dated_itself(parse: Parse, below: int, noun: int) -> bool:
    """Whether a time tells which thing is meant: "the [2019] treaty", "the raid [of May 12]", "a trial [for 2026]",
    "tried over a bombing [in 2015]".

    "In the early hours of Monday" is one time.
    """
    if parse.pos[noun] != Pos.NOUN or noun in tokens.dated(parse):
        return False
    if parse.dep[below] == Dep.PREP:
        cause = parse.text[parse.head[noun]].lower() in ("over", "for") and below == noun + 1
        return below > noun and (cause or parse.text[below].lower() in ("of", "for"))
    return below < noun and parse.dep[below] in (Dep.NUMMOD, Dep.AMOD, Dep.NMOD, Dep.COMPOUND, Dep.POSS)


def _goes_on(parse: Parse, verb: int, before: int) -> bool:
    """Whether a verb goes on behind another; a time between them is of the second: "said no and in May shelled X"."""
    return parse.dep[verb] == Dep.CONJ and tree.is_verb(parse, verb) and tree.is_verb(parse, before)


def _is_thrown_in(parse: Parse, time: int, verb: int) -> bool:
    """Whether a time stands in a remark about the subject: "Orban, in power since 2010, fears"."""
    subject = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE)
    if subject is None or not subject < time < verb or "," not in parse.text[time:verb]:
        return False
    opening = next((t for t in range(time, subject, -1) if parse.text[t] == ","), None)
    return opening is not None and any(parse.pos[t] in (Pos.NOUN, Pos.PROPN) for t in range(opening, parse.head[time]))


def _is_bound(parse: Parse, clause: int, above: int) -> bool:
    """Whether a clause tells what was before or after a deed: "has held the town since storming it in May"."""
    if parse.dep[clause] == Dep.PCOMP:
        return parse.text[above].lower() in words.of("bounding_conjunctions")
    return parse.dep[clause] == Dep.ADVCL and verbs.opens_with(parse, clause, *words.of("bounding_conjunctions"))


def _is_deed_told(parse: Parse, gerund: int, preposition: int) -> bool:
    """Whether a gerund is what a verb is about: "praised X for [saving] Y in May"; not "after meeting X on Tuesday"."""
    about = parse.text[preposition].lower() == "for"
    return parse.dep[gerund] == Dep.PCOMP and parse.tag[gerund] == Tag.VBG and about


def _is_where_said(parse: Parse, participle: int, noun: int) -> bool:
    """Whether a noun is the text or the place in which somebody speaks: "said in [a speech] given on Friday"."""
    if parse.tag[participle] != Tag.VBN:
        return False  # "a report covering the year to June"
    lemma = parse.lemma[noun].lower()
    told = any(lemma in words.of(name) for name in ("documents", "venues", "utterances"))
    return told and parse.dep[noun] not in (Dep.DOBJ, Dep.APPOS, Dep.CONJ)


def _is_ahead(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what is wanted or made a condition, whose time is not that of the wish."""
    if parse.dep[verb] == Dep.XCOMP:
        return verbs.has_to(parse, verb)
    return parse.dep[verb] == Dep.ADVCL and verbs.opens_with(parse, verb, *words.of("conditional_conjunctions"))


def _is_own(parse: Parse, below: int, at: int) -> bool:
    return parse.dep[below] == Dep.CCOMP and parse.head[below] != at


def _phase_of(parse: Parse, verb: int, anchors: Mapping[int, int]) -> int | None:
    """The event whose beginning, end or taking place the verb tells."""
    if parse.lemma[verb] not in words.of("phases"):
        return None
    for noun in (*tree.subjects(parse, verb), *tree.objects(parse, verb)):
        if noun in anchors:
            return anchors[noun]
    return None
