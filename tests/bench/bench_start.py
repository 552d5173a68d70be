"""What the command line costs at its start: `python tests/bench/bench_start.py`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from timing import ratio

BIN = Path(sys.executable).parent
KG = str(BIN / "kg")
CHECKOUT = Path(__file__).resolve().parents[2]

BARE = """
import sys
from pyoxigraph import QueryResultsFormat, Store
text = open(sys.argv[2], encoding="utf-8").read()
solutions = Store.read_only(sys.argv[1] + "/graph").query(text, use_default_graph_as_union=True)
solutions.serialize(sys.stdout.buffer, format=QueryResultsFormat.JSON)
"""
"""The same question to the same graph, by the engine alone."""

OWN = """PREFIX kg: <https://w3id.org/geopolitical-kg/>
SELECT ?speaker ?act { ?fact a kg:Statement ; kg:speaker ?speaker ; kg:act ?act } LIMIT 20
"""


def main() -> None:
    ratio("kg --help / import click", [KG, "--help"], [sys.executable, "-c", "import click"])
    with tempfile.TemporaryDirectory() as folder:
        store, own, bound = f"{folder}/store", Path(folder) / "own.rq", Path(folder) / "bound.rq"
        subprocess.run([KG, "import", "-q", "--store", store, str(CHECKOUT / "data/samples")], check=True)
        ask = [KG, "query", "who-said", "-p", "about=US", "--store", store]
        bound.write_bytes(subprocess.run([*ask, "--sparql"], check=True, capture_output=True).stdout)
        own.write_text(OWN, "utf-8")
        asked = {"kg query who-said": (ask, bound), "kg query own.rq": ([KG, "query", str(own), "--store", store], own)}
        for name, (command, text) in asked.items():
            bare = [sys.executable, "-c", BARE, store, str(text)]
            ratio(f"{name} / bare pyoxigraph", [*command, "--format", "json"], bare)


if __name__ == "__main__":
    main()
