"""Ends a process that writes to a store again and again, and tells what was not whole afterwards.

    python tests/bench/bench_kills.py [--every N] [--instants N]

At every N-th line of kg/store that imports, replacements, retracts, snapshots, compactions and copies reach (SIGKILL,
SIGTERM and SIGINT in turn; 3), and at random instants (60). After each: `kg check` of what is left, and of what another
run makes of it, which must give the same bytes and keep nothing of what was retracted.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import killing

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=3, metavar="N")
    parser.add_argument("--instants", type=int, default=60, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        graphs = place / "graphs"
        killing.prepared(graphs)
        lines = killing.lines(place / "whole", graphs)
        whole, _ = killing.state(place / "whole")
        seconds = _seconds(place / "timed", graphs)
        number = failed = 0
        signals, chance = cycle(SIGNALS), random.Random(7)
        plans = [("line", line) for line in lines[:: asked.every]]
        plans += [("instant", chance.uniform(0, seconds)) for _ in range(asked.instants)]
        for how, where in plans:
            store, ended = place / f"store-{number}", next(signals)
            code = _end(store, graphs, where, ended)
            faults = killing.faults_after(store, graphs, whole)
            number, failed = number + 1, failed + bool(faults)
            for fault in faults:
                print(f"{ended.name} at {how} {where} (exit {code}): {fault}", flush=True)
            shutil.rmtree(store, ignore_errors=True)
        print(f"{number} times ended ({len(lines)} lines reached), {failed} times not whole")
    return 1 if failed else 0


def _end(store: Path, graphs: Path, where: object, ended: signal.Signals) -> int:
    if isinstance(where, tuple):
        with killing.child(store, graphs, where[0], str(where[1]), str(int(ended))) as process:
            process.communicate()
        return process.returncode
    with killing.child(store, graphs) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(float(str(where)))
        process.send_signal(ended)
        process.communicate()
    return process.returncode


def _seconds(store: Path, graphs: Path) -> float:
    with killing.child(store, graphs) as process:
        assert process.stdout
        process.stdout.readline()
        began = time.monotonic()
        process.communicate()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
