"""What a snapshot holds in numbers, counted when it was made."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from kg.store.base import Counts
from kg.store.files import write_whole

_NAME: Final = "counts.json"


def write_counts(snapshot: Path, counts: Counts) -> None:
    write_whole(snapshot / _NAME, json.dumps(asdict(counts)).encode())


def read_counts(snapshot: Path) -> Counts | None:
    """The counts of a snapshot; None where they were not written, or cannot be read."""
    try:
        return Counts(**json.loads((snapshot / _NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
