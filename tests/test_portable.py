"""Each query of the library gives the same rows in the same order wherever its text is sent.

Both servers hold the samples, the invented world of test_queries.py and the ontology. Every text runs with none, one
and all of its parameters, by curl (POST and GET) and by SPARQLWrapper, and in rdflib; what kg answers is the measure.
Virtuoso plans a query anew with every load, so that one load proves little: KG_LOADS=8 tries eight.
"""

import json
import os
import shutil
import subprocess
import urllib.parse
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from servers import Server, bulk_load, oxigraph, virtuoso
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from test_queries import CASES, NAMES, world

import kg
from kg import namespaces, query
from kg.cli import answers
from kg.store import View, dump, open_store, open_view
from kg.store.base import lines

pytestmark = pytest.mark.slow

LIMIT = 25
"""Seconds for an answer."""

LOADS = int(os.environ.get("KG_LOADS", "1"))
"""How many fresh databases of Virtuoso."""

PARAMETERS: dict[str, dict[str, str]] = {
    "actor-events": {
        "actor": "USA",
        "type": "ASSAULT",
        "place": "Baghdad",
        "since": "2010",
        "until": "2026",
        "background": "false",
        "vouched": "true",
    },
    "agreement": {"actor": "Black Raiders", "about": "LoM", "contradicting": "true", "since": "2010", "until": "2026"},
    "alleged": {"speaker": "RUS", "accused": "USA", "type": "ASSAULT", "since": "2010", "until": "2026"},
    "anonymous-sources": {"outlet": "Samples", "since": "2020", "until": "2026"},
    "articles": {"outlet": "Samples", "mentions": "RUS", "since": "2020", "until": "2026", "imported_since": "2020"},
    "at-place": {
        "place": "Iraq",
        "type": "ASSAULT",
        "said": "false",
        "since": "2010",
        "until": "2026",
        "background": "false",
        "vouched": "true",
    },
    "between": {
        "side": "RUS",
        "with": "USA",
        "type": "ACCUSE",
        "act": "accuse",
        "since": "2010",
        "until": "2026",
        "background": "false",
        "vouched": "true",
    },
    "by-members": {"body": "LoM", "to": "RUR", "about": "LoM", "act": "deny", "since": "2010", "until": "2026"},
    "by-role": {
        "role": "foreign-minister",
        "side": "RUS",
        "about": "USA",
        "act": "assert",
        "since": "2010",
        "until": "2026",
    },
    "casualties": {"kind": "killed", "place": "RUS", "since": "2010", "until": "2026", "background": "false"},
    "cooperation": {"side": "RUS", "with": "USA", "since": "2010", "until": "2026", "vouched": "true"},
    "coverage": {"side": "RUS", "with": "USA", "since": "2020", "until": "2026"},
    "demands": {"speaker": "USA", "target": "RUS", "conditional": "true", "since": "2010", "until": "2026"},
    "denials": {"speaker": "RUS", "about": "LoM", "since": "2010", "until": "2026"},
    "events-between": {
        "from": "RUS",
        "to": "USA",
        "type": "ACCUSE",
        "since": "2010",
        "until": "2026",
        "vouched": "1",
        "background": "false",
    },
    "evidence": {"fact": ""},
    "meetings": {
        "actor": "USA",
        "with": "RUS",
        "place": "Grand Fenwick",
        "since": "2010",
        "until": "2026",
        "vouched": "true",
    },
    "places": {"state": "RUS", "since": "2010", "until": "2026"},
    "provisional-actors": {"side": "RUS"},
    "quotations": {"speaker": "Lavrov", "about": "USA", "manner": "indirect", "since": "2020", "until": "2026"},
    "sanction-steps": {
        "target": "RUS",
        "imposer": "USA",
        "measure": "asset-freeze",
        "since": "2010",
        "until": "2026",
    },
    "sanctions": {
        "imposer": "USA",
        "target": "RUS",
        "status": "imposed",
        "measure": "asset-freeze",
        "since": "2010",
        "until": "2026",
    },
    "sides": {"since": "2010", "until": "2026", "background": "false"},
    "speakers": {"side": "RUS", "about": "USA", "since": "2010", "until": "2026"},
    "spokespeople": {"side": "RUS", "day": "2024-01-01"},
    "statements-between": {
        "from": "RUS",
        "to": "USA",
        "about": "USA",
        "act": "accuse",
        "since": "2020",
        "until": "2026",
    },
    "threats-pending": {"target": "RUS", "imposer": "USA", "since": "2010", "until": "2026"},
    "trend": {
        "from": "USA",
        "to": "RUS",
        "type": "ACCUSE",
        "outlet": "Samples",
        "since": "2010",
        "until": "2026",
        "background": "false",
    },
    "voices": {"article": "", "about": "RUS", "vouched": "true", "since": "2010", "until": "2026"},
    "votes": {"voter": "RUS", "since": "2010", "until": "2026", "vouched": "true"},
    "who-said": {
        "speaker": "RUS",
        "about": "USA",
        "target": "USA",
        "act": "accuse",
        "since": "2020",
        "until": "2026",
        "vouched": "true",
    },
}
"""Of each query, values that the samples or the invented world have facts for; one left empty: an id of the store."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bound text and what kg answers: its columns, and rows as ``comparable`` has them."""

    name: str
    given: str
    text: str
    columns: list[str]
    rows: list[tuple[object, ...]]


