"""A folder of articles: which of what lies below it is read, and why some of it is not."""

import os
from collections.abc import Iterator
from pathlib import Path

from kg.article import EXTENSIONS, Article, read
from kg.errors import RefusedError, SourceError


def articles(folder: Path) -> Iterator[Article | RefusedError | SourceError]:
    """The articles below a folder; there a bad file is one among others, not a source given by name."""
    found = list(files(folder))
    if not found:
        yield SourceError("no articles in this folder", where=str(folder), hint=f"files {' '.join(sorted(EXTENSIONS))}")
    for file in found:
        try:
            yield from read(file) if isinstance(file, Path) else (file,)
        except SourceError as error:
            yield RefusedError(error.what, where=error.where, hint=error.hint)


def files(folder: Path) -> Iterator[Path | RefusedError]:
    """The files below a folder that may be articles, in the order of their names, each once; what is left out is told.

    Links are followed as long as they stay in the folder.
    """
    faults: list[OSError] = []
    found = sorted(_below(folder, faults))
    real = {_real(path) for path in found if not path.is_symlink()}
    for path in found:
        if not path.is_symlink():
            yield path if path.is_file() else RefusedError("no file, but a pipe or a device", where=str(path))
        elif (target := _real(path)) not in real:
            real.add(target)
            yield _followed(path, target, _real(folder))
    for fault in faults:
        yield RefusedError(f"cannot read it: {(fault.strerror or 'error').lower()}", where=str(fault.filename))


def _below(folder: Path, faults: list[OSError]) -> Iterator[Path]:
    """All that has the name of an article, and links to folders outside; folders that cannot be read are ``faults``."""
    for at, folders, names in os.walk(folder, onerror=faults.append):
        yield from (Path(at, name) for name in names if Path(name).suffix.lower() in EXTENSIONS)
        links = (Path(at, name) for name in folders if Path(at, name).is_symlink())
        yield from (link for link in links if not _real(link).is_relative_to(_real(folder)))


def _real(path: Path) -> Path:
    """Where a path leads; links in a circle lead nowhere."""
    return Path(os.path.realpath(path))


def _followed(link: Path, target: Path, root: Path) -> Path | RefusedError:
    if not target.exists():
        return RefusedError("a link to nothing", where=str(link))
    if not target.is_relative_to(root):
        return RefusedError("a link out of the folder", where=str(link), hint="give it by name to read it")
    return link if target.is_file() else RefusedError("a link to no file", where=str(link))
