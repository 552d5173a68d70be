"""The command `kg export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import namespaces as ns
from kg.cli import rdf
from kg.cli.options import settings
from kg.graph import FORMATS, serialise
from kg.settings import Settings
from kg.store import open_view

if TYPE_CHECKING:
    from kg.store import View


@click.command("export")
@click.option("--format", type=click.Choice(list(FORMATS)), default="nquads", show_default=True)
@click.option("--article", metavar="ID", help="Only this article's graph (IRI, its last part, address or file).")
@click.option("--ontology", is_flag=True, help="With the ontology and the code lists.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="[default: stdout]")
@settings("store")
def command(format: str, article: str | None, ontology: bool, output: Path | None, settings: Settings) -> None:
    """Write a store, or one article, as RDF.

    The same articles give the same bytes; N-Quads come in canonical form. Turtle and N-Triples hold the union of all
    graphs.
    """
    with open_view(settings.store) as view:
        iri = _article(article, view) if article else None
        with rdf.file(output) if output else rdf.stdout() as out:
            if iri:
                out.write(serialise(view.quads(ns.article_graph(iri)), format))
            else:
                rdf.written(view, format, out, ontology=ontology)


def _article(name: str, view: "View") -> str:
    from kg.stored import find_article

    return find_article(view, name)
