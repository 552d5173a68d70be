"""The hash of each file of a snapshot, as it was written: what the disk has changed since then is told by name."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.store.files import write_whole

NAME: Final = "files.json"


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it was written."""

    path: Path
    what: str


def write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the hashes of files, by their names below the folder, into it."""
    write_whole(folder / NAME, json.dumps(files, indent=1, sort_keys=True).encode())


def hashed(folder: Path, former: Path | None = None) -> dict[str, str]:
    """The SHA-256 of each file below a folder, but the manifest itself.

    A file that is the same, by a hard link, in ``former`` has the hash that the manifest there tells: a damage since
    then must not become right by being hashed anew.
    """
    known = read_manifest(former) if former else {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            same = former is not None and name in known and _is_same(path, former / name)
            found[name] = known[name] if same else _hash(path)
    return found


def read_manifest(folder: Path) -> dict[str, str]:
    """The hashes of the files of a folder; empty where it tells none that can be read."""
    try:
        read: Any = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def damages(folder: Path) -> Iterator[Damage]:
    """The files below a folder that are not as its manifest says."""
    files = read_manifest(folder)
    if not files:
        yield Damage(folder / NAME, "lost or damaged: whether the others are whole cannot be told")
    for name, hash in files.items():
        path = folder / name
        try:
            if _hash(path) != hash:
                yield Damage(path, "not as it was written")
        except FileNotFoundError:
            yield Damage(path, "lost")
        except OSError as error:
            yield Damage(path, f"cannot be read: {error.strerror}")


def _is_same(path: Path, former: Path) -> bool:
    try:
        return path.samefile(former)
    except OSError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
