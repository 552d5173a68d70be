"""What reading costs beside the language model alone: ``python tests/bench/bench_extract.py [FILE ...]``.

CPU time, user and system, of whole processes that take turns; both multiply by the same library. Beside it, the model
multiplying by blis, which thinc brings, against numpy's own library.
"""

import statistics
import sys
from pathlib import Path

from timing import cpu_seconds

CHECKOUT = Path(__file__).resolve().parents[2]
KG = str(Path(sys.executable).parent / "kg")
RUNS = 5
LIMIT = 600.0
MODEL_ALONE = """
import sys
from kg import pipelines
from kg.article.model import Article
from kg.pipeline import articles
from kg.settings import load
if sys.argv[1] == "blis":
    pipelines._is_tuned = lambda: False
model = load({}).model
for article in articles(sys.argv[2:]):
    if isinstance(article, Article):
        with pipelines.parsed(model, (block.text for block in article.blocks)) as docs:
            len(docs)
"""


def main(sources: list[str]) -> None:
    extract = [KG, "extract", "--format", "jsonl", *sources]
    alone = [sys.executable, "-c", MODEL_ALONE, "numpy", *sources]
    blis = [sys.executable, "-c", MODEL_ALONE, "blis", *sources]
    taken: dict[str, list[float]] = {"extract": [], "alone": [], "blis": []}
    for _ in range(RUNS + 1):
        for name, command in (("extract", extract), ("alone", alone), ("blis", blis)):
            seconds, _ = cpu_seconds(command, LIMIT)
            assert seconds is not None, f"{name} took longer than {LIMIT} s"
            taken[name].append(seconds)
    # The first round fills caches.
    middle = {name: statistics.median(times[1:]) for name, times in taken.items()}
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in middle.items()))
    print(f"kg extract / language model alone: {middle['extract'] / middle['alone']:.2f}")
    print(f"language model by blis / by numpy's BLAS: {middle['blis'] / middle['alone']:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(CHECKOUT / "data" / "samples")])
