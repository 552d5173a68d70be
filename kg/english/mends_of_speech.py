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


def accused(tree: Tree, preposition: int) -> None:
    """What somebody is accused of hangs on the verb, whatever stands between: "accused X on Monday of doing"."""
    parse = tree.parse
    word = parse.text[preposition].lower()
    verb, climbed = preposition, 0
    while tree.dep[verb] in ADJUNCTS and tree.head[verb] != verb and climbed < 8:
        verb, climbed = tree.head[verb], climbed + 1
    accused = verb if tree.dep[verb] == "dobj" and verb == tree.head[preposition] else None
    within = accused is None and tree.dep[verb] == "dobj" and _belongs(tree, tree.head[preposition], verb)
    if accused is not None or within:
        verb = tree.head[verb]
    if word not in words("takes").get(parse.lemma[verb], ()) or parse.pos[verb] != "VERB":
        return
    told = tree.child(preposition, "pcomp", "pobj")
    if told is None:
        return
    gerund = next((c for c in tree.children[told] if parse.tag[c] == "VBG" and c == preposition + 1), None)
    if tree.head[preposition] != verb:
        above = tree.head[preposition]
        apart = tree.dep[told] == "pcomp" or gerund is not None or is_time(tree, above) or parse.pos[above] == "ADP"
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


def _belongs(tree: Tree, noun: int, accused: int) -> bool:
    """Whether the first of two "of"s tells whose head is accused: "accused the leader of [the party] of treason"."""
    of = tree.head[noun]
    body = tree.parse.pos[noun] == "PROPN" or phrases.is_actor_noun(tree.parse.lemma[noun])
    return tree.dep[noun] == "pobj" and tree.head[of] == accused and tree.parse.text[of].lower() == "of" and body


