"""A writer that is ended at any line or instant leaves a whole store, and another run the same bytes.

Ten of what tests/bench/bench_kills.py does by hundreds.
"""

import signal
from pathlib import Path

import killing
import pytest

pytestmark = pytest.mark.slow

TIMES = 10
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


@pytest.fixture(scope="module")
def undisturbed(graphs: Path) -> tuple[str, list[killing.Line]]:
    """What a store has in the end, and the lines of kg/store that write it."""
    folder = graphs.with_name("whole")
    lines = killing.lines(folder, graphs)
    dumped, faults = killing.state(folder)
    assert not faults
    return dumped, lines


@pytest.mark.parametrize("number", range(TIMES))
def test_what_is_ended_at_a_line_leaves_a_whole_store(
    number: int, graphs: Path, undisturbed: tuple[str, list[killing.Line]], tmp_path: Path
) -> None:
    whole, lines = undisturbed
    name, line = lines[len(lines) * number // TIMES]
    ended = SIGNALS[number % len(SIGNALS)]
    with killing.child(tmp_path / "store", graphs, name, str(line), str(int(ended))) as process:
        process.communicate()
    assert process.returncode != 0
    assert not killing.faults_after(tmp_path / "store", graphs, whole)


def test_what_is_looked_for_is_found(graphs: Path, tmp_path: Path) -> None:
    """The guard itself: a word that was not retracted is met in the files, and a text that is lost is told."""
    killing.write(tmp_path / "store", graphs)
    assert killing.files_with(tmp_path / "store", ["Lavrov"])
    next((tmp_path / "store" / "texts").rglob("*.gz")).unlink()
    assert "keeps no text" in killing.state(tmp_path / "store")[1][0]
