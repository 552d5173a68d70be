"""Mends of accusations: what somebody is accused of, and what is no part of it."""

from kg.english import cues, phrases, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, is_time, mend, past_adjuncts, takes

_FAR = 12


@mend(
    "charge-of",
    Pos.ADP,
    says="what somebody is accused of is a complement of the verb, whatever stands between",
    needs="Turkey suspected the head of the agency of bias.",
    spares="The court accused the police of the murder of two students.",
)
def _charge_of(tree: Tree, preposition: int) -> bool:
    parse, above = tree.parse, tree.head[preposition]
    verb, accused, within = _accusing(tree, preposition)
    told = tree.child(preposition, Dep.PCOMP, Dep.POBJ)
    if above == verb or told is None or not _takes(tree, verb, preposition):
        return False
    apart = tree.dep[told] == Dep.PCOMP or _gerund(tree, preposition, told) is not None
    apart = apart or is_time(tree, above) or parse.pos[above] == Pos.ADP
    apart = apart or (within and parse.pos[told] == Pos.NOUN)
    if accused == above and parse.lemma[verb] == "accuse":
        # Of two, either may belong to the accused: "the head of the army of treason", "of the murder of two men".
        apart = apart or _is_only_one(tree, preposition, above)
    word = parse.text[preposition].lower()
    if not apart or any(parse.text[c].lower() == word and c < preposition for c in tree.children[verb]):
        return False
    tree.hang(preposition, verb, Dep.PREP)
    return True


@mend(
    "blamed-on",
    Pos.ADP,
    says='"on" behind what is blamed tells who is to blame for it',
    needs="Egypt blamed the killing of two guards on smugglers.",
    spares="Egypt blamed smugglers for an attack on two guards.",
)
def _blamed_on(tree: Tree, preposition: int) -> bool:
    parse = tree.parse
    if parse.text[preposition].lower() != "on" or tree.dep[preposition] != Dep.PREP:
        return False
    verb = past_adjuncts(tree, preposition)
    verb = tree.head[verb] if tree.dep[verb] in (Dep.DOBJ, Dep.NSUBJPASS) else verb
    if parse.lemma[verb].lower() != "blame" or not verb < preposition or tree.head[preposition] == verb:
        return False
    if any(parse.text[t].lower() in ("on", "for") for t in (*range(verb, preposition), *tree.children[verb])):
        return False
    tree.hang(preposition, verb, Dep.PREP)
    return True


@mend(
    "charge-behind-agent",
    Pos.ADP,
    says="behind those who accuse stands of what",
    needs="The minister, accused by the opposition of corruption, resigned on Tuesday.",
    spares="The minister, accused by the leader of the opposition, resigned on Tuesday.",
)
def _charge_behind_agent(tree: Tree, preposition: int) -> bool:
    accuser = tree.head[preposition]
    by, told = tree.head[accuser], tree.child(preposition, Dep.PCOMP, Dep.POBJ)
    verb = tree.head[by]
    if tree.dep[accuser] != Dep.POBJ or tree.dep[by] != Dep.AGENT or told is None:
        return False
    owner = tree.parse.pos[told] == Pos.PROPN or phrases.is_actor_noun(tree.parse.lemma[told])
    if owner or not _takes(tree, verb, preposition):
        return False
    tree.hang(preposition, verb, Dep.PREP)
    return True


def _accusing(tree: Tree, preposition: int) -> tuple[int, int | None, bool]:
    """The verb above a preposition, its object where the preposition is below that, and whether in an "of" of it."""
    verb, above = past_adjuncts(tree, preposition), tree.head[preposition]
    if tree.dep[verb] != Dep.DOBJ:
        return verb, None, False
    if verb == above:
        return tree.head[verb], verb, False
    within = _belongs(tree, above, verb)
    return (tree.head[verb] if within else verb), None, within


def _belongs(tree: Tree, noun: int, accused: int) -> bool:
    """Whether the first of two "of"s tells whose head is accused: "accused the leader of [the party] of treason"."""
    of = tree.head[noun]
    body = tree.parse.pos[noun] == Pos.PROPN or phrases.is_actor_noun(tree.parse.lemma[noun])
    return tree.dep[noun] == Dep.POBJ and tree.head[of] == accused and tree.parse.text[of].lower() == "of" and body


