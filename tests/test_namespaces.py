"""How IRIs are written short, and what is said instead of codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import namespaces as ns
from kg.article.addresses import is_address


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (ns.WD + "Q30", "wd:Q30"),
        (ns.KG + "act", "kg:act"),
        (ns.CODE + "act-deny", "code:act-deny"),
        (ns.PLOVER + "THREATEN-restrict", "plover:THREATEN-restrict"),
        (ns.KG + "graph/ontology", ns.KG + "graph/ontology"),
        ("https://kg.example/article/0#s-1", "https://kg.example/article/0#s-1"),
    ],
)
def test_the_longest_prefix_that_reads_back_is_taken(iri: str, short: str) -> None:
    assert ns.short(iri) == short


@pytest.mark.parametrize(
    ("iri", "value"),
    [
        (ns.CODE + "act-deny", "deny"),
        (ns.CODE + "status-in-force", "in-force"),
        (ns.CODE + "event-vote", "VOTE"),
        (ns.PLOVER + "ASSAULT", "ASSAULT"),
        (ns.PLOVER + "THREATEN-restrict", "restrict"),
        (ns.PLOVER + "context-military", "military"),
        (ns.KG + "Person", "Person"),
        (ns.WD + "Q30", None),
        (ns.ONTOLOGY_GRAPH, None),
        ("https://kg.example/article/0", None),
    ],
)
def test_codes_and_classes_have_a_value(iri: str, value: str | None) -> None:
    assert ns.value(iri) == value


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://a.example/?q[]=1", "https://a.example/?q%5B%5D=1"),
        ("https://a.example/[", "https://a.example/%5B"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%C3%A9?a=%2F", "https://a.example/%C3%A9?a=%2F"),
        ("https://a.example/#a#b", "https://a.example/#a%23b"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://me@a@b.example/", "https://me%40a@b.example/"),
        ("https://é.example/é", "https://%C3%A9.example/%C3%A9"),
    ],
)
def test_an_address_becomes_an_iri(url: str, iri: str) -> None:
    assert ns.address(url) == NamedNode(iri).value


@given(st.from_regex(r"https?://[\w\[\]:@.%-]{1,12}[/?#]?[\w\[\]%/?#:@|é новости]*", fullmatch=True))
def test_whatever_is_an_address_becomes_an_iri(url: str) -> None:
    if is_address(url):
        assert NamedNode(ns.address(url)).value.isascii()
