"""Timing of whole processes."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where kg is installed: modules are compiled once, not at each start."""


def seconds(command: Sequence[str], cwd: Path | None = None) -> float:
    """Wall time of one run, its output thrown away; the command must succeed."""
    began = time.perf_counter()
    null = subprocess.DEVNULL
    subprocess.run(command, cwd=cwd, stdout=null, stderr=null, check=True, env=_ENVIRONMENT)
    return time.perf_counter() - began


def cpu_seconds(command: Sequence[str], limit: float) -> tuple[float | None, bytes]:
    """CPU time of one run, user and system, and what it wrote; None where it takes longer than ``limit``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=limit, env=_ENVIRONMENT)
    except subprocess.TimeoutExpired:
        return None, b""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


def ratio(name: str, a: Sequence[str], b: Sequence[str], *, runs: int = 15, cwd: Path | None = None) -> float:
    """Prints and returns the median of A/B over pairs of runs, after one warm-up of each.

    A and B take turns, so that a drifting machine does not favour one.
    """
    seconds(a, cwd), seconds(b, cwd)
    pairs = [(seconds(a, cwd), seconds(b, cwd)) for _ in range(runs)]
    ratios = [first / second for first, second in pairs]
    middle = statistics.median(ratios)
    mine, floor = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{name}: {mine:.0f} ms against {floor:.0f} ms, ratio {middle:.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    return middle
