"""Finds the frame of a cue: the first of those that its lexicon entry allows and the words around it fit."""

from collections.abc import Callable
from dataclasses import replace

from kg.document import Parse
from kg.english import cues, tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.english.rule import Rule, rule
from kg.facts.scene import Scene
from kg.facts.voice import clauses, nominal, objects
from kg.facts.voice.frames import Frame

# Contents that are no clauses; in a clause such a phrase may be part of what was said.
_BARE = frozenset({"object", "prep", "target", "as", "gerund"})

_Finder = Callable[[Scene, int, str], Frame | None]
_PARTS = {Pos.NOUN: "noun", Pos.ADJ: "adj"}
Frames = Rule[[Scene, str, int], Frame | None]


def frame(scene: Scene, token: int, cue: Cue) -> Frame | None:
    """The first of the cue's frames that fits the words around it."""
    for name in cue.frames:
        kind, _, preposition = name.partition(":")
        found = _FRAMES[kind](scene, preposition, token)
        found = _in_scope(scene, token, found) if found is not None else None
        if found is not None:
            found = _without_reply(scene, found)
            return _without_venue(scene, token, found) if found.name in _BARE else found
    return None


def _without_reply(scene: Scene, found: Frame) -> Frame:
    """The frame without what a relative clause at its end says that somebody answered: ", which also denied it"."""
    parse, inside = scene.parse, set(found.content)
    answering = _answering(parse)
    for verb in found.content:
        if verb not in answering:
            continue
        if (mark := _contrast(parse, verb)) is not None and mark - 1 in inside:
            return replace(found, content=tuple(t for t in found.content if t < mark))
        if not _replies(parse, verb):
            continue
        below = tree.subtree(parse, verb)
        if set(below) <= inside and below[-1] >= max(t for t in inside if parse.pos[t] != Pos.PUNCT):
            return replace(found, content=tuple(t for t in found.content if t not in below))
    return found


@remembered
def _answering(parse: Parse) -> frozenset[int]:
    """The verbs of another's words, be they set against what is said or an answer to it."""
    return frozenset(t for t in range(len(parse)) if _contrast(parse, t) is not None or _replies(parse, t))


def _replies(parse: Parse, verb: int) -> bool:
    """Whether a relative clause tells that somebody turns down what stands before it: ", which denied it"."""
    if parse.dep[verb] != Dep.RELCL or parse.lemma[verb].lower() not in words.of("turning_down"):
        return False
    who = tree.child(parse, verb, *tree.SUBJECT)
    return who is not None and parse.tag[who] in (Tag.WDT, Tag.WP) and parse.text[tree.first(parse, verb) - 1] == ","


def _contrast(parse: Parse, verb: int) -> int | None:
    """The "while" or "though" behind a comma with which another's words begin: ", while Kigali said"."""
    mark = verbs.mark(parse, verb, "while", "though", "although")
    if mark is None or parse.text[mark - 1] != "," or tree.child(parse, verb, *tree.SUBJECT) is None:
        return None
    says = tree.child(parse, verb, Dep.CCOMP) is not None
    return mark if says and any("clause" in cue.frames for cue in cues.uses(parse, verb)) else None


def _without_venue(scene: Scene, cue: int, found: Frame) -> Frame:
    """The frame without the end of its content that tells where it was said: "claimed the attack [in a statement]"."""
    parse = scene.parse
    inside = set(found.content)
    for preposition in (t for t in found.content[1:] if parse.dep[t] == Dep.PREP and t > cue):
        above = next((a for a in tree.upwards(parse, parse.head[preposition]) if tree.is_verb(parse, a)), cue)
        if parse.text[preposition].lower() not in words.of("venue_prepositions") or above in inside:
            continue
        for noun in tree.children(parse, preposition, Dep.POBJ):
            below = set(tree.subtree(parse, preposition))
            opens = tree.child(parse, noun, Dep.DET, Dep.POSS)
            if parse.lemma[noun].lower() not in words.of("utterances") or not _is_one_of_his(parse, opens):
                continue
            if below <= inside and max(below) >= max(t for t in inside if parse.pos[t] != Pos.PUNCT):
                return replace(found, content=tuple(t for t in found.content if t not in below), venue=noun)
    return found


def _is_one_of_his(parse: Parse, determiner: int | None) -> bool:
    """Whether a noun is one of many, or somebody's own: "[a] statement", "[his] speech"."""
    return determiner is not None and (
        parse.tag[determiner] == Tag.PRP_ or parse.text[determiner].lower() in words.of("indefinite_determiners")
    )


