"""What kg itself has written, told by what lies in it: nothing of that is an article that somebody gives kg to read."""

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

STORE: Final = "a store of kg"
BACKUP: Final = "a backup of a store of kg"
ARCHIVES: Final = "what kg fetched and keeps"
ADVICE: Final = {
    STORE: "kg renew reads its articles anew, kg load and kg pull copy whole stores",
    BACKUP: "kg restore makes a store of it",
}
"""What to do with a folder that was meant as one of articles."""

_ABOUT: Final = "store.json"
_TOLD: Final = frozenset({"format", "data", "base", "ontology"})
_MANIFEST: Final = "files.json"
_UNCLEAN: Final = "unclean"
_NEW: Final = b"new"
_LONGEST: Final = 1 << 20
_KEPT_TEXT: Final = re.compile(r"[0-9a-f]{64}\.json\.gz")
_TWO_DIGITS: Final = "[0-9a-f][0-9a-f]"
_ARCHIVE: Final = re.compile(r"\d{8}T\d{6}-\d+\.warc\.gz")
_WATCHED: Final = re.compile(r"watch-[0-9a-f]{8}\.(?:json|lock)")
_READ_BY_KG: Final = b"X-kg-Article:"
_FIRST_RECORD: Final = 1 << 13
_GZIP: Final = 31
"""Of zlib: a stream with the header of gzip."""


def kind(folder: Path) -> str | None:
    """``STORE`` or ``BACKUP`` where a folder is one, also one that has lost a file; else None."""
    is_described = _is_described(folder)
    if (is_described or _lists_a_store(folder)) and (folder / _MANIFEST).is_file():
        return BACKUP
    return STORE if is_described or _was_begun(folder) or _has_snapshots(folder) or _keeps_texts(folder) else None


def is_fetched(file: Path) -> bool:
    """Whether a file is a web archive that kg has written, or what it notes of the feeds that it watches."""
    if _WATCHED.fullmatch(file.name):
        return True
    return bool(_ARCHIVE.fullmatch(file.name)) and _READ_BY_KG in _unpacked(file)


def _is_described(folder: Path) -> bool:
    about = _object(folder / _ABOUT)
    return about is not None and about.keys() >= _TOLD


def _lists_a_store(folder: Path) -> bool:
    return _ABOUT in (_object(folder / _MANIFEST) or {})


def _has_snapshots(folder: Path) -> bool:
    return any(_is_described(snapshot) for snapshot in _listed(folder / "snapshots"))


def _keeps_texts(folder: Path) -> bool:
    """As a store that has lost all else, and the folder that a store behind SPARQL has on this machine."""
    return any(
        _KEPT_TEXT.fullmatch(file.name) and file.name.startswith(shelf.name)
        for shelf in _listed(folder / "texts", _TWO_DIGITS)
        for file in _listed(shelf)
    )


def _was_begun(folder: Path) -> bool:
    """Whether a first writer is at work there, or was ended before there was a store."""
    try:
        return (folder / _UNCLEAN).is_file() and (folder / _UNCLEAN).read_bytes() == _NEW
    except OSError:
        return False


def _object(file: Path) -> dict[str, Any] | None:
    try:
        if not file.is_file() or file.stat().st_size > _LONGEST:
            return None
        read = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _listed(folder: Path, pattern: str = "*") -> Iterator[Path]:
    try:
        yield from sorted(folder.glob(pattern)) if folder.is_dir() else ()
    except OSError:
        return  # what may not be looked into is told where it is walked through


def _unpacked(file: Path) -> bytes:
    """The beginning of what is in a file of gzip; nothing where it is none."""
    try:
        with file.open("rb") as opened:
            return zlib.decompressobj(_GZIP).decompress(opened.read(_FIRST_RECORD), _FIRST_RECORD)
    except (OSError, zlib.error):
        return b""
