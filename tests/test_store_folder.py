"""What only the store on disk does: its folder, its lock, its history, and what a kill leaves."""

import dataclasses
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from test_store import BASE, FIREFLY, KING, REFERENCE, RUDOLF, article, fresh, iri

from kg import namespaces as ns
from kg.errors import QueryError, StoreError
from kg.query.actors import resolve
from kg.store import EmbeddedView, dump
from kg.store.folder import open_folder_store, open_folder_view
from kg.store.folder.snapshots import Snapshots
from kg.store.shelf import FolderShelf

HERE = Path(__file__).parent


def child(code: str, *arguments: str) -> "subprocess.Popen[str]":
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def filled(folder: Path) -> Path:
    with open_folder_store(folder, BASE) as store:
        store.replace(article("a", RUDOLF))
    return folder


def test_what_is_written_is_read_after_closing(folder: Path) -> None:
    filled(folder)
    with open_folder_view(folder) as view:
        assert list(dump(view)) == fresh(article("a", RUDOLF))
        assert view.base == BASE


def test_several_readers_at_once(folder: Path) -> None:
    filled(folder)
    with open_folder_view(folder) as one, open_folder_view(folder) as two:
        assert list(one.articles()) == list(two.articles()) == [iri("a")]


def test_beside_a_writer_no_other_gets_in_and_is_told_in_one_line(folder: Path) -> None:
    with (
        open_folder_store(folder),
        pytest.raises(StoreError, match=f"is being written by process {os.getpid()}") as refused,
    ):
        open_folder_store(folder, wait=0)
    assert "\n" not in str(refused.value)
    open_folder_store(folder, wait=0).close()


def test_beside_a_writer_readers_read_what_was_published(folder: Path) -> None:
    filled(folder)
    with open_folder_store(folder) as store:
        store.replace(article("b", KING))
        with open_folder_view(folder, wait=0) as view:
            assert list(view.articles()) == [iri("a")]
            store.publish()
            assert list(view.articles()) == [iri("a")]
        with open_folder_view(folder, wait=0) as view:
            assert list(view.articles()) == sorted([iri("a"), iri("b")])


def test_beside_a_reader_a_writer_gets_in(folder: Path) -> None:
    filled(folder)
    with open_folder_view(folder) as view:
        with open_folder_store(folder, wait=0) as store:
            store.remove(iri("a"))
        assert list(dump(view)) == fresh(article("a", RUDOLF))
    with open_folder_view(folder) as view:
        assert not list(view.articles())


def test_a_lock_dies_with_its_process(folder: Path) -> None:
    writer = child(
        "import sys, pathlib; from kg.store.folder import *;"
        " s = open_folder_store(pathlib.Path(sys.argv[1])); print(1, flush=1); input()",
        str(folder),
    )
    assert writer.stdout
    writer.stdout.readline()
    with pytest.raises(StoreError, match=f"process {writer.pid}"):
        open_folder_store(folder, wait=0)
    writer.kill()
    writer.communicate()
    open_folder_store(folder, wait=0).close()


def test_a_path_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for opens in (open_folder_view, open_folder_store):
        with pytest.raises(StoreError, match="this is a file"):
            opens(file)


def test_no_store_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_folder_view(tmp_path)
    with pytest.raises(StoreError, match="no store here"):
        open_folder_view(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_with_other_files_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(StoreError, match=r"other files \(letters.txt\)"):
        open_folder_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_below_a_file_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written: Not a directory"):
        open_folder_store(tmp_path / "file" / "store")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written: Permission denied"):
        open_folder_store(tmp_path / "store")


def test_another_base_is_refused(folder: Path) -> None:
    filled(folder)
    with pytest.raises(StoreError, match=re.escape("not <https://other.example/>")):
        open_folder_store(folder, "https://other.example/")
    open_folder_store(folder, None).close()


@pytest.mark.parametrize(("key", "message"), [("format", "a store of format 99"), ("data", "graphs of model 99")])
def test_another_version_is_refused(folder: Path, key: str, message: str) -> None:
    filled(folder)
    about = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps({**about, key: 99}))
    for opened in (open_folder_store, open_folder_view):
        with pytest.raises(StoreError, match=message):
            opened(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1}'])
def test_a_damaged_description_is_refused(folder: Path, content: str) -> None:
    filled(folder)
    (folder / "store.json").write_text(content)
    with pytest.raises(StoreError, match="does not describe a store"):
        open_folder_view(folder)


