"""An export in parts loses no quad, tells none twice, and tears no graph that fits."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse

from kg import namespaces as ns
from kg.cli import files, parts
from kg.cli.files import Form
from kg.graph import FORMATS, UNION

BASE = "https://kg.example/"
SHARED = (ns.reference_graph(BASE), ns.actors_graph(BASE))


class Fake:
    """Graphs of these sizes: the shared ones, then the articles'; the ontology has blank nodes."""

    base = BASE

    def __init__(self, shared: tuple[int, int], articles: list[int], same: int = 0) -> None:
        self.held: dict[str, list[Quad]] = {}
        for graph, size in zip(SHARED, shared, strict=True):
            self.held[graph] = [_quad(f"{BASE}actor/{graph[-3:]}-{n}", n, graph) for n in range(size)]
            self.held[graph] += [_quad(f"{BASE}actor/same-{n}", n, graph) for n in range(same)]
        for number, size in enumerate(articles):
            article = f"{BASE}article/{number:04}"
            graph = ns.article_graph(article)
            self.held[graph] = [_quad(f"{article}#s-{n // 3}", n, graph) for n in range(size)]
        graph = ns.ONTOLOGY_GRAPH
        said = NamedNode("https://p.example/")
        self.held[graph] = [Quad(BlankNode(f"b{n}"), said, BlankNode("b0"), NamedNode(graph)) for n in range(9)]

    def articles(self) -> Iterator[str]:
        return (f"{BASE}article/{graph[-4:]}" for graph in self.held if "/article/" in graph)

    def quads(self, graph: str) -> Iterator[Quad]:
        return iter(reversed(self.held[graph]))


def _quad(subject: str, n: int, graph: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(f"https://p.example/{n}"), Literal("x\u2028y\n"), NamedNode(graph))


def written(graphs: Fake, form: Form, size: int, *, ontology: bool = False) -> list[list[Quad]]:
    with tempfile.TemporaryDirectory() as folder:
        with files.folder(Path(folder)) as out:
            parts.write(graphs, form, size, out, ontology=ontology)
        return [list(parse(file.read_bytes(), format=FORMATS[form.format])) for file in sorted(Path(folder).iterdir())]


def faults(graphs: Fake, files: list[list[Quad]], size: int) -> list[str]:
    """What is wrong with the parts of an export with graphs, without the ontology."""
    found = []
    everything = [quad for graph, quads in graphs.held.items() if graph != ns.ONTOLOGY_GRAPH for quad in quads]
    if Counter(map(str, everything)) != Counter(str(quad) for file in files for quad in file):
        found.append("lost or told twice")
    if any(len(file) > size for file in files):
        found.append("too large")
    for graph, quads in graphs.held.items():
        if len(quads) <= size and sum(any(quad.graph_name.value == graph for quad in file) for file in files) > 1:  # type: ignore[union-attr]
            found.append("torn")
    return found


SIZES = st.integers(0, 12)
ARTICLES = st.lists(SIZES, max_size=6)


@settings(deadline=None)
@given(
    st.tuples(SIZES, SIZES),
    st.lists(SIZES, max_size=6),
    st.integers(1, 15),
    st.sampled_from(["nquads", "trig", "jsonld"]),
)
def test_nothing_is_lost_told_twice_or_torn(
    shared: tuple[int, int], articles: list[int], size: int, format: str
) -> None:
    graphs = Fake(shared, articles)
    assert faults(graphs, written(graphs, Form(format), size), size) == []


@pytest.mark.parametrize(
    ("break_it", "fault"),
    [
        (lambda files: files[1:], "lost or told twice"),
        (lambda files: [*files, files[0]], "lost or told twice"),
        (lambda files: [[quad for file in files for quad in file]], "too large"),
        (lambda files: [[quad] for file in files for quad in file], "torn"),
    ],
)
def test_what_is_wrong_is_noticed(break_it: object, fault: str) -> None:
    graphs = Fake((3, 3), [4, 5])
    assert fault in faults(graphs, break_it(written(graphs, Form("nquads"), 6)), 6)  # type: ignore[operator]


@settings(deadline=None)
@given(st.tuples(SIZES, SIZES), ARTICLES, st.integers(1, 15), SIZES, st.sampled_from(sorted(UNION)))
def test_formats_without_graphs_hold_the_union_once(
    shared: tuple[int, int], articles: list[int], size: int, same: int, format: str
) -> None:
    graphs = Fake(shared, articles, same)
    triples = Counter(str(quad.triple) for file in written(graphs, Form(format), size) for quad in file)
    assert set(triples.values()) <= {1}
    assert set(triples) == {
        str(quad.triple) for graph, quads in graphs.held.items() if graph != ns.ONTOLOGY_GRAPH for quad in quads
    }


def test_blank_nodes_stay_together() -> None:
    parts = written(Fake((3, 3), [4, 5]), Form("nquads"), 4, ontology=True)
    assert [len(part) for part in parts if any(isinstance(quad.subject, BlankNode) for quad in part)] == [9]


def test_names_sort_as_the_numbers_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_DIGITS", 1)
    with files.folder(tmp_path / "out") as out:
        parts.write(Fake((0, 0), [1] * 10), Form("nquads", "gz"), 1, out)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert (names[0], names[-1], len(names)) == ("part-01.nq.gz", "part-10.nq.gz", 10)
