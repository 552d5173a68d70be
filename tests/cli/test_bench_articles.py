"""The graphs that the benchmarks run on are such as kg writes."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from shell import Kg

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from articles import Shared, lines
from cast import Cast
from pyoxigraph import Quad, RdfFormat, parse

from kg import namespaces as ns
from kg.reference import Entity
from kg.store import dump, open_view

QUADS = 30_000


@pytest.fixture(scope="module")
def extracted(store: Path) -> list[Quad]:
    with open_view(store) as view:
        return sorted(parse("\n".join(dump(view)), format=RdfFormat.N_QUADS), key=str)


@pytest.fixture(scope="module")
def text(extracted: list[Quad]) -> str:
    return "".join(lines(QUADS, 7, extracted))


@pytest.fixture(scope="module")
def quads(text: str) -> list[Quad]:
    return list(parse(text, format=RdfFormat.N_QUADS))


def test_generated_articles_conform(text: str, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "articles.nq").write_text(text, "utf-8")
    done = kg("validate", "articles.nq", "--format", "csv")
    assert done.code == 0, done.out


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(text: str, extracted: list[Quad]) -> None:
    assert "".join(lines(QUADS, 7, extracted[::-1])) == text
    assert "".join(lines(QUADS, 8, extracted)) != text


def test_as_many_quads_as_asked_for_and_no_triple_twice(quads: list[Quad]) -> None:
    assert QUADS <= len(quads) < QUADS + 2000
    assert len({quad.triple for quad in quads}) == len(quads)


def test_each_article_has_its_own_graph_and_outlets_and_days_differ(quads: list[Quad]) -> None:
    articles = [q for q in quads if q.predicate.value == ns.KG + "publicationDay"]
    assert len({q.subject for q in articles}) == len(articles) > 20
    assert all(q.graph_name.value == ns.article_graph(q.subject.value) for q in articles)
    assert len({q.object for q in articles}) > 20
    assert len({q.object for q in quads if q.predicate.value == ns.SCHEMA + "publisher"}) > 10


def test_every_actor_that_an_article_names_is_described(quads: list[Quad]) -> None:
    described = {q.subject for q in quads}
    pointing = {
        ns.KG + name for name in ("mentions", "speaker", "initiator", "inTenure", "fromSide", "ofState", "holder")
    }
    missing = {q.object for q in quads if q.predicate.value in pointing} - described
    assert not missing


def test_a_state_that_speaks_and_the_side_of_its_statement_go_together(quads: list[Quad]) -> None:
    states = {q.subject for q in quads if getattr(q.object, "value", "") == ns.KG + "State"}
    sides = {(q.subject, q.object) for q in quads if q.predicate.value == ns.KG + "fromSide"}
    spoken = [(q.subject, q.object) for q in quads if q.predicate.value == ns.KG + "speaker" and q.object in states]
    assert len(spoken) > 50
    assert set(spoken) <= sides


def test_few_states_are_frequent_and_many_rare(quads: list[Quad]) -> None:
    counts = [n for _, n in Counter(q.object for q in quads if q.predicate.value == ns.KG + "fromSide").most_common()]
    assert counts[0] > 5 * counts[len(counts) // 2]


def test_a_state_is_played_by_a_state_and_its_people_by_people_of_that_one(extracted: list[Quad]) -> None:
    from random import Random

    russia, lavrov = ns.WD + "Q159", ns.WD + "Q58217"
    described = Shared(extracted)
    roles = [entity for iri in (lavrov, russia) if (entity := described.entity(iri))]
    actors = Cast(roles, Random(1), 2020).actors
    state, person = described.entity(actors[russia]), described.entity(actors[lavrov])
    assert isinstance(state, Entity)
    assert isinstance(person, Entity)
    assert (state.type, person.type, person.state) == ("state", "person", state.iri)
