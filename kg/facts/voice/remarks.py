"""What a writer adds behind somebody's words, and is none of them: "said it backed the plan, a shift that ..."."""

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame
from kg.facts.voice.quoting import quotation_at
from kg.facts.voice.saying import Saying

_CLAUSES = frozenset({Dep.ADVCL, Dep.RELCL})
_RELATIVE = frozenset({Tag.WDT, Tag.WP, Tag.WP_, Tag.WRB})
_PRESENT = frozenset({Tag.VBZ, Tag.VBP})
_SHIFTED = frozenset({"would", "could", "might"})
_SUMS = frozenset({Dep.APPOS, Dep.CONJ, Dep.DOBJ, Dep.NPADVMOD, Dep.ATTR})
_REPORTED = frozenset({"clause", "told", "plain"})


def without_remark(scene: Scene, cue: int, frame: Frame) -> tuple[int, ...]:
    """The tokens of a content up to a remark of the article's own that ends it."""
    parse, tokens = scene.parse, frame.content
    last = next((t for t in reversed(tokens) if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)), None)
    if last is None:
        return tokens
    heads = _heads(parse)
    for head in tokens:
        if head not in heads or quotation_at(scene, head) is not None:
            continue
        if not (_is_remark(parse, head) or describes(parse, cue, frame, head) or _turns_back(parse, cue, frame, head)):
            continue
        below = tree.subtree(parse, head)
        first = _opening(parse, below[0])
        if below[-1] >= last and first > tokens[0] and (parse.text[first - 1] == "," or _withholds(parse, head)):
            return tuple(t for t in tokens if t < first)
    return tokens


def _opening(parse: Parse, first: int) -> int:
    """Where a clause begins with the "and" or "but" that joins it."""
    return first - 1 if parse.pos[first - 1] == Pos.CCONJ else first


def is_remark(scene: Scene, saying: Saying, token: int) -> bool:
    """Whether a token stands in what was left out of a statement's content as the article's own."""
    content = saying.frame.content
    return token in content and token not in without_remark(scene, saying.token, saying.frame)


def is_in_aside(parse: Parse, saying: Saying, token: int) -> bool:
    """Whether a cue stands in a clause that the writer, not who is reported, adds about somebody: ", which says"."""
    inside = {saying.token, saying.frame.head}
    if saying.manner == "direct" or saying.frame.name not in _REPORTED:
        return False
    for at in tree.upwards(parse, token):
        if at in inside:
            return False
        if parse.dep[at] == Dep.RELCL:
            comma = parse.text[tree.first(parse, at) - 1] == ","
            return comma and describes(parse, saying.token, saying.frame, at)
    return False


@remembered
def _heads(parse: Parse) -> frozenset[int]:
    """What may head a remark, whatever it stands behind."""
    asked = (_is_remark, _is_relative, _sets_against)
    return frozenset(token for token in range(len(parse)) if any(may_head(parse, token) for may_head in asked))


@remembered
def _is_remark(parse: Parse, head: int) -> bool:
    asides = (_sums_up, _comments, _takes_up_clause, _withholds, _sets_apart, _dates, _is_venue)
    return any(is_aside(parse, head) for is_aside in asides)


def _sums_up(parse: Parse, noun: int) -> bool:
    """Whether a noun sums up what was said: "..., words that caused alarm", "..., the second such step in a week"."""
    if parse.dep[noun] not in _SUMS:
        return False
    if any(parse.lemma[c].lower() == "such" for c in tree.children(parse, noun, Dep.AMOD)):
        return any(parse.text[c].lower() == "the" for c in tree.children(parse, noun, Dep.DET))
    told = parse.lemma[noun].lower() in words.of("summing_up")
    return told and tree.child(parse, noun, Dep.RELCL, Dep.ACL) is not None


def _sets_apart(parse: Parse, preposition: int) -> bool:
    """Whether a phrase tells what it was, by the way: "..., in what would be the first loss since May"."""
    if parse.dep[preposition] != Dep.PREP or parse.text[preposition].lower() != "in":
        return False
    below = tree.child(parse, preposition, Dep.PCOMP)
    return below is not None and parse.text[preposition + 1].lower() == "what"


def _is_venue(parse: Parse, preposition: int) -> bool:
    """Whether a phrase tells in what words it was said: "said it had fled, in a statement posted on X"."""
    if parse.dep[preposition] != Dep.PREP or parse.text[preposition].lower() not in words.of("venue_prepositions"):
        return False
    noun = tree.child(parse, preposition, Dep.POBJ)
    opens = tree.child(parse, noun, Dep.DET, Dep.POSS) if noun is not None else None
    if noun is None or opens is None or parse.lemma[noun].lower() not in words.of("utterances"):
        return False
    return parse.tag[opens] == Tag.PRP_ or parse.text[opens].lower() in words.of("indefinite_determiners")


def _dates(parse: Parse, verb: int) -> bool:
    """Whether a clause tells how long after something else it was said: "..., a day after gunmen killed a guard"."""
    if parse.dep[verb] != Dep.ADVCL:
        return False
    mark = verbs.mark(parse, verb, "after", "before")
    if mark is None:
        return False
    return any(t < mark for at in (verb, mark) for t in tree.children(parse, at, Dep.NPADVMOD))


