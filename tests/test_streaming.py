"""Graphs leave kg as they are made: the same bytes as if all were held, in every format."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.rdf import written
from kg.errors import KgError
from kg.graph import FORMATS, serialise
from kg.pipeline import Prepared, prepare
from kg.settings import Settings
from kg.store import memory_store
from kg.store.spool import Spool

TEXTS = [
    "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia.",
    "The European Union imposed sanctions on Russia. Viktor Quillfeather denied it.",
    "Iran attacked Israel, Israel said.",
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> list[Prepared]:
    folder: Path = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text)
    items: Iterator[Prepared | KgError] = prepare([str(folder), str(folder / "0.txt")], Settings())
    return [item for item in items if isinstance(item, Prepared)]


@pytest.mark.parametrize("format", FORMATS)
def test_a_spool_gives_what_is_given_with_all_in_memory(prepared: list[Prepared], format: str) -> None:
    assert len(prepared) == len(TEXTS) + 1
    out = io.BytesIO()
    with Spool(Settings().base) as spool:
        for item in reversed(prepared):
            spool.add(item.graphs)
        written(spool, format, out)
    assert out.getvalue() == serialise((q for item in prepared for q in item.graphs.all_quads()), format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_store_gives_the_same(prepared: list[Prepared], format: str) -> None:
    out, none = io.BytesIO(), io.BytesIO()
    with memory_store() as store:
        written(store, format, none)
        for item in prepared:
            store.replace(item.graphs)
        written(store, format, out)
    assert out.getvalue() == serialise((q for item in prepared for q in item.graphs.all_quads()), format)
    assert none.getvalue() == serialise([], format)
