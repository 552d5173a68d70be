"""Mends of who speaks behind his words: "..., a nurse and two guards said", "in Doha, Qatar said"."""

from kg.document import Parse
from kg.english import cues, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, content_of, mend

_JOINTS = frozenset({"and", "but", "while"})
_UNBOUND = frozenset({Dep.PARATAXIS, Dep.CONJ, Dep.ROOT})
_FAR = 10
_LONGEST = 40
_QUESTIONS = frozenset({Tag.WP, Tag.WRB, Tag.WDT})


@mend(
    "speaker-behind-place",
    Pos.VERB,
    says="between a comma and a verb of saying stands who says it, no apposition to what is before",
    needs="The talks will resume in Doha, Qatar said, and Egypt has invited both sides to Cairo.",
    spares="The envoys met in Doha, Qatar, and said the talks would resume.",
)
def _speaker_behind_place(tree: Tree, verb: int) -> bool:
    who = _before(tree, verb)
    retold = _is_second_content(tree, verb)
    if who is None or not (retold or tree.dep[verb] in _UNBOUND) or not _reports(tree.parse, verb):
        return False
    own, above = tree.child(verb, *SUBJECTS), tree.head[who]
    if own is not None:
        content = content_of(tree, verb)
        # "X had met Y, a cousin of Z told the BBC": Y stands right behind the verb.
        if own != above or content is None or content != own - 1 or tree.child(content, Dep.DOBJ) is not None:
            return False
        tree.hang(own, content, Dep.DOBJ)
    tree.hang(who, verb, Dep.NSUBJ)
    if retold or tree.dep[verb] == Dep.CONJ:
        tree.relabel(verb, Dep.PARATAXIS)
    return True


def _is_second_content(tree: Tree, verb: int) -> bool:
    """Whether the parser made a last speaker's verb one more thing said: "A said X, B [said]"."""
    above = tree.head[verb]
    if tree.dep[verb] != Dep.CCOMP or not above < verb or tree.child(verb, *SUBJECTS, Dep.CCOMP, Dep.DOBJ) is not None:
        return False
    first = tree.child(above, Dep.CCOMP)
    return first is not None and above < first < verb and _reports(tree.parse, above)


def _before(tree: Tree, verb: int) -> int | None:
    """The noun between a comma and a verb that the parser made an apposition or object of what is before."""
    if verb == 0:
        return None
    at = verb - 1
    for _ in range(_FAR):
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


@mend(
    "speaker-behind-cue",
    Pos.VERB,
    says="a cue between a noun's comma and its own speaker is thrown in; the noun is what the verb behind is said of",
    needs="The army, said an official briefed on the plan, will leave Goma.",
    spares="The army, in a letter, said an official briefed on the plan will leave Goma.",
)
def _speaker_behind_cue(tree: Tree, verb: int) -> bool:
    parse, front = tree.parse, _front(tree, verb)
    if parse.tag[verb] not in verbs.INDICATIVE or front is None or not _reports(parse, verb):
        return False
    start = max(parse.sentences[parse.sentence[verb]][0], verb - _LONGEST)
    if parse.text[verb - 1] != "," or [t for t in range(start, verb) if parse.text[t] in (",", ";", ":")] != [verb - 1]:
        return False
    main = _behind_speaker(tree, verb)
    who = _who_behind(tree, verb, main) if main is not None else None
    if main is None or who is None or any(c != who for c in tree.children[main] if tree.dep[c] in SUBJECTS):
        return False
    above, dep, told = tree.head[verb], tree.dep[verb], tree.head[who]
    if above != main:
        tree.hang(main, main if above == verb else above, dep)
    tree.hang(verb, main, Dep.PARATAXIS)
    tree.hang(who, verb, Dep.NSUBJ)
    if told not in (verb, main):
        tree.hang(told, who, Dep.ACL)  # "an official [briefed on the plan]"
    passive = tree.child(main, Dep.AUXPASS) is not None
    clause = tree.pos[front] in (Pos.VERB, Pos.AUX)
    tree.hang(front, main, Dep.CSUBJ if clause else Dep.NSUBJPASS if passive else Dep.NSUBJ)
    return True


def _front(tree: Tree, verb: int) -> int | None:
    """The noun, or the clause with "what" or "where", that stands before a cue and its comma."""
    for front in (c for c in tree.children[verb] if c < verb - 1):
        opens = tree.parse.tag[min((front, *tree.children[front]))]
        asked = tree.dep[front] in (Dep.ADVCL, Dep.CCOMP, Dep.DEP) and opens in _QUESTIONS
        if tree.dep[front] in SUBJECTS or asked:
            return front
    return None


def _behind_speaker(tree: Tree, verb: int) -> int | None:
    """The verb behind a speaker and his comma: "X, said Y, [left]"."""
    near = [tree.head[verb], *(c for c in tree.children[verb] if tree.dep[c] in (Dep.CCOMP, Dep.CONJ))]
    for main in (t for t in near if t > verb + 2 and tree.pos[t] in (Pos.VERB, Pos.AUX)):
        helping = [c for c in tree.children[main] if tree.dep[c] in (Dep.AUX, Dep.AUXPASS, Dep.ADVMOD) and verb < c]
        first = min((main, *helping))
        if tree.parse.text[first - 1] == "," and verbs.is_finite(tree, main):
            return main
    return None


