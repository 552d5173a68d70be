"""Mends of names: who acts, who is listed, and who bears a post."""

from kg.english import phrases, posts, tokens
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, mend

_DASHES = ("-", "–", "—", "--")


@mend(
    "subject-behind-dateline",
    Pos.VERB,
    says="the subject stands behind the dash of a dateline, not before it",
    needs="KINSHASA, 23 January 2025 - Congo on Thursday accused Rwanda of declaring war on it.",
    spares="UNICEF - the UN children's fund - accused Rwanda of declaring war on Congo.",
)
def _subject_behind_dateline(tree: Tree, verb: int) -> bool:
    parse, city = tree.parse, tree.child(verb, Dep.NSUBJ)
    first, _ = parse.sentences[parse.sentence[verb]]
    if city != first or tree.head[verb] != verb:
        return False
    dash = tokens.dateline_end(parse, first)
    behind = range(dash + 1, verb)
    if dash == first or any(parse.text[t] in _DASHES for t in behind):
        return False
    apart = (t for t in behind if parse.pos[t] in (Pos.PROPN, Pos.NOUN) and tree.head[t] < dash)
    actor = next(apart, None)
    if actor is None:
        return False
    tree.hang(city, verb, Dep.META)
    tree.hang(actor, verb, Dep.NSUBJ)
    return True


@mend(
    "dateline-apart",
    Pos.PROPN,
    says="nothing of a dateline belongs to the sentence behind its dash",
    needs="QUITO, May 6 - Ecuador's navy seized 22 tonnes of cocaine.",
    spares="Ecuador's navy seized 22 tonnes of cocaine on May 6.",
)
def _dateline_apart(tree: Tree, name: int) -> bool:
    parse = tree.parse
    first, last = parse.sentences[parse.sentence[name]]
    dash = tokens.dateline_end(parse, first) if name == first else first
    root = next((t for t in range(dash + 1, last) if tree.head[t] == t), None)
    astray = [t for t in range(first, dash + 1) if tree.head[t] > dash and tree.dep[t] not in (*SUBJECTS, Dep.META)]
    if dash == first or root is None or not astray:
        return False
    for token in astray:
        tree.hang(token, root, Dep.META)
    return True


@mend(
    "list-of-names",
    Pos.PROPN,
    says="a name in a list is coordinated with the one before it, and no apposition to it",
    needs="Saudi Arabia, the UAE, Bahrain and Egypt cut ties with Qatar.",
    spares="Saudi Arabia's ruler, Mohammed bin Salman, cut ties with Qatar.",
)
def _list_of_names(tree: Tree, name: int) -> bool:
    parse, before, joined = tree.parse, tree.head[name], tree.child(name, Dep.CONJ)
    if tree.dep[name] != Dep.APPOS or parse.pos[before] != Pos.PROPN or tree.child(name, Dep.PREP) is not None:
        return False
    if joined is None or parse.pos[joined] != Pos.PROPN or parse.text[name - 1] not in (",", "the"):
        return False
    tree.hang(name, before, Dep.CONJ)
    return True


@mend(
    "as-well-as",
    Pos.PROPN,
    says='what stands behind "as well as" is coordinated with what stands before it',
    needs="Peru as well as Chile condemned the raid.",
    spares="Peru did as well as Chile hoped.",
)
def _as_well_as(tree: Tree, name: int) -> bool:
    parse = tree.parse
    opening = max(0, name - 3)
    first = opening - 1
    if " ".join(parse.text[opening:name]).lower() != "as well as" or first < 0 or tree.dep[name] not in SUBJECTS:
        return False
    if tree.head[first] != tree.head[name] or tree.dep[first] != tree.dep[name]:
        return False
    tree.hang(name, first, Dep.CONJ)
    return True


