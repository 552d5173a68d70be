"""Who is a party to international affairs, a side: only from one, and to one, do facts go."""

from typing import Final

from pyoxigraph import NamedNode

from kg import namespaces as ns
from kg.query.actors import Lookup, Nowhere, values

_NO_SIDES: Final = {
    "person": "a person",
    "organisation": "an organisation",
    "government-body": "a government body",
    "party": "a party",
    "company": "a company",
    "media-outlet": "a media outlet",
    "group": "a group",
    "position": "a post",
    "place": "a place",
    "sanction-regime": "a programme of sanctions",
}
"""Entity type -> what to call it, of those that are no side of their own."""


def why_none(iri: str, view: Lookup) -> str | None:
    """What to tell of an actor who is no side of his own; None of one who is, and of one of whom nothing is known."""
    if not isinstance(view, Nowhere) and view.query(f"ASK {{ ?fact kg:fromSide|kg:toSide {NamedNode(iri)} }}"):
        return None
    label, kind = _described(iri, view)
    noun = _NO_SIDES.get(kind or "")
    return f"{label} is {noun} and no side" if noun else None


def _described(iri: str, view: Lookup) -> tuple[str, str | None]:
    """Label and entity type, by the store, else by the reference facts."""
    from kg import reference
    from kg.graph.terms import CLASSES

    if not isinstance(view, Nowhere):
        types = {ns.KG + name: type for type, name in CLASSES.items()}
        asked = f"SELECT ?label ?class {{ {NamedNode(iri)} rdfs:label ?label ; a ?class }} ORDER BY ?class ?label"
        found = [(label, types[name]) for label, name in values(asked, view) if name in types]
        if found:
            # Of an organisation the store has the closest class alone; both of them, where it is no closer.
            return found[0]
    known = reference.entity(iri, view.base)
    return (known.label, known.type) if known else (ns.short(iri), None)
