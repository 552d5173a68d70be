"""Each tool answers, by its schema, with what it takes to cite; what is wrong is told in one line."""

import json
from pathlib import Path
from typing import Any

import pytest
from clients import MODES, Served, ask, call, over_stdio, text
from jsonschema import Draft202012Validator
from mcp import Client
from mcp_types import ListToolsResult
from test_portable import PARAMETERS, an_id

from kg import query
from kg.mcp.tools import is_offered, name_of, tools
from kg.store import open_view

OFFERED = tools()
QUERIES = [name for name in query.names() if is_offered(query.load(name))]
OPENING = {
    "search": {"text": "Lavrov"},
    "entity": {"name": "Russia"},
    "article": {"id": "6e4ce6bb50784cf4eb7c"},
    "explain": {"id": "s-aa41df66b5"},
    "sparql": {"query": "SELECT ?s ?p { ?s ?p ?o }", "limit": 3},
}


def given(name: str, told: Path, *, required: bool) -> dict[str, Any]:
    """Arguments of a query that the store has facts for."""
    params = {each.name: each for each in query.load(name).header.params}
    values: dict[str, Any] = {}
    with open_view(told) as view:
        for key, value in PARAMETERS[name].items():
            if params[key].required or not required:
                values[key] = value or an_id(view, key)
                if params[key].type == "boolean":
                    values[key] = value in ("true", "1")
    return values


def test_there_is_a_tool_for_each_query_and_five_more() -> None:
    assert set(OFFERED) == {name_of(name) for name in QUERIES} | set(OPENING)
    assert len(QUERIES) == len(query.names()) - 1, "but for the one that asks Wikidata"


@pytest.mark.parametrize("name", OFFERED)
def test_its_schemas_are_valid_and_closed(name: str) -> None:
    tool = OFFERED[name].tool
    Draft202012Validator.check_schema(tool.input_schema)
    assert tool.output_schema
    Draft202012Validator.check_schema(tool.output_schema)
    assert tool.input_schema["additionalProperties"] is False
    assert tool.annotations
    assert tool.annotations.read_only_hint is True
    assert tool.annotations.open_world_hint is False


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_library(name: str, served: Served, told: Path) -> None:
    arguments = given(name, told, required=True)
    tool = OFFERED[name_of(name)].tool
    Draft202012Validator(tool.input_schema).validate(arguments)
    result = call(served, name_of(name), arguments)
    assert not result.is_error, text(result)
    answer = result.structured_content
    assert json.loads(text(result)) == answer
    assert answer["rows"]
    assert len(answer["rows"]) == min(20, answer["total"])
    assert ("cut" in answer) == (answer["total"] > 20)
    if "sentence" in query.load(name).header.columns:
        for row in answer["rows"]:
            assert {"id", "voice", "sentence", "article", "outlet"} <= row.keys()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_takes_all_its_parameters(name: str, served: Served, told: Path) -> None:
    arguments = given(name, told, required=False)
    Draft202012Validator(OFFERED[name_of(name)].tool.input_schema).validate(arguments)
    result = call(served, name_of(name), arguments)
    assert not result.is_error, text(result)


@pytest.mark.parametrize("name", OPENING)
def test_what_opens_and_searches(name: str, served: Served) -> None:
    arguments = OPENING[name]
    Draft202012Validator(OFFERED[name].tool.input_schema).validate(arguments)
    result = call(served, name, arguments)
    assert not result.is_error, text(result)
    assert json.loads(text(result)) == result.structured_content


@pytest.mark.parametrize("mode", MODES)
def test_all_tools_over_stdio(told: Path, mode: str) -> None:
    every = OPENING | {name_of(name): given(name, told, required=True) for name in QUERIES}

    async def asks(client: Client) -> tuple[ListToolsResult, list[str]]:
        listed = await client.list_tools()
        results = {name: await client.call_tool(name, arguments) for name, arguments in every.items()}
        return listed, [text(result) for result in results.values() if result.is_error]

    listed, wrong = ask(over_stdio(told), asks, mode)
    assert {tool.name for tool in listed.tools} == set(OFFERED)
    assert wrong == []


def test_pages_of_rows_do_not_overlap(served: Served) -> None:
    first, second, both = (
        call(served, "who_said", {"limit": limit, "offset": offset}).structured_content
        for limit, offset in ((3, 0), (3, 3), (6, 0))
    )
    assert first["rows"] + second["rows"] == both["rows"]
    assert second["offset"] == 3
    assert first["cut"] == f"3 of {both['total']}: these are not all"


def test_several_values_mean_either(served: Served) -> None:
    def total(act: Any) -> int:
        return int(call(served, "who_said", {"act": act}).structured_content["total"])

    assert total(["accuse", "deny"]) == total("accuse") + total("deny")


def test_a_claim_is_the_word_of_who_alleges_it(served: Served) -> None:
    rows = call(served, "alleged").structured_content["rows"]
    assert all(row["voice"] == row.get("who", "unnamed source") for row in rows)
    assert all(row["claim"].endswith(f"#{row['id']}") for row in rows)


def test_a_row_without_a_column_of_voices_has_that_of_its_fact(served: Served) -> None:
    """Where two voices are held against each other, the row is of the one that is agreed with or contradicted."""
    rows = call(served, "agreement").structured_content["rows"]
    assert rows
    for row in rows:
        facts = call(served, "explain", {"id": row["fact"]}).structured_content["facts"]
        assert row["voice"] == row["whom"] == facts[0]["voice"]


