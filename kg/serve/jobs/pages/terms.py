"""The terms of the ontology, for the completion of the editor."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.serve.jobs import Written
from kg.serve.sink import Sink
from kg.store import ontology
from kg.store.embedded import EmbeddedView

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_KINDS: Final = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{_OWL}AnnotationProperty": "property",
    f"{ns.SKOS}Concept": "code",
}
_LABELS: Final = (f"{ns.RDFS}label", f"{ns.SKOS}prefLabel")
_DEFINITIONS: Final = (f"{ns.SKOS}definition", f"{ns.RDFS}comment")


def terms(view: EmbeddedView, sink: Sink) -> Written:
    """Our prefixes, and each class, property and code with its name, label and definition."""
    quads = list(view.quads(ns.ONTOLOGY_GRAPH)) or list(ontology.quads())
    told = {"prefixes": ns.PREFIXES, "terms": list(_terms(quads))}
    sink.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    return Written("application/json")


def _terms(quads: Iterable[Quad]) -> Iterator[dict[str, str]]:
    kinds: dict[str, str] = {}
    told: dict[tuple[str, str], str] = {}
    for subject, predicate, value, _ in quads:
        if not isinstance(subject, NamedNode):
            continue
        if isinstance(value, NamedNode) and predicate.value == f"{ns.RDF}type" and value.value in _KINDS:
            kinds[subject.value] = _KINDS[value.value]
        elif isinstance(value, Literal):
            key = (subject.value, predicate.value)
            told[key] = min(told.get(key, value.value), value.value)
    for iri, kind in sorted(kinds.items()):
        label, definition = (
            next((told[iri, name] for name in names if (iri, name) in told), "") for names in (_LABELS, _DEFINITIONS)
        )
        yield {"iri": iri, "name": ns.short(iri), "kind": kind, "label": label, "definition": definition}
