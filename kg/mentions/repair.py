"""Mends what the language model's parser gets wrong again and again in news prose, once for all that read the parse."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.document import Parse
from kg.mentions import phrases, posts

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ADJUNCTS = frozenset({"prep", "pobj", "npadvmod", "pcomp", "nmod", "compound"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_DATELINE = 12


@dataclass(slots=True)
class _Tree:
    """The changeable part of a parse."""

    parse: Parse
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    changed: bool = False

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hangs a token below another head; a root hangs on itself."""
        if self.head[token] != token:
            self.children[self.head[token]].remove(token)
        self.head[token], self.dep[token], self.changed = head, dep, True
        if head != token:
            self.children[head] = sorted([*self.children[head], token])

    def join(self, verb: int, to: int) -> None:
        """Coordinates a verb with another one than before, and the "and" right before it too."""
        before = self.head[verb]
        joint = next((c for c in reversed(self.children[before]) if c < verb and self.dep[c] == "cc"), None)
        if verb and self.dep[verb - 1] == "cc":
            joint = verb - 1
        self.hang(verb, to, "conj")
        if joint is not None:
            self.hang(joint, to, "cc")

    def child(self, token: int, *labels: str) -> int | None:
        return next((c for c in self.children[token] if self.dep[c] in labels), None)


def repaired(parse: Parse) -> Parse:
    """The same tokens under mended heads and labels; the very parse where nothing is to mend."""
    tree = _Tree(
        parse, list(parse.pos), list(parse.tag), list(parse.dep), list(parse.head), [list(c) for c in parse.children]
    )
    for token in range(len(parse)):
        for mend in _MENDING.get(parse.pos[token], ()):
            mend(tree, token)
    if not tree.changed:
        return parse
    return replace(
        parse,
        pos=tuple(tree.pos),
        tag=tuple(tree.tag),
        dep=tuple(tree.dep),
        head=tuple(tree.head),
        children=tuple(map(tuple, tree.children)),
    )


def _dateline(tree: _Tree, verb: int) -> None:
    """The verb heads the sentence, not the city: "KYIV (Reuters) - Ukraine said ..."."""
    parse, root = tree.parse, tree.head[verb]
    first, _ = parse.sentences[parse.sentence[verb]]
    if root == verb or tree.head[root] != root or root >= verb or root - first > _DATELINE or parse.tag[verb] == "VBG":
        return
    if parse.pos[root] not in ("PROPN", "NOUN") or tree.child(verb, *_SUBJECTS) is None:
        return
    dash = next((t for t in range(first, min(first + _DATELINE, verb)) if parse.text[t] in ("-", "–", "—", "--")), None)
    if dash is None or not root < dash or not parse.text[first].isupper():
        return
    tree.hang(verb, verb, "ROOT")
    tree.hang(root, verb, "meta")
    for moved in [c for c in tree.children[root] if c > verb]:
        tree.hang(moved, verb, tree.dep[moved])


def _object_below_time(tree: _Tree, preposition: int) -> None:
    """The second noun below a preposition of time is the verb's object: "adopted on Monday new sanctions"."""
    verb = tree.head[preposition]
    below = [c for c in tree.children[preposition] if tree.dep[c] == "pobj"]
    if len(below) < 2 or not _is_time(tree, below[0]) or _is_time(tree, below[-1]):
        return
    if tree.parse.pos[verb] == "VERB" and verb < preposition and tree.child(verb, "dobj") is None:
        tree.hang(below[-1], verb, "dobj")


