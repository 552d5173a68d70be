"""Shapes and checks: each shape has a graph that passes and one that fails, on both engines.

``tests/shapes/<Class>/<case>_PASS.ttl`` conforms; ``<case>_XFAIL.ttl`` has one fault, and its ``.expected.json`` lists
exactly what a reader is told: focus node, property, shape, severity.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import namespaces as ns
from kg import resources
from kg.shapes import Report, checks, validate
from kg.shapes import codes as code_lists
from kg.shapes.engines import ENGINES, shapes_text
from kg.shapes.model import SHAPES
from kg.shapes.terms import vocabulary

CASES = Path(__file__).parent / "shapes"
CASE_ARTICLE = ns.DEFAULT_BASE + "article/4b2d7c9e1a3f5d608172"
SH = "http://www.w3.org/ns/shacl#"
RDF_TYPE = NamedNode(ns.RDF + "type")


def graph_of(file: Path) -> list[Quad]:
    return list(parse(path=file, format=RdfFormat.TURTLE))


def cases(kind: str) -> list[Path]:
    return sorted(CASES.rglob(f"*_{kind}.ttl"))


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem.rpartition('_')[0]}"


def told(report: Report) -> list[dict[str, str | None]]:
    """A report as the expected files have it: what is wrong where, without values and words."""
    found = [
        {"focus": in_case(p.focus), "path": in_case(p.path), "shape": in_case(p.shape), "severity": p.severity}
        for p in report.problems
    ]
    return [dict(item) for item in dict.fromkeys(tuple(item.items()) for item in found)]


def in_case(iri: str | None) -> str | None:
    if iri is None:
        return None
    if iri.startswith(SHAPES):
        return "kgsh:" + iri.removeprefix(SHAPES)
    return f"<{iri.removeprefix(CASE_ARTICLE)}>" if iri.startswith(CASE_ARTICLE) else ns.short(iri)


# --- cases ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("file", cases("PASS"), ids=name)
def test_passes(file: Path, engine: str) -> None:
    assert told(validate(graph_of(file), engine=engine)) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("file", cases("XFAIL"), ids=name)
def test_fails_as_expected(file: Path, engine: str) -> None:
    expected = json.loads(file.with_suffix(".expected.json").read_text("utf-8"))
    assert expected
    assert told(validate(graph_of(file), engine=engine)) == expected


def test_every_file_is_a_case() -> None:
    passing, failing = cases("PASS"), cases("XFAIL")
    files = {file for file in CASES.rglob("*") if file.is_file()}
    assert files == {*passing, *failing, *(file.with_suffix(".expected.json") for file in failing)}
    assert len(passing) >= 29
    assert len(failing) >= 210


@cache
def shapes() -> dict[str, dict[str, list[object]]]:
    """Shape -> what the files say of it, by local name of SHACL's property."""
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(shapes_text(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            found[quad.subject.value][quad.predicate.value.removeprefix(SH)].append(quad.object)
    return found


def reporting() -> dict[str, dict[str, list[object]]]:
    """The shapes that report by themselves; others are parts of these, or only hold them together."""
    return {shape: said for shape, said in shapes().items() if "severity" in said}


def untested(passing: Iterable[Path], failing: Iterable[Path]) -> set[str]:
    """Shapes without a failing case that names them, or without a passing one in which they have something to check."""
    failed = {
        item["shape"].replace("kgsh:", SHAPES)
        for file in failing
        for item in json.loads(file.with_suffix(".expected.json").read_text("utf-8"))
    }
    passed_in = defaultdict(set)
    for file in passing:
        for quad in graph_of(file):
            passed_in[file.parent.name] |= {quad.predicate.value, getattr(quad.object, "value", "")}

    def passed(shape: str, said: dict[str, list[object]]) -> bool:
        folder = shape.removeprefix(SHAPES).removesuffix("Shape").partition("-")[0]
        wanted = said.get("path") or said["targetClass"]
        if not all(isinstance(term, NamedNode) for term in wanted):
            return folder in passed_in  # a path of several steps: what it leads to need not be there
        return any(term.value in passed_in[folder] for term in wanted)  # type: ignore[attr-defined]

    return {shape for shape, said in reporting().items() if shape not in failed or not passed(shape, said)}


def test_every_shape_has_a_passing_and_a_failing_case() -> None:
    assert untested(cases("PASS"), cases("XFAIL")) == set()


def test_a_missing_case_would_be_noticed() -> None:
    without = [file for file in cases("XFAIL") if name(file) != "Statement/target"]
    assert untested(cases("PASS"), without) == {SHAPES + "Statement-targetShape"}
    without = [file for file in cases("PASS") if file.parent.name != "Place"]
    assert SHAPES + "Place-claimantShape" in untested(without, cases("XFAIL"))


# --- the files --------------------------------------------------------------------------------------------------------


def test_every_shape_is_an_iri_with_a_message_and_a_severity() -> None:
    kinds = {NamedNode(SH + "NodeShape"), NamedNode(SH + "PropertyShape")}
    for quad in parse(shapes_text(), format=RdfFormat.TURTLE):
        if quad.predicate == RDF_TYPE and quad.object in kinds:
            assert isinstance(quad.subject, NamedNode)
    assert len(reporting()) > 180
    for shape, said in reporting().items():
        assert shape.endswith("Shape"), shape
        (message,), (severity,) = said["message"], said["severity"]
        assert isinstance(message, Literal)
        assert message.language == "en"
        assert message.value.endswith("."), shape
        assert severity in {NamedNode(SH + "Violation"), NamedNode(SH + "Warning")}
        assert "path" in said or "targetClass" in said, shape


def test_no_shape_lies_about_unused() -> None:
    used = {quad.object for quad in parse(shapes_text(), format=RdfFormat.TURTLE)}
    assert [
        shape for shape, said in shapes().items() if "targetClass" not in said and NamedNode(shape) not in used
    ] == []


def test_shapes_name_only_terms_that_the_ontology_defines() -> None:
    known = vocabulary()
    defined = known.classes | known.properties | known.concepts
    used = {
        quad.object.value
        for quad in parse(shapes_text(), format=RdfFormat.TURTLE)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ns.KG)
    }
    assert {term for term in used if not term.startswith(SHAPES)} <= defined


def test_the_code_lists_are_those_of_the_ontology(monkeypatch: pytest.MonkeyPatch) -> None:
    file = resources.path("ontology", "shapes", code_lists.FILE)
    assert file.read_text("utf-8") == code_lists.codes_turtle(), "run python -m kg.shapes.codes"
    known = vocabulary()
    acts = known.schemes[ns.CODE + "act"]
    monkeypatch.setitem(known.schemes, ns.CODE + "act", acts[1:])
    assert file.read_text("utf-8") != code_lists.codes_turtle()


def test_every_property_with_a_code_list_is_held_to_it() -> None:
    held = {shapes()[shape]["path"][0].value for shape in code_lists.coded_shapes()}  # type: ignore[attr-defined]
    assert held | {ns.KG + "tenureRunning"} == set(vocabulary().code_lists)


def test_the_page_of_validation_names_every_check_that_is_made_in_code(checkout: Path) -> None:
    page = (checkout / "docs" / "validation.md").read_text("utf-8")
    told_of = set(re.findall(r"^\| `(\w+)Check` \|", page, re.MULTILINE))
    code = "".join(file.read_text("utf-8") for file in Path(checks.__file__).parent.glob("*.py"))
    made = set(re.findall(r"_problem\(\s*\"(\w+)\"", code)) | set(re.findall(r"\"(\w+)Check\"", code))

    assert len(made) > 20
    assert told_of == made
