"""One normal form for the Turtle files of the ontology, so that a diff shows what changed and nothing else.

``python ontology/normalise.py FILE...`` rewrites files; with ``--check`` it names those that differ and exits 1.
Comments do not survive: what is worth saying is an annotation. Blank nodes must be trees (restrictions, lists).
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

WIDTH = 116
FIRST = (
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.notation,
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.example,
    SKOS.editorialNote,
    SKOS.historyNote,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
)
LAST = (SKOS.inScheme, RDFS.isDefinedBy)
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")


class Writer:
    """Writes one graph; every order is by rank, then by what is written, never by chance."""

    def __init__(self, graph: Graph, prefixes: dict[str, str]) -> None:
        self.graph = graph
        self.prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self.used: dict[str, str] = {}

    def text(self) -> str:
        subjects = sorted((s for s in set(self.graph.subjects()) if not isinstance(s, BNode)), key=self._subject_rank)
        blocks = [f"{self.term(subject)} {self._body(subject)} .\n" for subject in subjects]
        head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self.used.items()))
        return "\n".join([head, *blocks])

    def term(self, node: Node) -> str:
        if isinstance(node, URIRef):
            return self._iri(node)
        if isinstance(node, Literal):
            return self._literal(node)
        return self._blank(node)

    def _iri(self, iri: URIRef) -> str:
        for prefix, namespace in self.prefixes:
            local = iri.removeprefix(namespace)
            if local != iri and (not local or _LOCAL.fullmatch(local)):
                self.used[prefix] = namespace
                return f"{prefix}:{local}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        written = literal._literal_n3(use_plain=True, qname_callback=lambda datatype: self._iri(URIRef(datatype)))
        return str(written)

    def _blank(self, node: Node) -> str:
        if node == RDF.nil or (node, RDF.first, None) in self.graph:
            return f"( {' '.join(self.term(item) for item in Collection(self.graph, node))} )"
        parts = [f"{self._predicate(p)} {', '.join(self._objects(node, p))}" for p in self._predicates(node)]
        return f"[ {' ; '.join(parts)} ]"

    def _body(self, subject: Node) -> str:
        return " ;\n    ".join(self._line(subject, predicate) for predicate in self._predicates(subject))

    def _line(self, subject: Node, predicate: Node) -> str:
        name, objects = self._predicate(predicate), self._objects(subject, predicate)
        line = f"{name} {', '.join(objects)}"
        if len(objects) == 1 or len(line) <= WIDTH:
            return line
        return f"{name}\n        " + ",\n        ".join(objects)

    def _predicate(self, predicate: Node) -> str:
        return "a" if predicate == RDF.type else self.term(predicate)

    def _predicates(self, subject: Node) -> list[Node]:
        return sorted(set(self.graph.predicates(subject)), key=_predicate_rank)

    def _objects(self, subject: Node, predicate: Node) -> list[str]:
        return sorted(self.term(value) for value in self.graph.objects(subject, predicate))

    def _subject_rank(self, subject: Node) -> tuple[int, str]:
        types = set(self.graph.objects(subject, RDF.type))
        rank = 0 if OWL.Ontology in types else 1 if OWL.Class in types else 2 if types & PROPERTIES else 3
        return rank, str(subject)


def _predicate_rank(predicate: Node) -> tuple[int, int, str]:
    if predicate in FIRST:
        return 0, FIRST.index(predicate), ""
    if predicate in LAST:
        return 2, LAST.index(predicate), ""
    return 1, 0, str(predicate)


def normal_form(turtle: str) -> str:
    """The normal form of a Turtle text: its own prefixes, as far as used.

    Raises:
        ValueError: a blank node is shared or stands on a circle, so that it has no place of its own.
    """
    graph = Graph(bind_namespaces="none").parse(data=turtle, format="turtle")
    for node in (s for s in set(graph.subjects()) if isinstance(s, BNode)):
        if len(list(graph.subject_predicates(node))) != 1:
            raise ValueError("a blank node must stand in exactly one place")
    return Writer(graph, {prefix: str(iri) for prefix, iri in graph.namespaces()}).text()


def main(arguments: Iterable[str]) -> int:
    check = "--check" in (arguments := list(arguments))
    changed = 0
    for path in (Path(name) for name in arguments if name != "--check"):
        before = path.read_text("utf-8")
        after = normal_form(before)
        if before == after:
            continue
        changed += 1
        if check:
            sys.stderr.write(f"{path}: not in normal form; run python ontology/normalise.py {path}\n")
        else:
            path.write_text(after, "utf-8")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
