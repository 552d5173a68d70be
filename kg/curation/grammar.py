"""The letter of a curation file: words, IRIs, names in quotation marks, a decision a line, comments after "#"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg import namespaces as ns
from kg.curation.model import Alias, Described, Differ, Line, Misread, Post, Same
from kg.graph import terms as t

_TOKEN: Final = re.compile(
    r"""\s*(?: (?P<comment>\#.*) | (?P<iri><[^<>"\s]*>) | "(?P<name>(?:[^"\\]|\\.)*)" | (?P<word>[^\s"<>]+) )""",
    re.VERBOSE,
)
_ESCAPED: Final = re.compile(r"\\(.)")
_WIKIDATA: Final = re.compile(r"wd:Q[1-9][0-9]{0,11}")
_IRI: Final = re.compile(r"https?://[!#$&'()*+,./0-9:;=?@A-Z_a-z~\[\]%-]+")
_STATE: Final = re.compile(r"[A-Z]{3}")
_LOCAL: Final = ("actor", "place", "article")
"""Prefixes of what is minted under the user's own base: ``actor:boris-vellin-rus-0148``."""

FORMS: Final = {
    "same": "same <one> <other>",
    "misread": "misread <as whom> <who it is> in <article>",
    "differ": "differ <one> <other>",
    "alias": 'alias <actor> "other name"',
    "actor": 'actor <actor> person "name" of RUS',
    "post": 'post <person> "post" of RUS from 2012-05-22 to 2018-03-01',
}
"""Word -> how such a line is written."""

TYPES: Final = tuple(type_ for type_ in t.CLASSES if type_ not in ("position", "sanction-regime"))
"""What an actor or place can be."""


class Fault(Exception):  # noqa: N818 (collected, line by line, into one refusal)
    """What is wrong with a line, and what to do."""

    def __init__(self, line: int, what: str, hint: str | None = None) -> None:
        super().__init__(what)
        self.line, self.what, self.hint = line, what, hint

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    form: str


def lines(text: str, base: str) -> Iterator[Line | Fault]:
    """The decisions of a file, and what is wrong with it, in the order of its lines.

    Args:
        text: its content.
        base: the IRI that the data are minted under, for ``actor:``, ``place:`` and ``article:``.
    """
    for number, line in enumerate(text.split("\n"), 1):
        try:
            tokens = _tokens(line.rstrip("\r"), number)
            if tokens:
                yield _Line(number, tokens, base).decision()
        except Fault as fault:
            yield fault


def _tokens(line: str, number: int) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(line.rstrip())
    while at < end:
        match = _TOKEN.match(line, at)
        if match is None:
            raise Fault(number, f"cannot be read from {line[at:].strip()[:20]!r} on", "names stand in double quotes")
        if match["comment"] is not None:
            break
        form = match.lastgroup or ""
        found.append(_Token(_ESCAPED.sub(r"\1", match[form]) if form == "name" else match[form], form))
        at = match.end()
    return found


class _Line:
    """Reads one line from left to right."""

    def __init__(self, number: int, tokens: list[_Token], base: str) -> None:
        self.number, self.base = number, base
        self.word, self.rest = tokens[0].text, tokens[1:]

    def decision(self) -> Line:
        if self.word not in _READERS:
            from difflib import get_close_matches

            near = get_close_matches(self.word.lower(), FORMS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"a line begins with one of {', '.join(FORMS)}"
            raise Fault(self.number, f"{self.word!r} is no decision", hint)
        found = _READERS[self.word](self)
        if self.rest:
            raise self.fault(f"nothing can follow here, but {self.rest[0].text!r} does")
        return found

    def fault(self, what: str, hint: str | None = None) -> Fault:
        return Fault(self.number, what, hint or f"write: {FORMS[self.word]}")

    def iri(self, what: str) -> str:
        """The next token as an IRI."""
        token = self._next(what)
        if token.form == "name":
            raise self.fault(f"{token.text!r} is a name, which somebody else may bear tomorrow", self._by_name(token))
        found = self._expanded(token.text)
        if found is None:
            raise self.fault(f"{token.text!r} is no IRI", self._by_name(token))
        return found

    def _by_name(self, token: _Token) -> str:
        return f'give the IRI, as <...>, wd:Q30 or actor:...; kg actors --search "{token.text}" shows it'

    def _expanded(self, text: str) -> str | None:
        bare = text[1:-1] if text.startswith("<") else text
        prefix, colon, local = bare.partition(":")
        if colon and prefix == "wd":
            return ns.WD + local if _WIKIDATA.fullmatch(bare) else None
        if colon and prefix in _LOCAL:
            bare = f"{self.base}{prefix}/{local}"
        elif colon and prefix == "ref":
            bare = ns.REFERENCE + local
        return bare if _IRI.fullmatch(bare) else None

    def name(self, what: str) -> str:
        token = self._next(what)
        if token.form != "name":
            raise self.fault(f"{what} stands in double quotes, not as {token.text!r}")
        told = " ".join(token.text.split())
        if not told or not told.isprintable():
            raise self.fault(f"{what} has no letters, or some that cannot be printed")
        return told

    def of(self) -> str:
        """A state by its code, or a state or body by its IRI."""
        token = self._next("a state or body")
        found = token.text if _STATE.fullmatch(token.text) else self._expanded(token.text)
        if token.form == "name" or found is None:
            raise self.fault(f"{token.text!r} is no state or body", "an ISO code such as RUS, or an IRI")
        return found

    def one_of(self, known: "tuple[str, ...] | frozenset[str]", what: str) -> str:
        token = self._next(what)
        if token.form != "word" or token.text not in known:
            raise self.fault(f"{token.text!r} is no {what}", f"one of {', '.join(sorted(known))}")
        return token.text

    def day(self) -> str:
        token = self._next("a day")
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", token.text):
                return date.fromisoformat(token.text).isoformat()
        except ValueError:
            pass
        raise self.fault(f"{token.text!r} is no day", "as in 2012-05-22")

    def has(self, word: str) -> bool:
        """Whether this word comes next, which is then behind us."""
        if self.rest and self.rest[0] == _Token(word, "word"):
            del self.rest[0]
            return True
        return False

    def must(self, word: str) -> None:
        if not self.has(word):
            stands = f"not {self.rest[0].text!r}" if self.rest else "and the line ends"
            raise self.fault(f"{word!r} must follow here, {stands}")

    def _next(self, what: str) -> _Token:
        if not self.rest:
            raise self.fault(f"the line ends where {what} should stand")
        return self.rest.pop(0)


def _same(line: _Line) -> Line:
    return Same(line.number, line.iri("an actor"), line.iri("another actor"))


def _misread(line: _Line) -> Line:
    one, other = line.iri("an actor"), line.iri("another actor")
    line.must("in")
    return Misread(line.number, one, other, line.iri("an article"))


def _differ(line: _Line) -> Line:
    return Differ(line.number, line.iri("an actor"), line.iri("another actor"))


def _alias(line: _Line) -> Line:
    return Alias(line.number, line.iri("an actor"), line.name("the other name"))


def _actor(line: _Line) -> Line:
    who, type_, label = line.iri("an actor"), line.one_of(TYPES, "kind of actor"), line.name("the name")
    return Described(line.number, who, type_, label, line.of() if line.has("of") else None)


def _post(line: _Line) -> Line:
    who, label = line.iri("a person"), line.name("the post")
    line.must("of")
    of = line.of()
    kind = line.one_of(_kinds_of_post(), "kind of post") if line.has("as") else None
    line.must("from")
    start = line.day()
    end = line.day() if line.has("to") else None
    if end and end < start:
        raise line.fault(f"the last day, {end}, is before the first, {start}", "turn them round")
    return Post(line.number, who, label, of, start, end, kind)


def _kinds_of_post() -> frozenset[str]:
    from kg.shapes.terms import vocabulary

    return frozenset(t.value_of("post", code) for code in vocabulary().schemes[f"{ns.CODE}post"])


_READERS: Final[dict[str, Callable[[_Line], Line]]] = {
    "same": _same,
    "misread": _misread,
    "differ": _differ,
    "alias": _alias,
    "actor": _actor,
    "post": _post,
}
