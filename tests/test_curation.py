"""Decisions of a curation file: what they do to graphs, that they are taken back to the byte, and what is refused."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg import curation
from kg import namespaces as ns
from kg.curation import Refused
from kg.errors import StoreError
from kg.graph.write import ArticleGraphs
from kg.pipeline import Prepared, prepare
from kg.query.actors import values
from kg.settings import load
from kg.store import EmbeddedStore, View, dump, memory_store, open_store, open_view
from kg.store.folder import open_folder_store

RECORDS = [
    {
        "id": "one",
        "published": "2024-03-01T00:00:00Z",
        "publisher": "Morning Echo",
        "text": """Boris Vellin, the Russian deputy trade minister, accused the United States of blocking talks. Vellin
said that Ruritania Gas would stop deliveries to Germany. Ruritania Gas said that it had not decided.""",
    },
    {
        "id": "two",
        "published": "2024-05-02T00:00:00Z",
        "publisher": "The Morning Echo",
        "text": "Borys Vellin criticised Japan on Thursday. Sergey Lavrov accused Borys Vellin of lying.",
    },
    {
        "id": "three",
        "published": "2019-01-02T00:00:00Z",
        "publisher": "Evening Post",
        "text": """Boris Vellin criticised Japan. Sergey Lavrov said that Boris Vellin had met officials. The United
States threatened to impose sanctions on Ruritania Gas Company.""",
    },
]
ONE, TWO, THREE = (ns.article(ns.DEFAULT_BASE, url=None, id=str(record["id"]), text="") for record in RECORDS)
BASE = ns.DEFAULT_BASE
VELLIN = BASE + "actor/vellin"
BORIS = BASE + "actor/boris-vellin-rus-0148"
BORYS = BASE + "actor/borys-vellin-xxx-9087"
WHOLE = 'actor actor:vellin person "Boris Vellin" of RUS'
SAME = f"""{WHOLE}
same actor:boris-vellin-rus-0148 actor:vellin   # by the spelling of the post
same actor:borys-vellin-xxx-9087 actor:vellin
same actor:boris-vellin-xxx-e3f2 actor:vellin
"""
SOME = [
    "same actor:boris-vellin-rus-0148 actor:vellin",
    "same actor:borys-vellin-xxx-9087 actor:vellin",
    "same actor:boris-vellin-xxx-e3f2 actor:vellin",
    'alias actor:vellin "Borys Vellin"',
    'alias wd:Q159 "Rossiya"',
    'alias wd:Q30 "Yankees"',
    'post actor:vellin "deputy trade minister" of RUS from 2023-01-01',
    'post wd:Q58217 "Chief of Chess" of wd:Q30 from 2019-01-01 to 2020-01-01',
    """actor actor:ruritania-gas-xxx-a610 company "Ruritania Gas" of DEU
same actor:ruritania-gas-company-xxx-4d47 actor:ruritania-gas-xxx-a610""",
    """actor actor:morning-echo-xxx-beb0 media-outlet "Morning Echo"
