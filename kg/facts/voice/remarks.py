"""What a writer adds behind somebody's words, and is none of them: "said it backed the plan, a shift that ..."."""

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene
from kg.facts.voice.quoting import quotation_at

_CLAUSES = frozenset({Dep.ADVCL, Dep.RELCL})


def without_remark(scene: Scene, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens of a content up to a remark of the article's own that ends it."""
    parse = scene.parse
    last = next((t for t in reversed(tokens) if parse.pos[t] not in (Pos.PUNCT, Pos.SPACE)), None)
    if last is None:
        return tokens
    for head in tokens:
        if not _is_remark(parse, head) or quotation_at(scene, head) is not None:
            continue
        below = tree.subtree(parse, head)
        if below[-1] >= last and below[0] > tokens[0] and parse.text[below[0] - 1] == ",":
            return tuple(t for t in tokens if t < below[0])
    return tokens


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
