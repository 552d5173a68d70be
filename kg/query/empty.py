"""Why a query of the library gave no rows: a code that no fact has, a value that nothing has, or all together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg import namespaces as ns
from kg.query.actors import values as values_of
from kg.query.bind import NOWHERE, Part, Slot, Term, edited, prologue, slots, written
from kg.query.header import Parameter
from kg.store.base import View

_SHOWN: Final = 12
_FILTERS: Final = re.compile(r"\s*(?:FILTER|OPTIONAL)\b", re.IGNORECASE)
_SERVICE: Final = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def unused_codes(given: Mapping[Parameter, Sequence[Term]], view: View) -> Iterator[str]:
    """What to tell of each parameter whose codes no fact has."""
    from kg.shapes.terms import vocabulary

    lists = vocabulary().code_lists
    for parameter, terms in given.items():
        if parameter.type != "code":
            continue
        schemes = _schemes(parameter.scheme or "")
        properties = [name for name, of in sorted(lists.items()) if schemes & set(of)]
        used = _used(properties, view)
        if not {str(term.value) for term in terms} & set(used):
            asked = " or ".join(repr(ns.value(term.value) or term.value) for term in terms)
            shown = ", ".join(list(used.values())[:_SHOWN]) + (" ..." if len(used) > _SHOWN else "")
            yield f"no rows: no fact has the {parameter.name} {asked}" + (f"; in the store are {shown}" if used else "")


def unmet(text: str, given: Mapping[Parameter, Sequence[Term]], view: View) -> list[Parameter]:
    """The parameters whose terms nothing has, whatever the others are: one question each, answered by a first match."""
    if _SERVICE.search(text):
        return []
    found = slots(text)
    return [
        parameter
        for parameter, terms in given.items()
        if _can_be_asked(text, found[parameter.name][0]) and not view.query(_alone(text, found, parameter.name, terms))
    ]


def _can_be_asked(text: str, slot: Slot) -> bool:
    """Not a block after the query, nor a line that only filters what others find, by what it has or has not."""
    return slot.group != NOWHERE and not (slot.line and _FILTERS.match(text, slot.block[1], slot.line[1]))


def _alone(text: str, found: Mapping[str, list[Slot]], name: str, terms: Sequence[Term]) -> str:
    """Asks for an optional parameter's own pattern, or for a required one's group with the others in it left open."""
    slot = found[name][0]
    edits: list[tuple[Part, str]] = [(slot.data, written(terms))]
    if slot.mark and slot.line:
        start, end = slot.mark[1], slot.line[1]
    else:
        start, end = slot.group
        blocks = (other.block for several in found.values() for other in several if other != slot and not other.mark)
        edits += [(block, "") for block in blocks if start <= block[0] < end]
    return f"{prologue(text)}ASK {{{edited(text[:end], edits)[start:]}}}"


def _schemes(scheme: str) -> set[str]:
    return {ns.PLOVER + "type", ns.CODE + "event"} if scheme == "event-type" else {ns.CODE + scheme}


def _used(properties: list[str], view: View) -> dict[str, str]:
    """Code -> its value, of those that the store has, the most frequent first."""
    named = " ".join(f"<{name}>" for name in properties)
    pattern = f"VALUES ?p {{ {named} }} ?fact ?p ?code"
    select = f"SELECT ?code {{ {pattern} }} GROUP BY ?code ORDER BY DESC(COUNT(?fact)) ?code"
    return {code: ns.value(code) or code for (code,) in values_of(select, view)}