def test_the_ontology_is_there_but_not_in_the_dump(folder: Path) -> None:
    filled(folder)
    with open_folder_view(folder) as view:
        assert view.query("ASK { code:act-deny skos:prefLabel ?label }")
        assert not any(ns.ONTOLOGY_GRAPH in line for line in dump(view))
        assert any(ns.ONTOLOGY_GRAPH in line for line in dump(view, ontology=True))


def test_a_changed_ontology_is_loaded_again(folder: Path) -> None:
    filled(folder)
    with open_folder_view(folder) as view:
        before = list(dump(view, ontology=True))
    about = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps({**about, "ontology": "of another version"}))
    with open_folder_store(folder) as store:
        assert len(list(dump(store, ontology=True))) == len(before)


def test_the_former_revision_is_kept_with_its_text(folder: Path) -> None:
    old, new = article("a", RUDOLF, text="old"), article("a", FIREFLY, text="new")
    with open_folder_store(folder) as store:
        store.replace(old)
        store.replace(new)
    (former,) = FolderShelf(folder).former(iri("a"))
    own = {line for line in fresh(old) if ns.article_graph(iri("a")) in line}
    assert set(gzip.decompress(former.read_bytes()).decode().splitlines()) == own
    (text,) = former.parent.glob("*.json.gz")
    assert gzip.decompress(text.read_bytes()) == b"old"


def test_a_removed_article_takes_its_former_revisions_along(folder: Path) -> None:
    with open_folder_store(folder) as store:
        store.replace(article("a", RUDOLF, text="old"))
        store.replace(article("a", FIREFLY, text="new"))
        store.remove(iri("a"))
    assert list(FolderShelf(folder).former(iri("a"))) == []
    assert list(folder.rglob("*.json.gz")) == []


def test_kept_texts_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        filled(tmp_path / name)
        contents.append([path.read_bytes() for path in (tmp_path / name / "texts").rglob("*.gz")])
        time.sleep(1.1)  # gzip writes whole seconds unless told otherwise
    assert contents[0] == contents[1] != []


def test_a_damaged_text_is_named(folder: Path) -> None:
    filled(folder)
    (text,) = (folder / "texts").rglob("*.gz")
    text.write_bytes(b"not gzip")
    with open_folder_view(folder) as view, pytest.raises(StoreError, match="cannot be read"):
        view.kept(text.name.removesuffix(".json.gz"))


def test_orphans_of_a_killed_writer_are_swept(folder: Path) -> None:
    filled(folder)
    FolderShelf(folder).write("ab" * 32, b"written, but its article never was")
    (folder / "texts" / "half.tmp").parent.joinpath("cd").mkdir()
    (folder / "texts" / "cd" / "half.json.gz.tmp").write_bytes(b"")
    (folder / "unclean").touch()
    with open_folder_store(folder) as store:
        (kept,) = (folder / "texts").rglob("*.gz*")
        assert store.names_text(kept.name.removesuffix(".json.gz"))


LOOP = """
import sys, pathlib
from test_store import *
store = open_folder_store(pathlib.Path(sys.argv[1]))
versions = [article("a", RUDOLF, text="old"), article("a", FIREFLY, KING, text="new")]
print("ready", flush=True)
while True:
    for version in versions:
        store.replace(version)
    store.remove(iri("b"))
    store.replace(article("b", KING, text="other"))
"""


def test_killed_at_any_instant_it_holds_old_or_new(folder: Path) -> None:
    old, new = article("a", RUDOLF, text="old"), article("a", FIREFLY, KING, text="new")
    other = article("b", KING, text="other")
    states = {tuple(fresh(*articles)) for articles in ((), (old,), (new,), (old, other), (new, other))}
    moments = random.Random(7)
    for _ in range(8):
        writer = child(LOOP, str(folder))
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.12))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with open_folder_store(folder, wait=0) as store:
            assert tuple(dump(store)) in states
            named = {quad.object.value for quad in store.engine if quad.predicate.value == ns.KG + "keptText"}
            assert {path.name.removesuffix(".json.gz") for path in (folder / "texts").rglob("*.gz")} == named


def test_a_store_of_a_former_kg_is_read_as_it_is_and_written_as_one_of_today(folder: Path) -> None:
    """Before there were snapshots: format 1, whose readers and writer shared the graph."""
    filled(folder)
    about = json.loads((folder / "store.json").read_text())
    del about["graph"]
    (folder / "store.json").write_text(json.dumps({**about, "format": 1}))
    (folder / "names.sqlite").unlink()
    shutil.rmtree(folder / "snapshots")
    with open_folder_view(folder) as view:
        assert list(dump(view)) == fresh(article("a", RUDOLF))
        assert view.counts().articles == 1
    assert not (folder / "snapshots").exists()
    with open_folder_store(folder) as store:
        store.replace(article("b", KING))
    assert json.loads((folder / "store.json").read_text())["format"] == 2
    with open_folder_view(folder) as view:
        assert sorted(view.articles()) == sorted([iri("a"), iri("b")])
        assert view.names is not None


