"""Who is in a store: every actor and place that articles share, with what names it, and how often."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from kg import namespaces as ns
from kg import reference
from kg.curation.model import Decisions
from kg.errors import MissingTextError
from kg.graph import read_facts
from kg.query.actors import values
from kg.reference.model import Entity
from kg.reference.names import key
from kg.store import View

_NONE = ("position", "sanction-regime")


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor or place of a store.

    Attributes:
        of: label of the state or body that it belongs to.
        also: other names.
        facts: how many name it, in whatever role; as a side too.
        articles: how many mention it, or were published by it.
        called: the name by which a search found it, where that is none of the above.
    """

    entity: Entity
    of: str | None
    also: tuple[str, ...]
    facts: int
    articles: int
    called: str | None = None


def listed(view: View) -> list[Listed]:
    """The actors and places of a store, those in most articles first; phrases that are local to an article are none."""
    quads = [q for name in (ns.reference_graph, ns.actors_graph) for q in view.quads(name(view.base))]
    entities = read_facts(quads, "").entities
    labels = {entity.iri: entity.label for entity in entities}
    also: dict[str, list[str]] = {}
    for quad in quads:
        if quad.predicate.value == f"{ns.SKOS}altLabel" and isinstance(quad.object, Literal):
            also.setdefault(quad.subject.value, []).append(quad.object.value)  # type: ignore[union-attr]
    facts = _counted(view, "?x kg:accordingTo ?voice ; ?role ?who")
    articles = _counted(view, "{ ?x kg:mentions ?who } UNION { ?x schema:publisher ?who }")
    found = [
        Listed(
            entity,
            labels.get(side) if (side := _side(entity)) else None,
            tuple(sorted(also.get(entity.iri, ()))),
            facts.get(entity.iri, 0),
            articles.get(entity.iri, 0),
        )
        for entity in entities
        if entity.type not in _NONE
    ]
    return sorted(found, key=lambda one: (-one.articles, -one.facts, one.entity.label, one.entity.iri))


def _side(entity: Entity) -> str | None:
    """The state or body of somebody; a state is nobody's."""
    return next((iri for iri in (entity.state, entity.body) if iri and iri != entity.iri), None)


def _counted(view: View, pattern: str) -> dict[str, int]:
    found = values(f"SELECT ?who (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} FILTER(isIRI(?who)) }} GROUP BY ?who", view)
    return {who: int(number) for who, number in found}


def search(view: View, text: str, among: list[Listed], decisions: Decisions) -> Iterator[Listed]:
    """Those of whom a text is a name, or the beginning of a word in one.

    Looked for in labels and other names, in what the reference facts call somebody, and in the words by which articles
    mention somebody, as far as their texts are kept here; ``decisions`` tell who is meant by them.
    """
    wanted = key(text)
    if not wanted:
        return
    meant = {c.entity.iri for look in (reference.candidates, reference.places) for c in look(text, view.base)}
    mentioned: dict[str, str] | None = None
    for one in among:
        names = (one.entity.label, *one.also)
        if any(_begins(wanted, name) for name in names) or one.entity.iri in meant:
            yield one
            continue
        if mentioned is None:
            mentioned = _mentioned(view, wanted, decisions)
        if called := mentioned.get(one.entity.iri):
            yield replace(one, called=called)


def _begins(wanted: str, name: str) -> bool:
    return f" {wanted}" in f" {key(name)}"


def _mentioned(view: View, wanted: str, decisions: Decisions) -> dict[str, str]:
    """IRI -> a name by which some article mentions it, that has the wanted words."""
    found: dict[str, str] = {}
    for article, sha in sorted(values("SELECT ?a ?sha { ?a kg:keptText ?sha }", view)):
        try:
            record = json.loads(view.kept(sha))
        except MissingTextError:
            continue
        for mention in record["mentions"]:
            if mention["kind"] == "name" and _begins(wanted, mention["text"]):
                found.setdefault(decisions.now(mention["actor"], article), mention["text"])
    return found