def _accused(tree: _Tree, preposition: int) -> None:
    """What somebody is accused of hangs on the verb, whatever stands between: "accused X on Monday of doing"."""
    parse = tree.parse
    word = parse.text[preposition].lower()
    verb, climbed = preposition, 0
    while tree.dep[verb] in _ADJUNCTS and tree.head[verb] != verb and climbed < 8:
        verb, climbed = tree.head[verb], climbed + 1
    accused = verb if tree.dep[verb] == "dobj" and verb == tree.head[preposition] else None
    within = accused is None and tree.dep[verb] == "dobj" and _belongs(tree, tree.head[preposition], verb)
    if accused is not None or within:
        verb = tree.head[verb]
    if word not in _words("takes").get(parse.lemma[verb], ()) or parse.pos[verb] != "VERB":
        return
    told = tree.child(preposition, "pcomp", "pobj")
    if told is None:
        return
    gerund = next((c for c in tree.children[told] if parse.tag[c] == "VBG" and c == preposition + 1), None)
    if tree.head[preposition] != verb:
        above = tree.head[preposition]
        apart = tree.dep[told] == "pcomp" or gerund is not None or _is_time(tree, above) or parse.pos[above] == "ADP"
        apart = apart or (within and parse.pos[told] == "NOUN")
        if accused is not None and parse.lemma[verb] == "accuse":
            _, end = parse.sentences[parse.sentence[verb]]
            # Of two, either may belong to the accused: "the head of the army of treason", "of the murder of two men".
            apart = apart or [parse.text[t].lower() for t in range(accused, end)].count(word) == 1
        taken = any(parse.text[c].lower() == word and c < preposition for c in tree.children[verb])
        if taken or not apart:
            return
        tree.hang(preposition, verb, "prep")
    if gerund is not None and tree.dep[gerund] == "amod":
        tree.hang(gerund, preposition, "pcomp")
        tree.hang(told, gerund, "dobj")


def _belongs(tree: _Tree, noun: int, accused: int) -> bool:
    """Whether the first of two "of"s tells whose head the accused is: "accused the leader of [the party] of treason"."""
    of = tree.head[noun]
    body = tree.parse.pos[noun] == "PROPN" or phrases.is_actor_noun(tree.parse.lemma[noun])
    return tree.dep[noun] == "pobj" and tree.head[of] == accused and tree.parse.text[of].lower() == "of" and body


def _gerund_of_accusation(tree: _Tree, verb: int) -> None:
    """Both gerunds are what somebody is accused of: "accused of burning villages and killing people"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "conj" or tree.child(verb, "aux", *_SUBJECTS) is not None:
        return
    for preposition in reversed(tree.children[above]):
        if preposition < verb and parse.text[preposition].lower() in _words("takes").get(parse.lemma[above], ()):
            told = tree.child(preposition, "pcomp", "pobj")
            if told is not None:
                tree.join(verb, told)
            return


def _finite_below_gerund(tree: _Tree, verb: int) -> None:
    """A verb that tells the past goes on with the main verb, not the gerund: "accused X of lying and called for"."""
    parse, above = tree.parse, tree.head[verb]
    if tree.dep[verb] != "conj" or parse.tag[verb] not in _FINITE or tree.child(verb, *_SUBJECTS) is not None:
        return
    if parse.tag[above] not in ("VBG", "VB") and parse.pos[above] not in ("ADJ", "NOUN", "ADP", "ADV"):
        return
    if tree.child(above, *_SUBJECTS) is not None:
        return
    climbed = above
    while parse.tag[climbed] not in _FINITE:
        if tree.head[climbed] == climbed or tree.dep[climbed] in ("relcl", "acl", "ccomp"):
            return
        climbed = tree.head[climbed]
    if parse.tag[climbed] == parse.tag[verb]:
        tree.join(verb, climbed)


def _speech_within_speech(tree: _Tree, verb: int) -> None:
    """Another's words beside those reported are no part of them: "X said Y cannot stay, and Z called it a lie".

    Nor are the speaker's further words: "X said Y had fired first and condemned the attack".
    """
    parse, within = tree.parse, tree.head[verb]
    beside = tree.dep[verb] == "conj"
    if not beside and not (tree.dep[verb] == "advcl" and _opens_with(tree, verb, "while")):
        return
    if parse.tag[verb] not in ("VBD", "VBN") or tree.child(verb, "aux", "auxpass") is not None:
        return
    said = tree.head[within]
    silent = _keeps_silent(tree, verb)
    if tree.dep[within] != "ccomp" or within < said or not (_speaks(parse, said) and (silent or _speaks(parse, verb))):
        return
    if tree.child(verb, *_SUBJECTS) is not None:
        apart = not beside or _after_comma(tree, verb)
    else:
        modal = any(parse.tag[c] == "MD" for c in tree.children[within] if tree.dep[c] == "aux")
        apart = modal or silent or _after_comma(tree, verb) or parse.lemma[verb].lower() not in _list("vowing")
    if apart and beside:
        tree.join(verb, said)
    elif apart:
        tree.hang(verb, said, "advcl")


def _keeps_silent(tree: _Tree, verb: int) -> bool:
    """Whether it is the speaker who "refused to comment"."""
    below = tree.child(verb, "xcomp")
    silent = lexicon.load("grammar")["saying_nothing"]
    return tree.parse.lemma[verb] in ("decline", "refuse") and below is not None and tree.parse.lemma[below] in silent


def _opens_with(tree: _Tree, verb: int, word: str) -> bool:
    return any(tree.parse.lemma[c].lower() == word for c in tree.children[verb] if tree.dep[c] == "mark")


def _after_comma(tree: _Tree, verb: int) -> bool:
    joint = next((c for c in tree.children[tree.head[verb]] if tree.dep[c] == "cc" and c < verb), None)
    return joint is not None and tree.parse.text[joint - 1] in (",", ";")


def _speaks(parse: Parse, verb: int) -> bool:
    return parse.lemma[verb].lower() in _list("speech")


def _requested(tree: _Tree, verb: int) -> None:
    """What somebody is asked to do hangs on the asking: "urged X in a call on Tuesday with Y to stop"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VB" or tree.dep[verb] not in ("pcomp", "acl", "advcl", "relcl"):
        return
    if not any(parse.tag[c] == "TO" for c in tree.children[verb]):
        return
    if tree.dep[verb] != "pcomp" and parse.pos[above] != "PROPN" and not _is_time(tree, above):
        return
    asking = above
    for _ in range(8):
        if tree.dep[asking] not in _ADJUNCTS or tree.head[asking] == asking:
            break
        asking = tree.head[asking]
    if (
        parse.lemma[asking] not in _list("asking")
        or parse.pos[asking] != "VERB"
        or tree.child(asking, "xcomp", "ccomp")
    ):
        return
    if tree.child(asking, "dobj", "nsubjpass") is None:
        return
    subject = tree.child(verb, "nsubj")
    if tree.dep[verb] == "pcomp" and subject is not None:
        tree.hang(subject, above, "pobj")
    tree.hang(verb, asking, "xcomp")