def _comments(parse: Parse, verb: int) -> bool:
    """Whether a participle tells what the words show or bring about: "..., signalling its reluctance"."""
    loose = parse.dep[verb] == Dep.ADVCL and parse.tag[verb] == Tag.VBG
    return (
        loose and parse.lemma[verb].lower() in words.of("commenting") and tree.child(parse, verb, *tree.SUBJECT) is None
    )


def _takes_up_clause(parse: Parse, verb: int) -> bool:
    """Whether a "which" takes up a whole clause: "said the ban was lawful, which drew cheers"."""
    if parse.dep[verb] not in _CLAUSES or parse.pos[parse.head[verb]] not in (Pos.VERB, Pos.AUX, Pos.ADJ):
        return False
    return any(parse.text[t].lower() == "which" for t in tree.children(parse, verb, *tree.SUBJECT))


def _withholds(parse: Parse, head: int) -> bool:
    """Whether a clause tells what was not said: "..., though he did not say when", "but gave no details"."""
    if parse.dep[head] == Dep.PREP:
        below = tree.child(parse, head, Dep.PCOMP) if parse.lemma[head].lower() == "without" else None
        return below is not None and _tells(parse, below)
    joined = parse.dep[head] == Dep.CONJ and tree.child(parse, head, *tree.SUBJECT, *tree.PASSIVE) is None
    if not joined and not (
        parse.dep[head] == Dep.ADVCL and verbs.opens_with(parse, head, *words.of("contrasting_conjunctions"))
    ):
        return False
    none = any(parse.lemma[c].lower() == "no" for c in _below_object(parse, head))
    return _tells(parse, head) and (none or tree.child(parse, head, Dep.NEG) is not None)


def _tells(parse: Parse, verb: int) -> bool:
    """Whether a verb is one of telling, with nothing but particulars as its object: "giving [evidence]"."""
    noun = tree.child(parse, verb, Dep.DOBJ)
    particular = noun is None or parse.lemma[noun].lower() in words.of("particulars")
    return parse.lemma[verb].lower() in words.of("withheld") and particular


def _below_object(parse: Parse, verb: int) -> list[int]:
    noun = tree.child(parse, verb, Dep.DOBJ)
    return tree.children(parse, noun, Dep.DET) if noun is not None else []


def _turns_back(parse: Parse, cue: int, frame: Frame, verb: int) -> bool:
    """Whether a clause that contrasts leaves the tense of what is reported, and is the writer's.

    "Said it would sign, though no date has been set"; or it counts otherwise: "while the rebels put the toll at 20".
    """
    if frame.name not in _REPORTED or frame.head is None or verb == frame.head:
        return False
    if not _sets_against(parse, verb):
        return False
    if parse.lemma[verb] == "put" and tree.prepositional(parse, verb, "at"):
        return not _is_joined(parse, verb)
    return _leaves_tense(parse, cue, frame.head, [verb])


def _sets_against(parse: Parse, verb: int) -> bool:
    """Whether a clause with a subject of its own goes on with "and" or "but", or contrasts: "though no date is set"."""
    own = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE) is not None
    contrasting = words.of("contrasting_conjunctions")
    return own and (_is_joined(parse, verb) or verbs.opens_with(parse, verb, *contrasting))


def _is_joined(parse: Parse, verb: int) -> bool:
    return parse.dep[verb] == Dep.CONJ and parse.pos[_opening(parse, tree.first(parse, verb))] == Pos.CCONJ


def _leaves_tense(parse: Parse, cue: int, said: int, clauses: list[int]) -> bool:
    """Whether verbs stand in the present though what is reported is told in the past."""
    forms = {parse.tag[t] for v in clauses for t in (v, *tree.children(parse, v, Dep.AUX, Dep.AUXPASS))}
    if Tag.MD in forms:
        return False
    return not _PRESENT.isdisjoint(forms) and parse.tag[cue] == Tag.VBD and _is_shifted(parse, said)


def describes(parse: Parse, cue: int, frame: Frame, verb: int) -> bool:
    """Whether a clause tells readers what they may not know: "condemned the vote, which was held in May".

    Of what is reported in a clause it is the writer's where it leaves the tense of that: "said it had hit the ship,
    which belongs to X". What would be is part of the reasons of whoever speaks.
    """
    if not _is_relative(parse, verb):
        return False
    clauses = tree.conjuncts(parse, verb)
    if frame.name in _REPORTED:
        return frame.head is not None and _leaves_tense(parse, cue, frame.head, clauses)
    helping = (t for v in clauses for t in tree.children(parse, v, Dep.AUX, Dep.AUXPASS))
    return frame.name != "according" and not any(parse.tag[t] == Tag.MD for t in (*clauses, *helping))


def _is_relative(parse: Parse, verb: int) -> bool:
    """Whether a relative clause opens with its pronoun, or a preposition before that: "which", "under which"."""
    return parse.dep[verb] == Dep.RELCL and any(parse.tag[t] in _RELATIVE for t in tree.subtree(parse, verb)[:2])


def _is_shifted(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the tense of what is reported: "had hit", "would hit", "was"."""
    helping = tree.children(parse, verb, Dep.AUX, Dep.AUXPASS)
    return any(parse.tag[t] == Tag.VBD or parse.text[t].lower() in _SHIFTED for t in (verb, *helping))
