"""Mends around words of speech: whose words they are, what they report, whom they accuse, what they ask."""

from kg.english import lexicon, phrases
from kg.english.branches import (
    ADJUNCTS,
    FINITE,
    SUBJECTS,
    Tree,
    after_comma,
    is_time,
    listed,
    opens_with,
    speaks,
    words,
)
from kg.english.labels import Dep, Pos, Tag


def accused(tree: Tree, preposition: int) -> None:
    """What somebody is accused of hangs on the verb, whatever stands between: "accused X on Monday of doing"."""
    parse = tree.parse
    word = parse.text[preposition].lower()
    verb, climbed = preposition, 0
    while tree.dep[verb] in ADJUNCTS and tree.head[verb] != verb and climbed < 8:
        verb, climbed = tree.head[verb], climbed + 1
    accused = verb if tree.dep[verb] == Dep.DOBJ and verb == tree.head[preposition] else None
    within = accused is None and tree.dep[verb] == Dep.DOBJ and _belongs(tree, tree.head[preposition], verb)
    if accused is not None or within:
        verb = tree.head[verb]
    if word not in words("takes").get(parse.lemma[verb], ()) or parse.pos[verb] != Pos.VERB:
        return
    told = tree.child(preposition, Dep.PCOMP, Dep.POBJ)
    if told is None:
        return
    gerund = next((c for c in tree.children[told] if parse.tag[c] == Tag.VBG and c == preposition + 1), None)
    if tree.head[preposition] != verb:
        above = tree.head[preposition]
        apart = tree.dep[told] == Dep.PCOMP or gerund is not None or is_time(tree, above) or parse.pos[above] == Pos.ADP
        apart = apart or (within and parse.pos[told] == Pos.NOUN)
        if accused is not None and parse.lemma[verb] == "accuse":
            _, end = parse.sentences[parse.sentence[verb]]
            # Of two, either may belong to the accused: "the head of the army of treason", "of the murder of two men".
            apart = apart or [parse.text[t].lower() for t in range(accused, end)].count(word) == 1
        taken = any(parse.text[c].lower() == word and c < preposition for c in tree.children[verb])
        if taken or not apart:
            return
        tree.hang(preposition, verb, Dep.PREP)
    if gerund is not None and tree.dep[gerund] == Dep.AMOD:
        tree.hang(gerund, preposition, Dep.PCOMP)
        tree.hang(told, gerund, Dep.DOBJ)


def _belongs(tree: Tree, noun: int, accused: int) -> bool:
    """Whether the first of two "of"s tells whose head is accused: "accused the leader of [the party] of treason"."""
    of = tree.head[noun]
    body = tree.parse.pos[noun] == Pos.PROPN or phrases.is_actor_noun(tree.parse.lemma[noun])
    return tree.dep[noun] == Dep.POBJ and tree.head[of] == accused and tree.parse.text[of].lower() == "of" and body


