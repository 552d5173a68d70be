"""What is checked in code, and a whole article through all of it: terms, shapes, words, posts, circles."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg import namespaces as ns
from kg.errors import UsageError
from kg.facts.model import Amount, Coding, Count, Event, Facts, Participant, Reading, Sanction, Statement, Time
from kg.graph import article_graphs
from kg.graph.terms import CLASSES
from kg.graph.write import Provenance
from kg.mentions.model import Mention, Position
from kg.reference.model import Entity, Tenure, running_between
from kg.shapes import Problem, Report, validate, validate_shared
from kg.shapes.checks import PHRASES
from kg.shapes.engines import ENGINES, shapes_text
from kg.shapes.model import SHAPES
from kg.shapes.terms import vocabulary
from kg.spans import Span, Words

RDF_TYPE = NamedNode(ns.RDF + "type")
TARGET = "http://www.w3.org/ns/shacl#targetClass"

# --- an article as the project writes it ------------------------------------------------------------------------------

TEXT = (
    "On Monday the foreign minister of Ruritania warned Atlantis in a television interview that it would close the "
    "strait if the embargo stayed. Ruritanian gunboats struck a ferry in May 2023, and at least 12 sailors were "
    "killed. Atlantis froze about $2 billion of the reserves of Ruritania."
)
ARTICLE = ns.article(ns.DEFAULT_BASE, url=None, id="wire-17", text=TEXT)
OWN = NamedNode(ns.article_graph(ARTICLE))
MINISTER, RURITANIA, ATLANTIS = (ns.actor(ns.DEFAULT_BASE, *who) for who in (
    ("A. Minister", "person", "RUR"), ("Ruritania", "state", "RUR"), ("Atlantis", "state", "ATL"),
))  # fmt: skip
TENURE = Tenure(
    ns.DEFAULT_BASE + "tenure/minister-2020", MINISTER, "Foreign Minister of Ruritania", start="2020-05-01",
    known_until="2024-06-30",
)  # fmt: skip
GUNBOATS = Entity(ARTICLE + "#g-0123456789", "Ruritanian gunboats", "group", "RUR", RURITANIA, provisional=True)


SAYS = TEXT.partition(".")[0] + "."
CONTENT = "it would close the strait if the embargo stayed"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def phrase(words: str) -> Words:
    return Words(*span(words), words)


def reading() -> Reading:
    """A threat, an attack and a freeze, as an extractor hands them over."""
    threat = Statement(
        "s-1", *span(SAYS), manner="indirect", act="threaten", content=(span(CONTENT),), content_text=CONTENT,
        source=Participant(MINISTER), cue=phrase("warned"), targets=(Participant(ATLANTIS),),
        on_behalf_of=(Participant(RURITANIA),), condition=phrase("if the embargo stayed"),
        position=Position(TENURE.iri, "yes", phrase("foreign minister of Ruritania"), "RUR"),
        venue=phrase("television interview"), coding=Coding("THREATEN", ("restrict",)), reports=("e-2",),
    )  # fmt: skip
    closure = Event("e-2", *span(CONTENT), phrase("close"), Coding("COERCE", ("restrict",)), according_to="s-1")
    killed = Count("n-1", *span("at least 12"), "at least 12", "killed", 12, None, "at-least", "sailors")
    attack = Event(
        "e-1", *span("Ruritanian gunboats struck a ferry in May 2023"), phrase("struck"),
        Coding("ASSAULT", ("heavy-weapons",), ("military",)), initiators=(Participant(GUNBOATS.iri),), time="t1",
        happening="h-1", counts=(killed,),
    )  # fmt: skip
    freeze = Sanction(
        "x-1", *span("Atlantis froze about $2 billion of the reserves of Ruritania"), phrase("froze"), "imposed",
        ("asset-freeze",), imposers=(Participant(ATLANTIS),), targets=(Participant(RURITANIA),), amounts=("m-1",),
        follows=("e-1",),
    )  # fmt: skip
    facts = Facts(
        mentions=(Mention("m1", *span("Ruritanian gunboats"), "Ruritanian gunboats", "group", "noun", GUNBOATS.iri),),
        statements=(threat,), events=(attack, closure), sanctions=(freeze,), entities=(GUNBOATS,), tenures=(TENURE,),
        times=(Time("t1", *span("May 2023"), "May 2023", "2023-05", "2023-05-01", "2023-05-31"),),
        amounts=(Amount("m-1", *span("about $2 billion"), "about $2 billion", "2000000000", "USD", "money", "about"),),
    )  # fmt: skip
    return Reading(ARTICLE, "wire", TEXT, facts, id="wire-17", published="2024-01-01T08:44:00-05:00")


@cache
def quads() -> tuple[Quad, ...]:
    return article_graphs(reading(), Provenance("rules 1", "0.1.0", "9c1d44e0")).quads


def node(fragment: str) -> NamedNode:
    return NamedNode(f"{ARTICLE}#{fragment}")


def kg(local: str) -> NamedNode:
    return NamedNode(ns.KG + local)


def changed(subject: NamedNode, path: NamedNode, *values: NamedNode | Literal | BlankNode) -> list[Quad]:
    """The article's graph with other values of one property (none: without it)."""
    kept = [quad for quad in quads() if (quad.subject, quad.predicate) != (subject, path)]
    return kept + [Quad(subject, path, value, OWN) for value in values]


