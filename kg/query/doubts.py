"""What a query of the user's own says that finds nothing without being an error: each told in a line.

Namespaces that are nearly right, graphs that the store has not, days compared with moments.
"""

import re
from collections.abc import Iterator
from typing import Final

from kg import namespaces as ns
from kg.query.known import iris, prefixes
from kg.store.base import View
from kg.store.opaque import OPAQUE, names_dataset

_NEARLY: Final = {
    "http://w3id.org/geopolitical-kg/": ns.KG,
    "https://www.wikidata.org/entity/": ns.WD,
    "http://schema.org/": ns.SCHEMA,
}
_DAYS: Final = frozenset(ns.KG + name for name in ("earliest", "latest", "publicationDay", "from", "to", "knownUntil"))
_MOMENTS: Final = frozenset({ns.SCHEMA + "datePublished", ns.SCHEMA + "dateModified"})

_NAME: Final = r"(?:<[^<>\"{}|^`\\\s]*>|[A-Za-z][\w.-]*:[\w-]+)"
# Compiled where a query has what they look for: these take longer to compile than most queries run.
_HOLDS: Final = rf"(?P<property>{_NAME})\s+[?$](?P<variable>\w+)"
_OPERATOR: Final = r"(?:<=|>=|!=|=|<|>)"
_VALUE: Final = rf"(?:(?:\"[^\"\n]*\"|'[^'\n]*')\^\^(?P<datatype>{_NAME})|(?i:NOW)\s*\(\s*\))"
_COMPARED: Final = (
    rf"[?$](?P<variable>\w+)\s*{_OPERATOR}\s*{_VALUE}",
    rf"{_VALUE}\s*{_OPERATOR}\s*[?$](?P<variable>\w+)",
)
_DATASET: Final = rf"""(?xsi)
    \bFROM\s+(?:NAMED\s+)?(?P<graph>{_NAME}) | (?>{OPAQUE}) | [?$@]\w+ | [\w.-]*:[\w.%-]*"""


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
    if "^^" not in sparql and "now" not in sparql.lower():
        return
    declared = {**ns.PREFIXES, **prefixes(sparql)}
    holds = {match["variable"]: _iri(match["property"], declared) for match in re.finditer(_HOLDS, sparql)}
    compared = (match for pattern in _COMPARED for match in re.finditer(pattern, sparql))
    pairs = {(match["variable"], _iri(match["datatype"], declared)): None for match in compared}
    for variable, datatype in pairs:
        property = holds.get(variable, "")
        held = f"?{variable} of {ns.short(property)} holds"
        if property in _MOMENTS and datatype == ns.XSD + "date":
            yield f"{held} days with a time, which no day equals: write xsd:date(?{variable})"
        if property in _DAYS and datatype == ns.XSD + "dateTime":
            yield f'{held} days, which no moment equals: write "2024-01-31"^^xsd:date'


def _graphs(sparql: str, view: View) -> Iterator[str]:
    if not names_dataset(sparql):
        return
    declared = {**ns.PREFIXES, **prefixes(sparql)}
    named = {_iri(match["graph"], declared): None for match in re.finditer(_DATASET, sparql) if match["graph"]}
    for graph in named:
        # What is no IRI, the engine refuses.
        if ":" in graph and not view.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            yield f"the store has no graph <{graph}>"


def _iri(name: str | None, declared: dict[str, str]) -> str:
    """A name in full; None is NOW()'s datatype."""
    if name is None:
        return ns.XSD + "dateTime"
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return declared.get(prefix, "") + local
