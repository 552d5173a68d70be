"""What a query of the user's own says that finds nothing without being an error: each told in a line.

Namespaces that are nearly right, graphs that the store has not, days compared with moments.
"""

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg import namespaces as ns
from kg.query.known import iris, prefixes
from kg.store.base import View
from kg.store.opaque import OPAQUE

_NEARLY: Final = {
    "http://w3id.org/geopolitical-kg/": ns.KG,
    "https://www.wikidata.org/entity/": ns.WD,
    "http://schema.org/": ns.SCHEMA,
}
_DAYS: Final = frozenset(ns.KG + name for name in ("earliest", "latest", "publicationDay", "from", "to", "knownUntil"))
_MOMENTS: Final = frozenset({ns.SCHEMA + "datePublished", ns.SCHEMA + "dateModified"})

_NAME: Final = r"(?:<[^<>\s]*>|[A-Za-z][\w.-]*:[\w-]+)"
_HOLDS: Final = re.compile(rf"(?P<property>{_NAME})\s+[?$](?P<variable>\w+)")
_OPERATOR: Final = r"(?:<=|>=|!=|=|<|>)"
_LITERAL: Final = rf"(?:\"[^\"\n]*\"|'[^'\n]*')\^\^(?P<datatype>{_NAME})"
_COMPARED: Final = (
    re.compile(rf"[?$](?P<variable>\w+)\s*{_OPERATOR}\s*{_LITERAL}"),
    re.compile(rf"{_LITERAL}\s*{_OPERATOR}\s*[?$](?P<variable>\w+)"),
)
_DATASET: Final = re.compile(
    rf"""\bFROM\s+(?:NAMED\s+)?(?P<graph>{_NAME}) | (?>{OPAQUE}) | [?$@]\w+ | [\w.-]*:[\w.%-]*""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def doubts(sparql: str, view: View | None = None) -> Iterator[str]:
    """What to tell of a query; of the graphs that it names only where there is a store to look for them."""
    yield from _namespaces(sparql)
    yield from _dates(sparql)
    if view is not None:
        yield from _graphs(sparql, view)


def _namespaces(sparql: str) -> Iterator[str]:
    used = [*prefixes(sparql).values(), *iris(sparql)]
    for wrong, right in _NEARLY.items():
        if any(iri.startswith(wrong) for iri in used):
            yield f"nothing in a store begins with {wrong}: write {right}"


def _dates(sparql: str) -> Iterator[str]:
    declared = {**ns.PREFIXES, **prefixes(sparql)}
    holds = {match["variable"]: _iri(match["property"], declared) for match in _HOLDS.finditer(sparql)}
    compared = {
        (match["variable"], _iri(match["datatype"], declared)): None
        for pattern in _COMPARED
        for match in pattern.finditer(sparql)
    }
    for variable, datatype in compared:
        property = holds.get(variable, "")
        held = f"?{variable} of {ns.short(property)} holds"
        if property in _MOMENTS and datatype == ns.XSD + "date":
            yield f"{held} days with a time, which no day equals: write xsd:date(?{variable})"
        if property in _DAYS and datatype == ns.XSD + "dateTime":
            yield f'{held} days, which no moment equals: write "2024-01-31"^^xsd:date'


def _graphs(sparql: str, view: View) -> Iterator[str]:
    declared = {**ns.PREFIXES, **prefixes(sparql)}
    named = {_iri(match["graph"], declared): None for match in _DATASET.finditer(sparql) if match["graph"]}
    for graph in named:
        if not view.query(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"):
            yield f"the store has no graph <{graph}>"


def _iri(name: str, declared: dict[str, str]) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return declared.get(prefix, "") + local
