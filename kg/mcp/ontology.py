"""The ontology on a page that fits into an assistant's window: a line for each class, property and code."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns
from kg.store.ontology import quads

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_KINDS: Final = {
    "Classes": (f"{_OWL}Class",),
    "Properties": (f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty"),
}
_SCHEME: Final = f"{ns.SKOS}inScheme"
_CODE_LIST: Final = f"{ns.KG}codeList"
_READ: Final = """\
# The ontology

Prefixes: kg: <https://w3id.org/geopolitical-kg/>, code: <https://w3id.org/geopolitical-kg/code/>, \
plover: <https://w3id.org/geopolitical-kg/plover/>, wd: Wikidata, ref: reference data of kg.

Ways through the graph:
- a fact (kg:Statement, kg:EventDescription, kg:SanctionDescription by its subclasses) -> kg:article, its article
- -> kg:accordingTo: the article where it vouches itself, else the statement that claims it
- -> kg:evidence / kg:exact: the words that say so
- article -> schema:headline, schema:url, kg:publicationDay, schema:publisher / rdfs:label
- actors and places -> rdfs:label, skos:altLabel
"""

_Told = dict[str, dict[str, list[str]]]
"""Subject -> predicate -> values."""


@cache
def ontology() -> str:
    """The ontology in Markdown."""
    told = _read()
    parts = [_READ]
    for heading, kinds in _KINDS.items():
        ours = [iri for iri in sorted(told) if iri.startswith(ns.KG) and _is_of(told[iri], kinds)]
        parts.append(f"## {heading}\n\n" + "\n".join(_term(iri, told) for iri in ours if _said(told[iri])) + "\n")
    parts.append("## Codes\n")
    parts += (_scheme(iri, told) for iri in sorted(told) if _is_of(told[iri], (f"{ns.SKOS}ConceptScheme",)))
    return "\n".join(parts)


def _read() -> _Told:
    told: _Told = {}
    for quad in quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return told


def _is_of(of: dict[str, list[str]], kinds: Iterable[str]) -> bool:
    return not set(kinds).isdisjoint(of.get(f"{ns.RDF}type", ()))


def _said(of: dict[str, list[str]]) -> str:
    return of.get(f"{ns.SKOS}definition", [""])[0]


def _term(iri: str, told: _Told) -> str:
    """A class or a property: what it is, what it is below, from what to what it leads."""
    of = told[iri]
    return f"- {ns.short(iri)}{''.join(_relations(of))}: {_said(of)}"


def _relations(of: dict[str, list[str]]) -> Iterator[str]:
    for predicate, sign in (
        (f"{ns.RDFS}subClassOf", " < "),
        (f"{ns.RDFS}subPropertyOf", " < "),
        (f"{ns.RDFS}domain", " of "),
        (f"{ns.RDFS}range", " -> "),
        (_CODE_LIST, " in "),
    ):
        if named := [ns.short(each) for each in of.get(predicate, ())]:
            yield sign + ", ".join(named)


def _scheme(iri: str, told: _Told) -> str:
    concepts = [each for each in sorted(told) if iri in told[each].get(_SCHEME, ())]
    lines = [f"- {ns.short(each)}: {_said(told[each])}" for each in concepts]
    return f"### {ns.short(iri)}\n\n" + "\n".join(lines) + "\n"
