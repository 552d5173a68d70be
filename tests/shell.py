"""What one run of the command line leaves behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


Kg = Callable[..., Done]


def unmeasured() -> dict[str, str]:
    """The environment of a process whose coverage is not measured, which loads, writes and takes much of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def on_a_terminal(*args: str, cwd: Path | None = None, columns: int = 100, **env: str) -> tuple[str, int]:
    """What a terminal gets of stdout and stderr, and the exit code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    ours, theirs = os.openpty()
    shown = bytearray()
    command = [sys.executable, "-m", "kg", *args]
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with subprocess.Popen(command, **streams, cwd=cwd, env={**environment, **env, "COLUMNS": f"{columns}"}) as process:
        os.close(theirs)
        with suppress(OSError):  # how Linux tells that the other side is closed
            while data := os.read(ours, 4096):
                shown.extend(data)
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n"), process.returncode