# ---------------------------------------------------------------- the data


@pytest.fixture(scope="module")
def stored(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples and the invented world."""
    folder = tmp_path_factory.mktemp("portable") / "store"
    shutil.copytree(store, folder)
    with open_store(folder) as opened:
        for article in world.graphs():
            opened.replace(article)
    return folder


@pytest.fixture(scope="module")
def exported(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all data and the ontology as one file of N-Quads."""
    folder = tmp_path_factory.mktemp("exported")
    with open_view(stored) as view, (folder / "all.nq").open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in dump(view, ontology=True))
        # In no export, but a query asks it, of stores that kg imports to.
        out.writelines(f"{line}\n" for line in lines(view.quads(namespaces.imports_graph(view.base))))
    return folder


@pytest.fixture(scope="module")
def cases(stored: Path) -> dict[str, list[Case]]:
    """Query -> its cases."""
    with open_view(stored) as view:
        return {name: [case(view, name, *given) for given in asked(view, name)] for name in NAMES}


def asked(view: View, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """None of a query's optional parameters, each, all; then those that are asked of the invented world."""
    header = query.load(name).header
    values = {key: value or an_id(view, key) for key, value in PARAMETERS[name].items()}
    required = {parameter.name: values[parameter.name] for parameter in header.params if parameter.required}
    optional = {parameter.name: values[parameter.name] for parameter in header.params if not parameter.required}
    yield "none", required
    for key, value in optional.items():
        yield key, {**required, key: value}
    if len(optional) > 1:
        yield "all", {**required, **optional}
    for told, given in json.loads((CASES / name / "params.json").read_text("utf-8")).items():
        yield f"world: {told}", given


def an_id(view: View, of: str) -> str:
    asks = {"fact": "?id kg:reports ?claim", "article": "?id a kg:Article ; kg:mentions wd:Q159"}
    found = query.run_text(view, f"SELECT ?id {{ {asks[of]} }} ORDER BY STR(?id) LIMIT 1")
    assert isinstance(found, query.Rows)
    return next(iter(found))[0].text  # type: ignore[union-attr]


def case(view: View, name: str, given: str, values: dict[str, Any]) -> Case:
    found = query.load(name)
    told = "\n".join(answers.rows(query.run(view, found, values), answers.SPARQL_JSON, values=True))
    columns, rows = comparable(json.loads(told), found.header.lists)
    return Case(name, given, query.bound(found, values, view), columns, rows)


def comparable(told: dict[str, Any], lists: tuple[str, ...]) -> tuple[list[str], list[tuple[object, ...]]]:
    """Columns and rows of SPARQL's JSON: cells that are lists as sets, numbers by their value, times by one form."""
    columns = told["head"]["vars"]
    return columns, [
        tuple(cell(binding.get(column), is_list=column in lists) for column in columns)
        for binding in told["results"]["bindings"]
    ]


def cell(term: dict[str, str] | None, *, is_list: bool) -> object:
    value = term["value"] if term else None
    if is_list:
        # Not so much as a blank entry: what is empty is empty as a whole.
        return frozenset(value.split(query.SEPARATOR)) if value else None
    try:
        return Decimal(value) if value is not None else None
    except InvalidOperation:
        return value.replace("+00:00", "Z") if value else value


# ---------------------------------------------------------------- the clients


def curl_post(server: Server, text: str) -> dict[str, Any]:
    return json.loads(curled(["--data-urlencode", f"query={text}", *union(server), server.query]))


def curl_get(server: Server, text: str) -> dict[str, Any]:
    """By GET, as far as servers take addresses of this length: docs/queries.md says so."""
    if len(urllib.parse.quote(text)) > GET_LIMIT:
        return curl_post(server, text)
    return json.loads(curled(["--get", "--data-urlencode", f"query={text}", *union(server), server.query]))


def union(server: Server) -> list[str]:
    return ["--data-urlencode", "union-default-graph="] if server.product == "oxigraph" else []


def curled(arguments: list[str]) -> str:
    command = ["curl", "--silent", "--show-error", "--fail-with-body", "--max-time", str(LIMIT)]
    command += ["--header", "Accept: application/sparql-results+json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stdout[:300] or done.stderr)
    return done.stdout


def wrapper(server: Server, text: str) -> dict[str, Any]:
    client = SPARQLWrapper(server.query, returnFormat=JSON)
    client.setMethod(POST)
    client.setTimeout(LIMIT)
    client.setQuery(text)
    if server.product == "oxigraph":
        client.addParameter("union-default-graph", "")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return client.queryAndConvert()  # type: ignore[no-any-return]


GET_LIMIT = 7000
"""Characters of an address that every server takes."""

CLIENTS: list[Callable[[Server, str], dict[str, Any]]] = [curl_post, curl_get, wrapper]


@pytest.fixture(scope="module", params=["oxigraph", *(f"virtuoso-{load}" for load in range(1, LOADS + 1))])
def server(
    request: pytest.FixtureRequest, exported: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with all data, freshly loaded."""
    folder = tmp_path_factory.mktemp("server") / "data"
    with loaded(request.param.partition("-")[0], folder, exported) as running:
        yield running


@contextmanager
def loaded(product: str, folder: Path, exported: Path) -> Iterator[Server]:
    if product == "virtuoso":
        with virtuoso(folder, shared=exported) as running:
            bulk_load(running, exported)
            yield running
        return
    with oxigraph(folder) as running:
        data = (exported / "all.nq").read_bytes()
        post = urllib.request.Request(running.graphs, data, {"Content-Type": "application/n-quads"})
        urllib.request.urlopen(post).close()
        yield running


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_in_the_same_order(name: str, server: Server, cases: dict[str, list[Case]]) -> None:
    assert shutil.which("curl"), "this test speaks through curl"
    wrong = [
        f"{each.given}, {client.__name__}: {told}"
        for each in cases[name]
        for client in (CLIENTS if not each.given.startswith("world") else CLIENTS[:1])
        if (told := difference(each, server, client))
    ]
    assert not wrong, "\n".join(wrong)


def difference(each: Case, server: Server, client: Callable[[Server, str], dict[str, Any]] = curl_post) -> str | None:
    """The first difference of an answer; None where there is none."""
    try:
        told = client(server, each.text)
    except Exception as error:
        return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    columns, rows = comparable(told, query.load(each.name).header.lists)
    if columns != each.columns:
        return f"columns {columns}"
    for number, (ours, theirs) in enumerate(zip_longest(each.rows, rows)):
        if ours != theirs:
            return f"row {number} of {len(each.rows)}: {ours} is {theirs} among {len(rows)}"
    return None


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_answer_every_parameter(name: str, cases: dict[str, list[Case]]) -> None:
    own = [each for each in cases[name] if not each.given.startswith("world")]
    assert len(own) == len(PARAMETERS[name]) + 1 + (len(own) > 2) - sum(
        p.required for p in query.load(name).header.params
    )
    assert all(each.rows for each in own if each.given != "all")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_in_rdflib(name: str, stored: Path, cases: dict[str, list[Case]]) -> None:
    lists = query.load(name).header.lists
    with kg.Store(stored) as opened:
        graph = opened.graph()
        for each in cases[name]:
            told = json.loads(graph.query(each.text).serialize(format="json") or b"")
            assert comparable(told, lists) == (each.columns, each.rows), each.given


# ---------------------------------------------------------------- the guard can fail


def bare(text: str) -> str:
    return text.replace("ASC(MIN(?start))", "MIN(?start)")


def by_division(text: str) -> str:
    start, end = text.index("  OPTIONAL {\n    SELECT DISTINCT ?claim"), text.index("  OPTIONAL { ?claim kg:eventType")
    happened = (
        "OPTIONAL { ?claim kg:happening ?happening OPTIONAL { ?other kg:happening ?happening"
        " OPTIONAL { ?other a ?vouching FILTER(?vouching IN (kg:Event, kg:SanctionAct)) } } }\n"
    )
    text = text[:start] + happened + text[end:]
    text = text.replace(" ?happened (", ' (IF(COUNT(?vouching) > 0, "vouched", 1/0) AS ?happened) (')
    return text.replace(" ?factuality ?happened ?outlet", " ?factuality ?outlet")


def by_days(text: str) -> str:
    return text.replace("FILTER(STR(?day) <= STR(?until))", "FILTER(?day <= ?until)")


@pytest.mark.parametrize("server", ["virtuoso-1"], indirect=True)
@pytest.mark.parametrize(
    ("names", "given", "old"),
    [
        (["who-said"], "none", bare),
        (["alleged"], "none", by_division),
        # Which of these it answers otherwise depends on how it plans them, on the data that is.
        (["meetings", "actor-events", "alleged", "voices", "agreement", "threats-pending"], "until", by_days),
    ],
)
def test_texts_of_an_older_style_are_caught(
    names: list[str], given: str, old: Callable[[str], str], server: Server, stored: Path, cases: dict[str, list[Case]]
) -> None:
    """They are right in Oxigraph, and Virtuoso refuses them or answers otherwise without a word."""
    caught = []
    for name in names:
        each = next(each for each in cases[name] if each.given == given)
        assert difference(each, server) is None
        twin = Case(each.name, each.given, old(each.text), each.columns, each.rows)
        assert twin.text != each.text
        with kg.Store(stored) as opened:
            told = json.loads(opened.graph().query(twin.text).serialize(format="json") or b"")
        assert comparable(told, query.load(name).header.lists) == (each.columns, each.rows)
        caught.append(difference(twin, server) is not None)
    assert any(caught)
