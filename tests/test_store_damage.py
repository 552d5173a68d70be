"""What is lost, flipped, emptied or full: what is said, what is left, and how it is mended."""

import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import killing
import pyoxigraph as ox
import pytest
from shell import unmeasured
from test_store import BASE, fresh

from kg import namespaces as ns
from kg.errors import StoreError
from kg.graph.write import ArticleGraphs
from kg.integrity import check
from kg.query.actors import resolve
from kg.store import dump
from kg.store.folder import open_folder_store, open_folder_view
from kg.store.folder.compaction import compact
from kg.store.folder.reading import opened_graph
from kg.store.ids import find


@pytest.fixture(scope="module")
def read(graphs: Path) -> list[ArticleGraphs]:
    first: list[ArticleGraphs] = pickle.loads(graphs.read_bytes())[0]
    return first


@pytest.fixture
def folder(read: list[ArticleGraphs], tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with open_folder_store(folder) as store:
        for each in read:
            store.replace(each)
    return folder


def told(folder: Path) -> list[str]:
    """The checks that find something."""
    return sorted({fault.check for fault in check(folder).faults})


def the_table_of_files(folder: Path, of: str) -> Path:
    return min((folder / of).rglob("*.sst"), key=lambda path: path.name)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 64
    with path.open("r+b") as file:  # the same file, whatever other names it has
        file.write(content)


def test_a_whole_store_has_no_fault(folder: Path) -> None:
    assert told(folder) == []
    assert check(folder).state == "at rest"


def test_a_bit_that_flips_in_any_file_of_a_snapshot_is_told(folder: Path) -> None:
    flip(the_table_of_files(folder, "snapshots"))
    assert "file" in told(folder)


def test_what_a_graph_has_lost_is_read_off_the_snapshot(folder: Path, read: list[ArticleGraphs]) -> None:
    (folder / "graph" / "CURRENT").unlink()
    with open_folder_view(folder) as view:
        assert list(view.articles()) == sorted(each.article for each in read)
    with pytest.raises(StoreError, match=r"its graph is gone \(graph/CURRENT\)"):
        open_folder_store(folder)
    assert told(folder) == ["file", "graph"]
    assert compact(folder).of_snapshot
    assert told(folder) == []
    with open_folder_store(folder) as store:
        assert list(dump(store)) == fresh(*read)


def test_where_nothing_can_be_read_it_is_said_what_to_do(folder: Path) -> None:
    for path in folder.rglob("*.sst"):
        os.truncate(path, 0)
    with pytest.raises(StoreError, match="its files are damaged"):
        open_folder_view(folder)
    with pytest.raises(StoreError, match=r"neither its graph nor a snapshot .* `kg restore`"):
        compact(folder)


def test_a_lost_description_makes_no_new_store(folder: Path) -> None:
    (folder / "store.json").unlink()
    for opened in (open_folder_store, open_folder_view):
        with pytest.raises(
            StoreError, match=r"lost its store.json \(a copy of it stands in each folder of `snapshots`"
        ):
            opened(folder)
    (copy,) = folder.glob("snapshots/*/store.json")
    (folder / "store.json").write_bytes(copy.read_bytes())
    with open_folder_store(folder) as store:
        assert store.base == BASE
    assert told(folder) == []


def test_a_lost_ontology_is_loaded_again(folder: Path) -> None:
    engine = ox.Store(str(folder / "graph"))
    engine.remove_graph(ox.NamedNode(ns.ONTOLOGY_GRAPH))
    engine.flush()
    del engine
    with open_folder_store(folder) as store:
        assert any(store.quads(ns.ONTOLOGY_GRAPH))


@pytest.mark.parametrize("harm", [Path.unlink, flip, lambda path: path.write_bytes(b"")])
def test_a_text_that_is_lost_or_damaged_comes_again_with_its_article(
    folder: Path, read: list[ArticleGraphs], harm: Callable[[Path], None]
) -> None:
    harm(next((folder / "texts").rglob("*.gz")))
    assert told(folder) == ["text"]
    with open_folder_store(folder) as store:
        again = [store.replace(each) for each in read]
    assert sorted(again) == ["repaired", "unchanged", "unchanged"]
    assert told(folder) == []


def test_what_is_no_article_s_is_told_and_cleared_away(folder: Path) -> None:
    orphan = folder / "texts" / "ab" / ("ab" * 32 + ".json.gz")
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"")
    past = folder / "history" / "c1ed4c184a31cb9d0000"
    past.mkdir(parents=True)
    assert told(folder) == ["leavings"]
    compact(folder)
    assert told(folder) == []
    assert not orphan.exists()
    assert not past.exists()


def test_a_triple_in_two_graphs_and_one_that_nobody_asks_for_are_told(folder: Path) -> None:
    with open_folder_store(folder) as store:
        here, there = (ox.NamedNode(name(BASE)) for name in (ns.reference_graph, ns.actors_graph))
        (quad, *_) = store.quads(here.value)
        store.insert([ox.Quad(quad.subject, quad.predicate, quad.object, there)])
        store.insert([ox.Quad(ox.NamedNode(f"{BASE}x"), quad.predicate, quad.object, there)])
    found = [fault.what for fault in check(folder).faults if fault.check == "graph"]
    assert len(found) == 2
    assert "does too" in found[0]
    assert "no article names it" in found[1]


def test_wrong_counts_and_a_name_that_is_not_found_are_told(folder: Path) -> None:
    (counts,) = folder.glob("snapshots/*/counts.json")
    counts.write_text(counts.read_text().replace('"articles": 3', '"articles": 4'))
    assert told(folder) == ["counts", "file"]


