"""How deep a query is nested: for each bracket and each link of a chain, an engine calls itself once more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.store.opaque import OPAQUE

_TOKEN: Final = rf"""
    (?P<opaque>(?>{OPAQUE}))
  | (?P<term>[\w.-]*+:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*+ | [?$]\w++ | \d++(?:\.\d++)?+(?:e[+-]?\d++)?+)
  | @[\w-]++ | \^\^(?=\s*[<\w:])
  | (?P<word>[a-z_]\w*+)
  | (?P<open>[{{(\[]) | (?P<close>[}})\]])
  | (?P<sign>&&|\|\||[/|;,.+*!^-])
"""

_LINKS: Final = frozenset({"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER"})
"""Keywords that chain one pattern to another."""


@dataclass(slots=True)
class _Bracket:
    """A bracket that is open.

    Attributes:
        sign: itself; of the whole query, none.
        is_data: whether it is of the data of VALUES.
        after_term: whether what came last within it is a term, so that another one is the next item of a list.
    """

    sign: str
    is_data: bool = False
    after_term: bool = False


@dataclass(slots=True)
class Nesting:
    """Of a query: the brackets that are open at a time, at most, and the links of all its chains.

    Links are the signs of paths and expressions, what parts triples, the items of a list, and keywords like OPTIONAL;
    the data of VALUES, and what commas part in parentheses (the list of IN), are none: there may be any number.
    """

    depth: int = 0
    links: int = 0
    _open: list[_Bracket] = field(default_factory=lambda: [_Bracket("")])
    _data_begins: bool = False

    def add(self, token: "re.Match[str]") -> None:
        """Goes on by a token."""
        inner = self._open[-1]
        match token.lastgroup:
            case "open":
                self._item(inner)
                self._open.append(_Bracket(token["open"], inner.is_data or self._begins_data(token["open"])))
                self.depth = max(self.depth, len(self._open) - 1)
            case "close":
                if len(self._open) > 1:
                    self._open.pop()
            case "term":
                self._item(inner)
            case "opaque" if not token["opaque"].startswith("#"):
                self._item(inner)
            case "word":
                inner.after_term = False
                self._data_begins = self._data_begins or token["word"].upper() == "VALUES"
                self.links += token["word"].upper() in _LINKS
            case "sign":
                self.links += not (inner.sign == "(" and token["sign"] == ",")
                inner.after_term = False

    def _item(self, inner: _Bracket) -> None:
        self.links += inner.sign == "(" and inner.after_term and not inner.is_data
        inner.after_term = True

    def _begins_data(self, bracket: str) -> bool:
        begins = self._data_begins and bracket == "{"
        self._data_begins = self._data_begins and not begins
        return begins


def goes_beyond(sparql: str, *, depth: int, links: int) -> bool:
    """Whether a query is nested deeper, or has more links, by its text alone: it need not parse."""
    found = Nesting()
    for token in _tokens(sparql):
        found.add(token)
        if found.depth > depth or found.links > links:
            return True
    return False


def _tokens(sparql: str) -> Iterator["re.Match[str]"]:
    # Not compiled before it is needed: that takes longer than most queries run.
    return re.finditer(_TOKEN, sparql, re.VERBOSE | re.DOTALL | re.IGNORECASE)
