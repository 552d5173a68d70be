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
from kg.query import guard, header
from kg.query.bind import bind, slots
from kg.query.doubts import doubts
from kg.query.terms import term
from kg.store import EmbeddedView, memory_store

HEADER = """\
#+ summary: Labels of things
#+ params:
#+   - {name: thing, type: iri, required: true, help: "which"}
#+   - {name: label, type: string}
#+ columns: [label]
"""
BODY = """\
SELECT ?named {
  VALUES ?thing { <http://x/> }
  ?thing rdfs:label ?named .
  #? label VALUES ?label { "x" } FILTER(?named = ?label)
} ORDER BY ?named
"""
SIMPLE = BODY + HEADER


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
        query.Parameter("label", "string"),
    )


def test_a_header_may_stand_first(tmp_path: Path, simple: query.Query) -> None:
    first = written(tmp_path, HEADER + BODY)
    assert first.header == simple.header
    assert all(map(query.has_header, (HEADER + BODY, SIMPLE, f"\n{SIMPLE}\n\n")))
    assert not any(map(query.has_header, (BODY, "", "SELECT * {\n#+ summary: no\n}")))


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
@example(["A:"])
@example(["A "])
@example(["a", "tags: [no, 1]"])
def test_by_hand_never_reads_otherwise_than_yaml(lines: list[str]) -> None:
    lines = [f"summary: {line}" for line in lines[:1]] + lines[1:]
    if (by_hand := header.by_hand(lines)) and by_hand is not None:
        assert by_hand == header.by_library(lines, "test")