def gerund_of_accusation(tree: Tree, verb: int) -> None:
    """Both gerunds are what somebody is accused of: "accused of burning villages and killing people"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "conj" or tree.child(verb, "aux", *SUBJECTS) is not None:
        return
    for preposition in reversed(tree.children[above]):
        if preposition < verb and parse.text[preposition].lower() in words("takes").get(parse.lemma[above], ()):
            told = tree.child(preposition, "pcomp", "pobj")
            if told is not None:
                tree.join(verb, told)
            return


def finite_below_gerund(tree: Tree, verb: int) -> None:
    """A verb that tells the past goes on with the main verb, not the gerund: "accused X of lying and called for"."""
    parse, above = tree.parse, tree.head[verb]
    if tree.dep[verb] != "conj" or parse.tag[verb] not in FINITE or tree.child(verb, *SUBJECTS) is not None:
        return
    if parse.tag[above] not in ("VBG", "VB") and parse.pos[above] not in ("ADJ", "NOUN", "ADP", "ADV"):
        return
    if tree.child(above, *SUBJECTS) is not None:
        return
    climbed = above
    while parse.tag[climbed] not in FINITE:
        if tree.head[climbed] == climbed or tree.dep[climbed] in ("relcl", "acl", "ccomp"):
            return
        climbed = tree.head[climbed]
    if parse.tag[climbed] == parse.tag[verb]:
        tree.join(verb, climbed)


def speech_within_speech(tree: Tree, verb: int) -> None:
    """Another's words beside those reported are no part of them: "X said Y cannot stay, and Z called it a lie".

    Nor are the speaker's further words: "X said Y had fired first and condemned the attack".
    """
    parse, within = tree.parse, tree.head[verb]
    beside = tree.dep[verb] == "conj"
    if not beside and not (tree.dep[verb] == "advcl" and opens_with(tree, verb, "while")):
        return
    if parse.tag[verb] not in ("VBD", "VBN") or tree.child(verb, "aux", "auxpass") is not None:
        return
    if tree.dep[within] == "acomp":
        within = tree.head[within]  # "said he was alarmed and called on X to stop"
    said = tree.head[within]
    silent = _keeps_silent(tree, verb)
    if tree.dep[within] != "ccomp" or within < said or not (speaks(parse, said) and (silent or speaks(parse, verb))):
        return
    if tree.child(verb, *SUBJECTS) is not None:
        apart = not beside or after_comma(tree, verb)
    else:
        modal = any(parse.tag[c] == "MD" for c in tree.children[within] if tree.dep[c] == "aux")
        apart = modal or silent or after_comma(tree, verb) or parse.lemma[verb].lower() not in listed("vowing")
    if apart and beside:
        tree.join(verb, said)
    elif apart:
        tree.hang(verb, said, "advcl")


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """Whether it is the speaker who "refused to comment"."""
    below = tree.child(verb, "xcomp")
    silent = lexicon.load("grammar")["saying_nothing"]
    return tree.parse.lemma[verb] in ("decline", "refuse") and below is not None and tree.parse.lemma[below] in silent


def requested(tree: Tree, verb: int) -> None:
    """What somebody is asked to do hangs on the asking: "urged X in a call on Tuesday with Y to stop"."""
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VB" or tree.dep[verb] not in ("pcomp", "acl", "advcl", "relcl"):
        return
    if not any(parse.tag[c] == "TO" for c in tree.children[verb]):
        return
    if tree.dep[verb] != "pcomp" and parse.pos[above] != "PROPN" and not is_time(tree, above):
        return
    asking = above
    for _ in range(8):
        if tree.dep[asking] not in ADJUNCTS or tree.head[asking] == asking:
            break
        asking = tree.head[asking]
    if (
        parse.lemma[asking] not in listed("asking")
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


def behind_gerund(tree: Tree, verb: int) -> None:
    """An infinitive right behind a gerund is its own: "accused X of planning to arrest Y"."""
    parse = tree.parse
    to = next((c for c in tree.children[verb] if parse.tag[c] == "TO"), None)
    if parse.tag[verb] != "VB" or tree.dep[verb] != "advcl" or to is None or parse.tag[to - 1] != "VBG":
        return
    if tree.dep[to - 1] == "pcomp" and tree.head[verb] < to - 1:
        tree.hang(verb, to - 1, "xcomp")


def behind_request(tree: Tree, verb: int) -> None:
    """Whoever asks goes on speaking behind what he asks: "ordered X to leave, accusing Y of lies"."""
    parse, asked = tree.parse, tree.head[verb]
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or not speaks(parse, verb) or parse.text[verb - 1] != ",":
        return
    asking = tree.head[asked]
    requests = (
        tree.dep[asked] == "xcomp" and parse.tag[asked] == "VB" and parse.lemma[asking].lower() in listed("asking")
    )
    if requests and asked < verb and tree.child(asking, "dobj", "nsubjpass") is not None:
        tree.hang(verb, asking, "advcl")


def subject_behind(tree: Tree, verb: int) -> None:
    """The subject of the main verb, which a participle thrown in between took: "Mali, accusing X of lies, said"."""
    parse, main = tree.parse, tree.head[verb]
    subject = tree.child(verb, *SUBJECTS)
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or main < verb or subject is None or subject > verb:
        return
    if parse.tag[main] in FINITE and tree.child(main, *SUBJECTS, "expl") is None and parse.text[main - 1] == ",":
        tree.hang(subject, main, tree.dep[subject])


def behind_source(tree: Tree, verb: int) -> None:
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
    if thrown_in and speaks(parse, telling) and telling < citing < verb and tree.child(telling, "ccomp") is None:
        tree.hang(verb, telling, "ccomp")


def behind_venue(tree: Tree, verb: int) -> None:
    """What is said is no clause about where or to whom: "said in an editorial that", "told a news conference that"."""
    parse, noun = tree.parse, tree.head[verb]
    mark = tree.child(verb, "mark")
    if tree.dep[verb] not in ("relcl", "acl", "ccomp") or mark is None or parse.text[mark].lower() != "that":
        return
    told = tree.dep[noun] == "dobj" and parse.lemma[tree.head[noun]].lower() in listed("telling")
    venue = tree.dep[noun] == "pobj" and parse.lemma[noun].lower() in lexicon.load("cues")["venues"]
    telling = tree.head[noun] if told else tree.head[tree.head[noun]]
    if not (told or venue) or parse.tag[mark] != "IN" or tree.child(verb, *SUBJECTS) is None:
        return
    if (told or speaks(parse, telling)) and tree.child(telling, "ccomp") is None:
        tree.hang(verb, telling, "ccomp")


def of_text(tree: Tree, verb: int) -> None:
    """What a text says, and not who does something to it: "blocked a statement by the EU condemning the violence"."""
    parse, above = tree.parse, tree.head[verb]
    text = tree.child(above, "dobj")
    if parse.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or text is None or not text < verb:
        return
    between = [parse.text[t].lower() for t in range(text + 1, verb)]
    if between and between[0] == "by" and "," not in between and parse.lemma[text] in lexicon.load("cues")["documents"]:
        tree.hang(verb, text, "acl")


def demands_that(tree: Tree, noun: int) -> None:
    """What a "that" clause follows is a verb, and goes on with the verb: "denies any plan and demands that X go"."""
    parse, beside = tree.parse, tree.head[noun]
    verb = tree.head[beside]
    if parse.tag[noun] != "NNS" or tree.dep[noun] != "conj" or tree.dep[beside] != "dobj" or parse.tag[verb] != "VBZ":
        return
    clause = tree.child(noun, "ccomp", "acl", "relcl")
    follows = clause is not None and parse.lemma[min(tree.children[clause], default=clause)].lower() == "that"
    if not speaks(parse, noun) or not follows or clause is None or tree.child(noun, "det", "amod", "poss") is not None:
        return
    tree.pos[noun], tree.tag[noun] = "VERB", "VBZ"
    tree.join(noun, verb)
    tree.hang(clause, noun, "ccomp")


def two_sentences(tree: Tree, verb: int) -> None:
    """What stands before a semicolon is not what the verb behind it says: "X said so; Y denied this"."""
    parse = tree.parse
    first = next((c for c in tree.children[verb] if tree.dep[c] == "ccomp" and c < verb), None)
    if first is None or tree.head[verb] != verb:
        return
    if any(parse.text[t] == ";" for t in tree.children[verb] if first < t < verb):
        tree.hang(first, first, "ROOT")
        tree.hang(verb, first, "conj")
