"""What each hostile text costs an import: `python tests/bench/bench_hostile.py [NAME ...]`, by parts of names.

Each is read by a child of this process, which has the language model already: its CPU time, its memory, what is said.
"""

import argparse
import os
import resource
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

import hostile  # noqa: E402

from kg.cli.main import main as kg  # noqa: E402

MOST_SECONDS = 5
MOST_MEGABYTES = 800
LIMIT = 60
"""Seconds after which a child is ended."""


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float
    code: int
    said: str

    def is_fair(self, seconds: float) -> bool:
        told = self.code in (0, 1) and "kg failed" not in self.said
        return told and self.seconds <= seconds and self.megabytes <= MOST_MEGABYTES


def cost(path: Path) -> Cost:
    """Of `kg import --dry-run` of a file, in a fork."""
    said = path.with_suffix(".said")
    child = os.fork()
    if not child:
        _read(path, said)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code, said.read_text("utf-8", "replace"))


def _read(path: Path, said: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    file = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    code: object = 3
    try:
        kg(["import", "--dry-run", str(path)])
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


def warm(folder: Path) -> None:
    """Loads in this process what every import needs, for its children."""
    from kg.pipeline import prepare
    from kg.settings import Settings

    path = folder / "warm.txt"
    path.write_text("Russia accused Japan of lying on Monday.", "utf-8")
    assert list(prepare([str(path)], Settings()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts of the names of those to read")
    parser.add_argument("--seconds", type=float, default=MOST_SECONDS, help="of CPU that each may take")
    given = parser.parse_args()
    unfair = 0
    with tempfile.TemporaryDirectory() as folder:
        warm(Path(folder))
        for name, make in hostile.TEXTS.items():
            if given.names and not any(part in name for part in given.names):
                continue
            extension, data = make()
            path = Path(folder, f"a{extension}")
            path.write_bytes(data)
            found = cost(path)
            fair = found.is_fair(given.seconds)
            unfair += not fair
            said = " ".join(found.said.replace(f"{folder}/", "").split())[:80]
            print(
                f"{'ok ' if fair else 'BAD'} {found.seconds:6.2f} s {found.megabytes:5.0f} MB"
                f" {found.code:>3}  {name:<40} {said}",
                flush=True,
            )
    sys.exit(f"{unfair} cost too much" if unfair else 0)


if __name__ == "__main__":
    main()
