"""Errors planted in a good graph, and what finds each: any SHACL engine by the shapes, and kg in a file or a store.

``tests/validation/planted.yaml`` has the errors; ``docs/validation.md`` has what finds them (KG_UPDATE=1 writes it).
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import golden
import pytest
import servers
import yaml
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg import namespaces as ns
from kg.errors import RefusedError
from kg.facts.sides import Sides
from kg.pipeline import prepare
from kg.settings import Settings, load
from kg.shapes import Problem
from kg.shapes.engines import ENGINES
from kg.store import memory_store, open_store, open_view
from kg.validation import of_files, of_store

HERE = Path(__file__).parent / "validation"
PAGE = Path(__file__).parent.parent / "docs" / "validation.md"
SAMPLE = (HERE / "sample.trig").read_text("utf-8")
PLANTED = {planted["error"]: planted["edits"] for planted in yaml.safe_load((HERE / "planted.yaml").read_text("utf-8"))}
HEAD = "| error | any SHACL engine | `kg validate FILE` | `kg validate --store` |\n| --- | --- | --- | --- |\n"


def edited(edits: list[list[str]]) -> str:
    text = SAMPLE
    for where, *words in edits:
        if where.startswith("graph/"):
            before, graph, after = text.partition(f"<https://kg.example/{where}> {{\n")
            text = f"{before}{graph}    {words[0]}\n{after}"
        else:
            before, subject, after = text.partition(f"\n    {where} a ")
            block, end, after = after.partition(" .\n")
            old, new = words
            assert subject, where
            assert (subject + block).count(old) == 1, (where, old)
            text = before + (subject + block).replace(old, new) + end + after
    assert text != SAMPLE
    return text


def in_any_engine(text: str) -> list[Problem]:
    triples = {quad.triple for quad in parse(text, format=RdfFormat.TRIG)}
    union = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert union is not None
    return list(ENGINES["pyshacl"](union.decode("utf-8")))


def in_a_file(text: str, file: Path) -> list[Problem]:
    file.write_text(text, "utf-8")
    return [problem for report in of_files([str(file)], engine="shacl") for problem in problems_of(report)]


def in_a_store(text: str) -> list[Problem]:
    record = (HERE / "sample.text.json").read_text("utf-8").rstrip("\n").encode("utf-8")
    with memory_store() as store:
        quads: list[Quad] = list(parse(text, format=RdfFormat.TRIG))
        store.insert(quads)
        store.keep(next(q.object.value for q in quads if q.predicate.value.endswith("/keptText")), record)
        return [problem for report in of_store(store, engine="shacl") for problem in problems_of(report)]


def problems_of(report: object) -> tuple[Problem, ...]:
    assert not isinstance(report, RefusedError), report
    return report.problems  # type: ignore[attr-defined]


def told(problems: list[Problem], *, with_check: bool) -> str:
    """The gravest severity; and what it takes to find that."""
    if not problems:
        return "-"
    severity = min(problem.severity for problem in problems)
    checks = sorted({problem.check for problem in problems if problem.severity == severity}, key=ORDER.index)
    return f"{severity} ({checks[0]})" if with_check else severity


ORDER = ["shapes", "code", "across graphs"]


def row(error: str, file: Path) -> str:
    text = edited(PLANTED[error])
    cells = [
        error,
        told(in_any_engine(text), with_check=False),
        told(in_a_file(text, file), with_check=True),
        told(in_a_store(text), with_check=True),
    ]
    return f"| {' | '.join(cells)} |\n"


@cache
def rows() -> dict[str, str]:
    """The rows of the page, by error."""
    table = PAGE.read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    return {line.split(" | ")[0].removeprefix("| "): line + "\n" for line in table.splitlines()}


def test_the_sample_has_no_error(tmp_path: Path) -> None:
    assert in_any_engine(SAMPLE) == in_a_file(SAMPLE, tmp_path / "sample.trig") == in_a_store(SAMPLE) == []


@pytest.mark.skipif(golden.UPDATE, reason="the page is written by another test")
@pytest.mark.parametrize("error", PLANTED)
def test_what_finds_an_error_stands_on_the_page(error: str, tmp_path: Path) -> None:
    assert rows()[error] == row(error, tmp_path / "planted.trig")


def test_kg_finds_every_error_in_a_store() -> None:
    assert [error for error, row in rows().items() if row.endswith("| - |\n")] == []


def test_the_page_has_no_other_errors(tmp_path: Path) -> None:
    if golden.UPDATE:
        head, mark, rest = PAGE.read_text("utf-8").partition(HEAD)
        after = rest[rest.index("\n\n") + 2 :] if "\n\n" in rest else rest.lstrip("\n")
        table = "".join(row(error, tmp_path / "planted.trig") for error in PLANTED)
        PAGE.write_text(f"{head}{mark}{table}\n{after}", "utf-8")
        rows.cache_clear()
    assert list(rows()) == list(PLANTED)


def test_an_error_that_the_page_does_not_tell_is_noticed(tmp_path: Path) -> None:
    """The guard fails where what finds an error changes: here, another error under its name."""
    first, second = "a speaker who is a place", "a misspelt class"
    assert row(first, tmp_path / "planted.trig").partition(" | ")[2] != rows()[second].partition(" | ")[2]


def checks() -> Iterator[str]:
    """The checks that kg makes in code, by the names that their problems bear."""
    for module in ("checks", "across", "terms"):
        code = (PAGE.parent.parent / "kg" / "shapes" / f"{module}.py").read_text("utf-8")
        yield from (f"{name}Check" for name in re.findall(r'_problem\(\s*"(\w+)"', code))
        yield from re.findall(r'"(\w+Check)"', code)


@pytest.mark.parametrize("check", sorted(set(checks())))
def test_every_check_that_only_kg_makes_stands_on_the_page(check: str) -> None:
    assert f"| `{check}` |" in PAGE.read_text("utf-8")


def test_nothing_to_validate_does_not_conform(tmp_path: Path) -> None:
    empty, foreign = tmp_path / "empty.nq", tmp_path / "foreign.nt"
    empty.write_text("")
    foreign.write_text("<http://a.example/a> <http://a.example/b> <http://a.example/c> .\n")
    told = [str(item) for item in of_files([str(empty), str(foreign)], engine="shacl")]
    assert told == [
        f"no graph in {empty}: nothing to hold against the shapes",
        f"no article and no description in {foreign}: nothing to hold against the shapes",
    ]
    with memory_store() as store:
        assert [str(item) for item in of_store(store, engine="shacl")] == [
            "no graph in the store: nothing to hold against the shapes"
        ]


@pytest.mark.parametrize("format", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.JSON_LD])
def test_every_form_of_the_same_quads_is_told_the_same(format: RdfFormat, tmp_path: Path) -> None:
    text = edited(PLANTED["a speaker whom nothing describes"])
    quads = list(parse(text, format=RdfFormat.TRIG))
    written = serialize(quads if format.supports_datasets else (quad.triple for quad in quads), format=format)
    assert written is not None
    file = tmp_path / f"planted.{format.file_extension}"
    file.write_bytes(written)
    problems = [p for report in of_files([str(file)], engine="shacl") for p in problems_of(report)]
    assert problems == in_a_file(text, tmp_path / "planted.trig") != []


def test_graphs_of_several_files_are_held_against_each_other(tmp_path: Path) -> None:
    quads = list(parse(SAMPLE, format=RdfFormat.TRIG))
    for name, is_shared in (("own", False), ("shared", True)):
        some = [quad for quad in quads if str(quad.graph_name).endswith(("reference>", "actors>")) == is_shared]
        (tmp_path / f"{name}.nq").write_bytes(serialize(some, format=RdfFormat.N_QUADS) or b"")
    both = [str(tmp_path / "own.nq"), str(tmp_path / "shared.nq")]
    assert [p for report in of_files(both, engine="shacl") for p in problems_of(report)] == []


def test_without_descriptions_what_graphs_tell_of_each_other_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = [quad for quad in parse(SAMPLE, format=RdfFormat.TRIG) if "graph/article" in str(quad.graph_name)]
    file = tmp_path / "own.nq"
    file.write_bytes(serialize(own, format=RdfFormat.N_QUADS) or b"")
    assert [p for report in of_files([str(file)], engine="shacl") for p in problems_of(report)] == []
    assert "what graphs tell of each other is not checked" in caplog.text


@pytest.mark.parametrize("product", ["oxigraph", "virtuoso"])
def test_a_store_behind_sparql_is_told_the_same(
    product: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    server: servers.Server = request.getfixturevalue(f"{product}_server")
    servers.clear(server)
    text = edited(PLANTED["a speaker whom nothing describes"])
    with open_store(load(store=server.query).store, ns.DEFAULT_BASE) as store:
        for name in ("article/planted", "reference", "actors"):
            graph = NamedNode(f"{ns.DEFAULT_BASE}graph/{name}")
            triples = [quad.triple for quad in parse(text, format=RdfFormat.TRIG) if quad.graph_name == graph]
            store.put_graph(graph.value, serialize(triples, format=RdfFormat.N_TRIPLES))  # type: ignore[attr-defined]
    with open_view(load(store=server.query).store) as view:
        assert [p for report in of_store(view, engine="shacl") for p in problems_of(report)] == in_a_store(text) != []


def test_an_import_refuses_what_other_graphs_speak_against(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here all are written on the side of Russia, as a fault of a rule might."""
    text = [str(checkout / "data" / "samples" / "2024-01-01-lavrov-united-states.txt")]
    assert not any(isinstance(item, RefusedError) for item in prepare(text, Settings()))
    monkeypatch.setattr(Sides, "acting", lambda *_: [ns.WD + "Q159"])
    (refused,) = prepare(text, Settings())
    assert isinstance(refused, RefusedError)
    assert "Nobody here leads to this side" in str(refused)