def _takes(tree: Tree, verb: int, preposition: int) -> bool:
    """Whether a verb has its content behind this preposition."""
    parse = tree.parse
    taken = takes(parse.lemma[verb])
    return parse.pos[verb] == Pos.VERB and parse.text[preposition].lower() in taken


def _gerund(tree: Tree, preposition: int, told: int) -> int | None:
    """The gerund right behind a preposition that the parser took for a modifier: "of waging war"."""
    return next((c for c in tree.children[told] if tree.parse.tag[c] == Tag.VBG and c == preposition + 1), None)


def _is_only_one(tree: Tree, preposition: int, first: int) -> bool:
    parse = tree.parse
    _, end = parse.sentences[parse.sentence[preposition]]
    word = parse.text[preposition].lower()
    return [parse.text[t].lower() for t in range(first, end)].count(word) == 1


@mend(
    "charge-behind-description",
    Pos.ADP,
    says="what somebody is accused of may stand behind all that is told of him, or of several",
    needs="Chad accused rebels led by Omar Ali of killing nine men.",
    spares="Chad accused rebels led by the brother of Omar Ali.",
)
def _charge_behind_description(tree: Tree, preposition: int) -> bool:
    parse, above = tree.parse, tree.head[preposition]
    told = tree.child(preposition, Dep.PCOMP, Dep.POBJ)
    verb = _accusing_above(tree, preposition)
    if verb is None or told is None or any(parse.text[c].lower() == "of" for c in tree.children[verb] if c > verb):
        return False
    gerund = tree.dep[told] == Dep.PCOMP or _gerund(tree, preposition, told) is not None
    if not gerund and parse.text[preposition - 1] != ",":
        whose = parse.pos[told] == Pos.PROPN or phrases.is_actor_noun(parse.lemma[told])
        post = parse.lemma[above].lower() in words.of("post_heads") or parse.lemma[above].lower() in words.of("posts")
        if whose or post or is_time(tree, told):
            return False
    tree.hang(preposition, verb, Dep.PREP)
    return True


def _accusing_above(tree: Tree, preposition: int) -> int | None:
    """The verb "accuse" in whose object, or in what is told of it, an "of" stands."""
    at = preposition
    if tree.parse.text[preposition].lower() != "of" or tree.dep[preposition] != Dep.PREP:
        return None
    for _ in range(_FAR):
        below, at = at, tree.head[at]
        if at == below:
            return None
        if tree.parse.lemma[at] == "accuse" and tree.dep[below] == Dep.DOBJ:
            parted = tree.head[preposition] != below or tree.parse.text[preposition - 1] == ","
            return at if at < below < preposition and parted else None
    return None


@mend(  # behind "charge-of", which hangs the preposition on the verb
    "gerund-of-charge",
    Pos.ADP,
    says="a gerund right behind the preposition of a charge is a verb with an object, no modifier",
    needs="Armenia accused Azerbaijan of shelling villages.",
    spares="The UN warned Israel of mounting losses.",
)
def _gerund_of_charge(tree: Tree, preposition: int) -> bool:
    told = tree.child(preposition, Dep.PCOMP, Dep.POBJ)
    verb = tree.head[preposition]
    if told is None or not _takes(tree, verb, preposition) or tree.parse.lemma[verb] == "warn":
        return False
    gerund = _gerund(tree, preposition, told)
    named = tree.parse.pos[told] == Pos.PROPN
    if gerund is None or not (tree.dep[gerund] == Dep.AMOD or (named and tree.dep[gerund] == Dep.COMPOUND)):
        return False
    tree.hang(gerund, preposition, Dep.PCOMP)
    tree.hang(told, gerund, Dep.DOBJ)
    return True