def _who_behind(tree: Tree, verb: int, main: int) -> int | None:
    """The noun right behind a cue, whatever the parser made of it."""
    between = [t for t in range(verb + 1, main) if tree.dep[t] in (*SUBJECTS, Dep.DOBJ)]
    who = between[0] if between else None
    if who is None or tree.pos[who] not in (Pos.NOUN, Pos.PROPN, Pos.PRON):
        return None
    told = tree.head[who]
    participle = tree.tag[told] == Tag.VBN and tree.dep[told] == Dep.CCOMP and tree.head[told] == verb
    opens = min((who, *tree.children[who])) == verb + 1
    return who if opens and (told in (verb, main) or participle) else None


@mend(
    "said-to-be",
    Pos.VERB,
    says="who is told of by hearsay with an infinitive is the subject of the verb behind, and has said nothing",
    needs="The jewels, said to be fakes, were found in Lima.",
    spares="The jeweller said the fakes were found in Lima.",
)
def _said_to_be(tree: Tree, verb: int) -> bool:
    parse, who = tree.parse, tree.child(verb, *SUBJECTS)
    if parse.lemma[verb].lower() not in words.of("hearsay") or parse.tag[verb] not in (Tag.VBD, Tag.VBN):
        return False
    told = tree.child(verb, Dep.XCOMP)
    if who is None or not who < verb or told is None or not verbs.has_to(tree, told):
        return False
    if tree.child(verb, Dep.AUX, Dep.AUXPASS) is not None or parse.tag[who] in (Tag.WP, Tag.WDT):
        return False
    main = next((c for c in tree.children[verb] if c > told and tree.dep[c] in (Dep.CCOMP, Dep.CONJ)), None)
    if main is None or tree.child(main, *SUBJECTS) is not None or not verbs.is_finite(tree, main):
        return False
    above = tree.head[verb]
    tree.hang(main, main if above == verb else above, tree.dep[verb])
    passive = tree.child(main, Dep.AUXPASS) is not None
    tree.hang(who, main, Dep.NSUBJPASS if passive else Dep.NSUBJ)
    tree.hang(verb, who, Dep.ACL)
    tree.retag(verb, Pos.VERB, Tag.VBN)
    return True


@mend(
    "infinitive-behind-speaker",
    Pos.VERB,
    says="an infinitive between commas behind a cue that is thrown in belongs to what is said",
    needs="He planned, the minister said, to visit Ghana.",
    spares="The minister planned to visit Ghana, he said.",
)
def _infinitive_behind_speaker(tree: Tree, verb: int) -> bool:
    cue, to = tree.head[verb], verbs.to(tree, verb)
    if tree.dep[verb] not in (Dep.XCOMP, Dep.ADVCL) or to is None or not cue < to or tree.parse.text[to - 1] != ",":
        return False
    main = content_of(tree, cue)
    if main is None or not main < cue or not _reports(tree.parse, cue) or tree.pos[main] not in (Pos.VERB, Pos.AUX):
        return False
    tree.hang(verb, main, Dep.XCOMP)
    return True


@mend(
    "front-before-speaker",
    Pos.ADP,
    says="what stands in front of a speaker between commas is said, not where he said it",
    needs="Under no circumstances, the chancellor told parliament, would German soldiers attack Minsk.",
    spares="Under no circumstances would German soldiers attack Minsk, the chancellor told parliament.",
)
def _front_before_speaker(tree: Tree, preposition: int) -> bool:
    parse, cue = tree.parse, tree.head[preposition]
    own, main = tree.child(cue, *SUBJECTS), tree.child(cue, Dep.CCOMP)
    if tree.dep[preposition] != Dep.PREP or own is None or main is None or not preposition < own < cue < main:
        return False
    if not _reports(parse, cue) or parse.text[min((own, *tree.children[own])) - 1] != ",":
        return False
    first = min((main, *tree.children[main]))
    if parse.text[first - 1] != "," or tree.child(main, Dep.MARK) is not None:
        return False
    tree.hang(preposition, main, Dep.PREP)
    return True


@mend(
    "cue-as-noun",
    Pos.NOUN,
    says="a word behind a last speaker that has a content of its own is his verb, whatever its tag",
    needs="Israel will invade Rafah, officials in Cairo fear.",
    spares="Israel will invade Rafah, to judge by the fear of officials in Cairo.",
)
def _cue_as_noun(tree: Tree, noun: int) -> bool:
    own, content = tree.child(noun, Dep.NSUBJ), tree.child(noun, Dep.CCOMP)
    if own is None or content is None or not content < own < noun or tree.parse.lemma[noun] not in cues.verbs():
        return False
    if tree.parse.text[min((own, *tree.children[own])) - 1] != "," or tree.child(noun, Dep.DET, Dep.POSS) is not None:
        return False
    tree.retag(noun, Pos.VERB, Tag.VBP)
    return True