def found(graph: Iterable[Quad], check: str, *, text: str | None = TEXT, **options: object) -> list[Problem]:
    """What one shape or check finds."""
    report = validate(graph, text=text, **options)  # type: ignore[arg-type]
    return [problem for problem in report.problems if problem.shape == SHAPES + check]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_project_writes_conforms_without_a_warning(engine: str) -> None:
    assert validate(quads(), text=TEXT, tenures={TENURE.iri: TENURE}, engine=engine) == Report()


def test_text_and_quads_give_the_same_report() -> None:
    graph = changed(node("s-1"), kg("act"))
    report = validate(graph)
    assert not report.conforms
    assert validate(serialize(graph, format=RdfFormat.N_QUADS)) == report
    assert validate(serialize([q.triple for q in graph], format=RdfFormat.N_TRIPLES).decode("utf-8")) == report


def test_a_warning_is_told_and_does_not_refuse() -> None:
    report = validate(changed(node("x-1"), kg("imposer")), text=TEXT)
    assert report.conforms
    assert [problem.shape for problem in report.warnings] == [SHAPES + "SanctionDescription-imposerKnownShape"]


def test_a_violation_refuses_and_stands_before_the_warnings() -> None:
    graph = [quad for quad in changed(node("x-1"), kg("imposer")) if quad.predicate != kg("polarity")]
    report = validate(graph, text=TEXT)
    assert not report.conforms
    assert [p.severity for p in report.problems] == ["Violation"] * len(report.violations) + ["Warning"]


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="shacl, pyshacl"):
        validate(quads(), engine="jena")


def test_threads_share_the_compiled_shapes() -> None:
    bad = changed(node("s-1"), kg("act"))
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(validate, [quads(), bad] * 20))
    assert {len(report.violations) for report in reports[::2]} == {0}
    assert {len(report.violations) for report in reports[1::2]} == {1}


def test_importing_and_validating_loads_neither_rdflib_nor_pyshacl() -> None:
    code = "import sys, kg.shapes as s; s.validate(''); sys.exit(bool({'rdflib', 'pyshacl'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_every_class_of_the_ontology_is_the_target_of_a_shape() -> None:
    targets = {q.object.value for q in parse(shapes_text(), format=RdfFormat.TURTLE) if q.predicate.value == TARGET}
    assert vocabulary().classes - targets == {ns.KG + "Fact"}, "a class without a shape would be stored unchecked"
    assert {ns.KG + kind for kind in CLASSES.values()} <= targets


