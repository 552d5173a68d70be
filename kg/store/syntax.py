"""Says in one line where a text stops being a SPARQL query.

The engine's parser goes back and forth and tells the furthest place that it tried, which is often the end; rdflib's
tells the part of the query that does not read. It takes half a second to load, which only an error costs.
"""

import re
from typing import Final

from kg import namespaces as ns
from kg.store.opaque import OPAQUE

_BLANK: Final = re.compile(r"(?:\s++|\#[^\n]*+)*+")
_PROLOGUE: Final = re.compile(
    r"(?:\s++|\#[^\n]*+|PREFIX\s++[^\s<]*+\s*+<[^>]*+>|BASE\s*+<[^>]*+>)*+(?P<word>\w*+)", re.IGNORECASE
)
_ASKS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_NAME: Final = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \#[^\n]* | \bPREFIX\s+[^\s<]* | [?$]\w+ | _:\w+
      | (?P<prefix>(?:[A-Za-z][\w.-]*)?):[\w%.-]*""",
    re.VERBOSE | re.IGNORECASE,
)
_TOKENS: Final = re.compile(
    rf"(?>{OPAQUE}) | [?$@]\w+ | [\w.-]*:[\w.%-]* | (?P<bracket>[{{}}()\[\]]) | (?P<word>[A-Za-z]\w*(?![\w(]))",
    re.VERBOSE | re.DOTALL,
)
_CLOSES: Final = {"}": "{", ")": "(", "]": "["}
_COLONLESS: Final = re.compile(r"PREFIX\s+([\w.-]+)\s*<", re.IGNORECASE)
_REASON: Final = re.compile(r"(?:^|, |one of |expected )(The [^\[\],\"]{8,80})")
_WORD: Final = re.compile(r"[\w:?$-]+|\S")
_LONGEST_LINE: Final = 100
_LONGEST_QUERY: Final = 20_000
"""Characters of a query that is read again for its error's place."""


def prologue(sparql: str) -> int:
    """Where the prologue of a query ends, its comments included: where its first word begins."""
    start = _PROLOGUE.match(sparql)
    assert start is not None
    return start.start("word")


def form(sparql: str) -> str:
    """The first word of a query or update, in capitals: SELECT, ASK, CONSTRUCT, DESCRIBE, else what it is not."""
    start = _PROLOGUE.match(sparql)
    assert start is not None
    return start["word"].upper()


def declared(sparql: str) -> str:
    """The query with those of our prefixes declared that it uses and does not declare."""
    used = {match["prefix"] for match in _NAME.finditer(sparql) if match["prefix"] is not None}
    missing = [name for name in ns.PREFIXES if name in used and name not in set(_DECLARED.findall(sparql))]
    return "".join(f"PREFIX {name}: <{ns.PREFIXES[name]}>\n" for name in missing) + sparql


def fault(message: str, sparql: str) -> str:
    """What is wrong, with line, column and that line's text where they can be told; ``message`` is the engine's."""
    start = _PROLOGUE.match(sparql)
    assert start is not None
    word = start["word"].upper()
    if not sparql[_end_of_blank(sparql, 0) :]:
        return "it is empty"
    if word in _CHANGES:
        return f"{word} changes a store, and a query only asks"
    if word not in _ASKS:
        return f"{_at(sparql, start.start('word'))} (a query begins with {', '.join(_ASKS[:-1])} or {_ASKS[-1]})"
    if (place := _misread(sparql)) is not None:
        missing = _unbalanced(sparql) or _bare(sparql, place)
        return _at(sparql, place) + (f" ({missing})" if missing else "")
    if name := _undeclared(sparql):
        return f"{_at(sparql, name.start())} (the prefix {name['prefix']}: is not declared)"
    if reason := _REASON.search(message):
        return reason[1].strip().removesuffix(".")
    return "it reads, but says what is not allowed, such as to bind a variable twice"


def _misread(sparql: str) -> int | None:
    """Where the part begins that does not read; None where the grammar is kept, or that cannot be told."""
    if len(sparql) > _LONGEST_QUERY:
        return None
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(sparql)
    except ParseException as error:
        return min(_end_of_blank(sparql, error.loc), len(sparql))
    except (RecursionError, ValueError, TypeError, AttributeError):
        return None
    return None


def _unbalanced(sparql: str) -> str | None:
    """The first bracket that nothing opens, or that nothing closes where another one is closed or the query ends."""
    waiting: list[tuple[str, int]] = []
    for token in _TOKENS.finditer(sparql):
        bracket = token["bracket"]
        if bracket in _CLOSES.values():
            waiting.append((bracket, token.start()))
        elif bracket and not waiting:
            return f"nothing opens the {bracket} in line {_line(sparql, token.start())}"
        elif bracket and waiting[-1][0] != _CLOSES[bracket]:
            break
        elif bracket:
            waiting.pop()
    if not waiting:
        return None
    bracket, start = waiting[-1]
    return f"nothing closes the {bracket} in line {_line(sparql, start)}"


def _bare(sparql: str, place: int) -> str | None:
    """What a word lacks after the place: a name of the ontology its prefix, a prefix that is declared its colon."""
    if colonless := _COLONLESS.match(sparql, place):
        return f"a prefix ends in a colon: PREFIX {colonless[1]}: <...>"
    from kg.shapes.terms import vocabulary

    known = vocabulary().classes | vocabulary().properties
    for token in _TOKENS.finditer(sparql, place):
        if token["word"] and ns.KG + token["word"] in known:
            return f"a name takes its prefix: kg:{token['word']}"
        if token["bracket"] in ("{", "}"):
            return None
    return None


def _line(sparql: str, offset: int) -> int:
    return sparql.count("\n", 0, offset) + 1


def _undeclared(sparql: str) -> re.Match[str] | None:
    """The first name whose prefix nothing declares."""
    known = {*ns.PREFIXES, *_DECLARED.findall(sparql)}
    return next((m for m in _NAME.finditer(sparql) if m["prefix"] is not None and m["prefix"] not in known), None)


def _end_of_blank(sparql: str, start: int) -> int:
    match = _BLANK.match(sparql, start)
    return match.end() if match else start


def _at(sparql: str, offset: int) -> str:
    start = sparql.rfind("\n", 0, offset) + 1
    line, column = sparql.count("\n", 0, offset) + 1, offset - start + 1
    text = sparql[start:].split("\n", 1)[0]
    word = _WORD.match(sparql, offset)
    met = f", at {word[0]!r}" if word else ", at its end"
    return f"line {line}, column {column}{met}: {_cut(text, column)}"


def _cut(text: str, column: int) -> str:
    """The line, or the part of a long one around a column."""
    if len(text) <= _LONGEST_LINE:
        return text.strip()
    start = max(0, min(column - _LONGEST_LINE // 2, len(text) - _LONGEST_LINE))
    return f"…{text[start : start + _LONGEST_LINE].strip()}…"
