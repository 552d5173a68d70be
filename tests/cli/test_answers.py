"""What programs get of an answer, and what a reader is told below it."""

import json
import re
from pathlib import Path

import pytest
from shell import Kg

from kg import namespaces as ns
from kg import query, resources
from kg.answers import readable as readable_rows
from kg.answers.amounts import amount, readable
from kg.query.known import is_defined, unknown_terms
from kg.shapes.terms import vocabulary

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
    event = next(row for row in csv[1:] if row.split(",")[5].isupper())  # a statement's row shows its act
    kind, claim = event.split(",")[5], event.rsplit("#", 2)[1].split(",")[0]
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


def test_describe_tells_what_columns_mean(kg: Kg) -> None:
    told = " ".join(kg("query", "sanctions", "--describe", "--format", "table").out.split())
    assert "imposers (who puts it in force)" in told


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
    assert told.startswith("AID  by Russia | on rebels  [DENIED by Russia]\n")
    assert "it does not vouch for: that it is not so." in told


def test_criticism_is_headed_as_criticism_though_plover_files_it_under_accuse(kg: Kg) -> None:
    Path("a.txt").write_text("Chinese Foreign Minister Wang Yi criticised the United States.")
    assert kg("import", "a.txt").code == 0
    (row,) = json.loads(kg("query", "who-said").out)
    id = row["statement"].partition("#")[2]
    first, *_ = kg("show", id).out.splitlines()
    assert first.startswith("CRITICISE, by Wang Yi (")
    assert "  PLOVER ACCUSE, indirect  [" in first
    assert kg("explain", id).out.startswith("CRITICISE, by Wang Yi  against United States  [")


def test_whom_a_statement_is_against_is_asked_apart_from_whom_it_names(kg: Kg) -> None:
    Path("a.txt").write_text(
        "China accused Antony Blinken of lying. China accused Japan of helping the United States. "
        "China accused the European Commission of lying.",
    )
    assert kg("import", "a.txt").code == 0

    def accused(*given: str) -> list[str]:
        rows = json.loads(kg("query", "who-said", "-p", "act=accuse", *(w for g in given for w in ("-p", g))).out)
        return sorted(name for row in rows for name in row["targets"])

    assert accused("about=US") == ["Antony Blinken", "Japan"]
    assert accused("target=US") == ["Antony Blinken"]
    assert accused("target=Japan") == ["Japan"]
    assert accused("target=EU") == ["European Commission"]
    assert accused("target=China") == []


NEGATED = "French Foreign Minister Catherine Colonna did not support the secession of Catalonia, and praised Spain."


def test_what_is_negated_says_so_wherever_it_is_shown(kg: Kg) -> None:
    Path("a.txt").write_text(NEGATED)
    assert kg("import", "a.txt").code == 0
    (row,) = (row for row in json.loads(kg("query", "who-said").out) if row["factuality"].startswith("negative"))
    assert row["act"] == "support"
    assert "not support" in kg("query", "who-said", "--format", "table").out
    assert "not SUPPORT" in kg("query", "voices", "--format", "table").out
    id = row["statement"].partition("#")[2]
    told = kg("explain", id).out
    assert told.startswith("NOT SUPPORT, by Catherine Colonna")
    assert "the article vouches for this: that there was no such support." in told
    assert kg("show", id).out.startswith("NOT SUPPORT, by Catherine Colonna")
    assert "not support: " in kg("show", "a.txt").out


@pytest.mark.parametrize(
    ("factuality", "told"),
    [
        ("positive certain past", "ASSAULT"),
        ("positive certain present", "ASSAULT"),
        ("negative certain past", "not\u00a0ASSAULT"),
        ("positive possible future", "ASSAULT (possible)"),
        ("negative probable future", "not\u00a0ASSAULT (probable)"),
        ("positive certain future", "ASSAULT (future)"),
        ("positive presupposed past", "ASSAULT (presupposed)"),
        ("of another kind", "ASSAULT"),
    ],
)
def test_what_a_table_says_of_how_sure_a_voice_is(factuality: str, told: str) -> None:
    record: readable_rows.Record = {"kind": "ASSAULT", "act": "deny", "factuality": factuality}
    readable_rows._put_together(record)
    assert (record["kind"], record["act"]) == (told, "deny")


@pytest.mark.parametrize(
    ("targets", "addressees", "subjects", "whom"),
    [
        ("A | B", "B | C", "D", "A | B | to C"),
        (None, "C", "D", "to C"),
        (None, None, "D | E", "about D | E"),
        (None, None, "D | E | F | G", "about D | E | F | …"),
        (None, None, None, None),
    ],
)
def test_whom_words_are_against_or_to_or_else_about(
    targets: str | None, addressees: str | None, subjects: str | None, whom: str | None
) -> None:
    record: readable_rows.Record = {"targets": targets, "addressees": addressees, "subjects": subjects}
    readable_rows._put_together(record)
    assert record["whom"] == whom


