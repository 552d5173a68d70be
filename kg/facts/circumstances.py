"""Where it was said and on what condition: what hangs on a fact's words besides its parties and its time."""

from collections.abc import Container, Iterable
from typing import Final

from kg.document import Parse
from kg.english import tree, verbs, words
from kg.english.labels import Dep
from kg.facts.model import Amount
from kg.facts.scene import Scene
from kg.spans import Words

_EDGES: Final = frozenset({",", ".", ";", ":", "–", "—", "-"})


def condition(scene: Scene, token: int | None) -> Words | None:
    """The clause that a fact is made to depend on: "if ...", "unless ...", "on condition that ..."."""
    parse = scene.parse
    if token is None:
        return None
    for at in [token, *_complements(parse, token)]:
        for clause in tree.children(parse, at, Dep.ADVCL):
            marks = [
                c
                for c in parse.children[clause]
                if parse.lemma[c].lower() in words.of("conditional_conjunctions") and c < clause
            ]
            if marks or _is_only_then(parse, clause):
                return _clause(scene, clause)
        if (lasting := _as_long_as(scene, at)) is not None:
            return lasting
        for preposition in tree.children(parse, at, Dep.PREP):
            if parse.text[preposition].lower() in ("on", "under") and any(
                parse.lemma[n] == "condition" and parse.children[n] for n in tree.children(parse, preposition, Dep.POBJ)
            ):
                return _clause(scene, preposition)
    return None


def _as_long_as(scene: Scene, token: int) -> Words | None:
    """The clause of "so long as": a fact stands while it does."""
    parse = scene.parse
    for long in (c for c in tree.children(parse, token, Dep.ADVMOD) if parse.text[c].lower() == "long"):
        clause = tree.child(parse, long, Dep.ADVCL, Dep.CCOMP)
        opens = parse.text[long - 1].lower() in ("so", "as")
        if opens and clause is not None and verbs.opens_with(parse, clause, "as"):
            return _clause(scene, long)
    return None


def _is_only_then(parse: Parse, clause: int) -> bool:
    """Whether a clause of time is a condition: "only when", "only after", "only once"."""
    first, *rest = tree.subtree(parse, clause)
    opening = (first - 1, first) if not rest or parse.text[first].lower() != "only" else (first, rest[0])
    only, when = (parse.text[max(0, t)].lower() for t in opening)
    return only == "only" and when in words.of("only_conjunctions")


def _complements(parse: Parse, token: int) -> list[int]:
    """What leads down from a clause's head to what is to be done."""
    found: list[int] = []
    waiting = [token]
    while waiting:
        at = waiting.pop()
        for below in tree.children(parse, at, Dep.XCOMP, Dep.ACL, Dep.ACOMP, Dep.CCOMP, Dep.DOBJ, Dep.ATTR):
            if len(found) < 6 and below not in found:
                found.append(below)
                waiting.append(below)
    return found


def _clause(scene: Scene, head: int) -> Words:
    clause = tree.subtree(scene.parse, head)
    while len(clause) > 1 and scene.parse.text[clause[-1]] in _EDGES:
        clause.pop()
    while len(clause) > 1 and scene.parse.text[clause[0]] in _EDGES:
        clause.pop(0)
    return scene.words(clause[0], clause[-1] + 1)


def venue(scene: Scene, cue: int, behind: int | None = None, said: Container[int] = ()) -> Words | None:
    """Where it was said: "in a recent interview", "at a press conference"; ``behind`` heads one behind the content.

    What stands in what was ``said`` is no place: "commented on his statement".
    """
    parse = scene.parse
    if behind is not None:
        first, last = tree.phrase(parse, behind)
        return scene.words(first, last)
    for preposition in tree.children(parse, cue, Dep.PREP):
        if parse.text[preposition].lower() in words.of("venue_prepositions"):
            for noun in tree.children(parse, preposition, Dep.POBJ):
                if noun not in said and parse.lemma[noun].lower() in words.of("venues"):
                    first, last = tree.phrase(parse, noun)
                    return scene.words(first, last)
    for noun in tree.children(parse, cue, Dep.DOBJ):
        if parse.lemma[noun].lower() in ("conference", "briefing") and noun > cue:  # "told a news conference"
            first, last = tree.phrase(parse, noun)
            return scene.words(first, last)
    return None


def amounts_below(scene: Scene, amounts: Iterable[Amount], below: Iterable[int]) -> tuple[str, ...]:
    """The ids of the amounts whose words lie among these tokens."""
    inside = {scene.parse.start[t] for t in below}
    return tuple(a.id for a in amounts if a.start in inside)
