"""The loaders of real stores take an export in parts, compressed, and hold what kg holds."""

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import servers

from kg.cli import files, parts
from kg.cli.files import Form
from kg.pipeline import Prepared, prepare
from kg.settings import Settings
from kg.store import EmbeddedStore, dump, memory_store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="servers of POSIX")

ARTICLE = Path(__file__).parent / "cli" / "golden" / "article.json"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'https://kg.example/')) }"


@pytest.fixture
def store() -> EmbeddedStore:
    (item,) = prepare([str(ARTICLE)], Settings())
    assert isinstance(item, Prepared)
    held = memory_store()
    held.replace(item.graphs)
    return held


def exported(store: EmbeddedStore, folder: Path) -> list[Path]:
    with files.folder(folder) as out:
        parts.write(store, Form("nquads", "gz"), 60, out)
    found = sorted(folder.iterdir())
    assert len(found) > 2
    return found


def test_virtuoso_loads_the_parts(store: EmbeddedStore, tmp_path: Path) -> None:
    exported(store, tmp_path / "parts")
    with servers.virtuoso(tmp_path / "virtuoso", shared=tmp_path / "parts") as server:
        servers.bulk_load(server, tmp_path / "parts", "*.nq.gz")
        asked = Request(
            f"{server.query}?{urlencode({'query': COUNT})}", headers={"Accept": "application/sparql-results+json"}
        )
        with urlopen(asked) as answer:
            (row,) = json.load(answer)["results"]["bindings"]
    assert int(row["n"]["value"]) == len(list(dump(store)))


def test_oxigraph_loads_the_parts(store: EmbeddedStore, tmp_path: Path) -> None:
    names = [str(path) for path in exported(store, tmp_path / "parts")]
    oxigraph = [servers.oxigraph_binary()]
    at = ["--location", str(tmp_path / "store")]
    subprocess.run([*oxigraph, "load", *at, "--file", *names], check=True, capture_output=True)
    held = subprocess.run([*oxigraph, "dump", *at, "--format", "nq"], check=True, capture_output=True, text=True).stdout
    assert sorted(held.split("\n")[:-1]) == list(dump(store))
