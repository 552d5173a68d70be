"""How long the library's queries take over a generated store, against the floor: a bare process that opens the store
with pyoxigraph and runs the same text.

    python tests/bench/bench_query.py [articles] [runs]

Both are whole processes, from their start to their last row; the better of the runs counts.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "queries"), str(Path(__file__).parent.parent.parent)]

from world import BASE  # noqa: E402

from kg import namespaces as ns  # noqa: E402
from kg import query  # noqa: E402
from kg.facts.model import Coding, Event, Facts, Participant, Position, Reading, Sanction, Statement  # noqa: E402
from kg.graph.write import Provenance, article_graphs  # noqa: E402
from kg.mentions.model import Entity, Mention, Tenure  # noqa: E402
from kg.spans import Span, Words  # noqa: E402
from kg.store import open_store, open_view  # noqa: E402

STATES = [Entity(f"{ns.WD}Q88{n:04}", f"State {n}", "state", f"X{n:02}", f"{ns.WD}Q88{n:04}") for n in range(60)]
PEOPLE = [
    Entity(f"{ns.WD}Q99{n:05}", f"Person {n}", "person", state.country, state.iri)
    for n in range(1200)
    for state in [STATES[n % 60]]
]
TENURES = [Tenure(f"{BASE}tenure/{n}", person.iri, "Minister", state=person.state) for n, person in enumerate(PEOPLE)]
ACTS = ["accuse", "deny", "assert", "demand", "threaten", "promise"]
CODINGS = {"accuse": Coding("ACCUSE"), "demand": Coding("REQUEST"), "threaten": Coding("THREATEN")}

VALUES: dict[str, dict[str, str]] = {
    "who-said": {"speaker": STATES[1].iri, "about": STATES[2].iri},
    "sanctions": {"target": STATES[2].iri},
    "events-between": {"from": STATES[1].iri, "to": STATES[2].iri},
    "alleged": {"accused": STATES[2].iri},
}

BARE = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
print(sum(1 for _ in store.query(open(sys.argv[2]).read(), use_default_graph_as_union=True)))
"""
OURS = """
import sys, json, pathlib
from kg import query
from kg.store import open_view
with open_view(pathlib.Path(sys.argv[1])) as view:
    print(sum(1 for _ in query.run(view, query.load(sys.argv[2]), json.loads(sys.argv[3]))))
"""


def reading(number: int) -> Reading:
    """An article of ten statements, four events, two sanctions, between states that chance picks."""
    chance = random.Random(number)
    text = " ".join(f"Sentence {n} of article {number} says what it says." for n in range(16))
    iri = ns.article(BASE, url=None, id=f"bench-{number}", text=text)
    spans = [Span(at, at + 30) for at in range(0, 16 * 35, 35)]
    actors = chance.sample(range(1200), 12)
    used = [PEOPLE[n] for n in actors]
    states = {state.iri: state for state in STATES if state.iri in {person.state for person in used}}

    def who() -> Participant:
        return Participant(chance.choice([*states]))

    def words(span: Span) -> Words:
        return Words(span.start, span.start + 8, text[span.start : span.start + 8])

    statements = tuple(
        Statement(
            f"s-{n}",
            *spans[n],
            manner="indirect",
            act=act,
            content=(spans[n],),
            content_text=text[slice(*spans[n])],
            source=Participant(PEOPLE[actors[n]].iri),
            targets=(who(),),
            about=(who(),),
            position=Position(TENURES[actors[n]].iri, "yes"),
            coding=CODINGS.get(act),
        )
        for n in range(10)
        for act in [chance.choice(ACTS)]
    )
    events = tuple(
        Event(
            f"e-{n}",
            *spans[n],
            trigger=words(spans[n]),
            coding=Coding("ASSAULT"),
            initiators=(who(),),
            recipients=(who(),),
            happening=f"h-{n}",
            according_to=f"s-{n}" if n % 2 else None,
        )
        for n in range(4)
    )
    sanctions = tuple(
        Sanction(
            f"x-{n}",
            *spans[n + 12],
            trigger=words(spans[n + 12]),
            status="imposed",
            measures=("asset-freeze",),
            imposers=(who(),),
            targets=(who(),),
            coding=Coding("SANCTION"),
        )
        for n in range(2)
    )
    mentions = tuple(Mention(f"m{n}", 0, 8, text[:8], "person", "name", person.iri) for n, person in enumerate(used))
    facts = Facts(
        mentions=mentions,
        statements=statements,
        events=events,
        sanctions=sanctions,
        entities=(*used, *states.values()),
        tenures=tuple(TENURES[n] for n in actors),
    )
    day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T12:00:00+00:00"
    return Reading(article=iri, source="bench", text=text, facts=facts, id=f"bench-{number}", published=day)


def fill(folder: Path, articles: int) -> None:
    with open_store(folder, BASE) as store:
        for number in range(articles):
            store.replace(article_graphs(reading(number), Provenance("bench", "0", "0"), BASE))


def timed(runs: int, *command: str) -> tuple[float, str]:
    best, output = float("inf"), ""
    for _ in range(runs):
        start = time.perf_counter()
        output = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout
        best = min(best, time.perf_counter() - start)
    return best, output.strip()


def main(articles: int = 1000, runs: int = 5) -> None:
    import json

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "store"
        start = time.perf_counter()
        fill(folder, articles)
        print(f"{articles} articles stored in {time.perf_counter() - start:.1f} s")
        print(f"{'query':20} {'rows':>6} {'bare ms':>9} {'kg ms':>9} {'times':>6}")
        for name, values in VALUES.items():
            with open_view(folder) as view:
                text = query.bound(query.load(name), values, view)
            (file := Path(temporary) / "bound.rq").write_text(text)
            floor, expected = timed(runs, "-c", BARE, str(folder / "graph"), str(file))
            ours, rows = timed(runs, "-c", OURS, str(folder), name, json.dumps(values))
            assert rows == expected
            print(f"{name:20} {rows:>6} {floor * 1000:9.1f} {ours * 1000:9.1f} {ours / floor:6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