def _behind_request(tree: _Tree, verb: int) -> None:
    """Whoever asks goes on speaking behind what he asks: "ordered X to leave, accusing Y of lies"."""
    parse, asked = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or not _speaks(parse, verb) or parse.text[verb - 1] != ",":
        return
    asking = tree.head[asked]
    requests = (
        tree.dep[asked] == "xcomp" and parse.tag[asked] == "VB" and parse.lemma[asking].lower() in _list("asking")
    )
    if requests and asked < verb and tree.child(asking, "dobj", "nsubjpass") is not None:
        tree.hang(verb, asking, "advcl")


def _subject_behind(tree: _Tree, verb: int) -> None:
    """The subject of the main verb, which a participle thrown in between took: "Mali, accusing X of lies, said"."""
    parse, main = tree.parse, tree.head[verb]
    subject = tree.child(verb, *_SUBJECTS)
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or main < verb or subject is None or subject > verb:
        return
    if parse.tag[main] in _FINITE and tree.child(main, *_SUBJECTS, "expl") is None and parse.text[main - 1] == ",":
        tree.hang(subject, main, tree.dep[subject])


def _behind_source(tree: _Tree, verb: int) -> None:
    """What is reported is no clause about the source thrown in: "reported, citing two officials, that X had left"."""
    parse, source = tree.parse, tree.head[verb]
    mark = tree.child(verb, "mark")
    if tree.dep[verb] not in ("relcl", "acl", "ccomp") or mark is None or parse.text[mark].lower() != "that":
        return
    citing = source
    while tree.dep[citing] in ("dobj", "pobj", "prep", "conj") and tree.head[citing] != citing:
        citing = tree.head[citing]
    telling = tree.head[citing]
    thrown_in = parse.tag[citing] == "VBG" and tree.dep[citing] == "advcl" and parse.text[mark - 1] == ","
    if thrown_in and _speaks(parse, telling) and telling < citing < verb and tree.child(telling, "ccomp") is None:
        tree.hang(verb, telling, "ccomp")


