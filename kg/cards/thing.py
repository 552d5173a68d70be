"""Anything with an IRI that is no fact: an actor, a place, a post, a term of the ontology."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns
from kg.errors import UsageError
from kg.query.terms import iri as written_iri
from kg.store import View

_MOST: Final = 1000
"""Facts and articles are counted as far as that: to count all takes as long as there are many."""

_PROPERTIES: Final = 500
_LABELS: Final = tuple(ns.RDFS + "label" if name == "label" else ns.SKOS + name for name in ("label", "prefLabel"))


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text, its IRI where it has one, and whether the store tells more of that."""

    text: str
    iri: str | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What the store says of it.

    Attributes:
        label: its name, else its IRI with a prefix.
        kinds: its classes, by their names.
        properties: name of a property -> its values.
        facts, articles: how many name it; no more than 1,000 are counted.
        is_actor: whether the library can be asked for it as an actor.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    facts: int
    articles: int
    is_actor: bool


def thing(view: View, iri: str) -> Thing:
    """What the store says of an IRI, which may have a prefix (wd:Q159).

    Raises:
        UsageError: it is no IRI, or the store says nothing of it.
    """
    node = written_iri(iri)
    if node is None:
        raise UsageError(f"{iri[:200]!r} is no IRI")
    told: dict[str, list[Value]] = {}
    for predicate, value in _told(view, node):
        told.setdefault(predicate, []).append(value)
    if not told:
        raise UsageError(f"the store says nothing of <{node.value}>")
    kinds = tuple(value.text for value in told.get(ns.RDF + "type", ()))
    label = next((value.text for name in _LABELS for value in told.get(name, ())), ns.short(node.value))
    return Thing(
        node.value,
        label,
        kinds,
        tuple((re.split(r"[/#]", name)[-1], tuple(values)) for name, values in told.items()),
        _number(view, f"?x ?p {node} ; kg:evidence ?e"),
        _number(view, f"?x kg:mentions {node}"),
        "Actor" in kinds,
    )


def _told(view: View, node: NamedNode) -> Iterator[tuple[str, Value]]:
    found = view.query(
        f"SELECT DISTINCT ?p ?o ?label (EXISTS {{ ?o ?any ?thing }} AS ?told) WHERE {{"
        f" {node} ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}"
        f" ORDER BY ?p ?o ?label LIMIT {_PROPERTIES}"
    )
    seen: set[tuple[str, str]] = set()
    for row in found:  # type: ignore[union-attr]
        predicate, value, label = row["p"].value, row["o"], row["label"]
        if (predicate, str(value)) in seen:
            continue
        seen.add((predicate, str(value)))
        if isinstance(value, Literal):
            yield predicate, Value(value.value)
        elif isinstance(value, NamedNode):
            text = ns.value(value.value) or (label.value if label is not None else ns.short(value.value))
            yield predicate, Value(text, value.value, row["told"].value == "true")


def _number(view: View, pattern: str) -> int:
    return len(list(view.query(f"SELECT DISTINCT ?x WHERE {{ {pattern} }} LIMIT {_MOST}")))  # type: ignore[arg-type]
