"""The command `kg query`."""

import sys
from collections.abc import Iterator
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import namespaces as ns
from kg import query as library
from kg.answers.written import json_text
from kg.cli import answers, limits, render
from kg.cli.options import settings
from kg.errors import QueryError, StoreError, UsageError
from kg.query import guard
from kg.settings import Settings
from kg.store import open_view

if TYPE_CHECKING:
    from kg.query import Parameter, Query


_AMOUNT = click.FloatRange(min=0)
_TIMEOUT = f"Give up after so long; 0: never.  [default: {limits.SECONDS:g}]"
_MEMORY = f"Give up beyond so much memory; 0: never.  [default: {limits.GIGABYTES:g}]"
_DAYS = "Days: 2024, 2024-01, 2024-01-31; today, yesterday, this-week, last-week, -month, -year; -30d, -2w, -6m, -1y."


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--format", type=click.Choice(answers.FORMATS), help="[default: table on a terminal, else json]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Write the first N rows.")
@click.option("--all", "every", is_flag=True, help="A table shows all columns.")
@click.option("--iris", is_flag=True, help="Every IRI in full, codes too.")
@click.option("--describe", is_flag=True, help="Tell what the query asks, and which parameters and columns it has.")
@click.option("--sparql", is_flag=True, help="Print the SPARQL that would run, and stop.")
@click.option("--prefixes", is_flag=True, help="Print the prefixes that SPARQL need not declare, and stop.")
@click.option("--timeout", type=_AMOUNT, metavar="SECONDS", default=limits.SECONDS, help=_TIMEOUT)
@click.option("--memory", type=_AMOUNT, metavar="GB", default=limits.GIGABYTES, help=_MEMORY)
@click.option("--allow-service", is_flag=True, help="Let SERVICE in SPARQL ask other machines.")
@settings("store")
def command(
    name: str | None,
    params: tuple[str, ...],
    format: str | None,
    limit: int | None,
    every: bool,
    iris: bool,
    describe: bool,
    sparql: bool,
    prefixes: bool,
    timeout: float,
    memory: float,
    allow_service: bool,
    settings: Settings,
) -> None:
    """Ask a store.

    NAME is a query of the library, a file with SPARQL (with or without a header), or - for SPARQL on stdin; without
    a name, the library is listed by groups.

    Parameters: --param about=US --param since=2024-03. A name, an ISO code or an IRI stands for an actor, a side (a
    state, international body, alliance or armed group) or a place; a day, month or year for a date, or one told from
    today on: yesterday, last-month, this-year, -30d. Given twice, a parameter means either value.

    SPARQL runs over the union of all graphs: the articles', the actors' and the ontology's. Every fact has a
    kg:article, which nothing of the ontology has. These prefixes need not be declared: kg, code, plover, ref, wd,
    cur, schema, rdf, rdfs, skos, xsd, prov, dcterms (--prefixes prints them).
    """
    if prefixes:
        render.emit(f"PREFIX {prefix}: <{start}>" for prefix, start in ns.PREFIXES.items())
        return
    shown = render.chosen(format)
    if name is None:
        render.emit(_listed(_plain(shown)))
        return
    query, text = _found(name)
    if query and describe:
        render.emit(_described(query, _plain(shown)))
        return
    if params and not query:
        raise UsageError("parameters are for queries with a header", where=name)
    if query and query.name not in library.names():
        _warn_of(query)
    if query and sparql:
        render.emit(_bound(query, _values(params), settings).removesuffix("\n"))
        return
    with limits.limited(timeout, memory), open_view(settings.store) as view:
        if query:
            found = library.run(view, query, _values(params), allow_service=allow_service)
            has_rows, found = found.first()
            columns = () if every else query.header.table
            sparse = () if every else query.header.sparse
            render.emit(answers.rows(found, shown, shown=columns, sparse=sparse, values=True, iris=iris, limit=limit))
            if not has_rows:
                for line in library.why_empty(query, _values(params), view):
                    render.complain(line)
        else:
            answer = library.run_text(view, text, allow_service=allow_service, warn=_warn)
            render.emit(answers.answer(answer, shown, iris=iris, limit=limit))


def _warn_of(query: "Query") -> None:
    for told in library.warnings(query.text):
        _warn(told)


def _warn(told: str) -> None:
    """Has a warning told; what tells them is loaded with the first one."""
    from kg.cli.warned import tell_warnings

    tell_warnings()
    library.log(told)


def _bound(query: "Query", values: library.Values, settings: Settings) -> str:
    """The SPARQL that would run; without a store, where no value has to be looked up in one."""
    try:
        with open_view(settings.store) as view:
            return library.bound(query, values, view)
    except StoreError:
        return library.bound(query, values, library.Nowhere(settings.base))


def _plain(format: str) -> str:
    """The format of what is no answer of a store."""
    return "json" if format == answers.SPARQL_JSON else format


def _found(name: str) -> "tuple[Query | None, str]":
    """A query of the library or of a file, else plain SPARQL."""
    path = Path(name)
    if name != "-" and path.suffix not in (".rq", ".sparql") and not isfile(path):
        return library.load(name), ""
    text = _text(name)
    return (library.load_file(path), "") if name != "-" and library.has_header(text) else (None, text)


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
        name = name.replace("-", "_")  # as options of a shell are written
        if not (name and equals):
            raise UsageError(f"{param!r} is no parameter", hint="write --param about=US")
        values.setdefault(name, []).append(value)
    return values


def _listed(format: str) -> Iterator[str]:
    """The queries of the library by group, each with what it asks."""
    found = [library.load(name) for name in library.names()]
    grouped = [(group, [query for query in found if query.header.group == group]) for group in library.groups()]
    if format not in ("table", "records"):
        records = ((group, query.name, query.header.summary) for group, several in grouped for query in several)
        yield from render.rows(("group", "query", "asks"), records, format)
        return
    widest = max(len(query.name) for query in found)
    for group, several in grouped:
        yield group
        for query in several:
            yield from render.paragraph(
                query.header.summary, first=f"  {query.name:{widest}}  ", below=" " * (widest + 4)
            )
        yield ""
    yield "kg query NAME --describe tells parameters and columns."


def _described(query: "Query", format: str) -> Iterator[str]:
    """What a query asks, takes and gives."""
    from kg.query.columns import described  # loads what reads YAML, which no other answer needs

    header = query.header
    if format == "json":
        takes = [
            {"name": p.name, "type": p.type, "required": p.required, "help": p.help, "values": list(library.choices(p))}
            for p in header.params
        ]
        told = {
            "query": query.name,
            "asks": header.summary,
            "note": header.note,
            "tags": list(header.tags),
            "parameters": takes,
        }
        yield json_text({**told, "columns": list(header.columns)}, indent=1)
        return
    columns = ("parameter", "type", "required", "help")
    params = [(p.name, p.type, "yes" if p.required else "no", _help(p)) for p in header.params]
    if format in ("table", "records"):
        yield f"{header.summary}\n"
        yield from render.rows(columns, params, format)
        if any(p.type == "date" for p in header.params):
            yield from ["", *render.paragraph(_DAYS)]
        if header.columns:
            yield ""
            yield from render.paragraph(f"Columns: {described(header.columns)}")
        if header.note:
            yield from ["", *render.paragraph(f"{header.note}.")]
    else:
        yield from render.rows(columns, params, format)


def _help(parameter: "Parameter") -> str:
    names = ", ".join(library.choices(parameter)) if parameter.type == "code" else ""
    told = f"{parameter.help} (may be given as {parameter.also})" if parameter.also else parameter.help
    return f"{told}. One of: {names}" if names else told
