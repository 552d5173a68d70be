"""Timing of whole processes."""

import os
import resource
import statistics
import subprocess
from collections.abc import Sequence

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where kg is installed: modules are compiled once, not at each start."""

LIMIT = 60.0
"""Seconds that a run compared with another may take."""


def cpu_seconds(command: Sequence[str], limit: float) -> tuple[float | None, bytes]:
    """CPU time of one run, user and system, and what it wrote; None where it takes longer than ``limit``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=limit, env=_ENVIRONMENT)
    except subprocess.TimeoutExpired:
        return None, b""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


def ratio(name: str, a: Sequence[str], b: Sequence[str], *, runs: int = 15) -> float:
    """Prints and returns the median CPU time of A over that of B, after one warm-up of each.

    A and B take turns, so that a drifting machine does not favour one.
    """
    pairs = [(_cpu(a), _cpu(b)) for _ in range(runs + 1)][1:]
    mine, floor = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{name}: {mine:.0f} ms against {floor:.0f} ms, ratio {mine / floor:.2f}")
    return mine / floor


def _cpu(command: Sequence[str]) -> float:
    taken, _ = cpu_seconds(command, LIMIT)
    assert taken is not None, f"longer than {LIMIT} s: {' '.join(command)}"
    return taken
