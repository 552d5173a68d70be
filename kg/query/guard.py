"""Refuses what a query of the user's own must not do: ask other machines, or exhaust the engine's stack."""

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from kg import namespaces as ns
from kg.errors import ForbiddenError, QueryError
from kg.store.opaque import OPAQUE

LIMIT: Final = 1_000_000
"""Characters of a query."""

_NO_CHARACTER: Final = re.compile("[\ud800-\udfff]")
"""Halves of pairs, which stand alone in no text; Python also has bytes that are no UTF-8 as some of these."""

_LONGEST_WORD: Final = 1000
"""Characters: what looks for names in a query takes time by the square of a word, and cannot be ended meanwhile."""

_DEPTH: Final = 500
_CHAIN: Final = 1000
"""Brackets open at a time, and links of chains: the engine calls itself for each, and dies beyond some 2,000."""

_SHORT: Final = 1000
"""Characters of a query that cannot be nested too deeply."""

_SERVICE: Final = re.compile("service", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
"""What SPARQL writes letters as, keywords too: an engine may put them in before it reads."""


def check(sparql: str, *, allow_service: bool = False) -> None:
    """Holds that the engine may run this text.

    Raises:
        QueryError: it is too long or too deep.
        ForbiddenError: it has SERVICE, which would send parts of the store to another machine.
    """
    if not sparql.isascii() and _NO_CHARACTER.search(sparql):
        raise QueryError("this query is no text in UTF-8")
    if len(sparql) > LIMIT:
        raise QueryError(f"this query is longer than {LIMIT:,} characters")
    if len(sparql) > _LONGEST_WORD and any(len(w) > _LONGEST_WORD for w in _words(sparql)):
        raise QueryError(f"this query has a word of more than {_LONGEST_WORD:,} characters")
    readings = dict.fromkeys((sparql, unescaped(sparql)))
    if len(sparql) > _SHORT and any(_is_too_deep(text) for text in readings):
        raise QueryError("this query is nested too deeply", hint="VALUES and IN take long lists")
    if not allow_service and any(_SERVICE.search(text) and _is_keyword(text) for text in readings):
        raise ForbiddenError("SERVICE asks another machine", hint="--allow-service, where that is wanted")


def unescaped(sparql: str) -> str:
    """A query with its escapes of characters put in, as some engines do before they read."""
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), sparql)


def _words(sparql: str) -> Iterator[str]:
    """Names, numbers and keywords, outside of IRIs, strings and comments."""
    # Not before it is needed: this one takes long to compile.
    found = re.finditer(rf"(?>{OPAQUE}) | (?P<word>[\w.:%-]++)", sparql, re.VERBOSE | re.DOTALL)
    return (token["word"] for token in found if token["word"])


def _is_too_deep(sparql: str) -> bool:
    from kg.query.nesting import goes_beyond  # what short queries, most of them, do without

    return goes_beyond(sparql, depth=_DEPTH, links=_CHAIN)


def _is_keyword(sparql: str) -> bool:
    """Whether the word is SPARQL's own, and not part of a name, a text or a comment.

    The engine's own parser tells: with the keyword replaced by another word, no query parses any more.
    """
    try:
        ox.Store().query(_SERVICE.sub("zzzzzzz", sparql), prefixes=ns.PREFIXES)
    except SyntaxError:
        return True
    return False