def _behind_venue(tree: _Tree, verb: int) -> None:
    """What is said is no clause about where: "said in an editorial that X was lost"."""
    parse, noun = tree.parse, tree.head[verb]
    mark = tree.child(verb, "mark")
    if tree.dep[verb] not in ("relcl", "acl", "ccomp") or mark is None or parse.text[mark].lower() != "that":
        return
    telling = tree.head[tree.head[noun]]
    if tree.dep[noun] != "pobj" or parse.lemma[noun].lower() not in lexicon.load("cues")["venues"]:
        return
    if parse.tag[mark] == "IN" and _speaks(parse, telling) and tree.child(telling, "ccomp") is None:
        tree.hang(verb, telling, "ccomp")


def _turning_down(tree: _Tree, verb: int) -> None:
    """A clause with "which" as object is a relative one: "was hit, which the governor denied"."""
    parse, which = tree.parse, tree.child(verb, "dobj")
    if tree.dep[verb] == "advcl" and which is not None and parse.tag[which] == "WDT" and which < verb:
        if parse.text[which].lower() == "which" and parse.text[which - 1] == ",":
            tree.dep[verb], tree.changed = "relcl", True


def _disputes(tree: _Tree, noun: int) -> None:
    """What has a subject is a verb: "a claim the ministry disputes"."""
    parse = tree.parse
    if tree.dep[noun] == "relcl" and parse.tag[noun] == "NNS" and tree.child(noun, "nsubj") is not None:
        tree.pos[noun], tree.tag[noun], tree.changed = "VERB", "VBZ", True


def _behind_post(tree: _Tree, name: int) -> None:
    """A name right behind the noun for who bears it is no second subject: "spokeswoman Pham Thu Hang said"."""
    parse, verb = tree.parse, tree.head[name]
    first = min([name, *(c for c in tree.children[name] if tree.dep[c] == "compound")])
    noun = first - 1
    if tree.dep[name] not in _SUBJECTS or noun < 0 or tree.dep[noun] not in _SUBJECTS or tree.head[noun] != verb:
        return
    if parse.pos[noun] == "NOUN" and phrases.is_actor_noun(parse.lemma[noun]) and parse.tag[noun] == "NN":
        tree.hang(name, noun, "appos")


def _before_post(tree: _Tree, name: int) -> None:
    """The name right before a post belongs to it, whatever the parser makes of it: "Wagner chief X said"."""
    parse, post = tree.parse, name + 1
    if tree.dep[name] not in ("intj", "dep", "npadvmod", "meta", "appos", "nsubj") or post >= len(parse):
        return
    person = tree.head[post]
    belongs = parse.text[post].islower() and posts.is_head(parse, post) and tree.dep[post] in ("compound", "amod")
    if belongs and person > post and parse.pos[person] == "PROPN" and tree.head[name] != post:
        tree.hang(name, person, "compound")


def _relative(tree: _Tree, verb: int) -> None:
    """What "which" stands for is no day, and what kills is no place: "a strike on X, which killed Y"."""
    parse, noun = tree.parse, tree.head[verb]
    which = tree.child(verb, "nsubj", "dobj")
    if tree.dep[verb] != "relcl" or tree.dep[noun] != "pobj" or which is None or parse.tag[which] not in ("WDT", "WP"):
        return
    preposition = tree.head[noun]
    above = tree.head[preposition]
    if _is_time(tree, noun):
        held = tree.child(above, "dobj") if parse.pos[above] == "VERB" else above
        if held is not None and held < verb:
            tree.hang(verb, held, "relcl")
    elif parse.lemma[verb] in _list("harming") and parse.pos[noun] == "PROPN" and parse.pos[above] == "NOUN":
        tree.hang(verb, above, "relcl")


def _passive_beside(tree: _Tree, verb: int) -> None:
    """The second half of "were killed and more than 100 injured" is passive too."""
    if tree.dep[verb] != "conj" or tree.parse.tag[verb] != "VBN" or tree.child(tree.head[verb], "auxpass") is None:
        return
    own = tree.child(verb, "nsubj")
    if own is not None and tree.child(verb, "aux", "dobj") is None:
        tree.dep[own], tree.changed = "nsubjpass", True