def test_sums_are_readable_in_tables_and_plain_in_json(kg: Kg, store: Path) -> None:
    amounts = [a for row in json.loads(kg("query", "sanctions", "--store", store).out) for a in row["amounts"]]
    assert "300000000000 USD" in amounts
    assert "USD 300 bn" in kg("query", "sanctions", "--store", store, "--format", "table").out
    assert amount("1500000", "EUR", "about") == "EUR about 1.5 m"
    assert [readable(text) for text in ("about 5 USD", "25 percent", "")] == ["USD about 5", "25 percent", ""]


def test_a_limit_writes_some_rows_and_tells_of_the_others(kg: Kg, store: Path) -> None:
    every = json.loads(kg("query", "who-said", "--store", store).out)
    assert json.loads(kg("query", "who-said", "--store", store, "--limit", 3).out) == every[:3]
    told = kg("query", "who-said", "--store", store, "--limit", 3, "--format", "records").out
    assert told.count("STATEMENT") == 3
    assert f"… {len(every) - 3} more (--limit shows 3)\n{len(every)} rows · " in told
    assert "… " not in kg("query", "sanctions", "--store", store, "--limit", 500, "--format", "table").out


def test_where_a_code_is_not_in_the_store_those_that_are_come_instead(kg: Kg, store: Path) -> None:
    done = kg("query", "sanctions", "--store", store, "-p", "status=lifted", "--format", "table")
    assert done.code == 0
    assert done.err.startswith("no rows: no fact has the status 'lifted'; in the store are imposed, ")
    done = kg("query", "who-said", "--store", store, "-p", "act=deny", "-p", "since=2030", "--format", "table")
    assert done.err == "no rows: none for since=2030 alone\n"
    assert kg("query", "who-said", "--store", store, "--format", "table").err == ""


def test_an_article_goes_by_its_file_address_or_id(kg: Kg) -> None:
    Path("a.txt").write_text(GOOD)
    records = [{"text": GOOD, "url": "https://news.example/a?utm_source=x"}, {"text": GOOD, "id": "42"}]
    Path("two.jsonl").write_text("\n".join(map(json.dumps, records)))
    assert kg("import", "a.txt", "two.jsonl").code == 0
    assert len(json.loads(kg("query", "articles").out)) == 3
    for name in ("./a.txt", "https://news.example/a", "42"):
        assert kg("retract", name).code == 0
    assert json.loads(kg("query", "articles").out) == []


def test_a_file_of_several_articles_or_of_none_is_told(kg: Kg) -> None:
    Path("two.jsonl").write_text("\n".join(json.dumps({"id": id, "text": GOOD}) for id in "ab"))
    Path("other.txt").write_text(GOOD)
    assert kg("import", "two.jsonl").code == 0
    several = kg("retract", "two.jsonl")
    assert (several.code, several.out) == (2, "")
    for row in json.loads(kg("query", "articles").out):
        assert row["article"].rpartition("/")[2] in several.err
    none = kg("show", "other.txt")
    assert none.err == (
        "error: other.txt: the store holds no article of this file as it is now (kg query articles lists them)\n"
    )


def test_one_bad_id_among_good_ones_costs_only_itself(kg: Kg, store: Path) -> None:
    facts = [row["statement"].partition("#")[2] for row in json.loads(kg("query", "who-said", "--store", store).out)]
    done = kg("explain", facts[0], "s-0000000000", facts[1], "--store", store)
    assert done.code == 2
    assert done.out == "\n".join(kg("explain", fact, "--store", store).out for fact in facts[:2])
    assert done.err == "error: the store holds nothing under the id 's-0000000000'\n"


def test_a_parameter_has_the_name_that_people_look_for(kg: Kg, store: Path) -> None:
    asked = [
        kg("query", "spokespeople", "--store", store, "-p", "state=RUS", "-p", f"{on}=2024-01-01").out
        for on in ("on", "day")
    ]
    assert asked[0] == asked[1]
    assert json.loads(asked[0])


