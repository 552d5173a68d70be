"""Files that are on the disk, whole, when a call returns, or not there at all."""

import errno
import os
from pathlib import Path
from typing import Final

TEMPORARY: Final = ".tmp"
"""Ending of a file that is being written; whoever finds one after a kill may remove it."""


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there entirely, on the disk, or not at all."""
    make_folder(path.parent)
    temporary = path.with_name(path.name + TEMPORARY)
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Makes a folder, and those above it, so that they are there after a loss of power too.

    Raises:
        NotADirectoryError: something else stands in the way, such as a file, or a link that leads nowhere.
    """
    missing = []
    while not path.is_dir():
        if os.path.lexists(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(path: Path) -> None:
    """Has the names in a folder on the disk."""
    if os.name == "posix":  # elsewhere a folder cannot be opened to be synced
        _sync(path, os.O_RDONLY)


def sync_file(path: Path) -> None:
    """Has the content of a file on the disk."""
    _sync(path, os.O_RDWR)


def _sync(path: Path, how: int) -> None:
    descriptor = os.open(path, how)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_folder(path: Path) -> None:
    """Removes a folder with all in it, under another name first: nobody ever finds half of it under its own.

    Raises:
        OSError: something in it cannot be removed.
    """
    import shutil  # which no reader needs

    going = path if path.name.startswith(".") else path.with_name(f".gone-{path.name}")
    if going != path and going.exists():
        shutil.rmtree(going)
    if path.exists():
        path.rename(going)
        shutil.rmtree(going)
