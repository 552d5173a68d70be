"""A dozen of the hostile texts cost an import little; `tests/bench/bench_hostile.py` reads them all."""

import subprocess
import sys
from pathlib import Path

NAMES = (
    "double quotes, one paragraph",
    "opening quotes, one paragraph",
    "clauses, one paragraph",
    "brackets with blanks, paragraphs",
    "emoji, paragraphs",
    "mail, paragraphs",
    "Markdown: nested brackets",
    "Markdown: heading of blanks",
    "text: lines of blanks",
    "JSON: keywords of blanks",
    "JSON: first day of all",
    "JSON: a lone bracket in the address",
)
SECONDS = "20"
"""Of CPU for each, where a busy machine needs one; what grows with the square needs minutes."""


def test_hostile_texts_cost_little_time_and_memory_and_are_read_or_refused_in_words(checkout: Path) -> None:
    command = [sys.executable, checkout / "tests" / "bench" / "bench_hostile.py", "--seconds", SECONDS, *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * len(NAMES)
