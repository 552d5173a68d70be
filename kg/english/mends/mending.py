"""The changeable part of a parse, how a mend of it is made, and small questions that mends ask."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.document import Parse
from kg.english import rule, words
from kg.english.labels import Dep, Pos

ADJUNCTS = frozenset({Dep.PREP, Dep.POBJ, Dep.NPADVMOD, Dep.PCOMP, Dep.NMOD, Dep.COMPOUND})
SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS, Dep.CSUBJ})
_FAR = 8


@dataclass(slots=True)
class Tree:
    """The changeable part of a parse."""

    parse: Parse
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    _steps: list[tuple[list[Any], int, Any]] = field(default_factory=list)
    _kept: int = 0

    @property
    def lemma(self) -> tuple[str, ...]:
        return self.parse.lemma

    @classmethod
    def of(cls, parse: Parse) -> "Tree":
        columns = (list(parse.pos), list(parse.tag), list(parse.dep), list(parse.head))
        return cls(parse, *columns, [list(children) for children in parse.children])

    def grown(self) -> Parse:
        """The same tokens under the heads and labels of now; the very parse where nothing has changed."""
        if not self._steps:
            return self.parse
        return replace(
            self.parse,
            pos=tuple(self.pos),
            tag=tuple(self.tag),
            dep=tuple(self.dep),
            head=tuple(self.head),
            children=tuple(map(tuple, self.children)),
        )

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hangs a token below another head; a root hangs on itself."""
        before = self.head[token]
        if before != token:
            self._set(self.children, before, [c for c in self.children[before] if c != token])
        self._set(self.head, token, head)
        self._set(self.dep, token, dep)
        if head != token:
            self._set(self.children, head, sorted([*self.children[head], token]))

    def join(self, verb: int, to: int) -> None:
        """Coordinates a verb with another one than before, and the "and" right before it too."""
        before = self.head[verb]
        joint = next((c for c in reversed(self.children[before]) if c < verb and self.dep[c] == Dep.CC), None)
        if verb and self.dep[verb - 1] == Dep.CC:
            joint = verb - 1
        self.hang(verb, to, Dep.CONJ)
        if joint is not None:
            self.hang(joint, to, Dep.CC)

    def relabel(self, token: int, dep: str) -> None:
        self._set(self.dep, token, dep)

    def retag(self, token: int, pos: str, tag: str) -> None:
        """Makes another part of speech of a token."""
        self._set(self.pos, token, pos)
        self._set(self.tag, token, tag)

    def _set(self, column: list[Any], token: int, value: Any) -> None:
        self._steps.append((column, token, column[token]))
        column[token] = value

    def keep(self) -> None:
        """Keeps what was changed since the last time, unless a token hangs below itself by it: that is undone."""
        if len(self._steps) == self._kept:
            return
        if any(self._is_round(token) for column, token, _ in self._steps[self._kept :] if column is self.head):
            for column, token, value in reversed(self._steps[self._kept :]):
                column[token] = value
            del self._steps[self._kept :]
        self._kept = len(self._steps)

    def _is_round(self, token: int) -> bool:
        """Whether the way up from a token never ends."""
        seen = {token}
        while (above := self.head[token]) != token:
            if above in seen:
                return True
            seen.add(above)
            token = above
        return False

    def child(self, token: int, *labels: str) -> int | None:
        return next((c for c in self.children[token] if self.dep[c] in labels), None)


Mend = rule.Rule[[Tree, int], bool]
_MENDS: dict[str, list[Mend]] = {}


def mend(
    name: str, *parts_of_speech: str, says: str, needs: str, spares: str
) -> Callable[[Callable[[Tree, int], bool]], Mend]:
    """Makes a rule of a function that mends the parse around a token, and tells whether it did.

    It is asked about the tokens that the parser gave one of these parts of speech.
    """

    def register(do: Callable[[Tree, int], bool]) -> Mend:
        made: Mend = rule.rule(name, kind="mend", says=says, needs=needs, spares=spares, neutral=False)(do)
        for part in parts_of_speech:
            _MENDS.setdefault(part, []).append(made)
        return made

    return register


def mends_for(part_of_speech: str) -> Sequence[Mend]:
    return _MENDS.get(part_of_speech, ())


def past_adjuncts(tree: Tree, token: int) -> int:
    """What stands above the prepositional phrases, times and modifiers around a token, itself where it is none."""
    for _ in range(_FAR):
        if tree.dep[token] not in ADJUNCTS or tree.head[token] == token:
            break
        token = tree.head[token]
    return token


def after_comma(tree: Tree, verb: int) -> bool:
    """Whether a comma stands before the "and" that joins a verb to its head."""
    joint = next((c for c in tree.children[tree.head[verb]] if tree.dep[c] == Dep.CC and c < verb), None)
    return joint is not None and tree.parse.text[joint - 1] in (",", ";")


def speaks(parse: Parse, verb: int) -> bool:
    """Whether a verb is one of speech."""
    return parse.lemma[verb].lower() in words.of("speech")


def content_of(tree: Tree, cue: int) -> int | None:
    """The verb of what a cue tells: of one that is thrown in what stands around it, else its complement."""
    return tree.head[cue] if tree.dep[cue] == Dep.PARATAXIS else tree.child(cue, Dep.CCOMP)


def is_time(tree: Tree, token: int) -> bool:
    """Whether a word names a time."""
    parse = tree.parse
    lemma = parse.lemma[token].lower()
    return lemma in words.of("time_ends") or (parse.pos[token] == Pos.NUM and len(lemma) == 4)


def takes(verb: str) -> Container[str]:
    """The prepositions behind which a verb, given by its lemma, has its content: "accused X of"."""
    part = words.parts("verb").get(verb)
    return part.takes if part is not None else ()
