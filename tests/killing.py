"""Ends a process that writes to a store, at an instant or at a line of kg/store, and looks at what it leaves.

Run as a script it is that process: it imports, replaces, retracts, publishes, compacts and copies, always to the same
end, so that another run completes what a killed one began.
"""

import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parent
STORE = str(HERE.parent / "kg" / "store")
WORD = "Zanzarbia"
"""Stands in the article that is retracted, and in no other."""

TEXTS = {
    "kept": "LONDON, 1 May 2023. Sergey Lavrov accused the United States of lying. Wang Yi praised Japan.",
    "changed": "PARIS, 2 May 2023. Antony Blinken accused Russia of an attack on Kyiv. Iran attacked Israel.",
    "retracted": f"ROME, 3 May 2023. Mira {WORD} accused Iran of attacking {WORD}ville. France condemned {WORD}.",
}
LATER = {**TEXTS, "changed": "PARIS, 3 May 2023. Antony Blinken accused Russia of two attacks on Kyiv."}

Line = tuple[str, int]


def prepared(file: Path) -> None:
    """Reads both revisions of the articles, and keeps their graphs in a file: the language model is needed once."""
    from kg.article.record import article
    from kg.pipeline import Prepared, prepare
    from kg.settings import load

    graphs = []
    for texts in (TEXTS, LATER):
        records = ({"id": id, "text": text, "published": "2023-05-04", "publisher": id} for id, text in texts.items())
        items = list(prepare([article(record, record["id"]) for record in records], load({})))
        graphs.append([item.graphs for item in items if isinstance(item, Prepared)])
    assert [len(each) for each in graphs] == [3, 3]
    file.write_bytes(pickle.dumps(graphs))


def write(folder: Path, file: Path) -> None:
    """All that a store is written by, to its end."""
    from kg.store.folder import open_folder_store
    from kg.store.folder.backup import backup
    from kg.store.folder.compaction import compact

    first, later = pickle.loads(file.read_bytes())
    with open_folder_store(folder) as store:
        for graphs in first:
            store.replace(graphs)
        store.publish()
        for graphs in later:
            store.replace(graphs)
    with open_folder_store(folder) as store:
        store.remove(first[-1].article)
    compact(folder)
    copy = folder.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    backup(folder, copy)
    shutil.rmtree(copy)


@dataclass
class Watch:
    """Sees which lines of kg/store are reached, and sends this process a signal at one of them."""

    target: Line | None = None
    signal: int = 0

    def __post_init__(self) -> None:
        self.lines: dict[Line, None] = {}

    def __call__(self, frame: FrameType, event: str, argument: Any) -> "Watch | None":
        if not frame.f_code.co_filename.startswith(STORE):
            return None
        if event == "line":
            line = (frame.f_code.co_filename.removeprefix(STORE), frame.f_lineno)
            if line not in self.lines:
                self.lines[line] = None
                if line == self.target:
                    os.kill(os.getpid(), self.signal)
        return self


def child(folder: Path, graphs: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), str(graphs), *more]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def lines(folder: Path, graphs: Path) -> list[Line]:
    """The lines of kg/store that are reached, in the order in which they are reached first."""
    with child(folder, graphs, "lines") as process:
        told, failed = process.communicate()
    assert process.returncode == 0, failed
    return [(name, int(number)) for name, _, number in (line.rpartition(":") for line in told.split())]


def state(folder: Path) -> tuple[str, list[str]]:
    """The dump of a store, and what is not whole in it."""
    from kg.integrity import check
    from kg.store import dump
    from kg.store.folder import open_folder_view

    with open_folder_view(folder) as view:
        dumped = "\n".join(dump(view))
    return dumped, [str(fault) for fault in check(folder).faults]


def files_with(folder: Path, words: Iterable[str]) -> list[str]:
    """The files in which some words stand, packed or not."""
    import gzip

    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            content += gzip.decompress(content) if path.suffix == ".gz" else b""
            found += [path.relative_to(folder).as_posix() for word in words if word.encode() in content]
    return found


def faults_after(folder: Path, graphs: Path, whole: str) -> list[str]:
    """What is wrong in a store whose writer was ended, then in the same store when another has done the work again."""
    from kg.errors import StoreError

    try:
        found = state(folder)[1] if (folder / "store.json").exists() else []
    except StoreError as error:
        found = [f"cannot be read: {error}"]
    with child(folder, graphs) as again:
        _, told = again.communicate()
    if again.returncode:
        return [*found, f"the second run failed: {told}"]
    dumped, faults = state(folder)
    found += [f"after the second run: {fault}" for fault in faults]
    found += [] if dumped == whole else ["after the second run: other bytes"]
    return found + [f"a retracted word is in {name}" for name in files_with(folder, [WORD])]


def main(folder: Path, graphs: Path, more: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell takes from what runs in the background
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    watch = Watch()
    if len(more) == 3:
        watch = Watch((more[0], int(more[1])), int(more[2]))
    print("ready", flush=True) if not more else sys.settrace(watch)
    write(folder, graphs)
    sys.settrace(None)
    if list(more) == ["lines"]:
        print(*(f"{name}:{number}" for name, number in watch.lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
