"""The command `kg export`."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

from kg import namespaces as ns
from kg.cli import annotated, files, parts, rdf
from kg.cli.files import Form
from kg.cli.options import settings
from kg.errors import UsageError
from kg.graph import FORMATS, serialise
from kg.settings import Settings
from kg.store import View, open_view
from kg.store.dataset import description

_TABLES: Final = ("csv", "parquet")
_FORMATS: Final = (*FORMATS, "webannotation", *_TABLES)


@click.command("export")
@click.option("--format", type=click.Choice(_FORMATS), help="[default: by the name of the file, else nquads]")
@click.option("--article", metavar="ID", help="Only this article's graph (IRI, its last part, address or file).")
@click.option("--ontology", is_flag=True, help="RDF with the ontology and the code lists.")
@click.option("--wkt", is_flag=True, help="RDF with a GeoSPARQL point for each place with coordinates.")
@click.option("--no-void", is_flag=True, help="RDF without the graph that describes the export.")
@click.option("--split", type=click.IntRange(min=1), metavar="N", help="RDF into a folder, in files of up to N quads.")
@click.option("--compress", type=click.Choice(files.COMPRESSIONS), help="[default: by the name of the file]")
@click.option("--spreadsheet", is_flag=True, help="CSV that is safe to open in a spreadsheet.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="[default: stdout]")
@settings("store")
def command(
    format: str | None,
    article: str | None,
    ontology: bool,
    wkt: bool,
    no_void: bool,
    split: int | None,
    compress: str | None,
    spreadsheet: bool,
    output: Path | None,
    settings: Settings,
) -> None:
    """Write a store, or one article, as RDF, as tables or as Web Annotations.

    PATH is a file, such as articles.nq.gz, whose name tells the format; a new folder for csv, parquet and --split. The
    same articles give the same bytes. N-Quads come in canonical form; Turtle and N-Triples hold the union of all
    graphs. RDF of a store describes itself (VoID) in a graph of its own. Tables have the voice in every row of a fact.
    """
    in_folder = split is not None or format in _TABLES
    form = files.form(output, format, compress)
    is_rdf = form.format in FORMATS
    _refuse(not is_rdf, f"is for RDF, not for {form.format}", ontology=ontology, wkt=wkt, split=split)
    _refuse(article, "is for the whole store, not for --article", ontology=ontology, wkt=wkt, split=split)
    _refuse(article or not is_rdf, "is for RDF of the whole store", **{"no-void": no_void})
    _refuse(format in _TABLES, "is not for tables", compress=compress)
    _refuse(format != "csv", "is for --format csv", spreadsheet=spreadsheet)
    if in_folder and output is None:
        raise UsageError(f"{f'--format {format}' if format in _TABLES else '--split'} needs a folder", hint="-o FOLDER")
    with open_view(settings.store) as view:
        iri = _article(article, view) if article else None
        described = is_rdf and not iri and not no_void
        graphs = rdf.Leaving(view, wkt, tuple(description(view)) if described else ())
        if output and format in _TABLES:
            _tables(view, iri, form.format, output, spreadsheet=spreadsheet)
        elif output and split:
            with files.folder(output) as folder:
                parts.write(graphs, form, split, folder, ontology=ontology, dataset=described)
        else:
            with _stream(form, output) as out:
                if not is_rdf:
                    _annotations(view, iri, out)
                elif iri:
                    out.write(serialise(view.quads(ns.article_graph(iri)), form.format))
                else:
                    rdf.written(graphs, form.format, out, ontology=ontology, dataset=described)


def _refuse(wrongly: object, why: str, **given: object) -> None:
    for option, value in given.items():
        if wrongly and value:
            raise UsageError(f"--{option} {why}")


def _tables(view: View, article: str | None, format: str, output: Path, *, spreadsheet: bool) -> None:
    from kg import tables

    schema = tables.schema()
    rows = tables.rows_of(view, article, schema) if article else tables.rows(view, schema)
    with files.folder(output) as folder:
        tables.write(rows, schema, format, folder.open, spreadsheet=spreadsheet)


def _annotations(view: View, article: str | None, out: BinaryIO) -> None:
    if article:
        annotated.write(view, [article], f"{article}#annotations", out)
    else:
        annotated.write(view, view.articles(), f"{view.base}annotations", out)


@contextmanager
def _stream(form: Form, output: Path | None) -> Iterator[BinaryIO]:
    """Where one file goes.

    Raises:
        UsageError: compressed bytes would go to a terminal.
    """
    if form.compression and output is None and sys.stdout.isatty():
        raise UsageError("compressed bytes are not for a terminal", hint="give -o FILE")
    plain: AbstractContextManager[BinaryIO] = files.file(output) if output else rdf.stdout()
    with plain as out, files.compressed(out, form.compression) as packed:
        yield packed


def _article(name: str, view: View) -> str:
    from kg.stored import find_article  # takes what reads articles, which no other export waits for

    return find_article(view, name)
