"""What a writer adds behind somebody's words, and is none of them: "said it backed the plan, a shift that ..."."""

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame
from kg.facts.voice.quoting import quotation_at
from kg.facts.voice.saying import Saying

_CLAUSES = frozenset({Dep.ADVCL, Dep.RELCL})
_RELATIVE = frozenset({Tag.WDT, Tag.WP, Tag.WP_, Tag.WRB})
_PRESENT = frozenset({Tag.VBZ, Tag.VBP})
_SHIFTED = frozenset({"would", "could", "might"})
_REPORTED = frozenset({"clause", "told", "plain"})


def without_remark(scene: Scene, cue: int, frame: Frame) -> tuple[int, ...]:
    """The tokens of a content up to a remark of the article's own that ends it."""
    parse, tokens = scene.parse, frame.content
    last = next((t for t in reversed(tokens) if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)), None)
    if last is None:
        return tokens
    for head in tokens:
        if not (_is_remark(parse, head) or describes(parse, cue, frame, head)) or quotation_at(scene, head) is not None:
            continue
        below = tree.subtree(parse, head)
        if below[-1] >= last and below[0] > tokens[0] and parse.text[below[0] - 1] == ",":
            return tuple(t for t in tokens if t < below[0])
    return tokens


def is_remark(scene: Scene, saying: Saying, token: int) -> bool:
    """Whether a token stands in what was left out of a statement's content as the article's own."""
    content = saying.frame.content
    return token in content and token not in without_remark(scene, saying.token, saying.frame)


def is_in_aside(parse: Parse, saying: Saying, token: int) -> bool:
    """Whether a cue stands in a clause that the writer, not who is reported, adds about somebody: ", which says"."""
    inside = {saying.token, saying.frame.head}
    if saying.manner == "direct" or saying.frame.name not in _REPORTED:
        return False
    for at in (token, *tree.ancestors(parse, token)):
        if at in inside:
            return False
        if parse.dep[at] == Dep.RELCL:
            comma = parse.text[tree.subtree(parse, at)[0] - 1] == ","
            return comma and describes(parse, saying.token, saying.frame, at)
    return False


def _is_remark(parse: Parse, head: int) -> bool:
    return _sums_up(parse, head) or _comments(parse, head) or _takes_up_clause(parse, head) or _holds_back(parse, head)


def _sums_up(parse: Parse, noun: int) -> bool:
    """Whether an apposition sums up what was said: "..., words that caused alarm", "..., a shift that angered X"."""
    told = parse.dep[noun] in (Dep.APPOS, Dep.CONJ) and parse.lemma[noun].lower() in words.of("summing_up")
    return told and tree.child(parse, noun, Dep.RELCL, Dep.ACL) is not None


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


def _holds_back(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what was not said: "..., though he did not say when"."""
    if parse.dep[verb] != Dep.ADVCL or not verbs.opens_with(parse, verb, "though", "although"):
        return False
    withheld = parse.lemma[verb].lower() in words.of("withheld")
    return withheld and tree.child(parse, verb, Dep.NEG) is not None


def describes(parse: Parse, cue: int, frame: Frame, verb: int) -> bool:
    """Whether a clause tells readers what they may not know: "condemned the vote, which was held in May".

    Of what is reported in a clause it is the writer's where it leaves the tense of that: "said it had hit the ship,
    which belongs to X". What would be is part of the reasons of whoever speaks.
    """
    if parse.dep[verb] != Dep.RELCL or not _opens_relative(parse, verb):
        return False
    forms = {
        parse.tag[t] for v in tree.conjuncts(parse, verb) for t in (v, *tree.children(parse, v, Dep.AUX, Dep.AUXPASS))
    }
    if Tag.MD in forms:
        return False
    if frame.name not in _REPORTED:
        return frame.name != "according"
    return (
        not _PRESENT.isdisjoint(forms)
        and parse.tag[cue] == Tag.VBD
        and frame.head is not None
        and _is_shifted(parse, frame.head)
    )


def _opens_relative(parse: Parse, verb: int) -> bool:
    """Whether a relative clause opens with its pronoun, or a preposition before that: "which", "under which"."""
    first = tree.subtree(parse, verb)[:2]
    return any(parse.tag[t] in _RELATIVE for t in first)


def _is_shifted(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the tense of what is reported: "had hit", "would hit", "was"."""
    helping = tree.children(parse, verb, Dep.AUX, Dep.AUXPASS)
    return any(parse.tag[t] == Tag.VBD or parse.text[t].lower() in _SHIFTED for t in (verb, *helping))
