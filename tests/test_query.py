"""Headers, binding, values and answers; what the library's own queries give is in test_queries.py."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_queries import view as stored
from test_queries import world

from kg import namespaces as ns
from kg import query
from kg.errors import QueryError
from kg.query import header
from kg.query.bind import bind, blocks
from kg.query.terms import term
from kg.store import EmbeddedView, memory_store

SIMPLE = """\
#+ summary: Labels of things
#+ params:
#+   - {name: thing, type: iri, required: true, help: "which"}
#+   - {name: since, type: date}
#+ columns: [label]
SELECT ?label { VALUES ?thing { <http://x/> } VALUES ?since { UNDEF } ?thing rdfs:label ?label } ORDER BY ?label
"""


@pytest.fixture
def view() -> EmbeddedView:
    return stored(world.DATA)


@pytest.fixture
def simple(tmp_path: Path) -> query.Query:
    return written(tmp_path, SIMPLE)


def written(folder: Path, text: str) -> query.Query:
    path = folder / "labels.rq"
    path.write_text(text)
    return query.load_file(path)


def value(given: str, type: str, view: EmbeddedView, scheme: str | None = None) -> str:
    return str(term(given, query.Parameter("it", type, scheme=scheme), view))


# ---------------------------------------------------------------- headers


def test_a_header_is_read(simple: query.Query) -> None:
    assert simple.name == "labels"
    assert simple.header.summary == "Labels of things"
    assert simple.header.params == (
        query.Parameter("thing", "iri", required=True, help="which"),
        query.Parameter("since", "date"),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["summary: one", "tags: [a, b]"],
        ['summary: "who, why: and when"'],
        ["summary: a 10:30 train, a#b", "lists: []"],
        ["summary: one", "params:", '  - {name: x, type: string, help: "a, {b} [c]: d"}'],
        ["summary: one", "params:", "  - {name: x, type: string, required: true, help: plain words}"],
        ["summary: 'single'"],
        ["summary: yes: no"],
        ["summary: >", "  folded", "  text"],
        ["summary: one # comment"],
        ["params:", "  - name: x", "    type: iri", "summary: block style"],
    ],
)
def test_by_hand_reads_what_yaml_reads_or_nothing(lines: list[str]) -> None:
    by_hand = header.by_hand(lines)
    if by_hand is not None:
        assert by_hand == header.by_library(lines, "test")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=30), max_size=4))
@example(["a: [b, c]"])
@example(["null"])
@example(["False"])
@example(["a", "tags: [no, 1]"])
def test_by_hand_never_reads_otherwise_than_yaml(lines: list[str]) -> None:
    lines = [f"summary: {line}" for line in lines[:1]] + lines[1:]
    if (by_hand := header.by_hand(lines)) and by_hand is not None:
        assert by_hand == header.by_library(lines, "test")


def test_yaml_beyond_the_plain_forms_is_read_too(tmp_path: Path) -> None:
    head = "#+ summary: >\n#+   two\n#+   lines\n#+ params:\n#+   - name: x\n#+     type: string\n"
    found = written(tmp_path, f"{head}SELECT * {{ VALUES ?x {{ UNDEF }} }}").header
    assert found.summary == "two lines\n"
    assert found.params[0].name == "x"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("", "no header"),
        ("#+ tags: [a]", "no summary"),
        ("#+ summary: [unclosed", "not YAML"),
        ("#+ summary: one\n#+ colums: [a]", "unknown key 'colums'"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: colour}", "unknown type 'colour'"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: code}", "a code of no scheme"),
        ("#+ summary: one\n#+ params:\n#+   - {nam: x}", "a parameter has name"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: iri}", "has 0 blocks"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        written(tmp_path, f"{head}\nSELECT * {{ ?s ?p ?o }}")


# ---------------------------------------------------------------- binding


def test_a_parameter_with_two_blocks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="has 2 blocks"):
        written(tmp_path, SIMPLE.replace("?thing rdfs:label", "VALUES ?thing { UNDEF } ?thing rdfs:label"))


def test_blocks_are_seen_as_sparql_sees_them() -> None:
    text = """SELECT * { # VALUES ?a { 1 }
      VALUES ?b { "}" <http://x/#y> 'VALUES ?c { 2 }' } values?d{UNDEF}
      VALUES (?e ?f) { (1 2) } FILTER(?g < 3 && ?h > 4) VALUES ?i { \"\"\"a "quoted" }\"\"\" # }
      } }"""
    assert {name: [text[slice(*span)].split()[0] for span in spans] for name, spans in blocks(text).items()} == {
        "b": ['"}"'],
        "d": ["UNDEF"],
        "i": ['"""a'],
    }


def test_only_the_data_of_a_block_change() -> None:
    text = "SELECT ?x { VALUES ?x { <http://sample/> } } # VALUES ?x { kept }"
    assert bind(text, {"x": [ox.NamedNode("http://y/")]}) == (
        "SELECT ?x { VALUES ?x { <http://y/> } } # VALUES ?x { kept }"
    )
    assert "VALUES ?x { UNDEF }" in bind(text, {"x": None})


@given(st.text(st.characters(codec="utf-8")))
@example('" } DROP ALL #')
@example("\\u0022 } }")
@example("'''\"\"\"\\")
def test_no_string_gets_out_of_its_place(text: str) -> None:
    bound = bind("SELECT ?x { VALUES ?x { UNDEF } }", {"x": [ox.Literal(text)]})
    assert [row["x"].value for row in ox.Store().query(bound)] == [text]


def test_values_reach_the_query(simple: query.Query, view: EmbeddedView) -> None:
    rows = query.run(view, simple, {"thing": [world.RURITANIA, world.FLAVIA], "since": "2024-01-01"})
    assert rows.columns == ("label",)
    assert [row[0] and row[0].text for row in rows] == ["Flavia Elphberg", "Ruritania"]


def test_an_unknown_query_is_refused_with_what_was_meant() -> None:
    with pytest.raises(QueryError, match=r"unknown query 'who-sayd' \(did you mean 'who-said'\?\)"):
        query.load("who-sayd")


@pytest.mark.parametrize("name", ["../queries/who-said", "/etc/passwd", "", "who-said.rq", "who said"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(QueryError, match="unknown query"):
        query.load(name)


def test_an_unknown_parameter_is_refused_with_what_was_meant(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no parameter 'speeker'.*did you mean 'speaker'"):
        query.run(view, query.load("who-said"), {"speeker": "RUR"})


@pytest.mark.parametrize("values", [{}, {"thing": None}, {"thing": []}])
def test_a_required_parameter_is_required(simple: query.Query, view: EmbeddedView, values: query.Values) -> None:
    with pytest.raises(QueryError, match="needs the parameter 'thing'"):
        query.run(view, simple, values)


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("given", "type", "expected"),
    [
        ("wd:Q30", "iri", "<http://www.wikidata.org/entity/Q30>"),
        ("Q30", "actor", "<http://www.wikidata.org/entity/Q30>"),
        ("<https://x.example/a>", "iri", "<https://x.example/a>"),
        ("https://x.example/a#b", "iri", "<https://x.example/a#b>"),
        ("2024-02-29", "date", '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("007", "integer", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("Yes", "boolean", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ('say "so"', "string", '"say \\"so\\""'),
    ],
)
def test_values_become_terms(given: str, type: str, expected: str, view: EmbeddedView) -> None:
    assert value(given, type, view) == expected


@pytest.mark.parametrize(
    ("given", "type"),
    [
        ("http://x/> } #", "iri"),
        ("no iri", "iri"),
        ("", "iri"),
        ("2023-02-29", "date"),
        ("2024", "date"),
        ("2024-01-01T00:00:00Z", "date"),
        ("1.5", "integer"),
        ("٣", "integer"),
        ("perhaps", "boolean"),
    ],
)
def test_values_of_the_wrong_type_are_refused(given: str, type: str, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="parameter 'it': "):
        value(given, type, view)


@pytest.mark.parametrize(
    ("given", "bound", "day"),
    [
        ("2022", "first", "2022-01-01"),
        ("2022", "last", "2022-12-31"),
        ("2022-03", "first", "2022-03-01"),
        ("2022-03", "last", "2022-03-31"),
        ("2024-02", "last", "2024-02-29"),
        ("2023-02", "last", "2023-02-28"),
        ("2022-03-04", "last", "2022-03-04"),
    ],
)
def test_years_and_months_bound_a_period_by_their_first_and_last_day(
    given: str, bound: str, day: str, view: EmbeddedView
) -> None:
    date = query.Parameter("it", "date", bound=bound)
    assert str(term(given, date, view)) == f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>'


@pytest.mark.parametrize("given", ["22", "2022-13", "2022-02-30", "2022-3", "0000", "2022-", "٢٠٢٢", "last year"])
def test_what_is_no_date_bounds_nothing(given: str, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="as in 2024, 2024-01 or 2024-01-31"):
        term(given, query.Parameter("it", "date", bound="first"), view)


def test_an_iri_may_be_given_by_its_id(view: EmbeddedView) -> None:
    article = "https://kg.example/article/10d36dcb5e8837c82eeb"
    assert value("s-accuses", "iri", view) == f"<{article}#s-accuses>"
    assert value("10d36dcb5e8837c82eeb", "iri", view) == f"<{article}>"
    with pytest.raises(QueryError, match="holds nothing under the id"):
        value("s-nothing", "iri", view)


@pytest.mark.parametrize("given", ["accuse", "act-accuse", "code:act-accuse", "Accuse", ns.code("act", "accuse")])
def test_codes(given: str, view: EmbeddedView) -> None:
    assert value(given, "code", view, "act") == f"<{ns.code('act', 'accuse')}>"


@pytest.mark.parametrize(
    ("given", "expected"), [("assault", ns.PLOVER + "ASSAULT"), ("VOTE", ns.code("event", "vote"))]
)
def test_event_types(given: str, expected: str, view: EmbeddedView) -> None:
    assert value(given, "code", view, "event-type") == f"<{expected}>"


@pytest.fixture(scope="module")
def with_ontology(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedView:
    from kg.store import open_store

    return open_store(tmp_path_factory.mktemp("ontology") / "store")


@pytest.mark.parametrize(
    ("given", "scheme", "meant"),
    [("acuse", "act", "accuse"), ("assualt", "event-type", "ASSAULT"), ("imposd", "status", "imposed")],
)
def test_where_the_ontology_is_there_unknown_codes_are_refused(
    given: str, scheme: str, meant: str, with_ontology: EmbeddedView
) -> None:
    with pytest.raises(QueryError, match=f"did you mean '{meant}'"):
        value(given, "code", with_ontology, scheme)
    assert value(meant, "code", with_ontology, scheme)


@pytest.mark.parametrize("given", ["VOTE", "election", "SANCTION"])
def test_event_types_of_the_ontology(given: str, with_ontology: EmbeddedView) -> None:
    assert value(given, "code", with_ontology, "event-type")


# ---------------------------------------------------------------- actors


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("RUR", world.RURITANIA),
        ("Ruritania", world.RURITANIA),
        ("ruritania", world.RURITANIA),
        ("Elphberg", world.FLAVIA),
        ("mara quill", world.QUILL),
        (world.QUILL, world.QUILL),
        ("wd:Q990000011", world.FLAVIA),
    ],
)
def test_actors_by_iri_code_label_or_word(given: str, expected: str, view: EmbeddedView) -> None:
    assert value(given, "actor", view) == f"<{expected}>"


def test_places(view: EmbeddedView) -> None:
    assert value("zenda", "place", view) == f"<{world.ZENDA}>"


def test_actors_by_another_name_of_the_reference_facts() -> None:
    with memory_store() as empty:
        assert value("Kremlin", "actor", empty) == f"<{ns.WD}Q159>"


def test_an_ambiguous_name_lists_whom_it_may_mean() -> None:
    with pytest.raises(QueryError, match="'of freedonia' may be") as refused:
        value("of freedonia", "actor", two_banks())
    assert "Bank of Freedonia" in str(refused.value)
    assert "\n" not in str(refused.value)


def two_banks() -> EmbeddedView:
    store = memory_store()
    graph = ox.NamedNode(ns.reference_graph(store.base))
    for number, label in enumerate(["Bank of Freedonia", "Army of Freedonia"]):
        node = ox.NamedNode(f"{ns.WD}Q9900{number}")
        store.engine.add(ox.Quad(node, ox.NamedNode(ns.RDFS + "label"), ox.Literal(label), graph))
        store.engine.add(ox.Quad(node, ox.NamedNode(ns.RDF + "type"), ox.NamedNode(ns.KG + "Actor"), graph))
    return store


def test_an_unknown_name_suggests_what_was_meant(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no actor is called 'Ruritanja'.*did you mean 'Ruritania'"):
        value("Ruritanja", "actor", view)


def test_a_descriptive_phrase_names_nobody(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="no actor is called"):
        value("a senior official", "actor", view)


# ---------------------------------------------------------------- answers


def test_cells_as_python_and_as_shown(view: EmbeddedView) -> None:
    text = """SELECT (1 AS ?a) (0.50 AS ?b) (true AS ?c) ("2024-01-31"^^xsd:date AS ?d) (wd:Q30 AS ?e) ("x"@en AS ?f) ?g
              { VALUES ?g { UNDEF } }"""
    rows = query.run_text(view, text)
    assert isinstance(rows, query.Rows)
    (row,) = rows
    assert [cell and cell.python for cell in row] == [
        1,
        Decimal("0.5"),
        True,
        date(2024, 1, 31),
        ns.WD + "Q30",
        "x",
        None,
    ]
    assert [cell and cell.shown for cell in row][4:] == ["wd:Q30", "x", None]


def test_rows_are_found_as_they_are_asked_for(view: EmbeddedView) -> None:
    rows = query.run_text(view, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")  # some hundred million
    assert isinstance(rows, query.Rows)
    assert next(iter(rows))


def test_ask_and_construct(view: EmbeddedView) -> None:
    assert query.run_text(view, "ASK { ?s a kg:Statement }") is True
    triples = query.run_text(view, "CONSTRUCT { ?s a kg:Statement } WHERE { ?s a kg:Statement }")
    assert isinstance(triples, ox.QueryTriples)


@pytest.mark.parametrize("text", ["DELETE WHERE { ?s ?p ?o }", "LOAD <http://x/>", "SELECT"])
def test_only_questions_are_answered(view: EmbeddedView, text: str) -> None:
    with pytest.raises(QueryError):
        query.run_text(view, text)


def test_a_library_query_must_be_a_select(tmp_path: Path, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="is a SELECT"):
        query.run(view, written(tmp_path, "#+ summary: one\nASK {}"))
