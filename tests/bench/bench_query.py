"""What `kg query` costs beside the engine alone, for each query of the library, and how full scans grow.

    python tests/bench/bench_query.py CACHE [--quads 500000 2000000] [--only NAME ...] [--runs N] [--limit SECONDS]

Stores of generated articles (``articles``) are kept in the folder CACHE and made where they are missing. Each query
runs without parameters where it requires none, and with some that select about a thousand facts at most, as whole
processes: the installed `kg query`, and a bare one that opens the same graph with pyoxigraph, runs the same bound text
over the union of all graphs and writes the rows in the same format. They take turns; CPU time counts, the median of the
runs, since a busy machine slows only the clock on the wall. kg may cost 60 ms and a tenth more than the engine alone,
four tenths where it writes more than a thousand rows.
"""

import argparse
import csv
import io
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import articles
from timing import cpu_seconds

from kg import query
from kg.errors import QueryError
from kg.store import View, open_view

KG = str(Path(sys.executable).parent / "kg")
REMOTE = {"wikidata-labels"}
"""Asks another machine."""

BARE = """
import sys
from pathlib import Path
from pyoxigraph import QueryResultsFormat, Store
text = Path(sys.argv[2]).read_text()
solutions = Store.read_only(sys.argv[1] + "/graph").query(text, use_default_graph_as_union=True)
solutions.serialize(sys.stdout.buffer, format=getattr(QueryResultsFormat, sys.argv[3]))
"""

FIXED, SHARE, SHARE_OF_MANY, MANY = 0.06, 1.1, 1.4, 1000
HEAD = "| query | rows | bare ms | kg ms | ratio | extra ms | within |\n|---|--:|--:|--:|--:|--:|---|"
LONG = 5.0
"""Seconds from which one run says enough."""

Values = Mapping[str, str]

FEW: Mapping[str, list[Values]] = {
    "actor-events": [{"actor": "JPN"}],
    "agreement": [{"actor": "JPN"}],
    "alleged": [{"accused": "JPN"}, {"since": "2024-12"}],
    "anonymous-sources": [{"outlet": "BBC"}, {"since": "2024-11"}],
    "articles": [{"mentions": "JPN"}, {"since": "2024-12"}],
    "at-place": [{"place": "JPN"}],
    "between": [{"side": "JPN", "with": "USA"}],
    "by-members": [{"body": "EU", "since": "2024-11"}],
    "by-role": [{"role": "foreign-minister", "side": "JPN"}],
    "casualties": [{"kind": "killed", "since": "2024"}],
    "cooperation": [{"side": "RUS", "with": "UKR"}],
    "coverage": [{"since": "2024-12"}, {"side": "JPN"}],
    "denials": [{"speaker": "JPN"}],
    "demands": [{"target": "JPN"}, {"since": "2024-12"}],
    "events-between": [{"from": "RUS", "to": "UKR"}],
    "evidence": [{"fact": "FACT"}],
    "meetings": [{"actor": "FRA"}, {"since": "2024-11"}],
    "places": [{"state": "JPN"}],
    "provisional-actors": [{"side": "JPN"}],
    "quotations": [{"speaker": "JPN"}],
    "sanction-steps": [{"target": "JPN"}],
    "sanctions": [{"target": "IRN"}, {"since": "2024-11"}],
    "sides": [{"since": "2024-12"}],
    "speakers": [{"side": "JPN"}],
    "spokespeople": [{"side": "JPN"}],
    "statements-between": [{"from": "JPN", "to": "USA"}],
    "threats-pending": [{"target": "IRN"}],
    "trend": [{"from": "JPN"}],
    "voices": [{"article": "ARTICLE"}, {"about": "JPN", "since": "2024"}],
    "votes": [{"voter": "JPN"}],
    "who-said": [{"speaker": "JPN"}, {"about": "FRA", "since": "2024-06"}],
}
"""Query -> parameters that select few facts; ARTICLE and FACT stand for the first of the store."""


