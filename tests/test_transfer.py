"""`kg load` and `kg pull` between folders, files, and real servers: what is there once is not sent again."""

import gzip
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import servers
import zstandard
from servers import Server, clear
from shell import Done
from test_store import BASE, FIREFLY, KING, RUDOLF, article, iri

from kg.errors import KgError, SourceError
from kg.remote import Remote
from kg.store import dump, open_store, open_view
from kg.transfer.sources import FileSource

PASSWORD = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": servers.PASSWORD}


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two, empty."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    clear(found)
    return found


@pytest.fixture
def samples_store(store: Path, tmp_path: Path) -> Path:
    """The samples, in a folder of this test's own."""
    import shutil

    return Path(shutil.copytree(store, tmp_path / "samples"))


def kg(*args: object, cwd: Path, **env: str) -> Done:
    """One run of the command line, as a shell has it."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    command = [sys.executable, "-m", "kg", *map(str, args)]
    done = subprocess.run(
        command, cwd=cwd, env={**environ, **PASSWORD, **env}, capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def exported(store: Path | str, cwd: Path) -> str:
    done = kg("export", "--no-void", "--store", store, cwd=cwd)
    assert done.code == 0, done.err
    return done.out


def small(folder: Path, *names: str, who: str = RUDOLF) -> Path:
    with open_store(folder, BASE) as store:
        for name in names:
            store.replace(article(name, who))
    return folder


def many(file: Path, count: int) -> Path:
    """N-Quads of so many articles of 500 triples each."""
    with file.open("w") as out:
        for number in range(count):
            node = iri(f"many-{number}")
            graph = node.replace("/article/", "/graph/article/")
            out.write(f"<{node}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
            out.write(f"<https://w3id.org/geopolitical-kg/Article> <{graph}> .\n")
            for line in range(499):
                out.write(
                    f'<{node}#c{line}-{line}> <https://w3id.org/geopolitical-kg/exact> "words {line}" <{graph}> .\n'
                )
    return file


def test_a_store_goes_there_and_comes_back_the_same(server: Server, samples_store: Path, tmp_path: Path) -> None:
    loaded = kg("load", samples_store, "--store", server.query, cwd=tmp_path)
    assert (loaded.code, loaded.err) == (0, "")
    assert "0 graphs were there already" in loaded.out
    assert "verified: counts and words are equal" in loaded.out
    ours = exported(samples_store, tmp_path)
    assert exported(server.query, tmp_path) == ours
    again = kg("load", samples_store, "--store", server.query, cwd=tmp_path)
    assert "0 graphs, 0 quads sent" in again.out
    pulled = kg("pull", "back", "--store", server.query, cwd=tmp_path)
    assert pulled.code == 0, pulled.err
    assert exported("back", tmp_path) == ours
    # The texts came along both ways.
    assert kg("validate", "--store", "back", cwd=tmp_path).code == 0
    assert "0 graphs, 0 quads sent" in kg("pull", "back", "--store", server.query, cwd=tmp_path).out


def test_the_commands_that_ask_a_store_ask_this_one(server: Server, samples_store: Path, tmp_path: Path) -> None:
    kg("load", samples_store, "--store", server.query, cwd=tmp_path)
    for command in (
        ("stats",),
        ("show", "Lavrov"),
        ("show", "2024-01-01-lavrov-united-states"),
        ("explain", "e-d4284051f7"),
        ("query", "alleged", "-p", "accused=US", "-p", "type=ASSAULT"),
        ("validate",),
    ):
        there = kg(*command, "--store", server.query, cwd=tmp_path)
        assert there == kg(*command, "--store", samples_store, cwd=tmp_path), command


def test_without_the_texts_the_words_of_a_fact_are_told(server: Server, samples_store: Path, tmp_path: Path) -> None:
    kg("load", samples_store, "--store", server.query, cwd=tmp_path)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    told = kg("explain", "e-d4284051f7", "--store", server.query, cwd=elsewhere)
    assert "orchestrating an attack on Belgorod" in told.out
    assert "its text lies where the article was imported" in told.out


def test_a_copy_without_texts_is_a_store_all_the_same(server: Server, samples_store: Path, tmp_path: Path) -> None:
    kg("load", samples_store, "--store", server.query, cwd=tmp_path)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    pulled = kg("pull", "copy", "--store", server.query, cwd=elsewhere)
    assert "texts: 0 kept, 19 not to be had from here" in pulled.out
    told = kg("explain", "e-d4284051f7", "--store", "copy", cwd=elsewhere)
    assert "orchestrating an attack on Belgorod" in told.out
    assert kg("show", "add6dbd9d22700089431", "--store", "copy", cwd=elsewhere).code == 0
    assert kg("validate", "--store", "copy", cwd=elsewhere).code == 0


def test_what_others_loaded_stays_and_shared_descriptions_join(server: Server, tmp_path: Path) -> None:
    kg("load", small(tmp_path / "one", "a"), "--store", server.query, cwd=tmp_path)
    two = small(tmp_path / "two", "b", who=KING)
    assert kg("load", two, "--store", server.query, cwd=tmp_path).code == 0
    with open_store(tmp_path / "both", BASE) as both:
        both.replace(article("a", RUDOLF))
        both.replace(article("b", KING))
    assert exported(server.query, tmp_path) == exported("both", tmp_path)


def test_an_article_that_is_there_otherwise_is_replaced(server: Server, tmp_path: Path) -> None:
    kg("load", small(tmp_path / "one", "a"), "--store", server.query, cwd=tmp_path)
    two = small(tmp_path / "two", "a", who=FIREFLY)
    assert "2 graphs" in kg("load", two, "--store", server.query, cwd=tmp_path).out
    assert exported(server.query, tmp_path) == exported(two, tmp_path)


@pytest.mark.parametrize("form", [".nq", ".nq.gz", ".nq.zst", ".trig", ".jsonld"])
def test_files_of_each_form_are_loaded(oxigraph_server: Server, tmp_path: Path, form: str) -> None:
    clear(oxigraph_server)
    store = small(tmp_path / "one", "a", "b")
    format = {".trig": "trig", ".jsonld": "jsonld"}.get(form, "nquads")
    data = kg("export", "--store", store, "--format", format, cwd=tmp_path).out.encode()
    packed = {".gz": gzip.compress, ".zst": zstandard.compress}.get(Path(form).suffix, bytes)
    (file := tmp_path / f"data{form}").write_bytes(packed(data))
    loaded = kg("load", file, "--store", oxigraph_server.query, cwd=tmp_path)
    assert loaded.code == 0, loaded.err
    assert exported(oxigraph_server.query, tmp_path) == exported(store, tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.nt", b"<http://a> <http://b> <http://c> .\n", "no RDF with graphs, by its extension"),
        ("x.nq", b"<http://a> <http://b> <http://c> .\n", "triples outside of all graphs"),
        ("x.nq", b"<http://a> <http://b> <http://c> <http://g> .\nnonsense\n", "not well-formed"),
        ("x.nq", b"_:a <http://b> <http://c> <http://g> .\n", "has blank nodes"),
        ("x.nq.gz", b"no gzip", "cannot be read"),
        (
            "x.nq.gz",
            gzip.compress(b"<http://a> <http://b> <http://c> <http://g> .\n" * 99, mtime=0)[:-20],
            "cannot be read",
        ),
        ("x.nq.zst", b"no zstd", "cannot be read"),
        ("x.nq", b'<http://a> <http://b> "\xff" <http://g> .\n', "UTF-8"),
        ("x.nq", b"<http://a> <http://b> <http://c> <http://\xff> .\n", "UTF-8"),
        ("x.nq", b"<a> <http://b> <http://c> <http://g> .\n", "not well-formed"),
        ("x.nq", b'<http://a> <http://b> "\\q" <http://g> .\n', "not well-formed"),
        ("x.nq", b"<http://a> <http://b> <<( <http://a> <http://b> <http://c> )>> <http://g> .\n", "triple terms"),
        ("gone.nq", None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_is_none_is_told_before_anything_is_sent(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=told):
        FileSource([tmp_path / name])


def test_a_graph_that_is_none_of_kg_s_is_left_alone(oxigraph_server: Server, tmp_path: Path) -> None:
    clear(oxigraph_server)
    file = many(tmp_path / "x.nq", 1)
    file.write_text(file.read_text() + "<http://a> <http://b> <http://c> <http://hr.example/payroll> .\n")
    refused = kg("load", file, "--store", oxigraph_server.query, cwd=tmp_path)
    assert refused.code == 2
    assert "<http://hr.example/payroll> is no graph of kg's" in refused.err
    assert articles(oxigraph_server) == 0


def test_lines_of_another_form_are_read_all_the_same(tmp_path: Path) -> None:
    (file := tmp_path / "x.nq").write_bytes(
        b'# a comment\n<http://a>  <http://b>\t"caf\\u00E9" <http://g> .\r\n\n'
        b"<http://a> <http://b> <http://c> <http://h> .\n"
    )
    with FileSource([file]) as source:
        assert source.sizes() == {"http://g": 1, "http://h": 1}
        assert source.triples("http://g").decode() == '<http://a> <http://b> "café" .\n'


@pytest.mark.parametrize("product", ["oxigraph", "virtuoso"])
def test_a_load_that_is_killed_goes_on_where_it_was(
    product: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(f"{product}_server")
    clear(server)
    file = many(tmp_path / "many.nq", 450)
    command = [sys.executable, "-m", "kg", "load", str(file), "--store", server.query, "--quiet"]
    with subprocess.Popen(command, cwd=tmp_path, env={**os.environ, **PASSWORD}) as process:
        wait_for(lambda: articles(server) >= 50)
        process.send_signal(signal.SIGKILL)
    assert 0 < articles(server) < 450
    again = kg("load", file, "--store", server.query, cwd=tmp_path)
    assert again.code == 0, again.err
    assert " 0 graphs were there already" not in again.out
    assert sorted(exported(server.query, tmp_path).splitlines()) == sorted(file.read_text().splitlines())


def test_a_server_that_goes_away_costs_one_line_and_the_load_goes_on_later(tmp_path: Path) -> None:
    file, port = many(tmp_path / "many.nq", 600), servers.free_port()
    data = tmp_path / "data"
    with servers.oxigraph(data, port=port) as server:
        command = [sys.executable, "-m", "kg", "load", str(file), "--store", server.query]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
            wait_for(lambda: articles(server) >= 50)
            server.process.kill()
            _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    told = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(told) == 1, err
    assert "Traceback" not in err
    with servers.oxigraph(data, port=port) as server:
        again = kg("load", file, "--store", server.query, cwd=tmp_path)
        assert again.code == 0, again.err
        assert sorted(exported(server.query, tmp_path).splitlines()) == sorted(file.read_text().splitlines())


def test_a_full_disk_there_costs_one_line_and_the_load_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of the server's files, since a small disk cannot be had everywhere."""
    file, data = many(tmp_path / "many.nq", 300), tmp_path / "data"
    limited = partial(subprocess.Popen, preexec_fn=_no_large_files, restore_signals=False)
    with monkeypatch.context() as patched:
        patched.setattr(servers.subprocess, "Popen", limited)
        with servers.oxigraph(data) as server:
            patched.undo()
            full = kg("load", file, "--store", server.query, cwd=tmp_path)
    assert full.code == 2
    assert "the disk of the store is full" in full.err
    assert len([line for line in full.err.splitlines() if line.startswith("error: ")]) == 1
    with servers.oxigraph(data) as server:
        again = kg("load", file, "--store", server.query, cwd=tmp_path)
        assert again.code == 0, again.err


