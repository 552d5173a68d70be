"""One writer alone, or readers together.

RocksDB refuses a second writer, but not a reader beside a writer, whose answers are then undefined: a lock file
decides. The kernel frees it when its holder dies.
"""

import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from weakref import ref

from kg.errors import InUseError, StoreError

_POLL = 0.02


class Lock:
    """Held from construction to ``release``.

    Args:
        path: the lock file; made if it is missing and can be.
        exclusive: for a writer.
        wait: seconds until giving up.

    Raises:
        InUseError: others hold it.
        StoreError: the disk takes no locks.
    """

    def __init__(self, path: Path, *, exclusive: bool, wait: float) -> None:
        self._path, self._exclusive = path, exclusive
        self._held: _Flock | _Exclusive | None = _acquire(path, exclusive, wait)
        if exclusive:
            self._held.note(str(os.getpid()))

    def release(self) -> None:
        if self._held is not None:
            if self._exclusive:
                self._held.note("")
            self._held.release()
            self._held = None


class _Flock:
    """POSIX: shared by readers, exclusive for a writer."""

    def __init__(self, path: Path, exclusive: bool) -> None:
        import fcntl

        self._path = path
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError:
            if exclusive:
                raise
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        os.register_at_fork(after_in_child=partial(_Flock._forked, ref(self)))
        self._how = (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB

    def try_once(self) -> bool:
        import fcntl

        try:
            fcntl.flock(self._fd, self._how)
        except BlockingIOError:
            return False
        except OSError as error:
            os.close(self._fd)
            what = f"this disk takes no locks: {error.strerror}"
            raise StoreError(
                what, where=str(self._path.parent), hint="put the store on a disk of this machine"
            ) from None
        return True

    @staticmethod
    def _forked(lock: "ref[_Flock]") -> None:
        """A fork holds no lock of its parent's: it would, as long as it lives."""
        if (held := lock()) and held._fd >= 0:
            os.close(held._fd)
            held._fd = -1

    def note(self, text: str) -> None:
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, text.encode(), 0)

    def holder(self) -> str:
        return os.pread(self._fd, 20, 0).decode("ascii", "replace").strip()

    def release(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class _Exclusive:
    """Elsewhere: one at a time, reader or writer."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path)

    def try_once(self) -> bool:
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def note(self, text: str) -> None:
        """A locked file cannot be read by others on Windows, so that a note would help nobody."""

    def holder(self) -> str:
        return ""

    def release(self) -> None:
        self._lock.release()


def _acquire(path: Path, exclusive: bool, wait: float) -> _Flock | _Exclusive:
    lock = _Flock(path, exclusive) if os.name == "posix" else _Exclusive(path)
    deadline = time.monotonic() + wait
    while not lock.try_once():
        if time.monotonic() >= deadline:
            holder = _alive(lock.holder())
            with suppress(OSError):
                lock.release()
            raise InUseError(_refusal(exclusive, holder), where=str(path.parent), hint="try again when it is done")
        time.sleep(_POLL)
    return lock


def _alive(holder: str) -> str:
    """The process that a note names; nobody where that is gone, and has left his note to whoever reads."""
    try:
        os.kill(int(holder), 0)
    except (ValueError, ProcessLookupError):
        return ""
    except OSError:  # somebody else's
        pass
    return holder


def _refusal(exclusive: bool, holder: str) -> str:
    if holder:
        return f"the store is being written by process {holder}"
    return "the store is being read by another process" if exclusive else "the store is in use by another process"