def test_yaml_beyond_the_plain_forms_is_read_too(tmp_path: Path) -> None:
    head = "#+ summary: >\n#+   two\n#+   lines\n#+ params:\n#+   - name: x\n#+     type: string\n"
    found = written(tmp_path, f'{head}SELECT * {{\n#? x VALUES ?x {{ "" }}\n}}').header
    assert found.summary == "two lines\n"
    assert found.params[0].name == "x"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("", "no header"),
        ("#+ tags: [a]", "no summary"),
        ("#+ summary: [unclosed", "not YAML"),
        ("#+ summary: one\n#+ colums: [a]", "unknown key 'colums'"),
        ("#+ summary: one\n#+ columns: [a]\n#+ fact: b", "the fact of a row is in 'b', which is no column"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: colour}", "unknown type 'colour'"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: code}", "a code of no scheme"),
        ("#+ summary: one\n#+ params:\n#+   - {nam: x}", "a parameter has name"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: iri, required: true}", "has 0 blocks"),
        ("#+ summary: one\n#+ params:\n#+   - {name: x, type: iri}", "has 0 lines #\\? x and 0 blocks"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        written(tmp_path, f"{head}\nSELECT * {{ ?s ?p ?o }}")


# ---------------------------------------------------------------- binding


def test_a_parameter_with_two_blocks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="has 2 blocks"):
        written(tmp_path, SIMPLE.replace("?thing rdfs:label", "VALUES ?thing { UNDEF } ?thing rdfs:label"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "VALUES ?label { UNDEF }",
            r"has a block VALUES \?label \{ UNDEF \}, which takes .*a line #\? label VALUES",
        ),
        ("#? label VALUES ?label { 1 }\n#? label VALUES ?label { 2 }", "has 2 lines"),
        ("#? label VALUES ?label { 1 }\nVALUES ?label { 2 }", "1 blocks outside of them"),
        ("#? label FILTER(?named = ?label)", "has no one block"),
        ("#? label VALUES ?label { 1 } VALUES ?label { 2 }", "has no one block"),
        ("#? label VALUES ?other { 1 }", "has no one block"),
        ("", "has 0 lines"),
        ("#? label VALUES ?label { 1 }\n#? other VALUES ?other { 1 }", r"the line #\? other is of no parameter"),
        (
            "#? label VALUES ?label { 1 }\n#? thing VALUES ?thing { 1 }",
            "a line #. thing, which only an optional one has",
        ),
    ],
)
def test_an_optional_parameter_has_one_line(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        written(tmp_path, SIMPLE.replace('#? label VALUES ?label { "x" } FILTER(?named = ?label)', line))


def test_a_line_taken_in_by_hand_is_read_too(tmp_path: Path, simple: query.Query, view: EmbeddedView) -> None:
    both = {"thing": [world.RURITANIA, world.FLAVIA]}
    text = query.bound(simple, {**both, "label": "Ruritania"}, view)
    again = written(tmp_path, text)
    assert [row[0] and row[0].text for row in query.run(view, again, both)] == ["Ruritania"]
    other = query.run(view, again, {**both, "label": "Flavia Elphberg"})
    assert [row[0] and row[0].text for row in other] == ["Flavia Elphberg"]


def test_slots_are_seen_as_sparql_sees_them() -> None:
    text = """SELECT * { # VALUES ?a { 1 }
      VALUES ?b { "}" <http://x/#y> 'VALUES ?c { 2 }' } values?d{UNDEF}
      VALUES (?e ?f) { (1 2) } FILTER(?g < 3 && ?h > 4) VALUES ?i { \"\"\"a "quoted" }\"\"\" # }
      } "#? j VALUES ?j { 1 }" { ?x ?y ?z
      #? k { SELECT ?x { VALUES ?k { "}" } ?x ?y ?k } }
      } }"""
    seen = {name: [text[slice(*slot.data)].split()[0] for slot in several] for name, several in slots(text).items()}
    assert seen == {"b": ['"}"'], "d": ["UNDEF"], "i": ['"""a'], "k": ['"}"']}
    (optional,) = slots(text)["k"]
    assert text[slice(*optional.group)].split()[:3] == ["?x", "?y", "?z"]
    assert text[slice(*optional.block)] == 'VALUES ?k { "}" }'


def test_only_the_data_of_a_block_change() -> None:
    text = "SELECT ?x { VALUES ?x { <http://sample/> } } # VALUES ?x { kept }"
    assert bind(text, {"x": [ox.NamedNode("http://y/")]}) == (
        "SELECT ?x { VALUES ?x { <http://y/> } } # VALUES ?x { kept }"
    )


def test_a_block_may_stand_after_the_query(tmp_path: Path, view: EmbeddedView) -> None:
    text = "SELECT ?named { ?thing rdfs:label ?named } ORDER BY ?named VALUES ?thing { <http://x/> }\n"
    found = written(tmp_path, text + "".join(line for line in HEADER.splitlines(True) if "label, type" not in line))
    assert [row[0] and row[0].text for row in query.run(view, found, {"thing": world.FLAVIA})] == ["Flavia Elphberg"]
    assert query.why_empty(found, {"thing": "http://x/"}, view) == []


def test_an_optional_line_is_taken_only_where_its_parameter_is_given() -> None:
    text = "SELECT * {\n  #? x VALUES ?x { 1 } ?s ?p ?x .\n  #? y VALUES ?y { 2 } ?s ?p ?y .\n}"
    given = bind(text, {"x": [ox.Literal("a"), ox.Literal("b")], "y": None})
    assert given == 'SELECT * {\n  VALUES ?x { "a" "b" } ?s ?p ?x .\n  #? y VALUES ?y { 2 } ?s ?p ?y .\n}'
    assert bind(text, {"x": [], "y": None}) == text


@given(st.text(st.characters(codec="utf-8")))
@example('" } DROP ALL #')
@example("\\u0022 } }")
@example("'''\"\"\"\\")
def test_no_string_gets_out_of_its_place(text: str) -> None:
    bound = bind("SELECT ?x { VALUES ?x { UNDEF } }", {"x": [ox.Literal(text)]})
    assert [row["x"].value for row in ox.Store().query(bound)] == [text]


def test_values_reach_the_query(simple: query.Query, view: EmbeddedView) -> None:
    both = [world.RURITANIA, world.FLAVIA]
    rows = query.run(view, simple, {"thing": both})
    assert rows.columns == ("named",)
    assert [row[0] and row[0].text for row in rows] == ["Flavia Elphberg", "Ruritania"]
    named = query.run(view, simple, {"thing": both, "label": "Ruritania"})
    assert [row[0] and row[0].text for row in named] == ["Ruritania"]


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


@pytest.mark.parametrize(
    ("given", "type", "scheme", "expected"),
    [
        ("RUS", "actor", None, ns.WD + "Q159"),
        ("Kremlin", "actor", None, ns.WD + "Q159"),
        ("wd:Q30", "actor", None, ns.WD + "Q30"),
        ("accuse", "code", "act", ns.code("act", "accuse")),
        ("ASSAULT", "code", "event-type", ns.PLOVER + "ASSAULT"),
        ("https://x.example/a", "iri", None, "https://x.example/a"),
    ],
)
def test_what_needs_no_store(given: str, type: str, scheme: str | None, expected: str) -> None:
    parameter = query.Parameter("it", type, scheme=scheme)
    assert term(given, parameter, query.Nowhere(ns.DEFAULT_BASE)) == ox.NamedNode(expected)


@pytest.mark.parametrize(("given", "type"), [("Xyzzy", "actor"), ("Xyzzy", "place"), ("s-0123456789", "iri")])
def test_what_takes_a_store_says_so(given: str, type: str) -> None:
    with pytest.raises(QueryError, match=f"{given}.* is looked up in a store, and there is none"):
        term(given, query.Parameter("it", type), query.Nowhere(ns.DEFAULT_BASE))


def test_without_a_store_unknown_codes_are_refused_too() -> None:
    with pytest.raises(QueryError, match="did you mean 'accuse'"):
        term("acuse", query.Parameter("it", "code", scheme="act"), query.Nowhere(ns.DEFAULT_BASE))


def test_an_unknown_name_suggests_what_was_meant(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no actor is called 'Ruritanja'.*did you mean 'Ruritania'"):
        value("Ruritanja", "actor", view)


def test_a_descriptive_phrase_names_nobody(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="no actor is called"):
        value("a senior official", "actor", view)


# ---------------------------------------------------------------- nothing found


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("who-said", {"speaker": "wd:Q1"}, ["no rows: none for speaker=wd:Q1 alone"]),
        ("who-said", {"speaker": "RUR", "until": "1950"}, ["no rows: none for until=1950 alone"]),
        ("who-said", {"speaker": "RUR", "since": "2024-12"}, ["no rows: none for since=2024-12 alone"]),
        (
            "who-said",
            {"speaker": "FRD", "act": "accuse", "vouched": "false"},
            ["no rows: there are some for each of speaker=FRD, act=accuse, vouched=false, but none for all together"],
        ),
        ("statements-between", {"from": "RUR", "to": "wd:Q1"}, ["no rows: none for to=wd:Q1 alone"]),
        ("quotations", {"speaker": "wd:Q1"}, ["no rows: none for speaker=wd:Q1 alone"]),
        ("events-between", {"from": "RUR", "to": "FEN", "background": "false"}, ["no rows: none for to=FEN alone"]),
        (
            "agreement",
            {"actor": "FEN", "about": "Zenda"},
            ["no rows: there are some for each of actor=FEN, about=Zenda, but none for all together"],
        ),
        ("spokespeople", {"state": "RUR", "day": "1900-01-01"}, None),
        ("evidence", {"fact": "https://x.example/nothing"}, ["no rows: none for fact=https://x.example/nothing alone"]),
    ],
)
def test_why_there_are_no_rows(name: str, values: dict[str, str], told: list[str] | None, view: EmbeddedView) -> None:
    found = query.load(name)
    assert list(query.run(view, found, values)) == []
    why = query.why_empty(found, values, view)
    assert why == told if told else why[0].startswith("no rows: there are some for each of side=RUR, day=1900-01-01")