@mend(
    "coordinated-charge",
    Pos.VERB,
    says="coordinated gerunds are both what somebody is accused of",
    needs="Myanmar's army has been accused of burning villages and killing civilians in Sagaing.",
    spares="Myanmar's army kept burning villages and killing civilians in Sagaing.",
)
def _coordinated_charge(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.CONJ or tree.child(verb, Dep.AUX, *SUBJECTS) is not None:
        return False
    taken = takes(parse.lemma[above])
    of = next((c for c in reversed(tree.children[above]) if c < verb and parse.text[c].lower() in taken), None)
    told = tree.child(of, Dep.PCOMP, Dep.POBJ) if of is not None else None
    if told is None:
        return False
    tree.join(verb, told)
    return True


@mend(  # behind "gerund-of-charge", which makes the first gerund one
    "listed-charge",
    Pos.VERB,
    says="gerunds listed behind a charge are charges too, and what came of it is no deed of the accuser",
    needs="Armenia accused Azerbaijan of shelling Goris, arresting farmers and blocking a road.",
    spares="Armenia accused Azerbaijan of shelling Goris, citing witnesses.",
)
def _listed_charge(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or tree.child(verb, Dep.AUX, *SUBJECTS) is not None:
        return False
    taken = takes(parse.lemma[above])
    of = next((c for c in reversed(tree.children[above]) if c < verb and parse.text[c].lower() in taken), None)
    told = tree.child(of, Dep.PCOMP) if of is not None else None
    if told is None or parse.tag[told] != Tag.VBG or parse.text[verb - 1] != ",":
        return False
    goes_on = tree.child(verb, Dep.CONJ)
    if goes_on is not None and parse.tag[goes_on] == Tag.VBG:
        tree.hang(verb, told, Dep.CONJ)
    elif parse.lemma[verb].lower() in words.of("results"):
        tree.hang(verb, told, Dep.ADVCL)
    else:
        return False
    return True


@mend(
    "finite-conjunct",
    Pos.VERB,
    Pos.AUX,
    says="a finite verb is coordinated with the finite one above, not with a gerund, an infinitive or a noun",
    needs="Erdogan accused Israel of committing genocide and called on the UN to impose an arms embargo.",
    spares="Erdogan accused Israel of committing genocide and calling it self-defence.",
)
def _finite_conjunct(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    if tree.dep[verb] != Dep.CONJ or parse.tag[verb] not in verbs.INDICATIVE:
        return False
    if parse.tag[above] not in (Tag.VBG, Tag.VB) and parse.pos[above] not in (Pos.ADJ, Pos.NOUN, Pos.ADP, Pos.ADV):
        return False
    if any(tree.child(token, *SUBJECTS) is not None for token in (verb, above)):
        return False
    main = _finite_above(tree, above)
    if main is None or parse.tag[main] != parse.tag[verb]:
        return False
    tree.join(verb, main)
    return True


def _finite_above(tree: Tree, token: int) -> int | None:
    """The finite verb that governs a token within its clause."""
    while tree.parse.tag[token] not in verbs.INDICATIVE:
        told = tree.dep[token] == Dep.ACL and tree.parse.tag[token] != Tag.VBN  # "a man accused of ..., and freed"
        if tree.head[token] == token or told or tree.dep[token] in (Dep.RELCL, Dep.CCOMP):
            return None
        token = tree.head[token]
    return token


@mend(
    "gerund-of-denial",
    Pos.VERB,
    Pos.ADJ,
    says="right behind a verb of denying or admitting a gerund has the noun behind it as its object",
    needs="Rebel leaders denied harming refugees.",
    spares="Rebel leaders denied remaining charges.",
)
def _gerund_of_denial(tree: Tree, gerund: int) -> bool:
    parse, noun = tree.parse, tree.head[gerund]
    verb = tree.head[noun]
    if tree.dep[gerund] != Dep.AMOD or parse.tag[gerund] != Tag.VBG or tree.dep[noun] != Dep.DOBJ:
        return False
    if gerund != verb + 1 or not any("gerund" in cue.frames for cue in cues.uses(parse, verb)):
        return False
    lemma = parse.lemma[gerund].lower()
    deed = lemma in words.of("harming") or ((part := words.parts("verb").get(lemma)) is not None and bool(part.means))
    if not deed or tree.child(noun, Dep.DET, Dep.POSS) is not None:
        return False
    tree.hang(gerund, verb, Dep.XCOMP)
    tree.hang(noun, gerund, Dep.DOBJ)
    tree.retag(gerund, Pos.VERB, Tag.VBG)
    return True


@mend(
    "infinitive-of-gerund",
    Pos.VERB,
    says="an infinitive right behind a gerund is its complement",
    needs="Serbia accused Kosovo of planning to arrest Serb officials.",
    spares="Serbia accused Kosovo of sending police to arrest Serb officials.",
)
def _infinitive_of_gerund(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    to = verbs.to(tree, verb)
    if parse.tag[verb] != Tag.VB or tree.dep[verb] != Dep.ADVCL or to is None or parse.tag[to - 1] != Tag.VBG:
        return False
    if tree.dep[to - 1] != Dep.PCOMP or tree.head[verb] >= to - 1:
        return False
    tree.hang(verb, to - 1, Dep.XCOMP)
    return True
