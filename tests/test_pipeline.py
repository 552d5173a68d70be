"""Articles all the way: the same bytes whatever the workers and the order; conforming graphs; the budget of triples."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.document import Document
from kg.errors import InternalError, KgError, RefusedError, UsageError
from kg.extractor import load_extractor
from kg.facts.model import Facts, Reading
from kg.graph import canonical
from kg.importing import import_articles
from kg.pipeline import Prepared, prepare, readings
from kg.settings import Settings
from kg.shapes import validate
from kg.store import dump, open_store

BUDGET = 2.2
"""Triples a word at most (docs/mapping.md tells what they are)."""


@pytest.fixture(scope="module")
def prepared(checkout: Path) -> list[Prepared]:
    found = list(prepare([str(checkout / "data" / "samples")], Settings()))
    assert len(found) >= 3
    return [item for item in found if isinstance(item, Prepared)]


def test_two_workers_and_another_order_give_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    samples = sorted((checkout / "data" / "samples").iterdir())
    once = imported(samples, tmp_path / "once")
    again = imported([*samples[::-1], samples[0]], tmp_path / "again", workers=2)
    assert again == once
    assert len(once) > 1000


def imported(sources: list[Path], folder: Path, workers: int = 1) -> list[str]:
    # A process of its own: workers are forked, and threads beside them must not clean up after other tests.
    command = [sys.executable, "-m", "kg", "import", "-q", "--store", str(folder), "--workers", str(workers)]
    subprocess.run([*command, *map(str, sources)], check=True)
    with open_store(folder) as store:
        return list(dump(store))


@pytest.mark.parametrize(("text", "loaded"), [("Japan said that it would resume the talks.", 1), ("", 0)])
def test_the_model_is_loaded_before_workers_are_forked_and_where_there_is_an_article(
    text: str, loaded: int, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(text)
    call = f"""
from kg import pipelines, pipeline, settings
list(pipeline.readings([{str(article)!r}], settings.Settings(workers=2)))
print(pipelines.pipeline.cache_info().currsize)"""
    done = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True)
    assert done.stdout == f"{loaded}\n"


def test_a_second_import_changes_nothing(checkout: Path, tmp_path: Path) -> None:
    samples = [str(path) for path in (checkout / "data" / "samples").iterdir()]
    with_store = {"open_store": lambda: open_store(tmp_path / "store")}
    first = import_articles(samples, Settings(), **with_store)
    second = import_articles(samples, Settings(), **with_store)
    assert dict(second.outcomes) == {"unchanged": first.outcomes["added"]}
    assert first.outcomes["added"] >= len(samples)


@pytest.mark.parametrize("state", ["Taiwan", "Kosovo", "Palestine"])
def test_a_state_of_disputed_recognition_acts_like_any_other(state: str, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"Talks in Geneva\n\n{state} said on Monday that it wanted to resume the talks soon.\n")
    (item,) = prepare([str(article)], Settings())
    assert isinstance(item, Prepared), item


def test_graphs_conform_on_both_engines(prepared: list[Prepared]) -> None:
    for item in prepared:
        tenures = {tenure.iri: tenure for tenure in item.reading.facts.tenures}
        for engine in ("shacl", "pyshacl"):
            report = validate(item.graphs.quads, text=item.reading.text, tenures=tenures, engine=engine)
            assert report.violations == (), engine


def test_graphs_keep_to_their_budget(prepared: list[Prepared]) -> None:
    triples = sum(len(item.graphs.quads) for item in prepared)
    words = sum(len(item.reading.text.split()) for item in prepared)
    assert triples / words <= BUDGET


def test_the_seed_keeps_to_the_budget(seed_path: Path) -> None:
    (item,) = prepare([str(seed_path)], Settings())
    assert isinstance(item, Prepared)
    assert len(item.graphs.quads) / len(item.reading.text.split()) <= BUDGET


def test_no_alleged_fact_stands_in_the_voice_of_the_article(prepared: list[Prepared]) -> None:
    for item in prepared:
        told = canonical(item.graphs.quads).decode()
        for fact in (*item.reading.facts.events, *item.reading.facts.sanctions):
            root = "Event" if fact.id.startswith("e-") else "SanctionAct"
            claimed = f"<{item.reading.article}#{fact.id}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
            leaf = f"{'Claimed' if fact.according_to else ''}{root}"
            assert f"{claimed} <https://w3id.org/geopolitical-kg/{leaf}>" in told


def test_a_fault_of_ours_costs_one_article_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = load_extractor("rules")

    class Halting:
        name, version = "halting", "0"

        def __call__(self, document: Document) -> Facts:
            if "stop here" in document.text:
                raise ValueError("planted")
            return rules(document)

    monkeypatch.setattr("kg.pipeline.load_extractor", lambda name: Halting())
    path = tmp_path / "three.jsonl"
    texts = ["China accused Japan of lying.", "Please stop here.", "France accused Mali of lying."]
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    outcomes: Iterator[Reading | KgError] = readings([str(path)], Settings())
    first, second, third = outcomes
    assert isinstance(first, Reading)
    assert isinstance(second, InternalError)
    assert "planted" in str(second)
    assert isinstance(third, Reading)


def test_an_extractor_that_tells_no_predicates_is_not_asked_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain:
        name, version = "plain", "0"

        def __call__(self, document: Document) -> Facts:
            return Facts()

    monkeypatch.setattr("kg.pipeline.load_extractor", lambda name: Plain())
    (tmp_path / "a.txt").write_text("China accused Japan of lying.")
    with pytest.raises(UsageError, match="'plain' tells no predicates"):
        list(readings([str(tmp_path / "a.txt")], Settings(), predicates=True))


def test_a_bad_file_in_a_folder_is_one_refusal_among_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("China accused Japan of lying.")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    good, bad = readings([str(tmp_path)], Settings())
    assert isinstance(good, Reading)
    assert isinstance(bad, RefusedError)
    assert bad.exit_code == 1
