"""Mends of reported speech: whose complement clause a content is, and what stands beside it."""

from kg.document import Parse
from kg.english import cues, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import (
    SUBJECTS,
    Tree,
    after_comma,
    content_of,
    mend,
    speaks,
)

_CLAUSES = (Dep.RELCL, Dep.ACL, Dep.CCOMP)


@mend(
    "words-beside-words",
    Pos.VERB,
    says="another speaker's words, or the same one's next, are coordinated with the saying, not with what was said",
    needs="Japan said five missiles had landed, and Nobuo Kishi called it a serious matter.",
    spares="Japan said five missiles had landed and many people called it a serious matter.",
)
def _words_beside_words(tree: Tree, verb: int) -> bool:
    parse, content = tree.parse, tree.head[verb]
    beside = tree.dep[verb] == Dep.CONJ
    if not beside and not (tree.dep[verb] == Dep.ADVCL and verbs.opens_with(tree, verb, "while")):
        return False
    if parse.tag[verb] not in (Tag.VBD, Tag.VBN) or tree.child(verb, Dep.AUX, Dep.AUXPASS) is not None:
        return False
    if tree.dep[content] == Dep.ACOMP:
        content = tree.head[content]  # "said he was alarmed and called on X to stop"
    said = tree.head[content]
    if tree.dep[content] != Dep.CCOMP or content < said or not speaks(parse, said):
        return False
    calls = parse.lemma[verb].lower() in words.of("naming")
    if not (speaks(parse, verb) or calls or _keeps_silent(tree, verb)) or not _is_apart(tree, verb, content):
        return False
    if beside:
        tree.join(verb, said)
    else:
        tree.hang(verb, said, Dep.ADVCL)
    return True


@mend(
    "past-behind-modal",
    Pos.VERB,
    says="a past tense is coordinated with the saying and not with what, by a modal, is said to come",
    needs="The army said it would not attack Goma and shelled Rutshuru on Monday.",
    spares="The army said it had not attacked Goma and shelled Rutshuru on Monday.",
)
def _past_behind_modal(tree: Tree, verb: int) -> bool:
    parse, content = tree.parse, tree.head[verb]
    said = tree.head[content]
    if tree.dep[verb] != Dep.CONJ or parse.tag[verb] != Tag.VBD or tree.dep[content] != Dep.CCOMP:
        return False
    if tree.child(verb, Dep.AUX, Dep.AUXPASS, Dep.EXPL, *SUBJECTS) is not None or not speaks(parse, said):
        return False
    modal = any(parse.tag[c] == Tag.MD for c in tree.children[content] if tree.dep[c] == Dep.AUX)
    if not modal or parse.tag[content] != Tag.VB or not said < content or parse.tag[said] not in (Tag.VBD, Tag.VBN):
        return False
    tree.join(verb, said)
    return True


def _is_apart(tree: Tree, verb: int, content: int) -> bool:
    """Whether a verb of speech beside a content is no part of it: "X said Y had fired first and condemned it"."""
    if tree.child(verb, *SUBJECTS) is not None:
        return tree.dep[verb] != Dep.CONJ or after_comma(tree, verb)
    modal = any(tree.parse.tag[c] == Tag.MD for c in tree.children[content] if tree.dep[c] == Dep.AUX)
    vowing = tree.parse.lemma[verb].lower() in words.of("vowing")
    return modal or not vowing or after_comma(tree, verb) or _keeps_silent(tree, verb)


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """Whether it is the speaker who "refused to comment"."""
    below = tree.child(verb, Dep.XCOMP)
    silent = words.of("saying_nothing")
    return tree.parse.lemma[verb] in ("decline", "refuse") and below is not None and tree.parse.lemma[below] in silent


@mend(
    "subject-behind-participle",
    Pos.VERB,
    says="a participle clause thrown in before the main verb does not take its subject",
    needs="Mali, which asked UN troops to leave, accusing them of failing, said it would hold elections.",
    spares="Mali asked UN troops to leave, accusing them of failing, and said it would hold elections.",
)
def _subject_behind_participle(tree: Tree, verb: int) -> bool:
    parse, main, subject = tree.parse, tree.head[verb], tree.child(verb, *SUBJECTS)
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or subject is None:
        return False
    if not subject < verb < main or parse.text[main - 1] != "," or parse.tag[main] not in verbs.INDICATIVE:
        return False
    if tree.child(main, *SUBJECTS, Dep.EXPL) is not None:
        return False
    tree.hang(subject, main, tree.dep[subject])
    return True


