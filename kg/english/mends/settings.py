"""Mends around settings: what is said behind "in a speech" hangs on the word of saying, not on the setting."""

from kg.english import cues, posts, tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, mend, past_adjuncts

_DOWN = frozenset({Dep.PREP, Dep.POBJ, Dep.NPADVMOD, Dep.ADVMOD, Dep.PCOMP, Dep.COMPOUND, Dep.DATIVE, Dep.NUMMOD})
_HUNG = frozenset({Dep.ACL, Dep.RELCL, Dep.CCOMP, Dep.ADVCL, Dep.APPOS})
_FAR = 8


@mend(
    "clause-behind-setting",
    Pos.VERB,
    Pos.AUX,
    says="a complement clause behind a setting belongs to the word of saying",
    needs="Putin said in a speech that Ukraine had attacked Belgorod.",
    spares="Putin gave a speech that Ukraine condemned.",
)
def _clause_of_setting(tree: Tree, verb: int) -> bool:
    if tree.dep[verb] not in _HUNG or tree.head[verb] > verb:
        return False
    that = _complementizer(tree, verb)
    if that is None:
        return False
    said = _said(tree, tree.head[verb], ("clause", "told", "plain"), objects=True)
    if said is None or any(tree.dep[c] == Dep.CCOMP and c > said and c != verb for c in tree.children[said]):
        return False
    if said == tree.head[verb] and tree.dep[verb] == Dep.CCOMP:
        return False
    tree.hang(verb, said, Dep.CCOMP)
    tree.relabel(that, Dep.MARK)
    tree.retag(that, Pos.SCONJ, Tag.IN)
    return True


@mend(
    "infinitive-behind-setting",
    Pos.VERB,
    says="an infinitive behind a setting belongs to the word of saying",
    needs="Iran threatened in a letter to close the strait.",
    spares="Iran wrote a letter to the United Nations.",
)
def _infinitive_of_setting(tree: Tree, verb: int) -> bool:
    parse, host = tree.parse, tree.head[verb]
    if tree.dep[verb] not in _HUNG or host > verb or parse.lemma[host].lower() in words.of("infinitive_nouns"):
        return False
    if not verbs.has_to(tree, verb) or tree.child(verb, *SUBJECTS) is not None:
        return False
    said = _said(tree, host, ("infinitive", "request"), objects=False)
    if said is None or said == host or tree.child(said, Dep.XCOMP) is not None:
        return False
    tree.hang(verb, said, Dep.XCOMP)
    return True


@mend(
    "phrase-behind-setting",
    Pos.ADP,
    says="a prepositional phrase behind a setting belongs to the word of saying that takes it",
    needs="Macron spoke at a summit in Paris of a massacre in Darfur.",
    spares="Macron spoke of a massacre in Darfur at a summit in Paris.",
)
def _phrase_of_setting(tree: Tree, preposition: int) -> bool:
    parse, host = tree.parse, tree.head[preposition]
    word = parse.text[preposition].lower()
    if host >= preposition or parse.pos[host] == Pos.VERB or word not in words.of("led_past_settings"):
        return False
    frames = ("as",) if word == "as" else cues.frames_with(word)
    said = _said(tree, host, frames, objects=False)
    if said is None or said == host or any(_is(tree, c, word) and c > said for c in tree.children[said]):
        return False
    narrow = word in ("by", "with") and not any(cue.mood for cue in cues.uses(parse, said))
    if narrow or (word in words.of("loose_prepositions") and not _is_setting(tree, host)):
        return False
    tree.hang(preposition, said, Dep.PREP)
    return True


@mend(
    "voiced-about",
    Pos.ADP,
    says="what a feeling that is voiced is about belongs to its noun",
    needs="Turkey voiced its concern on Monday about an attack on Rafah.",
    spares="Turkey voiced its concern about an attack on Rafah on Monday.",
)
def _phrase_of_voiced(tree: Tree, preposition: int) -> bool:
    parse, verb = tree.parse, tree.head[preposition]
    noun = tree.child(verb, Dep.DOBJ)
    if noun is None or not noun < preposition or parse.lemma[verb].lower() not in words.of("voicing"):
        return False
    frame = f"prep:{parse.text[preposition].lower()}"
    if verb == noun or not any(frame in cue.frames for cue in cues.uses(parse, noun)):
        return False
    tree.hang(preposition, noun, Dep.PREP)
    return True


@mend(
    "talked-over-with",
    Pos.ADP,
    says="with whom somebody talks of something belongs to the talking, not to what it is about",
    needs="The envoy discussed the raid with the Indian leader in Delhi.",
    spares="The envoy discussed the raid with the Indian army in Delhi.",
)
def _talked_over_with(tree: Tree, preposition: int) -> bool:
    parse, about = tree.parse, tree.head[preposition]
    verb, partner = tree.head[about], tree.child(preposition, Dep.POBJ)
    if parse.text[preposition].lower() != "with" or tree.dep[about] != Dep.DOBJ or partner is None:
        return False
    if parse.lemma[verb].lower() not in words.of("talking") or not _is_one_person(tree, partner):
        return False
    tree.hang(preposition, verb, Dep.PREP)
    return True


