"""Where the files of the dictionary and of its tables lie."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent


def words_folder() -> Path:
    """Where the dictionary lies: an entry a lemma, in files by first letter."""
    return _FOLDER / "words"


def tables_folder() -> Path:
    """Where closed tables lie that are no words of a dictionary: codings, kinds, units, names."""
    return _FOLDER / "tables"