def _noun(tree: _Tree, verb: int) -> None:
    """What is the object of a verb is no verb in the present: "rejected media reports", "dismissed as lies claims"."""
    if tree.parse.tag[verb] != "VBZ":
        return
    label = next(
        (c for c in tree.children[verb] if tree.dep[c] == "mark" and tree.parse.lemma[c].lower() == "as"), None
    )
    called = tree.child(verb, "compound", "amod")
    bare = tree.child(verb, *_SUBJECTS) is None
    if tree.dep[verb] == "advcl" and bare and label is not None and called is not None and label < called < verb:
        above = tree.head[verb]
        tree.hang(verb, above, "dobj")
        tree.hang(label, above, "prep")
        tree.hang(called, label, "pobj")
    if tree.dep[verb] in ("dobj", "pobj", "nsubjpass"):
        tree.pos[verb], tree.tag[verb], tree.changed = "NOUN", "NNS", True


def _two_sentences(tree: _Tree, verb: int) -> None:
    """What stands before a semicolon is not what the verb behind it says: "X said so; Y denied this"."""
    parse = tree.parse
    first = next((c for c in tree.children[verb] if tree.dep[c] == "ccomp" and c < verb), None)
    if first is None or tree.head[verb] != verb:
        return
    if any(parse.text[t] == ";" for t in tree.children[verb] if first < t < verb):
        tree.hang(first, first, "ROOT")
        tree.hang(verb, first, "conj")


def _demands_that(tree: _Tree, noun: int) -> None:
    """What a "that" clause follows is a verb, and goes on with the verb: "denies any plan and demands that X go"."""
    parse, beside = tree.parse, tree.head[noun]
    verb = tree.head[beside]
    if parse.tag[noun] != "NNS" or tree.dep[noun] != "conj" or tree.dep[beside] != "dobj" or parse.tag[verb] != "VBZ":
        return
    clause = tree.child(noun, "ccomp", "acl", "relcl")
    follows = clause is not None and parse.lemma[min(tree.children[clause], default=clause)].lower() == "that"
    if not _speaks(parse, noun) or not follows or clause is None or tree.child(noun, "det", "amod", "poss") is not None:
        return
    tree.pos[noun], tree.tag[noun] = "VERB", "VBZ"
    tree.join(noun, verb)
    tree.hang(clause, noun, "ccomp")


def _list_of_names(tree: _Tree, name: int) -> None:
    """A name is listed beside the one before it, and is no apposition to it: "Qatar, the UAE, Oman and Iraq"."""
    parse, before = tree.parse, tree.head[name]
    if tree.dep[name] != "appos" or parse.pos[before] != "PROPN" or tree.child(name, "prep") is not None:
        return
    joined = tree.child(name, "conj")
    if joined is not None and parse.pos[joined] == "PROPN" and parse.text[name - 1] in (",", "the"):
        tree.hang(name, before, "conj")


def _is_time(tree: _Tree, token: int) -> bool:
    parse = tree.parse
    lemma = parse.lemma[token].lower()
    return lemma in _list("times") or (parse.pos[token] == "NUM" and len(lemma) == 4)


@cache
def _list(group: str) -> frozenset[str]:
    return frozenset(lexicon.load("repair")[group])


@cache
def _words(group: str) -> dict[str, frozenset[str]]:
    return {lemma: frozenset(words) for lemma, words in lexicon.load("repair")[group].items()}


_MENDING: dict[str, tuple[Callable[[_Tree, int], None], ...]] = {
    "VERB": (
        _dateline,
        _gerund_of_accusation,
        _finite_below_gerund,
        _speech_within_speech,
        _requested,
        _behind_request,
        _subject_behind,
        _behind_source,
        _behind_venue,
        _turning_down,
        _relative,
        _passive_beside,
        _noun,
        _two_sentences,
    ),
    "AUX": (_dateline, _finite_below_gerund),
    "ADP": (_object_below_time, _accused),
    "PROPN": (_list_of_names, _before_post, _behind_post),
    "NOUN": (_demands_that, _disputes),
}
