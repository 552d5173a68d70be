"""One line on a terminal that says how far an import is: how many of how many, how fast, how long still."""

import time
from collections import deque
from typing import Final

import click

from kg.importing import Summary

_EVERY: Final = 0.1
"""Seconds between two writings of the line."""
_WINDOW: Final = 30.0
"""Seconds whose rate is told: what was passed over says little of what is to be read."""
_MINUTE, _HOUR = 60, 3600


class Progress:
    """Overwrites one line, from the start on.

    Args:
        total: how many articles there are; None where that is not known.
        is_shown: whether there is a terminal to write it on.
    """

    def __init__(self, total: int | None, *, is_shown: bool) -> None:
        self._total, self._is_shown = total, is_shown
        self._shown = 0.0
        self._recent: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self(Summary())

    def __call__(self, summary: Summary) -> None:
        """Tells where an import stands."""
        now = time.monotonic()
        if not self._is_shown or (now - self._shown < _EVERY and summary.done != self._total):
            return
        self._shown = now
        self._recent.append((now, summary.done))
        while len(self._recent) > 2 and now - self._recent[0][0] > _WINDOW:
            self._recent.popleft()
        click.echo(f"\r{self.line(summary)}\x1b[K", err=True, nl=False)

    def line(self, summary: Summary) -> str:
        """The line: "240 of 2,000 articles · 1,130 facts · 2.1 a second · 14 min left"."""
        of = f" of {self._total:,}" if self._total is not None else ""
        parts = [f"{summary.done:,}{of} articles", f"{summary.facts.total():,} facts"]
        if rate := self._rate():
            parts.append(f"{rate:.1f} a second")
            if self._total is not None and self._total > summary.done:
                parts.append(f"{duration((self._total - summary.done) / rate)} left")
        return " · ".join(parts)

    def _rate(self) -> float:
        (first, before), (last, now) = self._recent[0], self._recent[-1]
        return (now - before) / (last - first) if last > first else 0.0

    def wipe(self) -> None:
        """Takes the line away."""
        if self._is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def duration(seconds: float) -> str:
    """A length of time: "40 s", "14 min", "2 h 5 min"."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    minutes = round(seconds / _MINUTE)
    return f"{minutes} min" if minutes < _MINUTE else f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