@dataclass(frozen=True, slots=True)
class Case:
    """A query with parameters, bound to the terms of one store."""

    name: str
    values: Values
    text: str

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{name}={value.rpartition('/')[2]}" for name, value in self.values.items())])

    def kg(self, store: Path, format: str) -> list[str]:
        given = [part for item in self.values.items() for part in ("-p", "=".join(item))]
        return [KG, "query", self.name, *given, "--format", format, "--store", str(store)]


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of both, None where the limit was passed."""

    rows: int
    bare: float | None
    kg: float | None

    def line(self, case: Case) -> str:
        if self.bare is None or self.kg is None:
            took = [f"{took * 1000:.0f}" if took else "too long" for took in (self.bare, self.kg)]
            return f"| {case} | {self.rows} | {' | '.join(took)} | | | no |"
        share = SHARE if self.rows <= MANY else SHARE_OF_MANY
        within = "yes" if self.kg <= self.bare * share + FIXED else "no"
        bare, ours = self.bare * 1000, self.kg * 1000
        return f"| {case} | {self.rows} | {bare:.0f} | {ours:.0f} | {ours / bare:.2f} | {ours - bare:+.0f} | {within} |"


def store(cache: Path, quads: int) -> Path:
    """The store of about so many quads, made where it is missing."""
    folder = cache / f"store-{quads}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=cache) as temporary:
            file = Path(temporary) / "articles.nq"
            articles.write(file, articles.lines(quads, seed=quads))
            articles.fill(folder, file)
    return folder


def cases(view: View, only: list[str]) -> Iterator[Case]:
    """Each query without parameters where it requires none, then with some."""
    for name in only or sorted(set(query.names()) - REMOTE):
        found = query.load(name)
        some: list[Values] = [] if any(parameter.required for parameter in found.header.params) else [{}]
        for values in some + FEW.get(name, []):
            given = {parameter: _of_store(value, view) for parameter, value in values.items()}
            try:
                yield Case(name, given, query.bound(found, given, view))
            except QueryError as error:
                print(f"{name} {given}: {error}", file=sys.stderr)


def _of_store(value: str, view: View) -> str:
    article = next(view.articles())
    if value == "FACT":
        found = query.run_text(view, f"SELECT ?fact {{ ?fact kg:accordingTo <{article}> }} ORDER BY ?fact LIMIT 1")
        assert isinstance(found, query.Rows)
        (cell,) = next(iter(found))
        return cell.text if cell else ""
    return article if value == "ARTICLE" else value


def measured(case: Case, store: Path, format: str, runs: int, limit: float) -> Measured:
    """Both in turn, after one run of each that is not counted unless it is a long one."""
    with tempfile.TemporaryDirectory() as temporary:
        text = Path(temporary) / "bound.rq"
        text.write_text(case.text, "utf-8")
        bare = [sys.executable, "-c", BARE, str(store), str(text), format.upper()]
        ours = case.kg(store, format)
        first, written = cpu_seconds(bare, limit)
        again, written_by_kg = cpu_seconds(ours, limit) if first is not None else (None, b"")
        if first is None or again is None:
            return Measured(_rows(written), first, again)
        rows = _rows(written)
        assert rows == _rows(written_by_kg), case
        pairs = [(first, again)] if first > LONG else []
        while len(pairs) < (1 if first > LONG else runs):
            pairs.append((cpu_seconds(bare, limit)[0] or first, cpu_seconds(ours, limit)[0] or again))
        columns = zip(*pairs, strict=True)
        return Measured(rows, *(statistics.median(column) for column in columns))


def _rows(written: bytes) -> int:
    """How many rows CSV holds below its head."""
    return max(0, sum(1 for _ in csv.reader(io.StringIO(written.decode("utf-8"), newline=""))) - 1)


def start(store: Path) -> float:
    """What it takes to open a store and ask nothing."""
    with tempfile.TemporaryDirectory() as temporary:
        text = Path(temporary) / "nothing.rq"
        text.write_text("SELECT ?nothing {} LIMIT 0", "utf-8")
        times = [cpu_seconds([sys.executable, "-c", BARE, str(store), str(text), "CSV"], 60)[0] for _ in range(5)]
    return statistics.median(time for time in times if time is not None)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("cache", type=Path)
    parser.add_argument("--quads", type=int, nargs="+", default=[500_000, 2_000_000])
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS")
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    scans: dict[str, list[float | None]] = {}
    sizes: list[int] = []
    for quads in given.quads:
        folder = store(given.cache, quads)
        with open_view(folder) as view:
            sizes.append(view.counts().quads)
            found = list(cases(view, given.only))
        opening = start(folder)
        print(f"\n{sizes[-1]:,} quads; a bare process that asks nothing takes {opening * 1000:.0f} ms\n")
        print(HEAD, flush=True)
        for case in found:
            result = measured(case, folder, "csv", given.runs, given.limit)
            print(result.line(case), flush=True)
            if not case.values:
                scans.setdefault(case.name, []).append(result.bare and result.bare - opening)
    if len(sizes) > 1:
        growth(scans, sizes)


def growth(scans: Mapping[str, list[float | None]], sizes: list[int]) -> None:
    """How each full scan grows, without what opening a store takes."""
    grown = sizes[-1] / sizes[0]
    print(f"\nFull scans, from the smallest store to the largest, {grown:.1f} times its size:\n")
    print("| query | ms | ms | times | times the growth of the store |\n|---|--:|--:|--:|--:|")
    for name, times in scans.items():
        if len(times) != len(sizes) or None in times:
            print(f"| {name} | {' | '.join(f'{t * 1000:.0f}' if t else 'too long' for t in times)} | | |")
            continue
        first, last = max(times[0] or 0, 0.001), times[-1] or 0
        print(f"| {name} | {first * 1000:.0f} | {last * 1000:.0f} | {last / first:.1f} | {last / first / grown:.2f} |")


if __name__ == "__main__":
    main()
