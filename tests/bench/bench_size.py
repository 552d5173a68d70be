"""What grows with a store and must not: one more article, a retract, show, explain, names, stats.

    python tests/bench/bench_size.py CACHE [--quads 500000 2000000 11000000] [--runs N]

Stores of generated articles (``articles``) lie in the folder CACHE, as `store-QUADS`, and are made where they are
missing. Writing is timed in this process, from opening the store to its close with a new snapshot; asking as whole
processes of the installed `kg`, by CPU time. All of it in turns with a store that holds the one article alone; told are
medians, and their ratio to that store's.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import articles
from timing import cpu_seconds

from kg.article.record import article
from kg.graph.write import ArticleGraphs
from kg.pipeline import Prepared, prepare
from kg.settings import load
from kg.store.folder import open_folder_store, open_folder_view

KG = (sys.executable, "-c", "from kg.cli.main import main; main()")
TEXT = "Zanzar Quill accused Iran of an attack on Kyiv on Monday. France condemned it and imposed sanctions on Iran."
ASKED: Mapping[str, tuple[str, ...]] = {
    "show FACT": ("show", "FACT"),
    "explain FACT": ("explain", "FACT"),
    "show ARTICLE": ("show", "ARTICLE"),
    "show wd:Q794": ("show", "wd:Q794"),
    "a name": ("query", "who-said", "--sparql", "-p", "speaker=zanzar quill"),
    "a part of a name": ("query", "who-said", "--sparql", "-p", "speaker=Quill"),
    "a misspelt name": ("query", "who-said", "--sparql", "-p", "speaker=Zanzor Quil"),
    "stats": ("stats",),
}
WRONG = {"a misspelt name"}
"""What is refused: with the right name."""


def more() -> ArticleGraphs:
    """The graphs of one more article."""
    record = {"id": "one-more", "text": TEXT, "published": "2024-05-04", "publisher": "Test"}
    (item,) = prepare([article(record, "one")], load({}))
    assert isinstance(item, Prepared)
    return item.graphs


def stored(folder: Path, graphs: ArticleGraphs) -> float:
    began = time.perf_counter()
    with open_folder_store(folder) as store:
        store.replace(graphs)
    return time.perf_counter() - began


def retracted(folder: Path, graphs: ArticleGraphs) -> float:
    began = time.perf_counter()
    with open_folder_store(folder) as store:
        assert store.remove(graphs.article)
    return time.perf_counter() - began


def fact(folder: Path, graphs: ArticleGraphs) -> str:
    with open_folder_view(folder) as view:
        rows = view.query(f"SELECT ?s {{ ?s kg:article <{graphs.article}> ; a kg:Statement }} ORDER BY ?s LIMIT 1")
        return str(next(iter(rows))[0].value).partition("#")[2]  # type: ignore[arg-type]


def asked(folder: Path, words: tuple[str, ...]) -> float:
    return cpu_seconds([*KG, *words, "--store", str(folder)], 60)[0] or 60


def refused(folder: Path, words: tuple[str, ...]) -> float:
    """CPU seconds of a command that must be refused."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*KG, *words, "--store", str(folder)], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 2, done
    assert "did you mean" in done.stderr, done.stderr
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def in_turns(runs: int, folders: Mapping[str, Path], measure: Callable[[Path], float]) -> dict[str, float]:
    """Medians of what is measured in each folder."""
    found: dict[str, list[float]] = {name: [] for name in folders}
    for run in range(runs + 1):
        for name, folder in folders.items():
            seconds = measure(folder)
            if run:
                found[name].append(seconds)
    return {name: statistics.median(times) for name, times in found.items()}


def row(name: str, medians: Mapping[str, float]) -> None:
    floor, *others = medians.values()
    cells = [f"{floor * 1000:.0f}", *(f"{each * 1000:.0f} ({each / floor:.2f})" for each in others)]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def writing(runs: int, folders: Mapping[str, Path], graphs: ArticleGraphs) -> None:
    added: dict[str, list[float]] = {name: [] for name in folders}
    gone: dict[str, list[float]] = {name: [] for name in folders}
    for run in range(runs + 1):
        for name, folder in folders.items():
            one, other = stored(folder, graphs), retracted(folder, graphs)
            if run:
                added[name].append(one)
                gone[name].append(other)
    row("one more article", {name: statistics.median(times) for name, times in added.items()})
    row("retract", {name: statistics.median(times) for name, times in gone.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("cache", type=Path)
    parser.add_argument("--quads", type=int, nargs="+", default=[500_000, 2_000_000, 11_000_000])
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    graphs = more()
    with tempfile.TemporaryDirectory(dir=given.cache) as temporary:
        folders = {"alone": Path(temporary) / "alone"}
        for quads in given.quads:
            kept = given.cache / f"store-{quads}"
            if not kept.exists():
                file = given.cache / f"{quads}.nq"
                articles.write(file, articles.lines(quads, 1, None))
                articles.fill(kept, file)
            folders[f"{quads:,}"] = shutil.copytree(kept, Path(temporary) / kept.name)
        print(f"| ms | {' | '.join(folders)} |\n|{'---|' * (len(folders) + 1)}")
        writing(given.runs, folders, graphs)
        for folder in folders.values():
            stored(folder, graphs)
        known = {"FACT": fact(folders["alone"], graphs), "ARTICLE": graphs.article}
        for name, words in ASKED.items():
            told = tuple(known.get(word, word) for word in words)
            measure = refused if name in WRONG else asked
            row(name, in_turns(given.runs, folders, lambda folder, told=told, measure=measure: measure(folder, told)))


if __name__ == "__main__":
    main()
