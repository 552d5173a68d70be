"""How long `kg load` takes beside each store's own bulk loader, over the same file of realistic article graphs.

    python tests/bench/bench_load.py [quads] [file.nq]

The floor: `oxigraph load`, and Virtuoso's `ld_dir` with `rdf_loader_run` and a checkpoint, both into a new store. A
ratio is of rates: 1 is as fast. kg's whole process counts, its comparison of every word at the end apart.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

import articles  # noqa: E402
import servers  # noqa: E402
from servers import Server  # noqa: E402

LOGIN = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": servers.PASSWORD}


def seconds(*command: object, cwd: Path) -> float:
    """Wall time of one run, which must succeed."""
    began = time.perf_counter()
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env={**os.environ, **LOGIN}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command}: {done.stderr}")
    return time.perf_counter() - began


def load(server: Server, file: Path, cwd: Path, *options: object) -> float:
    return seconds(sys.executable, "-m", "kg", "load", file, "--store", server.query, *options, cwd=cwd)


def digest(place: object, cwd: Path) -> str:
    """Of the canonical N-Quads of a whole store."""
    call = f"{sys.executable} -m kg export --store {place} | sha256sum"
    done = subprocess.run(["bash", "-c", call], cwd=cwd, env={**os.environ, **LOGIN}, capture_output=True, check=True)
    return done.stdout.decode()[:16]


def told(name: str, took: float, quads: int, floor: float | None = None) -> None:
    ratio = f"  {floor / took:.2f} of the floor" if floor else ""
    print(f"{name:48} {took:7.1f} s {quads / took:9,.0f} quads/s{ratio}", flush=True)


def main(quads: int = 1_600_000, given: str = "") -> None:
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        file = Path(given) if given else base / "articles.nq"
        if not given:
            articles.write(file, articles.lines(quads, seed=1))
        count = int(re.split(r"\s", subprocess.check_output(["wc", "-l", str(file)], text=True).strip())[0])
        oxigraph(file, base, count)
        virtuoso(file, base, count)


def oxigraph(file: Path, base: Path, count: int) -> None:
    floor = seconds(servers.oxigraph_binary(), "load", "--location", base / "floor", "--file", file, cwd=base)
    told("oxigraph load", floor, count)
    with servers.oxigraph(base / "oxigraph") as server:
        told("kg load, Oxigraph over HTTP", load(server, file, base, "--counts"), count, floor)
        told("kg load again: compares every word", load(server, file, base), count)
        print("sha256 of kg export:", digest(server.query, base))


def virtuoso(file: Path, base: Path, count: int) -> None:
    (source := base / "source").mkdir()
    (source / "articles.nq").symlink_to(file.resolve())
    with servers.virtuoso(base / "floor-virtuoso", shared=source) as server:
        began = time.perf_counter()
        servers.bulk_load(server, source)
        floor = time.perf_counter() - began
        told("ld_dir, rdf_loader_run, checkpoint", floor, count)
    (shared := base / "shared").mkdir()
    with servers.virtuoso(base / "virtuoso-bulk", shared=shared) as server:
        told("kg load --bulk, Virtuoso", load(server, file, base, "--bulk", shared, "--counts"), count, floor)
        told("kg load again: compares every word", load(server, file, base), count)
        print("sha256 of kg export:", digest(server.query, base))
    with servers.virtuoso(base / "virtuoso-http") as server:
        told("kg load, Virtuoso over HTTP", load(server, file, base, "--counts"), count, floor)


if __name__ == "__main__":
    main(*(int(argument) if argument.isdigit() else argument for argument in sys.argv[1:]))  # type: ignore[arg-type]
