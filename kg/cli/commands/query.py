"""The command `kg query`."""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import namespaces as ns
from kg import query as library
from kg.cli import render
from kg.cli.options import settings
from kg.errors import QueryError, UsageError
from kg.query import guard
from kg.settings import Settings
from kg.store import open_view

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

    from kg.query import Cell, Query, Rows

_COUNTED = {"article": "article", "outlet": "outlet"}
"""Columns whose different values the foot of a table counts."""


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
@click.option("--all", "every", is_flag=True, help="A table shows all columns.")
@click.option("--describe", is_flag=True, help="Tell what the query asks and which parameters it takes.")
@click.option("--sparql", is_flag=True, help="Print the SPARQL that would run, and stop.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE in SPARQL ask other machines.")
@settings("store")
def command(
    name: str | None,
    params: tuple[str, ...],
    format: str | None,
    every: bool,
    describe: bool,
    sparql: bool,
    allow_service: bool,
    settings: Settings,
) -> None:
    """Ask a store.

    NAME is a query of the library, a file with SPARQL (with or without a header), or - for SPARQL on stdin; without
    a name, the library is listed.
    """
    shown = render.chosen(format)
    if name is None:
        render.emit(render.rows(("query", "asks"), _listed(), shown))
        return
    query, text = _found(name)
    if query and describe:
        render.emit(_described(query, shown))
        return
    if params and not query:
        raise UsageError("parameters are for queries with a header", where=name)
    with open_view(settings.store) as view, _interruptible():
        if query and sparql:
            render.emit(library.bound(query, _values(params), view).removesuffix("\n"))
        elif query:
            found = library.run(view, query, _values(params), allow_service=allow_service)
            render.emit(_rows(found, shown, () if every else query.header.table))
        else:
            render.emit(_answer(library.run_text(view, text, allow_service=allow_service), shown))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C ends the process at once: the engine does not look up while it searches, and a reader leaves nothing."""
    former = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _found(name: str) -> "tuple[Query | None, str]":
    """A query of the library or of a file, else plain SPARQL."""
    path = Path(name)
    if name != "-" and path.suffix not in (".rq", ".sparql") and not path.is_file():
        return library.load(name), ""
    text = _text(name)
    return (library.load_file(path), "") if name != "-" and text.lstrip().startswith("#+") else (None, text)


def _text(name: str) -> str:
    """The text of a file, or of stdin; of one that is too long only as much as tells that."""
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            return file.read(guard.LIMIT + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError("this is no text in UTF-8", where=name) from None
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", where=name) from None


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


def _described(query: "Query", format: str) -> Iterator[str]:
    if format != "json":
        yield f"{query.header.summary}\n"
    params = [(p.name, p.type, "required" if p.required else "", p.help) for p in query.header.params]
    yield from render.rows(("parameter", "type", "", "help"), params, format)


def _answer(found: "Rows | bool | QueryTriples", format: str) -> Iterable[str]:
    match found:
        case bool():
            return ["true" if found else "false"]
        case library.Rows():
            return _rows(found, format)
    return [_triples(found)]


def _triples(found: "QueryTriples") -> str:
    from pyoxigraph import Quad

    from kg.graph import canonical

    return canonical(Quad(*triple) for triple in found).decode("utf-8").rstrip("\n")


def _rows(found: "Rows", format: str, shown: tuple[str, ...] = ()) -> Iterator[str]:
    """Rows in a format, as they are found; ``shown`` are the columns of a table, all where empty."""
    if format != "table":
        yield from render.rows(found.columns, ([cell and cell.text for cell in row] for row in found), format)
        return
    tally = _Tally(found.columns)
    columns = shown or found.columns
    yield from render.table(columns, ([record[column] for column in columns] for record in tally.records(found)))
    yield tally.foot()


class _Tally:
    """Counts over how many rows, articles and outlets a table speaks, while it is written."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._rows = 0
        self._seen: dict[str, set[str]] = {column: set() for column in _COUNTED if column in columns}

    def records(self, found: "Rows") -> "Iterator[dict[str, str | None]]":
        for row in found:
            record = {c: cell and _short(cell) for c, cell in zip(found.columns, row, strict=True)}
            record.setdefault("when", _when(record.get("earliest"), record.get("latest")))
            self._rows += 1
            for column, seen in self._seen.items():
                seen.update(filter(None, (record[column],)))
            yield record

    def foot(self) -> str:
        counted = [render.number(len(seen), _COUNTED[column]) for column, seen in self._seen.items()]
        return " · ".join([render.number(self._rows, "row"), *counted])


def _short(cell: "Cell") -> str:
    """A code by its value, a fact by its id: what `kg show` and parameters take."""
    if cell.kind != "iri":
        return cell.text
    if cell.text.startswith(ns.CODE):
        return cell.text.removeprefix(ns.CODE).partition("-")[2]
    local = cell.text.rpartition("#" if "#" in cell.text else "/")[2]
    return local or cell.text


def _when(earliest: str | None, latest: str | None) -> str:
    match earliest, latest:
        case None, None:
            return "unknown"
        case None, _:
            return f"by {latest}"
        case _, None:
            return f"from {earliest}"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"
