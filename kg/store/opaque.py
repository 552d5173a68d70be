"""What a query holds as one piece, and whether it names its graphs: all that running one asks of its text."""

import re
from typing import Final

# Longest first, as SPARQL reads: a # within an IRI or a string begins no comment, a brace within them ends no block.
OPAQUE: Final = r"""
    <[^<>"{}|^`\\\x00-\x20]*>
  | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
  | \#[^\n\r]*
"""
"""Regular expression (verbose) for what a query holds as one piece: IRIs, strings, comments."""

_FROM: Final = re.compile(r"\bFROM\b", re.IGNORECASE)


def names_dataset(sparql: str) -> bool:
    """Whether a query says with FROM which graphs it runs over."""
    if not _FROM.search(sparql):
        return False
    # Not before it is needed: this one takes long to compile.
    words = rf"(?>{OPAQUE}) | [?$@]\w++ | (?P<word>[\w.-]++)(?P<colon>:[\w.%-]*+)?+ | :[\w.%-]*+"
    tokens = re.finditer(words, sparql, re.VERBOSE | re.DOTALL)
    return any(t["word"] and not t["colon"] and t["word"].strip(".-").upper() == "FROM" for t in tokens)
