"""Whether a client of `kg serve` waits for an import, or sees half an article.

    python tests/bench/bench_following.py [--articles N] [--clients N] [--every SECONDS]

N articles (2,000) of two sentences are imported while clients (8) ask the server, each again and again: how many
triples each article's graph has, and a query of the library. Told are the rate of the import beside them, how often
they asked and how long the slowest answer took, how many states of the store they saw, and every graph that had another
number of triples than it has at the end. Snapshots come every few seconds (5), so that they see many.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_readers import WRITER, articles
from serving import serving

from kg import namespaces as ns
from kg.store import open_view

SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/article/')) } GROUP BY ?g"


@dataclass
class Seen:
    """What the clients saw: answers, the seconds of the slowest, faults, how many articles, size of each graph."""

    answers: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)
    states: set[int] = field(default_factory=set)
    sizes: dict[str, set[int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, took: float, sizes: dict[str, int]) -> None:
        with self.lock:
            self.answers += 1
            self.slowest = max(self.slowest, took)
            self.states.add(len(sizes))
            for graph, size in sizes.items():
                self.sizes.setdefault(graph, set()).add(size)


def ask(address: str, seen: Seen, done: threading.Event) -> None:
    with requests.Session() as client:
        while not done.is_set():
            began = time.monotonic()
            answer = client.post(f"{address}/sparql", data={"query": SIZES}, timeout=120)
            took = time.monotonic() - began
            listed = client.get(f"{address}/queries/who-said?limit=20", timeout=120)
            if answer.status_code != 200 or listed.status_code != 200:
                wrong = next(each for each in (answer, listed) if each.status_code != 200)
                seen.faults.append(f"{wrong.status_code}: {wrong.text[:200]}")
                continue
            rows = answer.json()["results"]["bindings"]
            seen.take(took, {row["g"]["value"]: int(row["n"]["value"]) for row in rows if row})


def followed(folder: Path, number: int, clients: int, every: float) -> tuple[Seen, float]:
    """What clients saw of an import, and how many seconds that took; the store is left in the folder."""
    first, rest, store = folder / "first.jsonl", folder / "rest.jsonl", folder / "store"
    lines = articles(number).splitlines(keepends=True)
    first.write_text("".join(lines[:5]))
    rest.write_text("".join(lines[5:]))
    writer = [sys.executable, "-c", WRITER, f"{every}", str(store)]
    subprocess.run([*writer, str(first)], check=True)
    seen, done = Seen(), threading.Event()
    with serving(store, "--workers", "2") as address:
        threads = [threading.Thread(target=ask, args=(address, seen, done)) for _ in range(clients)]
        for thread in threads:
            thread.start()
        began = time.monotonic()
        try:
            subprocess.run([*writer, str(rest)], check=True)
        finally:
            took = time.monotonic() - began
            time.sleep(1)
            done.set()
            for thread in threads:
                thread.join()
    return seen, took


def halves(store: Path, seen: Seen) -> list[str]:
    """What was seen of an article that was not all of it."""
    with open_view(store) as view:
        whole = {graph: view.size(graph) for graph in map(ns.article_graph, view.articles())}
    return [
        f"{graph}: {sizes}, not {whole.get(graph)}" for graph, sizes in seen.sizes.items() if sizes != {whole[graph]}
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--every", type=float, default=5.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen, took = followed(Path(folder), given.articles, given.clients, given.every)
        wrong = halves(Path(folder) / "store", seen)
    print(f"imported {given.articles} articles in {took:.0f} s, {given.articles / took:.1f} a second")
    print(f"{seen.answers} answers to {given.clients} clients, the slowest {seen.slowest:.2f} s")
    print(f"{len(seen.states)} states of the store")
    print(f"{len(seen.faults)} faults, {len(wrong)} graphs seen by half")
    for line in [*seen.faults[:5], *wrong[:5]]:
        print(line)


if __name__ == "__main__":
    main()