same actor:the-morning-echo-xxx-d395 actor:morning-echo-xxx-beb0""",
    f"misread wd:Q58217 actor:vellin in <{THREE}>",
    f"misread wd:Q17 wd:Q159 in <{TWO}>",
    "differ actor:borys-vellin-xxx-9087 wd:Q58217",
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return path


class Read(list[ArticleGraphs]):
    """What articles bring; a failing test prints it short."""

    def __repr__(self) -> str:
        return f"Read({len(self)})"


@pytest.fixture(scope="module")
def read(file: Path) -> Read:
    """What the articles bring, read once."""
    ready = [item for item in prepare([str(file)], load({})) if isinstance(item, Prepared)]
    assert [item.graphs.article for item in ready] == [ONE, TWO, THREE]
    return Read(item.graphs for item in ready)


def curate(store: EmbeddedStore, text: str) -> curation.Summary:
    return curation.curate(store, text, curation.decisions(text, BASE, "file", curation.describer(store)), "shacl")


def stored(read: Sequence[ArticleGraphs], text: str = "") -> EmbeddedStore:
    """A store that these are imported into in this order, with decisions in force before the first."""
    store = memory_store(BASE)
    curate(store, text)
    for graphs in read:
        add(store, graphs)
    return store


def add(store: EmbeddedStore, graphs: ArticleGraphs) -> None:
    """As an import does."""
    found = curation.curated(graphs, curation.in_force(store), BASE)
    store.replace(found.graphs if found else graphs, graphs if found else None)


def asked(store: View, names: str, pattern: str) -> list[tuple[str, ...]]:
    """The rows that a pattern has in a store, sorted."""
    return sorted(values(f"SELECT {names} {{ {pattern} }}", store))


# --- what decisions do ------------------------------------------------------------------------------------------------


def test_same_makes_one_of_two_wherever_they_are_named(read: list[ArticleGraphs]) -> None:
    store = stored(read)
    assert len(asked(store, "?fact ?role ?act", f"?fact ?role <{BORYS}> ; kg:act ?act")) == 2
    summary = curate(store, SAME)
    assert (summary.changed, summary.lines) == (3, 4)
    assert asked(store, "?fact ?role", f"?fact ?role <{BORYS}>") == asked(store, "?p ?o", f"<{BORYS}> ?p ?o") == []
    speaking = {fact.partition("#")[0] for (fact,) in asked(store, "?fact", f"?fact kg:speaker <{VELLIN}>")}
    assert speaking == {ONE, TWO, THREE}
    assert asked(store, "?label", f"<{VELLIN}> rdfs:label ?label") == [("Boris Vellin",)]
    assert len(asked(store, "?article", f"?article kg:mentions <{VELLIN}>")) == 3


def test_sides_and_posts_are_those_of_whoever_it_is(read: list[ArticleGraphs]) -> None:
    store = stored(read)
    of_russia = f"<{TWO}> ^kg:article ?fact . ?fact kg:act code:act-criticise ; kg:fromSide wd:Q159"
    assert asked(store, "?fact", of_russia) == []
    curate(store, f"same <{BORYS}> wd:Q58217")
    assert len(asked(store, "?fact", of_russia)) == 1
    in_post = f"{of_russia} ; kg:onBehalfOf wd:Q159 ; kg:inTenure ?post . ?post kg:holder wd:Q58217 ; kg:from ?day"
    assert len(asked(store, "?fact", in_post)) == 1


def test_what_is_no_person_holds_no_post(read: list[ArticleGraphs]) -> None:
    store = stored(read, f'actor actor:vellin company "Vellin" of RUS\nsame <{BORIS}> actor:vellin')
    assert len(asked(store, "?said", f"?said kg:speaker <{VELLIN}>")) == 2
    assert (
        asked(store, "?post", f"?post kg:holder <{VELLIN}>")
        == asked(store, "?said", f"?said kg:speaker <{VELLIN}> ; kg:inTenure ?p")
        == []
    )


def test_a_provisional_outlet_is_another_too(read: list[ArticleGraphs]) -> None:
    store = stored(read, SOME[9])
    assert {outlet for _, outlet in asked(store, "?article ?outlet", "?article schema:publisher ?outlet")} == {
        BASE + "actor/morning-echo-xxx-beb0",
        BASE + "actor/evening-post-xxx-9a6e",
    }


def test_steps_lead_to_whoever_stands_at_their_end(read: list[ArticleGraphs]) -> None:
    steps = f"{WHOLE}\nsame actor:borys-vellin-xxx-9087 actor:boris-vellin-rus-0148\nsame <{BORIS}> actor:vellin"
    store = stored(read, steps)
    assert {
        article for article, _ in asked(store, "?article ?h", f"?article kg:mentions <{VELLIN}> ; kg:textHash ?h")
    } == {ONE, TWO}


def test_an_alias_is_whoever_is_called_so_and_nobody_known(read: list[ArticleGraphs]) -> None:
    store = stored(read, f'{WHOLE}\nalias actor:vellin "Borys  Vellin"')
    assert asked(store, "?article", f"?article kg:mentions <{VELLIN}>") == [(TWO,)]
    assert asked(store, "?name", f"<{VELLIN}> skos:altLabel ?name") == [("Borys Vellin",)]


def test_two_who_differ_are_not_joined_by_an_alias(read: list[ArticleGraphs]) -> None:
    store = stored(read, f'{WHOLE}\nalias actor:vellin "Borys Vellin"\ndiffer <{BORYS}> actor:vellin')
    assert asked(store, "?article", f"?article kg:mentions <{VELLIN}>") == []


def test_a_post_is_that_of_statements_in_its_time(read: list[ArticleGraphs]) -> None:
    post = 'post actor:vellin "envoy" of DEU as special-envoy from 2024-04-01 to 2024-06-30'
    store = stored(read, f"{SAME}{post}")
    (found,) = asked(
        store,
        "?said ?post ?of ?kind",
        "?said kg:inTenure ?post ; kg:onBehalfOf ?of . ?post rdfs:label 'envoy' ; kg:postKind ?kind",
    )
    assert found[0].startswith(TWO)
    assert found[2:] == (ns.WD + "Q183", ns.code("post", "special-envoy"))


def test_a_post_takes_the_place_of_the_words_of_the_article(read: list[ArticleGraphs]) -> None:
    store = stored(read, f'{SAME}post actor:vellin "deputy trade minister" of RUS from 2020-01-01')
    said = asked(
        store,
        "?said ?post",
        f"?said kg:speaker <{VELLIN}> ; kg:inTenure ?post . FILTER(STRSTARTS(STR(?said), '{ONE}'))",
    )
    assert len({post for _, post in said}) == 1
    assert not any("#" in post for _, post in said)
    assert len(asked(store, "?said", "?said kg:positionStated 'Russian deputy trade minister'")) == 1


def test_somebody_misread_is_another_in_that_article_alone(read: list[ArticleGraphs]) -> None:
    lavrov = ns.WD + "Q58217"
    store = stored(read, f"{WHOLE}\nmisread wd:Q58217 actor:vellin in <{THREE}>")
    assert asked(store, "?article", f"?article kg:mentions <{lavrov}>") == [(TWO,)]
    assert asked(store, "?article", f"?article kg:mentions <{VELLIN}>") == [(THREE,)]


def test_who_was_read_stays_with_the_kept_text(read: list[ArticleGraphs]) -> None:
    store = stored(read, SAME)
    ((kept,),) = asked(store, "?kept", f"<{TWO}> kg:keptText ?kept")
    assert BORYS in {mention["actor"] for mention in json.loads(store.kept(kept))["mentions"]}


# --- to the byte ------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=st.lists(st.sampled_from(SOME), unique=True), order=st.permutations(range(3)), data=st.data())
def test_undone_is_as_never_done_and_order_makes_no_difference(
    read: list[ArticleGraphs], chosen: list[str], order: list[int], data: st.DataObject
) -> None:
    articles = [read[number] for number in order]
    text = "\n".join([WHOLE, *chosen])
    store = stored(articles)
    never = list(dump(store))
    curate(store, text)
    assert list(dump(store)) == list(dump(stored(read, text)))
    for graphs in articles:
        add(store, graphs)
    assert list(dump(store)) == list(dump(stored(read, text))), "imported again"
    fewer = "\n".join([WHOLE, *data.draw(st.lists(st.sampled_from(chosen), unique=True))]) if chosen else ""
    curate(store, fewer)
    assert list(dump(store)) == list(dump(stored(articles, fewer))), "a line taken back"
    curate(store, "")
    assert list(dump(store)) == never
    assert store.originals() == []


def test_what_makes_no_difference_would_be_noticed(read: list[ArticleGraphs]) -> None:
    dumps = {"\n".join(dump(stored(read, f"{WHOLE}\n{line}"))) for line in SOME}
    assert len(dumps) == len(SOME) - 2, "differ alone changes nothing, the alias of Borys Vellin what his line does"


def test_an_article_imported_under_a_decision_can_be_taken_back(read: list[ArticleGraphs]) -> None:
    never = list(dump(stored(read)))
    for order in permutations(read):
        store = stored(order, SAME)
        curate(store, "")
        assert list(dump(store)) == never


def test_a_new_revision_is_what_is_taken_back(read: list[ArticleGraphs]) -> None:
    store = stored(read[:2], SAME)
    headline = Quad(NamedNode(TWO), NamedNode(ns.SCHEMA + "headline"), Literal("New"), read[1].quads[0].graph_name)
    later = replace(read[1], quads=(*read[1].quads, headline))
    add(store, later)
    assert asked(store, "?new", f"<{TWO}> schema:headline ?new ; kg:mentions <{VELLIN}>") == [("New",)]
    curate(store, "")
    assert list(dump(store)) == list(dump(stored([read[0], later])))


def test_a_retracted_article_leaves_nothing(read: list[ArticleGraphs]) -> None:
    store = stored(read, SAME)
    for article in (ONE, TWO, THREE):
        store.remove(article)
    assert store.originals() == []
    assert list(dump(store)) == []


def test_broken_off_after_any_article_it_is_completed_by_running_it_again(
    read: list[ArticleGraphs], tmp_path: Path
) -> None:
    text = "\n".join([WHOLE, *SOME])
    never, whole = list(dump(stored(read))), list(dump(stored(read, text)))
    decided = curation.decisions(text, BASE, "file")
    for most in range(1, 4):
        with open_folder_store(tmp_path / f"{most}", BASE) as store:
            for graphs in read:
                add(store, graphs)

            def stop(done: int, most: int = most) -> None:
                if done == most:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                curation.curate(store, text, decided, "shacl", stop)
            assert not store.shelf.is_carried_out()
            if most < 3:
                assert list(dump(store)) not in (never, whole)
            curate(store, text)
            assert list(dump(store)) == whole
            curate(store, "")
            assert store.shelf.is_carried_out()
            assert list(dump(store)) == never


@pytest.mark.slow
def test_killed_at_any_instant_no_article_is_half_curated(read: list[ArticleGraphs], tmp_path: Path) -> None:
    folder, file, chance = tmp_path / "store", tmp_path / "decisions.txt", random.Random(7)
    with open_folder_store(folder, BASE) as store:
        for graphs in read:
            add(store, graphs)
        never = own(store)
    file.write_text("\n".join([WHOLE, *SOME]))
    with open_folder_store(tmp_path / "whole", BASE) as store:
        for graphs in read:
            add(store, graphs)
        curate(store, file.read_text())
        whole = own(store)
    command = [sys.executable, "-m", "kg", "curate", "-q", "--store", str(folder), str(file)]
    began = time.monotonic()
    for _ in range(8):
        with subprocess.Popen(command) as process:
            time.sleep(chance.uniform(0.5, 3))
            process.kill()
        with open_store(folder) as store:
            for article, graph in own(store).items():
                assert graph in (never[article], whole[article])
    assert time.monotonic() - began > 1
    assert subprocess.run(command, check=True).returncode == 0
    with open_view(folder) as view:
        assert own(view) == whole


def own(view: View) -> dict[str, list[str]]:
    return {
        article: [line for line in dump(view) if line.endswith(f"<{ns.article_graph(article)}> .")]
        for article in view.articles()
    }


# --- what is refused --------------------------------------------------------------------------------------------------

WRONG = {
    "sam wd:Q1 wd:Q2": "'sam' is no decision (did you mean 'same'?)",
    'same "Vellin" wd:Q159': "'Vellin' is a name, which somebody else may bear tomorrow",
    "same Vellin wd:Q159": "'Vellin' is no IRI",
    "same wd:Q159": "the line ends where another actor should stand (write: same <one> <other>)",
    "same actor:a wd:Q159 wd:Q30": "nothing can follow here, but 'wd:Q30' does",
    "same actor:a wd:Q99999999999": "nothing describes wd:Q99999999999 (describe it in a line: actor wd:Q99999999999",
    "same actor:a wd:Q007": "'wd:Q007' is no IRI",
    "same actor:a <http://x.example/a b>": "cannot be read from '<http://x.example/a",
    "same actor:a actor:a": "both are actor:a (name two)",
    "same wd:Q159 wd:Q30": "wd:Q159 is no provisional actor (where an article takes somebody for it: misread wd:Q159",
    "same ref:person-dmitry-peskov-RUS actor:a": "ref:person-dmitry-peskov-RUS is no provisional actor",
    'actor ref:state-YUG state "Yugoslavia"': "ref:state-YUG is described by the reference facts (leave it out)",
    'same place:xx-a-1 wd:Q58217\nactor place:xx-a-1 place "A"': "place:xx-a-1 is a place, wd:Q58217 a person",
    f"{WHOLE}\nsame actor:a actor:vellin\nsame actor:a wd:Q159": "actor:a is somebody else in line 2",
    f"{WHOLE}\nsame actor:a actor:vellin\nsame actor:vellin actor:a": "this closes a circle",
    f"{WHOLE}\nsame actor:a actor:vellin\ndiffer actor:vellin actor:a": "line 2 makes these two the same",
    f"{WHOLE}\nsame actor:a actor:vellin\nsame actor:b actor:vellin\ndiffer actor:b actor:a": "line 2 makes these two",
    "differ wd:Q159 wd:Q159": "both are wd:Q159",
    'alias wd:Q159 "!!"': "'!!' is no name: it has no letters",
    "alias wd:Q159 Rossiya": "the other name stands in double quotes, not as 'Rossiya'",
    'alias wd:Q159 "Rossiya': "cannot be read from '\"Rossiya' on (names stand in double quotes)",
    'alias wd:Q159 "A"\nalias wd:Q30 "a"': "'a' is somebody else's name in line 1",
    'actor wd:Q159 state "Russia"': "wd:Q159 is described by the reference facts",
    'actor actor:a persn "A"': "'persn' is no kind of actor (one of alliance, armed-group,",
    'actor place:a person "A"': "place:a is no name for a person (wd:Q... or actor:...)",
    f'{WHOLE}\nactor actor:vellin person "B. Vellin"': "actor:vellin is described otherwise in line 1",
    'post wd:Q159 "x" of RUS from 2012-05-22': "wd:Q159 is no person but a state",
    'post actor:a "x" of RU from 2012-05-22': "'RU' is no state or body (an ISO code such as RUS, or an IRI)",
    'post actor:a "x" of XQX from 2012-05-22': "'XQX' is the code of no state",
    'post actor:a "x" of wd:Q58217 from 2012-05-22': "Sergey Lavrov is a person, no state or body",
    'post actor:a "x" of RUS from 2012-5-22': "'2012-5-22' is no day (as in 2012-05-22)",
    'post actor:a "x" of RUS from 2012-02-30': "'2012-02-30' is no day",
    'post actor:a "x" of RUS from 2012-02-03 to 2011-01-01': "the last day, 2011-01-01, is before the first",
    'post actor:a "x" of RUS since 2012-02-03': "'from' must follow here, not 'since'",
    'post actor:a "x" of RUS as tsar from 2012-02-03': "'tsar' is no kind of post (one of ambassador,",
    "misread wd:Q159 wd:Q30 in wd:Q17": "wd:Q17 is no article (kg query articles lists them)",
    "misread wd:Q159 wd:Q30": "'in' must follow here, and the line ends",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_followed_is_told_by_line(text: str) -> None:
    with pytest.raises(Refused) as refused:
        curation.decisions(text, BASE, "file")
    (fault,) = refused.value.faults
    wrong = 1 if text.startswith("same place") else text.count("\n") + 1
    assert str(fault).startswith(f"line {wrong}: {WRONG[text]}"), str(fault)


def test_the_same_line_may_stand_there_twice() -> None:
    assert len(curation.decisions(f"{SAME}\n{SAME}", BASE, "file").same) == 3


def test_every_wrong_line_is_told_once() -> None:
    with pytest.raises(Refused, match="and 1 more line is wrong") as refused:
        curation.decisions("same a b\n# fine\n\nsame wd:Q159 wd:Q159\n", BASE, "file")
    assert [fault.line for fault in refused.value.faults] == [1, 4]


def test_a_provisional_target_comes_with_the_line_that_describes_it(read: list[ArticleGraphs]) -> None:
    store = stored(read)
    with pytest.raises(Refused) as refused:
        curate(store, f"same <{BORYS}> <{BORIS}>")
    hint = refused.value.faults[0].hint or ""
    assert hint.endswith('actor actor:boris-vellin-rus-0148 person "Boris Vellin" of wd:Q159')
    curate(store, f"{hint.partition(': ')[2]}\nsame <{BORYS}> <{BORIS}>")
    assert len(asked(store, "?article", f"?article kg:mentions <{BORIS}>")) == 2


def test_comments_blank_lines_and_other_line_ends_are_nothing() -> None:
    told = curation.decisions('\r\n  # a comment\r\n\talias wd:Q159 "Ros#siya" # why\r\n', BASE, "file")
    assert [(line.line, getattr(line, "name", "")) for line in told.lines] == [(3, "Ros#siya")]


def test_what_is_in_force_and_reads_no_more_is_told(read: list[ArticleGraphs]) -> None:
    store = stored(read)
    store.shelf.keep_curation("same wd:Q159\n")
    with pytest.raises(StoreError, match="line 1: the line ends"):
        curation.in_force(store)


def test_a_long_chain_takes_no_longer_than_its_lines() -> None:
    chain = "\n".join(f"same actor:a{n + 1} actor:a{n}" for n in range(20_000))
    began = time.monotonic()
    told = curation.decisions(f'{chain}\nactor actor:a0 person "A"', BASE, "file")
    assert set(told.same.values()) == {BASE + "actor/a0"}
    assert time.monotonic() - began < 20


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert curation.decisions(text, BASE, "file") is not None
