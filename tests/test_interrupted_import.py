"""An import that is killed at any instant leaves a store that opens, holds whole articles, and can be completed."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import namespaces as ns
from kg.store import dump, open_view
from kg.store.base import lines
from kg.store.folder.reading import opened_graph

pytestmark = pytest.mark.slow

KILLS = 25
ARTICLES = 60
SPEAKERS = ["Sergey Lavrov", "Antony Blinken", "Wang Yi", "Annalena Baerbock"]
TARGETS = ["the United States", "Russia", "Japan", "Iran"]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "many.jsonl"
    records = []
    for number in range(ARTICLES):
        speaker, target = SPEAKERS[number % len(SPEAKERS)], TARGETS[number % len(TARGETS)]
        text = f"{speaker} accused {target} of breaking agreement {number}. He said that {target} had no excuse."
        records.append({"id": f"{number}", "text": text, "published": "2023-05-01T00:00:00Z", "publisher": "Test"})
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@contextmanager
def importing(articles: Path, store: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "kg", "import", "-q", "--store", str(store), str(articles)]
    with subprocess.Popen(command) as process:
        yield process


def wait_for_texts(process: subprocess.Popen[bytes], store: Path, number: int) -> None:
    """Waits until an import has brought so many articles."""
    before = texts(store)
    while process.poll() is None and texts(store) < before + number:
        time.sleep(0.005)


def texts(store: Path) -> int:
    return sum(1 for _ in (store / "texts").glob("*/*"))


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store imported without a kill."""
    store = tmp_path_factory.mktemp("whole") / "store"
    with importing(articles, store) as process:
        assert process.wait() == 0
    return store


def graphs(store: Path) -> dict[str, list[str]]:
    """What the graph itself has, which after a kill is more than readers are shown."""
    with opened_graph(store, wait=1) as view:
        return {article: lines(view.quads(ns.article_graph(article))) for article in view.articles()}


def test_a_killed_import_leaves_no_half_graph_and_can_be_completed(articles: Path, whole: Path, tmp_path: Path) -> None:
    expected = graphs(whole)
    with open_view(whole) as view:
        expected_dump = list(dump(view))
    chance, store, partial = random.Random(7), tmp_path / "store", 0
    for number in range(KILLS):
        with importing(articles, store) as process:
            wait_for_texts(process, store, chance.randrange(ARTICLES // 2))
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
        found = graphs(store)
        partial += 0 < len(found) < ARTICLES
        assert all(expected[article] == graph for article, graph in found.items())
        if number % 2:
            shutil.rmtree(store)
    assert partial > KILLS // 4, "too few kills fell into the writing"
    with importing(articles, store) as process:
        assert process.wait() == 0
    with open_view(store) as view:
        assert list(dump(view)) == expected_dump
