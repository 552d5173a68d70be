"""Every query of the library: tests/queries/{name}/ has its parameters and the rows that it must give, on two engines.

``params.json``: case -> parameters; ``expected.json``: case -> rows; the data are data.trig there, or else the shared
one. Run with KG_UPDATE=1 to write expected.json anew, then read the difference.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from SPARQLWrapper import SPARQLWrapper

from kg import namespaces as ns
from kg import query, resources
from kg.query import header
from kg.query.bind import bind, slots
from kg.query.columns import meanings
from kg.store import EmbeddedView
from kg.store.shelf import MemoryShelf

CASES = Path(__file__).parent / "queries"
sys.path.insert(0, str(CASES))
import world  # noqa: E402

FEDERATED = [name for name in query.names() if "federation" in query.load(name).header.tags]
"""They ask other machines: tests/test_federation.py."""
PLOVER = resources.path("ontology", "plover.ttl")
WITH_SCORES = {"cooperation"}
"""They ask the ontology too."""
NAMES = [name for name in query.names() if name not in FEDERATED]
COMPETENCY = {f"CQ{number:02}" for number in range(1, 29)}


def cases() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        for case in json.loads((CASES / name / "params.json").read_text("utf-8")):
            yield name, case


def data(name: str) -> Path:
    own = CASES / name / "data.trig"
    return own if own.is_file() else world.DATA


@cache
def view(path: Path, *, scores: bool = False) -> EmbeddedView:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    if scores:
        store.load(path=str(PLOVER), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ns.ONTOLOGY_GRAPH))
    return EmbeddedView(store, MemoryShelf(), ns.DEFAULT_BASE)


@cache
def dataset(path: Path, *, scores: bool = False) -> rdflib.Dataset:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format="trig")
    if scores:
        graph.graph(rdflib.URIRef(ns.ONTOLOGY_GRAPH)).parse(PLOVER)
    return graph


def asked(name: str) -> dict[str, Any]:
    """What view() and dataset() take for a query."""
    return {"path": data(name), "scores": name in WITH_SCORES}


def shown(rows: query.Rows) -> list[dict[str, str]]:
    """Rows as people read them: what is unknown is left out."""
    return [
        {column: cell.shown for column, cell in zip(rows.columns, row, strict=True) if cell is not None} for row in rows
    ]


def shown_by_rdflib(name: str, found: query.Query, values: dict[str, Any]) -> list[dict[str, str]]:
    text = query.bound(found, values, view(**asked(name)))
    result = dataset(**asked(name)).query(text)
    columns = [str(variable) for variable in result.vars or ()]
    rows = []
    for row in result:
        cells = {column: cell(value) for column, value in zip(columns, row, strict=True) if value is not None}
        for column in found.header.lists:
            if parts := sorted(filter(None, cells.pop(column, "").split(query.SEPARATOR))):
                cells[column] = query.SEPARATOR.join(parts)
        rows.append(cells)
    return rows


def cell(value: Any) -> str:
    if getattr(value, "datatype", None) == rdflib.XSD.dateTime:
        value = str(value).replace("+00:00", "Z")  # rdflib keeps the form of the file, Oxigraph writes its own
    return query.Cell("iri" if isinstance(value, rdflib.URIRef) else "literal", str(value)).shown


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_rows(name: str, case: str) -> None:
    values = json.loads((CASES / name / "params.json").read_text("utf-8"))[case]
    found = query.load(name)
    rows = shown(query.run(view(**asked(name)), found, values))
    file = CASES / name / "expected.json"
    if os.environ.get("KG_UPDATE"):
        kept = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        file.write_text(json.dumps({**kept, case: rows}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert rows == json.loads(file.read_text("utf-8"))[case]
    assert shown_by_rdflib(name, found, values) == rows, "rdflib and pyoxigraph differ"


def test_every_question_of_the_ontology_has_a_query() -> None:
    tagged = {tag for name in query.names() for tag in query.load(name).header.tags}
    assert COMPETENCY - tagged == set()


def test_every_query_has_cases_and_every_case_a_query() -> None:
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == set(NAMES)
    assert len(NAMES) + len(FEDERATED) == len(list((resources.path("queries")).glob("*.rq"))) >= 26
    assert FEDERATED == ["wikidata-labels"]


@pytest.mark.parametrize("name", NAMES)
def test_cases_show_every_column_and_use_every_parameter(name: str) -> None:
    found = query.load(name).header
    expected = json.loads((CASES / name / "expected.json").read_text("utf-8"))
    params = json.loads((CASES / name / "params.json").read_text("utf-8"))
    assert expected.keys() == params.keys()
    assert {column for rows in expected.values() for row in rows for column in row} == set(found.columns)
    assert {name for values in params.values() for name in values} == {parameter.name for parameter in found.params}
    sizes = {len(rows) for rows in expected.values()}
    assert len(sizes) > 1 or len(params) == 1, "a parameter that never narrows the rows may as well be broken"


@pytest.mark.parametrize("name", NAMES)
def test_the_text_runs_as_it_stands(name: str) -> None:
    """In any client: without our prefixes, without our binder."""
    text = query.load(name).text
    found = ox.Store().query(text)
    assert [variable.value for variable in found.variables] == list(query.load(name).header.columns)
    rdflib.Graph(bind_namespaces="none").query(text)


def test_meanings_are_of_columns_that_there_are() -> None:
    columns = {column for name in NAMES for column in query.load(name).header.columns}
    assert set(meanings()) <= {*columns, *header.PUT_TOGETHER}


@pytest.mark.parametrize("name", NAMES)
def test_a_query_with_a_sentence_tells_which_fact_it_is_of(name: str) -> None:
    told = query.load(name).header
    assert bool(told.fact) == ("sentence" in told.columns)


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_read_alike_by_hand_and_by_yaml(name: str) -> None:
    lines = [line[2:].removeprefix(" ") for line in query.load(name).text.splitlines() if line.startswith("#+")]
    by_hand = header.by_hand(lines)
    assert by_hand is not None, "this header takes YAML to read, which slows every query down"
    assert by_hand == header.by_library(lines, name)


@pytest.mark.parametrize("name", NAMES)
def test_manners(name: str) -> None:
    found = query.load(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert COMPETENCY & set(found.header.tags)
    assert all(parameter.help for parameter in found.header.params)
    words = [found.header.summary, found.header.note, *(parameter.help for parameter in found.header.params)]
    assert not [each for each in words if re.search(r"\?\w|\w\(", each or "")], "a reader of rows reads no SPARQL"
    assert set(found.header.lists) <= set(found.header.columns)
    assert "ORDER BY" in found.text
    assert "GRAPH " not in found.text, "queries run on the union"
    assert "UNDEF" not in found.text, "what is not given is left out"


@pytest.mark.parametrize("name", NAMES)
def test_an_article_that_is_out_of_sight_gives_no_row(name: str) -> None:
    """As while a store without transactions replaces it: ``?article a kg:Article`` goes first and comes last."""
    if name == "provisional-actors":  # of actors, who stay
        return
    quads = [quad for path in [data(name)] for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG)]
    hidden = ox.Store()
    hidden.extend(quad for quad in quads if quad.object != ox.NamedNode(ns.KG + "Article"))
    if name in WITH_SCORES:
        hidden.load(path=str(PLOVER), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ns.ONTOLOGY_GRAPH))
    values = next(iter(json.loads((CASES / name / "params.json").read_text("utf-8")).values()))
    found = query.load(name)
    assert shown(query.run(view(**asked(name)), found, values))
    assert shown(query.run(EmbeddedView(hidden, MemoryShelf(), ns.DEFAULT_BASE), found, values)) == []


@pytest.mark.parametrize("name", query.names())
def test_any_client_takes_it_for_a_select(name: str) -> None:
    """SPARQLWrapper takes the first keyword that it finds, in comments too: it takes out only every second of them."""
    found = query.load(name)
    samples = {parameter: [ox.NamedNode("http://x/")] for parameter in slots(found.text)}
    for text in (found.text, bind(found.text, samples)):
        client = SPARQLWrapper("http://localhost/")
        client.setQuery(text)
        assert client.queryType == "SELECT"
        assert text.isascii()
        assert re.match(r"(?:PREFIX [^\n]+\n|\n)*SELECT ", text), "nothing but prefixes stands before SELECT"
        assert text.rstrip().splitlines()[-1].startswith("#+")


def test_a_header_that_stands_first_is_taken_for_something_else() -> None:
    """The guard can fail."""
    client = SPARQLWrapper("http://localhost/")
    client.setQuery("#+ summary: who said it\n#+ columns: [statement, addressees]\nSELECT * { ?s ?p ?o }")
    assert client.queryType != "SELECT"


def test_the_shared_data_are_what_kg_writes_of_the_world() -> None:
    assert world.DATA.read_bytes() == world.trig(), "run python tests/queries/world.py and read the difference"


def test_the_shared_data_conform() -> None:
    from kg.shapes import validate

    problems = [problem for article in world.graphs() for problem in validate(article.quads).problems]
    assert {problem.severity for problem in problems} <= {"Warning"}
