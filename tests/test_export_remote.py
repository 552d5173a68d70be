"""Every export of a store behind SPARQL has the bytes that the same articles have in a folder."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers

from kg import tables
from kg.cli import annotated, files, parts, rdf
from kg.graph import FORMATS
from kg.pipeline import Prepared, prepare
from kg.remote import Remote
from kg.settings import Settings
from kg.store import View, open_store, open_view

ARTICLE = Path(__file__).parent / "cli" / "golden" / "article.json"


def exports(view: View, folder: Path) -> dict[str, bytes]:
    graphs = rdf.Leaving(view, wkt=True)
    found: dict[str, bytes] = {}
    for format in FORMATS:
        rdf.written(graphs, format, out := io.BytesIO(), ontology=True)
        found[format] = out.getvalue()
    annotated.write(view, view.articles(), "https://a.example/", out := io.BytesIO())
    found["webannotation"] = out.getvalue()
    with files.folder(folder / "tables") as to:
        schema = tables.schema()
        tables.write(tables.rows(view, schema), schema, "csv", to.open)
    with files.folder(folder / "parts") as to:
        parts.write(graphs, files.Form("nquads"), 100, to, ontology=True)
    return found | {path.name: path.read_bytes() for path in sorted(folder.glob("*/*.*"))}


@pytest.fixture
def local(tmp_path: Path) -> Iterator[tuple[View, Prepared]]:
    (item,) = prepare([str(ARTICLE)], Settings())
    assert isinstance(item, Prepared)
    with open_store(tmp_path / "store") as store:
        store.replace(item.graphs)
        yield store, item


@pytest.mark.parametrize("product", ["oxigraph", "virtuoso"])
def test_a_server_exports_as_a_folder_does(
    local: tuple[View, Prepared], tmp_path: Path, product: str, request: pytest.FixtureRequest
) -> None:
    server: servers.Server = request.getfixturevalue(f"{product}_server")
    servers.clear(server)
    remote = Remote(server.query, texts=tmp_path / "texts")
    with open_store(remote) as store:
        store.replace(local[1].graphs)
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    here = exports(local[0], tmp_path / "here")
    with open_view(remote) as view:
        there = exports(view, tmp_path / "there")
    assert len(here) > 15
    assert [name for name in here if here[name] != there.get(name)] == []
