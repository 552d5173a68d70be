"""The files beside the pages: style, the editor, an icon; each with a name for what is in it, and packed once."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "static"
VENDOR: Final = "vendor/yasgui.min.js"

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is served as it lies there; ``hash`` tells one content from another."""

    type: str
    content: bytes
    packed: bytes
    hash: str


def has_editor() -> bool:
    """Whether the SPARQL editor was built in."""
    return (FOLDER / VENDOR).is_file()


def names() -> frozenset[str]:
    """The names that files are served under: what is not among them is not served, however it is written."""
    found = (path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in _TYPES)
    return frozenset(path.relative_to(FOLDER).as_posix() for path in found)


@cache
def static_file(name: str) -> StaticFile | None:
    """The file of a name; None where there is none."""
    if name not in names():
        return None
    path = FOLDER / name
    content = path.read_bytes()
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    return StaticFile(_TYPES[path.suffix], content, packed, hashlib.sha256(content).hexdigest()[:16])
