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
from kg.store.opaque import OPAQUE

Term = NamedNode | Literal
Part = tuple[int, int]
"""Where a part of a text begins and ends."""

_TOKEN: Final = re.compile(
    rf"""(?P<opaque>(?>{OPAQUE})) | \bVALUES\s*\?(?P<name>\w+)\s*\{{(?P<data>(?>{OPAQUE}|[^{{}}])*)\}}
      | (?P<opens>\{{) | (?P<closes>\}}) | (?P<select>\bSELECT\b)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NOWHERE: Final[Part] = (0, 0)
_OPTIONAL: Final = re.compile(r"#\?[ \t]+(?P<name>\w+)[ \t]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a query takes a parameter.

    Attributes:
        block: the whole of ``VALUES ?name { ... }``.
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
            waiting[-1][1].append((token["name"], Slot(token.span(), token.span("data"), _NOWHERE)))
        elif token["opaque"] and (mark := _OPTIONAL.match(token["opaque"])):
            waiting[-1][1].append((mark["name"], _optional(text, token.start(), mark)))


def _optional(text: str, start: int, mark: re.Match[str]) -> Slot:
    comment = mark.string
    own = [
        (token.span(), token.span("data"))
        for token in _TOKEN.finditer(comment, mark.end())
        if token["name"] == mark["name"]
    ]
    block, data = (_moved(part, start) for part in own[0]) if len(own) == 1 else (_NOWHERE, _NOWHERE)
    return Slot(block, data, _NOWHERE, _moved(mark.span(), start), (start, start + len(comment)))


def _moved(part: Part, by: int) -> Part:
    return part[0] + by, part[1] + by


def check(text: str, params: Sequence[Parameter], where: str) -> None:
    """Holds that the text takes every parameter of its header once, in its form, and has no line of another.

    Raises:
        QueryError: it does not.
    """
    found = slots(text)
    for parameter in params:
        fault = (_fault_of_required if parameter.required else _fault_of_optional)(found.get(parameter.name, []))
        if fault:
            name = parameter.name
            hint = (
                None if parameter.required else f"a line #? {name} VALUES ?{name} {{ sample }} ... holds what it adds"
            )
            raise QueryError(f"parameter {name!r} has {fault.format(name=name)}", where=where, hint=hint)
    known = {parameter.name for parameter in params}
    for name, taken in found.items():
        if name not in known and any(slot.mark for slot in taken):
            raise QueryError(f"the line #? {name} is of no parameter in the header", where=where)


def _fault_of_required(taken: list[Slot]) -> str | None:
    blocks = [slot for slot in taken if not slot.mark]
    if len(taken) == len(blocks) == 1:
        return None
    return f"{len(blocks)} blocks VALUES ?{{name}} {{{{ ... }}}}, not one" + (
        "" if len(taken) == len(blocks) else ", and a line #? {name}, which only an optional one has"
    )


def _fault_of_optional(taken: list[Slot]) -> str | None:
    lines = [slot for slot in taken if slot.mark]
    if not lines and taken:
        return "a block VALUES ?{name} {{ ... }}, which is there even where it is not given"
    if len(lines) != 1 or len(taken) != 1:
        return f"{len(lines)} lines #? {{name}} and {len(taken) - len(lines)} blocks outside of them, not one line"
    return None if lines[0].data[0] else "no one block VALUES ?{name} {{ sample }} in its line"


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
