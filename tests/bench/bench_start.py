"""What the command line costs at its start: `python tests/bench/bench_start.py`."""

import sys
import tempfile
from pathlib import Path

from timing import ratio

BIN = Path(sys.executable).parent
KG = str(BIN / "kg")
CHECKOUT = Path(__file__).resolve().parents[2]

BARE_QUERY = """
import sys
from pathlib import Path
from pyoxigraph import QueryResultsFormat, Store
text = Path(sys.argv[2]).read_text()
solutions = Store.read_only(sys.argv[1] + "/graph").query(text, use_default_graph_as_union=True)
solutions.serialize(sys.stdout.buffer, format=QueryResultsFormat.JSON)
"""


def main() -> None:
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        store, text = f"{folder}/store", Path(folder) / "bound.rq"
        subprocess.run([KG, "import", "-q", "--store", store, str(CHECKOUT / "data/samples")], check=True)
        bound = subprocess.run([KG, "query", "who-said", "--sparql", "--store", store], check=True, capture_output=True)
        text.write_bytes(bound.stdout)
        ratio("kg --help / import click", [KG, "--help"], [sys.executable, "-c", "import click"])
        ask = [KG, "query", "who-said", "--format", "json", "--store", store]
        ratio("kg query / bare pyoxigraph", ask, [sys.executable, "-c", BARE_QUERY, store, str(text)])


if __name__ == "__main__":
    main()