def test_an_import_says_where_its_warnings_are_and_counts_what_there_is_to_curate(kg: Kg, samples: Path) -> None:
    told = json.loads(kg("import", samples).out)
    assert {message: len(facts) for message, facts in told["warned"].items()} == told["warnings"]
    fact = next(iter(told["warned"].values()))[0].rpartition("#")[2]
    assert kg("explain", fact).code == 0
    curated = json.loads(kg("query", "provisional-actors").out)
    assert told["actors"]["provisional"] == len(curated) > 20


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT ?s { ?s a kg:Statment }", "kg:Statment is no term of the ontology (did you mean kg:Statement?)"),
        ("SELECT ?s { ?s kg:speeker ?x }", "kg:speeker is no term of the ontology (did you mean kg:speaker?)"),
        (
            "SELECT ?s { ?s kg:act code:act-acuse }",
            "code:act-acuse is no term of the ontology (did you mean code:act-accuse?)",
        ),
        (
            f"PREFIX c: <{ns.CODE}> SELECT ?s {{ ?s ?p c:nothing-of-it }}",
            "code:nothing-of-it is no term of the ontology",
        ),
        ("SELECT ?s { ?s a kg:Statement ; kg:act code:act-deny ; kg:eventType plover:ASSAULT, code:event-vote }", ""),
        ("SELECT ?s { ?s ?p 'kg:Statment' } # kg:Statment", ""),
        ("PREFIX kg: <urn:x:> SELECT ?s { ?s a kg:Statment }", ""),
        (f"SELECT ?s {{ GRAPH <{ns.ONTOLOGY_GRAPH}> {{ ?s ?p wd:Q30 }} }}", ""),
    ],
)
def test_a_misspelt_term_is_warned_of(sparql: str, told: str) -> None:
    assert list(unknown_terms(sparql)) == ([told] if told else [])


def test_the_warning_reaches_stderr_and_the_answer_stays(kg: Kg, store: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = kg("query", "-", "--store", store, "--format", "json", stdin=b"SELECT ?s { ?s a kg:Statment }")
    assert (done.code, done.out) == (0, "[]\n")
    assert "kg:Statment is no term of the ontology" in caplog.text


def test_a_term_is_known_by_the_line_that_begins_its_description() -> None:
    terms = vocabulary()
    known = terms.classes | terms.properties | terms.concepts | terms.schemes.keys()
    starts = {"kg:": ns.KG, "code:": ns.CODE, "plover:": ns.PLOVER}
    files = "".join(path.read_text("utf-8") for path in resources.path("ontology").glob("*.ttl"))
    begun = re.findall(r"(?m)^(\w+:)(\S+) a ", files)
    assert {starts[prefix] + name for prefix, name in begun if prefix in starts} == known
    assert all(map(is_defined, known))


def test_no_query_of_the_library_has_a_term_that_is_none() -> None:
    assert {name: told for name in query.names() if (told := list(unknown_terms(query.load(name).text)))} == {}


def test_what_is_against_a_third_is_about_two_states_but_not_between_them(kg: Kg) -> None:
    Path("a.txt").write_text("Russian Foreign Minister Sergey Lavrov accused the West of arming Ukraine.")
    assert kg("import", "a.txt").code == 0
    two = ("-p", "from=RUS", "-p", "to=UKR")
    assert json.loads(kg("query", "events-between", *two).out) == []
    assert json.loads(kg("query", "statements-between", *two).out) == []
    (row,) = json.loads(kg("query", "who-said", "-p", "speaker=RUS", "-p", "about=UKR").out)
    assert (row["act"], row["targets"]) == ("accuse", ["the West"])


def test_the_sparql_of_a_query_takes_no_store_where_nothing_is_looked_up_in_one(kg: Kg) -> None:
    plain = kg("query", "who-said", "--sparql")
    assert (plain.code, plain.err) == (0, "")
    assert plain.out.startswith("PREFIX ")
    given = ("speaker=RUS", "about=Kremlin", "act=accuse", "since=2024", "vouched=true")
    bound = kg("query", "who-said", "--sparql", *(word for param in given for word in ("-p", param)))
    assert (bound.code, bound.err) == (0, "")
    assert "VALUES ?speaker { <http://www.wikidata.org/entity/Q159> } ?statement" in bound.out
    unknown = kg("query", "who-said", "--sparql", "-p", "speaker=Xyzzy")
    assert unknown.code == 2
    assert "'Xyzzy' is looked up in a store, and there is none (--store FOLDER, or give the IRI)" in unknown.err


def test_a_header_may_stand_first_or_last(kg: Kg, store: Path) -> None:
    header = "#+ summary: labels\n#+ params:\n#+   - {name: of, type: actor, required: true}\n"
    body = "SELECT ?label { VALUES ?of { wd:Q30 } ?of rdfs:label ?label }\n"
    for name, text in (("first.rq", header + body), ("last.rq", body + header)):
        Path(name).write_text(text)
        done = kg("query", name, "--store", store, "-p", "of=RUS")
        assert (done.code, json.loads(done.out)) == (0, [{"label": "Russia"}])
