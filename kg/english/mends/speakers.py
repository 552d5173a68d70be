"""Mends of who speaks behind his words: "..., a nurse and two guards said", "in Doha, Qatar said"."""

from kg.document import Parse
from kg.english import cues, verbs
from kg.english.labels import Dep, Pos
from kg.english.mends.mending import SUBJECTS, Tree, mend

_JOINTS = frozenset({"and", "but", "while"})
_UNBOUND = frozenset({Dep.PARATAXIS, Dep.CONJ, Dep.ROOT})
_FAR = 10


@mend(
    "speaker-behind-place",
    Pos.VERB,
    says="between a comma and a verb of saying stands who says it, no apposition to what is before",
    needs="The talks will resume in Doha, Qatar said, and Egypt has invited both sides to Cairo.",
    spares="The envoys met in Doha, Qatar, and said the talks would resume.",
)
def _speaker_behind_place(tree: Tree, verb: int) -> bool:
    who = _before(tree, verb)
    if who is None or tree.dep[verb] not in _UNBOUND or not _reports(tree.parse, verb):
        return False
    own, above = tree.child(verb, *SUBJECTS), tree.head[who]
    if own is not None:
        content = tree.head[verb] if tree.dep[verb] == Dep.PARATAXIS else tree.child(verb, Dep.CCOMP)
        # "X had met Y, a cousin of Z told the BBC": Y stands right behind the verb.
        if own != above or content is None or content != own - 1 or tree.child(content, Dep.DOBJ) is not None:
            return False
        tree.hang(own, content, Dep.DOBJ)
    tree.hang(who, verb, Dep.NSUBJ)
    if tree.dep[verb] == Dep.CONJ:
        tree.relabel(verb, Dep.PARATAXIS)
    return True


def _before(tree: Tree, verb: int) -> int | None:
    """The noun between a comma and a verb that the parser made an apposition or object of what is before."""
    at = verb - 1
    for _ in range(_FAR if verb else 0):
        listed = tree.dep[at] == Dep.CONJ and tree.child(tree.head[at], Dep.CC) is None
        if (listed or tree.dep[at] in (Dep.APPOS, Dep.DOBJ)) and tree.parse.pos[at] in (Pos.NOUN, Pos.PROPN):
            first = at
            while (left := min((first, *tree.children[first]))) < first:
                first = left
            return at if tree.parse.text[first - 1] == "," else None
        if tree.head[at] >= at or tree.parse.tag[at] in verbs.FINITE:
            return None
        at = tree.head[at]
    return None


@mend(
    "speakers-joined",
    Pos.VERB,
    says='two subjects of a verb of saying with "and" between them speak both',
    needs="Nine people died in the strike, a hospital official and two aid workers said.",
    spares="Nine people died in the strike, a hospital official said.",
)
def _speakers_joined(tree: Tree, verb: int) -> bool:
    subjects = [c for c in tree.children[verb] if tree.dep[c] == Dep.NSUBJ and c < verb]
    if len(subjects) < 2 or not _reports(tree.parse, verb):
        return False
    first, second = subjects[-2:]
    joint = min((second, *tree.children[second])) - 1
    if tree.dep[joint] != Dep.CC or tree.head[joint] != first or joint - 1 not in (first, *tree.children[first]):
        return False
    tree.hang(second, first, Dep.CONJ)
    return True