def test_no_query_runs_again_to_tell_why(view: EmbeddedView, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    engine = view.query
    monkeypatch.setattr(view, "query", lambda sparql: asked.append(sparql) or engine(sparql))
    query.why_empty(query.load("who-said"), {"speaker": "wd:Q1", "until": "1950"}, view)
    assert len(asked) == 2
    assert all("ASK {" in text and "OPTIONAL" not in text for text in asked)


# ---------------------------------------------------------------- graphs, namespaces, dates


def test_from_is_respected(view: EmbeddedView) -> None:
    graph = ns.article_graph("https://kg.example/article/10d36dcb5e8837c82eeb")

    def count(dataset: str) -> int:
        rows = query.run_text(view, f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?fact a kg:Statement }}")
        assert isinstance(rows, query.Rows)
        return int(next(iter(rows))[0].text)  # type: ignore[union-attr]

    of_all, of_one = count(""), count(f"FROM <{graph}>")
    assert of_all > of_one > 0
    assert count("FROM <http://nowhere.example/>") == count(f"FROM NAMED <{graph}>") == 0
    rows = query.run_text(view, f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?fact a kg:Statement }} }}")
    assert isinstance(rows, query.Rows)
    assert len(list(rows)) == of_one


@pytest.mark.parametrize("graph", ["<g>", "none:g", '<http://x/"}>', "<http://[x>"])
def test_a_graph_whose_name_is_no_iri_is_refused(graph: str, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match="not a SPARQL query"):
        query.run_text(view, f"ASK FROM {graph} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "text",
    ['SELECT ?from { ?s kg:from ?from FILTER(STR(?from) != "FROM <x:y>") } # FROM <x:y>', "SELECT * { ?s ?p ?o }"],
)
def test_the_word_from_elsewhere_names_no_graph(text: str, view: EmbeddedView) -> None:
    assert list(query.run_text(view, text))  # type: ignore[arg-type]
    assert list(doubts(text, view)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ASK FROM <http://nowhere.example/> { ?s ?p ?o }", "the store has no graph <http://nowhere.example/>"),
        ("PREFIX g: <http://no/> ASK FROM NAMED g:x { GRAPH ?g { ?s ?p ?o } }", "the store has no graph <http://no/x>"),
        (
            "PREFIX kg: <http://w3id.org/geopolitical-kg/> ASK { ?s a kg:Statement }",
            f"nothing in a store begins with http://w3id.org/geopolitical-kg/: write {ns.KG}",
        ),
        (
            "ASK { ?s ?p <https://www.wikidata.org/entity/Q30> }",
            f"nothing in a store begins with https://www.wikidata.org/entity/: write {ns.WD}",
        ),
        (
            "PREFIX s: <http://schema.org/> ASK { ?s s:url ?o }",
            f"nothing in a store begins with http://schema.org/: write {ns.SCHEMA}",
        ),
        (
            'ASK { ?a schema:datePublished ?d FILTER(?d >= "2024-01-01"^^xsd:date) }',
            "?d of schema:datePublished holds days with a time, which no day equals: write xsd:date(?d)",
        ),
        (
            'ASK { ?s kg:latest ?d FILTER("2024-01-01T00:00:00Z"^^xsd:dateTime < ?d) }',
            '?d of kg:latest holds days, which no moment equals: write "2024-01-31"^^xsd:date',
        ),
        (
            "ASK { ?s kg:knownUntil ?d FILTER(?d < NOW()) }",
            '?d of kg:knownUntil holds days, which no moment equals: write "2024-01-31"^^xsd:date',
        ),
        ('ASK { ?s kg:latest ?d FILTER(?d >= "2024-01-01"^^xsd:date) }', None),
        ("ASK { ?a schema:datePublished ?d FILTER(?d < NOW()) }", None),
        ('ASK { ?a schema:datePublished ?d FILTER(xsd:date(?d) >= "2024-01-01"^^xsd:date) }', None),
    ],
)
def test_what_finds_nothing_is_told(text: str, told: str | None, view: EmbeddedView) -> None:
    assert list(doubts(text, view)) == ([told] if told else [])


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


