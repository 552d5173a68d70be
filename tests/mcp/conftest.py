"""A store with the samples and the invented world of tests/queries, and a server over it that tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from clients import Served, over_http
from test_queries import world

from kg.store import open_store


@pytest.fixture(scope="session")
def told(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told") / "store"
    shutil.copytree(store, folder)
    with open_store(folder) as opened:
        for article in world.graphs():
            opened.replace(article)
    return folder


@pytest.fixture(scope="session")
def served(told: Path) -> Iterator[Served]:
    with over_http(told) as running:
        yield running
