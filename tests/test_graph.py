"""Facts -> quads -> facts, canonical forms, budget."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, parse
from strategies import ARTICLE, BASE, readings

from kg import namespaces as ns
from kg.errors import UsageError
from kg.facts.identity import identified
from kg.facts.jsonl import to_json
from kg.facts.model import Facts, Reading
from kg.graph import FORMATS, article_graphs, canonical, kept_record, read_facts, serialise
from kg.graph.portable import portable
from kg.graph.terms import plain, precision
from kg.graph.write import Provenance

PROVENANCE = Provenance("rules", "0.1.0", "0123abcd")
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=CHECKS)


def graphs(reading: Reading):
    return article_graphs(replace(reading, facts=identified(reading.facts, reading.text)), PROVENANCE, BASE)


@SLOW
@given(readings())
def test_the_graph_gives_back_every_fact_that_it_was_given(reading: Reading) -> None:
    facts = identified(reading.facts, reading.text)
    written = article_graphs(replace(reading, facts=facts, publisher=None), PROVENANCE, BASE)
    assert read_facts(written.all_quads(), ARTICLE) == portable(facts)


@SLOW
@given(readings())
def test_the_way_back_notices_a_lost_fact(reading: Reading) -> None:
    written = list(graphs(reading).all_quads())
    lost = [q for q in written if q.predicate.value == ns.KG + "cue"]
    if lost:
        kept = [q for q in written if q != lost[0]]
        assert read_facts(kept, ARTICLE) != read_facts(written, ARTICLE)


@SLOW
@given(readings())
def test_ids_are_stable_when_given_anew(reading: Reading) -> None:
    once = identified(reading.facts, reading.text)
    ids = {fact.id for fact in once.all}
    assert len(ids) == len(once.all)
    assert {fact.id for fact in identified(once, reading.text).all} == ids


@SLOW
@given(readings())
def test_an_edit_before_a_fact_does_not_rename_it(reading: Reading) -> None:
    words = {(s.cue and s.cue.text, s.content_text) for s in reading.facts.statements}
    before = identified(reading.facts, reading.text)
    assert len(words) < len(before.statements) or {s.id for s in before.statements} == {
        ns.fragment("s", f"{cue or ''}|{content}") for cue, content in words
    }


@SLOW
@given(readings())
def test_every_format_holds_the_same_quads(reading: Reading) -> None:
    quads = set(graphs(reading).all_quads())
    for name in ("nquads", "trig"):
        read_back = set(parse(serialise(quads, name), format=FORMATS[name], base_iri="https://other.example/"))
        assert read_back == quads, name
    triples = {q.triple for q in parse(serialise(quads, "turtle"), format=RdfFormat.TURTLE)}
    assert triples == {q.triple for q in quads}


@settings(SLOW, max_examples=10)
@given(readings())
def test_json_ld_holds_the_same_quads_to_another_reader(reading: Reading) -> None:
    quads = list(graphs(reading).all_quads())
    told = jsonld.to_rdf(json.loads(serialise(quads, "jsonld")), {"format": "application/n-quads"})
    assert set(parse(told, format=RdfFormat.N_QUADS)) == set(quads)


@SLOW
@given(readings())
def test_canonical_bytes_do_not_depend_on_order(reading: Reading) -> None:
    quads = list(graphs(reading).all_quads())
    assert canonical(reversed(quads)) == canonical(quads)


@SLOW
@given(readings())
def test_only_the_article_and_its_fragments_are_subjects_of_its_graph(reading: Reading) -> None:
    written = graphs(reading)
    for quad in written.quads:
        assert quad.subject.value.split("#")[0] == ARTICLE
        assert quad.graph_name == NamedNode(ns.article_graph(ARTICLE))


@SLOW
@given(readings())
def test_every_iri_is_ascii(reading: Reading) -> None:
    for quad in graphs(reading).all_quads():
        for term in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(term, NamedNode) or term.value.isascii()


@SLOW
@given(readings())
def test_the_extract_format_has_every_key_and_the_words_at_their_offsets(reading: Reading) -> None:
    printed = json.loads(json.dumps(to_json(reading)))
    assert printed["format"] == 1
    for statement in printed["statements"]:
        cue = statement["cue"]
        assert cue is None or reading.text[cue["start"] : cue["end"]] == cue["text"]
        assert {"source", "reports", "according_to", "position", "venue", "condition"} <= set(statement)
    verbal = [event["statement"] for event in printed["events"] if event["statement"]]
    assert verbal == [s.id for s in sorted(reading.facts.statements, key=lambda s: (s.start, s.end, s.id)) if s.coding]


def test_the_kept_record_is_the_same_bytes_for_another_path() -> None:
    reading = Reading(ARTICLE, "a.txt", "text", Facts())
    assert kept_record(reading) == kept_record(replace(reading, source="b.txt"))


@pytest.mark.parametrize(("given_form", "kept"), [("0.50", "0.5"), ("3.0", "3"), ("007.10", "007.1"), ("100", "100")])
def test_decimals_have_one_form(given_form: str, kept: str) -> None:
    assert plain(given_form) == kept


def test_precision_is_read_off_the_value() -> None:
    assert [precision(v) for v in ("2014", "2024-W01", "2023-12-29", "2024-03", "2023-Q4")] == [
        "year", "week", "day", "month", "quarter",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="not a time value"):
        precision("soon")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="one of nquads, trig, turtle, ntriples, jsonld"):
        serialise([], "xml")