def test_a_day_that_a_query_of_ones_own_has_as_a_text_is_refused(tmp_path: Path) -> None:
    """It would find nothing for any day that is given."""
    (file := tmp_path / "mine.rq").write_text(
        "SELECT ?s WHERE { ?s kg:act ?a .\n"
        '#? since VALUES ?since { "2024-01-01" } ?s kg:latest ?d FILTER(STR(?d) >= STR(?since))\n}\n'
        "ORDER BY STR(?s)\n#+ summary: mine\n#+ params:\n#+   - {name: since, type: date}\n#+ columns: [s]\n"
    )
    with pytest.raises(QueryError, match="a sample that is no day"):
        query.load_file(file)
    file.write_text(file.read_text().replace('"2024-01-01"', '"2024-01-01"^^xsd:date'))
    assert query.load_file(file).header.params[0].name == "since"


def test_service_is_seen_behind_escapes() -> None:
    """The engine here does not read such keywords; another store may."""
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        guard.check(r"SELECT * { \u0053ERVICE <http://x/> { ?s ?p ?o } }")
    guard.check(r'SELECT * { ?s ?p "\u0053ERVICE" }')


def test_what_is_no_text_names_nothing(view: EmbeddedView) -> None:
    """As a byte that is no UTF-8 comes from a shell, half of a pair from JSON."""
    for value in ("\udcff", "Russia\ud83d"):
        with pytest.raises(QueryError, match="is no text"):
            query.run(view, query.load("who-said"), {"about": value})
    with pytest.raises(QueryError, match="no text in UTF-8"):
        query.run_text(view, "SELECT * { ?s ?p '\ud83d' }")
    assert query.run_text(view, "ASK { FILTER('🕊' = '\\U0001F54A') }") is True