def test_an_emptied_log_takes_back_what_was_not_flushed_and_no_more(graphs: Path, tmp_path: Path) -> None:
    """As a loss of power may: the engine's log was not on the disk yet."""
    folder = tmp_path / "store"
    killing.write(tmp_path / "whole", graphs)
    code = (
        "import sys, os, pickle, signal; sys.path.insert(0, sys.argv[3]); from pathlib import Path;"
        "from kg.store.folder import open_folder_store;"
        "first, later = pickle.loads(Path(sys.argv[2]).read_bytes()); store = open_folder_store(Path(sys.argv[1]));"
        "[store.replace(g) for g in first]; store.publish(); [store.replace(g) for g in later];"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(graphs), str(killing.HERE.parent)], check=False)
    assert done.returncode == -signal.SIGKILL
    for log in (folder / "graph").glob("*.log"):
        os.truncate(log, 0)
    assert check(folder).state == "killed"
    assert not check(folder).faults
    assert not killing.faults_after(folder, graphs, killing.state(tmp_path / "whole")[0])


def _small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))


def test_a_full_disk_is_told_as_that_and_what_is_stored_stays(graphs: Path, tmp_path: Path) -> None:
    """Here no file may grow above some size, which the system answers with another number, and the same meaning."""
    command = [sys.executable, str(killing.HERE / "killing.py"), str(tmp_path / "store"), str(graphs)]
    environment = {**unmeasured(), "PYTHONPATH": str(killing.HERE.parent)}
    done = subprocess.run(
        command, preexec_fn=_small_files, capture_output=True, text=True, env=environment, check=False
    )
    assert "StoreError" in done.stderr.splitlines()[-1]
    assert "the disk is full" in done.stderr.splitlines()[-1]
    killing.write(tmp_path / "whole", graphs)
    assert not killing.faults_after(tmp_path / "store", graphs, killing.state(tmp_path / "whole")[0])


def test_a_fork_of_a_writer_writes_nothing(read: list[ArticleGraphs], tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_folder_store(folder) as store:
        child = os.fork()
        if not child:
            try:
                store.replace(read[0])
            except StoreError as error:
                os._exit(7 if "of which this is a fork" in str(error) else 8)
            os._exit(9)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert store.replace(read[0]) == "added"
    with open_folder_view(folder) as view:
        assert list(view.articles()) == [read[0].article]


def test_a_file_of_the_graph_that_no_snapshot_has_is_looked_at_too(folder: Path) -> None:
    table = the_table_of_files(folder, "graph")
    content = table.read_bytes()
    table.unlink()  # and with it the name that it shares with the snapshot
    table.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "file" in told(folder)
    compact(folder)
    assert told(folder) == []


def test_a_damaged_index_is_searched_around_and_told(folder: Path, read: list[ArticleGraphs]) -> None:
    index = folder / "names.sqlite"
    content = index.read_bytes()
    index.write_bytes(content[:8192] + b"Z" * (len(content) - 8192))
    with open_folder_view(folder) as view:
        assert find(view, read[0].article.rpartition("/")[2]) == read[0].article
        assert resolve("Sergei Lavrov", "actor", view)
    assert told(folder) == ["names"]
    compact(folder)
    assert told(folder) == []


def test_a_triple_in_no_graph_is_told_and_left_out(folder: Path) -> None:
    engine = ox.Store(str(folder / "graph"))
    engine.add(ox.Quad(ox.NamedNode("http://x/"), ox.NamedNode("http://x/"), ox.NamedNode("http://x/")))
    engine.flush()
    del engine
    with open_folder_store(folder) as store:
        store.publish()
    assert told(folder) == ["counts", "graph"]
    compact(folder)
    assert told(folder) == []


def test_an_ontology_with_other_words_is_told_and_loaded_again(folder: Path) -> None:
    with open_folder_store(folder) as store:
        store.insert([ox.Quad(*[ox.NamedNode("http://x/")] * 3, ox.NamedNode(ns.ONTOLOGY_GRAPH))])
    assert told(folder) == ["ontology"]
    compact(folder)
    assert told(folder) == []


def test_a_former_revision_that_cannot_be_read_is_told(folder: Path, graphs: Path) -> None:
    with open_folder_store(folder) as store:
        for each in pickle.loads(graphs.read_bytes())[1]:
            store.replace(each)
    (former,) = (folder / "history").rglob("*.nq.gz")
    os.truncate(former, 0)
    assert told(folder) == ["past"]


def test_what_was_before_curation_stays_until_a_snapshot_is_made_without_it(
    folder: Path, read: list[ArticleGraphs]
) -> None:
    article = read[0].article
    with open_folder_store(folder) as store:
        store.shelf.keep_original(article, "name", ["<a> <b> <c> <d> ."])
        store.shelf.drop_originals(article, None)
        assert store.shelf.original(article, "name") is None
        with open_folder_view(folder) as view:
            assert view.shelf.original(article, "name") == ["<a> <b> <c> <d> ."]
        store.publish()
    assert not list(folder.rglob("name.nq.gz"))


def test_a_lock_that_a_dead_writer_noted_is_not_said_to_be_his(folder: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    (folder / "lock").write_text(str(gone.pid))
    with opened_graph(folder, wait=0), pytest.raises(StoreError, match="is being read by another process"):
        open_folder_store(folder, wait=0)


def test_a_fork_holds_no_lock_of_its_parent_s(folder: Path) -> None:
    store = open_folder_store(folder)
    child = os.fork()
    if not child:
        signal.pause()
    try:
        store.close()
        open_folder_store(folder, wait=0).close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