def _in_scope(scene: Scene, cue: int, found: Frame) -> Frame | None:
    scope = clauses.scope(scene, cue)
    if not found.content or (found.content[0] in scope and found.content[-1] in scope):
        return found
    content = tuple(t for t in found.content if t in scope)
    return replace(found, content=content) if content and found.head in (None, *scope) else None


def _frame(name: str, *, says: str, needs: str, spares: str, **finders: _Finder) -> Frames:
    """The finders of a frame, by part of speech, as one rule."""

    def find(scene: Scene, preposition: str, token: int) -> Frame | None:
        finder = finders.get(_PARTS.get(scene.parse.pos[token], "verb"))
        return finder(scene, token, preposition) if finder is not None else None

    nothing: Frame | None = None
    return rule(f"frame-{name}", kind="frame", says=says, needs=needs, spares=spares, neutral=nothing)(find)


_FRAMES: dict[str, Frames] = {
    "clause": _frame(
        "clause",
        says="what is said is a complement clause, or a quotation beside the cue",
        needs="Lavrov said that Ukraine had attacked Belgorod.",
        spares="Lavrov sent the clause to Kyiv.",
        verb=clauses.clause,
        noun=nominal.clause,
        adj=nominal.of_adjective,
    ),
    "told": _frame(
        "told",
        says="who is told is the object of the cue, what is said a clause or a phrase behind it",
        needs="Blinken told lawmakers that Iran had attacked Israel.",
        spares="Blinken told a story.",
        verb=clauses.addressed,
    ),
    "plain": _frame(
        "plain",
        says="what is made clear or known is a clause, whatever it hangs on",
        needs="Modi made it clear that India had rejected the offer.",
        spares="Modi made a clear offer.",
        verb=clauses.plain,
    ),
    "infinitive": _frame(
        "infinitive",
        says="what somebody threatens or promises to do is an infinitive",
        needs="Iran threatened to close the strait.",
        spares="Iran moved to close the strait.",
        verb=clauses.infinitive,
        noun=clauses.infinitive,
    ),
    "request": _frame(
        "request",
        says="who is asked is the object of the cue, what he is to do an infinitive",
        needs="The United Nations urged Israel to open the crossings.",
        spares="The United Nations helped Israel to open the crossings.",
        verb=clauses.request,
    ),
    "target": _frame(
        "target",
        says="who is accused is the object of the cue, the charge hangs on its preposition",
        needs="Kenya accused Uganda of shelling its border posts.",
        spares="Kenya cleared Uganda of all debts.",
        verb=objects.target,
    ),
    "blamed": _frame(
        "blamed",
        says="what happened is the object of the cue, who is blamed for it hangs on its preposition",
        needs="The attack in Abeche was blamed on Sudan by Chad.",
        spares="Chad forced the treaty on Sudan.",
        verb=objects.blamed,
    ),
    "as": _frame(
        "as",
        says='what something is called stands behind the cue, with or without "as"',
        needs="Macron described the attack as a crime.",
        spares="Macron served as a minister.",
        verb=objects.labelled,
    ),
    "object": _frame(
        "object",
        says="what somebody condemns, welcomes or denies is the object of the cue",
        needs="Brazil condemned the attack on Haiti.",
        spares="Brazil condensed the report on Haiti.",
        verb=objects.object_,
    ),
    "gerund": _frame(
        "gerund",
        says="what somebody denies or admits having done is a gerund",
        needs="Rwanda denied arming the rebels.",
        spares="Rwanda stopped arming the rebels.",
        verb=clauses.gerund,
    ),
    "wish": _frame(
        "wish",
        says="what somebody wants another to do is an infinitive with a subject of its own",
        needs="Turkey wants Sweden to extradite the rebels.",
        spares="Turkey forced Sweden to extradite the rebels.",
        verb=clauses.wish,
    ),
    "prep": _frame(
        "prep",
        says="what somebody calls for or speaks of hangs on the preposition of the cue",
        needs="Egypt called for a ceasefire in Gaza.",
        spares="Egypt paid for a hospital in Gaza.",
        verb=objects.prepositional,
        noun=objects.prepositional,
        adj=objects.prepositional,
    ),
    "readiness": _frame(
        "readiness",
        says="what somebody signals his readiness for hangs on that noun",
        needs="Serbia signalled its readiness to recognise the passports.",
        spares="Serbia tested its readiness to meet the floods.",
        verb=clauses.readiness,
    ),
}
