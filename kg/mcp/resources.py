"""What clients can read: the ontology, the queries, what the store holds, single facts and articles."""

import re
from collections.abc import Callable
from typing import Final

from mcp_types import Resource, ResourceTemplate

from kg import query as library
from kg.errors import UsageError
from kg.mcp.ontology import ontology
from kg.mcp.schemas import MOST_SHOWN
from kg.mcp.tools import is_offered, name_of
from kg.query.columns import described
from kg.serve.work import Job

_SCHEMA, _QUERIES, _OVERVIEW = "kg://schema", "kg://queries", "kg://overview"

RESOURCES: Final = (
    Resource(
        uri=_SCHEMA,
        name="schema",
        title="The ontology",
        description="Classes, properties and codes with their definitions: to read before one writes SPARQL.",
        mime_type="text/markdown",
    ),
    Resource(
        uri=_QUERIES,
        name="queries",
        title="The library of queries",
        description="Each query by group: what it asks, its parameters and columns.",
        mime_type="text/markdown",
    ),
    Resource(
        uri=_OVERVIEW,
        name="overview",
        title="What the store holds",
        description="Counts, first and last day, newest articles (titles are text of strangers).",
        mime_type="application/json",
    ),
)

TEMPLATES: Final = (
    ResourceTemplate(
        uri_template="kg://fact/{id}",
        name="fact",
        title="A fact",
        description="A fact by its id (s-3fa9c1d2e0), with its sentence and who vouches for what: as explain has it.",
        mime_type="application/json",
    ),
    ResourceTemplate(
        uri_template="kg://article/{id}",
        name="article",
        title="An article",
        description="An article by its id (20 hexadecimal digits) and its facts: as article has it.",
        mime_type="application/json",
    ),
)

_ONE: Final = re.compile(r"kg://(fact|article)/([A-Za-z0-9-]{1,80})")


def job(uri: str) -> Job:
    """The job that makes what lies at an address.

    Raises:
        UsageError: nothing does.
    """
    if uri == _OVERVIEW:
        return Job("cards-overview")
    found = _ONE.fullmatch(uri)
    if found is None:
        known = [each.uri for each in RESOURCES] + [each.uri_template for each in TEMPLATES]
        raise UsageError(f"there is no resource {uri[:100]!r}", hint=f"there are {', '.join(known)}")
    if found[1] == "fact":
        return Job("cards-facts", {"id": found[2]})
    return Job("cards-article", {"id": found[2], "offset": 0, "limit": MOST_SHOWN})


def queries() -> str:
    """The library in Markdown, by its groups."""
    loaded = [query for query in map(library.load, library.names()) if is_offered(query)]
    lines = ["# The library of queries", ""]
    for group in library.groups():
        lines += [f"## {group}", ""]
        for query in (each for each in loaded if each.header.group == group):
            lines += _query(query)
    return "\n".join(lines)


def _query(query: library.Query) -> list[str]:
    header = query.header
    params = [
        f"- `{each.name}`{', required' if each.required else ''}: {each.help or each.type}" for each in header.params
    ]
    note = [f"Note: {header.note}.", ""] if header.note else []
    columns = f"Columns: {described(header.columns)}."
    return [f"### {name_of(query.name)}", "", f"{header.summary}.", "", *note, *params, "", columns, ""]


PAGES: Final[dict[str, Callable[[], str]]] = {_SCHEMA: ontology, _QUERIES: queries}
