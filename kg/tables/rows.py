"""The rows of the tables, read from the graph article by article; of an allegation no row is without who alleges it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from kg import namespaces as ns
from kg.errors import StoreError
from kg.graph.nodes import Nodes, voice
from kg.store.base import Graphs
from kg.tables.schema import Field, Schema, Table

Single = str | bool | int | Decimal | date | datetime
Value = Single | list[str] | None
Row = tuple[Value, ...]


def rows(graphs: Graphs, schema: Schema) -> Iterator[tuple[str, Row]]:
    """Each row of a store with the name of its table: of the shared graphs first, then article by article.

    Raises:
        StoreError: a fact lacks what every fact has, or a value is not of its type.
    """
    shared = _shared(graphs)
    yield from _all(shared, schema)
    for article in graphs.articles():
        yield from _all(Nodes(graphs.quads(ns.article_graph(article)), shared), schema)


def rows_of(graphs: Graphs, article: str, schema: Schema) -> Iterator[tuple[str, Row]]:
    """The rows of one article; of actors, places and tenures that articles share those that it leads to.

    Raises:
        StoreError: as of ``rows``.
    """
    shared = _shared(graphs)
    nodes = Nodes(graphs.quads(ns.article_graph(article)), shared)
    reached = nodes.reached()
    yield from ((name, row) for name, row in _all(shared, schema) if row[0] in reached)
    yield from _all(nodes, schema)


def _shared(graphs: Graphs) -> Nodes:
    names = (ns.reference_graph(graphs.base), ns.actors_graph(graphs.base))
    return Nodes(quad for name in names for quad in graphs.quads(name))


def _all(nodes: Nodes, schema: Schema) -> Iterator[tuple[str, Row]]:
    for table in schema.tables:
        yield from ((table.name, row) for row in _table(nodes, table))


def _table(nodes: Nodes, table: Table) -> Iterator[Row]:
    for fact in nodes.facts(table.classes):
        for node in _parts(nodes, table, fact):
            yield tuple(_cell(nodes, table, field, node, fact) for field in table.fields)


def _parts(nodes: Nodes, table: Table, fact: str) -> list[str]:
    """The nodes that are rows because of this one."""
    if table.each is None:
        return [fact]
    return nodes.spans(fact) if table.each == ns.KG + "evidence" else nodes.values(fact, table.each)


def _cell(nodes: Nodes, table: Table, field: Field, node: str, fact: str) -> Value:
    start = fact if field.of_fact else node
    try:
        value = _COMPUTED[field.compute](nodes, start) if field.compute else _followed(nodes, field, start)
    except (ValueError, ArithmeticError):
        raise StoreError(f"the store's {field.name} is no {field.form}", where=start, hint="see kg validate") from None
    if field.required and value in (None, []):
        raise StoreError(f"the store tells no {field.name} of it", where=start, hint="see kg validate")
    if field.compute == "leaf" and field.form == "code":
        return ns.value(str(value))
    return value


def _followed(nodes: Nodes, field: Field, start: str) -> Value:
    found = nodes.values(start, *field.path)
    read = _READ[field.form]
    if field.is_list:
        return [str(read(nodes, value)) for value in found]
    if found:
        return read(nodes, found[0])
    if field.form == "boolean" and nodes.values(start, *field.path[:-1]):
        return False  # written only where it is so
    return None


def _code(nodes: Nodes, iri: str) -> str:
    return ns.value(iri) or iri.removeprefix(ns.CURRENCY)


def _quotation(nodes: Nodes, fact: str) -> list[str]:
    return [words for span in nodes.spans(fact) for words in nodes.values(span, ns.KG + "exact")]


def _unread_facts(nodes: Nodes, article: str) -> int | None:
    """How many facts were left unread, for all reasons; None where none was."""
    reasons = nodes.values(article, ns.KG + "extraction", ns.KG + "unread")
    return sum(int(number) for reason in reasons for number in nodes.values(reason, ns.KG + "unreadFacts")) or None


_READ: Final[dict[str, Callable[[Nodes, str], Single]]] = {
    "text": lambda _, text: text,
    "iri": lambda _, iri: iri,
    "label": lambda nodes, iri: nodes.label(iri),
    "code": _code,
    "date": lambda _, day: date.fromisoformat(day),
    "datetime": lambda _, moment: datetime.fromisoformat(moment).astimezone(UTC),
    "integer": lambda _, number: int(number),
    "number": lambda _, number: Decimal(number),
    "boolean": lambda _, truth: truth in ("true", "1"),
}

_COMPUTED: Final[dict[str, Callable[[Nodes, str], Value]]] = {
    "voice": lambda nodes, fact: voice(nodes, fact).name,
    "vouched": lambda nodes, fact: voice(nodes, fact).vouched,
    "according_to": lambda nodes, fact: voice(nodes, fact).statement,
    "quotation": _quotation,
    "unread_facts": _unread_facts,
    "leaf": lambda nodes, node: nodes.leaf(node),
}
