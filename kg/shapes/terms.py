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
_SCHEME: Final = ns.SKOS + "inScheme"
_BROADER: Final = ns.SKOS + "broader"
_LIST: Final = ns.KG + "codeList"
_RANGE: Final = ns.RDFS + "range"
_BELOW: Final = ns.RDFS + "subClassOf"
_SAID: Final = (_SCHEME, _BROADER, _LIST, _RANGE, _BELOW)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that data may use.

    Attributes:
        classes, properties, concepts: of our own namespaces, as the ontology defines them.
        foreign: classes and properties of others, those of ontology/foreign-terms.csv that are marked for data.
        schemes: concept scheme -> its concepts, in order.
        code_lists: property -> the schemes that its values come from.
        broader: concept -> the one above it; for a mode its event type.
        ranges: property of ours -> the classes that its values are of.
        above: class of ours -> all classes above it, and itself.
    """

    classes: frozenset[str]
    properties: frozenset[str]
    concepts: frozenset[str]
    foreign: frozenset[str]
    schemes: dict[str, tuple[str, ...]]
    code_lists: dict[str, tuple[str, ...]]
    broader: dict[str, str]
    ranges: dict[str, frozenset[str]]
    above: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the ontology that is installed, read once a process."""
    kinds: dict[str, set[str]] = {"classes": set(), "properties": set(), "concepts": set()}
    said: dict[str, dict[str, set[str]]] = {predicate: {} for predicate in _SAID}
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
                continue
            term, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
            if predicate == _TYPE and term.startswith(ns.KG):
                for kind, markers in (("classes", _CLASSES), ("properties", _PROPERTIES), ("concepts", _CONCEPTS)):
                    if value in markers:
                        kinds[kind].add(term)
            elif predicate in said:
                said[predicate].setdefault(term, set()).add(value)
    schemes: dict[str, set[str]] = {}
    for concept, names in said[_SCHEME].items():
        for name in names:
            schemes.setdefault(name, set()).add(concept)
    return Vocabulary(
        **{kind: frozenset(terms) for kind, terms in kinds.items()},
        foreign=_foreign(),
        schemes={scheme: tuple(sorted(concepts)) for scheme, concepts in schemes.items()},
        code_lists={term: tuple(sorted(names)) for term, names in said[_LIST].items()},
        broader={term: min(above) for term, above in said[_BROADER].items()},
        ranges={term: frozenset(classes) for term, classes in said[_RANGE].items() if classes <= kinds["classes"]},
        above={term: frozenset(_upward(term, said[_BELOW])) for term in kinds["classes"]},
    )


def _upward(term: str, parents: dict[str, set[str]]) -> set[str]:
    found, todo = {term}, [term]
    while todo:
        todo = [above for below in todo for above in parents.get(below, ()) if above not in found]
        found.update(todo)
    return found


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
    return Problem("Violation", focus, path, str(value) if value else None, SHAPES + check, message, "code")
