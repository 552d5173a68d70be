"""The tools: each query of the library, and what opens, searches and asks the store."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from mcp_types import Tool, ToolAnnotations

from kg import query as library
from kg.mcp import schemas
from kg.query.columns import described
from kg.serve.work import Job

Arguments = Mapping[str, Any]

_ROWS: Final = 200
_MOST_ROWS: Final = 1000
"""Rows of SPARQL: as many as there are where nothing is said, and at most."""

_FEDERATED: Final = "federation"
"""Tag of queries that ask other machines."""

_HARMLESS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: what clients are told of it, and the job that its arguments make."""

    tool: Tool
    job: Callable[[Arguments], Job]


def tools() -> dict[str, Offered]:
    """Name -> tool, those that one needs first before the queries of the library."""
    return {offered.tool.name: offered for offered in (*_opening(), *_library())}


def name_of(query: str) -> str:
    """What the tool of a query is called."""
    return query.replace("-", "_")


def is_offered(query: library.Query) -> bool:
    """Whether a query is a tool: those that ask other machines are none."""
    return _FEDERATED not in query.header.tags


def _offered(
    name: str, title: str, description: str, takes: schemas.Schema, gives: schemas.Schema, job: Callable[..., Job]
) -> Offered:
    tool = Tool(
        name=name,
        title=title,
        description=description,
        input_schema=takes,
        output_schema=gives,
        annotations=_HARMLESS,
    )
    return Offered(tool, job)


def _opening() -> Iterator[Offered]:
    yield _offered(
        "search",
        "Search the store",
        "Finds actors and places by a part of any of their names, articles by words of their title, and anything by"
        " its id. Begin here where you are not sure how the store calls somebody.",
        schemas.arguments(
            {"text": schemas.text("a name, words of a title, or an id"), "limit": schemas.limit("of each sort")},
            ["text"],
        ),
        schemas.result(things=schemas.OBJECTS, articles=schemas.OBJECTS),
        partial(Job, "cards-search"),
    )
    yield _offered(
        "entity",
        "An actor, a place or a term",
        "What the store says of one actor, place, post or term of the ontology: names, kinds, properties, and how many"
        " facts and articles name it (no more than 1,000 are counted).",
        schemas.arguments({"name": schemas.text("a name, an ISO code (RUS), a Wikidata id or an IRI")}, ["name"]),
        schemas.result(iri={"type": "string"}, properties={"type": "object"}),
        partial(Job, "cards-entity"),
    )
    yield _offered(
        "article",
        "An article and its facts",
        "Title, outlet, day and address of one article, and its facts, one a line; explain opens a fact.",
        schemas.arguments(
            {
                "id": schemas.text("id of an article (20 hexadecimal digits) or its IRI"),
                "limit": schemas.limit("facts"),
                "offset": schemas.offset("facts"),
            },
            ["id"],
        ),
        schemas.result(iri={"type": "string"}, total=schemas.COUNT, facts=schemas.OBJECTS),
        partial(Job, "cards-article"),
    )
    yield _offered(
        "explain",
        "The sentence behind a fact",
        "Opens a fact: the sentence that says so (the words that carry the fact in brackets), whose word it is, who"
        " vouches for what, who takes part, and where it stands. Ask it before you rest anything on a fact.",
        schemas.arguments({"id": schemas.text("id of a fact, such as s-3fa9c1d2e0, or its IRI")}, ["id"]),
        schemas.result(facts=schemas.OBJECTS),
        partial(Job, "cards-facts"),
    )
    yield _offered(
        "sparql",
        "Ask in SPARQL",
        "A SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the union of all graphs; nothing can be changed,"
        f" and SERVICE is refused. Gives the first {_ROWS} rows or triples unless limit says otherwise, and tells how"
        " many there are. Known prefixes: kg, code, plover, ref, wd, cur, schema, rdf, rdfs, skos, xsd, prov, dcterms."
        " The resource kg://schema has the classes, properties and codes. Prefer a query of the library: it has voice"
        " and sentence in each row. If you write your own, ask for the fact, its kg:accordingTo (the article, or the"
        " statement that claims it) and its kg:evidence/kg:exact, so that it can be cited.",
        schemas.arguments(
            {
                "query": schemas.text("the query", schemas.LONGEST_QUERY),
                "limit": schemas.limit("rows or triples", _ROWS, _MOST_ROWS),
            },
            ["query"],
        ),
        {"type": "object"},
        lambda given: Job("cards-select", {"text": given["query"], "limit": given["limit"]}),
    )


def _library() -> Iterator[Offered]:
    for query in map(library.load, library.names()):
        if is_offered(query):
            yield _of_query(query)


def _of_query(query: library.Query) -> Offered:
    params = query.header.params
    properties = {each.name: schemas.parameter(each) for each in params}
    properties |= {"limit": schemas.limit("rows"), "offset": schemas.offset("rows")}
    return _offered(
        name_of(query.name),
        f"{query.header.group}: {query.name}",
        _description(query.header),
        schemas.arguments(properties, [each.name for each in params if each.required]),
        schemas.result(rows=schemas.OBJECTS, total=schemas.COUNT),
        partial(_job, query.name),
    )


def _description(header: library.Header) -> str:
    told = [f"{header.summary}."]
    if header.note:
        told.append(f"Note: {header.note}.")
    told.append(f"Columns: {described(header.columns)}.")
    told.append(_cited(header.columns))
    return " ".join(told)


def _cited(columns: tuple[str, ...]) -> str:
    """How a row of these columns is cited."""
    if "sentence" in columns:
        return "Each row has id (for explain), voice, sentence, outlet, published."
    if "words" in columns:
        return "Each row has the words to cite."
    return "Rows count or list: they are no facts to cite. Ask another query for the facts behind them, then explain."


def _job(name: str, given: Arguments) -> Job:
    values = {each: _several(value) for each, value in given.items() if each not in ("limit", "offset")}
    return Job("cards-rows", {"name": name, "values": values, "limit": given["limit"], "offset": given["offset"]})


def _several(value: Any) -> list[str]:
    """The values of a parameter as the library takes them: in words."""
    several = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in several]