@mend(
    "second-half-of-another",
    Pos.VERB,
    says='of two clauses before a last speaker the first is that of the one who said it: "A said X, but Y, B said"',
    needs="Diplomats said Israel would attack, but no date has been set, officials said.",
    spares="Diplomats said that Israel would attack, but that no date had been set.",
)
def _second_half_of_another(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    inner = tree.child(verb, Dep.CCOMP)
    if inner is None or not inner < verb or tree.child(verb, *SUBJECTS) is None or not _reports(parse, verb):
        return False
    content = next((c for t in (inner, verb) for c in tree.children[t] if tree.dep[c] == Dep.CCOMP and c > inner), None)
    if content is None or not content < verb or tree.child(inner, *SUBJECTS) is None or not _reports(parse, inner):
        return False
    half = _half(tree, verb, inner, content)
    if half is None:
        return False
    tree.hang(half, verb, Dep.CCOMP)
    tree.hang(content, inner, Dep.CCOMP)
    tree.relabel(inner, Dep.DEP)
    return True


def _half(tree: Tree, verb: int, inner: int, content: int) -> int | None:
    """The clause behind a comma and "but", with a subject of its own, up to the last speaker."""
    joined = [c for t in (content, inner) for c in tree.children[t] if tree.dep[c] == Dep.CONJ]
    second = [c for c in tree.children[verb] if tree.dep[c] == Dep.CCOMP]
    for half in (*joined, *second):
        subject = tree.child(half, *SUBJECTS)
        if not content < half < verb or subject is None or not verbs.is_finite(tree, half):
            continue
        joint = min((subject, *tree.children[subject])) - 1
        if tree.parse.text[joint].lower() in _JOINTS and tree.parse.text[joint - 1] == ",":
            return half
    return None


@mend(
    "subject-before-speaker",
    Pos.VERB,
    says="of two nouns before a cue that is thrown in, the second speaks and the first is what he speaks of",
    needs="The army, an official familiar with the plan said, will leave Goma.",
    spares="The army, an institution of the old state, said that it would leave Goma.",
)
def _subject_before_speaker(tree: Tree, verb: int) -> bool:
    main = _main(tree, verb)
    if main is None or tree.child(main, *SUBJECTS, Dep.EXPL) is not None or not _reports(tree.parse, verb):
        return False
    fronts = [c for c in tree.children[verb] if tree.dep[c] in (Dep.NSUBJ, Dep.DEP) and c < min(verb, main)]
    if not fronts:
        return False
    speaker = _speaker_before(tree, verb, fronts)
    if speaker is None:
        return False
    tree.hang(speaker, verb, Dep.NSUBJ)
    tree.hang(fronts[0], main, Dep.NSUBJ)
    return True


def _main(tree: Tree, verb: int) -> int | None:
    """The verb of what is said, that a cue is thrown into or ends."""
    if tree.dep[verb] == Dep.PARATAXIS and tree.head[verb] > verb:
        return tree.head[verb]
    content = tree.child(verb, Dep.CCOMP)
    return content if content is not None and content < verb else None


def _speaker_before(tree: Tree, verb: int, fronts: list[int]) -> int | None:
    """Who stands right before a cue, as its second subject or in apposition to the first; no comma closes that."""
    second = [c for c in tree.children[verb] if tree.dep[c] == Dep.NSUBJ and fronts[0] < c < verb]
    second = second or [c for c in tree.children[fronts[0]] if tree.dep[c] == Dep.APPOS]
    if not second or tree.parse.text[verb - 1] == ",":
        return None
    return second[-1] if second[-1] < verb and tree.parse.pos[second[-1]] in (Pos.NOUN, Pos.PROPN) else None


@mend(
    "deed-behind-speaker",
    Pos.VERB,
    says="behind a speaker who is thrown in, an act goes on with who acted before him",
    needs="The strike killed nine people, the ministry said, and wounded 12.",
    spares="The strike killed nine people, the ministry said, and accused Chad.",
)
def _deed_behind_speaker(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    joint = min((verb, *tree.children[verb])) - 1
    if (own := tree.child(verb, *SUBJECTS)) is not None:
        joint = min((own, *tree.children[own])) - 1
    if tree.dep[verb] != Dep.CONJ or parse.text[joint].lower() != "and" or parse.text[joint - 1] != ",":
        return False
    cue = tree.head[joint]
    main = tree.head[cue]
    if tree.dep[cue] != Dep.PARATAXIS or above not in (cue, main) or not main < cue < verb or not _reports(parse, cue):
        return False
    if above == cue and own is None and tree.tag[verb] != tree.tag[main]:
        return False
    if above == cue and any(True for _ in cues.uses(parse, verb)):
        return False
    tree.hang(verb, main, Dep.CONJ)
    tree.hang(joint, main, Dep.CC)
    return True


def _reports(parse: Parse, verb: int) -> bool:
    return any("clause" in cue.frames for cue in cues.uses(parse, verb))
