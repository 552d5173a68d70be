"""Work on bytes of strangers that is done by a library without bounds of its own: in a process that has some."""

import contextlib
import os
import pickle
import signal
from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

from kg.errors import KgError, SourceError

_Result = TypeVar("_Result")

MEMORY: Final = 384 * 1024 * 1024
"""Bytes that the work may take beyond what this process has."""

SECONDS: Final = 60
"""Of CPU."""

_OUTPUTS: Final = 3


def confined(work: Callable[[], _Result], where: str) -> _Result:
    """What some work returns, or raises; it is done in a copy of this process, where the system has such.

    Raises:
        SourceError: it takes more memory or time than it may, or ends its process.
    """
    if not hasattr(os, "fork"):  # Windows: no bound is better than no articles
        return work()
    begin, end = os.pipe()
    child = os.fork()
    if not child:
        _work(work, end)
    os.close(end)
    try:
        with open(begin, "rb") as pipe:
            written = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status):
        raise _ended(status, where)
    result, error = pickle.loads(written)  # noqa: S301 (written by this program)
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _ended(status: int, where: str) -> SourceError:
    by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if by in (signal.SIGXCPU, signal.SIGKILL):
        return SourceError(f"it takes more than {SECONDS} s to read", where=where, hint="split it, or give its text")
    # How a library ends that is given no memory differs, and is how it ends at a fault of its own, too.
    what = f"it takes more than {MEMORY // 1024 // 1024} MB of memory to read, or is damaged"
    return SourceError(what, where=where, hint="save it anew, or give its text")


def _work(work: Callable[[], _Result], end: int) -> NoReturn:
    """The work, in the process that is bounded: it ends without what this one does at its end."""
    status = 1
    try:
        os.closerange(_OUTPUTS, end)
        os.closerange(end + 1, os.sysconf("SC_OPEN_MAX"))  # locks of a store, which would outlive their owner
        _bound()
        with open(end, "wb") as pipe:
            pipe.write(_outcome(work))
        status = 0
    finally:
        os._exit(status)


def _outcome(work: Callable[[], _Result]) -> bytes:
    try:
        return pickle.dumps((work(), None))
    except MemoryError:
        raise
    except KgError as error:
        return pickle.dumps((None, error))
    except Exception as error:
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))


def _bound() -> None:
    import resource  # which Windows has not

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    with contextlib.suppress(OSError, ValueError):  # not all systems count an address space, or bound it
        with open("/proc/self/statm", "rb") as counted:
            pages = int(counted.read().split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
