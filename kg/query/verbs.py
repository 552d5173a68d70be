"""What a text in SPARQL is to do, by its first keyword: which kind of answer it has, or that it is an update."""

import re
from typing import Final

from kg.query.guard import unescaped

ROWS: Final = frozenset({"SELECT", "ASK"})
"""Answered by rows, or by yes or no."""

TRIPLES: Final = frozenset({"CONSTRUCT", "DESCRIBE"})

UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}  # SPARQL 1.1 Update, 3
)

_BETWEEN: Final = r"(?:[ \t\r\n]++|\#[^\n\r]*+)*+"
_DECLARED: Final = rf"""
    BASE{_BETWEEN}<[^>]*+>
  | PREFIX{_BETWEEN}[^\s:<\#]*+:{_BETWEEN}<[^>]*+>
  | VERSION{_BETWEEN}(?:"[^"]*+"|'[^']*+')
"""
_VERB: Final = rf"{_BETWEEN}(?:(?:{_DECLARED}){_BETWEEN})*+(?P<verb>[A-Za-z]++)(?![\w:\\-])"


def verb(sparql: str) -> str:
    """The first keyword after the prologue, in capitals; "" where none stands there.

    Keywords may be written with escapes (SPARQL 1.1, 19.2), which the engine does not read, and others do.
    """
    for text in dict.fromkeys((sparql, unescaped(sparql))):
        if found := re.match(_VERB, text, re.VERBOSE | re.IGNORECASE):
            return found["verb"].upper()
    return ""
