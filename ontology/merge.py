"""Writes what an editor opens without the network, both made of the modules: ``kg-merged.owl``, ``catalog-v001.xml``.

``python ontology/merge.py`` writes both; with ``--check`` it names those that are not current and exits 1. The merged
file is ``kg.ttl`` with what it imports, in RDF/XML, which every OWL tool reads; the catalogue tells Protégé where the
imports lie. The merged file is no ``.ttl``, so that what reads all modules does not read them twice.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
MERGED = "kg-merged.owl"
CATALOGUE = "catalog-v001.xml"
MASTER = URIRef("https://w3id.org/geopolitical-kg/")
TERMS_OF_USE = (DCTERMS.license, DCTERMS.rights, DCTERMS.rightsHolder, DCTERMS.source, DCTERMS.contributor)
"""What the header of the merged file takes over from those of the modules."""

_ROOT = re.compile(r"<rdf:RDF([^>]*)>")
_PREFIXES = {
    "dcterms": str(DCTERMS),
    "kg": str(MASTER),
    "owl": str(OWL),
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
}


def modules() -> dict[URIRef, tuple[str, Graph]]:
    """Ontology IRI -> its file's name and its triples, for each Turtle file beside this one."""
    found = {}
    for path in sorted(HERE.glob("*.ttl")):
        graph = Graph().parse(path)
        (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
        assert isinstance(ontology, URIRef)
        found[ontology] = (path.name, graph)
    return found


def merged() -> str:
    """The master and what it imports as one ontology in RDF/XML, the same text for the same triples."""
    read = modules()
    _, master = read[MASTER]
    imported = [iri for iri in master.objects(MASTER, OWL.imports) if isinstance(iri, URIRef)]
    whole = Graph()
    for ontology in (MASTER, *imported):
        for subject, predicate, value in read[ontology][1]:
            if subject == ontology != MASTER:
                if predicate in TERMS_OF_USE:
                    whole.add((MASTER, predicate, value))
            elif predicate != OWL.imports:
                whole.add((subject, predicate, value))
    return _rdf_xml(whole)


def catalogue() -> str:
    """OASIS XML catalogue: ontology IRI and version IRI of each file."""
    lines = ['<?xml version="1.0" encoding="UTF-8" standalone="no"?>']
    lines += ['<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">']
    for ontology, (name, graph) in modules().items():
        for iri in (ontology, graph.value(ontology, OWL.versionIRI)):
            lines.append(f"    <uri name={quoteattr(str(iri))} uri={quoteattr(name)}/>")
    return "\n".join([*lines, "</catalog>", ""])


def _rdf_xml(graph: Graph) -> str:
    names = _blank_names(graph)

    def term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        if isinstance(node, BNode):
            return ox.BlankNode(names[node])
        if isinstance(node, Literal):
            if node.language:
                return ox.Literal(str(node), language=node.language)
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
        return ox.NamedNode(str(node))

    triples = [ox.Triple(*(term(node) for node in triple)) for triple in graph]
    ordered = sorted(triples, key=lambda t: (isinstance(t.subject, ox.BlankNode), str(t)))
    written = ox.serialize(ordered, format=ox.RdfFormat.RDF_XML, prefixes=_PREFIXES)
    assert written is not None
    return _ROOT.sub(_in_order, written.decode("utf-8"), count=1) + "\n"


def _in_order(root: re.Match[str]) -> str:
    """The namespaces of the root element sorted: the serialiser has them in no order."""
    return "<rdf:RDF" + "".join(f"\n    {name}" for name in sorted(root[1].split())) + ">"


def _blank_names(graph: Graph) -> dict[Node, str]:
    """A name for each restriction: of the class that it restricts and of its place among those of that class."""
    keys = {
        value: (str(subject), *sorted(map(str, graph.objects(value))))
        for subject, _, value in graph
        if isinstance(value, BNode)
    }
    return {node: f"r{number}" for number, node in enumerate(sorted(keys, key=keys.__getitem__))}


def main(arguments: Iterable[str]) -> int:
    check, stale = "--check" in list(arguments), 0
    for name, text in ((MERGED, merged()), (CATALOGUE, catalogue())):
        path = HERE / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        if check:
            sys.stderr.write(f"{path}: not current; run python ontology/merge.py\n")
        else:
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
