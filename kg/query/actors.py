"""Finds whom a user means: by country code, by label in the store, by another name in the reference facts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from kg import namespaces as ns
from kg.errors import QueryError
from kg.store.base import Result, Solutions, View

_CLASSES: Final = {"actor": ["Actor"], "place": ["Place", "State"]}
_SHOWN: Final = 5
_INSTEAD: Final = "--store FOLDER, or give the IRI"

Labels = dict[str, str]
"""IRI -> label."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Stands where there is no store: what the reference facts tell needs none.

    Attributes:
        base: the IRI that data would be minted under.
    """

    base: str

    def query(self, sparql: str) -> Result:
        raise QueryError("this is looked up in a store, and there is none", hint=_INSTEAD)


Lookup = View | Nowhere
"""Where a value is looked up."""


def resolve(name: str, kind: str, view: Lookup) -> str:
    """The IRI of the one actor or place of this name.

    Tried in turn: a state's ISO 3166 code; the label in the store; a name in the reference facts, where several bear
    it those that the store knows; the label whatever its case; a word of the label ("Lavrov").

    Raises:
        QueryError: nobody, or more than one, bears the name.
    """
    steps = (
        (_by_code_of_reference, _by_reference) if isinstance(view, Nowhere) else (_by_code, _by_label, _by_reference)
    )
    for step in steps:
        if found := step(name, kind, view):
            return _only(name, found)
    if isinstance(view, Nowhere):
        raise QueryError(f"{name!r} is looked up in a store, and there is none", hint=_INSTEAD)
    stored = _labels(kind, view)
    for matches in (_same, _has_word):
        if found := {iri: label for iri, label in stored.items() if matches(name, label)}:
            return _only(name, found)
    raise QueryError(f"no {kind} is called {name!r}", hint=_close(name, stored.values()))


def _only(name: str, found: Labels) -> str:
    if len(found) == 1:
        return next(iter(found))
    several = sorted((label, ns.short(iri)) for iri, label in found.items())
    shown = ", ".join(f"{iri} ({label})" for label, iri in several[:_SHOWN])
    more = f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
    raise QueryError(f"{name!r} may be {shown}{more}", hint="give the IRI")


def _by_code(name: str, kind: str, view: Lookup) -> Labels:
    if not re.fullmatch(r"[A-Z]{3}", name):
        return {}
    return _select(f"?iri kg:countryCode {Literal(name)} ; a kg:State ; rdfs:label ?label", view)


def _by_code_of_reference(name: str, kind: str, view: Lookup) -> Labels:
    from kg import reference

    state = reference.state(name, view.base) if re.fullmatch(r"[A-Z]{3}", name) else None
    return {state.iri: state.label} if state else {}


def _by_label(name: str, kind: str, view: Lookup) -> Labels:
    return _select(f"VALUES ?label {{ {Literal(name)} }} ?iri rdfs:label ?label . {_of_kind(kind)}", view)


def _by_reference(name: str, kind: str, view: Lookup) -> Labels:
    from kg import reference

    look_up = reference.places if kind == "place" else reference.candidates
    found = {c.entity.iri: c.entity.label for c in look_up(name, view.base) if c.how != "contextual"}
    if len(found) < 2:
        return found
    return {iri: label for iri, label in found.items() if _is_stored(iri, view)} or found


def _is_stored(iri: str, view: Lookup) -> bool:
    return bool(_select(f"VALUES ?iri {{ <{iri}> }} ?iri rdfs:label ?label", view))


def _labels(kind: str, view: Lookup) -> Labels:
    """What the shared graphs call their actors or places; those in the graphs of articles are local to them."""
    graphs = (ns.reference_graph(view.base), ns.actors_graph(view.base))
    described = (f"?iri a kg:{name} ; rdfs:label ?label" for name in _CLASSES[kind])
    return _select(" UNION ".join(f"{{ GRAPH <{graph}> {{ {d} }} }}" for d in described for graph in graphs), view)


def _of_kind(kind: str) -> str:
    classes = " ".join(f"kg:{name}" for name in _CLASSES[kind])
    return f"VALUES ?class {{ {classes} }} ?iri a ?class ."


def _select(pattern: str, view: Lookup) -> Labels:
    # A descriptive phrase ("a senior official") is local to its article: the same words elsewhere are somebody else.
    return {iri: label for iri, label in values(f"SELECT ?iri ?label {{ {pattern} }}", view) if "#" not in iri}


def values(select: str, view: Lookup) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT whose variables are all bound to IRIs or literals, as their texts."""
    solutions = view.query(select)
    assert isinstance(solutions, Solutions)
    width = len(solutions.variables)
    for solution in solutions:
        yield tuple(str(getattr(solution[index], "value", "")) for index in range(width))


def _same(name: str, label: str) -> bool:
    return name.casefold() == label.casefold()


def _has_word(name: str, label: str) -> bool:
    return re.search(rf"\b{re.escape(name.casefold())}\b", label.casefold()) is not None


def _close(name: str, labels: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    folded = {label.casefold(): label for label in sorted(labels)}
    # A surname alone is measured against words of labels: against whole ones, short names would be nearer.
    words: dict[str, list[str]] = {}
    for label in folded.values():
        for word in label.casefold().split():
            words.setdefault(word, []).append(label)
    near = get_close_matches(name.casefold(), words, n=2, cutoff=0.75)
    close = [label for word in near for label in words[word]]
    close += [folded[match] for match in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    several = list(dict.fromkeys(close))[:3]
    return f"did you mean {' or '.join(map(repr, several))}?" if several else None
