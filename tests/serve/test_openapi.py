"""The library over HTTP keeps to its description: requests that schemathesis makes of it, right ones and wrong ones."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from kg import query as library
from kg.serve.routes.library import RESERVED


def test_answers_are_as_described(served: str, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("st")), "run", f"{served}/openapi.json", "--phases", "fuzzing"]
    done = subprocess.run([*command, "--max-examples", "5"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]
    cases = re.search(r"(\d+) generated, \1 passed", done.stdout)
    assert cases, done.stdout[-2000:]
    assert int(cases[1]) > 150


def test_each_query_is_described_with_its_parameters(served: str) -> None:
    told = requests.get(f"{served}/openapi.json", timeout=30).json()
    assert set(told["paths"]) == {"/queries", *(f"/queries/{name}" for name in library.names())}
    for name in library.names():
        given = {each["name"] for each in told["paths"][f"/queries/{name}"]["get"]["parameters"]}
        assert given == {p.name for p in library.load(name).header.params} | set(RESERVED)


def test_columns_are_described(served: str) -> None:
    told = requests.get(f"{served}/openapi.json", timeout=30).json()
    good = told["paths"]["/queries/sanctions"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    columns = good["items"]["properties"]
    assert columns["imposers"]["description"] == "who puts it in force"
    assert columns["imposers"]["type"] == "array"


def test_no_query_has_a_parameter_of_the_name_of_ours() -> None:
    assert not [n for n in library.names() for p in library.load(n).header.params if {p.name, p.also} & set(RESERVED)]


def test_values_given_twice_mean_either(served: str) -> None:
    def count(*acts: str) -> int:
        asked = [("act", act) for act in acts]
        return len(requests.get(f"{served}/queries/who-said", params=asked, timeout=30).json())

    assert count("accuse", "deny") == count("accuse") + count("deny") > count("deny") > 0
    assert requests.get(f"{served}/queries/who-said", params=[("act", "deny")] * 51, timeout=30).status_code == 400


def test_json_is_what_the_command_line_gives(served: str, store: Path) -> None:
    asked = ["query", "sanctions", "-p", "target=Russia", "--format", "json", "--store", str(store)]
    told = subprocess.run([sys.executable, "-m", "kg", *asked], capture_output=True, text=True, check=True)
    answer = requests.get(f"{served}/queries/sanctions", params={"target": "Russia"}, timeout=30)
    assert answer.json() == json.loads(told.stdout)
    assert len(answer.json()) > 3


def test_rows_come_in_parts_and_tell_whether_there_are_more(served: str) -> None:
    every = requests.get(f"{served}/queries/sanctions", timeout=30)
    assert "X-kg-More" not in every.headers
    parts = [requests.get(f"{served}/queries/sanctions?limit=10&offset={start}", timeout=30) for start in (0, 10, 20)]
    assert [row for part in parts for row in part.json()] == every.json()
    assert ["X-kg-More" in part.headers for part in parts] == [True, True, False]
    assert requests.get(f"{served}/queries/sanctions?offset=9999", timeout=30).json() == []


def test_facts_and_searches_are_there_for_programs(served: str) -> None:
    (fact,) = requests.get(f"{served}/fact/s-3399853651?format=json", timeout=30).json()["facts"]
    assert (fact["voice"], fact["outlet"], fact["published"]) == ("article", "Samples", "2024-04-24")
    assert "world peace" in fact["sentence"]
    asked = {"params": {"q": "Lavrov"}, "headers": {"Accept": "application/json"}, "timeout": 30}
    assert "Sergey Lavrov" in [each["label"] for each in requests.get(f"{served}/search", **asked).json()["things"]]
    assert requests.get(f"{served}/fact/s-3399853651?format=turtle", timeout=30).status_code == 406
    assert requests.get(f"{served}/fact/s-0000000000?format=json", timeout=30).status_code == 404


def test_a_spreadsheet_gets_csv_to_keep(served: str) -> None:
    answer = requests.get(f"{served}/queries/sanctions?target=RUS&format=csv&limit=2", timeout=30)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sanctions.csv"'
    assert len(answer.text.splitlines()) == 3
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_list_of_queries_comes_in_the_form_that_the_address_names(served: str) -> None:
    page = {"Accept": "text/html"}
    assert requests.get(f"{served}/queries?format=json", headers=page, timeout=30).json()[0]["asks"]
    assert requests.get(f"{served}/queries?format=html", timeout=30).headers["Content-Type"].startswith("text/html")
    assert requests.get(f"{served}/queries?format=turtle", timeout=30).status_code == 406


def test_why_there_are_no_rows_is_told(served: str) -> None:
    answer = requests.get(f"{served}/queries/who-said?act=apologise&about=FRA", timeout=30)
    assert (answer.json(), answer.headers["X-kg-Warning"][:7]) == ([], "no rows")


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("no-such", 404, "unknown query"),
        ("who-sayd", 404, "who-said"),
        ("w" * 5000, 404, "unknown query"),
        ("who-said?abot=USA", 400, "about"),
        ("who-said?about=Nobodyatall", 404, "Nobodyatall"),
        ("who-said?since=never", 400, "never"),
        ("who-said?since=2024-02&until=2024-01", 404, "there is no period"),
        ("who-said?limit=-1", 400, "limit"),
        ("who-said?limit=", 400, "limit"),
        ("who-said?about=", 400, "empty"),
        ("who-said?about=%1C", 404, "blank"),
        ("who-said?format=xlsx", 406, "csv"),
        ("events-between", 400, "needs"),
        ("../../etc/passwd", 404, ""),
        ("who-said?about=USA%20%7D%20UNION%20%7B%20%3Fs%20%3Fp%20%3Fo", 404, ""),
    ],
)
def test_what_is_wrong_is_told(served: str, asked: str, status: int, words: str) -> None:
    answer = requests.get(f"{served}/queries/{asked}", timeout=30)
    assert (answer.status_code, words in answer.text) == (status, True)