@mend(
    "report-behind-source",
    Pos.VERB,
    says="a complement clause behind a source thrown in belongs to the reporting, not to the source",
    needs="Reuters reported, citing two officials, that Israel had rejected the plan.",
    spares="Reuters reported the talks, citing a statement that Israel had rejected the plan.",
)
def _report_behind_source(tree: Tree, verb: int) -> bool:
    parse, citing, mark = tree.parse, tree.head[verb], tree.child(verb, Dep.MARK)
    if tree.dep[verb] not in _CLAUSES or mark is None or parse.text[mark - 1] != ",":
        return False
    while tree.dep[citing] in (Dep.DOBJ, Dep.POBJ, Dep.PREP, Dep.CONJ) and tree.head[citing] != citing:
        citing = tree.head[citing]
    telling = tree.head[citing]
    if parse.tag[citing] != Tag.VBG or tree.dep[citing] != Dep.ADVCL or not telling < citing < verb:
        return False
    if not speaks(parse, telling) or tree.child(telling, Dep.CCOMP) is not None:
        return False
    tree.hang(verb, telling, Dep.CCOMP)
    return True


@mend(
    "text-that-condemns",
    Pos.VERB,
    says="a participle behind the author of a text tells what the text says",
    needs="Hungary blocked a joint statement by the European Union condemning the violence.",
    spares="Hungary blocked a joint statement by the European Union, condemning the violence.",
)
def _text_that_condemns(tree: Tree, verb: int) -> bool:
    parse, text = tree.parse, tree.child(tree.head[verb], Dep.DOBJ)
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or text is None or not text < verb:
        return False
    between = [parse.text[t].lower() for t in range(text + 1, verb)]
    if between[:1] != ["by"] or "," in between or parse.lemma[text] not in words.of("documents"):
        return False
    tree.hang(verb, text, Dep.ACL)
    return True


@mend(
    "semicolon",
    Pos.VERB,
    says="what stands before a semicolon is a sentence of its own, no content of the verb behind it",
    needs="Greece said Turkish jets had attacked Crete; Turkey denied this.",
    spares="Turkish jets had attacked Crete, Greece said.",
)
def _semicolon(tree: Tree, verb: int) -> bool:
    first = next((c for c in tree.children[verb] if tree.dep[c] == Dep.CCOMP and c < verb), None)
    if first is None or tree.head[verb] != verb:
        return False
    if not any(tree.parse.text[t] == ";" for t in tree.children[verb] if first < t < verb):
        return False
    tree.hang(first, first, Dep.ROOT)
    tree.hang(verb, first, Dep.CONJ)
    return True


@mend(
    "words-in-agreement",
    Pos.VERB,
    says="a plural verb behind a singular content goes on with its plural speakers",
    needs="Critics of the deal say it rewards Mali and have called on Kenya to leave.",
    spares="Critics of the deal say it rewards Mali and has called for a vote.",
)
def _words_in_agreement(tree: Tree, verb: int) -> bool:
    content = tree.head[verb]
    said = tree.head[content]
    if tree.dep[verb] != Dep.CONJ or tree.dep[content] != Dep.CCOMP or content < said or not speaks(tree.parse, said):
        return False
    if tree.child(verb, *SUBJECTS) is not None or _tense(tree, verb) != Tag.VBP or _tense(tree, said) != Tag.VBP:
        return False
    if _tense(tree, content) != Tag.VBZ:
        return False
    tree.join(verb, said)
    return True


@mend(
    "speaker-goes-on",
    Pos.VERB,
    says="a verb in the present behind a clause in the past goes on with who says so in the present",
    needs="Camara maintains that he was asleep when the shooting began and blames his aide.",
    spares="Camara maintained that he was asleep when the shooting began and blamed his aide.",
)
def _speaker_goes_on(tree: Tree, verb: int) -> bool:
    parse, said = tree.parse, tree.head[verb]
    present = (Tag.VBZ, Tag.VBP)
    if tree.dep[verb] != Dep.CONJ or tree.child(verb, *SUBJECTS) is not None or _tense(tree, verb) not in present:
        return False
    while said < verb and tree.dep[said] in (Dep.ADVCL, Dep.CCOMP) and _tense(tree, said) == Tag.VBD:
        said = tree.head[said]
    if said == tree.head[verb] or not said < verb or _tense(tree, said) != _tense(tree, verb):
        return False
    if not any("clause" in cue.frames for cue in cues.uses(parse, said)):
        return False
    tree.join(verb, said)
    return True


def _tense(tree: Tree, verb: int) -> str:
    """The tag of the word that carries a verb's tense and number."""
    helping = (c for c in tree.children[verb] if tree.dep[c] in (Dep.AUX, Dep.AUXPASS))
    return next((tree.parse.tag[c] for c in helping if tree.parse.tag[c] in verbs.FINITE), tree.parse.tag[verb])


