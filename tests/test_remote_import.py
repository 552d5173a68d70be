"""`kg import` and `kg retract` on stores behind SPARQL: the same graphs as in a folder, and no half an article."""

import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import Server, clear
from test_store import BASE, FIREFLY, RUDOLF, article, iri
from test_transfer import exported, kg

from kg import namespaces as ns
from kg.errors import StoreError
from kg.graph.write import ArticleGraphs
from kg.remote import Remote
from kg.store import open_store, open_view
from kg.store.remote.client import Client

LAVROV = "2024-01-01-lavrov-united-states.txt"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"{request.param}_server")
    clear(found)
    return found


def test_the_samples_imported_and_one_taken_out(server: Server, samples: Path, store: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    imported = kg("import", samples, "--store", server.query, cwd=tmp_path)
    assert imported.code == 0, imported.err
    assert "19 added" in imported.out or '"added": 19' in imported.out
    assert exported(server.query, tmp_path) == exported(store, tmp_path)
    again = kg("import", samples / LAVROV, "--store", server.query, "--format", "table", cwd=tmp_path)
    assert "1 unchanged" in again.out
    assert kg("validate", "--store", server.query, cwd=tmp_path).code == 0
    kg("load", store, "--store", server.query, cwd=tmp_path)
    kg("pull", here, "--store", server.query, cwd=tmp_path)
    for place in (server.query, here):
        retracted = kg("retract", samples / LAVROV, "--store", place, cwd=tmp_path)
        assert retracted.code == 0, retracted.err
    left = exported(server.query, tmp_path)
    assert left == exported(here, tmp_path)
    assert ns.article_graph(iri("x")).rpartition("/")[0] in left
    assert "add6dbd9d22700089431" not in left


def test_the_texts_of_an_import_lie_with_the_profile(oxigraph_server: Server, samples: Path, tmp_path: Path) -> None:
    clear(oxigraph_server)
    (tmp_path / "kg.toml").write_text(f'[stores.news]\nurl = "{oxigraph_server.query}"\ntexts = "news-texts"\n')
    kg("import", samples / LAVROV, "--store", "news", cwd=tmp_path)
    kept = list((tmp_path / "news-texts" / "texts").glob("*/*.json.gz"))
    assert len(kept) == 1
    told = kg("explain", "e-d4284051f7", "--store", "news", cwd=tmp_path)
    assert "At the United Nations, Russia's representative Vassily Nebenzia accused" in told.out
    (changed := tmp_path / LAVROV).write_text((samples / LAVROV).read_text() + "\n\nChina condemned the remarks.\n")
    assert kg("import", changed, "--store", "news", cwd=tmp_path).code == 0


def test_data_under_another_base_are_not_mixed(oxigraph_server: Server, samples: Path, tmp_path: Path) -> None:
    clear(oxigraph_server)
    kg("import", samples / LAVROV, "--store", oxigraph_server.query, cwd=tmp_path)
    refused = kg(
        "import", samples / LAVROV, "--store", oxigraph_server.query, KG_BASE="https://me.example/", cwd=tmp_path
    )
    assert refused.code == 2
    assert "the store has data under <https://kg.example/>, these are under <https://me.example/>" in refused.err


def revision(who: str, words: str) -> ArticleGraphs:
    """A revision of an article of 1,500 facts and 3,000 triples."""
    made = article("large", who, text=words)
    graph = NamedNode(ns.article_graph(made.article))
    node = NamedNode(made.article)
    more = [
        quad
        for number in range(1500)
        for fact in [NamedNode(f"{made.article}#s-{words}-{number}")]
        for quad in (
            Quad(fact, NamedNode(ns.KG + "article"), node, graph),
            Quad(fact, NamedNode(ns.KG + "content"), Literal(f"{words} {number}"), graph),
        )
    ]
    return ArticleGraphs(made.article, (*made.quads, *more), made.reference, made.actors, made.kept)


COUNTED = "SELECT (COUNT(?s) AS ?n) { ?s kg:article ?a . ?a a kg:Article }"
"""By the pattern that the queries of the library have: a fact counts while its article is one."""


def test_a_transaction_is_seen_wholly_or_not_at_all(oxigraph_server: Server, tmp_path: Path) -> None:
    clear(oxigraph_server)
    remote = Remote(oxigraph_server.query, texts=tmp_path / "texts")
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        with open_view(remote) as view:
            while not stop.is_set():
                seen.add(int(next(view.query(COUNTED))[0].value))  # type: ignore[arg-type]

    with open_store(remote, BASE) as store:
        store.replace(revision(RUDOLF, "old"))
        reader = threading.Thread(target=read)
        reader.start()
        for turn in range(8):
            store.replace(revision(FIREFLY, "new") if turn % 2 else revision(RUDOLF, "old"))
        stop.set()
        reader.join()
    assert seen == {1500}


def test_without_transactions_an_article_is_out_of_sight_while_it_is_replaced(
    virtuoso_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked before and after each request of the writer: all of the article, or nothing of it."""
    clear(virtuoso_server)
    remote = Remote(virtuoso_server.query, texts=tmp_path / "texts")
    seen: list[int] = []
    with open_view(remote) as view, open_store(remote, BASE) as store:

        def look() -> None:
            seen.append(int(next(view.query(COUNTED))[0].value))  # type: ignore[arg-type]

        def watched(name: str) -> None:
            plain = getattr(Client, name)

            def request(*args: object) -> None:
                look()
                plain(*args)
                look()

            monkeypatch.setattr(Client, name, request)

        watched("put")
        watched("update")
        store.replace(revision(RUDOLF, "old"))
        assert seen[-1] == 1500
        store.replace(revision(FIREFLY, "new"))
        store.remove(iri("large"))
    assert set(seen) == {0, 1500}
    assert seen.count(1500) > 1
    assert seen[-1] == 0


def test_what_virtuoso_would_cut_off_is_whole_or_refused(virtuoso_server: Server, tmp_path: Path) -> None:
    clear(virtuoso_server)
    remote = Remote(virtuoso_server.query, texts=tmp_path / "texts")
    large = [revision(RUDOLF, words) for words in "abcd"]
    quads = tuple(quad for made in large for quad in made.quads)
    both = ArticleGraphs(large[0].article, quads, large[0].reference, large[0].actors, large[0].kept)
    with open_store(remote, BASE) as store:
        store.replace(both)
        graph = ns.article_graph(both.article)
        assert len(set(quads)) > 12_000
        assert set(store.quads(graph)) == set(quads)
        rows = store.query(f"SELECT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o")
        assert sum(1 for _ in rows) == len(set(quads))  # type: ignore[union-attr]
        constructed = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o %s }} }}"
        with pytest.raises(StoreError, match="Virtuoso cuts off what has more than 10,000 triples"):
            list(store.query(constructed % ""))  # type: ignore[arg-type]
        assert len(list(store.query(constructed % "FILTER(?p = rdf:type)"))) == 1  # type: ignore[arg-type]
