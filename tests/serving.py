"""``kg serve`` as a process of its own, for tests and benchmarks."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START = 30.0
"""Seconds that it gets to say where it listens."""


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """Serves a store on a free port; gives the address, without a slash at its end."""
    with process(store, *options) as (address, _):
        yield address


@contextmanager
def process(store: Path, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The same, with the process."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert started.stderr is not None
    try:
        line = started.stderr.readline()
        told = re.search(r"at (http://\S+?)/? \(", line)
        assert told, line + started.stderr.read()
        yield told[1], started
    finally:
        started.send_signal(signal.SIGTERM)
        try:
            started.wait(START)
        finally:
            started.kill()
            started.stderr.close()