def gerund_of_accusation(tree: Tree, verb: int) -> None:
    """Both gerunds are what somebody is accused of: "accused of burning villages and killing people"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.CONJ or tree.child(verb, Dep.AUX, *SUBJECTS) is not None:
        return
    for preposition in reversed(tree.children[above]):
        if preposition < verb and parse.text[preposition].lower() in words("takes").get(parse.lemma[above], ()):
            told = tree.child(preposition, Dep.PCOMP, Dep.POBJ)
            if told is not None:
                tree.join(verb, told)
            return


def finite_below_gerund(tree: Tree, verb: int) -> None:
    """A verb that tells the past goes on with the main verb, not the gerund: "accused X of lying and called for"."""
    parse, above = tree.parse, tree.head[verb]
    if tree.dep[verb] != Dep.CONJ or parse.tag[verb] not in FINITE or tree.child(verb, *SUBJECTS) is not None:
        return
    if parse.tag[above] not in (Tag.VBG, Tag.VB) and parse.pos[above] not in (Pos.ADJ, Pos.NOUN, Pos.ADP, Pos.ADV):
        return
    if tree.child(above, *SUBJECTS) is not None:
        return
    climbed = above
    while parse.tag[climbed] not in FINITE:
        if tree.head[climbed] == climbed or tree.dep[climbed] in (Dep.RELCL, Dep.ACL, Dep.CCOMP):
            return
        climbed = tree.head[climbed]
    if parse.tag[climbed] == parse.tag[verb]:
        tree.join(verb, climbed)


def speech_within_speech(tree: Tree, verb: int) -> None:
    """Another's words beside those reported are no part of them: "X said Y cannot stay, and Z called it a lie".

    Nor are the speaker's further words: "X said Y had fired first and condemned the attack".
    """
    parse, within = tree.parse, tree.head[verb]
    beside = tree.dep[verb] == Dep.CONJ
    if not beside and not (tree.dep[verb] == Dep.ADVCL and opens_with(tree, verb, "while")):
        return
    if parse.tag[verb] not in (Tag.VBD, Tag.VBN) or tree.child(verb, Dep.AUX, Dep.AUXPASS) is not None:
        return
    if tree.dep[within] == Dep.ACOMP:
        within = tree.head[within]  # "said he was alarmed and called on X to stop"
    said = tree.head[within]
    silent = _keeps_silent(tree, verb)
    if tree.dep[within] != Dep.CCOMP or within < said or not (speaks(parse, said) and (silent or speaks(parse, verb))):
        return
    if tree.child(verb, *SUBJECTS) is not None:
        apart = not beside or after_comma(tree, verb)
    else:
        modal = any(parse.tag[c] == Tag.MD for c in tree.children[within] if tree.dep[c] == Dep.AUX)
        apart = modal or silent or after_comma(tree, verb) or parse.lemma[verb].lower() not in listed("vowing")
    if apart and beside:
        tree.join(verb, said)
    elif apart:
        tree.hang(verb, said, Dep.ADVCL)


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """Whether it is the speaker who "refused to comment"."""
    below = tree.child(verb, Dep.XCOMP)
    silent = lexicon.load("grammar")["saying_nothing"]
    return tree.parse.lemma[verb] in ("decline", "refuse") and below is not None and tree.parse.lemma[below] in silent


def requested(tree: Tree, verb: int) -> None:
    """What somebody is asked to do hangs on the asking: "urged X in a call on Tuesday with Y to stop"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VB or tree.dep[verb] not in (Dep.PCOMP, Dep.ACL, Dep.ADVCL, Dep.RELCL):
        return
    if not any(parse.tag[c] == Tag.TO for c in tree.children[verb]):
        return
    if tree.dep[verb] != Dep.PCOMP and parse.pos[above] != Pos.PROPN and not is_time(tree, above):
        return
    asking = above
    for _ in range(8):
        if tree.dep[asking] not in ADJUNCTS or tree.head[asking] == asking:
            break
        asking = tree.head[asking]
    if (
        parse.lemma[asking] not in listed("asking")
        or parse.pos[asking] != Pos.VERB
        or tree.child(asking, Dep.XCOMP, Dep.CCOMP)
    ):
        return
    if tree.child(asking, Dep.DOBJ, Dep.NSUBJPASS) is None:
        return
    subject = tree.child(verb, Dep.NSUBJ)
    if tree.dep[verb] == Dep.PCOMP and subject is not None:
        tree.hang(subject, above, Dep.POBJ)
    tree.hang(verb, asking, Dep.XCOMP)


def behind_gerund(tree: Tree, verb: int) -> None:
    """An infinitive right behind a gerund is its own: "accused X of planning to arrest Y"."""
    parse = tree.parse
    to = next((c for c in tree.children[verb] if parse.tag[c] == Tag.TO), None)
    if parse.tag[verb] != Tag.VB or tree.dep[verb] != Dep.ADVCL or to is None or parse.tag[to - 1] != Tag.VBG:
        return
    if tree.dep[to - 1] == Dep.PCOMP and tree.head[verb] < to - 1:
        tree.hang(verb, to - 1, Dep.XCOMP)


def behind_request(tree: Tree, verb: int) -> None:
    """Whoever asks goes on speaking behind what he asks: "ordered X to leave, accusing Y of lies"."""
    parse, asked = tree.parse, tree.head[verb]
    if (
        parse.tag[verb] != Tag.VBG
        or tree.dep[verb] != Dep.ADVCL
        or not speaks(parse, verb)
        or parse.text[verb - 1] != ","
    ):
        return
    asking = tree.head[asked]
    requests = (
        tree.dep[asked] == Dep.XCOMP and parse.tag[asked] == Tag.VB and parse.lemma[asking].lower() in listed("asking")
    )
    if requests and asked < verb and tree.child(asking, Dep.DOBJ, Dep.NSUBJPASS) is not None:
        tree.hang(verb, asking, Dep.ADVCL)


