"""Puts values into a query: as the data of one block ``VALUES ?name { ... }`` for each parameter, and nothing else.

A required parameter's block stands in the query. An optional one's stands in a comment line of its own, with all that
takes part only where the parameter is given: ``#? name PATTERN``. Binding takes the ``#? name`` away, which a reader
can do by hand, so that the text as it stands holds no pattern that matches everything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.query.header import Parameter
from kg.store.opaque import OPAQUE

Term = NamedNode | Literal
Part = tuple[int, int]
"""Where a part of a text begins and ends."""

NOWHERE: Final[Part] = (0, 0)

_TOKEN: Final = re.compile(
    rf"""(?P<opaque>(?>{OPAQUE})) | \bVALUES\s*\?(?P<name>\w+)\s*\{{(?P<data>(?>{OPAQUE}|[^{{}}])*)\}}
      | (?P<opens>\{{) | (?P<closes>\}}) | (?P<select>\bSELECT\b)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_OPTIONAL: Final = re.compile(r"#\?[ \t]+(?P<name>\w+)[ \t]+")


class Slot(NamedTuple):
    """Where a query takes a parameter.

    Attributes:
        block: the whole of ``VALUES ?name { ... }``.
        data: what stands between its braces.
        group: the innermost group that it stands in, without the braces; NOWHERE for a block after the query.
        mark: of an optional parameter, the ``#? name`` before its pattern.
        line: of an optional parameter, the whole of its line.
    """

    block: Part
    data: Part
    group: Part = NOWHERE
    mark: Part | None = None
    line: Part | None = None


def slots(text: str) -> dict[str, list[Slot]]:
    """Name -> where the text takes it."""
    found: dict[str, list[Slot]] = {}
    for name, slot in _slots(text):
        found.setdefault(name, []).append(slot)
    return found


def _slots(text: str) -> Iterator[tuple[str, Slot]]:
    """Those of each group when it closes; at the end what stands in none, such as a block after the query."""
    waiting: list[tuple[int, list[tuple[str, Slot]]]] = [(0, [])]
    for token in _TOKEN.finditer(text):
        if token["opens"]:
            waiting.append((token.end(), []))
        elif token["closes"] and len(waiting) > 1:
            start, held = waiting.pop()
            yield from ((name, slot._replace(group=(start, token.start()))) for name, slot in held)
        elif token["name"]:
            waiting[-1][1].append((token["name"], Slot(token.span(), token.span("data"))))
        elif token["opaque"] and (mark := _OPTIONAL.match(token["opaque"])):
            waiting[-1][1].append((mark["name"], _optional(token["opaque"], token.start(), mark)))
    for _, held in waiting:
        yield from held


def _optional(line: str, start: int, mark: re.Match[str]) -> Slot:
    own = [token for token in _TOKEN.finditer(line, mark.end()) if token["name"] == mark["name"]]
    block, data = (own[0].span(), own[0].span("data")) if len(own) == 1 else (None, None)
    moved = partial(_moved, by=start)
    return Slot(moved(block), moved(data), mark=moved(mark.span()), line=moved((0, len(line))))


def _moved(part: Part | None, by: int) -> Part:
    return (part[0] + by, part[1] + by) if part else NOWHERE


def check(text: str, params: Sequence[Parameter], where: str) -> None:
    """Holds that the text takes every parameter of its header once, in its form, and has no line of another.

    An optional parameter's line may have been taken in already, by hand or by ``bind``.

    Raises:
        QueryError: it does not.
    """
    found = slots(text)
    for parameter in params:
        taken = found.get(parameter.name, [])
        fault = (_fault_of_required if parameter.required else _fault_of_optional)(text, taken)
        fault = fault or _fault_of_sample(parameter, text[slice(*taken[0].data)])
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


_DATE: Final = re.compile(r"\^\^(?:xsd:date\b|<http://www\.w3\.org/2001/XMLSchema#date>)")


def _fault_of_sample(parameter: Parameter, data: str) -> str | None:
    """A day that is written as a text: a pattern that is right for it finds nothing for the days that kg puts there."""
    if parameter.type != "date" or _DATE.search(data):
        return None
    return 'a sample that is no day, which is written "2024-01-01"^^xsd:date'


def _fault_of_required(text: str, taken: list[Slot]) -> str | None:
    blocks = [slot for slot in taken if not slot.mark]
    if len(taken) == len(blocks) == 1:
        return None
    return f"{len(blocks)} blocks VALUES ?{{name}} {{{{ ... }}}}, not one" + (
        "" if len(taken) == len(blocks) else ", and a line #? {name}, which only an optional one has"
    )


def _fault_of_optional(text: str, taken: list[Slot]) -> str | None:
    if len(taken) != 1:
        lines = sum(1 for slot in taken if slot.mark)
        return f"{lines} lines #? {{name}} and {len(taken) - lines} blocks outside of them, not one line"
    (slot,) = taken
    if slot.data == NOWHERE:
        return "no one block VALUES ?{name} {{ sample }} in its line"
    if "UNDEF" in text[slice(*slot.data)].upper().split():
        return "a block VALUES ?{name} {{ UNDEF }}, which takes a pattern that matches everything"
    return None


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
