"""Mends what the language model's parser gets wrong again and again in news prose, once for all that read the parse."""

from collections.abc import Callable
from dataclasses import replace

from kg.document import Parse
from kg.english import mends_of_settings, phrases, posts
from kg.english import mends_of_speech as repair_speech
from kg.english.branches import SUBJECTS, Tree, is_time, listed
from kg.english.labels import Dep, Pos, Tag

_DATELINE = 12


def repaired(parse: Parse) -> Parse:
    """The same tokens under mended heads and labels; the very parse where nothing is to mend."""
    tree = Tree(
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


def _dateline(tree: Tree, verb: int) -> None:
    """The verb heads the sentence, not the city: "KYIV (Reuters) - Ukraine said ..."."""
    parse, root = tree.parse, tree.head[verb]
    first, _ = parse.sentences[parse.sentence[verb]]
    if (
        root == verb
        or tree.head[root] != root
        or root >= verb
        or root - first > _DATELINE
        or parse.tag[verb] == Tag.VBG
    ):
        return
    if parse.pos[root] not in (Pos.PROPN, Pos.NOUN) or tree.child(verb, *SUBJECTS) is None:
        return
    dash = next((t for t in range(first, min(first + _DATELINE, verb)) if parse.text[t] in ("-", "–", "—", "--")), None)
    if dash is None or not root < dash or not parse.text[first].isupper():
        return
    tree.hang(verb, verb, Dep.ROOT)
    tree.hang(root, verb, Dep.META)
    for moved in [c for c in tree.children[root] if c > verb]:
        tree.hang(moved, verb, tree.dep[moved])


def _subject_behind_dateline(tree: Tree, verb: int) -> None:
    """Who acts stands behind the dash, not before it: "KINSHASA, 23 January 2025 - Congo accused X"."""
    parse, city = tree.parse, tree.child(verb, Dep.NSUBJ)
    first, _ = parse.sentences[parse.sentence[verb]]
    if city != first or tree.head[verb] != verb or not parse.text[first].isupper():
        return
    dash = next((t for t in range(first, min(first + _DATELINE, verb)) if parse.text[t] in ("-", "–", "—", "--")), None)
    if dash is None:
        return
    behind = range(dash + 1, verb)
    apart = (t for t in behind if parse.pos[t] in (Pos.PROPN, Pos.NOUN) and tree.head[t] < dash)
    actor = next(apart, None)
    if actor is not None:
        tree.hang(city, verb, Dep.META)
        tree.hang(actor, verb, Dep.NSUBJ)


def _object_below_time(tree: Tree, preposition: int) -> None:
    """The second noun below a preposition of time is the verb's object: "adopted on Monday new sanctions"."""
    verb = tree.head[preposition]
    below = [c for c in tree.children[preposition] if tree.dep[c] == Dep.POBJ]
    if len(below) < 2 or not is_time(tree, below[0]) or is_time(tree, below[-1]):
        return
    if tree.parse.pos[verb] == Pos.VERB and verb < preposition and tree.child(verb, Dep.DOBJ) is None:
        tree.hang(below[-1], verb, Dep.DOBJ)


def _turning_down(tree: Tree, verb: int) -> None:
    """A clause with "which" as object is a relative one: "was hit, which the governor denied"."""
    parse, which = tree.parse, tree.child(verb, Dep.DOBJ)
    if tree.dep[verb] != Dep.ADVCL or which is None or which > verb or parse.tag[which] != Tag.WDT:
        return
    if parse.text[which].lower() == "which" and parse.text[which - 1] == ",":
        tree.dep[verb], tree.changed = Dep.RELCL, True


def _object_that(tree: Tree, verb: int) -> None:
    """A "that" which stands for the noun before it is the verb's object: "a charge that Kenya called baseless"."""
    that = tree.child(verb, Dep.MARK)
    if tree.dep[verb] not in (Dep.ACL, Dep.RELCL) or that is None or tree.parse.tag[that] != Tag.WDT:
        return
    if tree.child(verb, Dep.DOBJ) is None and tree.child(verb, *SUBJECTS) is not None:
        tree.dep[that], tree.changed = Dep.DOBJ, True


def _disputes(tree: Tree, noun: int) -> None:
    """What has a subject is a verb: "a claim the ministry disputes"."""
    parse = tree.parse
    if tree.dep[noun] == Dep.RELCL and parse.tag[noun] == Tag.NNS and tree.child(noun, Dep.NSUBJ) is not None:
        tree.pos[noun], tree.tag[noun], tree.changed = Pos.VERB, Tag.VBZ, True


def _behind_post(tree: Tree, name: int) -> None:
    """A name right behind the noun for who bears it is no second subject: "spokeswoman Pham Thu Hang said"."""
    parse, verb = tree.parse, tree.head[name]
    first = min([name, *(c for c in tree.children[name] if tree.dep[c] == Dep.COMPOUND)])
    noun = first - 1
    if tree.dep[name] not in SUBJECTS or noun < 0 or tree.dep[noun] not in SUBJECTS or tree.head[noun] != verb:
        return
    if parse.pos[noun] == Pos.NOUN and phrases.is_actor_noun(parse.lemma[noun]) and parse.tag[noun] == Tag.NN:
        tree.hang(name, noun, Dep.APPOS)


def _before_post(tree: Tree, name: int) -> None:
    """The name right before a post belongs to it, whatever the parser makes of it: "Wagner chief X said"."""
    parse, post = tree.parse, name + 1
    if tree.dep[name] not in (Dep.INTJ, Dep.DEP, Dep.NPADVMOD, Dep.META, Dep.APPOS, Dep.NSUBJ) or post >= len(parse):
        return
    person = tree.head[post]
    belongs = parse.text[post].islower() and posts.is_head(parse, post) and tree.dep[post] in (Dep.COMPOUND, Dep.AMOD)
    if belongs and person > post and parse.pos[person] == Pos.PROPN and tree.head[name] != post:
        tree.hang(name, person, Dep.COMPOUND)


def _relative(tree: Tree, verb: int) -> None:
    """What "which" stands for is no day, and what kills is no place: "a strike on X, which killed Y"."""
    parse, noun = tree.parse, tree.head[verb]
    which = tree.child(verb, Dep.NSUBJ, Dep.DOBJ)
    if (
        tree.dep[verb] != Dep.RELCL
        or tree.dep[noun] != Dep.POBJ
        or which is None
        or parse.tag[which] not in (Tag.WDT, Tag.WP)
    ):
        return
    preposition = tree.head[noun]
    above = tree.head[preposition]
    if is_time(tree, noun):
        held = tree.child(above, Dep.DOBJ) if parse.pos[above] == Pos.VERB else above
        if held is not None and held < verb:
            tree.hang(verb, held, Dep.RELCL)
    elif parse.lemma[verb] in listed("harming") and parse.pos[noun] == Pos.PROPN and parse.pos[above] == Pos.NOUN:
        tree.hang(verb, above, Dep.RELCL)


def _passive_beside(tree: Tree, verb: int) -> None:
    """The second half of "were killed and more than 100 injured" is passive too."""
    if (
        tree.dep[verb] != Dep.CONJ
        or tree.parse.tag[verb] != Tag.VBN
        or tree.child(tree.head[verb], Dep.AUXPASS) is None
    ):
        return
    own = tree.child(verb, Dep.NSUBJ)
    if own is not None and tree.child(verb, Dep.AUX, Dep.DOBJ) is None:
        tree.dep[own], tree.changed = Dep.NSUBJPASS, True


def _noun(tree: Tree, verb: int) -> None:
    """What is the object of a verb is no verb in the present: "rejected media reports", "dismissed as lies claims"."""
    if tree.parse.tag[verb] != Tag.VBZ:
        return
    label = next(
        (c for c in tree.children[verb] if tree.dep[c] == Dep.MARK and tree.parse.lemma[c].lower() == "as"), None
    )
    called = tree.child(verb, Dep.COMPOUND, Dep.AMOD)
    bare = tree.child(verb, *SUBJECTS) is None
    if tree.dep[verb] == Dep.ADVCL and bare and label is not None and called is not None and label < called < verb:
        above = tree.head[verb]
        tree.hang(verb, above, Dep.DOBJ)
        tree.hang(label, above, Dep.PREP)
        tree.hang(called, label, Dep.POBJ)
    if tree.dep[verb] in (Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS):
        tree.pos[verb], tree.tag[verb], tree.changed = Pos.NOUN, Tag.NNS, True


def _list_of_names(tree: Tree, name: int) -> None:
    """A name is listed beside the one before it, and is no apposition to it: "Qatar, the UAE, Oman and Iraq"."""
    parse, before = tree.parse, tree.head[name]
    if tree.dep[name] != Dep.APPOS or parse.pos[before] != Pos.PROPN or tree.child(name, Dep.PREP) is not None:
        return
    joined = tree.child(name, Dep.CONJ)
    if joined is not None and parse.pos[joined] == Pos.PROPN and parse.text[name - 1] in (",", "the"):
        tree.hang(name, before, Dep.CONJ)


_MENDING: dict[str, tuple[Callable[[Tree, int], None], ...]] = {
    Pos.VERB: (
        _dateline,
        _subject_behind_dateline,
        repair_speech.gerund_of_accusation,
        repair_speech.finite_below_gerund,
        repair_speech.speech_within_speech,
        repair_speech.requested,
        repair_speech.behind_request,
        repair_speech.behind_gerund,
        repair_speech.subject_behind,
        repair_speech.behind_source,
        repair_speech.behind_venue,
        repair_speech.of_text,
        _object_that,
        _turning_down,
        _relative,
        _passive_beside,
        _noun,
        mends_of_settings.clause_of_setting,
        mends_of_settings.infinitive_of_setting,
        repair_speech.two_sentences,
    ),
    Pos.AUX: (_dateline, repair_speech.finite_below_gerund, mends_of_settings.clause_of_setting),
    Pos.ADP: (
        _object_below_time,
        repair_speech.accused,
        mends_of_settings.phrase_of_setting,
        mends_of_settings.phrase_of_voiced,
    ),
    Pos.PROPN: (_list_of_names, _before_post, _behind_post),
    Pos.NOUN: (repair_speech.demands_that, _disputes),
}