@mend(
    "asked-in-between",
    Pos.VERB,
    says="who is asked, between commas, answers with the verb behind them, and asks nothing",
    needs="The minister, asked whether Ghana would join the sanctions, replied that no step had been taken.",
    spares="The minister asked whether Ghana would join the sanctions.",
)
def _asked_in_between(tree: Tree, verb: int) -> bool:
    parse, who = tree.parse, tree.child(verb, *SUBJECTS)
    if parse.lemma[verb].lower() not in words.of("questioning") or who is None or parse.text[verb - 1] != ",":
        return False
    answers = [c for c in tree.children[verb] if tree.dep[c] == Dep.CCOMP]
    if tree.dep[verb] == Dep.ADVCL:
        answers.append(tree.head[verb])
    answers = [a for a in answers if a > verb and parse.text[a - 1] == "," and tree.child(a, *SUBJECTS) is None]
    if not answers or parse.tag[answers[0]] not in verbs.INDICATIVE or not who < verb:
        return False
    answer, above = answers[0], tree.head[verb]
    if answer != above:
        tree.hang(answer, answer if above == verb else above, tree.dep[verb])
    tree.hang(who, answer, Dep.NSUBJ)
    tree.hang(verb, who, Dep.ACL)
    tree.retag(verb, Pos.VERB, Tag.VBN)
    return True


@mend(
    "judged-before-its-name",
    Pos.ADJ,
    says='an adjective behind "as" before an article judges the noun, and is no part of it',
    needs="France condemned as unacceptable the attack on its embassy in Niamey.",
    spares="France condemned the unacceptable attack on its embassy in Niamey.",
)
def _judged_before_its_name(tree: Tree, adjective: int) -> bool:
    parse, noun = tree.parse, tree.head[adjective]
    opens = next((c for c in tree.children[noun] if tree.dep[c] in (Dep.DET, Dep.POSS) and c > adjective), None)
    as_ = adjective - 1
    if tree.dep[adjective] != Dep.AMOD or opens is None or as_ < 1 or parse.text[as_].lower() != "as":
        return False
    verb = as_ - 1
    if parse.pos[verb] != Pos.VERB or not noun > adjective:
        return False
    tree.hang(as_, verb, Dep.PREP)
    tree.hang(adjective, as_, Dep.POBJ)
    if tree.head[noun] != verb:
        tree.hang(noun, verb, Dep.DOBJ)
    return True


@mend(
    "report-thrown-in",
    Pos.VERB,
    says="a second content of a verb that itself tells of speech and has none is thrown in",
    needs="Senior commanders feared that Mali would attack the rebels, an adviser recalled, and they begged him to go.",
    spares="Senior commanders feared that Mali would attack the rebels.",
)
def _report_thrown_in(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    who = tree.child(verb, *SUBJECTS)
    if tree.dep[verb] != Dep.CCOMP or verb < above or who is None or tree.child(verb, Dep.CCOMP, Dep.DOBJ) is not None:
        return False
    first = next((c for c in tree.children[above] if tree.dep[c] == Dep.CCOMP), verb)
    if not above < first < verb or parse.tag[verb] not in verbs.INDICATIVE or not _reports(parse, verb):
        return False
    start = min((who, *tree.children[who]))
    if parse.text[start - 1] != ",":
        return False
    tree.relabel(verb, Dep.PARATAXIS)
    return True


def _reports(parse: Parse, verb: int) -> bool:
    return any("clause" in cue.frames for cue in cues.uses(parse, verb))


@mend(
    "deeds-in-a-row",
    Pos.VERB,
    says="a verb of saying behind a comma, with a content of its own and no subject, goes on with who acted before",
    needs="Mali denied shelling the camp, said it had offered help, and promised an inquiry.",
    spares="Mali had shelled the camp, said Omar Ali, who promised an inquiry.",
)
def _deeds_in_a_row(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    contents = [c for c in tree.children[verb] if tree.dep[c] == Dep.CCOMP]
    if len(contents) < 2 or not contents[0] < verb < contents[-1] or parse.text[verb - 1] != ",":
        return False
    first = contents[0]
    if tree.child(verb, *SUBJECTS) is not None or tree.child(first, *SUBJECTS) is None or not _reports(parse, verb):
        return False
    if parse.tag[verb] != parse.tag[first] or parse.tag[verb] not in verbs.INDICATIVE:
        return False
    above = tree.head[verb]
    tree.hang(first, first if above == verb else above, tree.dep[verb])
    tree.hang(verb, first, Dep.CONJ)
    return True


@mend(
    "result-behind-speaker",
    Pos.VERB,
    says="what came of a deed, behind whoever told it, belongs to the deed and not to the speaker",
    needs="The missile hit a bus, the ministry said, killing five.",
    spares="The missile hit a bus, the ministry said, accusing five.",
)
def _result_behind_speaker(tree: Tree, verb: int) -> bool:
    parse, said = tree.parse, tree.head[verb]
    if tree.dep[verb] != Dep.ADVCL or parse.tag[verb] != Tag.VBG or parse.text[verb - 1] != "," or said > verb:
        return False
    if parse.lemma[verb].lower() not in words.of("charged_results") or not speaks(parse, said):
        return False
    content = content_of(tree, said)
    if content is None or not content < said or parse.pos[content] != Pos.VERB:
        return False
    tree.hang(verb, content, Dep.ADVCL)
    return True
