"""A process that does one job after another, each on the newest snapshot of the store."""

import errno
import signal
import threading
import traceback
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from kg.errors import InternalError, KgError
from kg.orphans import end_with_parent
from kg.serve.jobs import Written, jobs
from kg.serve.limits import BusyError, Limits
from kg.serve.sink import Sink
from kg.serve.work import Job, Reply
from kg.store.folder.following import Following

_JOBS: Final = jobs()
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_IDLE: Final = 5.0
"""Seconds after which a worker without work looks whether its snapshot is still the newest."""

_STACK: Final = 1000 << 20
"""Bytes: the engine calls itself for each link of a chain; the bounds of ``kg.query.guard`` hold for those it knows.

What is not used is not taken; what is counts as memory.
"""


def work(connection: "Connection[Reply | KgError, Job]", folder: Path, spool: Path, limits: Limits) -> None:
    """Does jobs until there are no more; ``spool`` is what files for long answers begin with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that listens
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    threading.stack_size(_STACK)
    thread = threading.Thread(target=_work, args=(connection, folder, spool, limits))
    thread.start()
    thread.join()


def _work(connection: "Connection[Reply | KgError, Job]", folder: Path, spool: Path, limits: Limits) -> None:
    with Following(folder) as store:
        for number in count():
            while not connection.poll(_IDLE):
                store.let_go()
            try:
                job = connection.recv()
            except EOFError:
                return
            connection.send(_done(job, store, Path(f"{spool}-{number}"), limits))


def _done(job: Job, store: Following, path: Path, limits: Limits) -> Reply | KgError:
    sink = Sink(path, limits, packed=job.packed)
    try:
        view, state = store.view()
        written: Written = _JOBS[job.name](view, sink, **job.arguments)
        body = sink.finish()
    except KgError as error:
        sink.discard()
        return error
    except Exception as error:
        sink.discard()
        return _told(error)
    size = path.stat().st_size if body is None else len(body)
    told = (written.type, body, path if body is None else None, size, sink.is_packed, state)
    return Reply(*told, headers=written.headers, status=written.status)


def _told(error: Exception) -> KgError:
    """What who asked is told of a fault: not how it looks inside, which is for who runs the server."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return BusyError("this machine has no room for long answers", hint="ask for less, or try again later")
    traceback.print_exc()
    return InternalError("a fault of kg", hint="please report it")
