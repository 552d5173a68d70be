"""`kg serve` as a process of its own, for tests that ask it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """Serves a store on a free port of this machine: its address, without a slash at its end."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--workers", "2", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        told = process.stderr.readline()
        address = re.search(r" at (http\S+)/ \(Ctrl-C ends it\)", told)
        assert address, told + (process.stderr.read() if process.poll() is not None else "")
        yield address[1]
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.stderr.close()
