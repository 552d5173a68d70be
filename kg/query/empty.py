"""Why a query of the library gave no rows: a code that no fact of the store has, and which ones occur."""

from collections.abc import Iterable, Iterator
from typing import Final

from kg import namespaces as ns
from kg.query.actors import values as values_of
from kg.query.bind import Term
from kg.query.header import Parameter
from kg.store.base import View

_SHOWN: Final = 12


def unused_codes(given: Iterable[tuple[Parameter, list[Term]]], view: View) -> Iterator[str]:
    """What to tell of each parameter whose codes no fact has."""
    from kg.shapes.terms import vocabulary

    lists = vocabulary().code_lists
    for parameter, terms in given:
        if parameter.type != "code" or not terms:
            continue
        schemes = _schemes(parameter.scheme or "")
        properties = [name for name, of in sorted(lists.items()) if schemes & set(of)]
        used = _used(properties, view)
        if not {str(term.value) for term in terms} & set(used):
            asked = " or ".join(repr(ns.value(term.value) or term.value) for term in terms)
            shown = ", ".join(list(used.values())[:_SHOWN]) + (" ..." if len(used) > _SHOWN else "")
            yield f"no rows: no fact has the {parameter.name} {asked}" + (f"; in the store are {shown}" if used else "")


def _schemes(scheme: str) -> set[str]:
    return {ns.PLOVER + "type", ns.CODE + "event"} if scheme == "event-type" else {ns.CODE + scheme}


def _used(properties: list[str], view: View) -> dict[str, str]:
    """Code -> its value, of those that the store has, the most frequent first."""
    named = " ".join(f"<{name}>" for name in properties)
    pattern = f"VALUES ?p {{ {named} }} ?fact ?p ?code"
    select = f"SELECT ?code {{ {pattern} }} GROUP BY ?code ORDER BY DESC(COUNT(?fact)) ?code"
    return {code: ns.value(code) or code for (code,) in values_of(select, view)}
