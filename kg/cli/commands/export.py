"""The command `kg export`."""

from pathlib import Path

import click

from kg import namespaces as ns
from kg.cli import render
from kg.cli.options import settings
from kg.errors import UsageError
from kg.graph import FORMATS, serialise
from kg.settings import Settings
from kg.store import View, dump, open_view
from kg.stored import find_article


@click.command("export")
@click.option("--format", type=click.Choice(list(FORMATS)), default="nquads", show_default=True)
@click.option("--article", metavar="ID", help="Only this article's graph (IRI, or its last part).")
@click.option("--ontology", is_flag=True, help="With the ontology and the code lists.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="[default: stdout]")
@settings("store")
def command(format: str, article: str | None, ontology: bool, output: Path | None, settings: Settings) -> None:
    """Write a store, or one article, as RDF.

    N-Quads come in canonical form: the same articles give the same bytes.
    """
    with open_view(settings.store) as view:
        written = _written(view, format, article, ontology)
    if output is None:
        render.emit(written.decode("utf-8").removesuffix("\n"))
    else:
        _write(output, written)


def _write(output: Path, written: bytes) -> None:
    """Whole or not at all: a reader must never find half a file under the final name."""
    if output.is_dir():
        raise UsageError("this is a folder, not a file to write to", where=str(output))
    try:
        if output.exists() and not output.is_file():  # a pipe or a device, which nothing can take the place of
            output.write_bytes(written)
            return
        part = output.with_name(output.name + ".part")
        try:
            part.write_bytes(written)
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(output)) from None


def _written(view: View, format: str, article: str | None, ontology: bool) -> bytes:
    if article:
        return serialise(view.quads(ns.article_graph(find_article(view, article))), format)
    lines = "".join(f"{line}\n" for line in dump(view, ontology=ontology)).encode("utf-8")
    if format == "nquads":
        return lines
    from pyoxigraph import RdfFormat, parse

    return serialise(parse(lines, format=RdfFormat.N_QUADS), format)
