"""An import that is killed at any instant leaves a store that opens, holds whole articles, and can be completed."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import namespaces as ns
from kg.store import dump, open_view
from kg.store.base import lines

pytestmark = pytest.mark.slow

KILLS = 25
KG = [sys.executable, "-m", "kg"]
PAIRS = [
    ("Sergey Lavrov", "the United States"),
    ("Antony Blinken", "Russia"),
    ("Wang Yi", "Japan"),
    ("Annalena Baerbock", "Iran"),
]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "many.jsonl"
    records = []
    for number in range(60):
        speaker, target = PAIRS[number % len(PAIRS)]
        text = f"{speaker} accused {target} of breaking the {number + 2}th agreement. He said {target} had no excuse."
        records.append(
            {"id": f"article {number}", "text": text, "published": "2023-05-01T00:00:00Z", "publisher": "Test"}
        )
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A store imported without a kill, and how long that took."""
    store = tmp_path_factory.mktemp("whole") / "store"
    began = time.monotonic()
    subprocess.run([*KG, "import", "-q", "--store", str(store), str(articles)], check=True)
    return store, time.monotonic() - began


def graphs(store: Path) -> dict[str, list[str]]:
    with open_view(store) as view:
        return {article: lines(view.quads(ns.article_graph(article))) for article in view.articles()}


def test_a_killed_import_leaves_no_half_graph_and_can_be_completed(
    articles: Path, whole: tuple[Path, float], tmp_path: Path
) -> None:
    complete, duration = whole
    expected = graphs(complete)
    with open_view(complete) as view:
        expected_dump = list(dump(view))
    instants = random.Random(7)
    store, seen = tmp_path / "store", set()
    for _ in range(KILLS):
        importing = subprocess.Popen([*KG, "import", "-q", "--store", str(store), str(articles)])
        time.sleep(instants.uniform(0.3, 1.0) * duration)
        importing.kill()
        importing.wait()
        if (store / "store.json").exists():
            found = graphs(store)
            seen.add(len(found))
            assert all(expected[article] == graph for article, graph in found.items())
        if len(seen) % 3 == 0:
            subprocess.run(["rm", "-rf", str(store)], check=True)
    assert any(0 < number < 60 for number in seen), "no kill fell into the writing"
    subprocess.run([*KG, "import", "-q", "--store", str(store), str(articles)], check=True)
    with open_view(store) as view:
        assert list(dump(view)) == expected_dump
