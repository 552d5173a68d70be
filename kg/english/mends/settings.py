"""Mends around settings: what is said behind "in a speech" hangs on the word of saying, not on the setting."""

from kg.english import cues, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, mend

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
    parse = tree.parse
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
    tree.tag[that], tree.dep[that] = Tag.IN, Dep.MARK
    if parse.pos[that] != Pos.SCONJ:
        tree.pos[that] = Pos.SCONJ
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
