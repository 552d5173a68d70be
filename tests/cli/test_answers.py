"""What programs get of an answer, and what a reader is told below it."""

import json
from pathlib import Path

import pytest
from shell import Kg

GOOD = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."
TERMS = b"""SELECT (1 AS ?a) (0.50 AS ?b) (300000000000.0 AS ?c) (true AS ?d) ("x"@en AS ?e)
            ("2024-01-31"^^xsd:date AS ?f)
            (code:act-deny AS ?g) ?h { VALUES ?h { UNDEF } }"""


def test_json_has_numbers_and_truth_values(kg: Kg, store: Path) -> None:
    (row,) = json.loads(kg("query", "-", "--store", store, "--format", "json", stdin=TERMS).out)
    assert row == {
        "a": 1,
        "b": 0.5,
        "c": 300000000000,
        "d": True,
        "e": "x",
        "f": "2024-01-31",
        "g": "https://w3id.org/geopolitical-kg/code/act-deny",
        "h": None,
    }


def test_sparql_json_is_what_the_w3c_says(kg: Kg, store: Path) -> None:
    told = json.loads(kg("query", "-", "--store", store, "--format", "sparql-json", stdin=TERMS).out)
    assert told["head"] == {"vars": list("abcdefgh")}
    (row,) = told["results"]["bindings"]
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert row["a"] == {"type": "literal", "value": "1", "datatype": f"{xsd}integer"}
    assert row["e"] == {"type": "literal", "value": "x", "xml:lang": "en"}
    assert row["g"] == {"type": "uri", "value": "https://w3id.org/geopolitical-kg/code/act-deny"}
    assert "h" not in row


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        (b"ASK { ?s a kg:Statement }", {"head": {}, "boolean": True}),
        (b"SELECT ?s { ?s a kg:Nothing }", {"head": {"vars": ["s"]}, "results": {"bindings": []}}),
    ],
)
def test_sparql_json_of_few_words(kg: Kg, store: Path, sparql: bytes, told: object) -> None:
    assert json.loads(kg("query", "-", "--store", store, "--format", "sparql-json", stdin=sparql).out) == told


def test_sparql_json_is_read_by_the_engine(kg: Kg, store: Path) -> None:
    import pyoxigraph as ox

    written = kg("query", "who-said", "--store", store, "--format", "sparql-json").out
    rows = list(ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON))  # type: ignore[arg-type]
    assert len(rows) == len(json.loads(kg("query", "who-said", "--store", store).out))
    assert str(rows[0]["act"]).startswith("<https://w3id.org/geopolitical-kg/code/act-")


def test_triples_are_no_rows(kg: Kg, store: Path) -> None:
    construct = b"CONSTRUCT { ?s a kg:Statement } { ?s a kg:Statement }"
    assert kg("query", "-", "--store", store, stdin=construct).out.endswith(" .\n")
    done = kg("query", "-", "--store", store, "--format", "sparql-json", stdin=construct)
    assert (done.code, done.out) == (2, "")


def test_codes_come_by_their_value_or_as_iris(kg: Kg, store: Path) -> None:
    rows = json.loads(kg("query", "sanctions", "--store", store).out)
    assert {"imposed", "threatened"} <= {row["status"] for row in rows}
    assert all(isinstance(row["targets"], list) for row in rows)
    assert all(row["sanction"].startswith("https://kg.example/article/") for row in rows)
    full = json.loads(kg("query", "sanctions", "--store", store, "--iris").out)
    assert all(row["status"].startswith("https://w3id.org/geopolitical-kg/code/status-") for row in full)


def test_what_a_table_shows_is_what_parameters_take(kg: Kg, store: Path) -> None:
    csv = kg("query", "alleged", "--store", store, "--format", "csv").out.splitlines()
    kind, claim = csv[1].split(",")[5], csv[1].rsplit("#", 2)[1].split(",")[0]
    assert kind in kg("query", "alleged", "--store", store, "-p", f"type={kind}", "--format", "records").out
    assert claim.startswith(("e-", "x-", "s-"))
    assert "sentence" in kg("query", "evidence", "--store", store, "-p", f"fact={claim}").out


