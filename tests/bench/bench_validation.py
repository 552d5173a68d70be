"""What validation costs an article, by part and engine: ``python tests/bench/bench_validation.py [statements]``.

Both engines take the same graph in the same run, so that a busy machine slows both alike.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pyoxigraph import RdfFormat, serialize
from test_shapes_checks import TENURE, TEXT, reading

from kg.graph import article_graphs
from kg.graph.write import Provenance
from kg.shapes import validate
from kg.shapes.checks import ArticleGraph, check
from kg.shapes.engines import ENGINES
from kg.shapes.terms import undefined_terms, vocabulary


def timed(work: Callable[[], object], runs: int) -> float:
    """Median of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def main(count: int) -> None:
    one = reading()
    facts = replace(
        one.facts,
        statements=tuple(
            replace(s, id=f"s-{n}", reports=()) for s in one.facts.statements for n in range(1, count + 1)
        ),
    )
    quads = article_graphs(replace(one, facts=facts), Provenance("rules 1", "0.1.0", "9c1d44e0")).quads
    triples = [quad.triple for quad in quads]
    ntriples = serialize(triples, format=RdfFormat.N_TRIPLES).decode("utf-8")
    graph = ArticleGraph(quads)

    print(f"{len(quads)} triples, {count} statements; milliseconds")
    print(f"  {timed(vocabulary, 1):8.2f}  once a process: the ontology's terms")
    print(f"  {timed(lambda: list(ENGINES['shacl']('')), 1):8.2f}  once a process: the shapes compiled")
    print(f"  {timed(lambda: list(undefined_terms(triples)), 50):8.2f}  defined terms")
    print(f"  {timed(lambda: list(ENGINES['shacl'](ntriples)), 50):8.2f}  SHACL by shacl")
    print(f"  {timed(lambda: list(ENGINES['pyshacl'](ntriples)), 5):8.2f}  SHACL by pyshacl")
    print(f"  {timed(lambda: list(check(graph, TEXT, {TENURE.iri: TENURE})), 50):8.2f}  checks in code")
    print(f"  {timed(lambda: validate(quads, text=TEXT, tenures={TENURE.iri: TENURE}), 50):8.2f}  all, by shacl")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
