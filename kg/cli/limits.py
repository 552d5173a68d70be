"""What a query may cost: beyond it the process ends, in words. The engine itself knows no bounds and heeds no signal.

It lets other threads run while it searches, so that one of these watches over it. A reader leaves nothing behind that
would have to be cleared away.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.cli.render import complain

SECONDS: Final = 60.0
GIGABYTES: Final = 2.0

_LOOK: Final = 0.02
"""Seconds between two looks: a product of three patterns takes some 25 MB in these."""

_TELLING: Final = 0.5
"""Seconds to wait for the line to be written."""

_PAGES: Final = Path("/proc/self/statm")
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def limited(seconds: float, gigabytes: float) -> Iterator[None]:
    """Ends the process with a line and exit code 2 when what runs within takes longer or needs more; 0 is no limit.

    Ctrl-C and SIGTERM end it at once meanwhile, as ``ended_by_signals`` has it.
    """
    done = threading.Event()
    with ended_by_signals():
        try:
            threading.Thread(target=_watch, args=(seconds, gigabytes, done), daemon=True).start()
            yield
        finally:
            done.set()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Has Ctrl-C and SIGTERM end the process at once, without a word: for what only reads, and leaves nothing."""
    former = [(number, signal.signal(number, signal.SIG_DFL)) for number in _SIGNALS]
    try:
        yield
    finally:
        for number, handler in former:
            signal.signal(number, handler)


def _watch(seconds: float, gigabytes: float, done: threading.Event) -> None:
    end = time.monotonic() + seconds if seconds else float("inf")
    most = gigabytes * 1e9 if gigabytes else float("inf")
    while not done.wait(_LOOK):
        if time.monotonic() >= end:
            _end(
                f"the query took longer than {seconds:g} s", "ask for less, or give --timeout SECONDS; 0 sets no limit"
            )
        if resident() > most:
            _end(f"the query needs more than {gigabytes:g} GB", "ask for less, or give --memory GB; 0 sets no limit")


def _end(what: str, hint: str) -> None:
    # Whoever reads stderr may not take it; the process ends nevertheless.
    telling = threading.Thread(target=complain, args=(f"error: {what} ({hint})",), daemon=True)
    telling.start()
    telling.join(_TELLING)
    os._exit(2)


def resident() -> float:
    """Bytes of memory that this process takes; where the system does not tell, the most that it ever took."""
    try:
        return int(_PAGES.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        from resource import RUSAGE_SELF, getrusage

        return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
