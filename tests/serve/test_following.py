"""The server shows what is stored while articles are imported beside it, each whole."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from bench_following import followed, halves


@pytest.mark.slow
def test_clients_see_an_import_article_by_article(tmp_path: Path) -> None:
    seen, _ = followed(tmp_path, 120, clients=4, every=0.3)
    assert not seen.faults
    assert halves(tmp_path / "store", seen) == []
    assert len(seen.states) > 2
    assert max(seen.states) == 120
