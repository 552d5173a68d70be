"""What /sparql answers with: the form liked best among those of what is asked, or the page for who likes that best."""

from urllib.parse import urlencode

import pytest
from test_sparql_protocol import raw

from kg.query.verbs import verb

SELECT, TRIPLES = "SELECT (1 AS ?one) {}", "CONSTRUCT { <a:a> <a:b> 'triples asked for' } {}"
PAGE, DESCRIPTION = b"<!doctype html>", b"service-description#"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RESULTS = "application/sparql-results"


@pytest.mark.parametrize(
    ("query", "accept", "type"),
    [
        (TRIPLES, "text/turtle, text/html;q=0.5", "text/turtle"),
        (TRIPLES, "application/rdf+xml;q=0.3, text/html;q=0.2", "application/rdf+xml"),
        (TRIPLES, "text/*", "text/turtle"),
        (TRIPLES, "text/turtle, text/html", "text/turtle"),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "text/csv, text/*;q=0.1", "text/csv"),
        (SELECT, "text/tab-separated-values, text/html;q=0.9", "text/tab-separated-values"),
        (SELECT, "application/xml, text/html;q=0.9", "application/xml"),
        (SELECT, "text/csv, text/html;q=0.1", "text/csv"),
        (SELECT, "text/html;q=0.5, */*", f"{RESULTS}+json"),
        (SELECT, "*/*", f"{RESULTS}+json"),
        ("ASK {}", "text/xml, text/html;q=0.9", "text/xml"),
    ],
)
def test_a_query_is_answered_by_the_answer(served: str, query: str, accept: str, type: str) -> None:
    status, got, body = raw(served, "GET", f"/sparql?{urlencode({'query': query})}", Accept=accept)
    assert (status, got) == (200, type), body[:200]
    assert PAGE not in body.lower()
    assert DESCRIPTION not in body
    assert (b"triples asked for" in body) is (query == TRIPLES)


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, FIREFOX),
        (TRIPLES, FIREFOX),
        (SELECT, "text/html"),
        (SELECT, "text/html, text/turtle"),  # which is no form of rows
        (TRIPLES, "text/html, */*;q=0.01"),
        ("", FIREFOX),
    ],
)
def test_who_likes_a_page_better_than_any_answer_gets_it(served: str, query: str, accept: str) -> None:
    _, type, body = raw(served, "GET", f"/sparql?{urlencode({'query': query})}", Accept=accept)
    assert type == "text/html"
    assert PAGE in body.lower()


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "text/turtle"),
        ("text/*", "text/turtle"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
        ("application/ld+json;q=0.9, text/html;q=0.5", "application/ld+json"),
        ("text/html;q=0.9, application/rdf+xml;q=0.5", "text/html"),
        (FIREFOX, "text/html"),
    ],
)
def test_without_a_query_it_describes_itself_or_shows_its_page(served: str, accept: str, type: str) -> None:
    status, got, body = raw(served, "GET", "/sparql", Accept=accept)
    assert (status, got) == (200, type)
    assert (PAGE in body.lower()) is (type == "text/html")


@pytest.mark.parametrize(
    ("fields", "accept", "type"),
    [
        ({"format": "turtle"}, FIREFOX, "text/turtle"),
        ({"format": "jsonld"}, "text/turtle", "application/ld+json"),
        ({"format": "html"}, "text/turtle", "text/html"),
        ({"format": ""}, "application/n-triples", "application/n-triples"),
        ({"query": SELECT, "format": "csv"}, FIREFOX, "text/csv"),
        ({"query": TRIPLES, "format": "ntriples"}, "text/html", "application/n-triples"),
        ({"query": SELECT, "format": "html"}, "text/csv", "text/html"),
    ],
)
def test_a_form_in_the_address_is_chosen_whatever_the_header_says(
    served: str, fields: dict[str, str], accept: str, type: str
) -> None:
    assert raw(served, "GET", f"/sparql?{urlencode(fields)}", Accept=accept)[:2] == (200, type)


@pytest.mark.parametrize(
    ("fields", "accept"),
    [
        ({"format": "csv"}, "*/*"),
        ({}, "text/csv"),
        ({"query": SELECT}, "text/turtle"),
        ({"query": TRIPLES}, "text/csv"),
    ],
)
def test_a_form_that_such_an_answer_does_not_have_is_refused(served: str, fields: dict[str, str], accept: str) -> None:
    assert raw(served, "GET", f"/sparql?{urlencode(fields)}", Accept=accept)[0] == 406


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SELECT * {}", "SELECT"),
        ("select(1 as ?x){}", "SELECT"),
        ("# CLEAR ALL\r\nBASE <http://a/#CLEAR>\nPREFIX clear: <http://a/> PREFIX :<b>#x\n Ask{}", "ASK"),
        ("VERSION '1.2' construct where {}", "CONSTRUCT"),
        ("\\u0063LE\\U00000041R ALL", "CLEAR"),
        ("prefix a: <http://a/>\n\tclear all", "CLEAR"),
        ("?s ?p ?o", ""),
        ("clear:all", ""),
        ("select-all", ""),
        ("PREFIX a <b> SELECT * {}", "PREFIX"),
        ("", ""),
        ("#", ""),
    ],
)
def test_the_first_keyword_after_the_prologue(text: str, first: str) -> None:
    assert verb(text) == first


def test_a_long_prologue_takes_no_long_time() -> None:
    assert verb("PREFIX a: <b> #c\n" * 50_000 + "ASK {}") == "ASK"
    assert verb("PREFIX " * 100_000) == "PREFIX"
    assert verb("# " * 400_000) == ""