def test_the_sample_article_of_the_ontology_conforms(checkout: Path) -> None:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in parse(path=checkout / "tests" / "ontology" / "sample.trig"):
        graphs[str(quad.graph_name)].append(quad)
    of_articles = {name for name in graphs if "graph/article/" in name}
    assert of_articles
    for name, graph in graphs.items():
        assert (validate if name in of_articles else validate_shared)(graph).conforms


# --- defined terms ----------------------------------------------------------------------------------------------------


def test_a_misspelt_class_is_refused_though_shacl_lets_it_pass() -> None:
    graph = changed(node("h-1"), RDF_TYPE, kg("Hapening"))
    triples = serialize([q.triple for q in graph if q.predicate != kg("happening")], format=RdfFormat.N_TRIPLES)
    assert not list(ENGINES["shacl"](triples.decode("utf-8")))
    (problem,) = found(graph, "UndefinedTermCheck")
    assert problem.severity == "Violation"
    assert problem.focus == node("h-1").value
    assert "did you mean kg:Happening?" in problem.message


def test_a_misspelt_property_is_told_once() -> None:
    graph = changed(node("s-1"), kg("speeker"), NamedNode(MINISTER))
    (problem,) = validate(graph, text=TEXT).violations
    assert problem.path == ns.KG + "speeker"
    assert "did you mean kg:speaker?" in problem.message


def test_a_code_that_no_list_has_is_refused() -> None:
    (problem,) = found(changed(node("s-1"), kg("act"), NamedNode(ns.code("act", "threatn"))), "UndefinedTermCheck")
    assert "did you mean code:act-threaten?" in problem.message


@pytest.mark.parametrize(
    ("path", "value"), [("https://schema.org/comment", None), (RDF_TYPE.value, ns.PROV + "Entity")]
)
def test_foreign_terms_outside_the_table_are_refused(path: str, value: str | None) -> None:
    object_ = NamedNode(value) if value else Literal("well said")
    graph = [*quads(), Quad(node("h-1"), NamedNode(path), object_, OWN)]
    (problem,) = found(graph, "ForeignTermCheck")
    assert "foreign-terms.csv" in problem.message


# --- checks in code ---------------------------------------------------------------------------------------------------

EVIDENCE = node("c{}-{}".format(*span(SAYS)))


def test_words_that_the_text_does_not_have_are_refused() -> None:
    graph = changed(EVIDENCE, kg("exact"), Literal(SAYS.replace("warned", "warmed")))
    (problem,) = found(graph, "ExactWordsCheck")
    assert problem.focus == EVIDENCE.value
    assert not found(graph, "ExactWordsCheck", text=None)


def test_evidence_beyond_the_text_is_refused_even_without_the_text() -> None:
    length = len(TEXT)
    far = node(f"c{length}-{length + 4}")
    graph = [Quad(far if q.subject == EVIDENCE else q.subject, q.predicate, q.object, q.graph_name) for q in quads()]
    moved = {"start": Literal(length), "end": Literal(length + 4), "exact": Literal("more")}
    graph = [q for q in graph if q.subject != far or q.predicate.value.removeprefix(ns.KG) not in moved]
    graph += [Quad(far, kg(name), value, OWN) for name, value in moved.items()]
    assert found(graph, "WithinTextCheck", text=None)


def test_evidence_is_named_by_its_offsets() -> None:
    assert found(changed(EVIDENCE, kg("start"), Literal(1)), "EvidenceNameCheck")


@pytest.mark.parametrize("name", PHRASES)
def test_each_phrase_is_held_against_the_text(name: str) -> None:
    graph = changed(node("x-1"), kg(name), Literal("forty thieves"))
    graph = [q for q in graph if (q.subject, q.predicate) != (node("x-1"), kg(name + "Start"))]
    graph.append(Quad(node("x-1"), kg(name + "Start"), Literal(3), OWN))
    assert [problem.path for problem in found(graph, "ExactWordsCheck")] == [ns.KG + name]


