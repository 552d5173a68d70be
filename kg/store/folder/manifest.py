"""The hash of each file, as it was written: what the disk has changed since then is told by name."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kg.store.files import write_whole

NAME: Final = "files.json"
"""In a snapshot or a backup: the hashes of all files in it."""

AT_REST: Final = "graph.json"
"""In a store: the hashes of the files of its graph when its last writer left it."""

Identity = tuple[str, int, int]
"""Name and number of a file: of a table the same by a hard link, and no other, since none gets the name of another."""

_TABLE: Final = ".sst"
_ITS_OWN: Final = {"LOG", "LOCK"}
"""What the engine writes to for itself, also to read."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it was written."""

    path: Path
    what: str


def write_manifest(folder: Path, files: Mapping[str, str], name: str = NAME) -> None:
    """Writes the hashes of files, by their names below the folder, into it."""
    write_whole(folder / name, json.dumps(files, indent=1, sort_keys=True).encode())


def read_manifest(folder: Path, name: str = NAME) -> dict[str, str]:
    """The hashes of the files of a folder; empty where it tells none that can be read, or names others than its own."""
    try:
        read: Any = json.loads((folder / name).read_bytes())
    except (OSError, ValueError):
        return {}
    is_good = isinstance(read, dict) and all(map(_is_below, read))
    return read if is_good else {}


def hashed(folder: Path, known: Mapping[Identity, str] | None = None) -> dict[str, str]:
    """The SHA-256 of each file below a folder, but the manifest itself.

    A file that is ``known`` has the hash from there: a damage since then must not become right by being hashed anew.
    """
    found = {}
    for path in _files(folder):
        with suppress(FileNotFoundError):
            hash = (known or {}).get(_identity(path)) if path.suffix == _TABLE else None
            found[path.relative_to(folder).as_posix()] = hash or _hash(path)
    return found


def hashed_graph(graph: Path, known: Mapping[Identity, str]) -> dict[str, str]:
    """The hashes of the files of an engine that nobody has open, by their names in the store."""
    files = {path: hash for path, hash in hashed(graph, known).items() if path not in _ITS_OWN}
    return {f"{graph.name}/{path}": hash for path, hash in files.items()}


def known_files(folder: Path, name: str = NAME) -> dict[Identity, str]:
    """The files of a manifest that are there, by what they are."""
    found = {}
    for file, hash in read_manifest(folder, name).items():
        with suppress(FileNotFoundError):  # the engine removes what it needs no more, at times of its own
            found[_identity(folder / file)] = hash
    return found


def damages(folder: Path, name: str = NAME) -> Iterator[Damage]:
    """The files below a folder that are not as its manifest says."""
    files = read_manifest(folder, name)
    if not files:
        yield Damage(folder / name, "lost or damaged: whether the others are whole cannot be told")
    for file, hash in files.items():
        path = folder / file
        try:
            if _hash(path) != hash:
                yield Damage(path, "not as it was written")
        except FileNotFoundError:
            yield Damage(path, "lost")
        except OSError as error:
            yield Damage(path, f"cannot be read: {error.strerror}")


def strangers(folder: Path) -> Iterator[Damage]:
    """The files below a folder that its manifest does not name."""
    files = read_manifest(folder)
    for path in _files(folder):
        if files and path.relative_to(folder).as_posix() not in files:
            yield Damage(path, "not in the list of what was written")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / NAME)


def _is_below(name: object) -> bool:
    path = PurePosixPath(str(name))
    return not path.is_absolute() and ".." not in path.parts


def _identity(path: Path) -> Identity:
    stat = path.stat()
    return path.name, stat.st_dev, stat.st_ino


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
