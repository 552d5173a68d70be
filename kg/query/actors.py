"""Finds whom a user means: by country code, by label in the store, by another name in the reference facts."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from kg import namespaces as ns
from kg.errors import QueryError, UnknownNameError
from kg.store.base import Name, Result, Solutions, View
from kg.store.ids import literal

_CLASSES: Final = {
    "actor": ["Actor"],
    "actor-or-place": ["Actor", "Place"],
    "place": ["Place", "State"],
    "side": ["Actor"],
}
_NOUNS: Final = {"actor-or-place": "actor or place", "side": "actor"}
_SHOWN: Final = 5
_INSTEAD: Final = "--store FOLDER, or give the IRI"
_OWN: Final = frozenset({"name", "alias", "surname"})
"""Names that are an actor's own; a capital or a metonym is a place as well."""

Labels = dict[str, str]
"""IRI -> label."""


class Nowhere(NamedTuple):
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

    Tried in turn: a state's ISO 3166 code of three letters; a label or another name in the store; a name in the
    reference facts or a code of two letters, where several bear it those that the store knows; a name in the store
    whatever its case; a word of one ("Lavrov"). Where an actor or a place may be meant, an actor's own name is his
    ("Luxembourg"), and what may stand for either ("Kyiv") is for the user to say.

    Raises:
        UnknownNameError: nobody, or more than one, bears the name.
    """
    steps = (_by_code, _by_label, _by_reference) if not isinstance(view, Nowhere) else (_by_code, _by_reference)
    for step in steps:
        if found := step(name, kind, view):
            return _only(name, found)
    if isinstance(view, Nowhere):
        raise QueryError(f"{name!r} is looked up in a store, and there is none", hint=_INSTEAD)
    holding = named_like(name, view, kind)
    for matches in (_same, _has_word):
        if found := {iri: label for iri, label, other in holding if matches(name, other)}:
            return _only(name, found)
    noun = _NOUNS.get(kind, kind)
    hint = _where(name, kind, view) or _close(name, _names(kind, view, view.names.near(name) if view.names else None))
    raise UnknownNameError(f"no {noun} is called {name!r}", hint=hint)


def _only(name: str, found: Labels) -> str:
    if len(found) == 1:
        return next(iter(found))
    several = sorted((label, ns.short(iri)) for iri, label in found.items())
    shown = ", ".join(f"{iri} ({label})" for label, iri in several[:_SHOWN])
    more = f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
    raise UnknownNameError(f"{name!r} may be {shown}{more}", hint="give the IRI")


def _by_code(name: str, kind: str, view: Lookup) -> Labels:
    if not re.fullmatch(r"[A-Z]{3}", name):
        return {}
    if not isinstance(view, Nowhere):
        found = _select(f"?iri kg:countryCode {literal(name)} ; a kg:State ; rdfs:label ?label", view)
        if found:
            return found
    from kg import reference  # it opens a file, which a code that the store knows need not wait for

    state = reference.state(name, view.base)
    return {state.iri: state.label} if state else {}


def _by_label(name: str, kind: str, view: Lookup) -> Labels:
    called = f"VALUES ?name {{ {literal(name)} }} ?iri rdfs:label|skos:altLabel ?name ; rdfs:label ?label ."
    found = _select(f"{called} {_of_classes(_CLASSES[kind])}", view)
    if kind != "actor-or-place" or not found:
        return found
    actors = _select(f"{called} {_of_classes(_CLASSES['actor'])}", view)
    return actors or _known(found | _by_reference(name, kind, view), view)


def _by_reference(name: str, kind: str, view: Lookup) -> Labels:
    from kg import reference

    state = reference.state_of_alpha2(name, view.base) if re.fullmatch(r"[A-Z]{2}", name) else None
    found: Labels = {state.iri: state.label} if state else {}
    if kind != "place":
        known = [c for c in reference.candidates(name, view.base) if c.how != "contextual"]
        found |= {c.entity.iri: c.entity.label for c in known}
        if kind == "actor-or-place" and (state or {c.how for c in known} & _OWN):
            return _known(found, view)
    if kind in ("actor-or-place", "place"):
        found |= {c.entity.iri: c.entity.label for c in reference.places(name, view.base)}
    return _known(found, view)


def _known(found: Labels, view: Lookup) -> Labels:
    """Where there are several, those that the store knows."""
    if len(found) < 2 or isinstance(view, Nowhere):
        return found
    return {iri: label for iri, label in found.items() if _is_stored(iri, view)} or found


def _where(name: str, kind: str, view: Lookup) -> str | None:
    """What to tell of a place that is given for an actor."""
    from kg import reference

    if kind not in ("actor", "side") or not reference.places(name, view.base):
        return None
    return f"it is a place: ask at-place with place={name}, or who-said with about={name}"


def _is_stored(iri: str, view: Lookup) -> bool:
    return bool(_select(f"VALUES ?iri {{ <{iri}> }} ?iri rdfs:label ?label", view))


def named_like(name: str, view: View, kind: str = "actor-or-place") -> list[tuple[str, str, str]]:
    """IRI, label and each name of the actors or places that may have these letters in one of theirs."""
    return _names(kind, view, view.names.holding(name) if view.names else None)


def _names(kind: str, view: View, among: Iterable[Name] | None) -> list[tuple[str, str, str]]:
    """IRI, label and each name of the actors or places in the shared graphs; those of one article are its own.

    Of ``among`` alone, where an index tells which come into question.
    """
    if among is not None:
        return list(_described_names(kind, view, among))
    graphs = (ns.reference_graph(view.base), ns.actors_graph(view.base))
    described = (f"?iri a kg:{name} ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name" for name in _CLASSES[kind])
    pattern = " UNION ".join(f"{{ GRAPH <{graph}> {{ {d} }} }}" for d in described for graph in graphs)
    found = values(f"SELECT ?iri ?label ?name {{ {pattern} }}", view)
    return [(iri, label, name) for iri, label, name in found if "#" not in iri]


def _described_names(kind: str, view: View, among: Iterable[Name]) -> Iterator[tuple[str, str, str]]:
    """The same of some, described one by one: a query with thousands of them takes seconds."""
    classes = {ns.KG + name for name in _CLASSES[kind]}
    for iri in sorted({iri for iri, _ in among}):
        told: dict[str, list[str]] = {}
        for quad in view.described([iri]):
            told.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
        label = min(told.get(ns.RDFS + "label", ()), default=None)
        if label is not None and classes & set(told.get(ns.RDF + "type", ())) and "#" not in iri:
            for name in (*told[ns.RDFS + "label"], *told.get(ns.SKOS + "altLabel", ())):
                yield iri, label, name


def _of_classes(names: Iterable[str]) -> str:
    return f"VALUES ?class {{ {' '.join(f'kg:{name}' for name in names)} }} ?iri a ?class ."


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


def label_of(iri: str, view: Lookup) -> str | None:
    """The name of something, the first where it has several; None where it has none."""
    found = values(f"SELECT ?label {{ {NamedNode(iri)} rdfs:label ?label }} ORDER BY ?label", view)
    return next((label for (label,) in found), None)


def _same(name: str, label: str) -> bool:
    return name.casefold() == label.casefold()


def _has_word(name: str, label: str) -> bool:
    return re.search(rf"\b{re.escape(name.casefold())}\b", label.casefold()) is not None


def _close(name: str, stored: Iterable[tuple[str, str, str]]) -> str | None:
    """Labels of those with a name much like this one."""
    from difflib import get_close_matches

    folded = {other.casefold(): label for _, label, other in sorted(stored, key=lambda each: each[1:])}
    # A surname alone is measured against words of names: against whole ones, short names would be nearer.
    words: dict[str, list[str]] = {}
    for other, label in folded.items():
        for word in other.split():
            words.setdefault(word, []).append(label)
    near = get_close_matches(name.casefold(), words, n=2, cutoff=0.75)
    close = [label for word in near for label in words[word]]
    close += [folded[match] for match in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    several = list(dict.fromkeys(close))[:3]
    return f"did you mean {' or '.join(map(repr, several))}?" if several else None
