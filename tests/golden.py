"""Kept outputs. ``KG_UPDATE=1 pytest ...`` writes them anew; read the difference before you commit it."""

import os
from pathlib import Path

UPDATE = os.environ.get("KG_UPDATE") == "1"


def holds(path: Path, actual: str) -> None:
    """Asserts that a file holds this text; writes it instead where that is asked for."""
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, "utf-8")
    assert path.read_text("utf-8") == actual, f"{path.name}: KG_UPDATE=1 writes it anew"
