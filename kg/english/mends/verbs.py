"""Mends of verbs and their objects: what is a verb at all, what it has as object, what is passive."""

from collections.abc import Iterator

from kg.english import verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import ADJUNCTS, SUBJECTS, Tree, is_time, mend, speaks

_FAR = 8

_DONE = frozenset({Tag.VBN, Tag.VBD})


@mend(
    "object-behind-time",
    Pos.ADP,
    says="the second noun behind a preposition of time is the verb's object",
    needs="The European Union adopted on Monday new sanctions against Russia.",
    spares="The European Union adopted new sanctions against Russia on Monday morning.",
)
def _object_behind_time(tree: Tree, preposition: int) -> bool:
    verb = tree.head[preposition]
    below = [c for c in tree.children[preposition] if tree.dep[c] == Dep.POBJ]
    if len(below) < 2 or not is_time(tree, below[0]) or is_time(tree, below[-1]):
        return False
    if tree.parse.pos[verb] != Pos.VERB or verb > preposition or tree.child(verb, Dep.DOBJ) is not None:
        return False
    tree.hang(below[-1], verb, Dep.DOBJ)
    return True


@mend(
    "object-behind-label",
    Pos.ADP,
    says="the second noun behind what something is judged as, or behind a date with a comma, is the verb's object",
    needs="The truckers rejected as an insult the government's offer of a rise of 4%.",
    spares="The truckers rejected the government's offer of a rise of 4% as an insult.",
)
def _object_behind_label(tree: Tree, preposition: int) -> bool:
    parse = tree.parse
    if parse.text[preposition].lower() != "as":
        return False
    below = [c for c in tree.children[preposition] if tree.dep[c] == Dep.POBJ]
    dated = any(tree.dep[c] == Dep.PREP and parse.text[c].lower() == "of" for c in tree.children[preposition])
    if len(below) < 2 - dated:
        return False
    first = min((below[-1], *tree.children[below[-1]]))
    verb = next((t for t in range(preposition - 1, -1, -1) if parse.text[t] != ","), -1)
    if verb < 0 or tree.pos[verb] != Pos.VERB or tree.child(verb, Dep.DOBJ) is not None:
        return False
    if dated and parse.text[first - 1] != ",":
        return False
    tree.hang(below[-1], verb, Dep.DOBJ)
    return True


@mend(
    "passive-conjunct",
    Pos.VERB,
    says="a participle coordinated with a passive verb is passive too",
    needs="Dozens of civilians were killed and more than 100 injured in the shelling of Donetsk.",
    spares="Dozens of civilians were killed and more than 100 have been injured in the shelling of Donetsk.",
)
def _passive_conjunct(tree: Tree, verb: int) -> bool:
    own = tree.child(verb, Dep.NSUBJ)
    undergone = tree.parse.lemma[verb].lower() in words.of("bodily") | words.of("harming")
    passive = tree.parse.tag[verb] == Tag.VBN or (tree.parse.tag[verb] == Tag.VBD and undergone)
    if own is None or tree.dep[verb] != Dep.CONJ or not passive:
        return False
    if tree.child(tree.head[verb], Dep.AUXPASS) is None or tree.child(verb, Dep.AUX, Dep.DOBJ) is not None:
        return False
    tree.relabel(own, Dep.NSUBJPASS)
    return True


