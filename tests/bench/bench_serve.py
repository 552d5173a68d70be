"""What `kg serve` costs beside Oxigraph's own server, and how long its pages take.

    python tests/bench/bench_serve.py STORE [--runs N] [--only NAME ...]

Both serve the newest snapshot of a store in a folder (`articles.py` makes one of 2 million quads). One client asks each
query of the library, bound to values that select few facts, of one and then the other, over a connection that it keeps;
told is the median of the runs in milliseconds, until the last byte is there, and the ratio. kg may take 1.2 times as
long in all. Then pages: what the server takes for each, at the 95th percentile of the runs; 300 ms are allowed.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import servers
from bench_query import FEW, REMOTE, Case, Values
from serving import serving

from kg import query
from kg.store import View, open_view
from kg.store.folder.snapshots import Snapshots

ALLOWED = 1.2
PAGE_MS = 300.0
ACCEPT = "application/sparql-results+json"


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """Oxigraph's server, read-only on the same snapshot."""
    held = Snapshots(store).hold()
    assert held is not None
    port = servers.free_port()
    command = [servers.oxigraph_binary(), "serve-read-only", "--location", str(held.path / "graph")]
    with Popen([*command, "--bind", f"127.0.0.1:{port}"], stderr=DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _until_it_answers(address)
            yield f"{address}/query?union-default-graph"
        finally:
            process.terminate()
            held.release()


def _until_it_answers(address: str) -> None:
    for _ in range(200):
        try:
            requests.get(address, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def cases(view: View, only: list[str]) -> Iterator[Case]:
    """The queries of the library, each without parameters where it needs none, and with some that select few facts."""
    article, fact = first(view)
    for name in only or query.names():
        if name in REMOTE:
            continue
        known = query.load(name)
        given: list[Values] = [] if any(p.required for p in known.header.params) else [{}]
        for values in [*given, *FEW.get(name, [])]:
            values = {key: {"ARTICLE": article, "FACT": fact}.get(value, value) for key, value in values.items()}
            yield Case(name, values, query.bound(known, values, view))


def first(view: View) -> tuple[str, str]:
    """An article, and a fact of it."""
    article = next(iter(view.articles()))
    found = view.query(f"SELECT ?f {{ VALUES ?a {{ <{article}> }} ?f kg:article ?a ; a kg:Statement }} LIMIT 1")
    return article, next(iter(found))["f"].value  # type: ignore[arg-type]


def asked(client: requests.Session, address: str, text: str) -> tuple[float, bytes]:
    """Milliseconds until the whole answer is there, and the answer."""
    began = time.perf_counter()
    headers = {"Accept": ACCEPT, "Content-Type": "application/sparql-query", "Accept-Encoding": "identity"}
    answer = client.post(address, data=text.encode(), headers=headers, timeout=300)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}: {answer.text[:300]}")
    return took, answer.content


def compare(store: Path, runs: int, only: list[str]) -> None:
    with open_view(store) as view:
        known = list(cases(view, only))
    limits = ("--timeout", "0", "--rows", "0", "--memory", "0", "--workers", "2")
    with serving(store, *limits) as ours, oxigraph(store) as theirs, requests.Session() as client:
        print("| query | bytes | Oxigraph ms | kg ms | ratio |\n|---|--:|--:|--:|--:|")
        sums = [0.0, 0.0]
        for case in known:
            took: tuple[list[float], list[float]] = ([], [])
            for _ in range(runs):
                for times, address in zip(took, (theirs, f"{ours}/sparql"), strict=True):
                    one, answer = asked(client, address, case.text)
                    times.append(one)
            medians = [statistics.median(times) for times in took]
            sums = [a + b for a, b in zip(sums, medians, strict=True)]
            print(f"| {case} | {len(answer)} | {medians[0]:.1f} | {medians[1]:.1f} | {medians[1] / medians[0]:.2f} |")
        ratio = sums[1] / sums[0]
        verdict = "yes" if ratio <= ALLOWED else "NO"
        print(f"| all | | {sums[0]:.0f} | {sums[1]:.0f} | {ratio:.2f} |\n\nwithin {ALLOWED}: {verdict}\n")


def pages(store: Path, runs: int) -> None:
    with open_view(store) as view:
        article, fact = first(view)
        base = view.base
    paths = [
        "/",
        "/queries",
        "/queries/who-said?about=FRA&since=2024-06",
        "/queries/sanctions?target=IRN",
        "/queries/events-between?from=RUS&to=UKR",
        "/queries/trend?from=JPN",
        f"/fact/{fact.rpartition('#')[2]}",
        f"/{article.removeprefix(base)}",
        "/about?iri=http://www.wikidata.org/entity/Q30",
        "/search?q=japan",
        "/search?q=minister",
        "/sparql",
    ]
    with serving(store, "--workers", "2") as address, requests.Session() as client:
        print("| page | bytes | median ms | p95 ms |\n|---|--:|--:|--:|")
        worst = 0.0
        for path in paths:
            times = []
            for _ in range(max(20, runs)):
                began = time.perf_counter()
                answer = client.get(address + path, headers={"Accept": "text/html"}, timeout=60)
                times.append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}: {answer.text[:300]}")
            high = statistics.quantiles(times, n=20)[-1]
            worst = max(worst, high)
            print(f"| {path} | {len(answer.content)} | {statistics.median(times):.0f} | {high:.0f} |")
        print(f"\nwithin {PAGE_MS:.0f} ms: {'yes' if worst <= PAGE_MS else 'NO'} ({worst:.0f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--part", choices=["queries", "pages"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or made(Path(folder))
        if given.part != "pages":
            compare(store, given.runs, given.only)
        if given.part != "queries":
            pages(store, given.runs)


def made(folder: Path) -> Path:
    """A small store, where none is given."""
    import articles

    file, store = folder / "quads.nq", folder / "store"
    articles.write(file, articles.lines(200_000, seed=1))
    articles.fill(store, file)
    return store


if __name__ == "__main__":
    main()
