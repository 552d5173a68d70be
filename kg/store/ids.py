"""What a user calls a fact, an actor or an article -> its IRI."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns
from kg.errors import UnknownNameError, UsageError
from kg.store.base import View

_SHOWN: Final = 3
"""How many things an ambiguous id is said to be."""

MOST: Final = 20
"""How many articles are looked up in which one sentence stands."""


def literal(text: str) -> Literal:
    """A text that a user gives, as a term of a query.

    Raises:
        UnknownNameError: it holds what is no character (a byte that is no UTF-8, half of a pair), as nothing does.
    """
    try:
        return Literal(text)
    except ValueError:
        raise UnknownNameError(f"{text!r} is no text", hint="write it in UTF-8") from None


def find(view: View, name: str) -> str:
    """The full IRI of a fact, actor or article given by IRI, prefixed name, or the tail of an IRI ("s-3fa9c1d2e0").

    Raises:
        UsageError: nothing, or more than one thing, goes by that name.
    """
    found = find_each(view, name)
    if len(found) > 1:
        raise _ambiguous(name, found)
    return found[0]


def find_each(view: View, name: str) -> list[str]:
    """The same, where one sentence stands in several articles, so that its facts have one id in each: all of them.

    Raises:
        UsageError: nothing goes by that name, or several things that are not the same sentence.
    """
    iri = _expanded(name)
    if iri is not None:
        if _ask(view, f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}"):
            return [iri]
        raise UsageError(f"the store does not know <{iri}>")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise UsageError(f"{name!r} is neither an IRI nor an id", hint="such as s-3fa9c1d2e0, or wd:Q159")
    found = next(filter(None, (_matching(view, pattern) for pattern in _patterns(name, view))), None)
    if found is None:
        raise UsageError(f"the store holds nothing under the id {name!r}")
    if len(found) > 1 and not all(iri.endswith(f"#{name}") for iri in found):
        raise _ambiguous(name, found)
    return found


def _ambiguous(name: str, found: list[str]) -> UsageError:
    more = " and others" if len(found) > _SHOWN else ""
    told = ", ".join(f"<{iri}>" for iri in found[:_SHOWN])
    return UsageError(f"{name!r} may be {told}{more}", hint="give the whole IRI")


def _patterns(name: str, view: View) -> Iterator[str]:
    """Where ``?s`` may end in that name, the cheapest first: an article, a fragment of one, what the graphs share.

    Where no index tells which, each article is asked, and all that the shared graphs describe: never all that has a
    class, which is most of a store.
    """
    base, names = view.base, view.names
    articles, nodes = (names.articles_with(name), names.ending(name)) if names else (None, None)
    yield f"VALUES ?s {{ <{base}article/{name}> }} ?s a kg:Article"
    fragment = f'BIND(IRI(CONCAT(STR(?article), "#{name}")) AS ?s)'
    in_some = "" if articles is None else _among("article", articles)
    yield f"{in_some} ?article a kg:Article {fragment} FILTER EXISTS {{ ?s a ?class }}"
    if nodes is not None:
        yield f"{_among('s', nodes)} ?s a ?class"
    graphs = (
        [ns.ONTOLOGY_GRAPH]
        if nodes is not None
        else [ns.reference_graph(base), ns.actors_graph(base), ns.ONTOLOGY_GRAPH]
    )
    ending = f'?s a ?class FILTER(isIRI(?s) && STRENDS(STR(?s), "/{name}"))'
    yield " UNION ".join(f"{{ GRAPH <{graph}> {{ {ending} }} }}" for graph in graphs)


def _among(variable: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _matching(view: View, pattern: str) -> list[str]:
    solutions = view.query(f"SELECT DISTINCT ?s WHERE {{ {pattern} }} ORDER BY ?s LIMIT {MOST}")
    return [row["s"].value for row in solutions]  # type: ignore[union-attr]


def find_article(view: View, name: str) -> str:
    """The full IRI of a stored article, given as ``find`` takes it.

    Raises:
        UsageError: nothing goes by that name, or no article.
    """
    iri = find(view, name)
    if not iri.startswith(f"{view.base}article/") or "#" in iri:
        raise UsageError(f"{name!r} is no article", hint="kg show tells what it is")
    return iri


def _expanded(name: str) -> str | None:
    if re.fullmatch(r"<[^<>]+>", name):
        name = name[1:-1]
    if re.match(r"https?://", name):
        try:
            return NamedNode(name).value
        except ValueError:
            raise UsageError(f"{name!r} is no IRI") from None
    prefix, colon, local = name.partition(":")
    if colon and prefix in ns.PREFIXES and re.fullmatch(r"[\w.-]+", local):
        return ns.PREFIXES[prefix] + local
    return None


def _ask(view: View, sparql: str) -> bool:
    return bool(view.query(sparql))
