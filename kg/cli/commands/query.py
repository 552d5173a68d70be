"""The command `kg query`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import namespaces as ns
from kg import query as library
from kg.cli import render
from kg.cli.options import settings
from kg.errors import QueryError, UsageError
from kg.settings import Settings
from kg.store import open_view

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

    from kg.query import Cell, Query, Rows
    from kg.store import View

_COUNTED = {"article": "article", "outlet": "outlet"}
"""Columns whose different values the foot of a table counts."""


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@click.option("--all", "every", is_flag=True, help="A table shows all columns.")
@click.option("--describe", is_flag=True, help="Tell what the query asks and which parameters it takes.")
@click.option("--sparql", is_flag=True, help="Print the SPARQL that would run, and stop.")
@settings("store")
def command(
    name: str | None,
    params: tuple[str, ...],
    format: str | None,
    every: bool,
    describe: bool,
    sparql: bool,
    settings: Settings,
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
            if sparql:
                click.echo(library.bound(query, _values(params), view), nl=False)
            else:
                shown_columns = () if every else query.header.table
                click.echo(_rows(library.run(view, query, _values(params)), shown, shown_columns))
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


def _rows(found: "Rows", format: str, shown: tuple[str, ...] = ()) -> str:
    """Rows in a format; ``shown`` are the columns of a table, all where empty."""
    if format != "table":
        return render.rows(found.columns, [[cell and cell.text for cell in row] for row in found], format)
    records = [{c: cell and _short(cell) for c, cell in zip(found.columns, row, strict=True)} for row in found]
    for record in records:
        record["when"] = _when(record.get("earliest"), record.get("latest"))
    columns = shown or found.columns
    told = render.table(columns, [[record[column] for column in columns] for record in records])
    return f"{told}\n{_foot(found.columns, records)}"


def _short(cell: "Cell") -> str:
    """A code by its value, a fact by its id: what `kg show` and parameters take."""
    if cell.kind != "iri":
        return cell.text
    if cell.text.startswith(ns.CODE):
        return cell.text.removeprefix(ns.CODE).partition("-")[2]
    return cell.text.removeprefix(ns.PLOVER).rpartition("#")[2] if "#" in cell.text else cell.shown.split(":")[-1]


def _when(earliest: str | None, latest: str | None) -> str:
    match earliest, latest:
        case None, None:
            return "unknown"
        case None, _:
            return f"by {latest}"
        case _, None:
            return f"from {earliest}"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"


def _foot(columns: tuple[str, ...], records: list[dict[str, str | None]]) -> str:
    """Over how many rows, articles and outlets a table speaks."""
    parts = [_number(len(records), "row")]
    for column, what in _COUNTED.items():
        if column in columns:
            parts.append(_number(len({record[column] for record in records if record[column]}), what))
    return " · ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
