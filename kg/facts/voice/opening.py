"""What stands before a cue that breaks into somebody's words: "[The army], he said, has left"."""

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep, Pos, Tag

_FRONT = (Dep.DEP, Dep.ADVMOD, Dep.CCOMP, Dep.CSUBJ, Dep.ADVCL, *tree.SUBJECT, *tree.PASSIVE)
_QUESTIONS = frozenset({Tag.WP, Tag.WRB, Tag.WDT})
_MARKS = frozenset({'"', "“", "``", "'", "‘"})


def parted(parse: Parse, verb: int, complement: int) -> list[int]:
    """The subject or the condition of what is said, where the cue parts it from the rest."""
    if inverted := _parted_by_inversion(parse, verb, complement):
        return inverted
    own = _speaker(parse, verb)
    if own is None or complement < verb or not _is_broken_off(parse, verb, complement):
        return []
    first = tree.first(parse, own)
    fronts = [c for c in tree.children(parse, verb, *_FRONT) if c < first]
    if not fronts or parse.text[first - 1] != ",":
        return []
    below = tree.subtree(parse, fronts[-1])
    if _is_condition(parse, fronts[-1]):
        return below if below[-1] == first - 2 else []
    subjectless = tree.child(parse, complement, *tree.SUBJECT, *tree.PASSIVE, Dep.EXPL) is None
    told_twice = parse.dep[fronts[-1]] in (*tree.SUBJECT, *tree.PASSIVE)
    return [t for t in below if t < first - 1] if told_twice or (subjectless and _is_subject(parse, fronts[-1])) else []


def _parted_by_inversion(parse: Parse, verb: int, complement: int) -> list[int]:
    """The subject before a cue that has its own behind it: "[The company], said its director, was"."""
    own = tree.children(parse, verb, *tree.SUBJECT)
    if complement < verb or len(own) < 2 or not own[0] < verb < own[-1] < complement or parse.text[verb - 1] != ",":
        return []
    return [t for t in tree.subtree(parse, own[0]) if t != verb - 1]


def hung_on_cue(parse: Parse, verb: int, own: int | None) -> list[int]:
    """The beginning of what is said, which the parser hung on the cue behind it: "[The strike], X wrote, was"."""
    first = tree.first(parse, own) if own is not None else 0
    if own is None or own > verb or parse.text[first - 1] != ",":
        return []
    head = parse.head[verb]
    subjectless = tree.child(parse, head, *tree.SUBJECT, *tree.PASSIVE, Dep.EXPL) is None
    strayed = tree.children(parse, verb, Dep.DEP, *tree.SUBJECT, *tree.PASSIVE)
    if subjectless:
        others = tree.children(parse, verb, Dep.ADVCL, Dep.CCOMP, Dep.ADVMOD)
        strayed = [*strayed, *(c for c in others if _is_subject(parse, c))]
    return [t for s in strayed if s < first for t in tree.subtree(parse, s) if t < first - 1]


def _speaker(parse: Parse, verb: int) -> int | None:
    """The subject nearest before a cue."""
    before = [c for c in tree.children(parse, verb, *tree.SUBJECT) if c < verb]
    return before[-1] if before else None


def _is_broken_off(parse: Parse, verb: int, complement: int) -> bool:
    """Whether a comma stands between a cue, with whom it tells, and the rest of what is said."""
    return parse.text[tree.first(parse, complement) - 1] in (",", *_MARKS) and any(
        parse.text[t] == "," for t in range(verb + 1, complement)
    )


def _is_condition(parse: Parse, clause: int) -> bool:
    """Whether a clause tells on what condition: "if X stays"; not "if asked", which tells of the talk."""
    if parse.dep[clause] != Dep.ADVCL or parse.lemma[clause].lower() in words.of("questioning"):
        return False
    return verbs.opens_with(parse, clause, *words.of("conditional_conjunctions"))


def _is_subject(parse: Parse, front: int) -> bool:
    """Whether what stands in front can be a subject: a noun, a gerund, a clause with "what" or "how"."""
    if parse.dep[front] == Dep.ADVMOD:
        return any(parse.text[c].lower() == "of" for c in tree.children(parse, front, Dep.PREP))  # "much of the money"
    if parse.pos[front] not in (Pos.VERB, Pos.AUX):
        return True
    opens = parse.tag[tree.first(parse, front)]
    return opens in _QUESTIONS or (parse.tag[front] == Tag.VBG and tree.first(parse, front) == front)