def test_no_rows_are_explained(served: Served) -> None:
    answer = call(served, "who_said", {"speaker": "RUS", "since": "1900", "until": "1901"}).structured_content
    assert answer["rows"] == []
    assert "no rows" in answer["notes"][0]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ASK { ?s a kg:Article }", {"answer": True}),
        ("SELECT ?s { ?s a kg:Nothing }", {"total": 0, "rows": []}),
        ("CONSTRUCT { ?s a kg:Article } { ?s a kg:Article }", {"offset": 0}),
    ],
)
def test_sparql_of_each_form(served: Served, asked: str, found: dict[str, Any]) -> None:
    assert found.items() <= call(served, "sparql", {"query": asked}).structured_content.items()


def test_sparql_gives_200_rows_and_tells_how_many_there_are(served: Served) -> None:
    answer = call(served, "sparql", {"query": "SELECT * { ?s ?p ?o }"}).structured_content
    assert len(answer["rows"]) == 200
    assert answer["cut"] == f"200 of {answer['total']}: these are not all"


@pytest.mark.parametrize(
    ("name", "arguments", "line"),
    [
        ("who_said", {"speakr": "RUS"}, "who_said has no argument 'speakr' (did you mean 'speaker'?)"),
        ("who_sad", {}, "there is no tool 'who_sad' (did you mean 'who_said'?)"),
        ("who_said", {"act": "acuse"}, "did you mean 'accuse'?"),
        ("who_said", {"limit": 201}, "201 is out of range (from 1 to 200)"),
        ("who_said", {"limit": True}, "True is not a whole number"),
        ("who_said", {"limit": "5"}, "'5' is not a whole number"),
        ("who_said", {"vouched": "yes"}, "'yes' is not true or false"),
        ("who_said", {"speaker": 7}, "7 is neither a text nor a list of texts"),
        ("who_said", {"speaker": [7]}, "[7] is not a text"),
        ("who_said", {"speaker": []}, "has 0 values (from 1 to 50)"),
        ("who_said", {"speaker": ["RUS"] * 51}, "has 51 values (from 1 to 50)"),
        ("who_said", {"speaker": " "}, "' ' is empty"),
        ("who_said", {"speaker": "x" * 501}, "is 501 characters long (at most 500)"),
        ("who_said", {"since": "soon"}, "'soon' is no date (as in 2024"),
        ("who_said", {"speaker": "Rusia"}, "no actor is called 'Rusia' (did you mean"),
        ("between", {"side": "RUS"}, "between needs the argument 'with' (the other side"),
        ("explain", {"id": "s-0000000000"}, "the store holds nothing under the id 's-0000000000'"),
        ("explain", {"id": "wd:Q159"}, "'wd:Q159' is no statement, event or sanction"),
        ("explain", {"id": "/etc/passwd"}, "'/etc/passwd' is neither an IRI nor an id"),
        ("article", {"id": "../kg.toml"}, "'../kg.toml' is neither an IRI nor an id"),
        ("article", {"id": "pyproject.toml"}, "'pyproject.toml' is neither an IRI nor an id"),
        ("article", {"id": "file:///etc/passwd"}, "is neither an IRI nor an id"),
        ("entity", {"name": "Nobody At All"}, "is called 'Nobody At All'"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "SERVICE asks another machine"),
        ("sparql", {"query": "DROP ALL"}, "DROP changes a store"),
        ("sparql", {"query": "SELECT"}, "not a SPARQL query"),
        ("sparql", {"query": "#" * 100_001}, "is 100,001 characters long (at most 100,000)"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(served: Served, name: str, arguments: dict[str, Any], line: str) -> None:
    result = call(served, name, arguments)
    assert result.is_error
    assert line in text(result)
    assert "\n" not in text(result)
    assert len(text(result)) < 1000


@pytest.mark.parametrize("value", ['x" } ?s ?p ?o #', "wd:Q159> } . ?s ?p ?o #", "<http://e.x/> . ?s ?p ?o"])
def test_sparql_in_a_value_is_data(served: Served, value: str) -> None:
    result = call(served, "who_said", {"speaker": value})
    assert result.is_error
    assert "no actor is called" in text(result)


def test_a_claim_that_another_told_of_its_source_names_both(served: Served) -> None:
    """A White House official told what Biden said: the words are not Biden's to the article."""
    rows = call(served, "alleged", {"limit": 200}).structured_content["rows"]
    told = [row for row in rows if row["voice"] == "Joe Biden" and "via" in row]
    assert [row["via"] for row in told] == [["senior White House official"]]
    assert any("via" not in row for row in rows)
    (fact,) = call(served, "explain", {"id": told[0]["id"]}).structured_content["facts"]
    assert (fact["voice"], fact["via"]) == ("Joe Biden", ["senior White House official"])
    assert "Joe Biden" in fact["standing"]


def test_what_lies_beyond_the_last_row_is_told_as_that(served: Served) -> None:
    """No rows would mean that no article says so."""
    total = call(served, "who_said").structured_content["total"]
    beyond = call(served, "who_said", {"offset": total}).structured_content
    assert (beyond["rows"], beyond["cut"]) == ([], f"none of {total}: the offset lies beyond the last")
    article = call(served, "article", {"id": "6e4ce6bb50784cf4eb7c", "offset": 1000}).structured_content
    assert article["facts"] == []
    assert "beyond the last" in article["cut"]
    assert "cut" not in call(served, "who_said", {"speaker": "Lavrov", "about": "FRA"}).structured_content