def test_a_text_stays_as_long_as_somebody_may_read_it(folder: Path) -> None:
    with open_folder_store(folder, BASE) as store:
        store.replace(article("a", RUDOLF, text="old"))
    old = hashlib.sha256(b"old").hexdigest()
    with open_folder_view(folder) as view:
        with open_folder_store(folder) as store:
            store.remove(iri("a"))
        assert view.kept(old) == b"old"
    with open_folder_store(folder) as store:
        store.replace(article("b", KING, text="other"))
    assert not list(folder.rglob(f"{old}*"))


def test_what_changes_nothing_makes_no_snapshot(folder: Path) -> None:
    filled(folder)
    (before,) = (folder / "snapshots").iterdir()
    with open_folder_store(folder) as store:
        assert store.replace(article("a", RUDOLF)) == "unchanged"
    assert [path.name for path in (folder / "snapshots").iterdir()] == [before.name]


def test_readers_are_let_see_what_is_stored_now_and_then(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.folder.store.PUBLISH_EVERY", 0)
    with open_folder_store(folder) as store:
        store.replace(article("a", RUDOLF))
        with open_folder_view(folder) as view:
            assert list(view.articles()) == [iri("a")]
            assert view.counts().articles == 1
            assert view.names is not None


def test_counts_that_are_kept_up_to_date_are_those_that_are_counted(folder: Path) -> None:
    steps = [article("a", RUDOLF), article("b", KING), article("a", FIREFLY, text="new"), article("c", RUDOLF, KING)]
    with open_folder_store(folder, BASE) as store:
        for step in steps:
            store.replace(step)
        store.remove(iri("b"))
        assert store.counts() == EmbeddedView.counts(store)
    with open_folder_view(folder) as view:
        assert view.counts() == EmbeddedView.counts(view)


def test_a_name_is_found_by_the_index_as_by_a_search(folder: Path) -> None:
    actor = Quad(NamedNode(RUDOLF), NamedNode(ns.RDF + "type"), NamedNode(ns.KG + "Actor"), REFERENCE)
    graphs = article("a", RUDOLF)
    described = {**graphs.reference, RUDOLF: (*graphs.reference[RUDOLF], actor)}
    with open_folder_store(folder, BASE) as store:
        store.replace(dataclasses.replace(graphs, reference=described))
    with open_folder_view(folder) as view:
        assert view.names
        assert resolve("rudolf rassendyll", "actor", view) == resolve("rassendyll", "actor", view) == RUDOLF
        with pytest.raises(QueryError, match="did you mean 'Rudolf Rassendyll'"):
            resolve("Rudolf Rassendill", "actor", view)
    (folder / "names.sqlite").unlink()
    with open_folder_view(folder) as view:
        assert view.names is None
        assert resolve("rudolf rassendyll", "actor", view) == RUDOLF


def test_a_name_that_goes_is_forgotten_by_the_index(folder: Path) -> None:
    filled(folder)
    with open_folder_store(folder) as store:
        store.remove(iri("a"))
        assert store.names
        assert not list(store.names.holding("Rassendyll"))


def test_an_index_that_is_behind_is_not_asked(folder: Path) -> None:
    filled(folder)
    shutil.copy(folder / "names.sqlite", folder / "former")
    with open_folder_store(folder) as store:
        store.replace(article("b", KING))
    shutil.copy(folder / "former", folder / "names.sqlite")
    with open_folder_view(folder) as view:
        assert view.names is None


def test_what_was_not_published_at_the_end_is_so_by_the_next_writer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(folder)

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    store = open_folder_store(folder)
    store.replace(article("b", KING))
    monkeypatch.setattr(Snapshots, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.close()
    monkeypatch.undo()
    with open_folder_view(folder) as view:
        assert list(view.articles()) == [iri("a")]
    open_folder_store(folder).close()
    with open_folder_view(folder) as view:
        assert sorted(view.articles()) == sorted([iri("a"), iri("b")])


def test_what_a_writer_left_that_was_ended_before_there_was_a_store_is_none(folder: Path) -> None:
    folder.mkdir()
    (folder / "unclean").write_bytes(b"new")
    (folder / "names.sqlite-journal").touch()
    (folder / "graph").mkdir()
    with pytest.raises(StoreError, match="no store here"):
        open_folder_view(folder)
    filled(folder)
    with open_folder_view(folder) as view:
        assert list(view.articles()) == [iri("a")]
