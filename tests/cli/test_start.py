"""Who asks a store does not wait for what reads articles."""

import subprocess
import sys
from pathlib import Path

import pytest

READING = ["kg.article", "kg.document", "kg.english", "kg.facts", "kg.mentions", "kg.pipeline", "kg.reference"]
LIBRARIES = ["rdflib", "spacy", "pyshacl", "shacl", "yaml", "numpy", "logging", "tomllib"]
OTHERS = ["kg.remote", "kg.stored", "kg.shapes", "kg.store.writer"]

PROBE = f"""
import sys
from kg.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print([name for name in {READING + LIBRARIES + OTHERS} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("command", [["query", "who-said", "-p", "about=USA"], ["stats"], ["export"]])
def test_asking_a_store_loads_nothing_that_reads_articles(store: Path, command: list[str]) -> None:
    call = [sys.executable, "-c", PROBE, *command, "--store", str(store)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert len(done.stdout) > 100
    assert done.stderr.strip().splitlines()[-1] == "[]"
