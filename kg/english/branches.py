"""The changeable part of a parse, and small questions that its mending asks."""

from dataclasses import dataclass
from functools import cache

from kg.document import Parse
from kg.english import lexicon
from kg.english.labels import Dep, Pos, Tag

FINITE = frozenset({Tag.VBD, Tag.VBZ, Tag.VBP})
ADJUNCTS = frozenset({Dep.PREP, Dep.POBJ, Dep.NPADVMOD, Dep.PCOMP, Dep.NMOD, Dep.COMPOUND})
SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS, Dep.CSUBJ})


@dataclass(slots=True)
class Tree:
    """The changeable part of a parse."""

    parse: Parse
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    changed: bool = False

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hangs a token below another head; a root hangs on itself."""
        if self.head[token] != token:
            self.children[self.head[token]].remove(token)
        self.head[token], self.dep[token], self.changed = head, dep, True
        if head != token:
            self.children[head] = sorted([*self.children[head], token])

    def join(self, verb: int, to: int) -> None:
        """Coordinates a verb with another one than before, and the "and" right before it too."""
        before = self.head[verb]
        joint = next((c for c in reversed(self.children[before]) if c < verb and self.dep[c] == Dep.CC), None)
        if verb and self.dep[verb - 1] == Dep.CC:
            joint = verb - 1
        self.hang(verb, to, Dep.CONJ)
        if joint is not None:
            self.hang(joint, to, Dep.CC)

    def child(self, token: int, *labels: str) -> int | None:
        return next((c for c in self.children[token] if self.dep[c] in labels), None)


def opens_with(tree: Tree, verb: int, word: str) -> bool:
    """Whether a clause opens with this conjunction."""
    return any(tree.parse.lemma[c].lower() == word for c in tree.children[verb] if tree.dep[c] == Dep.MARK)


def after_comma(tree: Tree, verb: int) -> bool:
    """Whether a comma stands before the "and" that joins a verb to its head."""
    joint = next((c for c in tree.children[tree.head[verb]] if tree.dep[c] == Dep.CC and c < verb), None)
    return joint is not None and tree.parse.text[joint - 1] in (",", ";")


def speaks(parse: Parse, verb: int) -> bool:
    """Whether a verb is one of speech."""
    return parse.lemma[verb].lower() in listed("speech")


def is_time(tree: Tree, token: int) -> bool:
    """Whether a word names a time."""
    parse = tree.parse
    lemma = parse.lemma[token].lower()
    return lemma in listed("times") or (parse.pos[token] == Pos.NUM and len(lemma) == 4)


@cache
def listed(group: str) -> frozenset[str]:
    """A list of the lexicon."""
    return frozenset(lexicon.load("repair")[group])


@cache
def words(group: str) -> dict[str, frozenset[str]]:
    """A table of the lexicon: a lemma, and the words that belong to it."""
    return {lemma: frozenset(words) for lemma, words in lexicon.load("repair")[group].items()}