def test_a_content_is_held_against_the_text() -> None:
    assert ns.KG + "content" in {
        problem.path
        for problem in found(changed(node("s-1"), kg("content"), Literal("other words")), "ExactWordsCheck")
    }


def test_a_graph_of_another_text_is_refused() -> None:
    assert {problem.path for problem in found(quads(), "SameTextCheck", text=TEXT + " More.")} == {
        ns.KG + "textHash",
        ns.KG + "textLength",
    }


def test_a_mode_of_another_type_is_refused() -> None:
    graph = changed(node("s-1"), kg("mode"), NamedNode(ns.mode("COERCE", "restrict")))
    (problem,) = found(graph, "ModeOfTypeCheck")
    assert problem.value == f"<{ns.mode('COERCE', 'restrict')}>"


@pytest.mark.parametrize(
    ("links", "circle"),
    [
        ({"s-1": "s-1"}, {"s-1"}),
        ({"s-1": "s-2", "s-2": "s-3", "s-3": "s-2"}, {"s-2", "s-3"}),
        ({"s-1": "s-2", "s-2": "s-3"}, set()),
        ({"s-1": "s-3", "s-2": "s-3"}, set()),
    ],
)
def test_no_fact_stands_inside_itself(links: dict[str, str], circle: set[str]) -> None:
    graph = [Quad(node(inner), kg("accordingTo"), node(outer), OWN) for inner, outer in links.items()]
    assert {problem.focus for problem in found([*quads(), *graph], "CircleCheck")} == {node(s).value for s in circle}


def test_a_claim_is_reported_by_the_statement_in_which_it_stands() -> None:
    (problem,) = found(changed(node("s-1"), kg("reports")), "ReportedCheck")
    assert (problem.severity, problem.focus) == ("Warning", node("e-2").value)


def test_reports_point_to_a_fact_of_this_graph() -> None:
    (problem,) = found(changed(node("s-1"), kg("reports"), node("e-9")), "Statement-reportsShape")
    assert problem.value == str(node("e-9"))


def test_an_article_describes_only_itself() -> None:
    stray = Quad(NamedNode(RURITANIA), NamedNode(ns.RDFS + "label"), Literal("Ruritania"), OWN)
    assert [problem.focus for problem in found([*quads(), stray], "LocalSubjectCheck")] == [RURITANIA]


def test_a_graph_has_its_article_s_name() -> None:
    other = NamedNode(ns.article_graph(ARTICLE) + "x")
    graph = [Quad(q.subject, q.predicate, q.object, other) for q in quads()]
    assert [problem.value for problem in found(graph, "ArticleGraphCheck")] == [str(other)]


@pytest.mark.parametrize("count", [0, 2])
def test_a_graph_has_exactly_one_article(count: int) -> None:
    graph = [q for q in quads() if q.object != kg("Article")]
    graph += [Quad(NamedNode(f"{ARTICLE}{n}"), RDF_TYPE, kg("Article"), OWN) for n in range(count)]
    assert found(graph, "OneArticleCheck")


def test_blank_nodes_are_refused() -> None:
    assert found(changed(node("s-1"), kg("target"), BlankNode("b")), "NoBlankNodeCheck")
    assert found([*quads(), Quad(BlankNode("b"), RDF_TYPE, kg("Happening"), OWN)], "NoBlankNodeCheck")


@pytest.mark.parametrize(
    "url", ["https://news.example/новости", "https://news.example/a?b=c|d#e", "https://news.example/%D0"]
)
def test_an_address_in_any_script_does_not_refuse_its_article(url: str) -> None:
    graph = article_graphs(replace(reading(), url=url), Provenance("rules 1", "0.1.0", "9c1d44e0")).quads
    assert validate(graph, text=TEXT).conforms


def test_iris_are_ascii() -> None:
    assert found(changed(node("s-1"), kg("target"), NamedNode("https://kg.example/actor/türkiye")), "AsciiIriCheck")


