"""Whether anybody waits: an import, and processes that query the same store meanwhile.

    python tests/bench/bench_readers.py [--articles N] [--readers N] [--every SECONDS]

N articles (2,000) of two sentences are imported while four processes ask: each opens the store, looks whether every
article that it finds has all of its triples, asks a query of the library, and closes it again. Then the same import,
while they ask a copy of another store. Told are the rates of both, the longest that a reader took to open the store,
and what was not whole. Snapshots come every few seconds (5), so that readers see many of them.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from kg import namespaces as ns
from kg.query import load, run
from kg.store import open_view

SPEAKERS = ["Sergey Lavrov", "Antony Blinken", "Wang Yi", "Annalena Baerbock"]
TARGETS = ["the United States", "Russia", "Japan", "Iran", "France"]

WRITER = """
import sys
from kg.store.folder import store
store.PUBLISH_EVERY = float(sys.argv[1])
from kg.cli.main import main
main(["import", "-q", "--store", *sys.argv[2:]])
"""

Seen = dict[str, Any]


def articles(number: int) -> str:
    lines = []
    for n in range(number):
        speaker, target = SPEAKERS[n % len(SPEAKERS)], TARGETS[n % len(TARGETS)]
        text = f"{speaker} accused {target} of breaking agreement {n}. He said that {target} attacked Kyiv on Monday."
        record = {"id": f"{n}", "text": text, "published": "2023-05-01T00:00:00Z", "publisher": "Test"}
        lines.append(json.dumps(record) + "\n")
    return "".join(lines)


def ask(store: Path, whole: dict[str, int], done: Event, told: Any) -> None:
    """Asks a store until all is done; tells how often, how long it took to open it, and what was wrong."""
    seen: Seen = {"asked": 0, "open": 0.0, "wrong": [], "sizes": set()}
    query = load("who-said")
    while not done.is_set():
        began = time.perf_counter()
        try:
            view = open_view(store)
        except Exception as error:
            seen["wrong"].append(f"{type(error).__name__}: {error}")
            time.sleep(0.1)
            continue
        seen["open"] = max(seen["open"], time.perf_counter() - began)
        with view:
            sizes = {graph: size for graph, size in view.sizes().items() if graph.startswith(_ARTICLES)}
            seen["wrong"] += [f"{graph}: {size}" for graph, size in sizes.items() if whole and whole[graph] != size]
            rows = sum(1 for _ in run(view, query, {"speaker": "Lavrov"}) if sizes)
            seen["wrong"] += ["no rows"] if sizes and not rows else []
        seen["asked"] += 1
        seen["sizes"].add(len(sizes))
    told.put(seen)


_ARTICLES = ns.article_graph(f"{ns.DEFAULT_BASE}article/")


def import_beside(file: Path, store: Path, asked: Path, readers: int, every: float, whole: dict[str, int]) -> Any:
    """Seconds that an import takes beside readers of a store, and what they saw."""
    done, told = multiprocessing.Event(), multiprocessing.Queue()
    processes = [multiprocessing.Process(target=ask, args=(asked, whole, done, told)) for _ in range(readers)]
    command = [sys.executable, "-c", WRITER, str(every), str(store), str(file)]
    for process in processes:
        process.start()
    began = time.perf_counter()
    subprocess.run(command, check=True, env=os.environ)
    seconds = time.perf_counter() - began
    done.set()
    seen = [told.get() for _ in processes]
    for process in processes:
        process.join()
    return seconds, seen


def tell(name: str, number: int, seconds: float, seen: Sequence[Seen]) -> None:
    wrong = [each for reader in seen for each in reader["wrong"]]
    print(
        f"{name}: {number / seconds:.1f} articles a second; {sum(r['asked'] for r in seen)} times asked,"
        f" {len(set().union(*(r['sizes'] for r in seen)))} states seen,"
        f" longest opening {max(r['open'] for r in seen) * 1000:.0f} ms, {len(wrong)} wrong {wrong[:3]}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--every", type=float, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        file, first = place / "all.jsonl", place / "first.jsonl"
        file.write_text(articles(given.articles))
        first.write_text(articles(10))
        copy, store = place / "copy", place / "store"
        for target, content in ((copy, file), (store, first)):
            subprocess.run(
                [sys.executable, "-m", "kg", "import", "-q", "--store", str(target), str(content)], check=True
            )
        with open_view(copy) as view:
            whole = {graph: size for graph, size in view.sizes().items() if graph.startswith(_ARTICLES)}
        alone = place / "alone"
        shutil.copytree(store, alone)
        beside, seen = import_beside(file, store, store, given.readers, given.every, whole)
        tell("readers of the same store", given.articles, beside, seen)
        other, seen = import_beside(file, alone, copy, given.readers, given.every, whole)
        tell("readers of another store", given.articles, other, seen)
        print(f"rate beside readers of the same / of another: {other / beside:.2f}")


if __name__ == "__main__":
    main()
