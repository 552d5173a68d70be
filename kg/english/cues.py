"""The lexicon of cues: which words report speech, with what act, and where their content stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.document import Parse
from kg.english import lexicon, tree
from kg.english.labels import Dep, Pos, Tag


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech in one of its uses.

    Attributes:
        particle: a word that must hang on the cue: "out" for "point out".
        frames: where the content may stand, in the order in which they are tried (see cues.yaml).
        animate: only persons, states and bodies can say so.
        factive: what stands in the content is taken for granted.
        voiced: a noun that tells of saying only as the object of a verb of voicing.
        holder: a noun that tells of saying only where its holder is named.
        mood: an adjective or participle, which tells what its subject thinks or feels ("is alarmed by").
    """

    lemma: str
    particle: str | None
    act: str
    frames: tuple[str, ...]
    animate: bool = False
    factive: bool = False
    voiced: bool = False
    holder: bool = False
    mood: bool = False


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Verb lemma -> its uses; those with a particle first."""
    return _index(lexicon.load("cues")["verbs"])


@cache
def nouns() -> dict[str, tuple[Cue, ...]]:
    return _index(lexicon.load("cues")["nouns"])


@cache
def adjectives() -> dict[str, tuple[Cue, ...]]:
    return _index(lexicon.load("cues")["adjectives"], mood=True)


@cache
def words(group: str) -> frozenset[str]:
    """A list of the lexicon: "voicing", "ready", "venues" ..."""
    return frozenset(lexicon.load("cues")[group])


_TABLES = {Pos.VERB: verbs, Pos.NOUN: nouns, Pos.ADJ: adjectives}


def uses(parse: Parse, token: int) -> Iterable[Cue]:
    """The uses of the verb, noun or adjective at a token that its particle allows, those with a particle first."""
    table = _TABLES.get(parse.pos[token])
    if table is None:
        return ()
    lemma = parse.lemma[token].lower()
    known = table().get(lexicon.load("cues")["misread"].get(lemma, lemma), ())
    if parse.pos[token] == Pos.VERB and is_mood(parse, token):
        known = (*adjectives().get(parse.text[token].lower(), ()), *known)
    return [cue for cue in known if cue.particle is None or particle(parse, token, cue) is not None]


def is_mood(parse: Parse, verb: int) -> bool:
    """Whether what the model took for a verb may tell a mood: "was alarmed", "was irate"."""
    if parse.dep[verb] in (Dep.ACOMP, Dep.OPRD):
        return True
    return parse.tag[verb] == Tag.VBN and tree.is_passive(parse, verb)


def particle(parse: Parse, token: int, cue: Cue) -> int | None:
    """Where the cue's particle stands."""
    for child in tree.children(parse, token, Dep.PRT, Dep.PREP, Dep.ADVMOD, Dep.ACOMP, Dep.DOBJ):
        if parse.text[child].lower() == cue.particle and child > token:
            return child
    return None


def _index(groups: Any, *, mood: bool = False) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for group in groups:
        for entry in group["lemmas"]:
            lemma, _, rest = entry.partition(" ")
            cue = Cue(
                lemma,
                rest or None,
                group["act"],
                tuple(group["frames"]),
                group.get("animate", False),
                group.get("factive", False),
                group.get("voiced", False),
                group.get("holder", False),
                mood,
            )
            found.setdefault(lemma, []).append(cue)
    return {lemma: tuple(sorted(cues, key=lambda cue: cue.particle is None)) for lemma, cues in found.items()}