@mend(
    "subject-behind-place",
    Pos.VERB,
    says='a name behind "and" with a finite verb of its own behind it is that verb\'s subject, and receives nothing',
    needs="Germany has given 5 million euros to the relocation and Japan has pledged water tanks.",
    spares="Ukraine attacked a depot in Bryansk and Kursk and shelled Belgorod.",
)
def _subject_behind_place(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    helper = tree.child(verb, Dep.AUX)
    first = helper if helper is not None and helper < verb else verb
    noun = first - 1
    if tree.dep[verb] not in (Dep.ACL, Dep.CONJ) or parse.tag[first] not in verbs.INDICATIVE or noun < 1:
        return False
    if tree.dep[noun] != Dep.CONJ or parse.pos[noun] != Pos.PROPN or tree.child(verb, Dep.MARK, *SUBJECTS) is not None:
        return False
    main = next((a for a in _above(tree, noun) if parse.pos[a] == Pos.VERB), None)
    joint = noun - 1
    if main is None or not main < joint or parse.text[joint].lower() != "and":
        return False
    tree.hang(noun, verb, Dep.NSUBJ)
    tree.hang(verb, main, Dep.CONJ)
    tree.hang(joint, main, Dep.CC)
    return True


def _above(tree: Tree, token: int) -> Iterator[int]:
    for _ in range(_FAR):
        if tree.head[token] == token:
            return
        token = tree.head[token]
        yield token


@mend(
    "subject-behind-since",
    Pos.VERB,
    Pos.AUX,
    says='a noun behind "since", "after", "before" or "until" is the subject of the finite verb behind it',
    needs="No group claimed responsibility, though suspicion fell on the Taliban, "
    "who have stepped up attacks since a truce with Islamabad collapsed in November 2022.",
    spares="No group claimed responsibility, though the Taliban have stepped up attacks since November 2022.",
)
def _subject_behind_since(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    if tree.dep[verb] != Dep.ADVCL or parse.tag[verb] not in verbs.INDICATIVE:
        return False
    if tree.child(verb, Dep.MARK, Dep.ADVMOD, Dep.EXPL, *SUBJECTS) is not None:
        return False
    preposition = _bounding(tree, verb)
    if preposition is None:
        return False
    subject = tree.child(preposition, Dep.POBJ)
    if subject is None or any(parse.text[t] in (",", ";") for t in range(preposition, verb)):
        return False
    tree.hang(subject, verb, Dep.NSUBJ)
    tree.hang(verb, tree.head[preposition], Dep.ADVCL)
    tree.hang(preposition, verb, Dep.MARK)
    return True


def _bounding(tree: Tree, verb: int) -> int | None:
    """The preposition of time that opens the phrases right before a verb: "since a truce with Mali [collapsed]"."""
    at = verb - 1
    for _ in range(_FAR):
        if tree.dep[at] == Dep.PREP and tree.parse.text[at].lower() in words.of("bounding_conjunctions") | {"after"}:
            return at
        if tree.dep[at] not in ADJUNCTS or tree.head[at] >= at:
            return None
        at = tree.head[at]
    return None


@mend(
    "dismissed-as-nonsense",
    Pos.VERB,
    says="what is called something may stand behind what it is called, and is a noun",
    needs="The Kremlin on Wednesday dismissed as nonsense reports that Russia planned to attack Moldova.",
    spares="The Kremlin spoke on Wednesday, as state media reports.",
)
def _dismissed_as_nonsense(tree: Tree, noun: int) -> bool:
    parse = tree.parse
    if tree.dep[noun] != Dep.ADVCL or parse.tag[noun] != Tag.VBZ or tree.child(noun, *SUBJECTS) is not None:
        return False
    label, called = verbs.mark(tree, noun, "as"), tree.child(noun, Dep.COMPOUND, Dep.AMOD)
    if label is None or called is None or not label < called < noun:
        return False
    above = tree.head[noun]
    tree.hang(noun, above, Dep.DOBJ)
    tree.hang(label, above, Dep.PREP)
    tree.hang(called, label, Dep.POBJ)
    tree.retag(noun, Pos.NOUN, Tag.NNS)
    return True


@mend(
    "noun-as-object",
    Pos.VERB,
    says="an object is a noun, even if it looks like a verb in the present",
    needs="India's foreign ministry rejected media reports that it had asked Canada to withdraw diplomats.",
    spares="India's foreign ministry rejected what the media reports.",
)
def _noun_as_object(tree: Tree, noun: int) -> bool:
    if tree.parse.tag[noun] != Tag.VBZ or tree.tag[noun] == Tag.NNS:
        return False
    if tree.dep[noun] not in (Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS):
        return False
    tree.retag(noun, Pos.NOUN, Tag.NNS)
    return True


@mend(
    "verb-with-that-clause",
    Pos.NOUN,
    says='what has a "that" clause and no article beside a verb\'s object is a verb, and goes on with that verb',
    needs="Aliyev denies any such plan and demands that Armenia change its constitution.",
    spares="Aliyev denies any such plan and the demands that Armenia change its constitution.",
)
def _verb_with_that_clause(tree: Tree, noun: int) -> bool:
    parse, beside = tree.parse, tree.head[noun]
    verb, clause = tree.head[beside], tree.child(noun, Dep.CCOMP, Dep.ACL, Dep.RELCL)
    if parse.tag[noun] != Tag.NNS or tree.dep[noun] != Dep.CONJ or tree.dep[beside] != Dep.DOBJ:
        return False
    if clause is None or parse.tag[verb] != Tag.VBZ or not speaks(parse, noun):
        return False
    if parse.lemma[min(tree.children[clause], default=clause)].lower() != "that":
        return False
    if tree.child(noun, Dep.DET, Dep.AMOD, Dep.POSS) is not None:
        return False
    tree.retag(noun, Pos.VERB, Tag.VBZ)
    tree.join(noun, verb)
    tree.hang(clause, noun, Dep.CCOMP)
    return True


@mend(
    "infinitive-of-noun",
    Pos.VERB,
    says="an infinitive right behind a noun that takes one belongs to that noun",
    needs="Kenya imposed sanctions following Somaliland's referendum to join Ethiopia in 2014.",
    spares="Kenya imposed sanctions on Ethiopia to end the war in 2014.",
)
def _infinitive_of_noun(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    if tree.dep[verb] not in (Dep.ADVCL, Dep.XCOMP) or tree.child(verb, *SUBJECTS) is not None:
        return False
    to, above = verbs.to(tree, verb), tree.head[verb]
    if not to or above >= to - 1:
        return False
    noun = to - 1 if parse.lemma[to - 1] in words.of("infinitive_nouns") else _owned_before(tree, above, to)
    if noun is None:
        return False
    tree.hang(verb, noun, Dep.ACL)
    return True


def _owned_before(tree: Tree, above: int, to: int) -> int | None:
    """The noun with an owner that ends right before an infinitive: "the plan of the government [to buy]"."""
    noun = tree.child(above, Dep.DOBJ)
    if noun is None or not above < noun < to - 1 or tree.lemma[noun] not in words.of("infinitive_nouns"):
        return None
    owner = next((c for c in tree.children[noun] if tree.lemma[c] in ("of", "by")), None)
    named = tree.child(owner, Dep.POBJ) if owner is not None else None
    return noun if named == to - 1 else None


@mend(
    "verb-as-participle",
    Pos.NOUN,
    Pos.PROPN,
    says="a sentence is no noun phrase: its participle with an object of its own is its verb",
    needs="Georgia's opposition called on the bloc to freeze the assets of a banker.",
    spares="Georgia's opposition, called on by the bloc to freeze the assets of a banker, left.",
)
def _verb_as_participle(tree: Tree, noun: int) -> bool:
    parse = tree.parse
    verb = tree.child(noun, Dep.ACL)
    if tree.head[noun] != noun or verb is None or tree.tag[verb] != Tag.VBN or verb < noun:
        return False
    named = tree.child(verb, Dep.OPRD)
    taken = tree.child(verb, Dep.DOBJ) or (named if named is not None and parse.pos[named] == Pos.PROPN else None)
    controls = parse.lemma[verb].lower() in words.of("prepositional_control") and parse.pos[verb + 1] == Pos.ADP
    if (taken is None and not controls) or tree.child(verb, Dep.AGENT, *SUBJECTS) is not None:
        return False
    tree.hang(verb, verb, tree.dep[noun])
    for behind in [c for c in tree.children[noun] if c > verb]:
        tree.hang(behind, verb, tree.dep[behind])
    tree.hang(noun, verb, Dep.NSUBJ)
    tree.retag(verb, Pos.VERB, Tag.VBD)
    if taken is not None:
        tree.relabel(taken, Dep.DOBJ)
    return True


@mend(
    "verb-behind-name",
    Pos.VERB,
    says='behind what something is called and "and" stands the next verb with its object, and no second name',
    needs="The president called it an attempted coup and dissolved parliament.",
    spares="The president called it an attempted coup and a dissolved parliament.",
)
def _verb_behind_name(tree: Tree, verb: int) -> bool:
    parse, noun = tree.parse, tree.head[verb]
    name = tree.head[noun]
    called = tree.head[name]
    if tree.dep[verb] != Dep.AMOD or tree.tag[verb] != Tag.VBN or tree.dep[noun] != Dep.CONJ or noun != verb + 1:
        return False
    if tree.dep[name] not in (Dep.OPRD, Dep.DOBJ, Dep.ATTR) or parse.tag[called] != Tag.VBD:
        return False
    if parse.text[verb - 1].lower() != "and" or parse.tag[noun] != Tag.NN or tree.child(noun, Dep.DET) is not None:
        return False
    if parse.lemma[called].lower() not in words.of("calling") | words.of("naming"):
        return False
    tree.hang(noun, verb, Dep.DOBJ)
    tree.retag(verb, Pos.VERB, Tag.VBD)
    tree.hang(verb, called, Dep.CONJ)
    tree.hang(verb - 1, called, Dep.CC)
    return True


@mend(
    "think-tank",
    Pos.VERB,
    says='"think" right before "tank" is a part of that noun',
    needs="The RAND think tank in Washington believes Russia will lose.",
    spares="Generals think tanks will be late.",
)
def _think_tank(tree: Tree, verb: int) -> bool:
    parse, tank = tree.parse, verb + 1
    if parse.text[verb].lower() != "think" or parse.text[min(tank, len(parse) - 1)].lower() not in ("tank", "tanks"):
        return False
    main = tree.head[tank]
    before = tree.child(verb, *SUBJECTS)
    if tree.head[main] != verb or before is None or parse.pos[before] != Pos.PROPN or not main > tank:
        return False
    above, dep = tree.head[verb], tree.dep[verb]
    tree.hang(main, main if above == verb else above, dep)
    tree.hang(before, tank, Dep.COMPOUND)
    for token in list(tree.children[verb]):
        tree.hang(token, main, tree.dep[token])
    tree.hang(verb, tank, Dep.COMPOUND)
    tree.retag(verb, Pos.NOUN, Tag.NN)
    return True


@mend(
    "verb-behind-hyphen",
    Pos.VERB,
    says="a verb behind a hyphen is one word with what stands before it, which is no verb of its own",
    needs="Norway said it had re-opened its embassy in Tripoli.",
    spares="Norway said it had opened its embassy in Tripoli.",
)
def _verb_behind_hyphen(tree: Tree, verb: int) -> bool:
    parse, prefix = tree.parse, verb - 2
    if prefix < 0 or parse.text[verb - 1] != "-" or parse.lemma[prefix].lower() not in words.of("prefixes"):
        return False
    if parse.end[prefix] != parse.start[verb - 1] or parse.end[verb - 1] != parse.start[verb]:
        return False
    above = next((a for a in (prefix, verb - 1) if tree.child(a, *SUBJECTS, Dep.AUX, Dep.AUXPASS) is not None), None)
    if above is None:
        below = tree.head[prefix]
        if tree.dep[prefix] != Dep.ACOMP or tree.dep[verb] != Dep.XCOMP or tree.head[verb] != below:
            return False
        above = below  # "was re-opening", where "was" is the verb and the prefix what is said of it
    _take_over(tree, verb, above)
    for part in (prefix, verb - 1):
        tree.hang(part, verb, Dep.COMPOUND)
    return True


def _take_over(tree: Tree, verb: int, above: int) -> None:
    """Puts a verb in the place of another, with all that hangs on that; a copula becomes its helping verb."""
    head = tree.head[above]
    tree.hang(verb, verb if head == above else head, tree.dep[above])
    for below in [c for c in tree.children[above] if c != verb]:
        passive = tree.dep[below] == Dep.NSUBJ and tree.child(above, Dep.AUXPASS) is not None
        tree.hang(below, verb, Dep.NSUBJPASS if passive else tree.dep[below])
    if tree.pos[above] == Pos.AUX:
        tree.hang(above, verb, Dep.AUX)


@mend(
    "listed-object",
    Pos.NOUN,
    says="a noun behind a comma that heads the rest of a list is one more object, no measure of the verb",
    needs="The manifesto of the party promises free meals in schools, an end to fees and a ban on new wells.",
    spares="The party promised free meals in schools, two years and a day after the vote.",
)
def _listed_object(tree: Tree, noun: int) -> bool:
    verb = tree.head[noun]
    own = tree.child(verb, Dep.DOBJ)
    if tree.dep[noun] != Dep.NPADVMOD or own is None or not verb < own < noun or is_time(tree, noun):
        return False
    if tree.parse.text[min((noun, *tree.children[noun])) - 1] != "," or tree.child(noun, Dep.CONJ) is None:
        return False
    tree.hang(noun, own, Dep.CONJ)
    return True


@mend(
    "wanted-done",
    Pos.VERB,
    says="a participle of what somebody wants done is passive",
    needs="Chad wants the general arrested.",
    spares="Chad wants the general to arrest them.",
)
def _wanted_done(tree: Tree, verb: int) -> bool:
    parse, own = tree.parse, tree.child(verb, Dep.NSUBJ)
    if tree.dep[verb] != Dep.CCOMP or parse.lemma[tree.head[verb]] != "want" or parse.tag[verb] not in _DONE:
        return False
    if own is None or tree.child(verb, Dep.AUX, Dep.AUXPASS, Dep.MARK, Dep.DOBJ, Dep.CCOMP) is not None:
        return False
    tree.relabel(own, Dep.NSUBJPASS)
    tree.retag(verb, Pos.VERB, Tag.VBN)
    return True
