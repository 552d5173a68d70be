"""How fast an import that was broken off comes back to where it stood: articles a second, beside what reading takes.

    python tests/bench/bench_resume.py [ARTICLES]

Three runs are ended by Ctrl-C, after a quarter each; the last one goes to the end. Then once more, with nothing new.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPEAKERS = ("Sergey Lavrov", "Antony Blinken", "Wang Yi", "Annalena Baerbock", "Hakan Fidan")
TARGETS = ("the United States", "Russia", "Japan", "Iran", "Serbia", "Mali")


def written(file: Path, number: int) -> None:
    """Articles of some 150 words."""
    with file.open("w") as out:
        for n in range(number):
            who, whom = SPEAKERS[n % len(SPEAKERS)], TARGETS[n % len(TARGETS)]
            sentence = f"{who} accused {whom} of breaking agreement {n}, and said that the talks would go on. "
            text = f"{sentence}\n\n" + "Officials of both sides met in the capital for two hours on Tuesday. " * 10
            record = {
                "id": str(n),
                "title": f"Dispute {n}",
                "text": text,
                "published": "2024-03-06",
                "publisher": "Post",
            }
            out.write(json.dumps(record) + "\n")


def stored(folder: Path) -> int:
    return sum(1 for _ in (folder / "texts").glob("*/*"))


def run(file: Path, store: Path, until: int | None = None) -> tuple[dict[str, int], float]:
    """Imports, ended by Ctrl-C when so many are stored; what came of them, and the seconds."""
    command = [sys.executable, "-m", "kg", "import", str(file), "--store", str(store), "--format", "json"]
    began = time.monotonic()
    # A shell that runs this in the background has its children take no notice of Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while until is not None and process.poll() is None:
            if stored(store) >= until:
                os.kill(process.pid, signal.SIGINT)
                break
            time.sleep(0.02)
        out, err = process.communicate()
    seconds = time.monotonic() - began
    if until is not None:
        print(f"  {err.strip().splitlines()[0] if err.strip() else 'no word'} ({seconds:.1f} s)")
        return {}, seconds
    outcomes: dict[str, int] = json.loads(out)["articles"]
    return outcomes, seconds


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        file, store = Path(folder) / "articles.jsonl", Path(folder) / "store"
        written(file, number)
        for third in (1, 2, 3):
            run(file, store, until=number * third // 4)
        before = stored(store)
        outcomes, seconds = run(file, store)
        print(f"{outcomes} in {seconds:.1f} s; {before} were stored before")
        outcomes, seconds = run(file, store)
        print(f"{outcomes} in {seconds:.1f} s: {number / seconds:.0f} a second, start of the process with it")


if __name__ == "__main__":
    main()