def subject_behind(tree: Tree, verb: int) -> None:
    """The subject of the main verb, which a participle thrown in between took: "Mali, accusing X of lies, said"."""
    parse, main = tree.parse, tree.head[verb]
    subject = tree.child(verb, *SUBJECTS)
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or main < verb or subject is None or subject > verb:
        return
    if parse.tag[main] in FINITE and tree.child(main, *SUBJECTS, Dep.EXPL) is None and parse.text[main - 1] == ",":
        tree.hang(subject, main, tree.dep[subject])


def behind_source(tree: Tree, verb: int) -> None:
    """What is reported is no clause about the source thrown in: "reported, citing two officials, that X had left"."""
    parse, source = tree.parse, tree.head[verb]
    mark = tree.child(verb, Dep.MARK)
    if tree.dep[verb] not in (Dep.RELCL, Dep.ACL, Dep.CCOMP) or mark is None or parse.text[mark].lower() != "that":
        return
    citing = source
    while tree.dep[citing] in (Dep.DOBJ, Dep.POBJ, Dep.PREP, Dep.CONJ) and tree.head[citing] != citing:
        citing = tree.head[citing]
    telling = tree.head[citing]
    thrown_in = parse.tag[citing] == Tag.VBG and tree.dep[citing] == Dep.ADVCL and parse.text[mark - 1] == ","
    if thrown_in and speaks(parse, telling) and telling < citing < verb and tree.child(telling, Dep.CCOMP) is None:
        tree.hang(verb, telling, Dep.CCOMP)


def behind_venue(tree: Tree, verb: int) -> None:
    """What is said is no clause about where or to whom: "said in an editorial that", "told a news conference that"."""
    parse, noun = tree.parse, tree.head[verb]
    mark = tree.child(verb, Dep.MARK)
    if tree.dep[verb] not in (Dep.RELCL, Dep.ACL, Dep.CCOMP) or mark is None or parse.text[mark].lower() != "that":
        return
    told = tree.dep[noun] == Dep.DOBJ and parse.lemma[tree.head[noun]].lower() in listed("telling")
    venue = tree.dep[noun] == Dep.POBJ and parse.lemma[noun].lower() in lexicon.load("cues")["venues"]
    telling = tree.head[noun] if told else tree.head[tree.head[noun]]
    if not (told or venue) or parse.tag[mark] != Tag.IN or tree.child(verb, *SUBJECTS) is None:
        return
    if (told or speaks(parse, telling)) and tree.child(telling, Dep.CCOMP) is None:
        tree.hang(verb, telling, Dep.CCOMP)


def of_text(tree: Tree, verb: int) -> None:
    """What a text says, and not who does something to it: "blocked a statement by the EU condemning the violence"."""
    parse, above = tree.parse, tree.head[verb]
    text = tree.child(above, Dep.DOBJ)
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or text is None or not text < verb:
        return
    between = [parse.text[t].lower() for t in range(text + 1, verb)]
    if between and between[0] == "by" and "," not in between and parse.lemma[text] in lexicon.load("cues")["documents"]:
        tree.hang(verb, text, Dep.ACL)


def demands_that(tree: Tree, noun: int) -> None:
    """What a "that" clause follows is a verb, and goes on with the verb: "denies any plan and demands that X go"."""
    parse, beside = tree.parse, tree.head[noun]
    verb = tree.head[beside]
    if (
        parse.tag[noun] != Tag.NNS
        or tree.dep[noun] != Dep.CONJ
        or tree.dep[beside] != Dep.DOBJ
        or parse.tag[verb] != Tag.VBZ
    ):
        return
    clause = tree.child(noun, Dep.CCOMP, Dep.ACL, Dep.RELCL)
    follows = clause is not None and parse.lemma[min(tree.children[clause], default=clause)].lower() == "that"
    if (
        not speaks(parse, noun)
        or not follows
        or clause is None
        or tree.child(noun, Dep.DET, Dep.AMOD, Dep.POSS) is not None
    ):
        return
    tree.pos[noun], tree.tag[noun] = Pos.VERB, Tag.VBZ
    tree.join(noun, verb)
    tree.hang(clause, noun, Dep.CCOMP)


def two_sentences(tree: Tree, verb: int) -> None:
    """What stands before a semicolon is not what the verb behind it says: "X said so; Y denied this"."""
    parse = tree.parse
    first = next((c for c in tree.children[verb] if tree.dep[c] == Dep.CCOMP and c < verb), None)
    if first is None or tree.head[verb] != verb:
        return
    if any(parse.text[t] == ";" for t in tree.children[verb] if first < t < verb):
        tree.hang(first, first, Dep.ROOT)
        tree.hang(verb, first, Dep.CONJ)