@mend(
    "with-somebody-saying",
    Pos.ADP,
    says='behind two who talk, "with the leader stressing" tells what one of them says, and is no third party',
    needs="Lula and Olaf Scholz discussed the war with the Brazilian leader urging restraint.",
    spares="Lula and Olaf Scholz discussed the war with the Brazilian leader.",
)
def _with_somebody_saying(tree: Tree, preposition: int) -> bool:
    parse, speaker = tree.parse, tree.child(preposition, Dep.POBJ)
    if parse.text[preposition].lower() != "with" or speaker is None or not _is_one_person(tree, speaker):
        return False
    saying = speaker + 1
    if saying >= len(parse) or tree.dep[saying] not in (Dep.ADVCL, Dep.ACL) or parse.tag[saying] != Tag.VBG:
        return False
    verb = past_adjuncts(tree, tree.head[preposition])
    verb = tree.head[verb] if tree.dep[verb] == Dep.DOBJ else verb
    talkers = tree.child(verb, Dep.NSUBJ)
    if not any(cues.uses(parse, saying)) or talkers is None or tree.child(talkers, Dep.CONJ) is None:
        return False
    tree.hang(preposition, verb, Dep.PREP)
    tree.hang(saying, preposition, Dep.PCOMP)
    tree.hang(speaker, saying, Dep.NSUBJ)
    return True


def _is_one_person(tree: Tree, noun: int) -> bool:
    """Whether a noun names a person, or a post: "Olaf Scholz", "the Brazilian leader"."""
    parse = tree.parse
    if parse.pos[noun] == Pos.PROPN:
        return noun in tokens.named(parse, "PERSON")
    lemma = parse.lemma[noun].lower()
    return parse.tag[noun] == Tag.NN and (posts.is_head(parse, noun) or lemma in words.of("leaders"))


def _is(tree: Tree, token: int, word: str) -> bool:
    return tree.dep[token] == Dep.PREP and tree.parse.text[token].lower() == word


def _is_setting(tree: Tree, noun: int) -> bool:
    """Whether a noun by its own meaning tells where or when something is said."""
    parse = tree.parse
    return parse.pos[noun] == Pos.PROPN or parse.lemma[noun].lower() in words.of("venues")


def _complementizer(tree: Tree, verb: int) -> int | None:
    """The "that" which opens a verb's clause and plays no part in it; None where the clause is a relative one."""
    parse = tree.parse
    that = min(tree.children[verb], default=verb)
    if that >= verb or parse.text[that].lower() != "that":
        return None
    own = [c for c in tree.children[verb] if tree.dep[c] in (*SUBJECTS, Dep.EXPL) and c != that]
    if not own:
        return None
    if tree.dep[that] == Dep.MARK:
        return that
    # Taken for a relative pronoun, though nothing is missing in the clause that it could stand for.
    whole = tree.child(verb, Dep.DOBJ, Dep.ATTR, Dep.ACOMP, Dep.CCOMP, Dep.XCOMP, Dep.AUXPASS) not in (None, that)
    return that if whole and tree.dep[that] not in (Dep.DOBJ, *SUBJECTS) else None


def _said(tree: Tree, host: int, frames: tuple[str, ...], *, objects: bool) -> int | None:
    """The word of saying above a phrase that only tells a setting; with objects, above whoever is told, too."""
    parse, at = tree.parse, host
    for _ in range(_FAR):
        if parse.pos[at] in (Pos.VERB, Pos.AUX, Pos.ADJ):
            sayings = (at, *(c for c in tree.children[at] if tree.dep[c] in (Dep.ACOMP, Dep.OPRD) and c < host))
            return next(
                (w for w in sayings if any(f.startswith(frames) for u in cues.uses(parse, w) for f in u.frames)), None
            )
        label, above = tree.dep[at], tree.head[at]
        told = objects and label == Dep.DOBJ and any("told" in cue.frames for cue in cues.uses(parse, above))
        if above == at or above > host or not (label in _DOWN or told):
            return None
        if (
            label == Dep.POBJ
            and _takes_clause(tree, at)
            and parse.text[above].lower() not in words.of("text_prepositions")
        ):
            return None  # "rejected [the claim that]", but "said in a statement that"
        at = above
    return None


def _takes_clause(tree: Tree, noun: int) -> bool:
    parse = tree.parse
    if parse.lemma[noun].lower() in words.of("clause_nouns"):
        return True
    return any("clause" in cue.frames for cue in cues.uses(parse, noun))
