"""How IRIs are written short, and what is said instead of codes."""

import pytest

from kg import namespaces as ns


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
