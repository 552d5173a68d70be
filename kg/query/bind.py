"""Puts values into a query: the data of the block ``VALUES ?name { ... }`` of each parameter, and nothing else."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.store.opaque import OPAQUE

Term = NamedNode | Literal

_BLOCK: Final = re.compile(
    rf"(?P<opaque>(?>{OPAQUE})) | \bVALUES\s*\?(?P<name>\w+)\s*\{{(?P<data>(?>{OPAQUE}|[^{{}}])*)\}}",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def blocks(text: str) -> dict[str, list[tuple[int, int]]]:
    """Variable -> where the data of its VALUES blocks lie, in the order of the text."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _BLOCK.finditer(text):
        if match["opaque"] is None:
            found.setdefault(match["name"], []).append(match.span("data"))
    return found


def check(text: str, names: Sequence[str], where: str) -> None:
    """Holds that every parameter has exactly one block.

    Raises:
        QueryError: one has none, or several.
    """
    found = blocks(text)
    for name in names:
        if (count := len(found.get(name, ()))) != 1:
            raise QueryError(f"parameter {name!r} has {count} blocks VALUES ?{name} {{ ... }}, not one", where=where)


def bind(text: str, terms: Mapping[str, Sequence[Term] | None]) -> str:
    """The query with these terms as data of the blocks; None or nothing leaves the variable open (UNDEF)."""
    found = blocks(text)
    edits = sorted(((*found[name][0], _data(values)) for name, values in terms.items()), reverse=True)
    for start, end, data in edits:
        text = f"{text[:start]} {data} {text[end:]}"
    return text


def _data(terms: Sequence[Term] | None) -> str:
    return " ".join(map(str, terms)) if terms else "UNDEF"
