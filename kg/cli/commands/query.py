"""The command `kg query`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import query as library
from kg.cli import render
from kg.cli.options import settings
from kg.errors import QueryError, UsageError
from kg.settings import Settings
from kg.store import open_view

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

    from kg.query import Query, Rows
    from kg.store import View

_COUNTED = {"article": "article", "outlet": "outlet"}
"""Columns whose different values the foot of a table counts."""


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@click.option("--describe", is_flag=True, help="Tell what the query asks and which parameters it takes.")
@click.option("--sparql", is_flag=True, help="Print the SPARQL that would run, and stop.")
@settings("store")
def command(
    name: str | None, params: tuple[str, ...], format: str | None, describe: bool, sparql: bool, settings: Settings
) -> None:
    """Ask a store.

    NAME is a query of the library, a file with SPARQL (with or without a header), or - for SPARQL on stdin; without
    a name, the library is listed.
    """
    shown = render.chosen(format)
    if name is None:
        click.echo(render.rows(("query", "asks"), _listed(), shown))
        return
    query, text = _found(name)
    if describe and query:
        click.echo(_described(query, shown))
        return
    with open_view(settings.store) as view:
        if query:
            bound = library.bound(query, _values(params), view)
            click.echo(bound if sparql else _rows(library.run(view, query, _values(params)), shown), nl=not sparql)
        elif params:
            raise UsageError("parameters are for queries with a header", where=name)
        else:
            click.echo(_answer(view, text, shown))


def _found(name: str) -> "tuple[Query | None, str]":
    """A query of the library or of a file, else plain SPARQL."""
    if name == "-":
        return None, sys.stdin.read()
    path = Path(name)
    if path.suffix not in (".rq", ".sparql") and not path.is_file():
        return library.load(name), ""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=name) from None
    return (library.load_file(path), "") if text.lstrip().startswith("#+") else (None, text)


def _values(params: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not (name and equals):
            raise UsageError(f"{param!r} is no parameter", hint="write --param about=US")
        values.setdefault(name, []).append(value)
    return values


def _listed() -> list[tuple[str, str]]:
    return [(name, library.load(name).header.summary) for name in library.names()]


def _described(query: "Query", format: str) -> str:
    params = [(p.name, p.type, "required" if p.required else "", p.help) for p in query.header.params]
    table = render.rows(("parameter", "type", "", "help"), params, format)
    return table if format == "json" else f"{query.header.summary}\n\n{table}"


def _answer(view: "View", sparql: str, format: str) -> str:
    match found := library.run_text(view, sparql):
        case bool():
            return "true" if found else "false"
        case library.Rows():
            return _rows(found, format)
    return _triples(found)


def _triples(found: "QueryTriples") -> str:
    from pyoxigraph import Quad

    from kg.graph import canonical

    return canonical(Quad(*triple) for triple in found).decode("utf-8").rstrip("\n")


def _rows(found: "Rows", format: str) -> str:
    records = [[cell and (cell.shown if format == "table" else cell.text) for cell in row] for row in found]
    told = render.rows(found.columns, records, format)
    return f"{told}\n{_foot(found.columns, records)}" if format == "table" else told


def _foot(columns: tuple[str, ...], records: list[list[str | None]]) -> str:
    """Over how many rows, articles and outlets a table speaks."""
    parts = [_number(len(records), "row")]
    for column, what in _COUNTED.items():
        if column in columns:
            index = columns.index(column)
            parts.append(_number(len({record[index] for record in records if record[index]}), what))
    return " · ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
