"""Who asks a store does not wait for what reads articles."""

import subprocess
import sys
from pathlib import Path

import pytest
from shell import unmeasured

from kg import __version__

READING = ["kg.article", "kg.document", "kg.english", "kg.extractor", "kg.facts", "kg.graph.write", "kg.mentions"]
READING += ["kg.pipeline", "kg.pipelines", "kg.reference"]
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
    assert loaded(*command, "--store", str(store)) == "[]"


def test_sparql_of_the_users_own_loads_no_more_than_a_query_of_the_library(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "who.rq"
    file.write_text("SELECT ?who ?act { ?fact a kg:Statement ; kg:speaker ?who ; kg:act ?act }")
    assert loaded("query", str(file), "--store", str(store)) == "[]"


def loaded(*command: str) -> str:
    """Which modules that it should not need a command has loaded that answers at length."""
    call = [sys.executable, "-c", PROBE, *command]
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=unmeasured())
    assert len(done.stdout) > 100
    return done.stderr.strip().splitlines()[-1]


def test_a_process_that_is_done_ends_at_once_but_for_what_others_left_to_do() -> None:
    call = """
import atexit
from kg.cli.main import main
class Kept:
    def __del__(self): print("freed")
kept = Kept()
atexit.register(print, "left to do")
main()"""
    done = subprocess.run([sys.executable, "-c", call, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"kg {__version__}", "left to do"]
