"""Terms of a query that the ontology does not have: a misspelt one is no error to an engine, it only finds nothing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg import namespaces as ns
from kg import resources
from kg.store.opaque import OPAQUE

_TOKEN: Final = re.compile(
    rf"""\bPREFIX\s+(?P<declared>[\w.-]*)\s*:\s*<(?P<start>[^<>\s]*)>
      | (?P<opaque>(?>{OPAQUE})) | [?$]\w+
      | (?P<prefix>[A-Za-z][\w.-]*)?:(?P<local>[\w-]+(?:[\w.-]*[\w-])?)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NOT_TERMS: Final = (ns.KG + "graph/", ns.KG + "shapes/", ns.REFERENCE)
_SPACES: Final = (ns.CODE, ns.PLOVER, ns.KG)


def unknown_terms(sparql: str) -> Iterator[str]:
    """What to tell of each term under our own namespaces that no file of the ontology defines."""
    ours = (iri for iri in iris(sparql) if iri.startswith(ns.KG) and not iri.startswith(_NOT_TERMS))
    # The files are searched first: to read them takes longer than most queries run.
    missed = [iri for iri in dict.fromkeys(ours) if iri not in _SPACES and not is_defined(iri)]
    known = _known() if missed else frozenset()
    for iri in missed:
        if iri not in known:
            near = _nearest(iri, known)
            yield f"{ns.short(iri)} is no term of the ontology" + (f" (did you mean {ns.short(near)}?)" if near else "")


def is_defined(iri: str) -> bool:
    """Whether a line in a file of the ontology begins a term's description, as the normal form of the files has it."""
    return f"\n{ns.short(iri)} a " in _ontology()


@cache
def _ontology() -> str:
    return "".join(path.read_text("utf-8") for path in resources.path("ontology").glob("*.ttl"))


def iris(sparql: str) -> Iterator[str]:
    """The IRIs of a query, in full; strings and comments are among them as they are."""
    declared = dict(ns.PREFIXES)
    for token in _TOKEN.finditer(sparql):
        if token["declared"] is not None:
            declared[token["declared"]] = token["start"]
        elif token["opaque"]:
            yield token["opaque"].strip("<>")
        elif token["local"] and (start := declared.get(token["prefix"] or "")):
            yield start + token["local"]


def prefixes(sparql: str) -> dict[str, str]:
    """The prefixes that a query declares."""
    tokens = _TOKEN.finditer(sparql)
    return {token["declared"]: token["start"] for token in tokens if token["declared"] is not None}


def _known() -> frozenset[str]:
    from kg.shapes.terms import vocabulary

    known = vocabulary()
    return known.classes.union(known.properties, known.concepts, known.schemes)


def _nearest(iri: str, known: frozenset[str]) -> str | None:
    """The term most like this one, whatever its case, of the same part of the namespace where one is like it."""
    from difflib import get_close_matches

    space = next(start for start in _SPACES if iri.startswith(start))
    named = {term.removeprefix(space).casefold(): term for term in sorted(known) if term.startswith(space)}
    near = get_close_matches(iri.removeprefix(space).casefold(), named, n=1, cutoff=0.7)
    return named[near[0]] if near else None