@mend(
    "name-before-post",
    Pos.PROPN,
    says="a name right before a post is part of the phrase that the post opens",
    needs="Wagner chief Yevgeny Prigozhin accused the generals of treason.",
    spares="Yevgeny Prigozhin, the chief of Wagner, accused the generals of treason.",
)
def _name_before_post(tree: Tree, name: int) -> bool:
    parse, post = tree.parse, name + 1
    loose = (Dep.INTJ, Dep.DEP, Dep.NPADVMOD, Dep.META, Dep.APPOS, Dep.NSUBJ)
    if tree.dep[name] not in loose or post >= len(parse) or not parse.text[post].islower():
        return False
    person = tree.head[post]
    if tree.dep[post] not in (Dep.COMPOUND, Dep.AMOD) or not posts.is_head(parse, post):
        return False
    if person <= post or parse.pos[person] != Pos.PROPN or tree.head[name] == post:
        return False
    tree.hang(name, person, Dep.COMPOUND)
    return True


@mend(
    "name-behind-post",
    Pos.PROPN,
    says="a name right behind the noun for who bears it is an apposition, no second subject",
    needs="Vietnam's foreign ministry spokeswoman Pham Thu Hang said Hanoi was concerned.",
    spares="Vietnam's foreign ministry spokeswoman said Hanoi was concerned.",
)
def _name_behind_post(tree: Tree, name: int) -> bool:
    parse = tree.parse
    noun = min([name, *(c for c in tree.children[name] if tree.dep[c] == Dep.COMPOUND)]) - 1
    if noun < 0 or tree.head[noun] != tree.head[name]:
        return False
    if tree.dep[name] not in SUBJECTS or tree.dep[noun] not in SUBJECTS:
        return False
    if parse.pos[noun] != Pos.NOUN or parse.tag[noun] != Tag.NN or not phrases.is_actor_noun(parse.lemma[noun]):
        return False
    tree.hang(name, noun, Dep.APPOS)
    return True


@mend(
    "subject-behind-relative",
    Pos.PROPN,
    Pos.NOUN,
    says='behind a relative clause and an "and" stands another subject of the same verb',
    needs="Biden, who had vowed to punish Iran, and adviser Jake Sullivan met the king in Oslo.",
    spares="Biden, who had vowed to punish Iran, met the king in Oslo.",
)
def _subject_behind_relative(tree: Tree, name: int) -> bool:
    verb = tree.head[name]
    if tree.dep[name] not in SUBJECTS or verb < name:
        return False
    first = next((c for c in tree.children[verb] if tree.dep[c] in SUBJECTS), name)
    if first == name or tree.child(first, Dep.RELCL) is None:
        return False
    joined = any(tree.dep[c] == Dep.CC and c < name for c in tree.children[first])
    if not joined or tree.child(first, Dep.CONJ) is not None:
        return False
    tree.hang(name, first, Dep.CONJ)
    return True


@mend(
    "second-behind-apposition",
    Pos.PROPN,
    says='behind the name of one who is told by a post, a comma and an "and" stands another, no second name of his',
    needs="The foreign minister, Wang Yi, and Antony Blinken met in Beijing.",
    spares="The foreign ministers, Wang Yi and Antony Blinken, met in Beijing.",
)
def _second_behind_apposition(tree: Tree, name: int) -> bool:
    parse, beside = tree.parse, tree.head[name]
    holder = tree.head[beside]
    if tree.dep[name] != Dep.CONJ or tree.dep[beside] != Dep.APPOS or parse.pos[beside] != Pos.PROPN:
        return False
    joint = next((c for c in tree.children[beside] if tree.dep[c] == Dep.CC and beside < c < name), None)
    if joint is None or parse.text[joint - 1] != "," or parse.tag[holder] not in (Tag.NN, Tag.NNP):
        return False
    if tree.child(holder, Dep.CONJ) is not None or not holder < beside:
        return False
    tree.hang(joint, holder, Dep.CC)
    tree.hang(name, holder, Dep.CONJ)
    return True
