"""Paired timing of whole processes: A and B in turn, so that a drifting machine does not favour one."""

import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path


def seconds(command: Sequence[str], cwd: Path | None = None) -> float:
    """Wall time of one run, its output thrown away; the command must succeed."""
    began = time.perf_counter()
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def ratio(name: str, a: Sequence[str], b: Sequence[str], *, runs: int = 15, cwd: Path | None = None) -> float:
    """Prints and returns the median of A/B over pairs of runs, after one warm-up of each."""
    seconds(a, cwd), seconds(b, cwd)
    pairs = [(seconds(a, cwd), seconds(b, cwd)) for _ in range(runs)]
    ratios = [first / second for first, second in pairs]
    middle = statistics.median(ratios)
    mine, floor = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{name}: {mine:.0f} ms against {floor:.0f} ms, ratio {middle:.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    return middle
