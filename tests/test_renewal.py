"""A store of the former model is refused with the command that makes a new one of its kept texts; that command.

``tests/former/`` holds what kg wrote before it knew sides: three articles, one with an address in Cyrillic, one whose
outlet its importer told, one with headings.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import servers

from kg import namespaces as ns
from kg.importing import Summary
from kg.renewal import renew
from kg.settings import Settings
from kg.store import View, dump, open_store, open_view
from kg.stored import stored_article

FORMER = Path(__file__).parent / "former"
RECORDS = [json.loads(line) for line in (FORMER / "texts.jsonl").read_text("utf-8").splitlines()]
REFUSED = "graphs of the former model 1; this kg reads model 2 (`kg renew former -o NEW` makes a new store of its kept"
ARTICLE = "24a700e98b5e170a6689"


def keep_texts(folder: Path) -> None:
    for record in RECORDS:
        written = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
        sha = hashlib.sha256(written).hexdigest()
        path = folder / "texts" / sha[:2] / f"{sha}.json.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(written))


@pytest.fixture
def former(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store as kg wrote it then, in the working folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "former"
    folder.mkdir()
    shutil.copy(FORMER / "store.json", folder)
    engine = ox.Store(str(folder / "graph"))
    engine.bulk_load(path=str(FORMER / "graphs.trig"), format=ox.RdfFormat.TRIG)
    engine.flush()
    keep_texts(folder)
    return folder


def kg(*args: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in ("KG_STORE", "KG_BASE")}
    root = str(Path(__file__).parent.parent)
    command = [sys.executable, "-m", "kg", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**environment, "PYTHONPATH": root})


@pytest.mark.parametrize(
    "args",
    [
        ["stats", "--store", "former"],
        ["query", "who-said", "--store", "former"],
        ["show", ARTICLE, "--store", "former"],
        ["explain", "s-ea5ed22b32", "--store", "former"],
        ["export", "--store", "former"],
        ["validate", "--store", "former"],
        ["retract", ARTICLE, "--store", "former"],
        ["import", "a.txt", "--store", "former"],
        ["load", "former", "--store", "http://127.0.0.1:9/sparql"],
    ],
    ids=lambda args: args[0],
)
def test_every_command_that_opens_it_names_the_one_that_renews_it(former: Path, args: list[str]) -> None:
    Path("a.txt").write_text("Iran accused Israel of an attack on Isfahan.\n")
    before = (former / "store.json").read_bytes()
    done = kg(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert f"former: {REFUSED}" in done.stderr
    assert (former / "store.json").read_bytes() == before


def renewed(former: Path, new: Path) -> Summary:
    with open_view(former, any_model=True) as view:
        return renew(view, Settings(), lambda: open_store(new, view.base))


def about(view: View, iri: str) -> set[str]:
    """What is told of an article itself, apart from what was read off it."""
    left = ("keptText", "mentions", "extraction")
    quads = (quad for quad in view.quads(ns.article_graph(iri)) if quad.subject == ox.NamedNode(iri))
    return {str(quad.triple) for quad in quads if not quad.predicate.value.endswith(left)}


def test_the_articles_of_a_renewed_store_are_the_same(former: Path, tmp_path: Path) -> None:
    summary = renewed(former, tmp_path / "new")
    assert (summary.exit_code, dict(summary.outcomes)) == (0, {"added": 3})
    with open_view(former, any_model=True) as old, open_view(tmp_path / "new") as new:
        assert list(old.articles()) == list(new.articles())
        for record in RECORDS:
            assert about(old, record["article"]) == about(new, record["article"])
            stored = stored_article(new, record["article"])
            assert stored.text == record["text"]
            assert [list(span) for span in stored.headings] == record["headings"]
            assert list(stored.given) == record.get("given", [])
        assert not any("State>" in line for line in dump(new) if "geopolitical-kg/from" in line)
        assert new.query("ASK { ?fact kg:fromSide ?side }")


def test_a_renewal_that_is_broken_off_leaves_the_old_store_and_goes_on(former: Path, tmp_path: Path) -> None:
    def stop(summary: Summary) -> None:
        raise KeyboardInterrupt

    with open_view(former, any_model=True) as view:
        before = list(dump(view))
        with pytest.raises(KeyboardInterrupt):
            renew(view, Settings(), lambda: open_store(tmp_path / "new", view.base), stop)
        assert list(dump(view)) == before
    assert dict(renewed(former, tmp_path / "new").outcomes) == {"added": 2, "unchanged": 1}


def test_an_article_whose_text_is_elsewhere_is_named(former: Path, tmp_path: Path) -> None:
    shutil.rmtree(former / "texts")
    keep_texts(tmp_path / "all")
    lost = RECORDS[0]["article"]
    for path in (tmp_path / "all" / "texts").glob("*/*"):
        if json.loads(gzip.decompress(path.read_bytes()))["article"] != lost:
            kept = former / path.relative_to(tmp_path / "all")
            kept.parent.mkdir(parents=True)
            path.rename(kept)
    done = kg("renew", "former", "-o", "new", "--format", "table")
    assert done.returncode == 1
    assert f"refused: {lost}: the store keeps no text of this hash (import it anew from where it came)" in done.stderr
    assert done.stdout.startswith("articles: 2 added, 1 refused\n")


def test_settings_of_today_give_no_outlet(former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PUBLISHER", "Today's Times")
    assert kg("renew", "former", "-o", "new", "-q").returncode == 0
    with open_view(tmp_path / "new") as view:
        assert not any("Today's Times" in line for line in dump(view))


def test_a_store_of_this_model_is_read_anew_too(former: Path, tmp_path: Path) -> None:
    renewed(former, tmp_path / "new")
    again = renewed(tmp_path / "new", tmp_path / "newer")
    assert dict(again.outcomes) == {"added": 3}
    with open_view(tmp_path / "new") as one, open_view(tmp_path / "newer") as other:
        assert list(dump(one)) == list(dump(other))


def test_no_store_is_renewed_into_itself(former: Path) -> None:
    done = kg("renew", "former", "-o", "./former")
    assert (done.returncode, done.stdout) == (2, "")
    assert "this is the store itself" in done.stderr


@pytest.mark.parametrize("product", ["oxigraph", "virtuoso"])
def test_behind_sparql_too(product: str, former: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server: servers.Server = request.getfixturevalue(f"{product}_server")
    servers.clear(server)
    written = tmp_path / "former.nq"
    written.write_bytes(ox.serialize(ox.parse(path=str(FORMER / "graphs.trig"), format=ox.RdfFormat.TRIG),
                                     format=ox.RdfFormat.N_QUADS) or b"")  # fmt: skip
    Path("a.txt").write_text("It rains.")
    refused = kg("load", str(written), "--store", server.query)
    assert "graphs of the former model (renew the store that they come from by kg renew" in refused.stderr
    load(server, written)
    for args in (["stats"], ["query", "who-said"], ["import", "a.txt"], ["pull", "copy"]):
        done = kg(*args, "--store", server.query) if args[0] != "pull" else kg("pull", "--store", server.query, "copy")
        assert done.returncode == 2, done.stderr
        assert f"{server.query}: graphs of the former model 1" in done.stderr
    keep_texts(next(iter(Path("kg-remote").iterdir()), Path("kg-remote")))
    done = kg("renew", server.query, "-o", "new", "--format", "table")
    assert done.stdout.startswith("articles: 3 added, 0 refused\n"), done.stderr


def load(server: servers.Server, file: Path) -> None:
    if server.product == "virtuoso":
        folder = server.folder / "former"
        folder.mkdir(exist_ok=True)
        shutil.copy(file, folder / "former.nq")
        servers.bulk_load(server, folder)
    else:
        import requests

        requests.post(
            server.graphs, data=file.read_bytes(), headers={"Content-Type": "application/n-quads"}, timeout=60
        ).raise_for_status()
