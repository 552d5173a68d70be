"""Runs the command line in this process, as a shell would see it."""

import io
import sys
from pathlib import Path

import pytest
from shell import Done, Kg

from kg.cli.main import main


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """``kg("query", "who-said", stdin="...")``, in an empty folder, without settings of the machine."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "KG_STORE",
        "KG_BASE",
        "KG_MODEL",
        "KG_WORKERS",
        "KG_ENGINE",
        "KG_EXTRACTOR",
        "KG_ARTICLE_SECONDS",
        "COLUMNS",
    ):
        monkeypatch.delenv(name, raising=False)

    def run(*args: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode("utf-8"), err.decode("utf-8"))

    return run