def _no_large_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))


def test_a_wrong_password_is_told_and_not_shown(virtuoso_server: Server, tmp_path: Path) -> None:
    store = small(tmp_path / "one", "a")
    wrong = "wr0ng-and-long"
    refused = kg("load", store, "--store", virtuoso_server.query, cwd=tmp_path, KG_STORE_PASSWORD=wrong)
    assert refused.code == 2
    assert "the store refuses this login" in refused.err
    assert wrong not in refused.err + refused.out
    assert refused.err.count("\n") == 1


def test_without_a_password_a_login_is_asked_for(virtuoso_server: Server, tmp_path: Path) -> None:
    store = small(tmp_path / "one", "a")
    refused = kg(
        "load",
        store,
        "--store",
        virtuoso_server.query,
        cwd=tmp_path,
        KG_STORE_PASSWORD="",
        NETRC=str(tmp_path / "none"),
    )
    assert refused.code == 2
    assert "the store wants a login (user and password by KG_STORE_USER and KG_STORE_PASSWORD" in refused.err


@pytest.fixture
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A Virtuoso, and a folder that its bulk loader may read."""
    base = tmp_path_factory.mktemp("bulk")
    (shared := base / "shared").mkdir()
    with servers.virtuoso(base / "data", shared=shared) as server:
        yield server, shared


def test_the_bulk_loader_of_virtuoso(shared_folder: tuple[Server, Path], samples_store: Path, tmp_path: Path) -> None:
    server, shared = shared_folder
    loaded = kg("load", samples_store, "--store", server.query, "--bulk", shared, cwd=tmp_path)
    assert loaded.code == 0, loaded.err
    assert exported(server.query, tmp_path) == exported(samples_store, tmp_path)
    assert list(shared.iterdir()) == []


def test_what_kg_load_cannot_do_is_told(oxigraph_server: Server, tmp_path: Path) -> None:
    for args, told in (
        (("load", "x.nq"), "writes to a store behind SPARQL"),
        (("load", "--store", oxigraph_server.query), "no source given"),
        (("load", "x.nq", "--store", oxigraph_server.query, "--bulk", tmp_path), "cannot be read"),
        (("pull", "x"), "reads a store behind SPARQL"),
    ):
        done = kg(*args, cwd=tmp_path)
        assert done.code == 2
        assert told in done.err
    bulk = kg("load", small(tmp_path / "s", "a"), "--store", oxigraph_server.query, "--bulk", tmp_path, cwd=tmp_path)
    assert "kg drives no bulk loader of Oxigraph" in bulk.err


def test_a_difference_at_the_end_is_found(oxigraph_server: Server, tmp_path: Path) -> None:
    """The guard can fail: somebody changes what has just arrived."""
    from kg.store.remote import RemoteStore, open_remote_store
    from kg.transfer import Progress, transfer
    from kg.transfer.targets import RemoteTarget

    clear(oxigraph_server)
    file = many(tmp_path / "many.nq", 3)
    remote = Remote(oxigraph_server.query, texts=tmp_path / "texts")
    with FileSource([file]) as source, open_remote_store(remote, BASE) as store:
        assert isinstance(store, RemoteStore)

        class Meddled(RemoteTarget):
            def finish(self) -> None:
                super().finish()
                graph = next(iter(source.sizes()))
                store.put_graph(graph, source.triples(graph).replace(b'"words 7"', b'"other words"'))

        target = Meddled(store)
        phases: list[Progress] = []
        with pytest.raises(KgError, match="1 of 3 graphs are there otherwise than they were sent"):
            transfer(source, target, phases.append)
        target.close()
    assert {progress.phase for progress in phases} == {"loading", "verifying"}


def articles(server: Server) -> int:
    with open_view(Remote(server.query, product=server.product)) as view:
        rows = view.query("SELECT (COUNT(?a) AS ?n) { ?a a kg:Article }")
        return int(next(rows)[0].value)  # type: ignore[arg-type]


def wait_for(happened: object, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.02)


def test_a_dump_of_what_was_pulled_is_a_dump(tmp_path: Path) -> None:
    """A folder that a pull fills is a store like any other."""
    from kg.transfer import transfer
    from kg.transfer.sources import StoreSource
    from kg.transfer.targets import FolderTarget

    source = small(tmp_path / "one", "a", "b")
    with open_view(source) as view, open_store(tmp_path / "two", BASE) as store:
        done = transfer(StoreSource(view), FolderTarget(store))  # type: ignore[arg-type]
        assert (done.graphs, done.texts, done.missing) == (3, 2, 0)
        assert list(dump(store)) == list(dump(view))
