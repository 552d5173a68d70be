"""The closed vocabulary of data: SHACL alone lets a misspelt class or property pass, so that these come first."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg import namespaces as ns
from kg import resources
from kg.shapes.model import SHAPES, Problem

_TYPE: Final = ns.RDF + "type"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_CLASSES: Final = {_OWL + "Class", ns.RDFS + "Class"}
_PROPERTIES: Final = {
    _OWL + "ObjectProperty",
    _OWL + "DatatypeProperty",
    _OWL + "AnnotationProperty",
    ns.RDF + "Property",
}
_CONCEPTS: Final = {ns.SKOS + "Concept"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that data may use.

    Attributes:
        classes, properties, concepts: of our own namespaces, as the ontology defines them.
        foreign: classes and properties of others, those of ontology/foreign-terms.csv that are marked for data.
        schemes: concept scheme -> its concepts, in order.
        code_lists: property -> the schemes that its values come from.
        broader: concept -> the one above it; for a mode its event type.
    """

    classes: frozenset[str]
    properties: frozenset[str]
    concepts: frozenset[str]
    foreign: frozenset[str]
    schemes: dict[str, tuple[str, ...]]
    code_lists: dict[str, tuple[str, ...]]
    broader: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the ontology that is installed, read once a process."""
    kinds: dict[str, set[str]] = {"classes": set(), "properties": set(), "concepts": set()}
    schemes: dict[str, set[str]] = {}
    lists: dict[str, set[str]] = {}
    broader: dict[str, str] = {}
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
                continue
            term, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
            if predicate == _TYPE and term.startswith(ns.KG):
                for kind, markers in (("classes", _CLASSES), ("properties", _PROPERTIES), ("concepts", _CONCEPTS)):
                    if value in markers:
                        kinds[kind].add(term)
            elif predicate == ns.SKOS + "inScheme":
                schemes.setdefault(value, set()).add(term)
            elif predicate == ns.SKOS + "broader":
                broader[term] = value
            elif predicate == ns.KG + "codeList":
                lists.setdefault(term, set()).add(value)
    return Vocabulary(
        **{kind: frozenset(terms) for kind, terms in kinds.items()},
        foreign=_foreign(),
        schemes={scheme: tuple(sorted(concepts)) for scheme, concepts in schemes.items()},
        code_lists={term: tuple(sorted(names)) for term, names in lists.items()},
        broader=broader,
    )


def _foreign() -> frozenset[str]:
    with resources.path("ontology", "foreign-terms.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["iri"] for row in csv.DictReader(file) if row["data"] == "yes")


def undefined_terms(triples: Iterable[Triple]) -> Iterator[Problem]:
    """A Violation for each use of a term of ours that is not defined, or of a foreign one that is not allowed."""
    known = vocabulary()
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        focus = subject.value if isinstance(subject, NamedNode) else str(subject)
        if predicate not in known.properties and predicate not in known.foreign:
            yield _problem(focus, predicate, None, predicate, known.properties, "property")
        if not isinstance(value, NamedNode):
            continue
        if predicate == _TYPE:
            if value.value not in known.classes and value.value not in known.foreign:
                yield _problem(focus, predicate, value, value.value, known.classes, "class")
        elif value.value.startswith(ns.REFERENCE) or predicate.startswith(ns.VOID):
            continue
        elif value.value.startswith(ns.KG) and value.value not in known.concepts:
            yield _problem(focus, predicate, value, value.value, known.concepts, "code")


def _problem(focus: str, path: str, value: NamedNode | None, term: str, known: frozenset[str], kind: str) -> Problem:
    if term.startswith(ns.KG):
        near = get_close_matches(term, known, n=1, cutoff=0.9)
        hint = f"did you mean {ns.short(near[0])}?" if near else "see ontology/ for those that are defined"
        message, check = f"The ontology defines no {kind} {ns.short(term)}: {hint}", "UndefinedTermCheck"
    else:
        message = f"{ns.short(term)} is not among the foreign terms of data: see ontology/foreign-terms.csv"
        check = "ForeignTermCheck"
    return Problem("Violation", focus, path, str(value) if value else None, SHAPES + check, message)