@pytest.mark.parametrize(("since", "until"), [("2024-02", "2024-01-31"), (["2025", "2024-03-02"], "2024-03-01")])
def test_a_period_that_ends_before_it_begins_is_refused(view: EmbeddedView, since: str | list[str], until: str) -> None:
    with pytest.raises(QueryError, match=r"there is no period from 2024-0[23]-0. until 2024-0[13]-"):
        query.run(view, query.load("who-said"), {"since": since, "until": until})


@pytest.mark.parametrize(("since", "until"), [("2024-01-31", "2024-01"), ("2024", "2024"), (["2025", "2023"], "2024")])
def test_a_period_may_be_a_day_a_year_or_begin_on_either_of_two(
    view: EmbeddedView, since: str | list[str], until: str
) -> None:
    query.run(view, query.load("who-said"), {"since": since, "until": until})


DEEP = {
    "path": ("?s ", "kg:act/", "kg:act ?o"),
    "alternatives": ("?s ", "kg:act|", "kg:act ?o"),
    "inverses": ("?s ", "^", "kg:act ?o"),
    "properties": ("?s ", "kg:act ?o ;", "kg:act ?o"),
    "objects": ("?s kg:act ", "?o ,", "?o"),
    "triples": ("", "?s kg:act ?o .", "?s kg:act ?o"),
    "triples-without-blanks": ("", "?s kg:act kg:x.", "?s kg:act ?o"),
    "list": ("?s kg:act (", "1 ", "1)"),
    "sum": ("?s ?p ?o FILTER(", "1+", "1 = ?o)"),
    "difference": ("?s ?p ?o FILTER(", "?o-", "1 = ?o)"),
    "product": ("?s ?p ?o FILTER(", "2*", "1 = ?o)"),
    "and": ("?s ?p ?o FILTER(", "?o&&", "?o)"),
    "not": ("?s ?p ?o FILTER(", "!", "?o)"),
    "binds": ("?s ?p ?o ", "BIND(1 AS ?n) ", ""),
    "filters": ("?s ?p ?o ", "filter(?o)", ""),
    "unions": ("", "{ ?s ?p ?o } UNION", "{ ?s ?p ?o }"),
    "optionals": ("?s ?p ?o", "OPTIONAL { ?s ?p ?o }", ""),
    "after-an-escaped-hash": (r"?s kg:a\#/", "kg:act/", "kg:act ?o"),
    "behind-escapes": ("?s ", r"kg:act\u002f", "kg:act ?o"),
}
"""What an engine calls itself for: before it, each link, after it."""


@pytest.mark.parametrize("kind", DEEP)
def test_a_chain_that_would_exhaust_the_engine_is_refused(kind: str) -> None:
    before, link, after = DEEP[kind]
    guard.check(f"SELECT * {{ {before}{link * 400}{after} }}")
    with pytest.raises(QueryError, match="nested too deeply"):
        guard.check(f"SELECT * {{ {before}{link * 1100}{after} }}")


@pytest.mark.parametrize(
    "text",
    [
        "VALUES ?day { " + '"2024-01-31"^^xsd:date ' * 5000 + "} ?s kg:latest ?day",
        "VALUES (?day ?state) { " + '("2024-01-31"^^xsd:date wd:Q1) ' * 5000 + "} ?s kg:latest ?day",
        "VALUES ?s { " + "<http://a.example/(-;/!> " * 5000 + "} ?s ?p ?o",
        "?s ?p ?o FILTER(?o IN (" + ", ".join(['"a; b. (c) /d"'] * 5000) + "))",
        "?s ?p ?o " + "# union | optional (((\n" * 2000,
        'FILTER(?o = """' + "((( ! ^ UNION " * 2000 + '""") ?s ?p ?o',
    ],
    ids=["days", "pairs", "iris", "in", "comments", "text"],
)
def test_long_lists_and_texts_are_no_chains(text: str) -> None:
    guard.check(f"SELECT * {{ {text} }}")
