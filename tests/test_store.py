"""One contract, run over every backend."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean
from servers import Server, clear

from kg import namespaces as ns
from kg.errors import QueryError, StoreError, UsageError
from kg.graph.write import ArticleGraphs
from kg.query.actors import resolve
from kg.remote import Remote
from kg.store import Solutions, Store, View, dump, memory_store, open_store
from kg.store.ids import find

BASE = ns.DEFAULT_BASE
REFERENCE, ACTORS = NamedNode(ns.reference_graph(BASE)), NamedNode(ns.actors_graph(BASE))
LABEL, OF_STATE = NamedNode(ns.RDFS + "label"), NamedNode(ns.KG + "ofState")
BACKENDS: dict[str, Callable[[Path, pytest.FixtureRequest], Store]] = {
    "memory": lambda folder, request: memory_store(BASE),
    "folder": lambda folder, request: open_store(folder / "store", BASE),
    "oxigraph over HTTP": lambda folder, request: open_store(
        remote(request.getfixturevalue("oxigraph_server"), folder), BASE
    ),
    "virtuoso over HTTP": lambda folder, request: open_store(
        remote(request.getfixturevalue("virtuoso_server"), folder), BASE
    ),
}


def remote(server: Server, folder: Path) -> Remote:
    """An empty store there, its texts in a folder of its own."""
    clear(server)
    return Remote(server.query, texts=folder / "texts")


# Who is described, and whom the description names. Mars and Venus name each other: a cycle must not keep itself alive.
WORLD = {
    ns.WD + "Q1": ("Ruritania", None, REFERENCE),
    ns.WD + "Q2": ("Freedonia", None, REFERENCE),
    ns.WD + "Q10": ("Rudolf Rassendyll", ns.WD + "Q1", REFERENCE),
    ns.WD + "Q11": ("Rufus T. Firefly", ns.WD + "Q2", REFERENCE),
    BASE + "tenure/q10-king": ("King of Ruritania", ns.WD + "Q10", REFERENCE),
    BASE + "actor/mars": ("Mars League", BASE + "actor/venus", ACTORS),
    BASE + "actor/venus": ("Venus League", BASE + "actor/mars", ACTORS),
    BASE + "actor/herald": ("The Strelsau Herald", ns.WD + "Q1", ACTORS),
}


def iri(name: str) -> str:
    return ns.article(BASE, url=None, id=name, text="")


def describe(node: str) -> tuple[Quad, ...]:
    label, named, graph = WORLD[node]
    quads = [Quad(NamedNode(node), LABEL, Literal(label), graph)]
    return (*quads, Quad(NamedNode(node), OF_STATE, NamedNode(named), graph)) if named else tuple(quads)


def article(name: str, *named: str, text: str = "") -> ArticleGraphs:
    """An article that names these entities, with all descriptions that it needs."""
    node, graph = NamedNode(iri(name)), NamedNode(ns.article_graph(iri(name)))
    kept = (text or name).encode()
    quads = [
        Quad(node, NamedNode(ns.RDF + "type"), NamedNode(ns.KG + "Article"), graph),
        Quad(node, NamedNode(ns.KG + "keptText"), Literal(hashlib.sha256(kept).hexdigest()), graph),
        *(Quad(node, NamedNode(ns.KG + "mentions"), NamedNode(entity), graph) for entity in named),
    ]
    reference, actors = {}, {}
    todo = list(named)
    while todo:
        entity = todo.pop()
        group = actors if WORLD[entity][2] == ACTORS else reference
        if entity not in group:
            group[entity] = describe(entity)
            todo += [WORLD[entity][1]] if WORLD[entity][1] else []
    return ArticleGraphs(node.value, tuple(quads), reference, actors, kept)


RUDOLF, FIREFLY, KING = ns.WD + "Q10", ns.WD + "Q11", BASE + "tenure/q10-king"


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with BACKENDS[request.param](tmp_path, request) as opened:
        yield opened


def labels(view: View) -> set[str]:
    return {
        quad.object.value
        for graph in (REFERENCE, ACTORS)
        for quad in view.quads(graph.value)
        if quad.predicate == LABEL
    }


def fresh(*articles: ArticleGraphs) -> list[str]:
    with memory_store(BASE) as store:
        for graphs in articles:
            store.replace(graphs)
        return list(dump(store))


def test_every_backend_keeps_the_protocol(store: Store) -> None:
    assert isinstance(store, Store)
    assert isinstance(store, View)
    assert store.base == BASE


def test_a_new_article_is_added(store: Store) -> None:
    assert store.replace(article("a", RUDOLF)) == "added"
    assert list(store.articles()) == [iri("a")]
    assert labels(store) == {"Rudolf Rassendyll", "Ruritania"}


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    store.replace(article("a", RUDOLF))
    before = list(dump(store))
    assert store.replace(article("a", RUDOLF)) == "unchanged"
    assert list(dump(store)) == before


def test_a_new_revision_replaces_the_old_one_with_its_text_and_its_descriptions(store: Store) -> None:
    old, new = article("a", RUDOLF, text="old"), article("a", FIREFLY, text="new")
    store.replace(old)
    assert store.replace(new) == "replaced"
    assert list(dump(store)) == fresh(new)
    assert store.kept(hashlib.sha256(b"new").hexdigest()) == b"new"
    with pytest.raises(StoreError, match="keeps no text"):
        store.kept(hashlib.sha256(b"old").hexdigest())


def test_a_description_stays_as_long_as_another_article_names_it(store: Store) -> None:
    store.replace(article("a", RUDOLF))
    store.replace(article("b", KING))
    assert store.remove(iri("a"))
    assert labels(store) == {"King of Ruritania", "Rudolf Rassendyll", "Ruritania"}
    assert store.remove(iri("b"))
    assert list(dump(store)) == []


def test_descriptions_that_only_name_each_other_go(store: Store) -> None:
    store.replace(article("a", BASE + "actor/mars"))
    assert labels(store) == {"Mars League", "Venus League"}
    store.remove(iri("a"))
    assert labels(store) == set()


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    assert store.remove(iri("nothing")) is False


def test_a_text_that_two_articles_share_stays_until_both_are_gone(store: Store) -> None:
    sha = hashlib.sha256(b"wire copy").hexdigest()
    store.replace(article("a", text="wire copy"))
    store.replace(article("b", text="wire copy"))
    store.remove(iri("a"))
    assert store.kept(sha) == b"wire copy"
    store.remove(iri("b"))
    with pytest.raises(StoreError):
        store.kept(sha)


def test_a_changed_description_replaces_the_stored_one(store: Store) -> None:
    store.replace(article("a", RUDOLF))
    renamed = Quad(NamedNode(RUDOLF), LABEL, Literal("Rudolf V"), REFERENCE)
    store.replace(ArticleGraphs(iri("b"), article("b", RUDOLF).quads, {RUDOLF: (renamed,)}, {}, b"b"))
    assert "Rudolf V" in labels(store)
    assert "Rudolf Rassendyll" not in labels(store)


def test_no_triple_stands_in_two_graphs(store: Store) -> None:
    for name in "abc":
        store.replace(article(name, *WORLD))
    triples = [line.rpartition(" <")[0] for line in dump(store)]
    assert len(triples) == len(set(triples))


def test_what_the_articles_do_not_name_is_not_stored(store: Store) -> None:
    store.replace(article("a", RUDOLF, FIREFLY))
    idle = article("b")
    store.replace(ArticleGraphs(idle.article, idle.quads, {KING: describe(KING)}, {}, idle.kept))
    assert "King of Ruritania" not in labels(store)


def test_literals_that_the_engine_rewrites_are_no_change(store: Store) -> None:
    graphs = article("a", RUDOLF)
    node, graph = graphs.quads[0].subject, graphs.quads[0].graph_name
    score = Literal("0.50", datatype=NamedNode(ns.XSD + "decimal"))
    graphs = ArticleGraphs(
        graphs.article,
        (*graphs.quads, Quad(node, NamedNode(ns.KG + "score"), score, graph)),
        graphs.reference,
        graphs.actors,
        graphs.kept,
    )
    store.replace(graphs)
    assert store.replace(graphs) == "unchanged"


@pytest.mark.parametrize(
    "text", ['"quoted" \\ back', "tab\tline\nfeed\r", "\x00\x1f\x7f\x85\u2028", "\\u0022 } } #", "🛢️ нефть"]
)
def test_any_text_survives_a_replacement(store: Store, text: str) -> None:
    store.replace(article("a", RUDOLF))
    changed = article("a", FIREFLY)
    title = Quad(
        changed.quads[0].subject, NamedNode(ns.SCHEMA + "headline"), Literal(text), changed.quads[0].graph_name
    )
    store.replace(ArticleGraphs(changed.article, (*changed.quads, title), changed.reference, {}, changed.kept))
    assert title in set(store.quads(ns.article_graph(iri("a"))))
    assert all(line.endswith(" .") for line in dump(store))


def test_queries_see_the_union_and_know_our_prefixes(store: Store) -> None:
    store.replace(article("a", RUDOLF))
    rows = store.query("SELECT ?label { ?article kg:mentions/rdfs:label ?label }")
    assert isinstance(rows, Solutions)
    assert [row["label"].value for row in rows] == ["Rudolf Rassendyll"]
    assert isinstance(store.query("ASK { ?s ?p ?o }"), QueryBoolean)
    triples = store.query("CONSTRUCT WHERE { ?s a kg:Article }")
    assert [triple.subject.value for triple in triples] == [iri("a")]


def test_ids_and_names_are_found(store: Store) -> None:
    one, type, ruritania = article("one", ns.WD + "Q1"), NamedNode(ns.RDF + "type"), NamedNode(ns.WD + "Q1")
    fact = Quad(NamedNode(iri("one") + "#s-0123456789"), type, NamedNode(ns.KG + "Statement"), one.quads[0].graph_name)
    described = (*describe(ns.WD + "Q1"), Quad(ruritania, type, NamedNode(ns.KG + "Actor"), REFERENCE))
    store.replace(replace(one, quads=(*one.quads, fact), reference={ruritania.value: described}))
    store.replace(article("two"))
    for id, found in ((iri("one")[-20:], iri("one")), ("s-0123456789", fact.subject.value), ("Q1", ruritania.value)):
        assert find(store, id) == found
    assert resolve("rURITANIA", "actor", store) == ruritania.value
    with pytest.raises(UsageError, match="nothing under the id 's-9876543210'"):
        find(store, "s-9876543210")


@pytest.mark.parametrize("text", ["INSERT DATA { <http://x> <http://x> 1 }", "DROP ALL", "SELECT ?x {", "nonsense"])
def test_what_is_no_query_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.query(text)


def test_counts(store: Store) -> None:
    store.replace(article("a", RUDOLF))
    store.replace(article("b", RUDOLF))
    counts = store.counts()
    assert (counts.articles, counts.statements, counts.unread) == (2, 0, {})
    assert counts.quads == len(list(dump(store)))


def test_what_articles_leave_unread_adds_up(store: Store) -> None:
    for name, why, number in (("a", "nobody's word", 2), ("b", "nobody's word", 3), ("c", "may be no event: sport", 1)):
        graphs = article(name, RUDOLF)
        node, graph = NamedNode(iri(name) + "#unread-1"), NamedNode(ns.article_graph(iri(name)))
        told = {"unreadReason": Literal(why), "unreadFacts": Literal(number)}
        unread = [Quad(node, NamedNode(ns.KG + property), value, graph) for property, value in told.items()]
        store.replace(replace(graphs, quads=(*graphs.quads, *unread)))
    assert store.counts().unread == {"may be no event: sport": 1, "nobody's word": 5}


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_a_dump_is_sorted(store: Store) -> None:
    for name in "abcdefgh":
        store.replace(article(name, *WORLD))
    lines = list(dump(store))
    assert lines == sorted(lines)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.one_of(st.none(), st.sets(st.sampled_from(sorted(WORLD)), max_size=3)),
        st.sampled_from(["one text", "another text"]),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_final_set_of_articles_matters(steps: list[tuple[str, set[str] | None, str]]) -> None:
    """Any sequence of imports, re-imports and removals ends in what the last revisions give, imported afresh."""
    final: dict[str, ArticleGraphs] = {}
    with memory_store(BASE) as store:
        for name, named, text in steps:
            if named is None:
                assert store.remove(iri(name)) == (name in final)
                final.pop(name, None)
            else:
                final[name] = article(name, *sorted(named), text=text)
                store.replace(final[name])
        assert list(dump(store)) == fresh(*final.values()) == fresh(*reversed(final.values()))
        for graphs in final.values():
            assert store.kept(hashlib.sha256(graphs.kept).hexdigest()) == graphs.kept
