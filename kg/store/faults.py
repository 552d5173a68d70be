"""What the engine and the disk answer, told as what it is: a full disk, a damaged file, a lock that cannot be had."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kg.errors import KgError, QueryError, StoreError

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_IN_WORDS: Final = ("No space left on device", "Disk quota exceeded", "File too large")
"""The engine's errors have no number, only the system's words."""

_BEFORE: Final = re.compile(r"^(?:Corruption: |IO error: )+")


@contextmanager
def told(where: object) -> Iterator[None]:
    """Has what the engine or the disk raises within told by a ``StoreError`` of one line; ``where`` is the store.

    Raises:
        StoreError: the disk is full, fails or is write-protected, or the store is damaged.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        if is_ours(error):
            raise
        raise fault(error, where) from None


def fault(error: Exception, where: object) -> StoreError:
    """What to say of an error of the engine or the disk."""
    words = str(error)
    number = getattr(error, "errno", None)
    if number in _FULL or any(told in words for told in _FULL_IN_WORDS):
        return StoreError("the disk is full", where=str(where), hint="what is stored stays; make room and run it again")
    if "link file" in words:
        what = f"this disk has no hard links, of which snapshots are made: {words}"
        return StoreError(what, where=str(where), hint="put the store on another disk")
    if "lock file" in words:
        what = "the store is in use by another part of this process, or by one that reads answers still"
        return StoreError(what, where=str(where), hint="let go of it there")
    if "file descriptors" in words or number in (errno.EMFILE, errno.ENFILE) or "Too many open files" in words:
        return StoreError(f"too few files may be open at once: {words}", where=str(where), hint="raise ulimit -n")
    if number in (errno.EACCES, errno.EPERM) or "Permission denied" in words:
        return StoreError(f"this user may not read or write it: {words}", where=str(where))
    if is_damage(error):
        what = f"its files are damaged: {_BEFORE.sub('', words).rstrip('.')}"
        return StoreError(what, where=str(where), hint="`kg check` tells what is lost and how it is mended")
    told = getattr(error, "strerror", None) or words
    return StoreError(f"the disk fails: {told}", where=str(where), hint="what is stored stays")


def failed(error: Exception, where: object) -> KgError:
    """What to say of an error of the engine while it searches."""
    if is_ours(error):
        raise error
    return fault(error, where) if is_damage(error) else QueryError(f"the query failed: {error}")


def is_ours(error: Exception) -> bool:
    """Whether an error is one of Python's own, such as a recursion too deep: the engine's are plain ones."""
    return isinstance(error, RuntimeError) and type(error) is not RuntimeError


def is_damage(error: Exception) -> bool:
    """Whether the engine says that what it finds on the disk is not what it wrote."""
    lost = isinstance(error, FileNotFoundError)
    return lost or any(told in str(error) for told in ("Corruption", "checksum", "Column family not found"))