def test_a_node_has_a_class() -> None:
    (problem,) = found(changed(node("n-1"), RDF_TYPE), "TypedNodeCheck")
    assert problem.focus == node("n-1").value


def test_what_is_local_is_provisional() -> None:
    assert found(changed(NamedNode(GUNBOATS.iri), kg("provisional")), "LocalProvisionalCheck")


def test_a_node_that_nothing_points_to_is_counted() -> None:
    (problem,) = found(changed(node("x-1"), kg("amount")), "UsedNodeCheck")
    assert (problem.severity, problem.focus) == ("Warning", node("m-1").value)


def test_the_publication_day_is_that_of_the_publication() -> None:
    day = Literal("2024-01-02", datatype=NamedNode(ns.XSD + "date"))
    assert found(changed(NamedNode(ARTICLE), kg("publicationDay"), day), "PublicationDayCheck")


# --- posts on the day -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("2012-01-01", "2012-12-31", "no"),
        ("2015-06-01", "2015-06-01", "yes"),
        ("2012-01-01", "2014-06-01", "yes"),
        ("2016-12-31", "2020-01-01", "yes"),
        ("2010-01-01", "2020-12-31", "yes"),
        ("2017-01-01", "2020-12-31", "no"),
    ],
)
def test_a_post_is_held_on_some_day_of_the_statement(first: str, last: str, held: str) -> None:
    tenure = Tenure("t", MINISTER, "Minister", start="2014-01-01", end="2016-12-31")
    assert running_between(tenure, first, last) == held


def tenures(**dates: str | None) -> dict[str, Tenure]:
    return {TENURE.iri: Tenure(TENURE.iri, MINISTER, TENURE.label, **dates)}  # type: ignore[arg-type]


def test_a_post_that_was_over_refuses() -> None:
    (problem,) = found(quads(), "TenureCheck", tenures=tenures(start="2020-05-01", end="2023-12-31"))
    assert (problem.severity, problem.focus) == ("Violation", node("s-1").value)


def test_a_post_of_which_nothing_is_known_on_the_day_is_counted() -> None:
    (problem,) = found(quads(), "TenureCheck", tenures=tenures(start="2020-05-01", known_until="2023-06-30"))
    assert problem.severity == "Warning"


def test_a_post_that_the_article_itself_states_is_taken_as_stated() -> None:
    local = Tenure(TENURE.iri, MINISTER, TENURE.label, provisional=True)
    assert not found(quads(), "TenureCheck", tenures={TENURE.iri: local})


def test_a_statement_of_an_earlier_day_is_held_against_that_day() -> None:
    day = Literal("2014-03-01", datatype=NamedNode(ns.XSD + "date"))
    graph = changed(node("s-1"), kg("latest"), day)
    graph = [q for q in graph if (q.subject, q.predicate) != (node("s-1"), kg("timePrecision"))]
    graph.append(Quad(node("s-1"), kg("timePrecision"), NamedNode(ns.code("precision", "day")), OWN))
    assert not found(graph, "TenureCheck", tenures=tenures(start="2010-05-01", end="2015-12-31"))
    assert found(graph, "TenureCheck", tenures=tenures(start="2020-05-01", known_until="2024-06-30"))


# --- the shared graphs ------------------------------------------------------------------------------------------------


def test_descriptions_of_actors_are_checked_without_an_article() -> None:
    graph = NamedNode(ns.actors_graph(ns.DEFAULT_BASE))
    actor = NamedNode(RURITANIA)
    described = [
        Quad(actor, RDF_TYPE, kg("Actor"), graph),
        Quad(actor, RDF_TYPE, kg("State"), graph),
        Quad(actor, NamedNode(ns.RDFS + "label"), Literal("Ruritania"), graph),
        Quad(actor, kg("countryCode"), Literal("RUR"), graph),
    ]
    assert validate_shared(described) == Report()
    (problem,) = validate_shared([*described[:3], Quad(actor, kg("countryCode"), Literal("ru"), graph)]).problems
    assert problem.shape == SHAPES + "Actor-countryCodeShape"
