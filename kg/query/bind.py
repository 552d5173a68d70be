"""Puts values into a query: as the data of one block ``VALUES ?name { ... }`` for each parameter, and nothing else.

A required parameter's block stands in the query. An optional one's stands in a comment line of its own, with all that
takes part only where the parameter is given: ``#? name PATTERN``. Binding takes the ``#? name`` away, which a reader
can do by hand, so that the text as it stands holds no pattern that matches everything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.query.header import Parameter
from kg.store.syntax import OPAQUE

Term = NamedNode | Literal
Part = tuple[int, int]
"""Where a part of a text begins and ends."""

_TOKEN: Final = re.compile(
    rf"""(?P<opaque>(?>{OPAQUE})) | \bVALUES\s*\?(?P<name>\w+)\s*\{{(?P<data>(?>{OPAQUE}|[^{{}}])*)\}}
      | (?P<opens>\{{) | (?P<closes>\}}) | (?P<select>\bSELECT\b)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_OPTIONAL: Final = re.compile(r"#\?[ \t]+(?P<name>\w+)[ \t]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a query takes a parameter.

    Attributes:
        block: the whole of ``VALUES ?name { ... }``; empty where an optional parameter's line has none.
        data: what stands between its braces.
        group: the innermost group that it stands in, without the braces.
        mark: of an optional parameter, the ``#? name`` before its pattern.
        line: of an optional parameter, the whole of its line.
    """

    block: Part
    data: Part
    group: Part
    mark: Part | None = None
    line: Part | None = None


def slots(text: str) -> dict[str, list[Slot]]:
    """Name -> where the text takes it, in the order of the text."""
    found: dict[str, list[Slot]] = {}
    for name, slot in _slots(text):
        found.setdefault(name, []).append(slot)
    return found


def _slots(text: str) -> Iterator[tuple[str, Slot]]:
    """Those of each group when it closes."""
    waiting: list[tuple[int, list[tuple[str, Slot]]]] = [(0, [])]
    for token in _TOKEN.finditer(text):
        if token["opens"]:
            waiting.append((token.end(), []))
        elif token["closes"] and len(waiting) > 1:
            start, held = waiting.pop()
            yield from ((name, replace(slot, group=(start, token.start()))) for name, slot in held)
        elif token["name"]:
            waiting[-1][1].append((token["name"], Slot(token.span(), token.span("data"), (0, 0))))
        elif token["opaque"] and (mark := _OPTIONAL.match(token["opaque"])):
            waiting[-1][1].append((mark["name"], _optional(text, token.start(), mark)))


def _optional(text: str, start: int, mark: re.Match[str]) -> Slot:
    comment = mark.string
    own = [
        (token.span(), token.span("data"))
        for token in _TOKEN.finditer(comment, mark.end())
        if token["name"] == mark["name"]
    ]
    blocks = [((a + start, b + start), (c + start, d + start)) for (a, b), (c, d) in own]
    block, data = blocks[0] if len(blocks) == 1 else ((start, start), (start, start))
    return Slot(block, data, (0, 0), (start, start + mark.end()), (start, start + len(comment)))


def check(text: str, params: Sequence[Parameter], where: str) -> None:
    """Holds that the text takes every parameter once, each in its form, and no other.

    Raises:
        QueryError: it does not.
    """
    found = slots(text)
    for parameter in params:
        _check(parameter, found.get(parameter.name, []), where)
    known = {parameter.name for parameter in params}
    for name, taken in found.items():
        if name not in known and any(slot.mark for slot in taken):
            raise QueryError(f"the line #? {name} is of no parameter in the header", where=where)


def _check(parameter: Parameter, taken: list[Slot], where: str) -> None:
    name = parameter.name
    lines = [slot for slot in taken if slot.mark]
    if parameter.required:
        if lines or len(taken) != 1:
            count = len(taken) - len(lines)
            raise QueryError(f"parameter {name!r} has {count} blocks VALUES ?{name} {{ ... }}, not one", where=where)
        return
    if len(lines) != 1 or len(taken) != 1:
        raise QueryError(
            f"parameter {name!r} is optional and has {len(lines)} lines #? {name} ..., not one"
            + (f" beside {others} blocks of its own" if (others := len(taken) - len(lines)) else ""),
            where=where,
            hint=f"write what holds only where it is given as one comment line: #? {name} VALUES ?{name} {{ sample }} ... ?{name}",
        )
    if lines[0].block[0] == lines[0].block[1]:
        raise QueryError(f"the line #? {name} has not one block VALUES ?{name} {{ sample }}", where=where)


def bind(text: str, terms: Mapping[str, Sequence[Term] | None]) -> str:
    """The query with these terms as data of the blocks; a parameter without any stays as the text has it."""
    found = slots(text)
    edits: list[tuple[Part, str]] = []
    for name, values in terms.items():
        if values:
            slot = found[name][0]
            edits.append((slot.data, written(values)))
            edits += [(slot.mark, "")] if slot.mark else []
    return edited(text, edits)


def written(terms: Sequence[Term]) -> str:
    """Terms as the data of a block."""
    return f" {' '.join(map(str, terms))} "


def edited(text: str, edits: Sequence[tuple[Part, str]]) -> str:
    """The text with other words in the place of some parts, which do not overlap."""
    for (start, end), words in sorted(edits, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    return text


def prologue(text: str) -> str:
    """What stands before the first SELECT: the prefixes."""
    return next((text[: token.start()] for token in _TOKEN.finditer(text) if token["select"]), "")
