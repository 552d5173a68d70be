"""A folder of articles: which of what lies below it is read, and why some of it is not."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.article import Options, formats, own, read
from kg.article.source import Item
from kg.article.sources import opened, printable
from kg.errors import FormatError, RefusedError, SkippedError, SourceError

_BY_NAME: Final = "give it by name to read it"


def articles(folder: Path, options: Options, kept: Path | None = None) -> Iterator[Item | SourceError]:
    """The articles below a folder; there a bad file is one among others, not a source given by name.

    What kg itself keeps is left out: stores, and what was fetched into the folder ``kept``, which was read already.
    """
    if what := own.kind(folder):
        yield SourceError(f"this is {what}, no folder of articles", where=printable(folder), hint=own.ADVICE[what])
        return
    is_empty = True
    for file in files(folder, kept):
        try:
            for item in _read(file, options) if isinstance(file, Path) else (file,):
                is_empty = is_empty and isinstance(item, SkippedError)
                yield item
        except FormatError as error:
            # Where a name promises an article and the bytes hold none, something went wrong with it.
            told = RefusedError if isinstance(file, Path) and formats.is_readable(file.name) else SkippedError
            is_empty = is_empty and told is SkippedError
            yield told(error.what, where=error.where, hint=error.hint)
        except SourceError as error:
            is_empty = False
            yield RefusedError(error.what, where=error.where, hint=error.hint)
    if is_empty:
        yield SourceError("no articles in this folder", where=printable(folder), hint="kg -h tells what kg reads")


def _read(file: Path, options: Options) -> Iterator[Item]:
    """What a file holds; in a folder, no text is an article that neither its name nor its bytes tell to be one.

    Raises:
        SourceError: it cannot be read, or is of a format that holds no articles.
    """
    if not formats.is_named(file.name):
        with opened(str(file), None, options) as bytes_:
            if formats.told(file.name, bytes_.peek(formats.HEAD)) is None:
                raise FormatError("neither name nor content tell what this is", where=printable(file), hint=_BY_NAME)
    yield from read(file, options=options)


def files(folder: Path, kept: Path | None = None) -> Iterator[Path | RefusedError | SkippedError]:
    """The files below a folder that may be articles, in the order of their names, each once; what is left out is told.

    Links are followed as long as they stay in the folder.
    """
    faults: list[OSError] = []
    stores: list[SkippedError] = []
    found = sorted(_below(folder, faults, stores))
    if kept is not None and _real(kept) != _real(folder):  # one that is named itself is meant to be read again
        fetched = {path for path in found if _real(path.parent) == _real(kept) and own.is_fetched(path)}
        found = [path for path in found if path not in fetched]
        if fetched:
            yield SkippedError(own.ARCHIVES, where=printable(min(fetched).parent), hint=_BY_NAME)
    yield from stores
    real = {_real(path) for path in found if not path.is_symlink() and formats.is_named(path.name)}
    linked = {_real(path) for path in found if path.is_symlink()}
    output = _output()
    for path in found:
        if _is(path, output):
            continue  # what is written there would be read again, without end
        if not path.is_symlink():
            if not formats.is_named(path.name) and path in linked:
                continue  # comes by the link, whose name tells more
            yield path if path.is_file() else _no_file(path)
        elif (target := _real(path)) not in real:
            real.add(target)
            yield _followed(path, target, _real(folder))
    for fault in faults:
        yield RefusedError(f"cannot read it: {(fault.strerror or 'error').lower()}", where=printable(fault.filename))


def _no_file(path: Path) -> RefusedError:
    what = "no file, but a pipe or a device" if path.exists() else "it was there a moment ago, and is gone"
    return RefusedError(what, where=printable(path))


def _below(folder: Path, faults: list[OSError], stores: list[SkippedError]) -> Iterator[Path]:
    """All files that are not hidden, and links to folders outside.

    Folders that cannot be read are ``faults``, those that are stores of kg, or copies of one, ``stores``.
    """
    for at, folders, names in os.walk(folder, onerror=faults.append):
        below = [Path(at, name) for name in sorted(folders) if not name.startswith(".")]
        kinds = {path.name: None if path.is_symlink() else own.kind(path) for path in below}
        folders[:] = [name for name, kind in kinds.items() if kind is None]
        stores += [SkippedError(kind, where=printable(Path(at, name))) for name, kind in kinds.items() if kind]
        yield from (Path(at, name) for name in names if not name.startswith("."))
        links = (Path(at, name) for name in folders if Path(at, name).is_symlink())
        yield from (link for link in links if not _real(link).is_relative_to(_real(folder)))


def _output() -> os.stat_result | None:
    """The file that standard output goes to, if it goes to one."""
    try:
        found = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # closed, or none at all
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _is(path: Path, output: os.stat_result | None) -> bool:
    try:
        return output is not None and os.path.samestat(path.stat(), output)
    except OSError:
        return False


def _real(path: Path) -> Path:
    """Where a path leads; links in a circle lead nowhere."""
    return Path(os.path.realpath(path))


def _followed(link: Path, target: Path, root: Path) -> Path | RefusedError:
    if not target.exists():
        return RefusedError("a link to nothing", where=printable(link))
    if not target.is_relative_to(root):
        return RefusedError("a link out of the folder", where=printable(link), hint=_BY_NAME)
    return link if target.is_file() else RefusedError("a link to no file", where=printable(link))