def test_an_id_that_several_bear_is_told_with_them(kg: Kg) -> None:
    lines = (json.dumps({"id": id, "text": GOOD}) for id in "ab")
    Path("two.jsonl").write_text("\n".join(lines))
    assert kg("import", "two.jsonl").code == 0
    first, second = json.loads(kg("query", "who-said").out)
    assert first["article"] != second["article"]
    id = first["statement"].partition("#")[2]
    done = kg("query", "evidence", "-p", f"fact={id}")
    assert (done.code, done.out) == (2, "")
    assert first["statement"] in done.err
    assert second["statement"] in done.err


def test_describe_for_programs(kg: Kg) -> None:
    told = json.loads(kg("query", "who-said", "--describe").out)
    act = next(parameter for parameter in told["parameters"] if parameter["name"] == "act")
    assert act["required"] is False
    assert {"accuse", "deny"} <= set(act["values"])
    assert told["columns"][:2] == ["earliest", "latest"]


def test_prefixes_are_those_that_sparql_need_not_declare(kg: Kg, store: Path) -> None:
    printed = kg("query", "--prefixes").out
    assert "PREFIX wd: <http://www.wikidata.org/entity/>\n" in printed
    for line in printed.splitlines():
        prefix = line.split()[1]
        assert kg("query", "-", "--store", store, stdin=f"ASK {{ ?s {prefix}x ?o }}".encode()).code == 0
        assert f"{prefix.removesuffix(':')}" in kg("query", "--help").out


def test_the_foot_tells_what_publisher_is_unknown(kg: Kg) -> None:
    Path("a.txt").write_text(GOOD)
    assert kg("import", "a.txt").code == 0
    assert kg("query", "who-said", "--format", "table").out.endswith("1 row · 1 article · publisher unknown\n")
    record = {"text": f"{GOOD} It rained.", "publisher": "The Herald"}
    Path("b.jsonl").write_text(json.dumps(record))
    assert kg("import", "b.jsonl").code == 0
    told = kg("query", "who-said", "--format", "table").out
    assert told.endswith("2 rows · 2 articles · 1 outlet · publisher of 1 article unknown\n")


def test_what_an_article_does_not_tell_may_be_given_and_shows_as_given(kg: Kg) -> None:
    Path("a.txt").write_text(GOOD)
    Path("b.jsonl").write_text(json.dumps({"text": GOOD, "publisher": "The Herald", "published": "2024-01-01"}))
    given = ("--publisher", "Wire", "--published", "2024-03-05")
    first, second = map(json.loads, kg("extract", "a.txt", "b.jsonl", *given).out.splitlines())
    assert (first["publisher"], first["published"][:10], first["given"]) == (
        "Wire",
        "2024-03-05",
        ["publisher", "published"],
    )
    assert (second["publisher"], second["published"][:10], second["given"]) == ("The Herald", "2024-01-01", [])
    assert kg("import", "a.txt", *given).code == 0
    shown = kg("show", json.loads(kg("query", "who-said").out)[0]["article"]).out
    assert "Wire, 2024-03-05 (publisher and published as given at import)" in shown


def test_a_given_time_that_is_none_is_refused(kg: Kg) -> None:
    Path("a.txt").write_text(GOOD)
    done = kg("import", "a.txt", "--published", "someday")
    assert (done.code, done.out) == (2, "")
    assert "'someday', which is no date or time" in done.err
    assert not Path("kg-store").exists()


def test_what_is_not_told_of_an_article_changes_none_that_tells_it(kg: Kg) -> None:
    Path("b.jsonl").write_text(json.dumps({"text": GOOD, "publisher": "The Herald", "published": "2024-01-01"}))
    assert kg("import", "b.jsonl").code == 0
    again = json.loads(kg("import", "b.jsonl", "--publisher", "Wire", "--published", "2024-03-05").out)
    assert again["articles"] == {"unchanged": 1}


def test_a_denial_is_explained_as_one(kg: Kg) -> None:
    Path("a.txt").write_text("Russia has repeatedly denied supplying the rebels with weapons.")
    assert kg("import", "a.txt").code == 0
    (row,) = json.loads(kg("query", "alleged").out)
    denial, denied = (row[column].partition("#")[2] for column in ("statement", "claim"))
    told = kg("explain", denial).out
    assert "the article vouches for the denial, not for or against what is denied." in told
    assert f"denied in it: AID ({denied})" in told
    told = kg("explain", denied).out
    assert told.startswith("AID  DENIED by Russia\n")
    assert "it does not vouch for: that it is not so." in told
